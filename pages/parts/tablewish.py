"""The table's filters and order: read from the address, and the controls that write them there."""

import math

import streamlit as st

from mathscale_core.views.concept_table import COLUMNS, NUMBERS, Table, Wish, communities, schemes
from pages.parts.address import note, said, show, write
from pages.parts.wording import kind_word, worded

#: Column to its name for people.
TITLES = {
    "name": "name", "kind": "kind", "seeds": "seeds", "degree": "degree", "topics": "topics", "kps": "KPs",
    "probability": "p", "generated": "generated", "accepted": "accepted", "acceptance": "acceptance", "decided": "of n",
    "community": "community", "parent": "parent", "codes": "codes", "locked": "locked by", "level": "level",
}  # fmt: skip
#: Parts of the address that are the table's own.
PARTS = ("rows", "kind", "where", "community", "scheme", "placed", "locked", "chosen", "sort", "up", "row")
_YES = {"": "either", "yes": "yes", "no": "no"}
_MOST = 12


def chosen_on_map() -> frozenset[str]:
    """Ids of the concepts that were lassoed on the map in this session."""
    found: frozenset[str] = st.session_state.get("map-chosen", frozenset())
    return found


def wish_said(table: Table) -> Wish:
    """What the address asks of the table; what it cannot mean does not count."""
    among = chosen_on_map() if said("chosen") == "map" else frozenset[str]()
    by = said("sort") if said("sort") in COLUMNS else "seeds"
    return Wish(
        text=said("rows"),
        kind=said("kind") if said("kind") in {"topic", "kp"} else "",
        between=ranges_said(),
        community=said("community") if said("community") in table.texts["community"] else "",
        scheme=said("scheme") if said("scheme") in schemes(table) else "",
        placed=said("placed") if said("placed") in _YES else "",
        locked=said("locked") if said("locked") in _YES else "",
        among=among or None,
        by=by,
        ascending=said("up") == "yes",
    )


def ranges_said() -> dict[str, tuple[float | None, float | None]]:
    """Column to its bounds, of the part ``where``, such as ``seeds:3:,probability::0.01``."""
    found: dict[str, tuple[float | None, float | None]] = {}
    for part in said("where").split(",")[:_MOST]:
        column, low, high = (*part.split(":"), "", "")[:3]
        bounds = _number(low), _number(high)
        if column in NUMBERS and bounds != (None, None):
            found[column] = bounds
    return found


def filter_controls(table: Table) -> None:
    """Text, kind, order and the other filters; each writes itself into the address and turns to the first page."""
    left, middle, right, way = st.columns([4, 2, 2, 1], vertical_alignment="bottom")
    left.text_input(
        "Filter by name, other name or code", key=show("rows", said("rows")), on_change=note, live=True, type="search",
        args=("rows", "rows", "", "page"), icon=":material/search:",
    )  # fmt: skip
    middle.selectbox(
        "Kind", ["", "topic", "kp"], key=show("kind", said("kind") if said("kind") in {"topic", "kp"} else ""),
        on_change=note, args=("kind", "kind", "", "page"), format_func=lambda k: kind_word(k) if k else "both kinds",
    )  # fmt: skip
    right.selectbox(
        "Sort by", COLUMNS, key=show("sort", said("sort") if said("sort") in COLUMNS else "seeds"), on_change=note,
        args=("sort", "sort", "seeds", "page"), format_func=lambda c: worded(TITLES[c]),
    )  # fmt: skip
    way.selectbox(
        "Order", ["", "yes"], key=show("up", "yes" if said("up") == "yes" else ""), on_change=note,
        args=("up", "up", "", "page"), format_func=lambda u: "↑ lowest" if u else "↓ highest",
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        with st.popover("More filters", icon=":material/filter_alt:"):
            _more(table)
        _chips()


def _more(table: Table) -> None:
    _choice("community", "Community on the map", communities(table))
    _choice("scheme", "Has a code of", schemes(table))
    for name, label in (("placed", "Placed in the tree"), ("locked", "Locked")):
        st.segmented_control(
            label, list(_YES), key=show(name, said(name) if said(name) in _YES else ""), required=True, on_change=note,
            args=(name, name, "", "page"), format_func=_YES.__getitem__,
        )  # fmt: skip
    if chosen_on_map():
        st.checkbox(
            f"Chosen on the map ({len(chosen_on_map()):,})", key=show("chosen", said("chosen") == "map"),
            on_change=_map_chosen,
        )  # fmt: skip
    with st.form("range", border=False):
        column = st.selectbox("Number", NUMBERS, format_func=lambda c: worded(TITLES[c]), key="range-of")
        low, high = st.columns(2)
        least = low.number_input("At least", value=None, key="range-least", format="%g", step=1.0)
        most = high.number_input("At most", value=None, key="range-most", format="%g", step=1.0)
        if st.form_submit_button("Add", key="range-add", icon=":material/add:"):
            _write_ranges({**ranges_said(), str(column): (least, most)})
            st.rerun()


def _choice(name: str, label: str, options: list[str]) -> None:
    st.selectbox(
        label, options, index=None, key=show(name, said(name) if said(name) in options else None), on_change=note,
        args=(name, name, "", "page"), placeholder="Any" if options else "There is none yet", disabled=not options,
    )  # fmt: skip


def _map_chosen() -> None:
    write("chosen", "map" if st.session_state["chosen"] else "", "page")


def _chips() -> None:
    """The filters that hold and are not in sight, each with its end."""
    for column, (low, high) in ranges_said().items():
        bounds = (
            f"{'' if low is None else f'{low:g} ≤ '}{worded(TITLES[column])}{'' if high is None else f' ≤ {high:g}'}"
        )
        st.button(bounds, key=f"range-none-{column}", icon=":material/close:", on_click=_drop, args=(column,))
    hidden = {
        "community": "",
        "scheme": "code of ",
        "placed": "placed: ",
        "locked": "locked: ",
        "chosen": "chosen on the ",
    }
    for name, before in hidden.items():
        if said(name):
            st.button(
                before + said(name).replace("$", "\\$"), key=f"{name}-none", icon=":material/close:", on_click=write,
                args=(name, "", "page"),
            )  # fmt: skip


def _drop(column: str) -> None:
    _write_ranges({c: bounds for c, bounds in ranges_said().items() if c != column})


def _write_ranges(ranges: dict[str, tuple[float | None, float | None]]) -> None:
    parts = [f"{c}:{'' if low is None else f'{low:g}'}:{'' if high is None else f'{high:g}'}"
             for c, (low, high) in ranges.items() if (low, high) != (None, None)]  # fmt: skip
    write("where", ",".join(parts), "page")


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
