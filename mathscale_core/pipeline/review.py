"""Questions → verdicts and edits: what people say of a question, what they take back, and what they mend.

A verdict is appended and never deleted; taking it back appends a row that restores what was said before. An edit is
a new revision of the same item: the old one stays with its verdicts, the new one is checked at once.
"""

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mathscale_core.adapters.store.verdicts import UNDO
from mathscale_core.errors import ConflictError, EmptyError, InputError, NotFoundError
from mathscale_core.pipeline.people import require
from mathscale_core.pipeline.verify import check_now, check_twins
from mathscale_core.records import Question, Rejected, content_id
from mathscale_core.seeds.rows import Row, read_rows
from mathscale_core.seeds.text import to_stored
from mathscale_core.workspace import Workspace

VERDICTS = ("accept", "fix", "reject", "skip", "flag")
_LONGEST_REASON = 2000
_LONGEST_TEXT = 100_000


class VerdictRow(BaseModel):
    """One line of a file of verdicts, as ``commands.md`` has it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    item: str = Field(min_length=1, max_length=80)
    verdict: str
    reviewer: str = Field(default="", max_length=80)
    reason: str = Field(default="", max_length=_LONGEST_REASON)
    seconds: float | None = Field(default=None, ge=0, le=86_400, allow_inf_nan=False)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a set of verdicts.

    Attributes:
        read: Lines read.
        recorded: Verdicts that are new.
        known: Verdicts that were recorded before.
        rejected: Lines that were not usable, with the reason.
    """

    read: int
    recorded: int
    known: int
    rejected: tuple[Rejected, ...]


def record_verdict(
    workspace: Workspace, revision: str, verdict: str, *, reason: str = "", seconds: float | None = None
) -> str:
    """Store the actor's verdict on a revision; returns the verdict's id.

    Args:
        workspace: Where it is stored.
        revision: The revision that was read.
        verdict: One of :data:`VERDICTS`.
        reason: Why, may be empty.
        seconds: How long it was looked at, None where unknown.

    Raises:
        ConflictError: The question was edited meanwhile.
        InputError: There is no such verdict, or the reason is too long.
        NotFoundError: There is no such question.
    """
    require(workspace, "record_verdict")
    _require_verdict(verdict)
    if len(reason) > _LONGEST_REASON:
        raise InputError(f"The reason has {len(reason):,} characters.", f"at most {_LONGEST_REASON:,}.", "Shorten it.")
    with workspace.store.transaction():
        _require_head(workspace, revision)
        name = workspace.new_id("v", revision, verdict)
        _append(workspace, name, revision, verdict, workspace.actor, reason.strip(), seconds)
    return name


def record_verdicts(workspace: Workspace, rows: Sequence[Row]) -> Recorded:
    """Store verdicts from a file; the same file again stores nothing new.

    ``item`` names a question by its newest revision, which is the one that was read. Lines that cannot be used are
    returned with line and reason; so are those on a question that was edited since, unless they were recorded before.

    Raises:
        InputError: No line can be used.
    """
    require(workspace, "record_verdicts")
    with workspace.store.transaction():
        return _record(workspace, rows)


def record_verdict_file(workspace: Workspace, path: Path) -> Recorded:
    """Store a JSON-lines file of verdicts; raises what :func:`record_verdicts` and the reading of the file raise."""
    rows = list(read_rows(path, "jsonl"))
    broken = [row for row in rows if not isinstance(row, Row)]
    done = record_verdicts(workspace, [row for row in rows if isinstance(row, Row)])
    every = sorted([*done.rejected, *broken], key=lambda r: r.line)
    return replace(done, read=len(rows), rejected=tuple(every))


def undo_verdict(workspace: Workspace) -> str:
    """Take back the actor's last verdict that stands; returns the revision that it was on.

    What the actor had said of that revision before stands again; the row taken back stays in the record.

    Raises:
        EmptyError: The actor has no verdict to take back.
    """
    require(workspace, "undo_verdict")
    with workspace.store.transaction():
        last = workspace.store.questions.last_verdict_of(workspace.actor)
        if last is None:
            raise EmptyError(
                f"{workspace.actor} has no verdict to take back.", "a verdict of one's own.", "Review a question first."
            )
        restored = last["before"] or "withdrawn"
        reason = f"{last['verdict']} taken back"
        _append(workspace, UNDO + last["id"], last["revision"], restored, workspace.actor, reason, None)
    return str(last["revision"])


def edit_question(
    workspace: Workspace, revision: str, *, question: str, solution: str, answer: str, reason: str = ""
) -> Question:
    """Store an edit as a new revision of the item, check it, and return it.

    Composition, seeds, prompt and provider stay. With another question or answer the problem family no longer vouches
    for it and is dropped: the recomputation then cannot tell.

    Args:
        workspace: Where it is stored.
        revision: The revision that was edited; it must be the newest.
        question: New text, as every text from outside: ``$...$`` is mathematics.
        solution: New worked solution.
        answer: New final answer.
        reason: Why, may be empty.

    Raises:
        ConflictError: Somebody has edited it meanwhile; who and when is said.
        InputError: Nothing was changed, the question is empty, or a text is too long.
        NotFoundError: There is no such question.
    """
    require(workspace, "edit_question")
    texts = {name: to_stored(text).strip() for name, text in
             (("question", question), ("solution", solution), ("answer", answer))}  # fmt: skip
    for name, text in texts.items():
        if len(text) > _LONGEST_TEXT:
            raise InputError(f"The {name} has {len(text):,} characters.", f"at most {_LONGEST_TEXT:,}.", "Shorten it.")
    if not texts["question"]:
        raise InputError("The question is empty.", "a question.", "Write one, or reject the question instead.")
    with workspace.store.transaction():
        _require_head(workspace, revision)
        (old,) = workspace.store.questions.by_revision([revision])
        new = replace(
            old, question=texts["question"], solution=texts["solution"], answer=texts["answer"],
            revision=content_id("q", *texts.values(), old.revision), parent=old.revision, item=old.item or old.revision,
        )  # fmt: skip
        if (new.question, new.solution, new.answer) == (old.question, old.solution, old.answer):
            raise InputError("Nothing was changed.", "another question, solution or answer.", "Change it, or leave it.")
        if (new.question, new.answer) != (old.question, old.answer):
            new = replace(new, family="", parameters={}, nearness=0.0)
        note = workspace.new_id("n", new.revision)
        why = reason.strip()[:_LONGEST_REASON]
        workspace.store.questions.add_edit(new, note, why, workspace.actor, workspace.now())
        check_now(workspace, new)
        # The twins that it leaves, and those that it comes to.
        check_twins(workspace, old.question, new.question)
    return new


def _record(workspace: Workspace, rows: Sequence[Row]) -> Recorded:
    questions = workspace.store.questions
    heads = questions.heads_of([str(row.fields.get("item")) for row in rows])
    read: list[tuple[int, dict[str, Any]]] = []
    rejected: list[Rejected] = []
    # Equal lines of one file are several verdicts; the same line of the same file read again is one.
    seen: Counter[tuple[object, ...]] = Counter()
    for row in rows:
        said = _read(row, workspace.actor, heads)
        if isinstance(said, str):
            rejected.append(Rejected(row.line, said))
            continue
        actor = said.reviewer or workspace.actor
        parts = (said.item, said.verdict, actor, said.reason, said.seconds)
        seen[parts] += 1
        name = content_id("v", *parts, seen[parts])
        read.append((row.line, _row(workspace, name, said.item, said.verdict, actor, said.reason, said.seconds)))
    known = questions.known_verdicts([verdict["id"] for _, verdict in read])
    stored: list[dict[str, Any]] = []
    for line, verdict in read:
        item, head = verdict["revision"], heads[verdict["revision"]]
        if head != item and verdict["id"] not in known:
            rejected.append(Rejected(line, f"the question {item} was edited since; {head} replaces it"))
        else:
            stored.append(verdict)
    rejected.sort(key=lambda r: r.line)
    if rows and not stored:
        raise InputError(
            f"No verdict was usable; line {rejected[0].line}: {rejected[0].reason}.",
            '{"item": "q_...", "verdict": "accept", "reviewer": "...", "reason": ""} a line.',
            "Mend the file.",
        )
    new = questions.record_verdicts(stored)
    return Recorded(len(rows), new, len(stored) - new, tuple(rejected))


def _read(row: Row, actor: str, known: Container[str]) -> VerdictRow | str:
    """The verdict in a line, or what is wrong with it."""
    try:
        read = VerdictRow.model_validate(row.fields)
    except ValidationError as error:
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    if read.verdict not in VERDICTS:
        return f"there is no verdict {read.verdict[:40]!r}; wanted one of {', '.join(VERDICTS)}"
    if (read.reviewer or actor).startswith("policy:"):
        return f"the reviewer {read.reviewer!r} is a rule and no person"
    if read.item not in known:
        return f"there is no question {read.item!r}"
    return read


def _require_verdict(verdict: str) -> None:
    if verdict not in VERDICTS:
        raise InputError(f"There is no verdict {verdict!r}.", f"one of {', '.join(VERDICTS)}.", "Choose one of them.")


def _require_head(workspace: Workspace, revision: str) -> None:
    """Refuse to work on a revision that is gone or replaced."""
    head = workspace.store.questions.head_of(revision)
    if head is None:
        raise NotFoundError(f"There is no question {revision!r}.", "a question of this workspace.", "Open another one.")
    if head["revision"] != revision:
        when = str(head["created"])[:16].replace("T", " ")
        raise ConflictError(
            f"{head['actor']} edited this question at {when} UTC: {head['revision']} replaces {revision}.",
            "the newest revision.",
            f"Open {head['revision']} and look at what was changed.",
        )


def _append(
    workspace: Workspace, name: str, revision: str, verdict: str, actor: str, reason: str, seconds: float | None
) -> None:
    row = _row(workspace, name, revision, verdict, actor, reason, seconds)
    workspace.store.questions.record_verdicts([row])


def _row(
    workspace: Workspace, name: str, revision: str, verdict: str, actor: str, reason: str, seconds: float | None
) -> dict[str, Any]:
    return {
        "id": name, "revision": revision, "verdict": verdict, "actor": actor, "reason": reason, "seconds": seconds,
        "created": workspace.now(),
    }  # fmt: skip
