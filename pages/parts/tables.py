"""Tables in which one row can be chosen, by its box or by a click on any of its cells."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

_HEAD, _ROW = 37, 35


def row_table(
    rows: Sequence[Mapping[str, Any]],
    key: str,
    *,
    most: int,
    chosen: int | None = None,
    columns: Mapping[str, Any] | None = None,
) -> int | None:
    """Show rows and return the index of the chosen one, None where none is.

    Args:
        rows: One mapping a row, all with the same keys.
        key: Widget key; another key is another table with nothing chosen.
        most: Greatest height in pixels; a short table is as high as its rows.
        chosen: The row that is chosen at first.
        columns: Column settings by name.
    """
    shown = st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        # Left to itself the table knows how high its rows are in this theme.
        height="content" if _HEAD + _ROW * len(rows) <= most else most,
        on_select="rerun",
        selection_mode=["single-row", "single-cell"],
        selection_default=None if chosen is None else {"selection": {"rows": [chosen]}},
        key=key,
        column_config=dict(columns or {}),
    )
    selection = shown["selection"]
    if selection["cells"]:
        return int(selection["cells"][0][0])
    return int(selection["rows"][0]) if selection["rows"] else None


def pick_table(
    rows: Sequence[Mapping[str, Any]],
    ids: Sequence[str],
    key: str,
    asked: str,
    *,
    most: int,
    columns: Mapping[str, Any] | None = None,
) -> str:
    """A table in which one row is open: shows it chosen and returns the id of another one when it is picked, else "".

    The table keeps its place while one picks in it, and is drawn anew when the open row is changed from elsewhere.

    Args:
        rows: One mapping a row.
        ids: What each row stands for.
        key: Widget key; another key is another table.
        asked: Id of the open row, which may be none of them.
        most: Greatest height in pixels.
        columns: Column settings by name.
    """
    memory = st.session_state.setdefault("picked-in", {})
    shown, turn = memory.get(key, (asked, 0))
    if shown != asked:
        shown, turn = asked, turn + 1
    at = ids.index(asked) if asked in ids else None
    row = row_table(rows, f"{key}-{turn}", most=most, chosen=at, columns=columns)
    picked = ids[row] if row is not None and ids[row] != asked else ""
    memory[key] = (picked or shown, turn)
    return picked
