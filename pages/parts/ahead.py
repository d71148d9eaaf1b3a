"""What is got ready while nobody waits, so that the first visit of a page is as quick as later ones.

Comes in: the served workspace, and word that a page was drawn. Goes out: on the server, loaded modules and the indexes
that ``views`` keep for each graph; in the browser, the scripts of the widgets and of the graph that other pages use.
Nothing of it runs before the first page is drawn, except what that page needs itself.
"""

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import streamlit as st

from mathscale_core.errors import MathScaleError
from mathscale_core.views import bank, explore, generate, mix, seeds
from mathscale_core.workspace import Workspace
from pages.parts.frontend import LATER, files

_HERE = Path(__file__).parent
#: Seconds to wait for the first page: where nobody comes, there is nobody to be kept waiting.
_PATIENCE = 5.0
#: Seconds that the browser then has for itself, to load what that page shows.
_BREATH = 0.5
_drawn = threading.Event()


def page_drawn() -> None:
    """Take note that a page was drawn whole."""
    _drawn.set()


def get_ready(current: Callable[[], Workspace]) -> None:
    """Load modules and build indexes; what the first page needs at once, the rest when that is drawn.

    Args:
        current: Gives the open workspace; raises where none opens or it was given back meanwhile. Pages say so.
    """
    import_module("PIL.Image")
    with suppress(MathScaleError):
        current().graph()
    if _drawn.wait(_PATIENCE):
        time.sleep(_BREATH)
    import_module("pandas")
    for part in sorted(_HERE.glob("*.py")):
        import_module(f"pages.parts.{part.stem}")
    for build in BUILT:
        with suppress(MathScaleError):
            build(current())


def _browse(space: Workspace) -> None:
    seeds.choices(space)
    seeds.concept_choices(space)
    seeds.found_seeds(space, seeds.SeedFilter())


def _search(space: Workspace) -> None:
    explore.search(space, "", 1)


def _draw(space: Workspace) -> None:
    mix.concept_choices(space)
    mix.draw_walks(space, 1, rng=0)


def _filter(space: Workspace) -> None:
    wanted = bank.read_filter(space, {})
    bank.facet_counts(space, wanted)
    bank.concept_options(space, "topic")
    bank.page_of(space, wanted)


def _supply(space: Workspace) -> None:
    mix.list_mixes(space)
    generate.supply(space, "")


#: What Seeds, Explore, Mix, Questions and Generate ask first, each of which ``views`` or the store keep.
BUILT: Sequence[Callable[[Workspace], None]] = (_browse, _search, _draw, _filter, _supply)


def load_scripts_ahead() -> None:
    """Have the browser load the scripts of widgets when it has come to rest."""
    _component()(key="ahead", data={"scripts": [*files(LATER), "../../vis-network.js"]})


@st.cache_resource(show_spinner=False)
def _component() -> Callable[..., object]:
    """Defined once a process, as the catcher of keys is."""
    component: Callable[..., object] = st.components.v2.component(
        "mathscale_ahead", js=(_HERE / "ahead.js").read_text("utf-8")
    )
    return component
