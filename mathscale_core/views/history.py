"""How a question came to be what it is: its revisions with their differences marked."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from mathscale_core.seeds.text import spans
from mathscale_core.workspace import Workspace

Mark = Literal["same", "gone", "new"]
#: Longer texts are shown whole, old and new: comparing them word by word takes too long.
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Change:
    """One changed part of a question: ``part`` is question, solution or answer; pieces of text with their marks."""

    part: str
    pieces: tuple[tuple[Mark, str], ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision.

    Attributes:
        revision: Its id.
        actor: Who made it.
        created: When, ISO 8601 in UTC.
        reason: Why it was edited, ``""`` where nobody said or for the first.
        newest: Whether it is the newest.
        changes: What is other than in the revision that it replaced; none for the first.
        verdicts: Verdicts on it, oldest first.
        releases: Releases that hold it.
    """

    revision: str
    actor: str
    created: str
    reason: str
    newest: bool
    changes: tuple[Change, ...]
    verdicts: tuple[dict[str, Any], ...]
    releases: tuple[str, ...]


def history(workspace: Workspace, item: str) -> list[Revision]:
    """Every revision of an item, the newest first; none where there is no such item."""
    store = workspace.store
    rows = store.questions.revisions_of(item)
    by_id = {row["revision"]: row for row in rows}
    revisions = [
        Revision(
            row["revision"], row["actor"], row["created"], row["reason"], row["head"],
            _changes(by_id.get(row["parent"]), row), tuple(store.questions.verdicts_of(row["revision"])),
            tuple(store.releases.of_question(row["revision"])),
        )
        for row in rows
    ]  # fmt: skip
    return revisions[::-1]


def differences(old: str, new: str) -> tuple[tuple[Mark, str], ...]:
    r"""The pieces of two texts, told apart word by word; a formula is one word.

    >>> differences("Add $x$ twice.", "Add $y$ twice.")
    (('same', 'Add '), ('gone', '$x$'), ('new', '$y$'), ('same', ' twice.'))
    """
    if len(old) + len(new) > _LONGEST:
        return (("gone", old), ("new", new))
    before, after = _words(old), _words(new)
    pieces: list[tuple[Mark, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(("same", "".join(before[a:b])))
            continue
        if b > a:
            pieces.append(("gone", "".join(before[a:b])))
        if d > c:
            pieces.append(("new", "".join(after[c:d])))
    return tuple(pieces)


def _changes(old: dict[str, Any] | None, new: dict[str, Any]) -> tuple[Change, ...]:
    if old is None:
        return ()
    return tuple(
        Change(part, differences(old[part], new[part]))
        for part in ("question", "solution", "answer")
        if old[part] != new[part]
    )


def _words(text: str) -> list[str]:
    words: list[str] = []
    for part, drawn in spans(text):
        words += [f"${part}$"] if drawn else re.findall(r"\s+|\w+|\\.|[^\w\s]", part)
    return words
