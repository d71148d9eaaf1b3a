"""Retagging on screen: counted first, then these seeds or a rule."""

from pathlib import Path

import pytest

from mathscale_core.testing.workspaces import labelled_seed, small_workspace
from mathscale_core.workspace import Workspace
from tests.pages.apps import words
from tests.pages.parts.editor import by_size, kinds_done, panel


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    return small_workspace(tmp_path)


def test_seeds_are_counted_before_a_concept_is_given(small: Workspace) -> None:
    """Nothing is asked of all seeds; those with the words are shown, then tagged; the form is empty again."""
    concept = next(c for c in by_size(small, "kp") if c.name == "Unit price")
    before = set(small.store.concepts.ids_of_concept(concept.id))
    app = panel(small, concept.id, "Retag")
    assert "Say which seeds" in words(app)
    app.text_input(key=f"retag-words-{concept.id}-0").set_value('"Seed 1:"').run()
    assert "**1 seed**" in words(app)
    app.button(key="retag").click().run()
    if "edit-apply" in [b.key for b in app.button]:
        app.button(key="edit-apply").click().run()
    assert "Say which seeds" in words(app)
    assert set(small.store.concepts.ids_of_concept(concept.id)) == before | {labelled_seed(1).id}
    (event,) = small.store.curation.events()
    assert (event.payload["seeds"], event.reason) == ([labelled_seed(1).id], "1 seed with Seed 1:")


def test_a_rule_holds_for_later_seeds_too(small: Workspace) -> None:
    """It is stored as a rule, not as the seeds of now."""
    concept = next(c for c in by_size(small, "kp") if c.name == "Unit price")
    app = panel(small, concept.id, "Retag")
    app.text_input(key=f"retag-words-{concept.id}-0").set_value("seed").run()
    app.segmented_control(key=f"retag-for-{concept.id}").set_value("these and later ones").run()
    app.button(key="retag").click().run()
    app.button(key="edit-apply").click().run()
    (event,) = small.store.curation.events()
    assert event.payload["where"]["words"] == ["seed"]
    assert not event.payload["seeds"]


def test_a_concept_is_swapped_for_another_one(small: Workspace) -> None:
    """On the seeds that carry it."""
    concept, other = (
        next(c for c in by_size(small, "kp") if c.name == n) for n in ("Unit price", "Fraction of a quantity")
    )
    carried = set(small.store.concepts.ids_of_concept(concept.id))
    app = panel(small, concept.id, "Retag")
    app.selectbox(key=f"deed-{concept.id}").set_value("swap").run()
    app.text_input(key=f"swap-for-{concept.id}").set_value(other.name).run()
    app.button(key="retag").click().run()
    app.button(key="edit-apply").click().run()
    assert small.store.concepts.ids_of_concept(concept.id) == []
    assert carried <= set(small.store.concepts.ids_of_concept(other.id))


def test_seeds_are_marked_and_the_mark_is_told(small: Workspace) -> None:
    """It is a state of the seed and no tag."""
    concept = next(c for c in by_size(small, "kp") if c.name == "Unit price")
    app = panel(small, concept.id, "Retag")
    app.selectbox(key=f"deed-{concept.id}").set_value("vocabulary-gap").run()
    app.button(key="retag").click().run()
    assert kinds_done(small) == ["mark"]
    assert set(small.store.edits.marks().values()) == {"vocabulary-gap"}
    assert f"{len(small.store.edits.marks())} of them marked" in words(app)
