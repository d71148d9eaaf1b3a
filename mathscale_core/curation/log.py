"""The log: what it decides, whether new edits fit, and whether an old one can be taken back alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mathscale_core.curation.fits import require_fit, require_reason
from mathscale_core.curation.forms import FORMS, NOTHING, made_by
from mathscale_core.curation.state import Key, Known, Seeds, State
from mathscale_core.errors import ConflictError, MathScaleError, NotFoundError
from mathscale_core.extraction.names import name_key
from mathscale_core.records import ConceptKind, EditEvent, Match, RelationKind

_NOBODY = Known({}, {})


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the log decides.

    Attributes:
        restored: Concepts that stay whatever the cleaning rule says.
        names: Concept to the name that an edit gave it last.
        merged: Concept to the one that stands for it in the end; that one is not merged itself.
        retags: (seed, concept) to whether the seed carries it, whatever its labels say.
        undone: Ids of the events that do not count, undos among them.
        gone: Concepts that were deleted, or whose adding was undone, with those merged into them.
        kinds: Concept to the kind that it was changed to.
        definitions: Concept to its definition as edited.
        aliases: (concept, name key) to (name, whether it leads to the concept).
        codes: (concept, scheme, code) to how the concept stands to it.
        parents: Child to the concept above it.
        relations: (concept, concept) in order to their relation.
        edges: (concept, concept) in order to their weight by hand; 0 for no edge.
        locked: Concept to who locked it.
        marks: Seed to what was said of it instead of a tag.
    """

    restored: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)
    merged: Mapping[str, str] = field(default_factory=dict)
    retags: Mapping[tuple[str, str], bool] = field(default_factory=dict)
    undone: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    kinds: Mapping[str, ConceptKind] = field(default_factory=dict)
    definitions: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[tuple[str, str], tuple[str, bool]] = field(default_factory=dict)
    codes: Mapping[tuple[str, str, str], Match] = field(default_factory=dict)
    parents: Mapping[str, str] = field(default_factory=dict)
    relations: Mapping[tuple[str, str], RelationKind] = field(default_factory=dict)
    edges: Mapping[tuple[str, str], int] = field(default_factory=dict)
    locked: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)


def undone_in(log: Sequence[EditEvent]) -> frozenset[str]:
    """Ids of the events that do not count: an undo takes one back, the undo of an undo does it again."""
    undone: set[str] = set()
    for event in reversed(log):
        if event.kind == "undo" and event.id not in undone:
            undone.add(str(event.payload["event"]))
    return frozenset(undone)


def fold(events: Iterable[EditEvent], known: Known = _NOBODY, seeds: Seeds | None = None) -> Decisions:
    """The decisions of a log; events of an unknown kind are passed over.

    Args:
        events: The log, oldest first.
        known: What is there without it; needed where kinds change.
        seeds: What rules are asked of; without it a rule decides nothing.
    """
    log = list(events)
    undone = undone_in(log)
    state = _begin(log, known, seeds)
    for event in log:
        if event.id not in undone:
            state.apply(event)
    return decisions_of(state, log, undone)


def decisions_of(state: State, log: Sequence[EditEvent], undone: frozenset[str]) -> Decisions:
    """What a state says, in the form that is kept."""
    merged = state.merged
    never = {c for e in log if e.id in undone for c in made_by(e)} - set(state.names)
    gone = {merged.get(c, c) for c in state.gone} | never
    return Decisions(
        frozenset(merged.get(c, c) for c in state.restored),
        state.names, merged, state.retags, undone,
        frozenset(gone | {c for c, winner in merged.items() if winner in gone}),
        state.changed_kinds, state.definitions,
        {(c, key): said for c, of in state.aliases.items() for key, said in of.items()},
        {(c, *code): match for c, of in state.codes.items() for code, match in of.items()},
        state.parents,
        {(a, b): relation for a, of in state.pairs.items() for b, relation in of.items() if a < b},
        {(a, b): weight for a, of in state.edges.items() for b, weight in of.items() if a < b},
        state.locked, state.marks,
    )  # fmt: skip


def check_edits(log: Sequence[EditEvent], edits: Sequence[EditEvent], known: Known) -> None:
    """Refuse edits that do not fit what the log has come to; ``edits`` are numbered as lines from 1.

    Raises:
        NotFoundError: A concept or seed is not there.
        ConflictError: A name is taken, a concept was merged or deleted, or the tree would run in a circle.
        InputError: An edit contradicts itself, joins two kinds, or has no reason where one is asked for.
    """
    state = _replay([*log], known, more=edits)[0]
    for line, edit in enumerate(edits, 1):
        where = f"Line {line}: " if len(edits) > 1 else ""
        # What the workspace knows by this id is another concept, or one whose adding was undone.
        known_already = [c for c in made_by(edit) if c in known.kinds]
        if known_already:
            raise ConflictError(
                f"{where}{known_already[0]} is there already.",
                "an id of its own.",
                f"{NOTHING}; leave the id out, or redo the edit that made it.",
            )
        require_fit(edit, state, where)
        require_reason(edit, state, where)
        state.apply(edit)


def check_undo(log: Sequence[EditEvent], event: str, known: Known) -> EditEvent:
    """The event, where it can be taken back alone; of an undo, where what it took back can be done again.

    It can when every later event that still counts fits then too, and no two concepts end up with one name.

    Raises:
        NotFoundError: The log has no such event.
        ConflictError: It was undone already, or later edits, which are named, depend on it.
    """
    found = next((e for e in log if e.id == event), None)
    if found is None:
        raise NotFoundError(f"The log has no event {event!r}.", "an event of the log.", "See 'mathscale graph log'.")
    undone = undone_in(log)
    if event in undone:
        raise ConflictError(f"{event} was undone already.", "an edit that counts.", "There is nothing to undo.")
    before, after, depending = _without(log, event, known)
    if depending:
        named = ", ".join(f"{e.id} ({e.kind} by {e.actor})" for e in depending)
        raise ConflictError(
            f"{len(depending)} later edit{'s' if len(depending) > 1 else ''} would not fit without {event}: {named}.",
            "an edit on which none depends.",
            f"Undo {depending[-1].id} first.",
        )
    doubled = _doubled(before)
    for (kind, key), (one, other) in _doubled(after).items():
        if (kind, key) not in doubled:
            raise ConflictError(
                f"Without {event} the concepts {one} and {other} would both be called {key!r}.",
                "one name for one concept.",
                "Rename one of them first, or merge them.",
            )
    return found


def depending_on(log: Sequence[EditEvent], event: str, known: Known) -> list[EditEvent]:
    """The later events, oldest first, that would not fit if this one were taken back."""
    return _without(log, event, known)[2]


def misfits_of(log: Sequence[EditEvent], known: Known) -> dict[str, MathScaleError]:
    """Id of each event that counts and no longer fits, to what is in its way: new data came after it."""
    return _replay(log, known)[1]


def _without(log: Sequence[EditEvent], event: str, known: Known) -> tuple[State, State, list[EditEvent]]:
    """What the log comes to with an event and without it, and the events that fit with it alone."""
    before, misfits = _replay(log, known)
    # The undo that is to come makes the event count no more, and what it had undone count again.
    then = undone_in([*log, EditEvent("", "undo", {"event": event}, "", "", "")])
    after, without = _replay(log, known, then)
    return before, after, [e for e in log if e.id in without and e.id not in misfits]


def _begin(log: Sequence[EditEvent], known: Known, seeds: Seeds | None = None) -> State:
    return State(known, frozenset(c for e in log for c in made_by(e)), seeds)


def _replay(
    log: Sequence[EditEvent], known: Known, undone: frozenset[str] | None = None, more: Sequence[EditEvent] = ()
) -> tuple[State, dict[str, MathScaleError]]:
    """What the log comes to, and its events that do not fit where they stand; ``more`` may come after it."""
    undone = undone_in(log) if undone is None else undone
    state, misfits = _begin([*log, *more], known), dict[str, MathScaleError]()
    for event in log:
        if event.kind in FORMS and event.id not in undone:
            try:
                require_fit(event, state)
            except MathScaleError as error:
                misfits[event.id] = error
            state.apply(event)
    return state, misfits


def _doubled(state: State) -> dict[Key, tuple[str, str]]:
    """Names that two concepts have now, neither merged into the other."""
    owners: dict[Key, str] = {}
    doubled: dict[Key, tuple[str, str]] = {}
    edited = [(c, name_key(name)) for c, name in state.names.items()]
    edited += [(c, key) for c, of in state.aliases.items() for key, (_, present) in of.items() if present]
    edited += [(c, key) for c in state.changed_kinds for key in state.keys_of(c)]
    for concept, name in edited:
        if concept not in state.kinds:
            continue
        key, owner = (state.kinds[concept], name), state.merged.get(concept, concept)
        first = owners.setdefault(key, owner)
        base = state.known.names.get(key, owner)
        if base in state.made or state.freed.get(key) == base:
            base = owner
        for other in (first, state.merged.get(base, base)):
            if other != owner:
                doubled[key] = (other, owner)
    return doubled
