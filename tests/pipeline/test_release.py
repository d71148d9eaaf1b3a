"""Releases: what enters, under which name, and what is written out."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import Any

import pyarrow.parquet as pq
import pytest

from mathscale_core.dataset import POLICY_ACTOR
from mathscale_core.errors import ConflictError, EmptyError, InputError, NotFoundError
from mathscale_core.families import FAMILIES
from mathscale_core.pipeline.benchmarks import import_benchmark
from mathscale_core.pipeline.release import export_release, make_release
from mathscale_core.pipeline.review import edit_question
from mathscale_core.pipeline.verify import verify
from mathscale_core.records import CheckResult, CheckState, Progress, Question, QuestionSource
from mathscale_core.testing.workspaces import NOON, fresh_workspace, write_rows
from mathscale_core.validation.checks import CHECKS
from mathscale_core.workspace import Workspace


def question(number: int, source: QuestionSource = "generated", answer: str = "7") -> Question:
    return Question(
        f"q_{number}", f"Què fa Ada {number}?", "So.\nThe answer is 7.", answer, "numeric", "high", source, ("T",),
        ("k", "l"),
        composition="m_1", seeds=("s_1",), prompt="generate@1", provider="scripted", graph_version="g_1",
    )  # fmt: skip


def bank(tmp_path: Path, states: Mapping[int, Mapping[str, CheckState]], *, name: str = "workspace") -> Workspace:
    """A workspace with a question for each number and these check results."""
    workspace = fresh_workspace(tmp_path, name=name)
    add(workspace, *(question(n) for n in states))
    results = [CheckResult(f"q_{n}", c, "1", s, "so") for n, found in states.items() for c, s in found.items()]
    workspace.store.questions.record_checks(results, workspace.now())
    return workspace


def add(workspace: Workspace, *questions: Question) -> None:
    workspace.store.questions.add(questions, "", workspace.actor, workspace.now())


def say(workspace: Workspace, number: int, verdict: str) -> None:
    row = {
        "id": f"v_{number}_{verdict}", "revision": f"q_{number}", "verdict": verdict, "actor": "Emmy", "reason": "",
        "seconds": None, "created": workspace.now(),
    }  # fmt: skip
    workspace.store.questions.record_verdicts([row])


PROVEN: Mapping[str, CheckState] = {c.name: "pass" for c in CHECKS}


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_an_empty_bank_makes_no_release(tmp_path: Path) -> None:
    """The error says so, and no release is there."""
    workspace = fresh_workspace(tmp_path)
    with pytest.raises(EmptyError, match="the bank is empty"):
        make_release(workspace, "first", "any")
    assert workspace.store.releases.list() == []


@pytest.mark.parametrize("name", ["", "   ", "a/b", "a\\b", "a\nb", "x" * 81])
def test_a_name_that_cannot_be_used_is_refused(tmp_path: Path, name: str) -> None:
    """Empty, too long, or with a slash or a line end."""
    with pytest.raises(InputError, match="cannot be used"):
        make_release(bank(tmp_path, {1: PROVEN}), name, "any")


def test_an_unknown_way_to_accept_is_refused(tmp_path: Path) -> None:
    """The ways that there are are named."""
    with pytest.raises(InputError, match="reviewed, checked, any"):
        make_release(bank(tmp_path, {1: PROVEN}), "first", "everything")  # type: ignore[arg-type]


def test_checked_takes_what_was_recomputed_and_failed_nothing(tmp_path: Path) -> None:
    """Every question is in the release or under a reason; the policy's verdicts are stored as its own."""
    states: dict[int, Mapping[str, CheckState]] = {
        1: PROVEN, 2: {**PROVEN, "recompute": "unknown"}, 3: {**PROVEN, "form": "fail"}, 4: {}, 5: PROVEN,
    }  # fmt: skip
    workspace = bank(tmp_path, states)
    say(workspace, 5, "reject")
    release = make_release(workspace, "first", "checked")
    assert [row["revision"] for row in workspace.store.releases.items("first")] == ["q_1"]
    assert (release.items, release.accepted_by_policy, release.accepted_by_people) == (1, 1, 0)
    assert sum(release.excluded.values()) + release.items == 5
    assert workspace.store.questions.latest_verdicts()["q_1"] == {"policy": "accept"}
    (verdict,) = workspace.store.questions.verdicts_of("q_1")
    assert verdict["actor"] == POLICY_ACTOR
    assert workspace.store.releases.get("first") == release


def family_item(workspace: Workspace) -> Question:
    """A question of a family, with everything that its checks need to pass, in the bank."""
    family = FAMILIES[0]
    item = family.draw(1, 7)
    made = replace(
        question(1), question=item.question, solution=item.solution, answer=item.answer, family=family.name,
        parameters=item.parameters,
    )  # fmt: skip
    add(workspace, made)
    return made


def test_a_test_item_that_comes_after_verifying_stays_out(tmp_path: Path) -> None:
    """What was verified before the item was imported must be verified again, and then fails."""
    workspace = fresh_workspace(tmp_path)
    made = family_item(workspace)
    verify(workspace)
    assert make_release(workspace, "before", "checked").items == 1
    tests = write_rows(tmp_path / "tests.jsonl", [{"question": made.question, "answer": made.answer}])
    import_benchmark(workspace, tests, "own")
    with pytest.raises(EmptyError, match="it was not verified"):
        make_release(workspace, "after", "checked")
    verify(workspace)
    with pytest.raises(EmptyError, match="failed check: test_overlap"):
        make_release(workspace, "after", "checked")


def test_some_of_the_checks_are_not_enough(tmp_path: Path) -> None:
    """Verified by name only in part, a question is not verified, until the other checks were made too."""
    workspace = fresh_workspace(tmp_path)
    family_item(workspace)
    verify(workspace, ["recompute"])
    with pytest.raises(EmptyError, match="it was not verified"):
        make_release(workspace, "first", "checked")
    verify(workspace, [c.name for c in CHECKS if c.name != "recompute"])
    assert make_release(workspace, "first", "checked").items == 1


def test_a_release_that_cannot_be_stored_leaves_no_verdict(tmp_path: Path) -> None:
    """The policy's verdicts stand only with the release that they are for."""
    workspace = replace(bank(tmp_path, {1: PROVEN}), acts_as="\ud800")
    with pytest.raises(UnicodeEncodeError):
        make_release(workspace, "first", "checked")
    assert (workspace.store.releases.list(), workspace.store.questions.verdicts_of("q_1")) == ([], [])


def test_reviewed_takes_what_people_accepted(tmp_path: Path) -> None:
    """Their latest word counts, and stands above the checks."""
    workspace = bank(tmp_path, {1: {"form": "fail"}, 2: PROVEN, 3: PROVEN})
    for number, verdict in ((1, "accept"), (2, "accept"), (2, "fix")):
        say(workspace, number, verdict)
    release = make_release(workspace, "first")
    assert (release.accept, release.accepted_by_people, release.accepted_by_policy) == ("reviewed", 1, 0)
    assert [row["accepted_by"] for row in workspace.store.releases.items("first")] == ["people"]
    assert workspace.store.questions.verdicts_of("q_3") == []


def test_a_planted_question_enters_no_release(tmp_path: Path) -> None:
    """Not even when it passes every check and a person accepted it; nor does it count among those left out."""
    workspace = bank(tmp_path, {1: PROVEN})
    add(workspace, question(9, "planted"))
    workspace.store.questions.record_checks([CheckResult("q_9", "recompute", "1", "pass", "so")], workspace.now())
    say(workspace, 9, "accept")
    say(workspace, 1, "accept")
    for accept in ("reviewed", "checked", "any"):
        release = make_release(workspace, accept, accept)
        assert (release.items, dict(release.excluded)) == (1, {})
        assert workspace.store.releases.of_question("q_9") == []


def test_imported_questions_may_enter(tmp_path: Path) -> None:
    """They are questions of the bank like others."""
    workspace = fresh_workspace(tmp_path)
    add(workspace, question(1, "imported"))
    assert make_release(workspace, "first", "any").items == 1


def test_the_same_release_may_be_made_again(tmp_path: Path) -> None:
    """The same selection under the same name is the same release; another selection is a conflict; nothing changes."""
    workspace = bank(tmp_path, {1: PROVEN, 2: PROVEN})
    first = make_release(workspace, "first", "checked")
    assert make_release(workspace, "first", "checked") == first
    say(workspace, 2, "reject")
    with pytest.raises(ConflictError, match="'first' exists"):
        make_release(workspace, "first", "checked")
    assert workspace.store.releases.list() == [first]
    assert [row["revision"] for row in workspace.store.releases.items("first")] == ["q_1", "q_2"]
    assert make_release(workspace, "second", "checked").digest != first.digest


def test_the_digest_says_what_the_release_is(tmp_path: Path) -> None:
    """Order of writing, name, actor and workspace do not matter; contents and the filter do."""
    one, two = bank(tmp_path, {1: PROVEN, 2: PROVEN}, name="one"), bank(tmp_path, {2: PROVEN, 1: PROVEN}, name="two")
    release = make_release(one, "first", "checked")
    assert make_release(replace(two, acts_as="Sofia"), "other name", "checked").digest == release.digest
    assert make_release(one, "all", "any").digest != release.digest
    changed = fresh_workspace(tmp_path, name="three")
    add(changed, question(1), replace(question(2), solution="Otherwise. The answer is 7."))
    assert make_release(changed, "all", "any").digest != make_release(two, "all", "any").digest


def test_a_release_is_exported_in_every_format(tmp_path: Path) -> None:
    """The same questions in the order of the release, as JSON lines, Alpaca, chat and Parquet."""
    workspace = bank(tmp_path, {2: PROVEN, 1: PROVEN})
    make_release(workspace, "first", "checked")
    paths = {form: tmp_path / "out" / f"release.{form}" for form in ("jsonl", "alpaca", "chat", "parquet")}
    for form, path in paths.items():
        new = None if path.parent.exists() else path.parent
        done = export_release(workspace, "first", form, path)
        assert (done.path, done.rows, done.skipped, done.made_folder) == (path, 2, {}, new)
    assert [p.name for p in sorted((tmp_path / "out").iterdir())] == sorted(p.name for p in paths.values())
    assert lines(paths["jsonl"])[0] == {
        "id": "q_2", "question": "Què fa Ada 2?", "solution": "So.\nThe answer is 7.", "answer": "7", "topics": ["T"],
        "kps": ["k", "l"], "level": "high", "source": "generated", "composition": "m_1", "prompt": "generate@1",
        "seeds": ["s_1"], "graph_version": "g_1", "provider": "scripted", "family": "",
    }  # fmt: skip
    assert pq.read_table(paths["parquet"]).to_pylist() == lines(paths["jsonl"])
    asked = [row["instruction"] for row in lines(paths["alpaca"])]
    assert (
        asked == [row["messages"][0]["content"] for row in lines(paths["chat"])] == ["Què fa Ada 2?", "Què fa Ada 1?"]
    )


def test_fields_may_be_chosen(tmp_path: Path) -> None:
    """Only these are written, in this order; an unknown one is refused and no file is made."""
    workspace = bank(tmp_path, {1: PROVEN})
    make_release(workspace, "first", "checked")
    path = tmp_path / "out.jsonl"
    with pytest.raises(InputError, match="'colour'"):
        export_release(workspace, "first", "jsonl", path, ["answer", "colour"])
    assert not path.exists()
    export_release(workspace, "first", "jsonl", path, ["answer", "id"])
    assert [list(row) for row in lines(path)] == [["answer", "id"]]


def test_an_export_of_nothing_known_is_refused(tmp_path: Path) -> None:
    """An unknown release or format writes no file; a place that cannot be written is named."""
    workspace = bank(tmp_path, {1: PROVEN})
    make_release(workspace, "first", "checked")
    path = tmp_path / "out.jsonl"
    with pytest.raises(NotFoundError, match="'second'"):
        export_release(workspace, "second", "jsonl", path)
    with pytest.raises(InputError, match="jsonl"):
        export_release(workspace, "first", "docx", path)
    assert not path.exists()
    path.write_text("in the way", "utf-8")
    with pytest.raises(InputError, match=r"out\.jsonl"):
        export_release(workspace, "first", "jsonl", path / "inside.jsonl")
    assert path.read_text("utf-8") == "in the way"


def test_exporting_again_replaces_the_file_by_the_same_bytes(tmp_path: Path) -> None:
    """Only when that is said: then what stood there before is gone; the same release gives the same bytes."""
    workspace = bank(tmp_path, {1: PROVEN})
    make_release(workspace, "first", "checked")
    path = tmp_path / "out.parquet"
    path.write_text("older", "utf-8")
    with pytest.raises(ConflictError, match="There is a file"):
        export_release(workspace, "first", "parquet", path)
    assert path.read_text("utf-8") == "older"
    export_release(workspace, "first", "parquet", path, overwrite=True)
    before = path.read_bytes()
    export_release(workspace, "first", "parquet", path, overwrite=True)
    assert path.read_bytes() == before


def test_an_edit_while_a_release_is_made_comes_after_it(tmp_path: Path) -> None:
    """What is stored is what was looked at: at no time does a new release hold a revision that was replaced before."""
    workspace = bank(tmp_path, {1: PROVEN})
    seen: list[str] = []

    def edit() -> None:
        edit_question(workspace, "q_1", question="Other?", solution="The answer is 7.", answer="7")
        seen.extend(release.name for release in workspace.store.releases.list())

    other = Thread(target=edit)

    def clock() -> datetime:
        if not other.ident:
            other.start()
            other.join(0.3)
        return NOON

    make_release(replace(workspace, clock=clock), "first", "any")
    other.join()
    assert seen == ["first"]
    assert [item["revision"] for item in workspace.store.releases.items("first")] == ["q_1"]


def test_making_a_release_says_how_far_it_is(tmp_path: Path) -> None:
    """First what is read, then what is stored, then that it is written; nothing is said of an empty bank."""
    told: list[Progress] = []
    with pytest.raises(EmptyError):
        make_release(fresh_workspace(tmp_path, name="empty"), "first", "any", told.append)
    assert told == []
    make_release(bank(tmp_path, {1: PROVEN, 2: PROVEN}), "first", "any", told.append)
    assert [(p.note, p.done, p.total) for p in told] == [
        ("reading what enters", 0, 2), ("storing", 0, 2), ("writing to disk", 2, 2),
    ]  # fmt: skip


@pytest.mark.parametrize("step", ["reading what enters", "storing", "writing to disk"])
def test_a_release_that_is_interrupted_leaves_nothing(tmp_path: Path, step: str) -> None:
    """Wherever it happens: no release, no item, no verdict of the policy; made again, it is whole."""
    workspace = bank(tmp_path, {1: PROVEN, 2: PROVEN})

    def stop(progress: Progress) -> None:
        if progress.note == step:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_release(workspace, "first", "checked", stop)
    assert (workspace.store.releases.list(), workspace.store.releases.items("first")) == ([], [])
    assert workspace.store.releases.of_question("q_1") == []
    assert workspace.store.questions.verdicts_of("q_1") == []
    assert make_release(workspace, "first", "checked").items == 2


def test_what_changes_while_texts_are_read_is_regarded(tmp_path: Path) -> None:
    """A verdict and a question that come before the release is stored count in it."""
    workspace = bank(tmp_path, {1: PROVEN, 2: PROVEN})
    told: list[str] = []

    def change(progress: Progress) -> None:
        if not told:
            say(workspace, 1, "reject")
            add(workspace, question(3))
        told.append(progress.note)

    release = make_release(workspace, "first", "any", change)
    assert [item["revision"] for item in workspace.store.releases.items("first")] == ["q_2", "q_3"]
    assert make_release(workspace, "again", "any").digest == release.digest


def test_an_export_that_is_interrupted_leaves_no_file(tmp_path: Path) -> None:
    """What stood there before still does; rows are reported as they are written."""
    workspace = bank(tmp_path, {1: PROVEN, 2: PROVEN})
    make_release(workspace, "first", "any")
    path = tmp_path / "out" / "first.jsonl"
    told: list[Progress] = []
    export_release(workspace, "first", "jsonl", path, report=told.append)
    assert [(p.station, p.done, p.total) for p in told] == [("export", 2, 2)]

    def stop(_: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_release(workspace, "first", "parquet", path, overwrite=True, report=stop)
    assert [p.name for p in path.parent.iterdir()] == ["first.jsonl"]
    assert len(lines(path)) == 2
