"""Findings beside a walk over the graph's neighbours, on graphs whose faults are known."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.errors import ConflictError
from mathscale_core.pipeline.edits import apply_edit, misfits
from mathscale_core.pipeline.seeds import add_seeds
from mathscale_core.sampling.exact import inclusion
from mathscale_core.testing.workspaces import fresh_workspace, labelled_seed, small_workspace
from mathscale_core.views.graph_health import NAMES, Finding, findings, pieces
from mathscale_core.workspace import Workspace
from tests.pipeline.twinned import twinned
from tests.sampling.drawn import graph_of


def found(workspace: Workspace, first: int = 20) -> dict[str, Finding]:
    every = findings(workspace, misfits(workspace), first)
    assert tuple(f.name for f in every) == NAMES
    return {f.name: f for f in every}


def names(finding: Finding) -> list[str]:
    return [item.name for item in finding.first]


def faulty(folder: Path) -> Workspace:
    """A big piece, a small one, an orphan, a topic without a KP, a concept that cleaning drops."""
    workspace = fresh_workspace(folder)
    rows = [
        (["Fractions"], ["Adding"]), (["Fractions"], ["Adding", "Halving"]), (["Fractions"], ["Halving"]),
        (["Colours"], ["Painting"]), (["Colours"], ["Painting"]),
        (["Fractions", "Talk"], []), (["Talk", "Fractions"], []),
        ([], ["Alone"]), ([], ["Alone"]), (["Fractions"], ["Rare"]),
    ]  # fmt: skip
    add_seeds(workspace, [labelled_seed(n, topics, kps) for n, (topics, kps) in enumerate(rows, 1)])
    return workspace


def test_an_empty_graph_has_every_finding_with_none_of_it(tmp_path: Path) -> None:
    """And says that twins were not looked for."""
    every = found(fresh_workspace(tmp_path))
    assert [f.count for f in every.values()] == [0] * len(NAMES)
    assert "not looked for" in every["twins"].note


def test_each_fault_is_found(tmp_path: Path) -> None:
    """By name, with what is said of it; the loss is that of the exact walk."""
    workspace = faulty(tmp_path)
    every = found(workspace)
    assert names(every["small_components"]) == ["Colours"]
    assert every["small_components"].first[0].note == "2 concepts, with Painting"
    assert (every["small_components"].count, every["small_components"].note[:10]) == (1, "2 concepts")
    assert names(every["orphans"]) == ["Alone"]
    assert names(every["dead_ends"]) == ["Talk"]
    assert f"{inclusion(workspace.draft().graph).dead_end:.2%}" in every["dead_ends"].note
    assert names(every["dropped"]) == ["Rare"]
    assert every["hubs"].count == every["single_seed"].count == 0


def test_what_is_restored_moves_from_dropped_to_held_by_one_seed(tmp_path: Path) -> None:
    """The cure of one finding may be another."""
    workspace = faulty(tmp_path)
    apply_edit(workspace, {"kind": "restore", "concept": found(workspace)["dropped"].first[0].id})
    every = found(workspace)
    assert (names(every["dropped"]), names(every["single_seed"])) == ([], ["Rare"])


def test_marked_seeds_are_listed_by_mark(tmp_path: Path) -> None:
    """A vocabulary gap and an untaggable one apart."""
    workspace = small_workspace(tmp_path)
    one, other = sorted(workspace.store.seeds.question_keys().values())[:2]
    apply_edit(workspace, {"kind": "mark", "seeds": [one], "as": "vocabulary-gap"})
    apply_edit(workspace, {"kind": "mark", "seeds": [other], "as": "cannot-be-tagged"})
    every = found(workspace)
    assert [i.id for i in every["vocabulary_gap"].first] == [one]
    assert [i.id for i in every["cannot_be_tagged"].first] == [other]


def test_twins_wait_as_in_the_queue(tmp_path: Path) -> None:
    """As many pairs, none of them decided."""
    workspace = twinned(tmp_path)
    every = found(workspace, first=2)
    assert every["twins"].count == len(workspace.store.suggestions.waiting()) == 4
    assert len(every["twins"].first) == 2
    assert every["twins"].note == ""


def test_an_edit_that_does_not_fit_any_more_is_told_with_what_is_in_its_way(tmp_path: Path) -> None:
    """The pipeline's word for it, and the edit in words."""
    workspace = small_workspace(tmp_path)
    known = {c.name: c.id for c in workspace.store.concepts.concepts()}
    event = apply_edit(workspace, {"kind": "rename", "concept": known["Money"], "name": "Coins"})
    error = ConflictError("Coins is a name of c_9.", "a name that is free.", "Merge them.")
    every = {f.name: f for f in findings(workspace, {event.id: error}, 5)}
    (misfit,) = every["misfits"].first
    assert (every["misfits"].count, misfit.id, misfit.kind) == (1, event.id, "edit")
    assert misfit.note == "Coins is a name of c_9."
    assert "Coins" in misfit.name


def test_hubs_lie_above_the_percentile(tmp_path: Path) -> None:
    """One topic beside a hundred others and more."""
    workspace = fresh_workspace(tmp_path)
    rows = [(["Centre"], [f"Ray {n}"]) for n in range(120) for _ in range(2)]
    add_seeds(workspace, [labelled_seed(n, topics, kps) for n, (topics, kps) in enumerate(rows, 1)])
    hubs = found(workspace)["hubs"]
    assert names(hubs) in ([], ["Centre"])
    assert hubs.count == len(hubs.first)
    degrees = sorted(len(workspace.draft().graph.neighbours(c.id)) for c in workspace.store.concepts.concepts())
    assert (hubs.count == 1) == (degrees[-1] > degrees[int(0.99 * len(degrees))])


@given(st.lists(st.text("ABCabcd", min_size=1, max_size=3), min_size=1, max_size=8))
def test_pieces_are_what_one_reaches_by_neighbours(seeds: list[str]) -> None:
    """Found again by walking from neighbour to neighbour."""
    graph = graph_of(seeds)
    concepts = (*graph.topics, *graph.kps)
    left, expected = {c.id for c in concepts}, set()
    while left:
        reached, edge = set[str](), {next(iter(left))}
        while edge:
            reached |= edge
            edge = {n.id for c in edge for n, *_ in graph.neighbours(c)} - reached
        left -= reached
        expected.add(frozenset(reached))
    parts = pieces(graph)
    assert {frozenset(concepts[i].id for i in part) for part in parts} == expected
    assert [len(p) for p in parts] == sorted((len(p) for p in parts), reverse=True)
    assert len(parts) == graph.components()
