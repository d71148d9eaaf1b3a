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
        height=min(_HEAD + _ROW * len(rows), most),
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
