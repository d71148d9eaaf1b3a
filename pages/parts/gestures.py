"""What is done in the picture of a neighbourhood, put into the address and the store before the page is drawn again.

The address says everything that is shown: ``concept`` in the middle, ``selected`` or ``edge``, ``depth``, ``limit``,
``least``, ``kinds``, ``open`` and ``cut`` (concepts opened and left out), ``overlay``, ``steps`` (its steps left out),
``arrows`` and ``version``. So a link shows the same, and the browser's Back takes the last step back.
"""

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitAPIException

from mathscale_core.errors import MathScaleError
from mathscale_core.pipeline.explore import drag, star, tidy
from mathscale_core.views.explore import Wish
from mathscale_core.views.explore.neighbourhood import KINDS
from mathscale_core.views.explore.own import layers
from mathscale_core.workspace import Workspace
from pages.parts.address import number_said, said, write
from pages.parts.tray import collect

FEWEST, USUAL, MOST, HEAVIEST = 5, 16, 60, 100_000
#: So many concepts may be opened, and left out: more do not fit into an address.
_OPENED, _CUT = 12, 40
TROUBLE, TIDIED = "explore-trouble", "explore-tidied"


def wish() -> Wish:
    """What of the neighbourhood the address wishes for; what it cannot mean does not count."""
    kinds = tuple(k for k in KINDS if k in _listed("kinds")) or KINDS
    return Wish(
        strongest=min(max(number_said("limit", USUAL), FEWEST), MOST),
        depth=min(max(number_said("depth", 1), 1), 2),
        minimum=min(max(number_said("least", 1), 1), HEAVIEST),
        kinds=kinds,
        opened=_listed("open")[:_OPENED],
        pruned=_listed("cut")[:_CUT],
    )


def hidden_steps() -> frozenset[int]:
    """Steps of the overlay that are left out."""
    return frozenset(int(s) for s in _listed("steps") if s.removeprefix("-").isdecimal() and len(s) < 4)


def edge_said() -> tuple[str, str] | None:
    """The chosen edge, by its ends."""
    a, _, b = said("edge").partition("~")
    return (a, b) if a and b else None


def choose(centre: str, selected: str = "") -> None:
    """Keep the view in the address, as one step of the browser's history: the middle and the selected concept."""
    if centre != said("concept"):
        write("concept", "", "open", "cut")
    if (selected or centre) != said("selected"):
        write("seeds-page", "", "asked-page", "near-page")
    write("edge", "", "edge-page")
    st.query_params.update({"concept": centre, "selected": selected or centre})


def choose_edge(a: str, b: str) -> None:
    """Select the edge between two concepts."""
    write("edge", f"{a}~{b}", "edge-page")


def did(space: Workspace, event: Mapping[str, Any], centre: str) -> None:
    """Do what was done in the picture around ``centre``; an error is kept for the page to show."""
    what, concept = str(event.get("what", "")), str(event.get("concept", ""))
    try:
        if what == "pick":
            choose(centre, concept)
        elif what == "edge":
            choose_edge(str(event.get("a", "")), str(event.get("b", "")))
        elif what == "open":
            choose(concept)
        elif what == "expand":
            choose(centre, concept)
            _toggle("open", concept, _OPENED)
        elif what == "prune":
            choose(centre)
            _toggle("cut", concept, _CUT)
        elif what == "collect":
            collect(concept)
            st.toast("In the tray.", icon=":material/inbox:")
        elif what == "star":
            toggle_star(space, concept)
        elif what == "drag":
            drag(space, layers(space, said("version"))[0], centre, _places(event.get("at")))
        elif what == "tidy":
            tidy(space, layers(space, said("version")), centre)
            st.session_state[TIDIED] = st.session_state.get(TIDIED, 0) + 1
        elif what == "legend":
            _filter(str(event.get("name", "")))
    except MathScaleError as error:
        st.session_state[TROUBLE] = error


def toggle_star(space: Workspace, concept: str) -> None:
    """Star a concept, or take its star off; for ``on_click``."""
    star(space, concept, starred=concept not in space.store.explore.starred(space.actor))


def again() -> None:
    """Draw this part of the page anew, or the page where all of it is being drawn."""
    try:
        st.rerun(scope="fragment")
    except StreamlitAPIException:
        st.rerun()


def bring_back() -> None:
    """Show again what was left out; for ``on_click``."""
    write("cut", "")


def _filter(name: str) -> None:
    """One entry of the legend was pressed: leave these out, or show them again."""
    if name in KINDS:
        on = set(wish().kinds) ^ {name}
        # Without any kind there would be nothing to see: then the other one is shown.
        write("kinds", ",".join(k for k in KINDS if k in (on or set(KINDS) - {name})) if on != set(KINDS) else "")
    elif name.startswith("step"):
        _toggle("steps", name.removeprefix("step"), 20)


def _toggle(part: str, value: str, most: int) -> None:
    """Put a value among those of a part of the address, or take it away; of too many the oldest goes."""
    now = [v for v in _listed(part) if v != value]
    if value and value not in _listed(part):
        now = [*now, value][-most:]
    write(part, ",".join(now))


def _listed(part: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v for v in said(part).split(",") if v))


def _places(at: object) -> dict[str, tuple[float, float]]:
    """The positions that the browser sent; what is none is left out."""
    if not isinstance(at, Mapping):
        return {}
    return {
        str(concept): (float(place[0]), float(place[1]))
        for concept, place in at.items()
        if isinstance(place, list | tuple) and len(place) == 2 and all(isinstance(v, int | float) for v in place)
    }
