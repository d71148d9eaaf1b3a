"""One concept as a file says it, and lists inside one cell.

Comes in: cells of a table, or a whole document. Goes out: :class:`VocabularyRow`, in which None means that the file
says nothing of a field, while an empty value says that it is to be empty.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast, get_args

from mathscale_core.records import Code, ConceptKind, GraphDocument, Match

_SEPARATOR = "|"
_PART = ":"
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_KINDS: dict[str, ConceptKind] = {
    "topic": "topic", "topics": "topic", "kp": "kp", "knowledge point": "kp", "knowledge points": "kp",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class VocabularyRow:
    """What a file says of one concept.

    Attributes:
        where: Place in the file, for messages, such as ``line 4``.
        name: Name as written.
        id: Concept id, ``""`` where the file names none.
        kind: Topic or knowledge point, None where the file does not say.
        aliases: Other names.
        definition: One sentence.
        parent: The concept above it: an id, a handle of this file, or a name; ``""`` for none.
        codes: Places in outside schemes.
        locked: Whether it is to be left as it is.
        handle: What other rows of this file may call it, such as an IRI.
    """

    where: str
    name: str
    id: str = ""
    kind: ConceptKind | None = None
    aliases: tuple[str, ...] | None = None
    definition: str | None = None
    parent: str | None = None
    codes: tuple[Code, ...] | None = None
    locked: bool | None = None
    handle: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that will not be applied.

    Attributes:
        where: Place in the file.
        found: What was found.
        wanted: What was wanted instead.
        remedy: What to do next.
    """

    where: str
    found: str
    wanted: str
    remedy: str

    @property
    def text(self) -> str:
        """All of it in one line."""
        return f"{self.where}: found {self.found}; wanted {self.wanted}; {self.remedy}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a file: the rows that can be used, and what is wrong with the others."""

    rows: tuple[VocabularyRow, ...]
    problems: tuple[Problem, ...] = ()


def rows_of(document: GraphDocument) -> tuple[VocabularyRow, ...]:
    """A whole document as rows, for a format that says everything of every concept."""
    return tuple(
        VocabularyRow(
            f"concept {n}", c.name, c.id, c.kind, c.aliases, c.definition, c.parent, c.codes, c.locked, handle=c.id
        )
        for n, c in enumerate(document.concepts, 1)
    )


def kind_named(text: str) -> ConceptKind | None:
    """The kind that a word means, None where it means neither.

    >>> kind_named("Knowledge-point")
    'kp'
    """
    return _KINDS.get(" ".join(text.casefold().replace("-", " ").replace("_", " ").split()))


def spoken(name: str) -> str:
    """What two spellings of a reference share: case and outer blanks do not count."""
    return " ".join(name.split()).casefold()


def joined(items: Iterable[str]) -> str:
    r"""A list as one text; a bar inside an item gets a backslash.

    >>> joined(["Sums", "a|b"])
    'Sums|a\\|b'
    """
    return _SEPARATOR.join(_escape(item, _SEPARATOR) for item in items)


def split(text: str) -> tuple[str, ...]:
    r"""The list that :func:`joined` wrote; empty items are none.

    >>> split("Sums|a\\|b|")
    ('Sums', 'a|b')
    """
    return tuple(_unescape(part) for part in _parts(text, _SEPARATOR) if part.strip())


def joined_codes(codes: Iterable[Code]) -> str:
    """Codes as one text: ``scheme:code:match``, separated by bars.

    >>> joined_codes([Code("MSC 2020", "11A05")])
    'MSC 2020:11A05:exact'
    """
    written = (_PART.join(_escape(part, _SEPARATOR + _PART) for part in (c.scheme, c.code, c.match)) for c in codes)
    return _SEPARATOR.join(written)


def split_codes(text: str) -> tuple[Code, ...]:
    """The codes that :func:`joined_codes` wrote, or that a person did: without a match word it is an exact one.

    A code that itself holds colons needs no backslash, as long as its last part is no match word.

    >>> split_codes("CCSS:HSA:REI | MSC 2020:11A05:close")
    (Code(scheme='CCSS', code='HSA:REI', match='exact'), Code(scheme='MSC 2020', code='11A05', match='close'))

    Raises:
        ValueError: An item has no scheme or no code; the message is the item.
    """
    codes = []
    for item in _parts(text, _SEPARATOR):
        if not item.strip():
            continue
        scheme, *rest = [_unescape(part).strip() for part in _parts(item, _PART)]
        match = rest.pop() if len(rest) > 1 and rest[-1] in get_args(Match) else "exact"
        code = _PART.join(rest)
        if not scheme or not code:
            raise ValueError(item.strip())
        codes.append(Code(scheme, code, cast("Match", match)))
    return tuple(codes)


def _escape(text: str, special: str) -> str:
    return re.sub(rf"[\\{re.escape(special)}]", r"\\\g<0>", text)


def _unescape(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def _parts(text: str, separator: str) -> list[str]:
    """The text cut at the separators that have no backslash before them; backslashes stay."""
    parts, part, position = list[str](), list[str](), 0
    while position < len(text):
        if text[position] == "\\":
            part.append(text[position : position + 2])
            position += 2
            continue
        if text[position] == separator:
            parts.append("".join(part))
            part = []
        else:
            part.append(text[position])
        position += 1
    return [*parts, "".join(part)]
