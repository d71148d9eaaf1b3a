"""Distances and midpoints of points that are given by coordinates."""

import random
from math import gcd

from mathscale_core.families.algebra_text import bracket, polynomial
from mathscale_core.families.family import Difficulty, Draft, Family
from mathscale_core.families.further_text import length, point, root_of, squared

Point = tuple[int, int]


def _near(rng: random.Random, reach: int) -> Point:
    """A step that is not zero and has both coordinates within ``reach``."""
    while True:
        step = rng.randint(-reach, reach), rng.randint(-reach, reach)
        if step[0] and step[1]:
            return step


def _add(p: Point, step: Point, times: int = 1) -> Point:
    return p[0] + times * step[0], p[1] + times * step[1]


def _middle(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) // 2, (a[1] + b[1]) // 2


def _square(a: Point, b: Point) -> int:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


def _find_middle(a: Point, b: Point, name: str = "M", ends: str = "AB") -> str:
    """The sentence that computes a midpoint."""
    x, y = (rf"\frac{{{a[i]} + {bracket(b[i])}}}{{2}}" for i in (0, 1))
    return f"The midpoint of ${ends}$ is ${name}\\left({x}, {y}\\right) = {name}{point(*_middle(a, b))}$."


def _find_distance(a: Point, b: Point, ends: str) -> str:
    """The formula that computes a distance, without dollars."""
    parts = " + ".join(f"({b[i]} - {bracket(a[i])})^2" for i in (0, 1))
    simple = f"\\sqrt{{{_square(a, b)}}}"
    last = "" if root_of(_square(a, b)) == simple else f" = {root_of(_square(a, b))}"
    return f"{ends} = \\sqrt{{{parts}}} = {simple}{last}"


def _named(**points: Point) -> dict[str, int]:
    return {f"{name}{axis}": p[i] for name, p in points.items() for i, axis in enumerate("xy")}


def _straight_on(rng: random.Random) -> Draft:
    """The distance from a midpoint is a whole number."""
    scene = rng.randrange(3)
    leg = rng.choice(((3, 4), (4, 3), (6, 8), (8, 6), (5, 12), (12, 5), (9, 12), (8, 15)))
    m, half = (rng.randint(-8, 8), rng.randint(-8, 8)), _near(rng, 6)
    a, b = _add(m, half, -1), _add(m, half)
    c = _add(m, (leg[0] * rng.choice((1, -1)), leg[1] * rng.choice((1, -1))))
    unit = ""
    if scene == 0:
        question = (
            f"The points $A{point(*a)}$, $B{point(*b)}$ and $C{point(*c)}$ are given. How far is $C$ from the midpoint "
            "of the segment $AB$?"
        )
    elif scene == 1:
        first, second, third = rng.sample(("school", "library", "town hall", "hospital", "post office", "museum"), 3)
        new = rng.choice(("bus stop", "kiosk", "well"))
        unit = "km"
        question = (
            f"On a map with a grid, one unit is 1 km. The {first} is at $A{point(*a)}$, the {second} at "
            f"$B{point(*b)}$ and the {third} at $C{point(*c)}$. A {new} stands exactly halfway between the {first} and "
            f"the {second}. How many kilometers is it from the {new} to the {third}, in a straight line?"
        )
    else:
        question = (
            f"The segment from $A{point(*a)}$ to $B{point(*b)}$ is a diameter of a circle. What is the distance of the "
            f"circle's center from the point $C{point(*c)}$?"
        )
    answer = length(_square(m, c), unit)
    work = (
        f"{_find_middle(a, b)}\nThe distance formula gives ${_find_distance(m, c, 'MC')}$.\nThe distance is {answer}."
    )
    ask = ("segment", "map", "diameter")[scene]
    return Draft(question, work, answer, {"ask": ask, **_named(A=a, B=b, C=c)})


def _with_a_root(rng: random.Random) -> Draft:
    """A point must be found first, and the distance may be a root."""
    scene = rng.randrange(4)
    m, half = (rng.randint(-9, 9), rng.randint(-9, 9)), _near(rng, 8)
    a, b = _add(m, half, -1), _add(m, half)
    c = _add(b if scene < 2 else m, _near(rng, 9))
    unit, numbers = "", _named(A=a, M=m, C=c)
    if scene == 0:
        question = (
            f"$M{point(*m)}$ is the midpoint of the segment from $A{point(*a)}$ to a point $B$. How far is $B$ from "
            f"$C{point(*c)}$? Give the exact value."
        )
    elif scene == 1:
        unit, (start, half_way, goal) = "km", rng.choice((
            ("hut", "spring", "summit"), ("harbor", "buoy", "island"), ("village", "chapel", "castle"),
            ("camp", "bridge", "cave"),
        ))  # fmt: skip
        question = (
            f"On a map with 1 km as the unit, a straight trip leads from the {start} $A{point(*a)}$ to the {goal} $B$. "
            f"Halfway lies the {half_way} $M{point(*m)}$. How many kilometers is the {goal} from the airfield "
            f"$C{point(*c)}$, in a straight line? Give the exact value."
        )
    if scene < 2:
        answer = length(_square(b, c), unit)
        work = (
            f"Each coordinate of $M$ is the mean of those of $A$ and $B$, so $B = (2 \\cdot {bracket(m[0])} - "
            f"{bracket(a[0])}, 2 \\cdot {bracket(m[1])} - {bracket(a[1])}) = {point(*b)}$.\nThe distance formula gives "
            f"${_find_distance(b, c, 'BC')}$.\nThe distance is {answer}."
        )
        return Draft(question, work, answer, {"ask": ("beyond", "trip")[scene], **numbers})
    if scene == 2:
        question = (
            f"A triangle has the vertices $A{point(*a)}$, $B{point(*b)}$ and $C{point(*c)}$. How long is the median "
            "from $C$ to the side $AB$? Give the exact value."
        )
        answer = length(_square(m, c))
        work = f"{_find_middle(a, b)}\nThe median is ${_find_distance(m, c, 'MC')}$.\nIts length is {answer}."
        return Draft(question, work, answer, {"ask": "median", **_named(A=a, B=b, C=c)})
    u, v = rng.randint(1, 7), rng.randint(1, 7)
    while u == v:
        v = rng.randint(1, 7)
    m = (u * rng.choice((1, -1)), v * rng.choice((1, -1)))
    a, b, c = (2 * m[0], 0), (0, 2 * m[1]), _add(m, _near(rng, 9))
    shared = gcd(a[0], b[1]) * (-1 if b[1] < 0 else 1)
    p, q = b[1] // shared, a[0] // shared
    left = f"{polynomial((p, 0))} {'-' if q < 0 else '+'} {polynomial((abs(q), 0), 'y')}"
    answer = length(_square(m, c))
    question = (
        f"The line ${left} = {p * a[0]}$ meets the $x$-axis at $A$ and the $y$-axis at $B$. How far is the midpoint of "
        f"the segment $AB$ from the point $C{point(*c)}$? Give the exact value."
    )
    work = (
        f"For $y = 0$ the line gives $x = {a[0]}$, and for $x = 0$ it gives $y = {b[1]}$: $A{point(*a)}$ and "
        f"$B{point(*b)}$.\n{_find_middle(a, b)}\nThe distance formula gives ${_find_distance(m, c, 'MC')}$.\n"
        f"The distance is {answer}."
    )
    return Draft(question, work, answer, {"ask": "axes", "p": p, "q": q, "right": p * a[0], **_named(C=c)})


def _two_midpoints(rng: random.Random) -> Draft:
    """An equation of a circle, a hidden vertex, or two midpoints."""
    scene = rng.randrange(4)
    m, half = (rng.randint(1, 9) * rng.choice((1, -1)), rng.randint(1, 9) * rng.choice((1, -1))), _near(rng, 9)
    a, b = _add(m, half, -1), _add(m, half)
    if scene == 0:
        r2 = _square(m, b)
        answer = f"${squared('x', m[0])} + {squared('y', m[1])} = {r2}$"
        question = (
            f"The points $A{point(*a)}$ and $B{point(*b)}$ are the ends of a diameter of a circle. Find the equation "
            "of the circle in the form $(x - h)^2 + (y - k)^2 = r^2$."
        )
        work = (
            f"The center is the midpoint of the diameter.\n{_find_middle(a, b)}\nThe radius is the distance "
            f"${_find_distance(m, b, 'MB')}$, so $r^2 = {r2}$.\nThe equation is {answer}."
        )
        return Draft(question, work, answer, {"ask": "circle", **_named(A=a, B=b)})
    if scene == 1:
        while True:
            other = _near(rng, 9)
            if half[0] * other[1] != half[1] * other[0]:
                break
        d, v = _add(m, other), _add(m, other, -1)
        answer = length(_square(v, d))
        question = (
            f"Three vertices of the parallelogram $ABCD$ are $A{point(*a)}$, $B{point(*v)}$ and $C{point(*b)}$. How "
            "long is its diagonal $BD$? Give the exact value."
        )
        work = (
            f"The diagonals of a parallelogram bisect each other.\n{_find_middle(a, b, 'M', 'AC')}\nHalf of the other "
            f"diagonal is ${_find_distance(v, m, 'BM')}$.\nThe diagonal $BD$ is twice as long, that is {answer}."
        )
        return Draft(question, work, answer, {"ask": "parallelogram", **_named(A=a, B=v, C=b)})
    n = _add(m, _near(rng, 9))
    other = _near(rng, 7)
    while other[0] * half[1] == other[1] * half[0]:
        other = _near(rng, 7)
    c, d = _add(n, other, -1), _add(n, other)
    middles = f"{_find_middle(a, b)}\n{_find_middle(c, d, 'N', 'CD')}\nThe distance formula gives"
    if scene == 2:
        answer = length(_square(m, n))
        question = (
            f"Let $A{point(*a)}$, $B{point(*b)}$, $C{point(*c)}$ and $D{point(*d)}$. How long is the segment that "
            "joins the midpoint of $AB$ to the midpoint of $CD$? Give the exact value."
        )
        work = f"{middles} ${_find_distance(m, n, 'MN')}$.\nThe length is {answer}."
        return Draft(question, work, answer, {"ask": "joined", **_named(A=a, B=b, C=c, D=d)})
    scale = rng.choice((20, 25, 50, 100, 200))
    answer = length(scale * scale * _square(m, n), "m")
    pair, link = rng.choice((("roads", "footpath"), ("canals", "pipeline"), ("tracks", "tunnel"), ("hedges", "fence")))
    question = (
        f"On a plan with a grid, one unit is {scale} m. Two straight {pair} are drawn from $A{point(*a)}$ to "
        f"$B{point(*b)}$ and from $C{point(*c)}$ to $D{point(*d)}$. A straight {link} is to join their midpoints. How "
        "many meters long will it be? Give the exact value."
    )
    work = (
        f"{middles} ${_find_distance(m, n, 'MN')}$ units.\nOne unit is {scale} m, so the {link} is "
        f"${scale} \\cdot {root_of(_square(m, n))}$ m long, that is {answer}."
    )
    return Draft(question, work, answer, {"ask": "plan", "scale": scale, **_named(A=a, B=b, C=c, D=d)})


def _distance_and_midpoint(rng: random.Random, difficulty: Difficulty) -> Draft:
    return (_straight_on, _with_a_root, _two_midpoints)[difficulty - 1](rng)


FAMILIES: tuple[Family, ...] = (
    Family("distance-and-midpoint", "Distances and midpoints", ("Coordinate geometry",),
           ("Distance formula", "Midpoint formula"), ("middle", "high", "high"), _distance_and_midpoint),
)  # fmt: skip
