"""Areas between curves by integration."""

import random
from collections.abc import Sequence
from fractions import Fraction

from mathscale_core.families.algebra_text import fraction, maths, money, polynomial
from mathscale_core.families.family import Difficulty, Draft, Family


def _times(p: Sequence[int], q: Sequence[int]) -> list[int]:
    product = [0] * (len(p) + len(q) - 1)
    for i, a in enumerate(p):
        for j, b in enumerate(q):
            product[i + j] += a * b
    return product


def _plus(p: Sequence[int], q: Sequence[int]) -> list[int]:
    n = max(len(p), len(q))
    first, second = ([0] * (n - len(x)) + list(x) for x in (p, q))
    return [a + b for a, b in zip(first, second, strict=True)]


def _from_roots(lead: int, *roots: int) -> list[int]:
    p = [lead]
    for r in roots:
        p = _times(p, (1, -r))
    return p


def _primitive(p: Sequence[int]) -> list[Fraction]:
    n = len(p)
    return [Fraction(c, n - i) for i, c in enumerate(p)] + [Fraction(0)]


def _value(p: Sequence[int | Fraction], x: int) -> Fraction:
    total = Fraction(0)
    for c in p:
        total = total * x + c
    return total


def _text(p: Sequence[Fraction], x: str) -> str:
    """A polynomial with fractions."""
    text = ""
    for i, c in enumerate(p):
        degree = len(p) - 1 - i
        if c:
            size = "" if abs(c) == 1 and degree else fraction(abs(c))
            letters = "" if degree == 0 else x if degree == 1 else f"{x}^{degree}"
            text += (("-" if c < 0 else "") if not text else (" - " if c < 0 else " + ")) + size + letters
    return text


def _integral(p: Sequence[int], left: int, right: int, x: str = "x") -> tuple[str, Fraction]:
    """The sentence that integrates p, and the value."""
    f = _primitive(p)
    high, low = _value(f, right), _value(f, left)
    minus = f"({fraction(low)})" if low < 0 else fraction(low)
    return (
        f"$\\int_{{{left}}}^{{{right}}} \\left({polynomial(p, x)}\\right) d{x} = "
        f"\\left[{_text(f, x)}\\right]_{{{left}}}^{{{right}}} = {fraction(high)} - {minus} = {fraction(high - low)}$"
    ), high - low


def _named(letters: str, p: Sequence[int]) -> dict[str, int | str]:
    return dict(zip(letters, p, strict=True))


def _under_a_curve(rng: random.Random) -> Draft:
    scene = rng.randrange(3)
    if scene == 2:
        p, q = sorted(rng.sample(range(-7, 8), 2))
        f = _from_roots(-rng.randint(1, 6), p, q)
        while not f[1] or not f[2]:
            p, q = sorted(rng.sample(range(-7, 8), 2))
            f = _from_roots(-rng.randint(1, 6), p, q)
        step, area = _integral(f, p, q)
        question = f"The parabola $y = {polynomial(f)}$ and the $x$-axis enclose a region. What is its area?"
        work = (
            f"The parabola meets the axis where ${polynomial(f)} = 0$, that is at $x = {p}$ and $x = {q}$, and lies "
            f"above it in between.\nThe area is {step}.\nThe answer is {maths(area)}."
        )
        return Draft(question, work, maths(area), {"ask": "axis", **_named("abc", f)})
    left = rng.randint(-3, 3) if scene == 0 else rng.randint(0, 3)
    right = left + rng.randint(1, 5)
    f = [rng.randint(1, 6), rng.choice((-1, 1)) * rng.randint(1, 6), 0]
    f[2] = rng.randint(1, 9) + max(0, -int(min(_value(f, x) for x in range(-5, 10))))
    while scene == 1 and max(_value(f, left), _value(f, right)) > 60:
        # A garden stays of the size of a garden.
        f, right = [1, rng.randint(-4, 4) or 5, rng.randint(4, 20)], left + rng.randint(2, 4)
    step, area = _integral(f, left, right)
    numbers = {**_named("abc", f), "left": left, "right": right}
    above = "The function is positive on this interval"
    if scene == 0:
        question = (
            f"Find the area of the region between the graph of $f(x) = {polynomial(f)}$ and the $x$-axis from $x = "
            f"{left}$ to $x = {right}$."
        )
        return Draft(question, f"{above}, so the area is the integral.\n{step}.\nThe area is "
                               f"{maths(area)}.", maths(area),
                     {"ask": "graph", **numbers})  # fmt: skip
    thing = rng.choice(
        ("flower bed", "metal plate", "stage floor", "lawn", "sail", "parking area", "pavement", "mosaic")
    )
    question = (
        f"In a plan with meters as units, a {thing} is bounded by the $x$-axis, by the lines $x = {left}$ and $x = "
        f"{right}$ and by the curve $y = {polynomial(f)}$. What is the area of the {thing}?"
    )
    answer = f"{maths(area)} m^2"
    return Draft(question, f"{above}, so the area in square meters is the integral.\n{step}.\nThe area is "
                           f"{answer}.", answer,
                 {"ask": "plan", **numbers})  # fmt: skip


def _parabola_and_line(rng: random.Random) -> Draft:
    scene = rng.randrange(3)
    if scene == 2:
        end, a, c, m = rng.choice((3, 4, 6, 8, 9, 10, 12)), rng.randint(1, 3), rng.randint(5, 40), rng.randint(1, 9)
        first, second = [-a, a * end + m, c], [m, c]
        step, way = _integral([-a, a * end, 0], 0, end, "t")
        pair = rng.choice(("toy trains", "robots", "drones", "model boats"))
        question = (
            f"Two {pair} start side by side at $t = 0$ and move along parallel lines in the same direction. After "
            f"$t$ seconds their speeds in cm per second are $v(t) = {polynomial(first, 't')}$ and $w(t) = "
            f"{polynomial(second, 't')}$. How far is the first ahead at the moment when both have the same speed again?"
        )
        answer = f"{maths(way)} cm"
        work = (
            f"From $v(t) = w(t)$ it follows that ${polynomial([-a, a * end, 0], 't')} = 0$, so the speeds are equal at $t = "
            f"0$ and $t = {end}$.\nThe lead is the area between the two graphs: {step}.\nThe lead is {answer}."
        )
        return Draft(question, work, answer, {"ask": "lead", **_named("abc", first), **_named("mn", second)})
    while True:
        p, q = sorted(rng.sample(range(-6, 7), 2))
        lead = rng.choice((1, -1)) * rng.randint(1, 4)
        line = [rng.choice((1, -1)) * rng.randint(1, 6), rng.randint(1, 9) * rng.choice((1, -1))]
        f = _plus(_from_roots(lead, p, q), line)
        if f[1] and f[2] and q - p > 1 + scene:
            break
    difference = _from_roots(-abs(lead), p, q)
    step, area = _integral(difference, p, q)
    numbers = {**_named("abc", f), **_named("mn", line)}
    higher = "line" if lead > 0 else "parabola"
    work = (
        f"Equating both gives ${polynomial(_from_roots(lead, p, q))} = 0$, so the curves meet at $x = {p}$ and $x = "
        f"{q}$.\nIn between the {higher} is above, and the area is {step}."
    )
    if scene == 0:
        question = (
            f"The parabola $y = {polynomial(f)}$ and the line $y = {polynomial(line)}$ enclose a region. Find its area."
        )
        return Draft(question, f"{work}\nThe area is {maths(area)}.", maths(area), {"ask": "line", **numbers})
    thing, edge, bow = rng.choice((("beach", "road", "waterline"), ("field", "fence", "river bank"),
                                   ("terrace", "wall", "flower border"), ("meadow", "path", "brook")))  # fmt: skip
    answer = f"{maths(area)} m^2"
    question = (
        f"On a plan with meters as units, a {thing} lies between a straight {edge} along the line $y = "
        f"{polynomial(line)}$ and the {bow}, which follows the curve $y = {polynomial(f)}$. How large is the area of "
        f"the {thing}, which is enclosed by the two?"
    )
    return Draft(question, f"{work}\nThe area is {answer}.", answer, {"ask": "beach", **numbers})


def _two_curves(rng: random.Random) -> Draft:
    scene = rng.randrange(3)
    if scene == 1:
        while True:
            r = sorted(rng.sample(range(-4, 5), 3))
            line = [rng.choice((1, -1)) * rng.randint(1, 6), rng.randint(-9, 9)]
            difference = _from_roots(rng.choice((1, 2, -1, -2)), *r)
            f = _plus(difference, line)
            if f[1] and f[2]:
                break
        step, one = _integral(difference, r[0], r[1])
        next_step, other = _integral(difference, r[1], r[2])
        area = abs(one) + abs(other)
        question = (
            f"The curve $y = {polynomial(f)}$ and the line $y = {polynomial(line)}$ enclose two regions. What is the "
            "sum of the areas of both regions?"
        )
        work = (
            f"Equating both gives ${polynomial(difference)} = 0$ with the roots ${r[0]}$, ${r[1]}$ and "
            f"${r[2]}$.\nThe integrals of the difference are {step} and {next_step}.\nThe areas are the absolute "
            f"values: ${fraction(abs(one))} + {fraction(abs(other))} = {fraction(area)}$."
        )
        return Draft(question, work, maths(area), {"ask": "two regions", **_named("abcd", f), **_named("mn", line)})
    while True:
        p, q = sorted(rng.sample(range(-5, 6), 2))
        f = [rng.choice((1, -1)) * rng.randint(1, 3), rng.randint(-6, 6), rng.randint(-9, 9)]
        difference = _from_roots(rng.choice((-1, 1)) * rng.randint(1, 5), p, q)
        g = _plus(f, difference)
        size = abs(difference[0]) * (q - p) ** 3
        if g[0] and g[1] and g[2] and f[1] and f[2] and q - p > 1 and (scene == 0 or 24 <= size <= 720):
            break
    upper = _from_roots(-abs(difference[0]), p, q)
    step, area = _integral(upper, p, q)
    first, second = (f, g) if rng.random() < 0.5 else (g, f)
    numbers = {**_named("abc", first), **_named("pqr", second)}
    above = "first" if (difference[0] > 0) == (first is f) else "second"
    work = (
        f"Equating both gives ${polynomial(_plus(first, [-c for c in second]))} = 0$, so they meet at $x = {p}$ and "
        f"$x = {q}$.\nIn between the {above} curve is above, and the area is {step}."
    )
    if scene == 0:
        question = (
            f"Find the area of the region enclosed by the parabolas $y = {polynomial(first)}$ and $y = "
            f"{polynomial(second)}$."
        )
        return Draft(question, f"{work}\nThe area is {maths(area)}.", maths(area), {"ask": "parabolas", **numbers})
    price = 3 * rng.randint(1, 8)
    cost = area * price
    thing, stuff = rng.choice((("brooch", "gold leaf"), ("medal", "silver foil"), ("belt buckle", "copper foil"),
                               ("wooden box lid", "inlaid ebony")))  # fmt: skip
    question = (
        f"The design of a {thing} is the region enclosed by the curves $y = {polynomial(first)}$ and $y = "
        f"{polynomial(second)}$, with centimeters as units. It is covered with {stuff}, which costs \\${price} per "
        f"cm^2. What does the {stuff} cost?"
    )
    work = (
        f"{work}\nAt \\${price} per cm^2 the cost in dollars is ${fraction(area)} \\cdot {price}$, that is "
        f"{money(cost)}."
    )
    return Draft(question, work, money(cost), {"ask": "design", **numbers, "price": price})


def _area_between(rng: random.Random, difficulty: Difficulty) -> Draft:
    return (_under_a_curve, _parabola_and_line, _two_curves)[difficulty - 1](rng)


FAMILIES: tuple[Family, ...] = (
    Family("area-between-curves", "Areas between curves", ("Applications of integrals", "Integrals"),
           ("Area between curves", "Fundamental theorem of calculus"), ("high", "college", "college"), _area_between),
)  # fmt: skip
