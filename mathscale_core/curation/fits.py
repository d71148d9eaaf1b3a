"""Whether an edit fits what the log has come to, and whether it needs a reason.

:func:`require_fit` says what can never be: it also finds, in a log that is replayed on other labels or without an
undone event, the events that no longer fit. :func:`require_reason` is asked of new edits alone.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from mathscale_core.curation.forms import NOTHING
from mathscale_core.curation.state import State
from mathscale_core.errors import ConflictError, InputError, NotFoundError
from mathscale_core.extraction.names import name_key
from mathscale_core.records import EditEvent

Payload = Mapping[str, Any]


def require_fit(event: EditEvent, state: State, where: str = "") -> None:
    """Refuse an edit that cannot be where it stands; ``where`` opens the message.

    Raises:
        NotFoundError: A concept or seed is not there.
        ConflictError: A name is taken, a concept was merged or deleted, or the tree would run in a circle.
        InputError: It contradicts itself, or joins two kinds.
    """
    _FITS[event.kind](event.payload, state, where)


def require_reason(event: EditEvent, state: State, where: str = "") -> None:
    """Refuse an edit without a reason where one is asked for: to delete, to split, to overrule a lock or a person.

    Raises:
        InputError: It has none.
    """
    if event.reason.strip():
        return
    why = ""
    if event.kind in {"delete", "split"}:
        why = f"a {event.kind} says why"
    for concept in _edited(event):
        if concept in state.locked and not (event.kind == "lock" and state.locked[concept] == event.actor):
            why = f"{concept} was locked by {state.locked[concept]}"
    others = _overruled(event, state) if event.kind == "retag" else ()
    if others:
        why = f"{others[0][2]} decided by hand on {others[0][1]} for the seed {others[0][0]}"
    if why:
        raise InputError(
            f"{where}the {event.kind} has no reason, and {why}.",
            "a reason, in a few words.",
            f"{NOTHING}; say why and try again.",
        )


def _edited(event: EditEvent) -> tuple[str, ...]:
    """Concepts that an edit changes themselves; a retag changes seeds."""
    payload = event.payload
    if event.kind == "merge":
        return (*payload["from"], payload["into"])
    if event.kind in {"retag", "mark", "edge", "add"}:
        return ()
    return (payload["b"],) if event.kind == "relate" else (payload["concept"],)


def _overruled(event: EditEvent, state: State) -> list[tuple[str, str, str]]:
    """(seed, concept, person) of each tag that somebody else set the other way by hand."""
    says = dict.fromkeys(event.payload["add"], True) | dict.fromkeys(event.payload["remove"], False)
    return [
        (seed, concept, state.taggers[seed, concept])
        for seed in event.payload["seeds"]
        for concept, present in says.items()
        if state.retags.get((seed, concept), present) != present and state.taggers[seed, concept] != event.actor
    ]


def _concept_edit(payload: Payload, state: State, where: str) -> None:
    _require_standing(str(payload["concept"]), state, where)


def _restore(payload: Payload, state: State, where: str) -> None:
    _require_standing(str(payload["concept"]), state, where, also_gone=True)


def _rename(payload: Payload, state: State, where: str) -> None:
    concept = str(payload["concept"])
    _require_standing(concept, state, where)
    _require_free([payload["name"]], state.kinds[concept], concept, state, where)


def _alias(payload: Payload, state: State, where: str) -> None:
    concept = str(payload["concept"])
    _require_standing(concept, state, where)
    if not (payload["add"] or payload["remove"]):
        raise InputError(f"{where}no alias is named.", "one to add or to remove.", f"{NOTHING}; mend it.")
    _require_free(payload["add"], state.kinds[concept], concept, state, where)
    own = name_key(state.names[concept]) if concept in state.names else state.known.own.get(concept, "")
    strange = [n for n in payload["remove"] if name_key(n) == own or name_key(n) not in _all_keys(concept, state)]
    if strange:
        raise ConflictError(
            f"{where}{strange[0]!r} is no alias of {concept}.",
            "another name that leads to it.",
            f"{NOTHING}; its own name is changed by a rename.",
        )


def _change_kind(payload: Payload, state: State, where: str) -> None:
    concept = str(payload["concept"])
    _require_standing(concept, state, where)
    if state.kinds[concept] == payload["to"]:
        raise ConflictError(f"{where}{concept} is a {payload['to']} already.", "the other kind.", f"{NOTHING}.")
    for key in sorted(state.keys_of(concept)):
        holder = state.holder((payload["to"], key))
        if holder not in {None, concept}:
            raise ConflictError(
                f"{where}{key!r} is a name of {holder}, which is a {payload['to']}.",
                "a name that is free in the other kind.",
                f"{NOTHING}; rename one of them first, or take the alias away.",
            )
    _require_kinds_in_tree(concept, payload["to"], state, where)


def _code(payload: Payload, state: State, where: str) -> None:
    concept = str(payload["concept"])
    _require_standing(concept, state, where)
    have = state.codes.get(concept, {})
    gone = [c for c in payload["remove"] if (c["scheme"], c["code"]) not in have]
    if gone or not (payload["add"] or payload["remove"]):
        said = f"{gone[0]['scheme']} {gone[0]['code']} is no code of {concept}" if gone else "no code is named"
        raise ConflictError(f"{where}{said}.", "codes to add, or codes that it has to remove.", f"{NOTHING}; mend it.")


def _add(payload: Payload, state: State, where: str) -> None:
    if payload["id"] in state.kinds:
        raise ConflictError(
            f"{where}{payload['id']} is there already.", "an id of its own.", f"{NOTHING}; leave it out."
        )
    _require_free([payload["name"], *payload["aliases"]], payload["as"], "", state, where)
    _require_seeds(payload["seeds"], state, where)


def _merge(payload: Payload, state: State, where: str) -> None:
    losers, into = list(payload["from"]), str(payload["into"])
    for concept in (into, *losers):
        _require_standing(concept, state, where)
    if into in losers or len(set(losers)) < len(losers):
        raise InputError(
            f"{where}the merge into {into} names a concept twice.", "each concept once.", f"{NOTHING}; mend it."
        )
    others = [c for c in losers if state.kinds[c] != state.kinds[into]]
    if others:
        raise InputError(
            f"{where}{others[0]} is a {state.kinds[others[0]]} and {into} a {state.kinds[into]}.",
            "concepts of one kind: topics into a topic, knowledge points into a knowledge point.",
            f"{NOTHING}; choose another concept.",
        )


def _split(payload: Payload, state: State, where: str) -> None:
    concept = str(payload["concept"])
    _require_standing(concept, state, where)
    names: list[str] = []
    seeds: list[str] = []
    for part in payload["into"]:
        if part["concept"]:
            _require_standing(part["concept"], state, where)
            if part["concept"] == concept or state.kinds[part["concept"]] != state.kinds[concept]:
                raise InputError(
                    f"{where}a part of the split of {concept} goes to {part['concept']}.",
                    f"another {state.kinds[concept]}, or a name of its own.",
                    f"{NOTHING}; seeds that are named in no part stay with {concept}.",
                )
        else:
            names.append(part["name"])
        if not (part["seeds"] or part["words"]):
            raise InputError(
                f"{where}a part of the split gets no seed.", "seeds or words for each part.", f"{NOTHING}; mend it."
            )
        seeds += part["seeds"]
    doubled = len(seeds) > len(set(seeds)) or len({name_key(n) for n in names}) < len(names)
    if doubled:
        raise InputError(
            f"{where}two parts of the split share a seed or a name.", "each seed in one part.", f"{NOTHING}; mend it."
        )
    _require_free(names, state.kinds[concept], "", state, where)
    _require_seeds(seeds, state, where)


def _retag(payload: Payload, state: State, where: str) -> None:
    _require_seeds(payload["seeds"], state, where)
    rule = payload.get("where") or {}
    for concept in (*payload["add"], *payload["remove"], *filter(None, [rule.get("concept")])):
        _require_standing(concept, state, where)
    if not {*payload["add"], *payload["remove"]} or set(payload["add"]) & set(payload["remove"]):
        raise InputError(
            f"{where}the retag adds {list(payload['add'])} and removes {list(payload['remove'])}.",
            "a concept to add or to remove, and none of them both.",
            f"{NOTHING}; mend it.",
        )


def _mark(payload: Payload, state: State, where: str) -> None:
    _require_seeds(payload["seeds"], state, where)


def _relate(payload: Payload, state: State, where: str) -> None:
    a, b, relation = str(payload["a"]), str(payload["b"]), payload["as"]
    _require_pair(a, b, state, where)
    related = b in state.pairs.get(a, {}) or state.parents.get(b) == a or state.parents.get(a) == b
    if relation == "none" and not related:
        raise ConflictError(f"{where}{a} and {b} have no relation.", "two that have one.", f"{NOTHING}.")
    if relation != "parent-of":
        return
    if state.kinds[a] == "kp" and state.kinds[b] == "topic":
        raise InputError(
            f"{where}the knowledge point {a} was to stand above the topic {b}.",
            "a topic above topics and knowledge points, a knowledge point above knowledge points.",
            f"{NOTHING}; turn it round.",
        )
    if b in state.above(a):
        raise ConflictError(
            f"{where}{b} stands above {a} already, so the tree would run in a circle.",
            "a parent that is not below its child.",
            f"{NOTHING}; move {a} out from under {b} first.",
        )


def _edge(payload: Payload, state: State, where: str) -> None:
    a, b = str(payload["a"]), str(payload["b"])
    _require_pair(a, b, state, where)
    if payload["weight"] is None and b not in state.edges.get(a, {}):
        raise ConflictError(
            f"{where}the edge of {a} and {b} has no weight by hand.", "an edge that was set by hand.", f"{NOTHING}."
        )


def _require_pair(a: str, b: str, state: State, where: str) -> None:
    for concept in (a, b):
        _require_standing(concept, state, where)
    if a == b:
        raise InputError(f"{where}{a} is named twice.", "two different concepts.", f"{NOTHING}; choose another one.")


def _require_kinds_in_tree(concept: str, kind: str, state: State, where: str) -> None:
    parent = state.kinds.get(state.parents.get(concept, ""))
    below = {state.kinds.get(c) for c in state.children.get(concept, ())}
    if (kind == "topic" and parent == "kp") or (kind == "kp" and "topic" in below):
        raise ConflictError(
            f"{where}as a {kind} {concept} would stand wrongly in the tree.",
            "no topic below a knowledge point.",
            f"{NOTHING}; move it in the tree first.",
        )


def _require_free(names: Sequence[str], kind: str, concept: str, state: State, where: str) -> None:
    """Refuse names that another concept of the kind has."""
    for name in names:
        holder = state.holder((kind, name_key(name)))  # type: ignore[arg-type]  # the kind comes out of a checked form
        if holder not in {None, concept}:
            gone = holder in state.gone
            raise ConflictError(
                f"{where}{name!r} is a name of the concept {holder} already{', which was deleted' if gone else ''}.",
                "a name that no other concept of this kind has.",
                f"{NOTHING}; {'restore it' if gone else 'merge them'} instead, or choose another name.",
            )


def _require_seeds(seeds: Sequence[str], state: State, where: str) -> None:
    gone = [s for s in seeds if s not in state.known.seeds]
    if gone:
        raise NotFoundError(
            f"{where}the seed {gone[0]!r} is not there.", "a seed of this workspace.", f"{NOTHING}; mend it."
        )


def _require_standing(concept: str, state: State, where: str, *, also_gone: bool = False) -> None:
    if concept not in state.kinds:
        raise NotFoundError(
            f"{where}the concept {concept!r} is not there.",
            "a concept of this workspace.",
            f"{NOTHING}; 'mathscale graph stats' lists what was dropped.",
        )
    if concept in state.merged:
        raise ConflictError(
            f"{where}{concept} was merged into {state.merged[concept]}.",
            "a concept that stands for itself.",
            f"{NOTHING}; use {state.merged[concept]}, or undo the merge first.",
        )
    if concept in state.gone and not also_gone:
        raise ConflictError(
            f"{where}{concept} was deleted.", "a concept that is there.", f"{NOTHING}; restore it first."
        )


def _all_keys(concept: str, state: State) -> set[str]:
    return set[str]().union(*(state.keys_of(c) for c in (concept, *state.members.get(concept, ()))))


_FITS: Mapping[str, Callable[[Payload, State, str], None]] = {
    "restore": _restore, "delete": _concept_edit, "rename": _rename, "alias": _alias, "define": _concept_edit,
    "change-kind": _change_kind, "lock": _concept_edit, "code": _code, "add": _add, "merge": _merge, "split": _split,
    "retag": _retag, "mark": _mark, "relate": _relate, "edge": _edge,
}  # fmt: skip
