"""Releases as shown: pages, what a new one would hold, how two differ, and downloads."""

import json
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from mathscale_core.errors import EmptyError, NotFoundError
from mathscale_core.pipeline.release import export_release, make_release
from mathscale_core.pipeline.review import record_verdict
from mathscale_core.pipeline.verify import verify
from mathscale_core.records import Accept, Release
from mathscale_core.testing.workspaces import fresh_workspace
from mathscale_core.views import releases
from mathscale_core.workspace import Workspace
from tests.adapters.store.releasing import hold
from tests.pipeline.test_verify import add, question


def test_what_is_not_there_is_not_found(tmp_path: Path) -> None:
    """The error names it; nothing would enter a release of nothing."""
    workspace = fresh_workspace(tmp_path)
    with pytest.raises(NotFoundError, match="first"):
        releases.release_page(workspace, "first")
    with pytest.raises(NotFoundError, match="first"):
        releases.release_named(workspace, "first")
    with pytest.raises(NotFoundError, match="first"):
        releases.compare(workspace, "first", "second")
    for accept in get_args(Accept):
        assert releases.preview(workspace, accept) == releases.Preview(0, 0, 0, {})


def test_a_release_is_shown_in_pages(tmp_path: Path) -> None:
    """Pages hold every item once in release order; a search and a check state count what they show."""
    workspace = fresh_workspace(tmp_path)
    add(workspace, *(question(n) for n in range(1, 61)))
    verify(workspace)
    add(workspace, replace(question(61), topics=("Sets",)))
    make_release(workspace, "first", "any")
    release, first, total = releases.release_page(workspace, "first")
    _, second, _ = releases.release_page(workspace, "first", page=2)
    assert (release.items, total, len(first), len(second)) == (61, 61, releases.PAGE, 11)
    assert [row["position"] for row in (*first, *second)] == list(range(1, 62))
    assert releases.release_page(workspace, "first", search="sets")[2] == 1
    assert releases.count_of(workspace, "first", search="sets") == 1
    assert (releases.count_of(workspace, "first"), releases.release_named(workspace, "first")) == (61, release)
    assert releases.release_page(workspace, "first", search="no such words")[1:] == ([], 0)
    assert releases.check_states(workspace, "first") == {"unsure": 60, "unchecked": 1}
    _, rows, number = releases.release_page(workspace, "first", check_state="unchecked")
    assert (number, [r["revision"] for r in rows]) == (1, ["q_61"])
    assert releases.in_release(workspace, "first", "q_61")
    assert releases.in_release(workspace, "first", "q_gone")


def test_items_without_an_answer_are_counted_and_the_first_named(tmp_path: Path) -> None:
    """Of what is shown, in release order, five at most; blanks are no answer, and a write is seen at once."""
    workspace = fresh_workspace(tmp_path)
    add(workspace, *(question(n) for n in range(1, 4)))
    items = [f"q_{n}" for n in range(1, 11)]
    hold(
        workspace.store.questions,
        workspace.store.releases,
        Release("small", "d", "any", "", 3, 0, 3, {}, workspace.now()),
        items[:3],
    )
    assert releases.without_answer(workspace, "small") == releases.without_answer(workspace, "first") == (0, [])
    add(workspace, *(replace(question(n), answer=" \n" * (n % 2)) for n in range(4, 11)))
    hold(
        workspace.store.questions,
        workspace.store.releases,
        Release("first", "e", "any", "", 10, 0, 10, {}, workspace.now()),
        items,
    )
    assert releases.without_answer(workspace, "first") == (7, [f"q_{n}" for n in range(4, 9)])
    assert releases.without_answer(workspace, "first", search="10 pens") == (1, ["q_10"])
    assert releases.without_answer(workspace, "first", check_state="failed") == (0, [])
    assert len(releases.download(workspace, "first", "jsonl").splitlines()) == 3


@pytest.mark.parametrize("accept", get_args(Accept))
def test_a_preview_says_what_the_release_will_be(demo: Workspace, accept: Accept) -> None:
    """Number, who accepts, and the reasons of those left out are those of the release that is made then."""
    queue = [q.revision for q in demo.store.questions.by_source("generated")]
    for revision, verdict in zip(queue, ("accept", "accept", "reject", "skip", "flag"), strict=False):
        record_verdict(demo, revision, verdict)
    add(demo, replace(question(1), answer=" "), question(2, "planted"), question(3, "imported"))
    said = releases.preview(demo, accept)
    made = make_release(demo, "made", accept)
    assert (said.items, said.by_people, said.by_policy) == (
        made.items, made.accepted_by_people, made.accepted_by_policy,
    )  # fmt: skip
    assert said.excluded == made.excluded


def test_a_preview_of_nothing_is_a_release_that_cannot_be_made(tmp_path: Path) -> None:
    """Both say why."""
    workspace = fresh_workspace(tmp_path)
    add(workspace, question(1))
    assert releases.preview(workspace, "reviewed").excluded == {"no person accepted it": 1}
    with pytest.raises(EmptyError, match="no person accepted it"):
        make_release(workspace, "first", "reviewed")


def test_two_releases_are_compared_by_content(tmp_path: Path) -> None:
    """What both hold, and what one of them holds alone."""
    workspace = fresh_workspace(tmp_path)
    add(workspace, question(1), question(2))
    make_release(workspace, "first", "any")
    add(workspace, question(3))
    record_verdict(workspace, "q_1", "reject")
    make_release(workspace, "second", "any")
    assert releases.compare(workspace, "first", "second") == releases.Comparison(1, 1, 1)
    assert releases.compare(workspace, "second", "second") == releases.Comparison(2, 0, 0)


def test_a_download_is_what_is_shown(tmp_path: Path) -> None:
    """All of it is the export's bytes; under a search it is that; without an answer nothing is exported."""
    workspace = fresh_workspace(tmp_path)
    add(workspace, question(1), question(22))
    make_release(workspace, "first", "any")
    for form in releases.FORMS:
        path = tmp_path / releases.file_name("first", form)
        export_release(workspace, "first", form, path)
        assert releases.download(workspace, "first", form) == path.read_bytes()
    some = releases.download(workspace, "first", "jsonl", fields=["id"], search="22 pens")
    assert json.loads(some) == {"id": "q_22"}
    assert releases.without_answer(workspace, "first") == (0, [])
    assert set(releases.fields()) > {"id", "question"}
    assert releases.file_name("first", "alpaca") == "first.alpaca.jsonl"
