"""Who may do what: anybody with a name, until there are roles."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mathscale_core.errors import NotAllowedError
from mathscale_core.pipeline import jobs
from mathscale_core.pipeline.benchmarks import import_benchmark
from mathscale_core.pipeline.edits import apply_edits, undo
from mathscale_core.pipeline.extract import extract
from mathscale_core.pipeline.generate import generate, preview
from mathscale_core.pipeline.mixes import keep_mix, move_mix
from mathscale_core.pipeline.notes import add_note, close_note
from mathscale_core.pipeline.people import allowed, proposes, require
from mathscale_core.pipeline.publish import publish
from mathscale_core.pipeline.release import export_release, make_release
from mathscale_core.pipeline.sample import sample
from mathscale_core.pipeline.seeds import add_seeds, import_seeds
from mathscale_core.pipeline.synth import synthesise
from mathscale_core.pipeline.verify import verify
from mathscale_core.seeds.rows import Row
from mathscale_core.testing.workspaces import fresh_workspace, small_workspace
from mathscale_core.workspace import Workspace

WRITES: dict[str, Callable[[Workspace], object]] = {
    "import_seeds": lambda w: import_seeds(w, Path("none.jsonl")),
    "add_seeds": lambda w: add_seeds(w, []),
    "import_benchmark": lambda w: import_benchmark(w, Path("none.jsonl")),
    "apply_edits": lambda w: apply_edits(w, []),
    "extract": extract,
    "sample": lambda w: sample(w, 1),
    "generate": lambda w: generate(w, 1),
    "preview": lambda w: preview(w, 1),
    "keep_mix": lambda w: keep_mix(w, "one", [0], 0),
    "move_mix": lambda w: move_mix(w, "one"),
    "publish": lambda w: publish(w, "one"),
    "add_note": lambda w: add_note(w, "c_1", "text"),
    "close_note": lambda w: close_note(w, "n_1"),
    "verify": verify,
    "make_release": lambda w: make_release(w, "one", "any"),
    "export_release": lambda w: export_release(w, "one", "jsonl", Path("one.jsonl")),
    "synthesise": lambda w: synthesise(w, 1, 1, 5),
    "create_job": lambda w: jobs.create_job(w, "generate", None, {}, []),
    "start_job": lambda w: jobs.start_job(w, "j_1"),
    "pause_job": lambda w: jobs.pause_job(w, "j_1"),
    "cancel_job": lambda w: jobs.cancel_job(w, "j_1"),
}


def test_nobody_may_do_nothing() -> None:
    """Without a name, or without saying what, nothing is allowed; with both everything is."""
    assert [allowed("", "verify"), allowed("Emmy", ""), allowed("Emmy", "verify")] == [False, False, True]


def test_what_is_allowed_passes(tmp_path: Path) -> None:
    """A named actor is let through, a nameless one is refused by the action's name."""
    workspace = fresh_workspace(tmp_path)
    require(workspace, "verify")
    with pytest.raises(NotAllowedError, match="may not verify"):
        require(workspace.acting_as(""), "verify")


@pytest.mark.parametrize("action", WRITES)
def test_every_writing_function_asks(tmp_path: Path, action: str) -> None:
    """It is refused under its own name before it reads or writes anything."""
    workspace = small_workspace(tmp_path)
    before = workspace.store.writes
    with pytest.raises(NotAllowedError, match=f"may not {action}\\."):
        WRITES[action](workspace.acting_as(""))
    assert workspace.store.writes == before


def test_a_proposer_edits_the_draft_and_publishes_nothing(tmp_path: Path) -> None:
    """Their edits and undos are marked until somebody else publishes them."""
    workspace = small_workspace(tmp_path)
    workspace.set("proposers", "Ada, Emmy")
    ada, concept = workspace.acting_as("Ada"), workspace.draft().graph.kps[0].id
    first = apply_edits(ada, [Row(1, {"kind": "rename", "concept": concept, "name": "Quite another name"})])[0]
    back = undo(ada, first.id)
    undo(workspace, back.id)
    assert list(workspace.store.curation.waiting().values()) == ["proposed", "proposed", "done"]
    assert {c.name for c in workspace.draft().graph.kps} >= {"Quite another name"}
    with pytest.raises(NotAllowedError, match="'Ada' proposes edits and publishes none"):
        publish(ada, "mine")
    assert workspace.store.curation.published() is None
    publish(workspace, "ours")
    assert workspace.store.curation.waiting() == {}
    said = [proposes(workspace.acting_as(name)) for name in ("Ada", "Emmy", "Ad", "local")]
    assert said == [True, True, False, False]
