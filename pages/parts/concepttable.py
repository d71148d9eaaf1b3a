"""Explore's table: the twin of the graph for keyboard and numbers; a row opens, several are marked and edited at once.

Filters, order, page and the open row stand in the address; the marks are the session's.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from mathscale_core.views import explore
from mathscale_core.views.concept_table import COLUMNS, PAGE, Table, as_csv, concept_table, rows_of
from mathscale_core.views.text import counted, to_markdown, to_plain
from mathscale_core.workspace import Workspace
from pages.parts.address import page_choice, said, write
from pages.parts.bulk import bulk_panel
from pages.parts.concepts import concept_facts
from pages.parts.editing import edit_panel
from pages.parts.gestures import choose, toggle_star
from pages.parts.impact import edits_under_way
from pages.parts.loading import loading
from pages.parts.shell import clear_errors, same_workspace
from pages.parts.tablewish import TITLES, filter_controls, wish_said
from pages.parts.tray import collect_button
from pages.parts.wording import kind_word, worded

KEYS = {
    "J": "open the next row", "K": "open the row before", "X": "mark the open row, or take its mark off",
    "O": "put the open one in the middle of the graph", "S": "star it",
}  # fmt: skip
_MARKS, _TURN = "table-marks", "table-turn"


def table_view(space: Workspace) -> None:
    """Filters, a page of rows, and under it the open row or what is done to the marked ones."""
    _table(space)


@st.fragment
def _table(space: Workspace) -> None:
    with same_workspace(space), clear_errors():
        with loading("Counting"):
            table = concept_table(space)
        if not table.concepts:
            st.info(
                "The graph is empty: no seed has concepts yet. Import seeds, then extract.", icon=":material/table:"
            )
            st.page_link("seeds.py", label="Go to Seeds", icon=":material/grass:")
            return
        filter_controls(table)
        rows = rows_of(table, wish_said(table))
        _rows(table, rows)
        marked = _marked(table)
        if len(marked) > 1:
            bulk_panel(space, marked, lambda winner: write("row", winner))
        elif said("row"):
            _open_row(space, said("row"))
        else:
            edits_under_way(space, "table")


def _rows(table: Table, rows: Sequence[int]) -> None:
    """A page of the rows with the buttons that walk through them."""
    pages = -(-len(rows) // PAGE)
    marked = _marked(table)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        all_of = "" if len(rows) == len(table.concepts) else f" of {len(table.concepts):,}"
        said_so = f" · **{len(marked):,} marked**" if marked else ""
        st.markdown(f"{len(rows):,}{all_of} {worded('concepts')}{said_so}", width="stretch")
        if marked:
            st.button("Unmark all", key="table-unmark", icon=":material/close:", on_click=_mark, args=(frozenset(),))
        ids = [table.concepts[i].id for i in rows]
        _walk(ids)
        st.download_button(
            "CSV", lambda: as_csv(table, rows), file_name="concepts.csv", mime="text/csv", on_click="ignore",
            icon=":material/download:", key="table-csv", help=f"All {len(rows):,} rows that the filters leave.",
        )  # fmt: skip
    if not rows:
        st.info("No concept fits these filters. Take one of them off.", icon=":material/filter_alt_off:")
        return
    page = page_choice(pages)
    part = rows[(page - 1) * PAGE : page * PAGE]
    here = [table.concepts[i].id for i in part]
    opened = said("row")
    cells = [{"": "▸" if table.concepts[i].id == opened else "", **_cells(table, i)} for i in part]
    key = f"table-{page}-{hash(tuple(here))}-{st.session_state.get(_TURN, 0)}"
    st.dataframe(
        pd.DataFrame(cells), hide_index=True, height=390, key=key, placeholder="–",
        on_select=lambda: _picked(key, here),
        selection_mode=["multi-row", "single-cell"], column_config=_columns(),
        selection_default={"selection": {"rows": [n for n, one in enumerate(here) if one in marked]}},
    )  # fmt: skip


def _cells(table: Table, at: int) -> dict[str, object]:
    row = table.row(at)
    row["name"], row["kind"] = to_plain(str(row["name"]), 200), kind_word(str(row["kind"]))
    return row


def _columns() -> dict[str, Any]:
    """Titles and formats of the columns."""
    formats = {"probability": "%.2g", "acceptance": "percent"}
    helps = {
        "degree": "Neighbours.", "topics": "Topics beside it.", "kps": "KPs beside it.",
        "probability": "Exact chance that one draw of the walk visits it.",
        "acceptance": "Accepted of those that were accepted or rejected.", "decided": "Questions behind the rate.",
        "level": "The level that most of its seeds have.", "parent": "What it stands under in the tree.",
    }  # fmt: skip
    columns: dict[str, Any] = {"": st.column_config.TextColumn("", width=25, pinned=True)}
    for column in COLUMNS:
        title, says = worded(TITLES[column]), worded(helps.get(column, "")) or None
        if column in {"name", "kind", "community", "parent", "codes", "locked", "level"}:
            columns[column] = st.column_config.TextColumn(
                title, help=says, width=260 if column == "name" else None, pinned=column == "name"
            )
        else:
            columns[column] = st.column_config.NumberColumn(title, help=says, format=formats.get(column), width=80)
    return columns


def _walk(ids: Sequence[str]) -> None:
    """The buttons behind the keys that go through the rows."""
    opened = said("row")
    at = ids.index(opened) if opened in ids else -1
    ahead, back = min(at + 1, len(ids) - 1), at - 1
    st.button("Before", key="table-back", icon=":material/arrow_upward:", shortcut="K", disabled=back < 0,
              on_click=_go, args=(ids, back))  # fmt: skip
    st.button("Next", key="table-next", icon=":material/arrow_downward:", shortcut="J",
              disabled=not ids or at == len(ids) - 1, on_click=_go, args=(ids, ahead))  # fmt: skip
    if opened:
        there = opened in st.session_state.get(_MARKS, frozenset())
        st.button("Unmark" if there else "Mark", key="table-mark", shortcut="X", on_click=_toggle, args=(opened,),
                  icon=":material/check_box:" if there else ":material/check_box_outline_blank:")  # fmt: skip


def _open_row(space: Workspace, asked: str) -> None:
    """The open row's concept: what is known of it, where it can be looked at, and its edits."""
    concept = explore.standing(space, asked)
    if concept is None:
        st.info("The concept of this address is not there any more.", icon=":material/search_off:")
        edits_under_way(space, "table")
        return
    left, right = st.columns([3, 2], gap="medium")
    with left, clear_errors():
        st.subheader(to_markdown(concept.name), anchor=False)
        starred = concept.id in space.store.explore.starred(space.actor)
        with st.container(horizontal=True, gap="small"):
            st.button("Open in Graph", key="table-graph", icon=":material/hub:", shortcut="O", on_click=_to_graph,
                      args=(concept.id,))  # fmt: skip
            st.button("Starred" if starred else "Star", key="table-star", shortcut="S", on_click=toggle_star,
                      args=(space, concept.id),
                      icon=":material/star:" if starred else ":material/star_border:")  # fmt: skip
            collect_button(concept)
        panel = explore.panel(space, concept.id)
        concept_facts(panel)
        near = explore.neighbours(space, concept.id)[:8] if not panel.state else []
        if near:
            names = ", ".join(f"{n.concept.name} ({n.weight:,})" for n in near)
            st.caption(f"{counted(panel.degree, 'neighbour')}, the strongest: {to_markdown(names)}")
    with right, st.container(border=True, key="editing"):
        edit_panel(space, concept, lambda winner: write("row", winner))


def _to_graph(concept: str) -> None:
    write("view", "", "page", "row")
    choose(concept)


def _go(ids: Sequence[str], at: int) -> None:
    """Open a row, on the page where it is."""
    write("row", ids[at])
    page = at // PAGE + 1
    write("page", "" if page == 1 else str(page))


def _picked(key: str, here: Sequence[str]) -> None:
    """Rows were marked, or a cell opened its row."""
    selection = st.session_state[key]["selection"]
    others = st.session_state.get(_MARKS, frozenset()) - set(here)
    st.session_state[_MARKS] = others | {here[n] for n in selection["rows"]}
    if selection["cells"]:
        write("row", here[int(selection["cells"][0][0])])


def _toggle(concept: str) -> None:
    _mark(st.session_state.get(_MARKS, frozenset()) ^ {concept})


def _mark(marks: frozenset[str]) -> None:
    """Make these the marks; the table is drawn anew with them."""
    st.session_state[_MARKS] = marks
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def _marked(table: Table) -> list[str]:
    """The marked concepts that are still there, most seeds first."""
    marks = st.session_state.get(_MARKS, frozenset())
    found = [i for i, c in enumerate(table.concepts) if c.id in marks] if marks else []
    return [table.concepts[i].id for i in sorted(found, key=lambda i: -table.numbers["seeds"][i])]
