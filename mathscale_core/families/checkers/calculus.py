"""Checkers for tangents and extremes: by division of polynomials, without derivatives."""

import re
from collections.abc import Sequence
from fractions import Fraction

from mathscale_core import answers
from mathscale_core.families.checkers.algebra_reading import dense, same_polynomial, text_of, value
from mathscale_core.families.checkers.checker import Checker
from mathscale_core.families.checkers.further_reading import fraction_text, numbers, stated
from mathscale_core.families.family import Parameter, Parameters

_LINE = re.compile(r"\$y = ([^$]+)\$")


def _with_coefficients(parameters: dict[str, Parameter], key: str = "f", x: str = "x") -> dict[str, Parameter]:
    """The polynomial's text replaced by its coefficients a, b, c (and d)."""
    text = str(parameters.pop(key))
    size = 4 if f"{x}^3" in text else 3
    return {**parameters, **dict(zip("abcd", dense(text, size, x), strict=False))}


def _read_tangent_lines(question: str) -> Parameters:
    parameters = stated(
        question,
        ("line", "Find the equation of the tangent line to the graph of $f(x) = @@f$ at the point with $x = @at$."),
        (
            "beam",
            "In a sketch, a part of a ~ has the shape of the curve $y = @@f$. ~ draws the straight beam that touches "
            "the curve at $x = @at$. On which line $y = mx + b$ does the beam lie?",
        ),
        (
            "crossing",
            "The tangent line to the parabola $y = @@f$ is drawn at the point with $x = @at$. At which $y$ does it "
            "cross the $y$-axis?",
        ),
        (
            "leaves",
            "On a screen a ~ moves from left to right along the curve $y = @@f$. At the point with $x = @at$ it "
            "leaves the curve and goes straight on along the tangent. What is its $y$-coordinate when it reaches $x "
            "= @reach$?",
        ),
        (
            "zero",
            "The tangent line to the curve $y = @@f$ at the point with $x = @at$ is extended until it meets the "
            "$x$-axis. At which $x$ does this happen?",
        ),
        (
            "again",
            "The tangent line to the curve $y = @@f$ at the point with $x = @at$ meets the curve in a second point. "
            "What is the $x$-coordinate of the second point?",
        ),
        (
            "touch",
            "For which number $k$ does the line $y = @@line + k$ touch the parabola $y = @@f$ in exactly one point?",
        ),
        (
            "triangle",
            "The tangent line to the curve $y = @@f$ at the point with $x = @at$ forms a triangle with the two "
            "coordinate axes. What is the area of the triangle?",
        ),
    )
    if "line" in parameters:
        parameters["slope"] = dense(str(parameters.pop("line")), 2)[0]
    return _with_coefficients(parameters)


def _polynomial(parameters: Parameters) -> list[int]:
    return list(numbers(parameters, *(k for k in "abcd" if k in parameters)))


def _divide_twice(p: Sequence[int], t: int) -> tuple[list[int], int, int]:
    """Quotient of p by (x - t)^2 and the remainder m x + b, which is the tangent at t."""

    def divide(q: Sequence[int]) -> tuple[list[int], int]:
        row = [q[0]]
        for c in q[1:]:
            row.append(row[-1] * t + c)
        return row[:-1], row[-1]

    first, y = divide(p)
    second, m = divide(first)
    return second, m, y - m * t


def _solve_tangent_lines(parameters: Parameters) -> str:
    ask, p = parameters["ask"], _polynomial(parameters)
    if ask == "touch":
        # The discriminant of a x^2 + (b - m) x + (c - k) is zero.
        a, b, c = p
        return fraction_text(c - Fraction((b - int(parameters["slope"])) ** 2, 4 * a))
    quotient, m, b = _divide_twice(p, int(parameters["at"]))
    if ask in {"line", "beam"}:
        return f"$y = {text_of([m, b])}$"
    if ask == "crossing":
        return str(b)
    if ask == "leaves":
        return str(value([m, b], int(parameters["reach"])))
    if ask == "zero":
        return fraction_text(Fraction(-b, m))
    if ask == "again":
        return fraction_text(Fraction(-quotient[1], quotient[0]))
    return fraction_text(abs(Fraction(b, 2) * Fraction(b, m)))


def _same_line(first: str, second: str) -> bool | None:
    one, other = _LINE.fullmatch(first), _LINE.fullmatch(second)
    return same_polynomial(one[1], other[1]) if one and other else answers.same(first, second)


def _read_cubic_extremes(question: str) -> Parameters:
    parameters = stated(
        re.sub(r"\b(maximum|minimum|largest|smallest|highest|lowest|peak|valley)\b", r"$\1$", question),
        ("value", "What is the local $@@kind$ value of the function $f(x) = @@f$?"),
        (
            "people",
            "The number of people in ~, $t$ hours after opening, is modeled by $N(t) = @@f$. It has one local "
            "$@@kind$. How many people are in the ~ at that moment?",
        ),
        ("point", "The curve $y = @@f$ has one $peak$ and one $valley$. What are the coordinates of the $@@kind$?"),
        (
            "interval",
            "Find the $@@kind$ value of $f(x) = @@f$ on the closed interval from $x = @left$ to $x = @right$.",
        ),
        (
            "level",
            "During a test the water level in ~ is $h(t) = @@f$ centimeters, where $t$ is the time in hours and $0 "
            r"\le t \le "
            "@right$. What is the $@@kind$ level in this time, in centimeters?",
        ),
        (
            "spread",
            r"A computer draws the graph of $f(x) = @@f$ for $@left \le x \le @right$. How large is the difference "
            "between the "
            "$largest$ and the $smallest$ value of the function in this range?",
        ),
        (
            "sheet",
            "From the corners of a rectangular sheet of ~, @long cm by @wide cm, four equal squares are cut off, and "
            "the sides are folded up to make an open box. What is the $largest$ possible volume of the box?",
        ),
        (
            "parcel",
            "A~ accepts box-shaped parcels if the length plus the distance around the square end is at most @sum cm. "
            "What is the $largest$ possible volume of such a parcel?",
        ),
        (
            "minimum",
            "The function $f(x) = @@lead + ax^2 + bx + c$ has a local $maximum$ at $x = @p$ with the value @top, and "
            "a local $minimum$ at $x = @q$. What is the value of the local $minimum$?",
        ),
    )
    ask = parameters["ask"]
    plain = {"peak": "maximum", "valley": "minimum", "highest": "largest", "lowest": "smallest"}
    if "kind" in parameters:
        parameters["kind"] = plain.get(str(parameters["kind"]), parameters["kind"])
    if ask == "minimum":
        lead = dense(str(parameters["lead"]), 4)[0]
        return {
            "ask": ask,
            "lead": lead,
            "max at": parameters["p"],
            "top": parameters["top"],
            "min at": parameters["q"],
        }
    return (
        _with_coefficients(parameters, x="t" if ask in {"people", "level"} else "x")
        if "f" in parameters
        else parameters
    )


def _flat_points(p: Sequence[int]) -> list[int]:
    """The whole numbers where the tangent is level."""
    return [t for t in range(-60, 61) if _divide_twice(p, t)[1] == 0]


def _solve_cubic_extremes(parameters: Parameters) -> str:
    ask, p = parameters["ask"], _polynomial(parameters)
    if ask in {"value", "people", "point"}:
        # Of the two level points of a cubic the peak is the higher one.
        at = sorted(_flat_points(p), key=lambda t: value(p, t))[-1 if parameters["kind"] == "maximum" else 0]
        y = value(p, at)
        return f"$({at}, {y})$" if ask == "point" else f"{y} people" if ask == "people" else str(y)
    if ask in {"interval", "level", "spread"}:
        left, right = int(parameters.get("left", 0)), int(parameters["right"])
        # The extremes lie on whole numbers, so a walk over half units meets them.
        values = [value(p, Fraction(x, 2)) for x in range(2 * left, 2 * right + 1)]
        if ask == "spread":
            return str(max(values) - min(values))
        best = max(values) if parameters["kind"] == "largest" else min(values)
        return f"{best} cm" if ask == "level" else str(best)
    if ask == "sheet":
        a, b = numbers(parameters, "long", "wide")
        return f"{max(x * (a - 2 * x) * (b - 2 * x) for x in range(b // 2 + 1))} cm^3"
    if ask == "parcel":
        g = int(parameters["sum"])
        return f"{max(x * x * (g - 4 * x) for x in range(g // 4 + 1))} cm^3"
    # Between its level points a cubic falls by half of its lead times the cube of their distance.
    lead, high, top, low = numbers(parameters, "lead", "max at", "top", "min at")
    return fraction_text(top - Fraction(lead * (low - high) ** 3, 2))


CHECKERS: dict[str, Checker] = {
    "tangent-lines": Checker(_read_tangent_lines, _solve_tangent_lines, _same_line),
    "cubic-extremes": Checker(_read_cubic_extremes, _solve_cubic_extremes),
}
