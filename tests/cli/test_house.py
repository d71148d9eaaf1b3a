"""Commands of the house: make workspaces, settings."""

from pathlib import Path

import pytest

from mathscale_core.adapters.schema import FORMAT_VERSION
from tests.shell import Shell, files, rows


def test_init_makes_an_empty_workspace(nowhere: Shell) -> None:
    """All its tables are there and empty but the one that says the format."""
    made = nowhere("init")
    assert made == {"workspace": str(nowhere.workspace), "format_version": FORMAT_VERSION}
    assert {table: n for table, n in rows(nowhere.workspace).items() if n} == {"format": FORMAT_VERSION}
    assert nowhere("graph", "stats")["edges"] == {"topic_topic": 0, "topic_kp": 0, "kp_kp": 0}


def test_init_of_a_workspace_changes_nothing(shell: Shell) -> None:
    """The command may be run again."""
    before = rows(shell.workspace)
    assert shell("init")["format_version"] == FORMAT_VERSION
    assert rows(shell.workspace) == before


def test_init_never_mixes_with_other_things(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder with anything in it is refused and left as it is."""
    (tmp_path / "letter.txt").write_text("dear")
    shell = Shell(tmp_path, capsys)
    assert shell.fails("init")["kind"] == "conflict"
    assert files(tmp_path) == {"letter.txt"}


def test_init_takes_an_empty_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty folder is as good as none."""
    (tmp_path / "empty").mkdir()
    assert Shell(tmp_path / "empty", capsys)("init")["workspace"] == str(tmp_path / "empty")


def test_the_demo_ends_with_a_release_and_may_be_run_again(nowhere: Shell, demo_copy: Path) -> None:
    """From nothing it comes to the same release in every workspace; run again it changes nothing."""
    first = nowhere("demo")
    assert first["release"] == "demo"
    assert first["questions"] == first["accepted"] > 0
    assert first["edges"] == sum(nowhere("graph", "stats")["edges"].values())
    before = rows(nowhere.workspace)
    again = nowhere("demo")
    assert {**again, "seconds": 0} == {**first, "seconds": 0}
    assert rows(nowhere.workspace) == before
    elsewhere = Shell(demo_copy, nowhere._capsys)("demo")
    assert elsewhere["digest"] == first["digest"]


def test_synth_gives_exactly_what_was_asked(nowhere: Shell) -> None:
    """Topics and KPs are counted after cleaning."""
    made = nowhere("synth", "--topics", 12, "--kps", 40, "--seeds", 200, "--questions", 30, "--rng", 3)
    assert (made["seeds"], made["topics"], made["kps"], made["questions"]) == (200, 12, 40, 30)
    stats = nowhere("graph", "stats")
    assert (stats["seeds"], stats["topics"], stats["kps"], stats["dropped"]) == (200, 12, 40, 0)
    assert sum(stats["edges"].values()) == made["edges"]


def test_synth_is_told_by_its_random_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same number gives the same graph, another one another."""
    sizes = ["synth", "--topics", "6", "--kps", "15", "--seeds", "60"]
    versions = []
    for name, rng in (("a", 5), ("b", 5), ("c", 6)):
        shell = Shell(tmp_path / name, capsys)
        shell(*sizes, "--rng", rng)
        versions.append(shell("graph", "stats")["version"])
    assert versions[0] == versions[1] != versions[2]


@pytest.mark.parametrize(
    "sizes",
    [
        (0, 3, 30, 0),
        (3, -1, 30, 0),
        (3, 3, 0, 0),
        (3, 3, 30, -1),
        (50, 9000, 20, 0),
        (99999999999, 5, 999999999999, 0),
        (3, 3, 1000001, 0),
        (3, 3, 30, 99999999999),
    ],
)
def test_synth_refuses_impossible_sizes(sizes: tuple[int, int, int, int], nowhere: Shell) -> None:
    """Nothing is made."""
    topics, kps, seeds, questions = sizes
    words = ("--topics", topics, "--kps", kps, "--seeds", seeds, "--questions", questions)
    assert nowhere.fails("synth", *words)["kind"] == "bad_input"
    assert not nowhere.workspace.exists()


def test_settings_are_shown_and_kept(shell: Shell) -> None:
    """A change is there for the next command."""
    assert shell("settings") == {"person": "local", "working_as": "everything", "minimum_seeds": 2, "proposers": ""}
    assert shell("settings", "--set", "person=Ada = Byron", "--set", "minimum_seeds=4")["person"] == "Ada = Byron"
    assert shell("settings") == {
        "person": "Ada = Byron",
        "working_as": "everything",
        "minimum_seeds": 4,
        "proposers": "",
    }


def test_a_setting_changes_the_graph(shell: Shell) -> None:
    """A higher cleaning threshold drops concepts, and all that was dropped is listed."""
    before = shell("graph", "stats")
    shell("settings", "--set", "minimum_seeds=6")
    after = shell("graph", "stats")
    assert after["version"] != before["version"]
    assert after["dropped"] > 0
    assert after["topics"] + after["kps"] + after["dropped"] == before["topics"] + before["kps"] + before["dropped"]


@pytest.mark.parametrize(
    "change", ["nothing=1", "minimum_seeds=0", "minimum_seeds=many", "person=", "person", "working_as=king"]
)
def test_settings_are_changed_all_or_none(change: str, shell: Shell) -> None:
    """One that does not fit keeps the others from being kept."""
    assert shell.fails("settings", "--set", "minimum_seeds=3", "--set", change)["kind"] == "bad_input"
    assert shell("settings") == {"person": "local", "working_as": "everything", "minimum_seeds": 2, "proposers": ""}


def test_health_of_a_workspace_that_nobody_holds(shell: Shell) -> None:
    """It can be opened, so it is well; nobody looks for answers in it."""
    found = shell("health")
    assert found["status"] in {"ok", "degraded"}
    assert found["workspace"] == str(shell.workspace)
    assert found["format_version"] == FORMAT_VERSION
    assert found["database_bytes"] > 0
    assert (found["open_jobs"], found["since"], found["last_ingest"], found["last_error"]) == (0, "", "", "")
