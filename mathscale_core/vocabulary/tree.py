"""Moves in the tree of concepts, so ordered that it never runs in a circle, and the moves that would make one.

Comes in: child to parent now, and the moves that a file asks for. Goes out: the moves that keep it a tree, such that
it is one after each of them too, and for every other one the circle that it would close.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Move:
    """A concept gets another parent.

    Attributes:
        child: Concept id.
        old: Its parent now, ``""`` for none.
        parent: Its parent then, ``""`` for none.
    """

    child: str
    old: str
    parent: str


def moves_without_circles(
    now: Mapping[str, str], wanted: Mapping[str, Move]
) -> tuple[list[Move], dict[str, tuple[str, ...]]]:
    """The moves that can be made, in order, and the others with the circle that each would close.

    Args:
        now: Child to parent; a tree.
        wanted: Child to its move.
    """
    left, circles = dict(wanted), dict[str, tuple[str, ...]]()
    # What is refused falls back to its parent of now, which may close another circle with a move that is left.
    while found := _circles(_after(now, left)):
        for circle in found:
            for concept in circle:
                if left.pop(concept, None):
                    circles[concept] = circle
    after = _after(now, left)
    # From the top down: what is above a concept has its last place already when it comes to hang there.
    order = sorted(left.values(), key=lambda m: (bool(m.parent), _depth(m.child, after), m.child))
    return order, circles


def _after(now: Mapping[str, str], moves: Mapping[str, Move]) -> dict[str, str]:
    after = dict(now) | {child: move.parent for child, move in moves.items()}
    return {child: parent for child, parent in after.items() if parent}


def _circles(parents: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Every circle, each once, from its smallest id upwards."""
    found: list[tuple[str, ...]] = []
    done: set[str] = set()
    for start in parents:
        way: dict[str, None] = {}
        at = start
        while at in parents and at not in done and at not in way:
            way[at] = None
            at = parents[at]
        if at in way:
            circle = list(way)[list(way).index(at) :]
            turn = circle.index(min(circle))
            found.append((*circle[turn:], *circle[:turn]))
        done |= way.keys()
    return found


def _depth(concept: str, parents: Mapping[str, str]) -> int:
    depth = 0
    while concept in parents:
        concept, depth = parents[concept], depth + 1
    return depth
