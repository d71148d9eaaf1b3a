"""What a curation log comes to, event by event.

:class:`State` is changed in place by :meth:`State.apply`; every event is applied where it stands in the log, also one
that no longer fits, which then changes what it still can. Nothing here looks at labels: a retag decides a (seed,
concept) pair whatever the labels say, and a merge is a map from the merged concept to the one that stands for it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol, TypeVar

from mathscale_core.extraction.names import name_key
from mathscale_core.records import ConceptKind, EditEvent, Match, RelationKind

Key = tuple[ConceptKind, str]
Linked = TypeVar("Linked")


class Seeds(Protocol):
    """What rules ask of the seeds: by the labels as they came, without any edit."""

    def carrying(self, concepts: Collection[str]) -> Collection[str]:
        """Ids of the active seeds whose own labels name one of these concepts."""
        ...

    def saying(self, words: Collection[str], source: str, level: str) -> Collection[str]:
        """Ids of the active seeds in whose question all words stand, of a source and level where given."""
        ...


@dataclass(frozen=True)
class Known:
    """What a workspace knows without its edits.

    Attributes:
        kinds: Concept to its kind.
        names: (kind, name key) of every own name and alias to its concept.
        seeds: Ids of seeds that are there; those that the edits name suffice.
        own: Concept to the key of its own name as it came.
    """

    kinds: Mapping[str, ConceptKind]
    names: Mapping[Key, str]
    seeds: Collection[str] = ()
    own: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def keys(self) -> Mapping[str, list[str]]:
        """Concept to the keys of its names."""
        keys: dict[str, list[str]] = {}
        for (_, key), concept in self.names.items():
            keys.setdefault(concept, []).append(key)
        return keys


@dataclass(eq=False)
class State:
    """What the events so far have come to.

    Attributes:
        known: What is there without edits.
        made: Concepts that some event of the log brings into being: there from that event on only.
        kinds: Concept to its kind now, of those that are there.
        names: Concept to the name that an edit gave it last.
        merged: Concept to the one that stands for it in the end.
        members: Concept to all that were merged into it.
        taken: (kind, key) of names that edits gave, to who has them.
        freed: (kind, key) of names that edits took away, to who had them.
        aliases: Concept to key to (name, whether it leads to the concept).
        retags: (seed, concept) to whether the seed carries it, whatever its labels say.
        taggers: (seed, concept) to who said so.
        parents: Child to parent.
        children: Parent to children.
        pairs: Concept to other concept to their relation, both ways round.
        edges: Concept to other concept to the weight by hand, both ways round.
        codes: Concept to (scheme, code) to how it stands to it.
        locked: Concept to who locked it.
        gone: Concepts that were deleted.
        marks: Seed to what was said of it instead of a tag.
    """

    known: Known
    made: Collection[str] = ()
    seeds: Seeds | None = None
    kinds: dict[str, ConceptKind] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    definitions: dict[str, str] = field(default_factory=dict)
    changed_kinds: dict[str, ConceptKind] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=dict)
    taken: dict[Key, str] = field(default_factory=dict)
    freed: dict[Key, str] = field(default_factory=dict)
    aliases: dict[str, dict[str, tuple[str, bool]]] = field(default_factory=dict)
    restored: set[str] = field(default_factory=set)
    retags: dict[tuple[str, str], bool] = field(default_factory=dict)
    taggers: dict[tuple[str, str], str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    children: dict[str, set[str]] = field(default_factory=dict)
    pairs: dict[str, dict[str, RelationKind]] = field(default_factory=dict)
    edges: dict[str, dict[str, int]] = field(default_factory=dict)
    codes: dict[str, dict[tuple[str, str], Match]] = field(default_factory=dict)
    locked: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    marks: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.kinds = {c: kind for c, kind in self.known.kinds.items() if c not in self.made}

    def apply(self, event: EditEvent) -> None:
        """Change the state by one event; events of an unknown kind change nothing."""
        change = getattr(self, f"_{event.kind.replace('-', '_')}", None) if event.kind in _CHANGES else None
        if change:
            change(event.payload, event)

    def holder(self, key: Key) -> str | None:
        """The concept that has a name now: by an edit, or from the start."""
        found = self.taken.get(key)
        if found is None:
            found = self.known.names.get(key)
            if found in self.made or (found is not None and self.freed.get(key) == found):
                return None
        return self.merged.get(found, found) if found else None

    def keys_of(self, concept: str) -> set[str]:
        """Keys of all names that lead to a concept itself, without those of its members."""
        # What an edit made has its names by that edit, whatever the store remembers of it.
        keys = {name_key(self.names[concept])} if concept in self.names else set()
        if concept not in self.made:
            keys |= set(self.known.keys.get(concept, ()))
        for key, (_, present) in self.aliases.get(concept, {}).items():
            keys = keys | {key} if present else keys - {key}
        return keys

    def above(self, concept: str) -> list[str]:
        """The concepts above one in the tree, the nearest first."""
        found: list[str] = []
        while (concept := self.parents.get(concept, "")) and concept not in found:
            found.append(concept)
        return found

    def _restore(self, payload: Mapping[str, Any], _: EditEvent) -> None:
        self.restored.add(str(payload["concept"]))
        self.gone.discard(str(payload["concept"]))

    def _delete(self, payload: Mapping[str, Any], _: EditEvent) -> None:
        concept = str(payload["concept"])
        self.gone.add(concept)
        self.restored.discard(concept)
        self._unplace(concept, self.parents.get(concept, ""))

    def _rename(self, payload: Mapping[str, Any], _: EditEvent) -> None:
        concept, name = str(payload["concept"]), str(payload["name"])
        kind = self.kinds.get(concept)
        if kind:
            old = (kind, name_key(self.names.get(concept, "")))
            aliased = self.aliases.get(concept, {}).get(old[1], ("", False))[1]
            if self.taken.get(old) == concept and not aliased:
                del self.taken[old]
            self.taken[kind, name_key(name)] = concept
        self.names[concept] = name

    def _alias(self, payload: Mapping[str, Any], _: EditEvent) -> None:
        concept = str(payload["concept"])
        kind, mine = self.kinds.get(concept), self.aliases.setdefault(concept, {})
        for name in payload["remove"]:
            key = name_key(name)
            mine[key] = (name, False)
            if kind:
                self.freed[kind, key] = concept
                if self.taken.get((kind, key)) == concept:
                    del self.taken[kind, key]
        for name in payload["add"]:
            mine[name_key(name)] = (name, True)
            if kind:
                self.taken[kind, name_key(name)] = concept

    def _define(self, payload: Mapping[str, Any], _: EditEvent) -> None:
        self.definitions[str(payload["concept"])] = str(payload["definition"])

    def _change_kind(self, payload: Mapping[str, Any], _: EditEvent) -> None:
        concept, kind = str(payload["concept"]), payload["to"]
        old = self.kinds.get(concept)
        for key in self.keys_of(concept):
            if old and self.taken.get((old, key)) == concept:
                del self.taken[old, key]
            self.taken[kind, key] = concept
        self.kinds[concept] = self.changed_kinds[concept] = kind

    def _lock(self, payload: Mapping[str, Any], event: EditEvent) -> None:
        if payload["locked"]:
            self.locked[str(payload["concept"])] = event.actor
        else:
            self.locked.pop(str(payload["concept"]), None)

    def _code(self, payload: Mapping[str, Any], _: EditEvent) -> None:
        mine = self.codes.setdefault(str(payload["concept"]), {})
        for code in payload["remove"]:
            mine.pop((code["scheme"], code["code"]), None)
        for code in payload["add"]:
            mine[code["scheme"], code["code"]] = code["match"]

    def _add(self, payload: Mapping[str, Any], event: EditEvent) -> None:
        concept = str(payload["id"])
        self._make(concept, payload["as"], str(payload["name"]))
        if payload["definition"]:
            self.definitions[concept] = str(payload["definition"])
        if payload["aliases"]:
            self._alias({"concept": concept, "add": payload["aliases"], "remove": []}, event)
        self._tag(payload["seeds"], {concept: True}, event)

    def _make(self, concept: str, kind: ConceptKind, name: str) -> None:
        self.kinds[concept] = self.changed_kinds[concept] = kind
        self.names[concept] = name
        self.taken[kind, name_key(name)] = concept
        # Somebody wants it, however few seeds carry it yet.
        self.restored.add(concept)

    def _merge(self, payload: Mapping[str, Any], _: EditEvent) -> None:
        into = self.merged.get(payload["into"], payload["into"])
        for loser in payload["from"]:
            for concept in (loser, *self.members.pop(loser, ())):
                self.merged[concept] = into
                self.members.setdefault(into, []).append(concept)
            if loser != into:
                self._inherit(loser, into)

    def _inherit(self, loser: str, winner: str) -> None:
        """What was said of the merged one is said of the other, unless something is said of that one itself."""
        if loser in self.above(winner):
            # Else the winner would end up below itself.
            self._place(winner, self.parents.get(loser, ""))
        self._unplace(loser, winner)
        _hand_over(self.pairs, loser, winner)
        _hand_over(self.edges, loser, winner)
        if loser in self.codes:
            self.codes[winner] = self.codes.pop(loser) | self.codes.get(winner, {})
        self.locked.pop(loser, None)

    def _split(self, payload: Mapping[str, Any], event: EditEvent) -> None:
        concept = str(payload["concept"])
        whole = (concept, *self.members.get(concept, ()))
        left = self._carrying(concept)
        for part in payload["into"]:
            if not part["concept"]:
                self._make(str(part["id"]), self.kinds.get(concept, "kp"), str(part["name"]))
            seeds = set(part["seeds"])
            if part["words"] and self.seeds:
                seeds |= left & set(self.seeds.saying(part["words"], "", ""))
            left -= seeds
            self._tag(seeds, {**dict.fromkeys(whole, False), str(part["id"]): True}, event)

    def _retag(self, payload: Mapping[str, Any], event: EditEvent) -> None:
        seeds: Iterable[str] = payload["seeds"]
        where = payload.get("where")
        if where:
            found = set(self.seeds.saying(where["words"], where["source"], where["level"])) if self.seeds else set()
            seeds = sorted(found & self._carrying(where["concept"]) if where["concept"] else found)
        # A label of a merged concept counts for the one that stands for it.
        away = {c: False for w in payload["remove"] for c in (w, *self.members.get(w, ()))}
        self._tag(seeds, dict.fromkeys(payload["add"], True) | away, event)

    def _mark(self, payload: Mapping[str, Any], _: EditEvent) -> None:
        for seed in payload["seeds"]:
            if payload["as"] == "none":
                self.marks.pop(seed, None)
            else:
                self.marks[seed] = str(payload["as"])

    def _relate(self, payload: Mapping[str, Any], _: EditEvent) -> None:
        a, b, relation = str(payload["a"]), str(payload["b"]), payload["as"]
        for one, other in ((a, b), (b, a)):
            self.pairs.get(one, {}).pop(other, None)
            if self.parents.get(one) == other:
                self._place(one, "")
        if relation == "parent-of":
            self._place(b, a)
        elif relation != "none":
            self.pairs.setdefault(a, {})[b] = relation
            self.pairs.setdefault(b, {})[a] = relation

    def _edge(self, payload: Mapping[str, Any], _: EditEvent) -> None:
        a, b, weight = str(payload["a"]), str(payload["b"]), payload["weight"]
        for one, other in ((a, b), (b, a)):
            if weight is None:
                self.edges.get(one, {}).pop(other, None)
            else:
                self.edges.setdefault(one, {})[other] = int(weight)

    def _tag(self, seeds: Iterable[str], says: Mapping[str, bool], event: EditEvent) -> None:
        for seed in seeds:
            for concept, present in says.items():
                self.retags[seed, concept] = present
                self.taggers[seed, concept] = event.actor

    def _carrying(self, concept: str) -> set[str]:
        """Seeds that carry a concept or one of its members now; by edits alone where the seeds are not known."""
        whole = (concept, *self.members.get(concept, ()))
        if self.seeds is None:
            return set()
        carried = {c: set(self.seeds.carrying([c])) for c in whole}
        for (seed, tagged), present in self.retags.items():
            if tagged in carried:
                (carried[tagged].add if present else carried[tagged].discard)(seed)
        return set[str]().union(*carried.values())

    def _place(self, child: str, parent: str) -> None:
        if child in self.parents:
            self.children[self.parents.pop(child)].discard(child)
        if parent:
            self.parents[child] = parent
            self.children.setdefault(parent, set()).add(child)

    def _unplace(self, concept: str, heir: str) -> None:
        """Take a concept out of the tree; what hung below it hangs below another one, or nowhere."""
        self._place(concept, "")
        for child in sorted(self.children.pop(concept, ())):
            del self.parents[child]
            self._place(child, heir if heir != child else "")


def _hand_over(links: dict[str, dict[str, Linked]], loser: str, winner: str) -> None:
    """Give a concept's links to another one, where that one has none of its own to the same."""
    for other, value in links.pop(loser, {}).items():
        del links[other][loser]
        if other != winner and other not in links.get(winner, {}):
            links.setdefault(winner, {})[other] = links.setdefault(other, {})[winner] = value


_CHANGES = frozenset(
    {
        "restore", "delete", "rename", "alias", "define", "change-kind", "lock", "code", "add", "merge", "split",
        "retag", "mark", "relate", "edge",
    }
)  # fmt: skip
