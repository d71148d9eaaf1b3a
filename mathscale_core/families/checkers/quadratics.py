"""Checkers for the families of quadratic equations and functions."""

import re
from fractions import Fraction

from mathscale_core import answers
from mathscale_core.families.checkers.algebra_reading import dense, read, whole, wholes
from mathscale_core.families.checkers.checker import Checker, UnreadableQuestionError
from mathscale_core.families.family import Parameters


def _read_quadratic_roots(question: str) -> Parameters:
    fraction = r"$\frac{@top}{@bottom}$"
    ask, texts = read(
        question,
        ("solve", "Solve the equation $@@e = 0$."),
        ("solve", "Find both real solutions of $@@e = 0$."),
        (
            "garden",
            "A rectangular ~ is @extra meters longer than it is wide, and its area is @area m^2. Find its exact width.",
        ),
        (
            "garden",
            "A rectangular ~ is @extra meter longer than it is wide, and its area is @area m^2. Find its exact width.",
        ),
        (
            "double",
            "A rectangular ~ is @extra meters longer than twice its width, and its area is @area m^2. Find its exact "
            "width.",
        ),
        (
            "double",
            "A rectangular ~ is @extra meter longer than twice its width, and its area is @area m^2. Find its exact "
            "width.",
        ),
        ("numbers", "The sum of two numbers is $@sum$ and their product is $@product$. Find both numbers."),
        (
            "numbers",
            "~ thinks of two numbers. Added they give $@sum$, multiplied they give $@product$. Which numbers are they?",
        ),
        (
            "reciprocal",
            f"The sum of a positive number and its reciprocal is {fraction}. Find the number and its reciprocal.",
        ),
        (
            "reciprocal",
            "~ writes a fraction on the board and next to it the fraction turned upside down. Together they make "
            f"{fraction}. Which two numbers are on the board?",
        ),
    )
    if ask == "solve":
        a, b, c = dense(texts["e"], 3)
        return {"ask": ask, "a": a, "b": b, "c": c}
    return {"ask": ask, **wholes(texts)}


def _surd(rational: Fraction, sign: int, square: Fraction) -> str:
    """``rational`` plus or minus the root of ``square``, over a common denominator."""
    bottom = 1
    while (rational * bottom).denominator > 1 or (square * bottom * bottom).denominator > 1:
        bottom += 1
    inside = int(square * bottom * bottom)
    factor = max(d for d in range(1, inside + 1) if d * d <= inside and inside % (d * d) == 0)
    kept = inside // factor**2
    if kept == 1:
        number = rational + sign * Fraction(factor, bottom)
        return (
            str(number)
            if number.denominator == 1
            else (rf"{'-' if number < 0 else ''}\frac{{{abs(number.numerator)}}}{{{number.denominator}}}")
        )
    top = f"{int(rational * bottom) or ''}{'+' if sign > 0 and rational else '-' if sign < 0 else ''}"
    top += f"{factor if factor > 1 else ''}\\sqrt{{{kept}}}"
    return top if bottom == 1 else rf"\frac{{{top}}}{{{bottom}}}"


def _solve_quadratic_roots(parameters: Parameters) -> str:
    """Half the sum of the roots, and from it and the product their distance from it: no quadratic formula."""
    ask = str(parameters["ask"])
    n = {name: int(v) for name, v in parameters.items() if name != "ask"}
    if ask == "reciprocal":
        for p in range(1, n["bottom"] + 1):
            q = n["bottom"] // p
            if p * q == n["bottom"] and Fraction(p, q) + Fraction(q, p) == Fraction(n["top"], n["bottom"]):
                return f"${_plain(Fraction(q, p))}$ and ${_plain(Fraction(p, q))}$"
        return "no such number"
    if ask == "numbers":
        half, product = Fraction(n["sum"], 2), Fraction(n["product"])
    elif ask == "solve":
        half, product = Fraction(-n["b"], 2 * n["a"]), Fraction(n["c"], n["a"])
    else:
        factor = 2 if ask == "double" else 1
        half, product = Fraction(-n["extra"], 2 * factor), Fraction(-n["area"], factor)
    square = half * half - product
    if square <= 0:
        return "no two real roots"
    plus, minus = _surd(half, 1, square), _surd(half, -1, square)
    if ask in ("garden", "double"):
        return f"${plus}$ m"
    return f"$x = {plus}$ or $x = {minus}$" if ask == "solve" else f"${plus}$ and ${minus}$"


def _plain(number: Fraction) -> str:
    return str(number) if number.denominator == 1 else rf"\frac{{{number.numerator}}}{{{number.denominator}}}"


def _number(text: str) -> tuple[Fraction, int, Fraction] | None:
    """A number a + s * sqrt(r) as (a, s, r), with s the sign of the root."""
    text = re.sub(r"[\s$]", "", text).removeprefix("x=")
    plain = re.fullmatch(r"(-?)(?:\\frac\{(-?\d+)\}\{(\d+)\}|(\d+))", text)
    if plain:
        size = Fraction(int(plain[2]), int(plain[3])) if plain[2] else Fraction(int(plain[4]))
        return (-size if plain[1] else size), 0, Fraction(0)
    over = re.fullmatch(r"\\frac\{(.*)\}\{(\d+)\}", text)
    top, bottom = (over[1], int(over[2])) if over else (text, 1)
    found = re.fullmatch(r"(-?\d+(?=[+-]))?([+-]?)(\d*)\\sqrt\{(\d+)\}", top)
    if not found:
        return None
    size = Fraction(int(found[3] or 1) ** 2 * int(found[4]), bottom * bottom)
    return Fraction(int(found[1] or 0), bottom), -1 if found[2] == "-" else 1, size


def _same_roots(first: str, second: str) -> bool | None:
    """Sets of numbers with square roots; a unit must be the same on both sides."""
    sides = []
    for side in (first, second):
        body, _, unit = side.partition(" m") if side.endswith(" m") else (side, "", "")
        numbers = [_number(part) for part in re.split(r"\s+(?:or|and)\s+", body)]
        if None in numbers:
            return answers.same(first, second)
        sides.append((frozenset(numbers), len(numbers), side.endswith(" m"), unit))
    return sides[0] == sides[1]


def _read_quadratic_maximum(question: str) -> Parameters:
    dollars = "\\$"
    ask, texts = read(
        question,
        (
            "ball",
            "A ~ is sent straight up. After $t$ seconds its height in meters is $h(t) = @@h$. What is its greatest "
            "height?",
        ),
        (
            "formula",
            "A workshop that makes and sells $x$ ~ a month has a monthly profit of $P(x) = @@h$ dollars. What is the "
            "largest monthly profit it can make?",
        ),
        (
            "wall",
            "With @fence meters of fence a farmer encloses a rectangular field along a ~; the side along it needs no "
            "fence. What is the largest possible area of the field?",
        ),
        (
            "pens",
            "A rectangular enclosure for ~ is divided into @pens equal pens by @lines fences parallel to one of its "
            "sides. Altogether @fence meters of fence are available, outer fence included. What is the largest "
            "possible area of the whole enclosure?",
        ),
        (
            "pens",
            "A rectangular enclosure for ~ is divided into @pens equal pens by @lines fence parallel to one of its "
            "sides. Altogether @fence meters of fence are available, outer fence included. What is the largest "
            "possible area of the whole enclosure?",
        ),
        (
            "yard",
            f"A rectangular yard gets a decorative fence at {dollars}@front per meter along its front side and a "
            f"plain fence at {dollars}@plain per meter along the other three sides. The budget is {dollars}@budget. "
            "What is the largest possible area of the yard?",
        ),
        (
            "revenue",
            f"At {dollars}@price each, a company sells @sold ~ a day. Every price cut of {dollars}1 brings @more more "
            "sales a day. What is the largest daily revenue it can reach?",
        ),
        (
            "profit",
            f"At {dollars}@price each, a company sells @sold ~ a day, and each sale costs the company {dollars}@cost. "
            f"The price can only be lowered in steps of {dollars}@step; every step brings @more more sales a day. "
            "What is the largest daily profit?",
        ),
        (
            "harvest",
            "An orchard has @trees ~ trees that bear @yield kg of fruit each. Every additional tree takes light and "
            "water from the others and lowers the yield of each tree by @loss kg. What is the largest total harvest "
            "the orchard can reach?",
        ),
        (
            "trees",
            "An orchard has @trees ~ trees that bear @yield kg of fruit each. Every additional tree takes light and "
            "water from the others and lowers the yield of each tree by @loss kg. What is the smallest number of "
            "additional trees for which the total harvest is as large as possible?",
        ),
    )
    if "h" in texts:
        a, b, c = dense(texts["h"], 3, "t" if ask == "ball" else "x")
        if ask == "ball" and a == -5:
            return {"ask": ask, "v": b, "h": c}
        return {"ask": ask, "a": -a, "b": b, "c": -c}
    lines = texts.pop("lines", None)
    if lines is not None and whole(lines) != whole(texts["pens"]) - 1:
        raise UnreadableQuestionError(f"{lines} fences do not make {texts['pens']} pens")
    return {"ask": ask, **wholes(texts)}


def _solve_quadratic_maximum(parameters: Parameters) -> str:
    """Every place of a grid that holds the vertex is tried."""
    ask = str(parameters["ask"])
    n = {name: int(v) for name, v in parameters.items() if name != "ask"}
    if ask == "ball":
        best = max(n["h"] + Fraction(n["v"] * t, 10) - 5 * Fraction(t * t, 100) for t in range(20 * n["v"]))
        return f"{float(best):g} m"
    if ask == "formula":
        return rf"\${max(-n['a'] * x * x + n['b'] * x - n['c'] for x in range(n['b'] + 1))}"
    if ask == "wall":
        return f"{max(x * (n['fence'] - 2 * x) for x in range(n['fence'] // 2 + 1))} m^2"
    if ask == "pens":
        areas = (x * Fraction(n["fence"] - (n["pens"] + 1) * x, 2) for x in range(n["fence"]))
        return f"{max(areas)} m^2"
    if ask == "yard":
        areas = (
            x * Fraction(n["budget"] - (n["front"] + n["plain"]) * x, 2 * n["plain"])
            for x in range(n["budget"] // n["front"])
        )
        return f"{max(areas)} m^2"
    if ask in ("harvest", "trees"):
        totals = [(n["trees"] + x) * (n["yield"] - n["loss"] * x) for x in range(n["yield"] // n["loss"] + 1)]
        return f"{max(totals)} kg" if ask == "harvest" else f"{totals.index(max(totals))} trees"
    step, cost = n.get("step", 1), n.get("cost", 0)
    incomes = ((n["price"] - step * x - cost) * (n["sold"] + n["more"] * x) for x in range(n["price"] // step + 1))
    return rf"\${max(incomes)}"


CHECKERS: dict[str, Checker] = {
    "quadratic-roots": Checker(_read_quadratic_roots, _solve_quadratic_roots, _same_roots),
    "quadratic-maximum": Checker(_read_quadratic_maximum, _solve_quadratic_maximum),
}
