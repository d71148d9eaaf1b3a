"""One concept as named texts, as a row of a table and a node of a graph say it, and lists inside one text.

Goes out: a concept's texts. Comes in: texts of the same names, whatever file they stood in; a name that is not there
says nothing. Lists are separated by bars; codes are ``scheme:code:match`` and weights by hand ``concept:weight``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import cast, get_args

from mathscale_core.records import Code, ConceptEntry, Match, RelationKind
from mathscale_core.vocabulary.rows import RELATIONS, Problem, VocabularyRow, kind_named

_SEPARATOR = "|"
_PART = ":"
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_YES, _NO = {"true", "yes", "1", "x"}, {"false", "no", "0", ""}


def texts_of(concept: ConceptEntry, parent: str, relations: Mapping[RelationKind, Iterable[str]]) -> dict[str, str]:
    """What is said of a concept, a text for each field; empty ones too.

    Args:
        concept: The concept.
        parent: How the one above it is called in the file.
        relations: Relation to how those are called to which it has it.
    """
    return {
        "kind": concept.kind, "name": concept.name, "aliases": joined(concept.aliases),
        "definition": concept.definition, "parent": parent, "codes": joined_codes(concept.codes),
        "locked": "yes" if concept.locked else "",
    } | {word: joined(relations.get(word, ())) for word in RELATIONS}  # fmt: skip


def row_of(where: str, texts: Mapping[str, str], concept: str = "", handle: str = "") -> VocabularyRow | Problem:
    """The row that named texts say, or what is wrong with one of them.

    Args:
        where: Place in the file.
        texts: As :func:`texts_of` gives them, as far as the file has them.
        concept: Id of the concept, ``""`` where the file names none.
        handle: What the rest of the file may call it.
    """
    kind = kind_named(texts.get("kind", ""))
    if texts.get("kind", "").strip() and kind is None:
        return Problem(where, f"the kind {texts['kind'][:40]!r}", "topic or kp", "mend it")
    locked = texts.get("locked", "").strip().casefold()
    if locked not in _YES | _NO:
        return Problem(where, f"{locked[:40]!r} as locked", "yes or nothing", "mend it")
    codes: tuple[Code, ...] | None = None
    try:
        codes = split_codes(texts["codes"]) if "codes" in texts else None
    except ValueError as error:
        return Problem(where, f"the code {str(error)[:60]!r}", "scheme:code or scheme:code:match", "mend it")
    return VocabularyRow(
        where, texts.get("name", ""), concept, kind, split(texts["aliases"]) if "aliases" in texts else None,
        texts.get("definition"), texts["parent"].strip() if "parent" in texts else None, codes,
        locked in _YES if "locked" in texts else None,
        {word: tuple(map(str.strip, split(texts[word]))) for word in RELATIONS if word in texts}, handle=handle,
    )  # fmt: skip


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
    for item in _items(text):
        scheme, *rest = [_unescape(part).strip() for part in _parts(item, _PART)]
        match = rest.pop() if len(rest) > 1 and rest[-1] in get_args(Match) else "exact"
        code = _PART.join(rest)
        if not scheme or not code:
            raise ValueError(item.strip())
        codes.append(Code(scheme, code, cast("Match", match)))
    return tuple(codes)


def _items(text: str) -> Iterator[str]:
    return (item for item in _parts(text, _SEPARATOR) if item.strip())


def joined_edges(edges: Iterable[tuple[str, float]]) -> str:
    """Weights by hand as one text: ``concept:weight``, separated by bars.

    >>> joined_edges([("Fractions", 5.0), ("c_2", 0.0)])
    'Fractions:5|c_2:0'
    """
    return _SEPARATOR.join(f"{_escape(other, _SEPARATOR + _PART)}{_PART}{weight:.15g}" for other, weight in edges)


def split_edges(text: str) -> tuple[tuple[str, float], ...]:
    """The weights that :func:`joined_edges` wrote, or that a person did.

    >>> split_edges("Ratios: parts : 5 | c_2:0")
    (('Ratios: parts', 5.0), ('c_2', 0.0))

    Raises:
        ValueError: An item has no concept or no weight; the message is the item.
    """
    edges = []
    for item in _items(text):
        *words, weight = _parts(item, _PART)
        other = _unescape(_PART.join(words)).strip()
        try:
            edges.append((other, float(weight)))
        except ValueError:
            other = ""
        if not other:
            raise ValueError(item.strip())
    return tuple(edges)


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
