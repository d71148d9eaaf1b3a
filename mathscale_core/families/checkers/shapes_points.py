"""Checker for distances and midpoints: medians, parallelograms and circles without their midpoints."""

import re
from fractions import Fraction

from mathscale_core.families.checkers.algebra_reading import coefficients
from mathscale_core.families.checkers.checker import Checker
from mathscale_core.families.checkers.further_reading import root_text, same_measure, stated
from mathscale_core.families.family import Parameters

Point = tuple[Fraction, Fraction]
_EXACT = " Give the exact value."
_CIRCLE = re.compile(r"\$\(x ([+-]) (\d+)\)\^2 \+ \(y ([+-]) (\d+)\)\^2 = (\d+)\$")


def _read_distance_and_midpoint(question: str) -> Parameters:
    a, b, c, d, m = (f"${name}(@{name}x, @{name}y)$" for name in "ABCDM")
    parameters = stated(
        question,
        ("segment", f"The points {a}, {b} and {c} are given. How far is $C$ from the midpoint of the segment $AB$?"),
        (
            "map",
            f"On a map with a grid, one unit is 1 km. The ~ is at {a}, the ~ at {b} and the ~ at {c}. A ~ stands "
            "exactly halfway between the ~ and the ~. How many kilometers is it from the ~ to the ~, in a straight "
            "line?",
        ),
        (
            "diameter",
            f"The segment from {a} to {b} is a diameter of a circle. What is the distance of the circle's center "
            f"from the point {c}?",
        ),
        ("beyond", f"{m} is the midpoint of the segment from {a} to a point $B$. How far is $B$ from {c}?{_EXACT}"),
        (
            "trip",
            f"On a map with 1 km as the unit, a straight trip leads from the ~ {a} to the ~ $B$. Halfway lies the ~ "
            f"{m}. How many kilometers is the ~ from the airfield {c}, in a straight line?{_EXACT}",
        ),
        (
            "median",
            f"A triangle has the vertices {a}, {b} and {c}. How long is the median from $C$ to the side $AB$?{_EXACT}",
        ),
        (
            "axes",
            "The line $@@left = @right$ meets the $x$-axis at $A$ and the $y$-axis at $B$. How far is the midpoint "
            f"of the segment $AB$ from the point {c}?{_EXACT}",
        ),
        (
            "circle",
            f"The points {a} and {b} are the ends of a diameter of a circle. Find the equation of the circle in the "
            "form $(x - h)^2 + (y - k)^2 = r^2$.",
        ),
        (
            "parallelogram",
            f"Three vertices of the parallelogram $ABCD$ are {a}, {b} and {c}. How long is its diagonal $BD$?{_EXACT}",
        ),
        (
            "joined",
            f"Let {a}, {b}, {c} and {d}. How long is the segment that joins the midpoint of $AB$ to the midpoint of "
            f"$CD$?{_EXACT}",
        ),
        (
            "plan",
            f"On a plan with a grid, one unit is @scale m. Two straight ~ are drawn from {a} to {b} and from {c} to "
            f"{d}. A straight ~ is to join their midpoints. How many meters long will it be?{_EXACT}",
        ),
    )
    left = parameters.pop("left", None)
    if left is not None:
        along, up = re.split(r" (?=[+-] )", str(left))
        parameters |= {"p": coefficients(along)[1], "q": coefficients(up, "y")[1]}
    return parameters


def _square(p: Point, q: Point) -> Fraction:
    return (p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2


def _median(a: Point, b: Point, c: Point) -> Fraction:
    """The squared median from c, by Apollonius' theorem."""
    return (2 * _square(a, c) + 2 * _square(b, c) - _square(a, b)) / 4


def _solve_distance_and_midpoint(parameters: Parameters) -> str:
    ask = parameters["ask"]
    n = {k: Fraction(v) for k, v in parameters.items() if isinstance(v, int)}
    p: dict[str, Point] = {name: (n[f"{name}x"], n[f"{name}y"]) for name in "ABCDM" if f"{name}x" in n}
    if ask in {"segment", "diameter", "median", "map"}:
        return root_text(_median(p["A"], p["B"], p["C"])) + (" km" if ask == "map" else "")
    if ask in {"beyond", "trip"}:
        b = next(
            (Fraction(x), Fraction(y))
            for x in range(-80, 81)
            if p["A"][0] + x == 2 * p["M"][0]
            for y in range(-80, 81)
            if p["A"][1] + y == 2 * p["M"][1]
        )
        return root_text(_square(b, p["C"])) + (" km" if ask == "trip" else "")
    if ask == "axes":
        return root_text(_median((n["right"] / n["p"], Fraction(0)), (Fraction(0), n["right"] / n["q"]), p["C"]))
    if ask == "circle":
        # Thales: (x - ax)(x - bx) + (y - ay)(y - by) = 0, completed to squares.
        (ax, ay), (bx, by) = p["A"], p["B"]
        h, k = (ax + bx) / 2, (ay + by) / 2
        right = h * h + k * k - ax * bx - ay * by
        return f"$(x {'-' if h > 0 else '+'} {abs(h)})^2 + (y {'-' if k > 0 else '+'} {abs(k)})^2 = {right}$"
    if ask == "parallelogram":
        # The parallelogram law: the squared diagonals add to the squared sides.
        a, b, c = p["A"], p["B"], p["C"]
        return root_text(2 * _square(a, b) + 2 * _square(b, c) - _square(a, c))
    steps = [p["C"][i] + p["D"][i] - p["A"][i] - p["B"][i] for i in (0, 1)]
    square = (steps[0] ** 2 + steps[1] ** 2) / 4
    return root_text(square) if ask == "joined" else f"{root_text(square * n['scale'] ** 2)} m"


def _same(first: str, second: str) -> bool | None:
    one, other = _CIRCLE.fullmatch(first), _CIRCLE.fullmatch(second)
    if one and other:
        return one.groups() == other.groups()
    return same_measure(first, second)


CHECKERS: dict[str, Checker] = {
    "distance-and-midpoint": Checker(_read_distance_and_midpoint, _solve_distance_and_midpoint, _same),
}
