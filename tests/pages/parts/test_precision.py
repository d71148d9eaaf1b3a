"""Precision per signal on screen, and the merging above a value: closed with a word, or counted first."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from mathscale_core.pipeline.suggest import decide
from mathscale_core.twins.precision import ENOUGH
from mathscale_core.workspace import Workspace
from tests.pages.apps import open_part, words
from tests.pipeline.twinned import many_twins, twinned


def page() -> None:
    import streamlit as st

    from mathscale_core.views import suggestions
    from pages.parts.precision import merge_above_menu, precision_line

    space = st.session_state["workspace"]
    precision_line(suggestions.counts(space))
    merge_above_menu(space, suggestions.counts(space))


def opened(space: Workspace) -> AppTest:
    return open_part(page, space)


def test_before_enough_decisions_it_says_how_many_there_are(tmp_path: Path) -> None:
    """No button that would be refused."""
    app = opened(twinned(tmp_path))
    assert not app.exception
    assert "spelling 0 of 0" in words(app)
    assert f"{ENOUGH} decisions" in words(app)
    assert not app.button


def test_a_signal_that_was_right_merges_what_it_counted(tmp_path: Path) -> None:
    """The button says the number; the pairs are merged, and the line shows that it is open."""
    space = many_twins(tmp_path, ENOUGH + 2)
    for twins in space.store.suggestions.waiting()[:ENOUGH]:
        decide(space, twins.pair, "merge")
    app = opened(space)
    assert "lock_open" in words(app)
    app.slider[0].set_value(0.86).run()
    assert "2 pairs in 2 merges" in words(app)
    assert app.button(key="merge-above").label == "Merge 2 pairs"
    app.button(key="merge-above").click().run()
    assert not app.exception
    assert space.store.suggestions.waiting() == []
    assert app.button(key="merge-above").disabled
