"""Tangents, extreme values of cubics, and areas by integration."""

import random
from collections.abc import Sequence
from fractions import Fraction
from math import isqrt

from mathscale_core.families.algebra_text import NAMES, bracket, fraction, maths, polynomial
from mathscale_core.families.family import Difficulty, Draft, Family

Poly = Sequence[int | Fraction]


def _value(p: Poly, x: int | Fraction) -> Fraction:
    """The polynomial's value, coefficients from the highest power down."""
    total = Fraction(0)
    for c in p:
        total = total * x + c
    return total


def _slope(p: Sequence[int]) -> list[int]:
    """The derivative's coefficients."""
    return [c * (len(p) - 1 - i) for i, c in enumerate(p[:-1])]


def _put(p: Sequence[int], x: int) -> str:
    """The polynomial with a number put in, as a formula."""
    text = ""
    for i, c in enumerate(p):
        degree = len(p) - 1 - i
        if c:
            size = "" if abs(c) == 1 and degree else str(abs(c))
            factor = "" if degree == 0 else bracket(x) + (f"^{degree}" if degree > 1 else "")
            sign = ("-" if c < 0 else "") if not text else (" - " if c < 0 else " + ")
            text += sign + size + (r" \cdot " if size and factor else "") + factor
    return text


def _coefficient(rng: random.Random, high: int) -> int:
    return rng.choice((1, -1)) * rng.randint(1, high)


def _tangent_steps(p: Sequence[int], t: int, name: str = "f") -> tuple[str, int, int]:
    """The sentences that lead to the tangent at t, its slope and its intercept."""
    m, y = int(_value(_slope(p), t)), int(_value(p, t))
    b = y - m * t
    return (
        (
            f"By the power rule, ${name}'(x) = {polynomial(_slope(p))}$, so the slope at $x = {t}$ is ${name}'({t}) "
            f"= {m}$.\nThe point is $({t}, {y})$, and $y = {polynomial((m, 0))} + b$ gives $b = {y} - {bracket(m)} "
            f"\\cdot {bracket(t)} = {b}$."
        ),
        m,
        b,
    )


def _tangent(rng: random.Random, difficulty: Difficulty) -> Draft:
    scene, name = rng.randrange(3), rng.choice(NAMES)
    while True:
        if difficulty == 1 or (difficulty == 3 and scene == 1):
            p = [_coefficient(rng, 5), _coefficient(rng, 9), rng.randint(-12, 12)]
        else:
            p = [_coefficient(rng, 3), rng.randint(-6, 6), rng.randint(-9, 9), rng.randint(-12, 12)]
        t = _coefficient(rng, 5 if len(p) == 3 else 3)
        work, m, b = _tangent_steps(p, t)
        # The second zero condition: the tangent meets the cubic again elsewhere.
        again = Fraction(-p[1], p[0]) - 2 * t
        if abs(m) > 1 and b and again != t:
            break
    f = polynomial(p)
    line = f"y = {polynomial((m, b))}"
    numbers: dict[str, int | str] = {**dict(zip("abcd", p, strict=False)), "at": t}
    if scene == 0 and difficulty < 3:
        question = f"Find the equation of the tangent line to the graph of $f(x) = {f}$ at the point with $x = {t}$."
        return Draft(question, f"{work}\nThe tangent line is ${line}$.", f"${line}$", {"ask": "line", **numbers})
    if difficulty == 1 and scene == 1:
        ride = rng.choice(("roller coaster", "bobsled run", "half-pipe", "water slide"))
        question = (
            f"In a sketch, a part of a {ride} has the shape of the curve $y = {f}$. {name} draws the straight beam "
            f"that touches the curve at $x = {t}$. On which line $y = mx + b$ does the beam lie?"
        )
        work = f"The beam lies on the tangent; let $f(x) = {f}$.\n{work}"
        return Draft(question, f"{work}\nThe beam lies on ${line}$.", f"${line}$", {"ask": "beam", **numbers})
    if difficulty == 1:
        question = (
            f"The tangent line to the parabola $y = {f}$ is drawn at the point with $x = {t}$. At which $y$ does it "
            "cross the $y$-axis?"
        )
        work = f"Let $f(x) = {f}$.\n{work}"
        return Draft(question, f"{work}\nThe tangent crosses the $y$-axis at $y = {b}$, so the answer is {b}.", str(b),
                     {"ask": "crossing", **numbers})  # fmt: skip
    if difficulty == 2 and scene == 1:
        s = t + rng.choice((2, 3, 4, 5))
        thing = rng.choice(("toy car", "marble", "model train", "puck"))
        question = (
            f"On a screen a {thing} moves from left to right along the curve $y = {f}$. At the point with $x = {t}$ "
            "it leaves the curve and goes straight on along the tangent. What is its $y$-coordinate when it reaches "
            f"$x = {s}$?"
        )
        work = (
            f"Let $f(x) = {f}$.\n{work}\nAt $x = {s}$ the tangent has ${bracket(m)} \\cdot {bracket(s)} + "
            f"{bracket(b)} = {m * s + b}$, so $y$ is {m * s + b}."
        )
        return Draft(question, work, str(m * s + b), {"ask": "leaves", **numbers, "reach": s})
    if difficulty == 2:
        x = Fraction(-b, m)
        question = (
            f"The tangent line to the curve $y = {f}$ at the point with $x = {t}$ is extended until it meets the "
            "$x$-axis. At which $x$ does this happen?"
        )
        work = f"Let $f(x) = {f}$.\n{work}\nFrom ${polynomial((m, b))} = 0$ it follows that $x = {fraction(x)}$."
        return Draft(question, work, maths(x), {"ask": "zero", **numbers})
    if scene == 0:
        question = (
            f"The tangent line to the curve $y = {f}$ at the point with $x = {t}$ meets the curve in a second point. "
            "What is the $x$-coordinate of the second point?"
        )
        difference = [p[0], p[1], p[2] - m, p[3] - b]
        work = (
            f"Let $f(x) = {f}$.\n{work}\nFor the common points, ${polynomial(difference)} = 0$. The number ${t}$ is "
            f"a double root, so by the sum of the roots the third one is $x = {fraction(Fraction(-p[1], p[0]))} - 2 "
            f"\\cdot {bracket(t)} = {fraction(again)}$.\nThe $x$-coordinate is {maths(again)}."
        )
        return Draft(question, work, maths(again), {"ask": "again", **numbers})
    if scene == 1:
        question = (
            f"For which number $k$ does the line $y = {polynomial((m, 0))} + k$ touch the parabola $y = {f}$ in "
            "exactly one point?"
        )
        work = (
            f"Where the line touches the parabola it is a tangent, so the derivative ${polynomial(_slope(p))}$ "
            f"equals the slope {m}.\nThis gives $x = {t}$ and $y = {_put(p, t)} = {int(_value(p, t))}$.\nThen $k = "
            f"{int(_value(p, t))} - {bracket(m)} \\cdot {bracket(t)} = {b}$, so the answer is {b}."
        )
        del numbers["at"]
        return Draft(question, work, str(b), {"ask": "touch", **numbers, "slope": m})
    area = Fraction(b * b, 2 * abs(m))
    question = (
        f"The tangent line to the curve $y = {f}$ at the point with $x = {t}$ forms a triangle with the two "
        "coordinate axes. What is the area of the triangle?"
    )
    work = (
        f"Let $f(x) = {f}$.\n{work}\nThe line ${line}$ meets the axes at $y = {b}$ and $x = "
        f"{fraction(Fraction(-b, m))}$.\nThe area is $\\frac{{1}}{{2}} \\cdot {abs(b)} \\cdot "
        f"{fraction(Fraction(abs(b), abs(m)))} = {fraction(area)}$."
    )
    return Draft(question, work, maths(area), {"ask": "triangle", **numbers})


def _cubic(rng: random.Random, low: int, high: int) -> tuple[list[int], int, int]:
    """A cubic with whole coefficients and critical points p < q."""
    while True:
        p, q = sorted(rng.sample(range(low, high + 1), 2))
        a = rng.choice((2, 4, -2, -4, 1, -1, 3))
        if a * (p + q) % 2 == 0 and p + q and p * q:
            # f' = 3a(x - p)(x - q)
            return [a, -3 * a * (p + q) // 2, 3 * a * p * q, rng.randint(-20, 20)], p, q


def _critical(f: Sequence[int], p: int, q: int, x: str = "x", name: str = "f") -> str:
    lead = 3 * f[0]
    factors = " ".join(f"({x} {'-' if r > 0 else '+'} {abs(r)})" for r in (p, q)).replace(") (", ")(")
    return (
        f"By the power rule, ${name}'({x}) = {polynomial(_slope(f), x)} = {lead}{factors}$, so the critical points are "
        f"${x} = {p}$ and ${x} = {q}$."
    )


def _extreme(rng: random.Random) -> Draft:
    """Local extremes of a cubic."""
    scene = rng.randrange(3)
    f, p, q = _cubic(rng, -6, 6)
    top, bottom = (p, q) if f[0] > 0 else (q, p)
    x, word = "x", rng.choice(("maximum", "minimum"))
    if scene == 1:
        # Opening hours and visitors: positive times and a level above zero.
        p, q = rng.choice(((1, 3), (1, 5), (2, 4), (2, 6), (3, 5), (3, 7)))
        a = rng.choice((1, 2, 3))
        f, x = [a, -3 * a * (p + q) // 2, 3 * a * p * q, rng.randint(90, 260)], "t"
        top, bottom = p, q
    at = top if word == "maximum" else bottom
    value = int(_value(f, at))
    text = polynomial(f, x)
    numbers: dict[str, int | str] = dict(zip("abcd", f, strict=True))
    kind = "largest" if word == "maximum" else "smallest"
    signs = (
        f"positive to negative at ${x} = {top}$, which is a local maximum, and from negative to positive at ${x} = "
        f"{bottom}$"
    )
    reason = (
        f"{_critical(f, p, q, x, 'N' if scene == 1 else 'f')}\nThe sign of the derivative changes from {signs}, a "
        "local minimum."
    )
    if scene == 0:
        question = f"What is the local {word} value of the function $f(x) = {text}$?"
        work = f"{reason}\nThe local {word} value is $f({at}) = {_put(f, at)} = {value}$, so the answer is {value}."
        return Draft(question, work, str(value), {"ask": "value", "kind": word, **numbers})
    if scene == 1:
        place = rng.choice(("museum", "market hall", "swimming pool", "library", "exhibition"))
        question = (
            f"The number of people in {'an' if place[0] == 'e' else 'a'} {place}, $t$ hours after opening, is "
            f"modeled by $N(t) = {text}$. It has one local {word}. How many people are in the {place} at that moment?"
        )
        work = (
            f"{reason}\nAt the local {word} there are $N({at}) = {_put(f, at)} = {value}$ people.\nThe answer is "
            f"{value} people."
        )
        return Draft(question, work, f"{value} people", {"ask": "people", "kind": word, **numbers})
    question = (
        f"The curve $y = {text}$ has one peak and one valley. What are the coordinates of the "
        f"{'peak' if word == 'maximum' else 'valley'}?"
    )
    work = (
        f"Let $f(x) = {text}$. {reason}\nThe {kind} value nearby is $f({at}) = {_put(f, at)} = {value}$.\n"
        f"The point is $({at}, {value})$."
    )
    return Draft(question, work, f"$({at}, {value})$", {"ask": "point", "kind": word, **numbers})


def _on_interval(rng: random.Random) -> Draft:
    """Largest and smallest values on a closed interval, ends included."""
    scene, word = rng.randrange(3), rng.choice(("largest", "smallest"))
    f, p, q = _cubic(rng, -4, 5)
    left, right = p - rng.randint(1, 3), q + rng.randint(1, 3)
    if rng.random() < 0.5:
        left = p + (q - p) // 2 if (q - p) % 2 == 0 else p
    x, name = "x", "f"
    if scene == 1:
        p, q = rng.choice(((1, 3), (1, 5), (2, 4), (2, 6), (3, 5), (3, 7)))
        a, left, right = rng.choice((1, -1, 2, -2)), 0, q + rng.randint(1, 3)
        f, x, name = [a, -3 * a * (p + q) // 2, 3 * a * p * q, 0], "t", "h"
        f[3] = 10 * rng.randint(1, 9) - min(int(_value(f, z)) for z in (0, p, q, right))
    candidates = sorted({left, right} | {z for z in (p, q) if left < z < right})
    values = [int(_value(f, z)) for z in candidates]
    value = max(values) if word == "largest" else min(values)
    text = polynomial(f, x)
    numbers: dict[str, int | str] = {**dict(zip("abcd", f, strict=True)), "left": left, "right": right}
    table = ", ".join(f"${name}({z}) = {v}$" for z, v in zip(candidates, values, strict=True))
    inside = "Those inside the interval and its ends" if len(candidates) < 4 else "They and the ends of the interval"
    work = f"{_critical(f, p, q, x, name)}\n{inside} give the values {table}.\nThe {word} value is"
    if scene == 0:
        question = (
            f"Find the {word} value of $f(x) = {text}$ on the closed interval from $x = {left}$ to $x = {right}$."
        )
        return Draft(question, f"{work} {value}.", str(value), {"ask": "interval", "kind": word, **numbers})
    if scene == 1:
        body, depth = rng.choice(
            (("a reservoir", "water level"), ("a harbor basin", "water level"), ("a lock", "water level"))
        )
        question = (
            f"During a test the {depth} in {body} is $h(t) = {text}$ centimeters, where $t$ is the time in hours and "
            f"$0 \\le t \\le {right}$. What is the {'highest' if word == 'largest' else 'lowest'} level in this "
            "time, in centimeters?"
        )
        del numbers["left"]
        return Draft(question, f"{work} {value} cm.", f"{value} cm", {"ask": "level", "kind": word, **numbers})
    spread = max(values) - min(values)
    question = (
        f"A computer draws the graph of $f(x) = {text}$ for ${left} \\le x \\le {right}$. How large is the "
        "difference between the largest and the smallest value of the function in this range?"
    )
    work = (
        f"{_critical(f, p, q)}\n{inside} give the values {table}.\nThe difference is ${max(values)} - "
        f"{bracket(min(values))} = {spread}$, so the answer is {spread}."
    )
    return Draft(question, work, str(spread), {"ask": "spread", **numbers})


#: Sheets (length, width, cut) whose best cut is a whole number.
_SHEETS = tuple(
    (a, b, (a + b - root) // 6)
    for a in range(10, 160)
    for b in range(6, a + 1)
    for root in [isqrt(a * a - a * b + b * b)]
    if root * root == a * a - a * b + b * b and (a + b - root) % 6 == 0
)


def _optimum(rng: random.Random) -> Draft:
    """A largest volume, or a cubic that is known by its critical points."""
    scene = rng.randrange(3)
    if scene == 0:
        a, b, cut = rng.choice(_SHEETS)
        volume = cut * (a - 2 * cut) * (b - 2 * cut)
        stuff = rng.choice(("cardboard", "tin", "plastic", "copper"))
        question = (
            f"From the corners of a rectangular sheet of {stuff}, {a} cm by {b} cm, four equal squares are cut off, "
            "and the sides are folded up to make an open box. What is the largest possible volume of the box?"
        )
        slope = [12, -4 * (a + b), a * b]
        work = (
            f"With squares of side $x$ the volume is $V(x) = x({a} - 2x)({b} - 2x) = "
            f"{polynomial((4, -2 * (a + b), a * b, 0))}$ for $0 < x < {fraction(Fraction(b, 2))}$.\nThe derivative "
            f"${polynomial(slope)}$ is zero for $x = {cut}$ and for $x = {fraction(Fraction(a * b, 12 * cut))}$, "
            f"which is too large.\n$V$ is zero at both ends, so the maximum is $V({cut}) = {cut} \\cdot "
            f"{a - 2 * cut} \\cdot {b - 2 * cut} = {volume}$, that is {volume} cm^3."
        )
        return Draft(question, work, f"{volume} cm^3", {"ask": "sheet", "long": a, "wide": b})
    if scene == 1:
        g = 6 * rng.randint(6, 50)
        volume = (g // 6) ** 2 * (g // 3)
        carrier = rng.choice(("parcel service", "post office", "railway", "courier", "airline"))
        question = (
            f"{'An' if carrier[0] == 'a' else 'A'} {carrier} accepts box-shaped parcels if the length plus the "
            f"distance around the square end is at most {g} cm. What is the largest possible volume of such a parcel?"
        )
        work = (
            f"With the side $x$ of the square end, the length is at most ${g} - 4x$, so $V(x) = x^2({g} - 4x) = "
            f"{g}x^2 - 4x^3$.\nThe derivative ${2 * g}x - 12x^2$ is zero for $x = {g // 6}$, where it changes from "
            f"positive to negative.\nThe length is then {g - 4 * g // 6} cm and the volume ${g // 6}^2 \\cdot "
            f"{g // 3} = {volume}$, that is {volume} cm^3."
        )
        return Draft(question, work, f"{volume} cm^3", {"ask": "parcel", "sum": g})
    f, p, q = _cubic(rng, -6, 6)
    f = [1, f[1] // f[0], f[2] // f[0], rng.randint(-20, 20)] if f[1] % f[0] == 0 else f
    if f[0] != 1:
        f = [2, -3 * (p + q), 6 * p * q, f[3]]
    top, bottom = int(_value(f, p)), int(_value(f, q))
    lead = "" if f[0] == 1 else str(f[0])
    question = (
        f"The function $f(x) = {lead}x^3 + ax^2 + bx + c$ has a local maximum at $x = {p}$ with the value {top}, and "
        f"a local minimum at $x = {q}$. What is the value of the local minimum?"
    )
    work = (
        f"The derivative ${3 * f[0]}x^2 + 2ax + b$ has the critical points {p} and {q} as its roots, so it is "
        f"${3 * f[0]}(x - {bracket(p)})(x - {bracket(q)}) = {polynomial(_slope(f))}$.\nHence $a = {f[1]}$ and $b = "
        f"{f[2]}$, and $f({p}) = {top}$ gives $c = {f[3]}$.\nThe local minimum is $f({q}) = {_put(f, q)} = "
        f"{bottom}$, so its value is {bottom}."
    )
    return Draft(question, work, str(bottom), {"ask": "minimum", "lead": f[0], "max at": p, "top": top, "min at": q})


def _cubic_extremes(rng: random.Random, difficulty: Difficulty) -> Draft:
    return (_extreme, _on_interval, _optimum)[difficulty - 1](rng)


FAMILIES: tuple[Family, ...] = (
    Family("tangent-lines", "Tangents to curves", ("Applications of derivatives",), ("Tangent lines", "Power rule"),
           ("high", "college", "college"), _tangent),
    Family("cubic-extremes", "Extreme values of cubics", ("Applications of derivatives", "Derivatives"),
           ("Critical points", "Power rule"), ("high", "college", "college"), _cubic_extremes),
)  # fmt: skip
