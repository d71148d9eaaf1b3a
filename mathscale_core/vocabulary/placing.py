"""Where rows put their concepts in the tree: whose child each is after the import.

A parent is named by id, by a handle of the file, or by name. A name means the concept that has it now before it means
one of the file: a parent that the file renames may still be called as it was.
"""

from collections.abc import Collection, Mapping, Sequence

from mathscale_core.extraction.names import clean_name
from mathscale_core.records import ConceptKind
from mathscale_core.vocabulary.changes import Ledger, quoted
from mathscale_core.vocabulary.matching import Matched
from mathscale_core.vocabulary.rows import spoken
from mathscale_core.vocabulary.tree import Move, moves_without_circles


def place_concepts(ledger: Ledger, matched: Sequence[Matched], locked: Collection[str]) -> None:
    """Collect the moves in the tree; ``locked`` concepts stay where they are."""
    by_concept = {m.concept: m for m in matched}
    handles = {m.row.handle: m.concept for m in matched if m.row.handle}
    called: dict[str, set[str]] = {}
    for m in matched:
        called.setdefault(spoken(m.row.name), set()).add(m.concept)
    wanted: dict[str, Move] = {}
    for one in matched:
        old = one.now.parent if one.now else ""
        if one.row.parent is None or one.concept in ledger.refused or not (one.row.parent or one.whole):
            continue
        parent = _parent(ledger, one, handles, called) if one.row.parent else ""
        if parent is None or parent == old:
            continue
        if one.concept in locked:
            ledger.refuse_locked(one, "another place in the tree")
        elif one.kind == "topic" and parent and _kind(ledger, parent, by_concept) == "kp":
            above = _name(ledger, parent, by_concept)
            ledger.problem(
                one.row, f"the topic {one.row.name[:60]!r} below the knowledge point {above!r}",
                "topics below topics, knowledge points below either", "turn it round, or change a kind",
            )  # fmt: skip
        else:
            wanted[one.concept] = Move(one.concept, old, parent)
    now = {c.id: c.parent for c in ledger.names.by_id.values() if c.parent}
    moves, circles = moves_without_circles(now, wanted)
    for concept, circle in circles.items():
        way = " → ".join(_name(ledger, c, by_concept) for c in (*circle, circle[0]))
        ledger.problem(
            by_concept[concept].row, f"a circle: {way}", "a tree, in which nothing is above itself",
            "give one of them another parent",
        )  # fmt: skip
    for move in moves:
        child = quoted(_name(ledger, move.child, by_concept))
        if move.parent:
            text = f"{child} goes below {quoted(_name(ledger, move.parent, by_concept))}"
            edit = {"kind": "relate", "a": move.parent, "b": move.child, "as": "parent-of"}
        else:
            text = f"{child} is no longer below {quoted(_name(ledger, move.old, by_concept))}"
            edit = {"kind": "relate", "a": move.old, "b": move.child, "as": "none"}
        ledger.change(by_concept[move.child], text, edit)


def _parent(ledger: Ledger, one: Matched, handles: Mapping[str, str], called: Mapping[str, set[str]]) -> str | None:
    """The concept that a row names as its parent, None where it is no one."""
    names, said = ledger.names, str(one.row.parent)
    # What the file calls its own goes first: it may come from a workspace where ids mean others.
    if said in handles:
        found = {handles[said]}
    elif said in names.by_id:
        found = {said}
    else:
        found = names.named(said) or called.get(spoken(said), set())
    found = found - ledger.refused
    # Of a topic and a knowledge point of one name, what hangs below is meant to hang below the topic.
    if len(found) > 1:
        topics = {c for c in found if c in names.by_id and names.by_id[c].kind == "topic"}
        found = topics if len(topics) == 1 else found
    if len(found) == 1:
        return next(iter(found))
    what = f"{len(found)} concepts are called so" if found else "no concept and no usable row is called so"
    ledger.problem(one.row, f"the parent {said[:60]!r}: {what}", "the id or the one name of it", "mend the parent")
    return None


def _kind(ledger: Ledger, concept: str, matched: Mapping[str, Matched]) -> ConceptKind:
    return matched[concept].kind if concept in matched else ledger.names.by_id[concept].kind


def _name(ledger: Ledger, concept: str, matched: Mapping[str, Matched]) -> str:
    entry = ledger.names.by_id.get(concept)
    return entry.name if entry else clean_name(matched[concept].row.name)
