"""Curators work on the draft; everybody else uses what was published last."""

from pathlib import Path

import pytest

from mathscale_core.errors import ConflictError, InputError, NotFoundError
from mathscale_core.pipeline.edits import apply_edit, undo
from mathscale_core.pipeline.publish import changed_mixes, difference, opened, preview, publish
from mathscale_core.pipeline.sample import sample
from mathscale_core.pipeline.seeds import hold_seeds
from mathscale_core.testing.workspaces import fresh_workspace, small_workspace
from mathscale_core.workspace import Workspace


def first_two(workspace: Workspace) -> tuple[str, str]:
    """The two knowledge points with most seeds."""
    graph = workspace.draft().graph
    most = sorted(zip((-graph.kp_seeds).tolist(), (k.id for k in graph.kps), strict=True))
    return most[0][1], most[1][1]


def test_before_anything_is_published_everybody_uses_the_draft(tmp_path: Path) -> None:
    """Also in an empty workspace; an edit is seen at once."""
    assert fresh_workspace(tmp_path / "empty").graph().graph.topics == ()
    workspace = small_workspace(tmp_path / "small")
    winner, loser = first_two(workspace)
    apply_edit(workspace, {"kind": "merge", "from": [loser], "into": winner})
    assert workspace.graph() is workspace.draft()
    assert loser not in workspace.graph().graph.position


def test_edits_after_publishing_wait_in_the_draft(tmp_path: Path) -> None:
    """The published graph is made again as it was, names included, and its seeds at rest are no examples."""
    workspace = small_workspace(tmp_path)
    winner, loser = first_two(workspace)
    before = workspace.draft()
    published = publish(workspace, "  the first \n one ")
    assert (published.number, published.line, published.version) == (1, "the first one", before.graph.version)
    apply_edit(workspace, {"kind": "merge", "from": [loser], "into": winner})
    apply_edit(workspace, {"kind": "rename", "concept": winner, "name": "Quite another name"})
    used = workspace.graph()
    assert (used.graph.topics, used.graph.kps) == (before.graph.topics, before.graph.kps)
    assert used.graph.version == before.graph.version != workspace.draft().graph.version
    assert (used.graph.kp_kp.weights == before.graph.kp_kp.weights).all()
    assert used.concepts_of_seed == before.concepts_of_seed
    seed = next(iter(before.concepts_of_seed))
    hold_seeds(workspace, [seed])
    assert workspace.graph().graph.version == before.graph.version
    assert set(before.concepts_of_seed) - set(workspace.graph().concepts_of_seed) == {seed}
    publish(workspace, "the second one")
    assert workspace.graph().graph.version == workspace.draft().graph.version
    assert {c.name for c in workspace.graph().graph.kps} >= {"Quite another name"}


@pytest.mark.parametrize("line", ["", "  \n", "x" * 201])
def test_a_version_is_published_with_one_line(tmp_path: Path, line: str) -> None:
    """It is what others read of it."""
    workspace = small_workspace(tmp_path)
    with pytest.raises(InputError, match="say what is new"):
        publish(workspace, line)
    assert workspace.store.curation.published() is None


def test_what_is_published_already_is_not_published_again(tmp_path: Path) -> None:
    """A rename alone is something new: generation uses the published names."""
    workspace = small_workspace(tmp_path)
    publish(workspace, "first")
    with pytest.raises(ConflictError, match="Version 1 is what the draft holds"):
        publish(workspace, "second")
    apply_edit(workspace, {"kind": "rename", "concept": first_two(workspace)[0], "name": "Quite another name"})
    assert publish(workspace, "second").number == 2
    assert [(p.number, p.line) for p in workspace.store.curation.all_published()] == [(2, "second"), (1, "first")]


def test_a_preview_says_what_the_edit_does_and_leaves_nothing(tmp_path: Path) -> None:
    """It agrees with the edit once done."""
    workspace = small_workspace(tmp_path)
    winner, loser = first_two(workspace)
    edit = {"kind": "merge", "from": [loser], "into": winner}
    before, seen = workspace.draft().graph.version, preview(workspace, lambda: apply_edit(workspace, edit))
    assert ([c.id for c in seen.removed], seen.added) == ([loser], ())
    assert workspace.store.curation.events() == []
    assert workspace.draft().graph.version == before
    publish(workspace, "before it")
    event = apply_edit(workspace, edit)
    done = difference(workspace, "1")
    assert (done.removed, done.most, done.seeds, done.movers) == (seen.removed, seen.most, seen.seeds, seen.movers)
    assert preview(workspace, lambda: undo(workspace, event.id)).added == seen.removed


def test_an_edit_that_does_not_fit_says_so_in_its_preview(tmp_path: Path) -> None:
    """As it would when done."""
    workspace = small_workspace(tmp_path)
    with pytest.raises(NotFoundError, match="c_none"):
        preview(workspace, lambda: apply_edit(workspace, {"kind": "restore", "concept": "c_none"}))
    assert workspace.store.curation.events() == []


def test_versions_are_opened_by_number(tmp_path: Path) -> None:
    """The draft by its name, nothing as 0; others are not there."""
    workspace = small_workspace(tmp_path)
    publish(workspace, "first")
    assert opened(workspace, "1").graph.version == workspace.draft().graph.version
    assert opened(workspace, "draft") is workspace.draft()
    everything = difference(workspace, "0", "1")
    assert len(everything.added) == len(workspace.graph().graph.position)
    for strange in ("2", "one", ""):
        with pytest.raises(NotFoundError, match="no version"):
            opened(workspace, strange)


def test_mixes_that_hold_what_is_no_more_are_counted(tmp_path: Path) -> None:
    """By how many of their compositions."""
    workspace = small_workspace(tmp_path)
    sample(workspace, 20, mix="homework")
    assert changed_mixes(workspace) == []
    winner, loser = first_two(workspace)
    holding = len(workspace.store.compositions.with_concept(loser))
    apply_edit(workspace, {"kind": "merge", "from": [loser], "into": winner})
    (mix,) = changed_mixes(workspace)
    assert (mix.name, mix.changed) == ("homework", holding)
    assert 0 < mix.changed <= mix.compositions
