"""Publishing on screen: what waits, what it changes, one line; versions compared; mixes moved."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.pipeline.publish import publish
from mathscale_core.pipeline.sample import sample
from mathscale_core.testing.workspaces import fresh_workspace, small_workspace
from mathscale_core.workspace import Workspace
from tests.pages.apps import open_part, words
from tests.pages.parts.editor import by_size


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    return small_workspace(tmp_path)


def page() -> None:
    import streamlit as st

    from pages.parts.publishing import publish_page

    publish_page(st.session_state["workspace"])


def opened(space: Workspace) -> AppTest:
    app = open_part(page, space)
    assert not app.exception
    return app


def test_in_an_empty_workspace_the_draft_can_be_looked_at(tmp_path: Path) -> None:
    """Nothing was published."""
    assert "Nothing was published yet" in words(opened(fresh_workspace(tmp_path)))


def test_the_draft_is_published_with_a_line(small: Workspace) -> None:
    """Without one it is refused; afterwards it is what is used."""
    app = opened(small)
    app.button(key="publish").click().run()
    assert "say what is new" in words(app)
    next(t for t in app.text_input if t.label.startswith("What is new")).set_value("the first one")
    app.button(key="publish").click().run()
    assert small.store.curation.published() is not None
    assert "The draft is what is published" in str([e.value for e in app.success])
    assert list(app.dataframe[0].value["what was new"]) == ["the first one"]


def test_what_waits_is_shown_with_what_it_changes(small: Workspace) -> None:
    """Edits, movers, touched mixes; then the mix is moved and the versions compared."""
    publish(small, "first")
    sample(small, 20, mix="week")
    loser, winner, *_ = by_size(small, "topic")
    apply_edit(small, {"kind": "merge", "from": [loser.id], "into": winner.id})
    app = opened(small)
    said = words(app)
    assert "1 edit since" in said and f"Merged {loser.name}" in said
    assert loser.name in list(app.dataframe[0].value["concept"])
    assert list(app.dataframe[1].value["mix"]) == ["week"]
    next(t for t in app.text_input if t.label.startswith("What is new")).set_value("second")
    app.button(key="publish").click().run()
    assert not app.exception
    app.button(key="move-week").click().run()
    mix = small.store.mixes.named("week")
    assert mix and mix["graph_version"] == small.graph().graph.version
    app.selectbox(key="compare-new").set_value("2").run()
    assert loser.name in list(app.dataframe[-1].value["concept"])


def test_a_proposer_sees_the_draft_and_no_button(small: Workspace) -> None:
    """What they proposed is marked."""
    small.set("proposers", "Ada")
    ada = small.acting_as("Ada")
    apply_edit(ada, {"kind": "rename", "concept": by_size(small, "kp")[0].id, "name": "Another name"})
    app = opened(ada)
    assert "1 of them proposed" in words(app) and "violet-badge[proposed]" in words(app)
    assert "You propose edits" in words(app)
    assert "publish" not in [b.key for b in app.button]


def test_two_versions_and_the_draft_are_compared_on_one_page(small: Workspace) -> None:
    """The newest with the draft above, any two below, also the same two: each has its facts and its pictures."""
    one, other, third, *_ = by_size(small, "topic")
    for number, concept in enumerate((one, other), 1):
        publish(small, f"version {number}")
        apply_edit(small, {"kind": "merge", "from": [concept.id], "into": third.id})
    app = opened(small)
    assert [m.label for m in app.metric].count("Farthest move") == 2
    assert app.selectbox(key="compare-old").value == "1"
    app.selectbox(key="compare-old").set_value("2").run()
    assert not app.exception
    assert {s.key for s in app.selectbox} >= {"draft-canvas-2-draft", "compared-canvas-2-draft"}
