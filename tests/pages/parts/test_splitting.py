"""Splitting on screen: seeds go to parts by hand and by words, the rest stays."""

from pathlib import Path

import pytest

from mathscale_core.pipeline.seeds import add_seeds
from mathscale_core.testing.workspaces import labelled_seed, small_workspace
from mathscale_core.workspace import Workspace
from tests.pages.apps import words
from tests.pages.parts.editor import by_size, kinds_done, panel


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    return small_workspace(tmp_path)


def test_a_concept_is_split_by_words_and_by_hand(small: Workspace) -> None:
    """What is in no part stays; the reason says the numbers; a later seed with the words follows; the form is empty."""
    concept = next(c for c in by_size(small, "kp") if c.name == "Unit price")
    seeds = small.store.concepts.ids_of_concept(concept.id)
    app = panel(small, concept.id, "Split")
    assert "Name a part to begin" in words(app)
    app.session_state[f"split-parts-{concept.id}-0"] = ["By words", "By hand"]
    app.run()
    app.selectbox(key=f"split-to-{concept.id}").set_value("By words")
    app.text_input(key=f"split-say-{concept.id}").set_value('"Seed 4"')
    app.checkbox(key=f"split-rule-{concept.id}").check()
    next(b for b in app.button if b.label == "Give").click().run()
    assert f"By words 1 · By hand 0 · stays {len(seeds) - 1}" in words(app)
    hand = labelled_seed(5).id
    app.segmented_control(key=f"split-{concept.id}-{hand}").set_value("By hand").run()
    assert f"By words 1 · By hand 1 · stays {len(seeds) - 2}" in words(app)
    assert str(next(t for t in app.text_input if t.label == "Why").value).startswith("By words: 1 of")
    app.button(key="split").click().run()
    app.button(key="edit-apply").click().run()
    assert not app.exception
    assert "Name a part to begin" in words(app)
    (event,) = small.store.curation.events()
    assert event.kind == "split"
    ids = {c.name: c.id for c in small.store.concepts.concepts()}
    assert small.store.concepts.ids_of_concept(ids["By hand"]) == [hand]
    late = labelled_seed(70, ["Money"], ["Unit price"], "Seed 4 comes later")
    add_seeds(small, [late])
    assert set(small.store.concepts.ids_of_concept(ids["By words"])) == {labelled_seed(4).id, late.id}
    assert set(small.store.concepts.ids_of_concept(concept.id)) == set(seeds) - {hand, labelled_seed(4).id}


def test_without_a_reason_a_split_is_refused(small: Workspace) -> None:
    """It asks for one; so does a part without a seed."""
    concept = next(c for c in by_size(small, "kp") if c.name == "Unit price")
    app = panel(small, concept.id, "Split")
    app.session_state[f"split-parts-{concept.id}-0"] = ["Part"]
    app.run()
    app.button(key="split").click().run()
    assert "a part of the split gets no seed" in words(app)
    app.segmented_control(key=f"split-{concept.id}-{labelled_seed(5).id}").set_value("Part").run()
    next(t for t in app.text_input if t.label == "Why").set_value("").run()
    app.button(key="split").click().run()
    assert "a split says why" in words(app)
    assert kinds_done(small) == []
