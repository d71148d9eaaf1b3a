"""Commands on versions: publish, list, compare, and move a mix."""

from pathlib import Path

from mathscale_core.testing.workspaces import write_rows
from tests.shell import Shell


def test_the_draft_is_published_with_a_line_and_listed(shell: Shell) -> None:
    """Before, everybody uses it; what is published already is not published again."""
    before = shell("graph", "versions")
    assert (before["versions"], before["waiting"], before["proposed"]) == ([], 0, 0)
    done = shell("graph", "publish", "--line", "the first one")
    assert (done["number"], done["version"], done["changed_mixes"]) == (1, before["draft"], [])
    assert shell.fails("graph", "publish", "--line", "again")["kind"] == "conflict"
    (row,) = shell("graph", "versions")["versions"]
    assert (row["number"], row["line"], row["version"]) == (1, "the first one", done["version"])


def test_two_versions_are_compared_and_a_mix_follows(shell: Shell, tmp_path: Path) -> None:
    """The merge is the difference; the mixes that it touches are named, and one is moved."""
    shell("graph", "publish", "--line", "first")
    shell("sample", "-n", 40, "--mix", "week")
    topic, other, *_ = (c["id"] for c in shell("mix", "expect", "--mix", "week")["concepts"] if c["kind"] == "topic")
    edits = write_rows(tmp_path / "edits.jsonl", [{"kind": "merge", "from": [topic], "into": other}])
    shell("graph", "edit", edits)
    assert shell("graph", "versions")["waiting"] == 1
    drafted = shell("graph", "diff", "1")
    assert [c["id"] for c in drafted["removed"]] == [topic]
    assert drafted["movers"][0]["before"] != drafted["movers"][0]["after"]
    (mix,) = shell("graph", "publish", "--line", "second")["changed_mixes"]
    assert mix["name"] == "week" and mix["changed"] > 0
    assert shell("graph", "diff", "1", "2") == drafted
    assert len(shell("graph", "diff", "0", "1")["added"]) == 50
    moved = shell("mix", "move", "week")
    assert (moved["left"], moved["stayed"] + moved["left"]) == (mix["changed"], mix["compositions"])
    assert shell("mix", "show", "week")["current"]
    assert shell.fails("graph", "diff", "1", "7")["kind"] == "not_found"
    assert shell.fails("mix", "move", "none")["kind"] == "not_found"


def test_a_proposer_is_told_that_others_publish(shell: Shell) -> None:
    """The setting names who proposes."""
    shell("settings", "--set", "person=Ada", "--set", "proposers=Ada,Emmy")
    assert shell.fails("graph", "publish", "--line", "mine")["kind"] == "not_allowed"
