"""Sampling: unique compositions of the current graph, stored with their traces."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from mathscale_core.errors import ConflictError, EmptyError, InputError
from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.pipeline.sample import sample
from mathscale_core.pipeline.seeds import add_seeds
from mathscale_core.testing.workspaces import NOON, fresh_workspace, labelled_seed, small_workspace
from mathscale_core.workspace import Workspace


def ids(workspace: Workspace) -> list[str]:
    version = workspace.graph().graph.version
    return [c.id for c in workspace.store.compositions.unused(10_000, version)]


def test_an_empty_graph_gives_nothing_to_do(tmp_path: Path) -> None:
    """Without seeds, and with topics that have no knowledge point, there is nothing to draw from."""
    workspace = fresh_workspace(tmp_path)
    with pytest.raises(EmptyError, match="0 topics"):
        sample(workspace, 5)
    add_seeds(workspace, [labelled_seed(n, ["Money", "Fractions"]) for n in (1, 2)])
    with pytest.raises(EmptyError, match="2 topics and 0 topic-KP edges"):
        sample(workspace, 5)
    assert workspace.store.compositions.runs() == []


@pytest.mark.parametrize(("wanted", "mode", "said"), [(0, "paper", "-n"), (-3, "paper", "-n"), (3, "guess", "--mode")])
def test_a_number_or_mode_that_cannot_be_used_is_refused(tmp_path: Path, wanted: int, mode: str, said: str) -> None:
    """The remedy names the option."""
    with pytest.raises(InputError) as error:
        sample(small_workspace(tmp_path), wanted, mode=mode)
    assert said in error.value.remedy


def test_what_is_found_is_stored(tmp_path: Path) -> None:
    """As many unique compositions as asked, drawn from the graph, with their run and the graph's version."""
    workspace = small_workspace(tmp_path)
    done = sample(workspace, 40, rng=3)
    graph = workspace.graph().graph
    assert (done.asked, done.unique, done.new, done.exhausted) == (40, 40, 40, False)
    assert done.draws >= done.unique + done.dead_ends
    assert 0 <= done.novelty <= 1
    assert workspace.store.compositions.count() == 40
    for composition in workspace.store.compositions.get(ids(workspace)).values():
        assert all(graph.position[t][0] == "topic" for t in composition.topic_walk)
        assert all(graph.position[k][0] == "kp" for k in composition.kp_walk)
        assert 1 <= len(composition.kp_walk) <= 5
        assert 2 <= len(composition.topic_walk) <= 3
        assert composition.run == done.run
    (run,) = workspace.store.compositions.runs()
    assert (run["rng"], run["graph_version"], run["statistics"]["novelty"]) == (3, graph.version, done.novelty)


def test_times_add_up_to_the_draws(tmp_path: Path) -> None:
    """Every draw that was no dead end is counted at its set."""
    workspace = small_workspace(tmp_path)
    done = sample(workspace, 60)
    found = workspace.store.compositions.get(ids(workspace)).values()
    assert sum(c.times for c in found) == done.draws - done.dead_ends


def test_the_same_rng_finds_the_same_compositions(tmp_path: Path) -> None:
    """Two workspaces agree on ids, order and digest; another rng differs."""
    one, two, three = (small_workspace(tmp_path, name=name) for name in "abc")
    results = [sample(w, 30, rng=rng) for w, rng in ((one, 7), (two, 7), (three, 8))]
    assert results[0].digest == results[1].digest != results[2].digest
    assert ids(one) == ids(two) != ids(three)


def test_sampling_again_finds_nothing_new(tmp_path: Path) -> None:
    """The same run changes nothing; a longer one adds the rest and begins with the same draws."""
    workspace = small_workspace(tmp_path)
    first = sample(workspace, 30)
    before = ids(workspace)
    again, longer = sample(workspace, 30), sample(workspace, 50)
    assert (again.new, again.run, again.digest) == (0, first.run, first.digest)
    assert (longer.unique, longer.new) == (50, 20)
    assert (len(ids(workspace)), set(before) <= set(ids(workspace))) == (50, True)


def test_a_small_graph_is_exhausted(tmp_path: Path) -> None:
    """One topic and one knowledge point make one composition, contained in a seed: no novelty, and it says so."""
    workspace = fresh_workspace(tmp_path)
    add_seeds(workspace, [labelled_seed(n, ["Money"], ["Unit price"]) for n in (1, 2)])
    done = sample(workspace, 10)
    assert (done.unique, done.exhausted, done.novelty) == (1, True, 0.0)


def test_concepts_lead_to_the_compositions_that_hold_them(tmp_path: Path) -> None:
    """Each concept's count is the number of compositions whose set has it."""
    workspace = small_workspace(tmp_path)
    sample(workspace, 50)
    found = workspace.store.compositions.get(ids(workspace)).values()
    for concept in workspace.graph().graph.position:
        assert workspace.store.compositions.count_with(concept) == sum(concept in c.concepts for c in found)


def test_a_sample_under_a_mix_is_a_run_of_its_own(tmp_path: Path) -> None:
    """It has the same compositions as one under none, and the mix holds them."""
    workspace = small_workspace(tmp_path)
    plain = sample(workspace, 10)
    mixed = sample(workspace, 10, mix="one")
    assert (mixed.digest, mixed.new) == (plain.digest, 0)
    assert mixed.run != plain.run
    row = workspace.store.mixes.named("one")
    assert row and workspace.store.mixes.holds(row["id"]) == set(ids(workspace))


def edited_meanwhile(workspace: Workspace) -> Workspace:
    """The same workspace, whose clock is a curator: when it is looked at first, two topics become one."""
    topics = workspace.graph().graph.topics
    edits = [{"kind": "merge", "from": [topics[0].id], "into": topics[1].id}]

    def clock() -> datetime:
        if edits:
            apply_edit(workspace, edits.pop())
        return NOON

    return replace(workspace, clock=clock)


def test_a_mix_that_somebody_makes_meanwhile_on_another_graph_is_said(tmp_path: Path) -> None:
    """A mix is of one graph: what was drawn is not stored under it, nor anywhere else."""
    workspace = small_workspace(tmp_path)
    others = [workspace.graph().graph.topics[:2]]

    def clock() -> datetime:
        if others:
            one, other = others.pop()
            apply_edit(workspace, {"kind": "merge", "from": [one.id], "into": other.id})
            sample(workspace, 5, mix="m")
        return NOON

    with pytest.raises(ConflictError, match="'m'"):
        sample(replace(workspace, clock=clock), 30, mix="m")
    assert [run["statistics"]["asked"] for run in workspace.store.compositions.runs()] == [5]


def test_an_edit_of_the_graph_meanwhile_changes_no_composition(tmp_path: Path) -> None:
    """What was drawn on a graph is stored as its concepts, under its version, whatever the graph is by then."""
    through, edited = small_workspace(tmp_path, name="one"), small_workspace(tmp_path, name="two")
    old = edited.graph().graph.version
    expected, done = sample(through, 30, rng=7, mix="m"), sample(edited_meanwhile(edited), 30, rng=7, mix="m")
    assert edited.graph().graph.version != old
    assert (done.digest, done.run) == (expected.digest, expected.run)
    assert [run["graph_version"] for run in edited.store.compositions.runs()] == [old]
    mix = edited.store.mixes.named("m")
    assert mix and mix["graph_version"] == old
    stored = edited.store.compositions.of_mix(mix["id"], 100)
    assert stored == through.store.compositions.of_mix(mix["id"], 100)
    assert len(stored) == 30
