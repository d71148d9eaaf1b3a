"""The whole document as JSON, and a taxonomy of one's own as nested JSON.

Goes out, and comes back the same::

    {"format": "mathscale-graph", "format_version": 1, "version": "g_…",
     "concepts": [{"id": "c_…", "kind": "topic", "name": "Fractions", "aliases": [], "codes": [], …}],
     "edges": [{"source": "c_…", "target": "c_…", "weight": 3.0, "by_hand": false}],
     "relations": [{"a": "c_…", "b": "c_…", "as": "related"}]}

Of the edges those by hand are edits, and a weight of 0 is one that a person unlinked; the others are what the seeds
say, and no file changes them. A list of ``{"name": "Algebra", "related": [], "children": [{"name": "Factoring"}]}``
comes in too.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mathscale_core.errors import InputError
from mathscale_core.records import Code, ConceptEntry, ConceptKind, GraphDocument, Match, Relation
from mathscale_core.vocabulary.decoding import decode
from mathscale_core.vocabulary.rows import RELATIONS, Problem, Reading, VocabularyRow, kind_named, rows_of

_FORMAT: Literal["mathscale-graph"] = "mathscale-graph"
_WANTED = f'{{"format": "{_FORMAT}", …}} as exported, or a list of objects with a "name".'
_NOTHING = "Nothing was applied"
#: A tree of concepts is never deeper.
_DEEPEST = 50


class _Form(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _Code(_Form):
    scheme: str = Field(min_length=1)
    code: str = Field(min_length=1)
    match: Match = "exact"


class _Concept(_Form):
    id: str = Field(min_length=1)
    kind: ConceptKind
    name: str
    definition: str = ""
    aliases: list[str] = Field(default_factory=list)
    codes: list[_Code] = Field(default_factory=list)
    parent: str = ""
    locked: bool = False
    seeds: int = Field(default=0, ge=0)


class _Edge(_Form):
    source: str
    target: str
    weight: float = Field(ge=0, allow_inf_nan=False)
    by_hand: bool = False


class _Relation(_Form):
    model_config = ConfigDict(populate_by_name=True)

    a: str
    b: str
    as_: Literal["parent-of", "same", "related", "different"] = Field(alias="as")


class _Document(_Form):
    format: Literal["mathscale-graph"]
    format_version: Literal[1]
    version: str = ""
    concepts: list[_Concept]
    #: None where the file says nothing of them.
    edges: list[_Edge] | None = None
    relations: list[_Relation] | None = None


class _Entry(_Form):
    """One concept of a taxonomy of one's own; what is not there is not said."""

    name: str
    id: str = ""
    kind: str = ""
    definition: str | None = None
    aliases: list[str] | None = None
    codes: list[_Code] | None = None
    parent: str | None = None
    locked: bool | None = None
    related: list[str] | None = None
    same: list[str] | None = None
    different: list[str] | None = None


def render(document: GraphDocument) -> bytes:
    """The whole document; equal documents give equal bytes."""
    ids = [c.id for c in document.concepts]
    edges = zip(
        document.source.tolist(), document.target.tolist(), document.weight.tolist(), document.by_hand.tolist(),
        strict=True,
    )  # fmt: skip
    concepts = [
        {
            "id": c.id, "kind": c.kind, "name": c.name, "definition": c.definition, "aliases": list(c.aliases),
            "codes": [{"scheme": k.scheme, "code": k.code, "match": k.match} for k in c.codes], "parent": c.parent,
            "locked": c.locked, "seeds": c.seeds,
        }
        for c in document.concepts
    ]  # fmt: skip
    rows = {
        "concepts": concepts,
        "edges": [{"source": ids[a], "target": ids[b], "weight": w, "by_hand": h} for a, b, w, h in edges],
        "relations": [{"a": r.a, "b": r.b, "as": r.relation} for r in document.relations],
    }
    head = {"format": _FORMAT, "format_version": 1, "version": document.version}
    # One object a line: differences of two exports can be read.
    parts = [f'"{key}": {json.dumps(value, ensure_ascii=False)}' for key, value in head.items()]
    for key, listed in rows.items():
        lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in listed)
        parts.append(f'"{key}": [\n{lines}\n]' if listed else f'"{key}": []')
    return ("{" + ",\n".join(parts) + "}\n").encode()


def read_document(data: bytes, name: str) -> GraphDocument:
    """The document that :func:`render` wrote.

    Raises:
        InputError: It is none, or not whole.
    """
    return _document(_whole(_value(data, name), name), name)


def read(data: bytes, name: str) -> Reading:
    """The rows of a document, or of a taxonomy of one's own.

    Raises:
        InputError: It is neither.
    """
    value = _value(data, name)
    if isinstance(value, dict) and value.get("format") == _FORMAT:
        return _reading(_whole(value, name), name)
    entries = value.get("concepts") if isinstance(value, dict) else value
    if not isinstance(entries, list):
        keys = ", ".join(str(k)[:40] for k in value) if isinstance(value, dict) else type(value).__name__
        raise InputError(f"{name} holds {keys or 'an empty object'}.", _WANTED, f"{_NOTHING}; export it anew.")
    rows, problems = list[VocabularyRow](), list[Problem]()
    for row in _entries(entries, "", ""):
        if isinstance(row, Problem):
            problems.append(row)
        else:
            rows.append(row)
    return Reading(tuple(rows), tuple(problems))


def _value(data: bytes, name: str) -> object:
    text = decode(data, name, _WANTED)
    try:
        value: object = json.loads(text, parse_constant=_no_constant)
        # JSON can spell half a surrogate pair, which no text in UTF-8 can hold.
        json.dumps(value, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        raise InputError(
            f"{name} is no JSON (line {error.lineno}: {error.msg}).", _WANTED, f"{_NOTHING}; export it anew."
        ) from error
    except RecursionError as error:
        raise InputError(f"{name} is nested too deep.", _WANTED, f"{_NOTHING}; export it anew.") from error
    except ValueError as error:
        raise InputError(f"{name} holds {error}.", "whole characters and numbers.", f"{_NOTHING}; mend it.") from error
    return value


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _whole(value: object, name: str) -> _Document:
    try:
        return _Document.model_validate(value)
    except ValidationError as error:
        raise InputError(f"{name}: {_said(error)}.", _WANTED, f"{_NOTHING}; mend it, or export it anew.") from error


def _reading(read: _Document, name: str) -> Reading:
    """Its rows; a relation stands with whichever of its concepts is in the file."""
    ids = {c.id for c in read.concepts}
    problems, usable = list[Problem](), list[_Relation]()
    for number, relation in enumerate(read.relations or (), 1):
        if relation.as_ == "parent-of":
            found, remedy = "parent-of among the relations", "name the parent in the child's field parent"
        elif relation.a not in ids and relation.b not in ids:
            found, remedy = f"the concepts {relation.a[:40]!r} and {relation.b[:40]!r}, both not in the file", "mend it"
        else:
            usable.append(
                relation if relation.a in ids else relation.model_copy(update={"a": relation.b, "b": relation.a})
            )
            continue
        problems.append(Problem(f"relation {number}", found, "a relation between equals of the file", remedy))
    rows = rows_of(_document(read.model_copy(update={"relations": usable}), name))
    return Reading(
        tuple(
            replace(
                row, relations={} if read.relations is None else row.relations, all_edges=read.edges is not None
            )
            for row in rows
        ),
        tuple(problems),
    )  # fmt: skip


def _document(read: _Document, name: str) -> GraphDocument:
    place = {c.id: n for n, c in enumerate(read.concepts)}
    if len(place) < len(read.concepts):
        twice = next(c.id for n, c in enumerate(read.concepts) if place[c.id] != n)
        raise InputError(f"{name} has the concept {twice!r} twice.", "each concept once.", f"{_NOTHING}; mend it.")
    edges = read.edges or []
    loose = next((i for e in edges for i in (e.source, e.target) if i not in place), None)
    if loose is not None:
        raise InputError(
            f"{name} has an edge to {loose[:60]!r}, which is none of its concepts.",
            "edges between its concepts.",
            f"{_NOTHING}; mend it.",
        )
    concepts = tuple(
        ConceptEntry(
            c.id,
            c.kind,
            c.name,
            c.definition,
            tuple(c.aliases),
            tuple(map(_code, c.codes)),
            c.parent,
            c.locked,
            c.seeds,
        )
        for c in read.concepts
    )
    return GraphDocument(
        read.version,
        concepts,
        np.array([place[e.source] for e in edges], dtype=np.int32),
        np.array([place[e.target] for e in edges], dtype=np.int32),
        np.array([e.weight for e in edges], dtype=np.float64),
        np.array([e.by_hand for e in edges], dtype=np.bool_),
        tuple(Relation(r.a, r.b, r.as_) for r in read.relations or ()),
    )


def _entries(listed: list[Any], inside: str, parent: str, depth: int = 1) -> Iterator[VocabularyRow | Problem]:
    """Entries with what hangs below them; a place is numbered as in ``entry 2.1``."""
    for number, value in enumerate(listed, 1):
        where = f"entry {inside}{number}"
        children = value.get("children") if isinstance(value, dict) else None
        try:
            entry = _Entry.model_validate(value)
        except ValidationError as error:
            yield Problem(where, _said(error), 'an object with a "name"', "mend the entry and what hangs below it")
            continue
        kind = kind_named(entry.kind)
        if entry.kind and kind is None:
            yield Problem(where, f"the kind {entry.kind[:40]!r}", "topic or kp", "mend the entry")
            continue
        yield VocabularyRow(
            where, entry.name, entry.id, kind, _tuple(entry.aliases), entry.definition,
            parent or entry.parent, None if entry.codes is None else tuple(map(_code, entry.codes)), entry.locked,
            {w: tuple(o) for w in RELATIONS if (o := getattr(entry, w)) is not None}, handle=where,
        )  # fmt: skip
        if children is None:
            continue
        if not isinstance(children, list) or depth == _DEEPEST:
            found = f"{_DEEPEST} levels" if isinstance(children, list) else "children that are no list"
            yield Problem(where, found, "a list of children, not nested so deep", "mend the entry")
            continue
        yield from _entries(children, f"{inside}{number}.", where, depth + 1)


def _code(read: _Code) -> Code:
    return Code(read.scheme, read.code, read.match)


def _tuple(items: list[str] | None) -> tuple[str, ...] | None:
    return None if items is None else tuple(items)


def _said(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(map(str, first["loc"]))
    return f"{where}: {first['msg']}" if where else first["msg"]
