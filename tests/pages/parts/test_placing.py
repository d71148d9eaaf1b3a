"""Tree, relations and codes on screen, each said and taken back."""

from pathlib import Path

import pytest

from mathscale_core.testing.workspaces import small_workspace
from mathscale_core.workspace import Workspace
from tests.pages.apps import words
from tests.pages.parts.editor import by_size, panel


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    return small_workspace(tmp_path)


def relate(small: Workspace, concept: str, how: str, name: str) -> str:
    app = panel(small, concept, "Place")
    app.selectbox(key=f"relate-how-{concept}").set_value(how).run()
    app.text_input(key=f"relate-to-{concept}").set_value(name).run()
    app.button(key="relate").click().run()
    assert not app.exception
    return words(app)


def test_a_concept_is_placed_and_taken_out_again(small: Workspace) -> None:
    """Its path is shown with a cross beside it; a circle is refused with words."""
    topic, other, *_ = by_size(small, "topic")
    kp = by_size(small, "kp")[0]
    assert "stands under nothing" in words(panel(small, kp.id, "Place"))
    assert f"Stands under {topic.name}" in relate(small, kp.id, "stands under", topic.name)
    relate(small, topic.id, "stands under", other.name)
    assert "would run in a circle" in relate(small, topic.id, "is the parent of", other.name)
    assert small.store.edits.parents() == {kp.id: topic.id, topic.id: other.id}
    app = panel(small, kp.id, "Place")
    assert f"Stands under {other.name} › {topic.name}" in words(app)
    app.button(key=f"unrelate-{kp.id}-{topic.id}").click().run()
    assert small.store.edits.parents() == {topic.id: other.id}


def test_two_are_said_to_be_different(small: Workspace) -> None:
    """It stands with both."""
    one, other, *_ = by_size(small, "kp")
    assert f"Is different from {other.name}" in relate(small, one.id, "is different from", other.name)
    assert f"Is different from {one.name}" in words(panel(small, other.id, "Place"))


def test_codes_come_and_go(small: Workspace) -> None:
    """With scheme and match; half a code is refused."""
    concept = by_size(small, "kp")[0]
    app = panel(small, concept.id, "Place")
    next(t for t in app.text_input if t.label == "Scheme").set_value("MSC 2020")
    app.button(key="codes").click().run()
    assert "This cannot be used as it is" in words(app)
    next(t for t in app.text_input if t.label == "Scheme").set_value("MSC 2020")
    next(t for t in app.text_input if t.label == "Code").set_value("11A05")
    next(s for s in app.selectbox if s.label == "Match").set_value("close")
    app.button(key="codes").click().run()
    ((owner, code),) = small.store.edits.codes()
    assert (owner, code.scheme, code.code, code.match) == (concept.id, "MSC 2020", "11A05", "close")
    app.multiselect[0].set_value([])
    app.button(key="codes").click().run()
    assert small.store.edits.codes() == []
