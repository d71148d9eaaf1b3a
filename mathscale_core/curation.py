"""Curation is a log: the graph is a fold over taggings and edit events.

Comes in: edit events, oldest first, and what the workspace knows without them. Goes out: what the log decides, and
whether one more edit, or the undoing of an old one, fits. Kinds of events: ``rename``, ``merge``, ``retag``,
``restore`` (a concept that the cleaning rule dropped stays in the graph) and ``undo`` of one of these.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mathscale_core.errors import ConflictError, InputError, MathScaleError, NotFoundError
from mathscale_core.extraction.names import MAX_NAME, clean_name, name_key
from mathscale_core.records import ConceptKind, EditEvent, content_id

_NOTHING = "Nothing was applied"
Key = tuple[ConceptKind, str]


class _Edit(BaseModel):
    model_config = ConfigDict(extra="forbid", str_max_length=2000)


class RestoreEdit(_Edit):
    """``{"kind": "restore", "concept": "c_...", "reason": "..."}``."""

    concept: str = Field(min_length=1)


class RenameEdit(_Edit):
    """``{"kind": "rename", "concept": "c_...", "name": "Pythagorean theorem"}``."""

    concept: str = Field(min_length=1)
    name: str


class MergeEdit(_Edit):
    """``{"kind": "merge", "from": ["c_...", "c_..."], "into": "c_..."}``."""

    model_config = ConfigDict(populate_by_name=True)

    losers: list[str] = Field(alias="from", min_length=1, max_length=10_000)
    into: str = Field(min_length=1)


class RetagEdit(_Edit):
    """``{"kind": "retag", "seeds": ["s_..."], "add": ["c_..."], "remove": ["c_..."]}``."""

    seeds: list[str] = Field(min_length=1, max_length=100_000)
    add: list[str] = Field(default_factory=list, max_length=1000)
    remove: list[str] = Field(default_factory=list, max_length=1000)


_FORMS: dict[str, type[_Edit]] = {
    "restore": RestoreEdit, "rename": RenameEdit, "merge": MergeEdit, "retag": RetagEdit,
}  # fmt: skip
#: What a person may write; an ``undo`` is made by :func:`undo_event` alone.
KINDS = tuple(_FORMS)


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the log decides.

    Attributes:
        restored: Concepts that stay whatever the cleaning rule says.
        names: Concept to the name that a rename gave it last.
        merged: Concept to the one that stands for it in the end; that one is not merged itself.
        retags: (seed, concept) to whether the seed carries it, whatever its labels say.
        undone: Ids of the events that were undone.
    """

    restored: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)
    merged: Mapping[str, str] = field(default_factory=dict)
    retags: Mapping[tuple[str, str], bool] = field(default_factory=dict)
    undone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """What a workspace knows without its edits.

    Attributes:
        kinds: Concept to its kind.
        names: (kind, name key) of every own name and alias to its concept.
        seeds: Ids of seeds that are there; those that the edits name suffice.
    """

    kinds: Mapping[str, ConceptKind]
    names: Mapping[Key, str]
    seeds: Collection[str] = ()


def fold(events: Iterable[EditEvent]) -> Decisions:
    """The decisions of a log; events of an unknown kind are passed over."""
    log = list(events)
    undone = frozenset(str(e.payload["event"]) for e in log if e.kind == "undo")
    state = _State({})
    for event in log:
        if event.id not in undone:
            state.apply(event)
    restored = frozenset(state.merged.get(c, c) for c in state.restored)
    return Decisions(restored, state.names, state.merged, state.retags, undone)


def read_edit(row: Mapping[str, Any], line: int, *, actor: str, at: str, after: str) -> EditEvent:
    """One edit event from its file form.

    Args:
        row: The edit as in ``commands.md``.
        line: Its line, for the message.
        actor: Who edits.
        at: When, ISO 8601.
        after: Id of the event before it, so that equal edits at different places have different ids.

    Raises:
        InputError: The kind is not known or a field is wrong.
    """
    fields = dict(row)
    kind, reason = fields.pop("kind", None), str(fields.pop("reason", None) or "")
    if not isinstance(kind, str) or kind not in _FORMS:
        raise InputError(
            f"Line {line} has the edit kind {kind!r}.", f"one of {', '.join(KINDS)}.", f"{_NOTHING}; mend it."
        )
    try:
        payload = _FORMS[kind].model_validate(fields).model_dump(by_alias=True)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise InputError(
            f"Line {line}: {where}: {first['msg']}.",
            f"a line like {(_FORMS[kind].__doc__ or '').strip('`.')}.",
            f"{_NOTHING}; mend the line and try again.",
        ) from error
    if kind == "rename":
        payload["name"] = _checked_name(str(payload["name"]), line)
    return EditEvent(content_id("e", after, kind, payload, actor, at), kind, payload, actor, reason, at)


def undo_event(event: str, *, actor: str, at: str, after: str, reason: str = "") -> EditEvent:
    """The event that takes another one back."""
    payload = {"event": event}
    return EditEvent(content_id("e", after, "undo", payload, actor, at), "undo", payload, actor, reason, at)


def check_edits(log: Sequence[EditEvent], edits: Sequence[EditEvent], known: Known) -> None:
    """Refuse edits that do not fit what the log has come to; ``edits`` are numbered as lines from 1.

    Raises:
        NotFoundError: A concept or seed is not there.
        ConflictError: A name is taken, or a concept was merged.
        InputError: A merge of two kinds or into itself, or a retag that contradicts itself.
    """
    state = _replay(log, known)[0]
    for line, edit in enumerate(edits, 1):
        _require_fit(edit, state, known, f"Line {line}: " if len(edits) > 1 else "")
        state.apply(edit)


def check_undo(log: Sequence[EditEvent], event: str, known: Known) -> EditEvent:
    """The event, where it can be taken back alone.

    It can when every later event that still counts fits without it too, and no two concepts end up with one name.

    Raises:
        NotFoundError: The log has no such event.
        ConflictError: It is an undo, was undone, or later edits, which are named, depend on it.
    """
    found = next((e for e in log if e.id == event), None)
    if found is None:
        raise NotFoundError(f"The log has no event {event!r}.", "an event of the log.", "See 'mathscale graph log'.")
    if found.kind == "undo":
        raise ConflictError(f"{event} is an undo.", "an edit.", f"Do the edit {found.payload['event']} again instead.")
    if event in fold(log).undone:
        raise ConflictError(f"{event} was undone already.", "an edit that counts.", "There is nothing to undo.")
    before, misfits = _replay(log, known)
    after, without = _replay([e for e in log if e.id != event], known)
    depending = [e for e in log if e.id in without and e.id not in misfits]
    if depending:
        named = ", ".join(f"{e.id} ({e.kind} by {e.actor})" for e in depending)
        raise ConflictError(
            f"{len(depending)} later edit{'s' if len(depending) > 1 else ''} would not fit without {event}: {named}.",
            "an edit on which none depends.",
            f"Undo {depending[-1].id} first.",
        )
    for (kind, key), (one, other) in after.doubled(known).items():
        if (kind, key) not in before.doubled(known):
            raise ConflictError(
                f"Without {event} the concepts {one} and {other} would both be called {key!r}.",
                "one name for one concept.",
                "Rename one of them first, or merge them.",
            )
    return found


def touched(event: EditEvent, log: Sequence[EditEvent]) -> frozenset[str]:
    """Ids of what an event is about: concepts, or the seeds of a retag; of an undo, what the undone one is about."""
    payload = event.payload
    if event.kind == "undo":
        return frozenset().union(*(touched(e, log) for e in log if e.id == payload["event"]))
    if event.kind == "retag":
        return frozenset(payload["seeds"])
    if event.kind == "merge":
        return frozenset({*payload["from"], payload["into"]})
    return frozenset({str(payload["concept"])})


class _State:
    """What the events so far have come to."""

    def __init__(self, kinds: Mapping[str, ConceptKind]) -> None:
        self.kinds = kinds
        self.restored: set[str] = set()
        self.names: dict[str, str] = {}
        self.merged: dict[str, str] = {}
        self.retags: dict[tuple[str, str], bool] = {}
        #: Winner to all that were merged into it.
        self.members: dict[str, list[str]] = {}
        #: Names that renames gave, as keys, to who has them; only of concepts whose kind is known.
        self.taken: dict[Key, str] = {}

    def apply(self, event: EditEvent) -> None:
        payload = event.payload
        if event.kind == "restore":
            self.restored.add(str(payload["concept"]))
        elif event.kind == "rename":
            self._rename(str(payload["concept"]), str(payload["name"]))
        elif event.kind == "merge":
            into = self.merged.get(payload["into"], payload["into"])
            for loser in payload["from"]:
                for concept in (loser, *self.members.pop(loser, ())):
                    self.merged[concept] = into
                    self.members.setdefault(into, []).append(concept)
        elif event.kind == "retag":
            for seed in payload["seeds"]:
                self.retags |= {(seed, c): True for c in payload["add"]}
                # A label of a merged concept counts for the one that stands for it.
                self.retags |= {(seed, c): False for w in payload["remove"] for c in (w, *self.members.get(w, ()))}

    def holder(self, key: Key, known: Known) -> str | None:
        """The concept that has a name now: by a rename, or from the start."""
        found = self.taken.get(key) or known.names.get(key)
        return self.merged.get(found, found) if found else None

    def _rename(self, concept: str, name: str) -> None:
        kind = self.kinds.get(concept)
        if kind:
            old = (kind, name_key(self.names.get(concept, "")))
            if self.taken.get(old) == concept:
                del self.taken[old]
            self.taken[kind, name_key(name)] = concept
        self.names[concept] = name

    def doubled(self, known: Known) -> dict[Key, tuple[str, str]]:
        """Names that two concepts have now, neither merged into the other."""
        owners: dict[Key, str] = {}
        doubled: dict[Key, tuple[str, str]] = {}
        for concept, name in self.names.items():
            if concept not in self.kinds:
                continue
            key, owner = (self.kinds[concept], name_key(name)), self.merged.get(concept, concept)
            first = owners.setdefault(key, owner)
            base = known.names.get(key, owner)
            for other in (first, self.merged.get(base, base)):
                if other != owner:
                    doubled[key] = (other, owner)
        return doubled


def _replay(log: Sequence[EditEvent], known: Known) -> tuple[_State, set[str]]:
    """What the log comes to, and the ids of its events that do not fit where they stand."""
    undone = {str(e.payload["event"]) for e in log if e.kind == "undo"}
    state, misfits = _State(known.kinds), set[str]()
    for event in log:
        if event.kind in _FORMS and event.id not in undone:
            try:
                _require_fit(event, state, known, "")
            except MathScaleError:
                misfits.add(event.id)
            state.apply(event)
    return state, misfits


def _require_fit(event: EditEvent, state: _State, known: Known, where: str) -> None:
    payload = event.payload
    if event.kind == "retag":
        _require_retag(payload, state, known, where)
    elif event.kind == "merge":
        _require_merge(payload, state, known, where)
    else:
        concept = str(payload["concept"])
        _require_unmerged(concept, state, known, where)
        if event.kind == "rename":
            holder = state.holder((known.kinds[concept], name_key(payload["name"])), known)
            if holder not in {None, concept}:
                raise ConflictError(
                    f"{where}{payload['name']!r} is a name of the concept {holder} already.",
                    "a name that no other concept of this kind has.",
                    f"{_NOTHING}; merge them instead, or choose another name.",
                )


def _require_merge(payload: Mapping[str, Any], state: _State, known: Known, where: str) -> None:
    losers, into = list(payload["from"]), str(payload["into"])
    for concept in (into, *losers):
        _require_unmerged(concept, state, known, where)
    if into in losers or len(set(losers)) < len(losers):
        raise InputError(
            f"{where}the merge into {into} names a concept twice.", "each concept once.", f"{_NOTHING}; mend it."
        )
    others = [c for c in losers if known.kinds[c] != known.kinds[into]]
    if others:
        raise InputError(
            f"{where}{others[0]} is a {known.kinds[others[0]]} and {into} a {known.kinds[into]}.",
            "concepts of one kind: topics into a topic, knowledge points into a knowledge point.",
            f"{_NOTHING}; choose another concept.",
        )


def _require_retag(payload: Mapping[str, Any], state: _State, known: Known, where: str) -> None:
    gone = [s for s in payload["seeds"] if s not in known.seeds]
    if gone:
        raise NotFoundError(
            f"{where}the seed {gone[0]!r} is not there.", "a seed of this workspace.", f"{_NOTHING}; mend it."
        )
    for concept in (*payload["add"], *payload["remove"]):
        _require_unmerged(concept, state, known, where)
    if not {*payload["add"], *payload["remove"]} or set(payload["add"]) & set(payload["remove"]):
        raise InputError(
            f"{where}the retag adds {list(payload['add'])} and removes {list(payload['remove'])}.",
            "a concept to add or to remove, and none of them both.",
            f"{_NOTHING}; mend it.",
        )


def _require_unmerged(concept: str, state: _State, known: Known, where: str) -> None:
    if concept not in known.kinds:
        raise NotFoundError(
            f"{where}the concept {concept!r} is not there.",
            "a concept of this workspace.",
            f"{_NOTHING}; 'mathscale graph stats' lists what was dropped.",
        )
    if concept in state.merged:
        raise ConflictError(
            f"{where}{concept} was merged into {state.merged[concept]}.",
            "a concept that stands for itself.",
            f"{_NOTHING}; use {state.merged[concept]}, or undo the merge first.",
        )


def _checked_name(name: str, line: int) -> str:
    """The name as it is shown.

    Raises:
        InputError: It is too long, or says nothing.
    """
    if len(name.strip()) > MAX_NAME or not name_key(name):
        raise InputError(
            f"Line {line}: the name {name[:60]!r}{'…' if len(name) > 60 else ''} has {len(name.strip())} characters.",
            f"a name with a letter or digit, and at most {MAX_NAME} characters.",
            f"{_NOTHING}; choose another name.",
        )
    return clean_name(name)
