"""Commands on notes."""

from tests.shell import Shell


def test_a_note_is_added_listed_and_closed(shell: Shell) -> None:
    """By its id; closed twice is refused."""
    concept = shell("mix", "expect")["concepts"][0]
    note = shell("notes", "add", concept["id"], "too wide")
    assert (note["target"], note["text"], note["state"]) == (concept["id"], "too wide", "open")
    listed = shell("notes", "list")
    assert (listed["open"], listed["found"]) == (1, 1)
    assert listed["notes"] == [note | {"about": concept["name"]}]
    assert shell("notes", "close", note["id"])["state"] == "closed"
    assert shell("notes", "list")["notes"] == []
    assert [n["state"] for n in shell("notes", "list", "--state", "all")["notes"]] == ["closed"]
    assert shell.fails("notes", "close", note["id"])["kind"] == "conflict"
    assert shell.fails("notes", "add", "c_none", "text")["kind"] == "not_found"
