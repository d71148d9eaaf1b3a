"""Checker for areas: Simpson's rule, which is exact for polynomials up to the third degree."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from mathscale_core.families.checkers.algebra_reading import dense, value
from mathscale_core.families.checkers.checker import Checker
from mathscale_core.families.checkers.further_reading import fraction_text, numbers, stated
from mathscale_core.families.checkers.reading import dollars
from mathscale_core.families.family import Parameters

_PLACES = {"f": "abc", "g": "pqr", "line": "mn", "cubic": "abcd", "v": "abc", "w": "mn"}


def _read_area_between_curves(question: str) -> Parameters:
    parameters = stated(
        question,
        ("axis", "The parabola $y = @@f$ and the $x$-axis enclose a region. What is its area?"),
        (
            "graph",
            "Find the area of the region between the graph of $f(x) = @@f$ and the $x$-axis from $x = @left$ to $x = "
            "@right$.",
        ),
        (
            "plan",
            "In a plan with meters as units, a ~ is bounded by the $x$-axis, by the lines $x = @left$ and $x = "
            "@right$ and by the curve $y = @@f$. What is the area of the ~?",
        ),
        (
            "lead",
            "Two ~ start side by side at $t = 0$ and move along parallel lines in the same direction. After $t$ "
            "seconds their speeds in cm per second are $v(t) = @@v$ and $w(t) = @@w$. How far is the first ahead at "
            "the moment when both have the same speed again?",
        ),
        ("line", "The parabola $y = @@f$ and the line $y = @@line$ enclose a region. Find its area."),
        (
            "beach",
            "On a plan with meters as units, a ~ lies between a straight ~ along the line $y = @@line$ and the ~, "
            "which follows the curve $y = @@f$. How large is the area of the ~, which is enclosed by the two?",
        ),
        (
            "two regions",
            "The curve $y = @@cubic$ and the line $y = @@line$ enclose two regions. What is the sum of the areas of "
            "both regions?",
        ),
        ("parabolas", "Find the area of the region enclosed by the parabolas $y = @@f$ and $y = @@g$."),
        (
            "design",
            "The design of a ~ is the region enclosed by the curves $y = @@f$ and $y = @@g$, with centimeters as units."
            " It is "
            r"covered with ~, which costs \$@price per cm^2. What does the ~ cost?",
        ),
    )
    for place, letters in _PLACES.items():
        if place in parameters:
            text = str(parameters.pop(place))
            parameters |= dict(zip(letters, dense(text, len(letters), "t" if place in "vw" else "x"), strict=True))
    return parameters


def _simpson(p: Sequence[int], left: int, right: int) -> Fraction:
    """The exact integral of a polynomial up to the third degree."""
    middle = Fraction(left + right, 2)
    return Fraction(right - left, 6) * (value(p, left) + 4 * value(p, middle) + value(p, right))


def _solve_area_between_curves(parameters: Parameters) -> str:
    ask = parameters["ask"]
    f, g = (list(numbers(parameters, *(k for k in letters if k in parameters))) for letters in ("abcd", "pqrmn"))
    difference = [a - b for a, b in zip(f, [0] * (len(f) - len(g)) + g, strict=True)]
    if ask in {"graph", "plan"}:
        crossings = list(numbers(parameters, "left", "right"))
    else:
        crossings = [x for x in range(-40, 41) if value(difference, x) == 0]
    area = sum((abs(_simpson(difference, a, b)) for a, b in pairwise(crossings)), Fraction(0))
    if ask == "design":
        return dollars(100 * area * int(parameters["price"]))
    unit = {"plan": " m^2", "beach": " m^2", "lead": " cm"}.get(str(ask), "")
    return fraction_text(area) + unit


CHECKERS: dict[str, Checker] = {"area-between-curves": Checker(_read_area_between_curves, _solve_area_between_curves)}
