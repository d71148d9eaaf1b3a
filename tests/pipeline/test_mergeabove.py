"""Merging unseen: only by a signal that people have found right, counted first, each merge undone alone."""

from pathlib import Path

import pytest

from mathscale_core.errors import ConflictError, EmptyError, InputError
from mathscale_core.pipeline.edits import apply_edit, undo
from mathscale_core.pipeline.mergeabove import merge_above
from mathscale_core.pipeline.suggest import decide
from mathscale_core.testing.workspaces import fresh_workspace
from mathscale_core.twins.precision import ENOUGH
from mathscale_core.workspace import Workspace
from tests.pipeline.twinned import many_twins


@pytest.fixture(scope="module")
def sure(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Thirty pairs decided, one of them not right, five left."""
    workspace = many_twins(tmp_path_factory.mktemp("sure"), ENOUGH + 5)
    pairs = [t for t in workspace.store.suggestions.waiting() if t.signals.spelling >= 0.85]
    assert len(pairs) == ENOUGH + 5
    for number, twins in enumerate(pairs[:ENOUGH]):
        decide(workspace, twins.pair, "different" if number == 0 else "merge")
    return workspace


def test_in_an_empty_workspace_no_signal_is_open(tmp_path: Path) -> None:
    """Nor is there a signal of any name."""
    workspace = fresh_workspace(tmp_path)
    with pytest.raises(ConflictError, match="0 decisions"):
        merge_above(workspace, "spelling", 0.9)
    with pytest.raises(InputError, match="no signal 'smell'"):
        merge_above(workspace, "smell", 0.9)


def test_it_is_closed_until_enough_was_decided(tmp_path: Path) -> None:
    """Counting is refused as well as doing: the number would be a promise."""
    workspace = many_twins(tmp_path, 3)
    decide(workspace, workspace.store.suggestions.waiting()[0].pair, "merge")
    for do in (False, True):
        with pytest.raises(ConflictError, match="1 decisions on pairs that spelling spoke for, 100% of them right"):
            merge_above(workspace, "spelling", 0.9, do=do)


def test_it_counts_first_and_then_does_just_that(sure: Workspace) -> None:
    """A locked pair is left alone; what a policy merged does not count as right; one merge can be undone alone."""
    left = [t for t in sure.store.suggestions.waiting() if t.signals.spelling >= 0.85]
    apply_edit(sure, {"kind": "lock", "concept": left[0].a, "locked": True})
    counted = merge_above(sure, "spelling", 0.85)
    assert (counted.pairs, counted.merges, counted.locked, counted.events) == (4, 4, 1, ())
    assert len(sure.store.suggestions.waiting()) == len(left)
    with pytest.raises(EmptyError, match="of 1 or more"):
        merge_above(sure, "spelling", 1.0, do=True)
    done = merge_above(sure, "spelling", 0.85, do=True)
    assert (done.pairs, len(done.events)) == (4, 4)
    events = {e.id: e for e in sure.store.curation.events()}
    assert all(events[e].reason.startswith("spelling at least 0.85: suggested: spelled alike") for e in done.events)
    assert {t.pair for t in sure.store.suggestions.waiting()} == {left[0].pair}
    assert len(sure.store.suggestions.judged()) == ENOUGH
    undo(sure, done.events[1])
    assert len(sure.store.suggestions.waiting()) == 2
