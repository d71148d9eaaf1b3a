"""What is drawn to be looked at: compositions with their walks, and what is known of each; nothing is stored."""

from pathlib import Path

import pytest

from mathscale_core.errors import NotFoundError
from mathscale_core.pipeline.generate import generate
from mathscale_core.pipeline.mixes import keep_mix
from mathscale_core.pipeline.seeds import add_seeds
from mathscale_core.sampling.draws import MOST_DRAWS
from mathscale_core.testing.workspaces import fresh_workspace, labelled_seed, small_workspace
from mathscale_core.views.mix import concept_choices, draw_walks, list_mixes, mix, mix_page, shares_of


def test_an_empty_graph_has_nothing_to_draw(tmp_path: Path) -> None:
    """No composition, no concept to choose, no mix."""
    workspace = fresh_workspace(tmp_path)
    assert draw_walks(workspace, 8, rng=0).compositions == ()
    assert (concept_choices(workspace), list_mixes(workspace)) == ({}, [])


def test_a_drawn_composition_knows_its_walk(tmp_path: Path) -> None:
    """Concepts in the order visited, each step with the probability that the graph gives it."""
    workspace = small_workspace(tmp_path)
    graph = workspace.graph().graph
    writes = workspace.store.writes
    drawn = draw_walks(workspace, 12, rng=4).compositions
    assert len({c.id for c in drawn}) == 12
    for composition in drawn:
        start, *steps = composition.steps
        assert (start.how, start.probability) == ("start", 1 / len(graph.topics))
        assert [c.id for c in (*composition.topics, *composition.kps)] == list(
            dict.fromkeys(s.concept for s in composition.steps)
        )
        before = start.concept
        for step in steps:
            (there,) = [p for c, _, p, _ in graph.neighbours(before) if c.id == step.concept]
            assert step.probability == pytest.approx(there)
            before = step.concept
    assert workspace.store.writes == writes


def test_novel_stored_and_kept_are_told(tmp_path: Path) -> None:
    """By comparing with every seed, with the store, and with the named mix."""
    workspace = small_workspace(tmp_path)
    first = draw_walks(workspace, 10, rng=4).compositions
    keep_mix(workspace, "one", [c.draw for c in first[:3]], 4)
    drawn = draw_walks(workspace, 10, rng=4, mix="one").compositions
    seeds = [set(cs) for cs in workspace.graph().concepts_of_seed.values()]
    for i, composition in enumerate(drawn):
        concepts = {c.id for c in (*composition.topics, *composition.kps)}
        assert composition.novel == (not any(concepts <= seed for seed in seeds))
        assert (composition.stored, composition.in_mix) == (i < 3, i < 3)
    assert not any(c.in_mix for c in draw_walks(workspace, 10, rng=4).compositions)
    assert {c.novel for c in drawn} == {True, False}


def test_chosen_concepts_are_in_every_composition(tmp_path: Path) -> None:
    """And the share of draws that hold them is told."""
    workspace = small_workspace(tmp_path)
    chosen = list(concept_choices(workspace))[:2]
    found = draw_walks(workspace, 4, rng=0, contains=chosen)
    assert all(set(chosen) <= {s.concept for s in c.steps} for c in found.compositions)
    assert len(found.compositions) <= found.holding < found.looked
    with pytest.raises(NotFoundError, match="c_gone"):
        draw_walks(workspace, 4, rng=0, contains=["c_gone"])


def test_concepts_that_never_meet_are_told_by_the_number_of_draws(tmp_path: Path) -> None:
    """Two islands: so many draws were looked at, none holds both."""
    workspace = fresh_workspace(tmp_path)
    add_seeds(workspace, [labelled_seed(n, ["Money"], ["Unit price"]) for n in (1, 2)])
    add_seeds(workspace, [labelled_seed(n, ["Chance"], ["Dice"]) for n in (3, 4)])
    found = draw_walks(workspace, 1, rng=0, contains=list(concept_choices(workspace)))
    assert (found.compositions, found.looked, found.holding) == ((), MOST_DRAWS, 0)


def test_a_mix_is_shown_with_its_questions(tmp_path: Path) -> None:
    """Counts, and a page of compositions with their walks; an unknown name is refused with those there are."""
    workspace = small_workspace(tmp_path)
    keep_mix(workspace, "one", [c.draw for c in draw_walks(workspace, 5, rng=4).compositions], 4)
    generate(workspace, 2, mix="one")
    found = mix(workspace, "one")
    assert (found.compositions, found.with_questions, found.questions, found.current) == (5, 2, 2, True)
    page = mix_page(workspace, "one")
    assert [n for _, n, _ in page] == [0, 0, 0, 1, 1]
    assert all(steps and steps[0].how == "start" for _, _, steps in page)
    assert mix_page(workspace, "one", 2) == []
    for ask in (mix, mix_page, shares_of):
        with pytest.raises(NotFoundError, match="one"):
            ask(workspace, "two")


def test_the_shares_of_a_mix_are_counted_over_its_sets(tmp_path: Path) -> None:
    """Each concept with how many of the compositions hold it, beside a count by hand; each set counts once."""
    workspace = small_workspace(tmp_path)
    for rng in (4, 5):
        keep_mix(workspace, "one", [c.draw for c in draw_walks(workspace, 9, rng=rng).compositions], rng)
    held = [{s.concept for s in steps} for _, _, steps in mix_page(workspace, "one")]
    found = shares_of(workspace, "one")
    assert (found.mix, found.compositions) == ("one", len(held))
    assert {c.id: share for c, share in found.concepts} == {
        c: sum(c in one for one in held) / len(held) for c in set[str]().union(*held)
    }


def test_concepts_to_choose_from_come_by_their_seeds(tmp_path: Path) -> None:
    """Every concept of the graph with its number of seeds, most first."""
    workspace = small_workspace(tmp_path)
    choices = concept_choices(workspace)
    assert set(choices) == set(workspace.graph().graph.position)
    counts = [seeds for _, seeds in choices.values()]
    assert counts == sorted(counts, reverse=True)
