"""The seeds that a retag is about are those that the rule will tag."""

from pathlib import Path

import pytest

from mathscale_core.errors import InputError
from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.pipeline.seeds import add_seeds, hold_seeds
from mathscale_core.testing.workspaces import labelled_seed, small_workspace
from mathscale_core.views.retagging import (
    SeedChoice,
    carrying_seeds,
    marks_of,
    saying,
    seeds_shown,
    seeds_under,
    words_of,
)
from mathscale_core.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = small_workspace(tmp_path)
    add_seeds(
        workspace, [labelled_seed(50, question="Draw a box plot."), labelled_seed(51, question="A plot of a box?")]
    )
    return workspace


def named(workspace: Workspace, name: str) -> str:
    return next(c.id for c in workspace.store.concepts.concepts() if c.name == name)


def test_words_are_parted_by_blanks_unless_they_stand_in_quotes() -> None:
    """As a rule takes them."""
    assert words_of(' a "b  c" d""') == ("a", "b  c", "d")
    assert words_of("  ") == ()


def test_asking_nothing_is_refused(workspace: Workspace) -> None:
    """It would be every seed."""
    assert not SeedChoice().asks
    with pytest.raises(InputError, match="Nothing was asked"):
        seeds_under(workspace, SeedChoice())


@pytest.mark.parametrize(
    "choice",
    [
        SeedChoice(("box plot",)), SeedChoice(("BOX", "plot")), SeedChoice(source="drawn", level="elementary"),
        SeedChoice(("seed",), concept="Money"), SeedChoice(concept="Money"), SeedChoice(("nothing says this",)),
    ],
)  # fmt: skip
def test_the_seeds_under_a_choice_are_those_that_its_rule_tags(workspace: Workspace, choice: SeedChoice) -> None:
    """The rule itself is asked by making the edit."""
    concept = named(workspace, choice.concept) if choice.concept else ""
    choice = SeedChoice(choice.words, concept, choice.source, choice.level)
    found = seeds_under(workspace, choice)
    added = apply_edit(workspace, {"kind": "add", "as": "kp", "name": "By a rule"}).payload["id"]
    apply_edit(workspace, {"kind": "retag", "where": choice.rule, "add": [added]})
    assert carrying_seeds(workspace, added) == found


def test_held_seeds_are_not_counted(workspace: Workspace) -> None:
    """They are out of the graph."""
    money = named(workspace, "Money")
    before = seeds_under(workspace, SeedChoice(concept=money))
    hold_seeds(workspace, before[:1])
    assert seeds_under(workspace, SeedChoice(concept=money)) == before[1:]
    assert seeds_under(workspace, SeedChoice(("seed",), concept=money)) == before[1:]


def test_seeds_are_shown_in_order_of_import(workspace: Workspace) -> None:
    """A page at a time; those that say some words are found among them."""
    every = carrying_seeds(workspace, named(workspace, "Money"))
    shown = [s.line for s in seeds_shown(workspace, every, 100)]
    assert shown == sorted(shown) and len(shown) == len(every)
    assert [s.line for s in seeds_shown(workspace, every, 2, 1)] == shown[1:3]
    assert saying(workspace, every, ["Seed 5"]) == [labelled_seed(5).id]
    assert saying(workspace, every, []) == []


def test_marks_are_told_of_these_seeds_alone(workspace: Workspace) -> None:
    """Others' marks are theirs."""
    one, other = labelled_seed(50, question="Draw a box plot.").id, labelled_seed(1).id
    apply_edit(workspace, {"kind": "mark", "seeds": [one, other], "as": "vocabulary-gap"})
    assert marks_of(workspace, [one]) == {one: "vocabulary-gap"}
