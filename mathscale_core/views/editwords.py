"""Edits in words: what an event of the log did, as a sentence without its full stop.

Names are stored text: what is given back is plain text and is escaped where it is shown.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from mathscale_core.curation import touched
from mathscale_core.records import EditEvent

#: So many of several names are said.
_NAMED = 4
_LETTERS = 80
Names = Mapping[str, str]
Payload = Mapping[str, Any]


def about(event: EditEvent, log: Sequence[EditEvent]) -> frozenset[str]:
    """Concepts that an event names; of an undo, those of what it took back."""
    payload = event.payload
    if event.kind == "undo":
        return frozenset[str]().union(*(about(e, log) for e in log if e.id == payload["event"]))
    if event.kind == "retag":
        rule = payload.get("where") or {}
        return frozenset({*payload["add"], *payload["remove"], *filter(None, [rule.get("concept")])})
    if event.kind == "mark":
        return frozenset()
    if event.kind == "split":
        return touched(event, log) | {str(part["id"]) for part in payload["into"]}
    return touched(event, log)


def in_words(event: EditEvent, names: Names, before: Names) -> str:
    """What an event did.

    Args:
        event: The event, which is no undo.
        names: Concept to its present name.
        before: Concept to the name that it had before a rename.
    """
    say = _SAID.get(event.kind)
    return say(event.payload, names, before) if say else event.kind.capitalize()


def _listed(concepts: Sequence[str], names: Names) -> str:
    shown = ", ".join(names.get(c, c) for c in concepts[:_NAMED])
    return shown + (f" and {len(concepts) - _NAMED:,} more" if len(concepts) > _NAMED else "")


def _one(payload: Payload, names: Names) -> str:
    return names.get(payload["concept"], payload["concept"])


def _short(text: str) -> str:
    return text if len(text) <= _LETTERS else text[: _LETTERS - 1] + "…"


def _changes(payload: Payload, one: str, several: str, said: Callable[[Any], str]) -> str:
    """What was added and taken away of other names or codes."""
    parts = [
        f"{word} the {one if len(payload[key]) == 1 else several} {', '.join(map(said, payload[key]))}"
        for word, key in (("Added", "add"), ("took away", "remove"))
        if payload[key]
    ]
    text = " and ".join(parts)
    return text[:1].upper() + text[1:]


def _rename(payload: Payload, _: Names, before: Names) -> str:
    return f"Renamed {before.get(payload['concept'], payload['concept'])} to {payload['name']}"


def _split(payload: Payload, names: Names, _: Names) -> str:
    parts = [part["name"] or names.get(part["concept"], part["concept"]) for part in payload["into"]]
    return f"Split {_one(payload, names)}: {', '.join(parts[:_NAMED])} taken out of it"


def _retag(payload: Payload, names: Names, _: Names) -> str:
    done = [
        f"{word} {_listed(payload[key], names)}"
        for word, key in (("gave", "add"), ("took away", "remove"))
        if payload[key]
    ]
    rule = payload.get("where")
    if not rule:
        count = len(payload["seeds"])
        return f"For {count:,} seed{'' if count == 1 else 's'}: {', '.join(done)}"
    narrows = [f"with the words {', '.join(rule['words'])}"] if rule["words"] else []
    narrows += [f"that carry {names.get(rule['concept'], rule['concept'])}"] if rule["concept"] else []
    narrows += [f"of the {word} {rule[word]}" for word in ("source", "level") if rule[word]]
    return f"For every seed {' '.join(narrows)}: {', '.join(done)}"


def _mark(payload: Payload, _: Names, __: Names) -> str:
    count = len(payload["seeds"])
    seeds = f"{count:,} seed{'' if count == 1 else 's'}"
    said = {"cannot-be-tagged": "that cannot be tagged", "vocabulary-gap": "as a gap of the vocabulary"}
    return f"Marked {seeds} {said[payload['as']]}" if payload["as"] in said else f"Took the mark off {seeds}"


def _relate(payload: Payload, names: Names, _: Names) -> str:
    a, b = (names.get(payload[end], payload[end]) for end in ("a", "b"))
    said = {
        "parent-of": f"Put {b} under {a}", "same": f"Said that {a} and {b} are the same",
        "related": f"Said that {a} and {b} are related", "different": f"Said that {a} and {b} are different",
        "none": f"Took the relation of {a} and {b} away",
    }  # fmt: skip
    return said[payload["as"]]


def _edge(payload: Payload, names: Names, _: Names) -> str:
    a, b = (names.get(payload[end], payload[end]) for end in ("a", "b"))
    if payload["weight"] is None:
        return f"Left the edge of {a} and {b} to the seeds again"
    return f"Set the edge of {a} and {b} to {payload['weight']:,}" if payload["weight"] else f"Unlinked {a} and {b}"


_SAID: Mapping[str, Callable[[Payload, Names, Names], str]] = {
    "restore": lambda p, names, _: f"Restored {_one(p, names)}",
    "delete": lambda p, names, _: f"Deleted {_one(p, names)}",
    "rename": _rename,
    "alias": lambda p, names, _: f"{_changes(p, 'name', 'names', _short)} of {_one(p, names)}",
    "define": lambda p, names, _: (
        f"Defined {_one(p, names)}: {_short(p['definition'])}" if p["definition"]
        else f"Took the definition of {_one(p, names)} away"
    ),
    "change-kind": lambda p, names, _: f"Made {_one(p, names)} a {'topic' if p['to'] == 'topic' else 'KP'}",
    "lock": lambda p, names, _: f"{'Locked' if p['locked'] else 'Unlocked'} {_one(p, names)}",
    "code": lambda p, names, _: (
        f"{_changes(p, 'code', 'codes', lambda c: '{} {}'.format(c['scheme'], c['code']))} of {_one(p, names)}"
    ),
    "add": lambda p, *_: f"Added the {'topic' if p['as'] == 'topic' else 'KP'} {p['name']}",
    "merge": lambda p, names, _: f"Merged {_listed(p['from'], names)} into {names.get(p['into'], p['into'])}",
    "split": _split, "retag": _retag, "mark": _mark, "relate": _relate, "edge": _edge,
}  # fmt: skip
