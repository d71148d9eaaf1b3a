"""Edits and logs for the tests of curation: four topics, two knowledge points, two seeds."""

from typing import Any

from hypothesis import strategies as st

from mathscale_core.curation import Known, check_edits, check_undo, read_edit, undo_event
from mathscale_core.errors import MathScaleError
from mathscale_core.records import ConceptKind, EditEvent

Row = dict[str, Any]
TOPICS, KPS = ("c_1", "c_2", "c_3", "c_4"), ("c_x", "c_y")
SEEDS = ("s_1", "s_2")
KINDS_OF: dict[str, ConceptKind] = {**dict.fromkeys(TOPICS, "topic"), **dict.fromkeys(KPS, "kp")}
KNOWN = Known(
    KINDS_OF,
    {(kind, f"name {concept[2:]}"): concept for concept, kind in KINDS_OF.items()},
    set(SEEDS),
    {concept: f"name {concept[2:]}" for concept in KINDS_OF},
)


def edit(row: Row, **changes: Any) -> EditEvent:
    arguments: dict[str, Any] = {"line": 3, "actor": "Ada", "at": "2026-01-01T00:00:00Z", "after": ""}
    return read_edit(row, **(arguments | changes))


def made(*rows: Row, actor: str = "Ada") -> list[EditEvent]:
    """A log of edits, one after the other, each fitting."""
    log: list[EditEvent] = []
    for row in rows:
        event = edit(row, after=log[-1].id if log else "", actor=actor)
        check_edits(log, [event], KNOWN)
        log.append(event)
    return log


def taken_back(log: list[EditEvent], number: int) -> list[EditEvent]:
    """The log after the undoing of its event of this number."""
    check_undo(log, log[number].id, KNOWN)
    return [*log, undo_event(log[number].id, actor="Bo", at="2027", after=log[-1].id)]


def rename(concept: str, name: str) -> Row:
    return {"kind": "rename", "concept": concept, "name": name}


def alias(concept: str, *, add: tuple[str, ...] = (), remove: tuple[str, ...] = ()) -> Row:
    return {"kind": "alias", "concept": concept, "add": list(add), "remove": list(remove)}


def merge(into: str, *losers: str) -> Row:
    return {"kind": "merge", "from": list(losers), "into": into}


def retag(seed: str, *, add: tuple[str, ...] = (), remove: tuple[str, ...] = (), reason: str = "") -> Row:
    return {"kind": "retag", "seeds": [seed], "add": list(add), "remove": list(remove), "reason": reason}


def add(kind: str, name: str, *seeds: str, concept: str = "") -> Row:
    return {"kind": "add", "as": kind, "name": name, "seeds": list(seeds), "id": concept}


def delete(concept: str) -> Row:
    return {"kind": "delete", "concept": concept, "reason": "no skill"}


def restore(concept: str) -> Row:
    return {"kind": "restore", "concept": concept}


def change_kind(concept: str, to: str) -> Row:
    return {"kind": "change-kind", "concept": concept, "to": to}


def relate(a: str, b: str, relation: str = "parent-of") -> Row:
    return {"kind": "relate", "a": a, "b": b, "as": relation}


def edge(a: str, b: str, weight: int | None) -> Row:
    return {"kind": "edge", "a": a, "b": b, "weight": weight}


def lock(concept: str, *, locked: bool = True) -> Row:
    return {"kind": "lock", "concept": concept, "locked": locked}


def code(concept: str, *codes: str, remove: tuple[str, ...] = ()) -> Row:
    def forms(names: tuple[str, ...]) -> list[Row]:
        return [{"scheme": "MSC", "code": name} for name in names]

    return {"kind": "code", "concept": concept, "add": forms(codes), "remove": forms(remove)}


def split(concept: str, *parts: Row) -> Row:
    return {"kind": "split", "concept": concept, "into": list(parts), "reason": "two skills"}


def mark(seed: str, what: str) -> Row:
    return {"kind": "mark", "seeds": [seed], "as": what}


def any_edit() -> st.SearchStrategy[Row]:
    """An edit of any kind that may or may not fit."""
    concept = st.sampled_from([*TOPICS, *KPS, "c_new"])
    few = st.lists(concept, min_size=1, max_size=2, unique=True)
    seed = st.sampled_from(SEEDS)
    name = st.sampled_from(["Name 1", "Name 2", "Sums", "Terms", "Limits"])
    relation = st.sampled_from(["parent-of", "same", "related", "different", "none"])
    part = st.one_of(
        st.builds(lambda n, s: {"name": n, "seeds": [s]}, name, seed),
        st.builds(lambda c, s: {"concept": c, "seeds": [s]}, concept, seed),
    )
    return st.one_of(
        st.builds(rename, concept, name),
        st.builds(lambda c, n: alias(c, add=(n,)), concept, name),
        st.builds(lambda c, n: alias(c, remove=(n,)), concept, name),
        st.builds(lambda into, losers: merge(into, *losers), concept, few),
        st.builds(
            lambda s, more, less: retag(s, add=tuple(more), remove=tuple(c for c in less if c not in more)),
            seed, few, few,
        ),
        st.builds(restore, concept),
        st.builds(delete, concept),
        st.builds(lambda kind, n, s: add(kind, n, s, concept="c_new"), st.sampled_from(["topic", "kp"]), name, seed),
        st.builds(change_kind, concept, st.sampled_from(["topic", "kp"])),
        st.builds(lambda c, locked: lock(c, locked=locked), concept, st.booleans()),
        st.builds(lambda c, n: code(c, n), concept, st.sampled_from(["1", "2"])),
        st.builds(lambda c, n: code(c, remove=(n,)), concept, st.sampled_from(["1", "2"])),
        st.builds(relate, concept, concept, relation),
        st.builds(edge, concept, concept, st.sampled_from([None, 0, 3])),
        st.builds(lambda c, parts: split(c, *parts), concept, st.lists(part, min_size=1, max_size=2)),
        st.builds(mark, seed, st.sampled_from(["cannot-be-tagged", "vocabulary-gap", "none"])),
    )  # fmt: skip


def fitting(rows: list[Row]) -> list[EditEvent]:
    """The log of those edits that fit, one after the other."""
    log: list[EditEvent] = []
    for row in rows:
        try:
            event = edit(row, after=log[-1].id if log else "")
            check_edits(log, [event], KNOWN)
        except MathScaleError:
            continue
        log.append(event)
    return log
