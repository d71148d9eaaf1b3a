"""What edits would change is known before they are made, and nothing of it stays."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mathscale_core.errors import ConflictError
from mathscale_core.pipeline.edits import apply_edits
from mathscale_core.pipeline.impact import impact, is_quiet, may_move_far, novelty_shift
from mathscale_core.pipeline.synth import synthesise
from mathscale_core.sampling.exact import known_inclusion
from mathscale_core.sampling.paired import novel_draws
from mathscale_core.seeds.rows import Row
from mathscale_core.testing.workspaces import fresh_workspace, small_workspace
from mathscale_core.workspace import Workspace
from tests.pipeline.test_verify import add, question


def named(workspace: Workspace, name: str) -> str:
    return next(c.id for c in workspace.store.concepts.concepts() if c.name == name)


def test_a_rename_moves_nothing_and_is_done_without_asking(tmp_path: Path) -> None:
    """Its questions are counted: they carry the old name."""
    workspace = small_workspace(tmp_path)
    add(workspace, question(1), question(2))
    found = impact(workspace, [{"kind": "rename", "concept": named(workspace, "Money"), "name": "Prices"}])
    assert (found.opens, found.change.most, found.change.renamed) == (False, 0.0, (("Money", "Prices"),))
    assert found.questions == 2
    assert workspace.store.curation.events() == []


@pytest.mark.parametrize("kind", ["delete", "split"])
def test_a_deletion_or_a_split_is_always_looked_at(tmp_path: Path, kind: str) -> None:
    """However little it moves."""
    workspace = small_workspace(tmp_path)
    concept = named(workspace, "Checking a solution")
    seeds = workspace.store.concepts.ids_of_concept(concept)
    edit: dict[str, Any] = {"kind": kind, "concept": concept, "reason": "no skill"}
    if kind == "split":
        edit["into"] = [{"name": "Checking by insertion", "seeds": seeds}]
    assert impact(workspace, [edit]).opens


def test_what_moves_a_share_far_is_looked_at(tmp_path: Path) -> None:
    """More than one percent of the draws; it is what the edit comes to once it is made."""
    workspace = small_workspace(tmp_path)
    edit = {"kind": "merge", "from": [named(workspace, "Money")], "into": named(workspace, "Percentages")}
    found = impact(workspace, [edit])
    assert found.opens and found.change.most > 0.01
    assert [c.name for c in found.change.removed] == ["Money"]


def test_questions_of_a_name_that_goes_are_counted_once_each(tmp_path: Path) -> None:
    """Those that carry both a name that goes and another one too."""
    workspace = small_workspace(tmp_path)
    add(workspace, question(1))
    losers = [named(workspace, name) for name in ("Money", "Fractions")]
    found = impact(workspace, [{"kind": "merge", "from": losers, "into": named(workspace, "Percentages")}])
    assert found.questions == 1
    count = workspace.store.curation.count_questions
    assert count([("topic", "Money"), ("kp", "Unit price")]) == 1
    assert count([("kp", "Money"), ("topic", "Nothing has this name")]) == 0


def test_novelty_is_that_of_the_same_draws_on_both_graphs(tmp_path: Path) -> None:
    """Before and after are found again on the graphs themselves."""
    workspace = small_workspace(tmp_path)
    edit = {"kind": "merge", "from": [named(workspace, "Money")], "into": named(workspace, "Percentages")}
    found = novelty_shift(workspace, [edit], draws=500)
    draws = []
    for _ in range(2):
        cleaned = workspace.draft()
        draws.append(novel_draws(cleaned.graph, cleaned.concepts_of_seed, 500, 0))
        apply_edits(workspace, [Row(1, edit)] if len(draws) == 1 else [])
    both = draws[0][0] & draws[1][0]
    assert found.draws == both.sum()
    assert found.before == draws[0][1][both].mean()
    assert found.after == draws[1][1][both].mean()


def test_an_edit_that_does_not_fit_says_so(tmp_path: Path) -> None:
    """As it would when made."""
    workspace = small_workspace(tmp_path)
    with pytest.raises(ConflictError, match="is a name of the concept"):
        impact(workspace, [{"kind": "rename", "concept": named(workspace, "Money"), "name": "Fractions"}])


@pytest.mark.parametrize("kind", ["rename", "alias", "define", "lock", "code", "relate"])
def test_quiet_edits_change_no_edge(tmp_path: Path, kind: str) -> None:
    """What is said of them by their kind is so."""
    workspace = small_workspace(tmp_path)
    money, percent = named(workspace, "Money"), named(workspace, "Percentages")
    forms: dict[str, dict[str, Any]] = {
        "rename": {"name": "Prices"}, "alias": {"add": ["Prices"]}, "define": {"definition": "Coins."}, "lock": {},
        "code": {"add": [{"scheme": "MSC", "code": "1"}]}, "relate": {"a": money, "b": percent, "as": "parent-of"},
    }  # fmt: skip
    edit = {"kind": kind, "concept": money, **forms[kind]}
    if kind == "relate":
        del edit["concept"]
    change = impact(workspace, [edit]).change
    assert is_quiet([edit])
    assert (change.most, change.seeds, change.edges_added, change.edges_removed, change.edges_reweighted) == (0,) * 5
    assert not is_quiet([edit, {"kind": "merge"}])


def test_nothing_can_move_far_in_an_empty_graph(tmp_path: Path) -> None:
    """Nor can a concept that the graph does not have."""
    assert not may_move_far(fresh_workspace(tmp_path), ["c_1", "c_2"])


def test_a_merge_that_moves_far_was_held_possible(tmp_path: Path) -> None:
    """The quick look is cautious: it lets nothing through that the exact one would show, and most of the rest."""
    workspace = fresh_workspace(tmp_path)
    synthesise(workspace, 250, 900, 2_000)
    graph = workspace.draft().graph
    shares = known_inclusion(graph).topics
    places = [int(place) for place in np.argsort(-shares)[[0, 1, 2, 5, 10, 20, 40, 80, 120, 200, 240, 249]]]
    pairs = [(graph.topics[a].id, graph.topics[b].id) for a, b in pairwise(places)]
    far = [impact(workspace, [{"kind": "merge", "from": [a], "into": b}]).opens for a, b in pairs]
    possible = [may_move_far(workspace, pair) for pair in pairs]
    assert all(quick or not exact for quick, exact in zip(possible, far, strict=True))
    assert any(far) and not all(possible)
