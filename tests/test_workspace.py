"""A workspace: laid out, opened, held by one process, its graph built from what is stored."""

import json
import os
import subprocess
import sys
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from mathscale_core.errors import ConflictError, InputError, NoWorkspaceError, WorkspaceHeldError
from mathscale_core.pipeline.edits import apply_edits
from mathscale_core.pipeline.seeds import add_seeds
from mathscale_core.seeds.rows import Row
from mathscale_core.testing.workspaces import NOON, InlineExecutor, fresh_workspace, labelled_seed, small_workspace
from mathscale_core.workspace import (
    DATABASE,
    WorkspaceSettings,
    create_workspace,
    format_version,
    load_vocabulary,
    open_workspace,
    setting_names,
    unmake_workspace,
)


def test_an_empty_workspace_has_the_empty_graph(tmp_path: Path) -> None:
    """Without seeds there is a graph without concepts, and nothing was dropped."""
    cleaned = fresh_workspace(tmp_path).graph()
    assert (cleaned.graph.topics, cleaned.graph.kps, cleaned.graph.seeds, cleaned.dropped) == ((), (), 0, ())
    assert (cleaned.kps_of_seed, cleaned.concepts_of_seed) == ({}, {})


def test_a_new_workspace_has_its_files(tmp_path: Path) -> None:
    """Database, settings, folder of jobs, and the owner while it is open; closing gives it back."""
    workspace = fresh_workspace(tmp_path)
    assert {p.name for p in workspace.root.iterdir()} >= {DATABASE, "settings.json", "jobs", "owner.json"}
    owner = json.loads((workspace.root / "owner.json").read_text("utf-8"))
    assert owner["pid"] == os.getpid()
    assert owner["since"] == NOON.isoformat(timespec="seconds")
    workspace.close()
    assert not (workspace.root / "owner.json").exists()
    assert workspace.jobs == workspace.root / "jobs"


def test_a_place_that_is_taken_is_refused(tmp_path: Path) -> None:
    """Neither over a workspace, nor among other files, nor over a file is a workspace laid out."""
    workspace = fresh_workspace(tmp_path)
    with pytest.raises(ConflictError, match="is a workspace already"):
        create_workspace(workspace.root, InlineExecutor())
    other = tmp_path / "letters"
    other.mkdir()
    (other / "letter.txt").write_text("Dear", "utf-8")
    for place in (other, other / "letter.txt"):
        with pytest.raises(ConflictError, match="holds other things"):
            create_workspace(place, InlineExecutor())
    assert (other / "letter.txt").read_text("utf-8") == "Dear"
    assert [p.name for p in other.iterdir()] == ["letter.txt"]


_KILLED = """
import os, sys
from pathlib import Path
from mathscale_core.testing.workspaces import InlineExecutor
from mathscale_core.workspace import create_workspace
def die(event, values):
    if event == sys.argv[2] and sys.argv[3] in str(values[0]):
        os._exit(9)
sys.addaudithook(die)
create_workspace(Path(sys.argv[1]), InlineExecutor())
"""


@pytest.mark.parametrize(
    ("event", "at", "left"),
    [
        ("open", ".settings.json.", set()),
        ("os.rename", ".settings.json.", {".settings.json."}),
        ("os.mkdir", "jobs", {"settings.json"}),
        ("open", "owner.json", {"settings.json", "jobs", DATABASE}),
    ],
)
def test_what_a_kill_left_of_a_new_workspace_is_not_in_the_way(
    tmp_path: Path, event: str, at: str, left: set[str]
) -> None:
    """Killed at any step, the folder can still become the workspace, or is one."""
    root = tmp_path / "new"
    done = subprocess.run([sys.executable, "-c", _KILLED, str(root), event, at], check=False, timeout=60)
    assert done.returncode == 9
    assert {p.name[:15] if p.name[0] == "." else p.name for p in root.iterdir()} - {f"{DATABASE}.wal"} == left
    make = open_workspace if (root / DATABASE).exists() else create_workspace
    workspace = make(root, InlineExecutor())
    assert workspace.settings == WorkspaceSettings()
    assert workspace.store.seeds.count() == 0


@pytest.mark.parametrize("name", ["settings.json", ".settings.json.1", "jobs/letter.txt"])
def test_what_only_looks_like_a_begun_workspace_is_left_alone(tmp_path: Path, name: str) -> None:
    """Somebody else's settings or jobs are other things."""
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text('{"colour": "blue"}', "utf-8")
    with pytest.raises(ConflictError, match="holds other things"):
        create_workspace(tmp_path, InlineExecutor())
    assert (tmp_path / name).read_text("utf-8") == '{"colour": "blue"}'


def test_unmaking_removes_what_was_made_and_nothing_else(tmp_path: Path) -> None:
    """The folder goes where it was made too, unless something else is in it by now."""
    for name, keep, letter in (("a", False, False), ("b", True, False), ("c", False, True)):
        workspace = fresh_workspace(tmp_path, name=name)
        workspace.close()
        if letter:
            (workspace.root / "letter.txt").write_text("Dear", "utf-8")
        unmake_workspace(workspace.root, keep_folder=keep)
        assert workspace.root.exists() == (keep or letter)
        assert [p.name for p in workspace.root.glob("*")] == ["letter.txt"] * letter


@pytest.mark.parametrize(
    "name",
    [DATABASE, f"{DATABASE}.wal", "settings.json", "replies.sqlite", "owner.json", "jobs", "jobs/j_1/spec.json"],
)
def test_its_own_files_are_no_place_for_an_export(tmp_path: Path, name: str) -> None:
    """Neither by their path, nor by a way round, nor by a link; beside them and elsewhere a file may be written."""
    workspace = fresh_workspace(tmp_path)
    (tmp_path / "link").symlink_to(workspace.root / name)
    for path in (workspace.root / name, workspace.root / "jobs" / ".." / name, tmp_path / "link"):
        with pytest.raises(InputError, match="belongs to the workspace"):
            workspace.refuse_own_file(path)
    for path in (workspace.root / "out.jsonl", workspace.root / "exports" / "a" / name, tmp_path / DATABASE):
        workspace.refuse_own_file(path)


def test_a_place_without_a_workspace_is_not_opened(tmp_path: Path) -> None:
    """Opening makes nothing; the remedy names the commands that do."""
    with pytest.raises(NoWorkspaceError) as error:
        open_workspace(tmp_path / "nothing", InlineExecutor())
    assert "mathscale init" in error.value.remedy
    assert list(tmp_path.iterdir()) == []


def test_what_was_stored_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    """Seeds, graph version and settings outlive the process that wrote them."""
    workspace = small_workspace(tmp_path).set("person", "Emmy")
    version = workspace.graph().graph.version
    workspace.close()
    again = open_workspace(workspace.root, InlineExecutor())
    assert (again.store.seeds.count(), again.graph().graph.version, again.actor) == (12, version, "Emmy")


def test_a_workspace_that_is_open_elsewhere_is_held(tmp_path: Path) -> None:
    """Another process is told who holds it, what for and since when."""
    workspace = fresh_workspace(tmp_path)
    workspace.close()
    workspace = open_workspace(workspace.root, InlineExecutor(), clock=lambda: NOON, what="a test")
    program = (
        "import sys; from pathlib import Path\n"
        "from mathscale_core.testing.workspaces import InlineExecutor\n"
        "from mathscale_core.errors import WorkspaceHeldError\n"
        "from mathscale_core.workspace import open_workspace\n"
        "try: open_workspace(Path(sys.argv[1]), InlineExecutor())\n"
        "except WorkspaceHeldError as error: print(error.kind, error.message)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(workspace.root)], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.startswith(f"{WorkspaceHeldError.kind} ")
    for word in (str(os.getpid()), "(a test)", "2026-01-02T12:00:00"):
        assert word in done.stdout
    assert (workspace.root / "owner.json").exists()


def test_the_graph_is_built_again_only_after_a_write(tmp_path: Path) -> None:
    """Asked twice it is the same object; a new seed makes another version."""
    workspace = small_workspace(tmp_path)
    before = workspace.graph()
    assert workspace.graph() is before
    add_seeds(workspace, [labelled_seed(30, ["Money"], ["Unit price"])])
    assert workspace.graph().graph.version != before.graph.version
    assert workspace.graph().graph.seeds == 13


def test_a_reader_with_another_name_shares_the_graph(tmp_path: Path) -> None:
    """``acting_as`` changes who acts and nothing else."""
    workspace = small_workspace(tmp_path)
    other = workspace.acting_as("Sofia")
    assert (workspace.actor, other.actor) == ("local", "Sofia")
    assert other.graph() is workspace.graph()


def test_the_cleaning_threshold_is_a_setting(tmp_path: Path) -> None:
    """At 1 nothing is dropped, at 2 what stands in one seed, at 4 more; dropped and kept are all there is."""
    workspace = small_workspace(tmp_path)
    sizes, every = [], set()
    for minimum in ("1", "2", "4", "1000"):
        cleaned = workspace.set("minimum_seeds", minimum).graph()
        kept = [*cleaned.graph.topics, *cleaned.graph.kps]
        assert all(n < int(minimum) for _, n in cleaned.dropped)
        assert all(n >= int(minimum) for n in (*cleaned.graph.topic_seeds, *cleaned.graph.kp_seeds))
        sizes.append(len(kept))
        every.add(frozenset({c.id for c in kept} | {c.id for c, _ in cleaned.dropped}))
    assert sizes == [10, 9, 7, 0]
    assert len(every) == 1


def test_what_was_dropped_is_listed_and_a_restore_brings_it_back(tmp_path: Path) -> None:
    """A dropped concept stands in the list with its seeds; after the edit it is in the graph, version and all."""
    workspace = small_workspace(tmp_path)
    before = workspace.graph()
    ((concept, seeds),) = before.dropped
    assert (concept.name, seeds) == ("Checking a solution", 1)
    assert concept.id not in before.graph.position
    apply_edits(workspace, [Row(1, {"kind": "restore", "concept": concept.id, "reason": "a skill of its own"})])
    after = workspace.graph()
    assert concept.id in after.graph.position
    assert after.dropped == ()
    assert after.graph.version != before.graph.version


def test_seeds_know_their_kept_concepts(tmp_path: Path) -> None:
    """Every seed's concepts are those of the graph; its knowledge points are among them; dropped ones are not."""
    cleaned = small_workspace(tmp_path).graph()
    kps = {k.id for k in cleaned.graph.kps}
    last = labelled_seed(12).id
    assert len(cleaned.concepts_of_seed) == 12
    for seed, concepts in cleaned.concepts_of_seed.items():
        assert set(concepts) <= set(cleaned.graph.position)
        assert set(cleaned.kps_of_seed[seed]) == set(concepts) & kps
    assert (len(cleaned.concepts_of_seed[last]), cleaned.kps_of_seed[last]) == (1, ())


def test_a_setting_is_kept_and_a_wrong_one_changes_nothing(tmp_path: Path) -> None:
    """An unknown name or a value that does not fit is refused; the file stays as it was."""
    workspace = fresh_workspace(tmp_path)
    file = workspace.root / "settings.json"
    before = file.read_text("utf-8")
    for name, value in (("colour", "blue"), ("minimum_seeds", "0"), ("minimum_seeds", "two"), ("person", "")):
        with pytest.raises(InputError, match=name):
            workspace.set(name, value)
    assert file.read_text("utf-8") == before
    changed = workspace.set("minimum_seeds", "3")
    assert (workspace.settings.minimum_seeds, changed.settings.minimum_seeds) == (3, 3)
    assert json.loads(file.read_text("utf-8")) == {
        "person": "local", "working_as": "everything", "minimum_seeds": 3, "proposers": "",
    }  # fmt: skip
    assert setting_names() == ["person", "working_as", "minimum_seeds", "proposers"]


@pytest.mark.parametrize("text", ["{", "[]", '{"minimum_seeds": -1}', '{"colour": "blue"}'])
def test_broken_settings_are_refused_by_name(tmp_path: Path, text: str) -> None:
    """A settings file that cannot be used stops the opening, says which file, and leaves no owner behind."""
    workspace = fresh_workspace(tmp_path)
    workspace.close()
    (workspace.root / "settings.json").write_text(text, "utf-8")
    with pytest.raises(InputError, match=r"settings\.json"):
        open_workspace(workspace.root, InlineExecutor())
    assert not (workspace.root / "owner.json").exists()


def test_missing_settings_are_the_defaults(tmp_path: Path) -> None:
    """Without a settings file the paper's threshold holds."""
    workspace = fresh_workspace(tmp_path)
    workspace.close()
    (workspace.root / "settings.json").unlink()
    assert open_workspace(workspace.root, InlineExecutor()).settings == WorkspaceSettings()


def test_ids_are_fresh_while_the_clock_stands_still(tmp_path: Path) -> None:
    """Equal parts at one time still give different ids, with the wanted letter."""
    workspace = fresh_workspace(tmp_path)
    ids = {workspace.new_id("j", "generate") for _ in range(50)}
    assert len(ids) == 50
    assert all(i.startswith("j_") for i in ids)


def test_a_workspace_is_frozen(tmp_path: Path) -> None:
    """What varies is replaced, never changed in place."""
    workspace = fresh_workspace(tmp_path)
    with pytest.raises(FrozenInstanceError):
        workspace.actor = "other"  # type: ignore[misc]


def test_the_vocabulary_leads_from_every_name_to_its_entry() -> None:
    """The names that ship are found by their key, with a definition; the format has a number."""
    vocabulary = load_vocabulary()
    assert len(vocabulary) > 300
    assert vocabulary[("kp", "unit price")][0] == "Unit price"
    assert all(name and definition for name, definition, _ in vocabulary.values())
    assert format_version() >= 1
