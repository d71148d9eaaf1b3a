"""Moves in a tree: never a circle, not even between two moves; what would close one is named."""

from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.vocabulary.tree import Move, moves_without_circles


def is_tree(parents: dict[str, str]) -> bool:
    """Going up from every concept comes to an end, by counting steps."""
    for start in parents:
        at, steps = start, 0
        while at in parents and steps <= len(parents):
            at, steps = parents[at], steps + 1
        if steps > len(parents):
            return False
    return True


def moves(**wanted: str) -> dict[str, Move]:
    return {child: Move(child, "", parent) for child, parent in wanted.items()}


def test_nothing_to_move_moves_nothing() -> None:
    assert moves_without_circles({"b": "a"}, {}) == ([], {})


def test_parent_and_child_may_change_places() -> None:
    """What was a above b becomes b above a: b is taken out first, so that each step leaves a tree."""
    order, circles = moves_without_circles({"b": "a"}, moves(a="b", b=""))
    assert [m.child for m in order] == ["b", "a"]
    assert circles == {}


def test_a_circle_is_refused_and_named() -> None:
    """The way runs from child to parent, from its smallest id."""
    order, circles = moves_without_circles({}, moves(c="a", a="b", b="c", d="a"))
    assert circles == {"a": ("a", "b", "c"), "b": ("a", "b", "c"), "c": ("a", "b", "c")}
    assert [m.child for m in order] == ["d"]


def test_nothing_is_above_itself() -> None:
    assert moves_without_circles({}, moves(a="a")) == ([], {"a": ("a",)})


def test_a_refused_move_may_refuse_another() -> None:
    """As b stays below a, its own move being refused, a cannot go below b's child."""
    order, circles = moves_without_circles({"b": "a", "c": "b"}, moves(b="b", a="c"))
    assert order == []
    assert set(circles) == {"a", "b"}


@st.composite
def forests(draw: st.DrawFn) -> tuple[dict[str, str], dict[str, Move]]:
    names = [str(n) for n in range(draw(st.integers(1, 9)))]
    now = {n: names[draw(st.integers(0, i - 1))] for i, n in enumerate(names) if i and draw(st.booleans())}
    wanted = draw(st.dictionaries(st.sampled_from(names), st.sampled_from([*names, ""])))
    return now, {c: Move(c, now.get(c, ""), p) for c, p in wanted.items() if p != now.get(c, "")}


@given(forests())
def test_after_every_single_move_it_is_a_tree(drawn: tuple[dict[str, str], dict[str, Move]]) -> None:
    """Every wanted move is made or refused, and a refused one lies on the circle that it names."""
    now, wanted = drawn
    order, circles = moves_without_circles(now, wanted)
    parents = dict(now)
    for move in order:
        parents.pop(move.child, None)
        if move.parent:
            parents[move.child] = move.parent
        assert is_tree(parents)
    assert {m.child for m in order} | circles.keys() == wanted.keys()
    assert all(child in circle for child, circle in circles.items())
