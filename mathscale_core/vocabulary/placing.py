"""Where rows put their concepts in the tree: whose child each is after the import."""

from collections.abc import Collection

from mathscale_core.vocabulary.changes import Ledger, quoted
from mathscale_core.vocabulary.references import References
from mathscale_core.vocabulary.tree import Move, moves_without_circles


def place_concepts(ledger: Ledger, references: References, locked: Collection[str]) -> dict[str, str]:
    """Collect the moves in the tree; ``locked`` concepts stay where they are. Gives child to parent afterwards."""
    wanted: dict[str, Move] = {}
    for one in references.rows.values():
        old = one.now.parent if one.now else ""
        if one.row.parent is None or one.concept in ledger.refused or not (one.row.parent or one.whole):
            continue
        parent = references.require(one, one.row.parent, "parent", "topic") if one.row.parent else ""
        if parent is None or parent == old:
            continue
        if one.concept in locked:
            ledger.refuse_locked(one, "another place in the tree")
        elif one.kind == "topic" and parent and references.kind(parent) == "kp":
            above = references.name(parent)
            ledger.problem(
                one.row, f"the topic {one.row.name[:60]!r} below the knowledge point {above!r}",
                "topics below topics, knowledge points below either", "turn it round, or change a kind",
            )  # fmt: skip
        else:
            wanted[one.concept] = Move(one.concept, old, parent)
    now = {c.id: c.parent for c in ledger.names.by_id.values() if c.parent}
    moves, circles = moves_without_circles(now, wanted)
    for concept, circle in circles.items():
        way = " → ".join(references.name(c) for c in (*circle, circle[0]))
        ledger.problem(
            references.rows[concept].row, f"a circle: {way}", "a tree, in which nothing is above itself",
            "give one of them another parent",
        )  # fmt: skip
    for move in moves:
        child = quoted(references.name(move.child))
        if move.parent:
            text = f"{child} goes below {quoted(references.name(move.parent))}"
            edit = {"kind": "relate", "a": move.parent, "b": move.child, "as": "parent-of"}
        else:
            text = f"{child} is no longer below {quoted(references.name(move.old))}"
            edit = {"kind": "relate", "a": move.old, "b": move.child, "as": "none"}
        ledger.change(references.rows[move.child], text, edit)
    after = now | {move.child: move.parent for move in moves}
    return {child: parent for child, parent in after.items() if parent}
