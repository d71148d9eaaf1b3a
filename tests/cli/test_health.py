"""The graph's health by command."""

from mathscale_core.views.graph_health import NAMES
from tests.shell import Shell


def test_every_finding_is_a_key_with_count_and_first_ids(shell: Shell) -> None:
    """``--first`` says how many ids; dropped concepts are those of ``graph stats``."""
    done = shell("graph", "health", "--first", "3")
    assert tuple(done) == NAMES
    assert all(len(f["first"]) == min(f["count"], 3) for f in done.values())
    stats = shell("graph", "stats")
    assert done["dropped"]["count"] == stats["dropped"]
    assert done["dropped"]["first"] == [c["id"] for c in stats["dropped_concepts"][:3]]


def test_people_read_a_line_for_each_finding(shell: Shell) -> None:
    """With names below it."""
    said = shell.done("graph", "health", as_json=False).out
    assert "dead_ends" in said
    assert "dropped" in said
