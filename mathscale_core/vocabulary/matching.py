"""Which concept a row of a file means: by id, by a person's word, by name or alias, else a new one.

Comes in: rows and the document of now. Goes out: :class:`Matched` rows. A name that nobody has is a new concept, with
the existing name that is most like it beside it, so that a person may say that it is that one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mathscale_core.extraction.names import MAX_NAME, name_key
from mathscale_core.records import ConceptEntry, ConceptKind, GraphDocument, content_id
from mathscale_core.vocabulary.rows import Problem, VocabularyRow, spoken

#: Names less alike than this are not worth showing together.
_LIKE = 60.0
#: New names compared at once: a block of eleven thousand columns then takes a few megabytes.
_BLOCK = 256
#: What a kind is called.
WORD: Mapping[ConceptKind, str] = {"topic": "topic", "kp": "knowledge point"}


@dataclass(frozen=True, slots=True)
class Matched:
    """A row and the concept that it means.

    Attributes:
        row: The row.
        concept: Id of the concept, also of one that is to be made.
        kind: Its kind after the import.
        now: The concept as it is, None for a new one.
        whole: Whether the row speaks of all the concept is, because it names its id; else it only adds to it.
    """

    row: VocabularyRow
    concept: str
    kind: ConceptKind
    now: ConceptEntry | None
    whole: bool


@dataclass(frozen=True, slots=True)
class Likeness:
    """The existing concept whose name is most like a new one, and how much so, 0-100."""

    concept: str
    name: str
    score: float


class Names:
    """Who has which name now.

    Attributes:
        by_id: Every concept of the document.
        keys: (kind, name key) of every name and alias to the concept that has it.
        taken: The same of every name that was ever given, also to concepts that were merged or deleted since.
    """

    def __init__(self, document: GraphDocument, taken: Mapping[tuple[ConceptKind, str], str] | None = None) -> None:
        self.by_id = {c.id: c for c in document.concepts}
        self.taken = taken or {}
        self._ids = {*self.by_id, *self.taken.values()}
        self.keys: dict[tuple[ConceptKind, str], str] = {}
        self._spoken: dict[str, set[str]] = {}
        # A concept's own name goes before another one's alias.
        for c in document.concepts:
            self.keys.setdefault((c.kind, name_key(c.name)), c.id)
            self._spoken.setdefault(spoken(c.name), set()).add(c.id)
        for c in document.concepts:
            for alias in c.aliases:
                self.keys.setdefault((c.kind, name_key(alias)), c.id)

    def holder(self, kind: ConceptKind, name: str) -> str:
        """The concept of a kind that has a name, ``""`` where none has."""
        key = name_key(name)
        return self.keys.get((kind, key), "") if key else ""

    def named(self, name: str) -> set[str]:
        """The concepts that a reference by name may mean: those called exactly so, else those with an equal name."""
        exact = self._spoken.get(spoken(name))
        return exact or {found for kind in WORD if (found := self.holder(kind, name))}

    def fresh(self, kind: ConceptKind, name: str) -> str:
        """The id of a new concept: the same for the same name wherever no other one was made under it."""
        key = name_key(name)
        found, turn = content_id("c", kind, key), 0
        while found in self._ids:
            turn += 1
            found = content_id("c", kind, key, turn)
        return found

    @cached_property
    def listed(self) -> dict[ConceptKind, tuple[list[str], list[str]]]:
        """For each kind, name keys and whose they are."""
        return {
            kind: ([k for (of, k) in self.keys if of == kind], [c for (of, _), c in self.keys.items() if of == kind])
            for kind in WORD
        }


def match_rows(
    rows: Sequence[VocabularyRow], names: Names, mapping: Mapping[str, str], new_kind: ConceptKind | None
) -> tuple[list[Matched], list[Problem]]:
    """The concept of every row that can be used, and what is wrong with the others.

    Args:
        rows: What the file says.
        names: Who has which name now.
        mapping: What a person said: a name of the file to the id of the concept that it means.
        new_kind: Kind of new concepts of which the file does not say it; None makes those with others below them
            topics and the rest knowledge points.
    """
    above = {spoken(row.parent) for row in rows if row.parent}
    said = {spoken(name): concept for name, concept in mapping.items()}
    found, problems = list[Matched](), list[Problem]()
    first: dict[str, str] = {}
    for row in rows:
        is_above = bool({spoken(row.name), spoken(row.handle), spoken(row.id)} & (above - {""}))
        usual: ConceptKind = new_kind or ("topic" if is_above else "kp")
        one = _match(row, names, said, usual)
        if isinstance(one, Problem):
            problems.append(one)
        elif one.concept in first:
            problems.append(
                Problem(
                    row.where, f"{row.name[:60]!r}, which {first[one.concept]} is about as well", "each concept once",
                    "take one of the two rows out",
                )
            )  # fmt: skip
        else:
            first[one.concept] = row.where
            found.append(one)
    return found, problems


def nearest(matched: Sequence[Matched], names: Names) -> dict[str, Likeness]:
    """For each new concept the existing one of its kind whose name is most like its own; those without are left out."""
    # Only an import needs it.
    from rapidfuzz import fuzz, process

    found: dict[str, Likeness] = {}
    for kind, (keys, owners) in names.listed.items():
        new = [m for m in matched if m.now is None and m.kind == kind]
        for start in range(0, len(new) if keys else 0, _BLOCK):
            block = new[start : start + _BLOCK]
            scores = process.cdist(
                [name_key(m.row.name) for m in block], keys, scorer=fuzz.token_sort_ratio, score_cutoff=_LIKE
            )
            for one, place, score in zip(block, scores.argmax(axis=1), scores.max(axis=1), strict=True):
                if score:
                    owner = owners[int(place)]
                    found[one.concept] = Likeness(owner, names.by_id[owner].name, float(score))
    return found


def name_problem(where: str, name: str) -> Problem | None:
    """What is wrong with a name, None where nothing is."""
    length = len(name.strip())
    if length > MAX_NAME:
        return Problem(
            where, f"a name of {length:,} characters ({name.strip()[:30]!r}…)", f"at most {MAX_NAME}", "shorten it"
        )
    if not name_key(name):
        return Problem(where, f"the name {name[:40]!r}", "a name with a letter or digit", "name it")
    return None


def _match(row: VocabularyRow, names: Names, said: Mapping[str, str], usual: ConceptKind) -> Matched | Problem:
    if row.id:
        now = names.by_id.get(row.id)
        if now is None:
            return Problem(
                row.where, f"the id {row.id[:60]!r}, which no concept has now", "the id of a concept, or an empty one",
                "empty it to find the concept by name, or find all of the file by name (--by-name)",
            )  # fmt: skip
        return Matched(row, now.id, row.kind or now.kind, now, whole=True)
    wrong = name_problem(row.where, row.name)
    if wrong:
        return wrong
    told = said.get(spoken(row.name))
    if told is not None:
        now = names.by_id.get(told)
        if now is None:
            return Problem(
                row.where, f"{row.name[:60]!r} mapped to {told[:60]!r}, which no concept is", "the id of a concept",
                "mend the mapping",
            )  # fmt: skip
        return Matched(row, now.id, now.kind, now, whole=False)
    other: ConceptKind = "kp" if usual == "topic" else "topic"
    for kind in (row.kind,) if row.kind else (usual, other):
        holder = names.holder(kind, row.name)
        if holder:
            return Matched(row, holder, kind, names.by_id[holder], whole=False)
    kind = row.kind or usual
    return Matched(row, names.fresh(kind, row.name), kind, None, whole=False)
