"""From names to concepts: spellings meet, aliases lead home, nothing is tagged twice."""

from pathlib import Path

import pytest

from mathscale_core.extraction.replies import Picked
from mathscale_core.pipeline.seeds import add_seeds
from mathscale_core.pipeline.tagging import store_picked, store_tags
from mathscale_core.testing.workspaces import fresh_workspace, labelled_seed
from mathscale_core.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = fresh_workspace(tmp_path)
    add_seeds(made, [labelled_seed(n) for n in (1, 2)])
    return made


def ok(*numbers: int, origin: str = "model") -> list[dict[str, str]]:
    """Outcomes that say that the extractor was certain of these seeds."""
    return [
        {"seed": labelled_seed(n).id, "origin": origin, "outcome": "ok", "reason": "", "job": "j_1"} for n in numbers
    ]


def tagged(workspace: Workspace, number: int) -> dict[str, float]:
    return {row["name"]: row["certainty"] for row in workspace.store.concepts.tags_of(labelled_seed(number).id)}


def test_no_tags_make_no_concepts(workspace: Workspace) -> None:
    """Nothing in, nothing stored."""
    store_tags(workspace, [], "model", [])
    assert workspace.store.concepts.concepts() == []


def test_two_spellings_are_one_concept_with_the_first_certainty(workspace: Workspace) -> None:
    """A seed that carries two spellings of a name is tagged once."""
    seed = labelled_seed(1).id
    store_tags(workspace, [(seed, ["The knots"], ["tying a knot", "Tying knots"], [0.5, 0.9, 0.1])], "model", ok(1))
    assert tagged(workspace, 1) == {"The knots": 0.5, "Tying a knot": 0.9}


def test_a_later_spelling_finds_the_concept_of_the_earlier(workspace: Workspace) -> None:
    """Across calls and extractors a name leads to one concept; its first spelling is shown."""
    one, two = labelled_seed(1).id, labelled_seed(2).id
    store_tags(workspace, [(one, ["Graph coloring"], ["Cliques"], [1.0, 1.0])], "one", ok(1, origin="one"))
    store_tags(workspace, [(two, ["graph-coloring"], ["CLIQUE"], [1.0, 1.0])], "two", ok(2, origin="two"))
    assert len(workspace.store.concepts.concepts()) == 2
    assert tagged(workspace, 2) == {"Graph coloring": 1.0, "Cliques": 1.0}


def test_topics_and_knowledge_points_of_one_name_stay_two(workspace: Workspace) -> None:
    """The kind is part of what a concept is."""
    store_tags(workspace, [(labelled_seed(1).id, ["Knots"], ["Knots"], [1.0, 0.5])], "model", [])
    assert [(c.kind, c.name) for c in workspace.store.concepts.concepts()] == [("topic", "Knots"), ("kp", "Knots")]


def test_names_without_a_letter_lead_nowhere(workspace: Workspace) -> None:
    """They are passed over, the others are stored."""
    store_tags(workspace, [(labelled_seed(1).id, ["***", "Knots"], ["—"], [1.0, 0.7, 1.0])], "model", ok(1))
    assert tagged(workspace, 1) == {"Knots": 0.7}


def test_no_picks_store_nothing(workspace: Workspace) -> None:
    """Nothing in, nothing written."""
    before = workspace.store.writes
    assert store_picked(workspace, [], "model") == set()
    assert workspace.store.writes == before


def test_picks_tag_and_names_beyond_them_wait(workspace: Workspace) -> None:
    """A name that a concept has tags with it; another waits and makes no concept; twice changes nothing."""
    one, two = labelled_seed(1).id, labelled_seed(2).id
    store_tags(workspace, [(one, ["Knots"], ["Tying"], [1, 1])], "given", [])
    ids = {c.name: c.id for c in workspace.store.concepts.concepts()}
    picked = [(two, Picked((ids["Knots"],), (("kp", "tying"), ("kp", "Splicing"))))]
    for _ in range(2):
        assert store_picked(workspace, picked, "model") == {two}
        workspace.store.concepts.add_tagged([], [], [], ok(2), "", "")
    assert tagged(workspace, 2) == {"Knots": 1.0, "Tying": 1.0}
    assert {c.name for c in workspace.store.concepts.concepts()} == {"Knots", "Tying"}
    assert [(s.kind, s.name, s.seeds) for s in workspace.store.shelf.waiting(9)] == [("kp", "Splicing", 1)]


def test_a_name_beyond_the_offer_that_a_concept_has_tags_its_seed(workspace: Workspace) -> None:
    """The seed is among those that were tagged; one whose names only wait is not."""
    one, two = labelled_seed(1).id, labelled_seed(2).id
    store_tags(workspace, [(one, ["Knots"], ["Tying"], [1, 1])], "given", [])
    missed = [(one, Picked((), (("kp", "Splicing"),))), (two, Picked((), (("kp", "tying"),)))]
    assert store_picked(workspace, missed, "model") == {two}
