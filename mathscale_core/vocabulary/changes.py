"""The changes that a file asks for, as they are collected: each one edit, in words and in its file form.

A name may be given once: :meth:`Ledger.may_have` knows who has which name now and which ones the file gave before.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mathscale_core.extraction.names import clean_name, name_key
from mathscale_core.records import ConceptKind
from mathscale_core.vocabulary.matching import Likeness, Matched, Names
from mathscale_core.vocabulary.rows import Problem, VocabularyRow


@dataclass(frozen=True, slots=True)
class Change:
    """One edit that a file asks for.

    Attributes:
        where: Place in the file.
        concept: Id of the concept, also of one that is to be made.
        name: Its name now, or its first one.
        text: The edit in words, plain text.
        edit: Its file form.
        like: For a new concept, the existing one that is most like it; None where none is.
    """

    where: str
    concept: str
    name: str
    text: str
    edit: Mapping[str, Any]
    like: Likeness | None = None

    @property
    def kind(self) -> str:
        """Kind of the edit."""
        return str(self.edit["kind"])


class Ledger:
    """Collects changes and problems.

    Attributes:
        names: Who has which name now.
        changes: What was collected.
        problems: What will not be applied.
        refused: Concepts of the file that will not be made.
        children: Concept to those below it now.
    """

    def __init__(self, names: Names) -> None:
        self.names = names
        self.changes: list[Change] = []
        self.problems: list[Problem] = []
        self.refused: set[str] = set()
        self.children: dict[str, list[str]] = {}
        for concept in names.by_id.values():
            self.children.setdefault(concept.parent, []).append(concept.id)
        self._given: dict[tuple[ConceptKind, str], str] = {}

    def change(self, one: Matched, text: str, edit: Mapping[str, Any], like: Likeness | None = None) -> None:
        """Collect an edit of a row's concept; the edit gets the concept's id where its form has one."""
        name = one.now.name if one.now else clean_name(one.row.name)
        self.changes.append(Change(one.row.where, one.concept, name, text, edit, like))

    def problem(self, row: VocabularyRow, found: str, wanted: str, remedy: str) -> None:
        """Collect what is wrong with a row."""
        self.problems.append(Problem(row.where, found, wanted, remedy))

    def may_have(self, one: Matched, name: str) -> bool:
        """Whether a name is free for a row's concept, which then has it; else it is a problem."""
        key = (one.kind, name_key(name))
        holder = self._given.get(key) or self.names.keys.get(key) or self.names.taken.get(key)
        if holder in {None, one.concept}:
            self._given[key] = one.concept
            return True
        entry = self.names.by_id.get(str(holder))
        if entry:
            who, remedy = f"{entry.name!r} ({holder}) has", "choose another name, or merge the two"
        elif key in self._given:
            who, remedy = "another row of this file has", "name each concept once"
        else:
            who, remedy = f"the deleted concept {holder} had", "restore that one, or choose another name"
        self.problem(one.row, f"the name {name[:60]!r}, which {who}", "a name that no other of its kind has", remedy)
        return False

    def refuse_locked(self, one: Matched, what: str) -> None:
        """Say that a concept is locked."""
        self.problem(
            one.row, f"a change of a locked concept ({what})", "it as it is, or 'no' in its column locked",
            "unlock it first",
        )  # fmt: skip


def quoted(name: str) -> str:
    """A name inside a sentence."""
    return f"“{name}”"
