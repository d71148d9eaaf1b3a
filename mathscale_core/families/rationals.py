"""Rational equations: the unknown in a denominator, formal and in stories."""

import random
from fractions import Fraction
from math import gcd

from mathscale_core.families.algebra_text import NAMES, count, fraction, polynomial
from mathscale_core.families.family import Difficulty, Draft, Family


def _over(top: int | str, bottom: str) -> str:
    return rf"\frac{{{top}}}{{{bottom}}}"


def _linear_cases(rng: random.Random) -> Draft:
    """Equations that become linear."""
    p, q = 1, 1
    while gcd(p, q) > 1 or p == q:
        p, q = rng.randint(1, 9), rng.randint(2, 9)
    p, q = min(p, q), max(p, q)
    scene = rng.randrange(3)
    if scene == 0:
        while True:
            x, t = rng.choice((-1, 1)) * rng.randint(1, 20), rng.choice((-1, 1)) * rng.randint(1, 5)
            a, c = rng.sample(range(2, 13), 2)
            b, d = a * t - x, c * t - x
            if b and d:
                break
        first, second = polynomial((1, b)), polynomial((1, d))
        equation = f"{_over(a, first)} = {_over(c, second)}"
        work = (
            f"Multiplying by both denominators gives ${a}({second}) = {c}({first})$.\n"
            f"So ${polynomial((a - c, 0))} = {c * b - a * d}$ and $x = {x}$.\n"
            f"For this $x$ the denominators are ${x + b}$ and ${x + d}$, so neither is zero."
        )
        return Draft(
            f"Solve the equation ${equation}$.",
            f"{work}\nThe answer is {x}.",
            str(x),
            {"ask": "equal", "a": a, "b": b, "c": c, "d": d},
        )
    if scene == 1:
        while True:
            t, x = rng.randint(2, 9), rng.choice((-1, 1)) * rng.randint(1, 25)
            n, d = p * t - x, q * t - x
            if n > 0 and d > n:
                break
        old, new = _over(n, str(d)), _over(p, str(q))
        question = (
            f"The same number is added to the numerator and the denominator of ${old}$. The new fraction equals "
            f"${new}$. Which number is added?"
        )
        equation = f"{_over(f'{n} + x', f'{d} + x')} = {new}"
        work = f"The number $x$ satisfies ${equation}$.\nMultiplying gives ${q}({n} + x) = {p}({d} + x)$.\n"
        work += f"So ${polynomial((q - p, 0))} = {p * d - q * n}$ and $x = {x}$."
        return Draft(
            question, f"{work}\nThe number is {x}.", str(x), {"ask": "fraction", "n": n, "d": d, "p": p, "q": q}
        )
    while 2 * p < q or p == 0:
        p = q - p
    while True:
        t, x = rng.randint(3, 15), rng.randint(2, 25)
        hits, tries = p * t - x, q * t - x
        if hits >= 3:
            break
    name = rng.choice(NAMES)
    what, verb = rng.choice((("penalties", "scored"), ("free throws", "made"), ("serves", "landed")))
    question = (
        f"So far {name} has {verb} {hits} out of {tries} {what}. How many successful {what} in a row must follow so "
        f"that exactly ${_over(p, str(q))}$ of all attempts are successful?"
    )
    equation = f"{_over(f'{hits} + x', f'{tries} + x')} = {_over(p, str(q))}"
    work = f"With $x$ more successes: ${equation}$.\nMultiplying gives ${q}({hits} + x) = {p}({tries} + x)$.\n"
    work += f"So ${polynomial((q - p, 0))} = {p * tries - q * hits}$ and $x = {x}$."
    return Draft(
        question, f"{work}\nThe answer is {x}.", str(x), {"ask": "hits", "hits": hits, "tries": tries, "p": p, "q": q}
    )


def _boat(rng: random.Random, difficulty: Difficulty) -> Draft:
    """Upstream and downstream; at difficulty 3 with two distances."""
    boat = rng.choice(("rowing boat", "canoe", "ferry", "motorboat"))
    while True:
        w = rng.randint(1, 4) if boat in ("rowing boat", "canoe") else rng.randint(2, 8)
        v = rng.randint(w + 2, 11) if boat in ("rowing boat", "canoe") else rng.randint(w + 5, 40)
        if difficulty == 2:
            unit = (v * v - w * w) // gcd(2 * v, v * v - w * w)
            up = down = unit * rng.randint(1, 4)
        else:
            up, down = (v - w) * rng.randint(1, 5), (v + w) * rng.randint(1, 5)
        hours = Fraction(up, v - w) + Fraction(down, v + w)
        if hours.denominator == 1 and hours <= 12 and (difficulty == 2 or up != down):
            break
    total = int(hours)
    way = (
        f"{up} km upstream and the same way back"
        if difficulty == 2
        else f"{up} km upstream and then, after turning, {down} km downstream"
    )
    question = (
        f"A {boat} travels {way}. The current flows at {w} km/h, and the trip takes {count(total, 'hour')} of travel "
        "in all. How fast does the boat move in still water?"
    )
    slow, fast = f"v - {w}", f"v + {w}"
    work = (
        f"With the speed $v$ in still water: ${_over(up, slow)} + {_over(down, fast)} = {total}$.\n"
        f"Multiplying by $({slow})({fast})$ gives ${up}({fast}) + {down}({slow}) = {total}(v^2 - {w * w})$.\n"
        f"So ${polynomial((total, -up - down, (down - up) * w - total * w * w), 'v')} = 0$, and its only root larger "
        f"than {w} is $v = {v}$.\nThe boat's speed in still water is {v} km/h."
    )
    parameters: dict[str, int | str] = {"ask": "boat", "up": up, "current": w, "hours": total}
    return Draft(question, work, f"{v} km/h", parameters if difficulty == 2 else {**parameters, "down": down})


def _quadratic_cases(rng: random.Random) -> Draft:
    """Equations that become quadratic with one fitting root."""
    scene = rng.randrange(3)
    if scene == 0:
        return _boat(rng, 2)
    if scene == 1:
        while True:
            x, more = 2 * rng.randint(2, 60), rng.randint(2, 90)
            together = Fraction(x * (x + more), 2 * x + more)
            if together.denominator == 1:
                break
        h, machine = int(together), rng.choice(("pump", "pipe", "hose"))
        place = rng.choice(("a pool", "a water tank", "a fountain basin"))
        question = (
            f"Working alone, a small {machine} needs {count(more, 'minute')} longer to fill {place} than a large one. "
            f"Together they fill it in {count(h, 'minute')}. How long does the large {machine} need alone?"
        )
        sum_ = f"{_over(1, 'x')} + {_over(1, f'x + {more}')} = {_over(1, str(h))}"
        work = (
            f"With $x$ minutes for the large {machine}: ${sum_}$.\nMultiplying by all denominators gives ${h}(2x + "
            f"{more}) = x(x + {more})$.\nSo ${polynomial((1, more - 2 * h, -h * more))} = 0$, and its only positive "
            f"root is $x = {x}$.\nThe large {machine} needs {count(x, 'minute')}."
        )
        return Draft(question, work, count(x, "minute"), {"ask": "pumps", "more": more, "together": h})
    x, c, u, v = rng.randint(2, 12), rng.randint(1, 9), rng.randint(1, 6), rng.randint(1, 6)
    a, b, s = x * u, (x + c) * v, u + v
    equation = f"{_over(a, 'x')} + {_over(b, f'x + {c}')} = {s}"
    work = (
        f"Multiplying by $x(x + {c})$ gives ${a}(x + {c}) + {polynomial((b, 0))} = {s}x(x + {c})$.\n"
        f"So ${polynomial((s, s * c - a - b, -a * c))} = 0$, and the product of its roots is negative.\n"
        f"Its only positive root is $x = {x}$.\nThe answer is {x}."
    )
    return Draft(
        f"Find the positive solution of ${equation}$.", work, str(x), {"ask": "sum", "a": a, "c": c, "b": b, "s": s}
    )


def _false_root(rng: random.Random) -> Draft:
    while True:
        a, b = rng.choice((-1, 1)) * rng.randint(1, 8), rng.choice((-1, 1)) * rng.randint(1, 9)
        r = rng.choice((-1, 1)) * rng.randint(1, 15)
        k, m = a + r + b, a * (a + b)
        if r not in (a, -b) and k and m and k > 0 and a + b:
            break
    left, right = polynomial((1, -a)), polynomial((1, b))
    equation = f"{_over('x', left)} - {_over(k, right)} = {_over(m, f'({left})({right})')}"
    question = f"Find all real solutions of ${equation}$."
    product = f"x({right}) - ({polynomial((k, -a * k))})" if k > 1 else f"x({right}) - ({left})"
    work = (
        f"Multiplying by $({left})({right})$ gives ${product} = {m}$, that is ${polynomial((1, b - k, a * k - m))} = "
        f"0$.\nIts roots are ${a}$ and ${r}$.\n"
        f"For $x = {a}$ the denominator ${left}$ is zero, so it is not a solution.\nThe answer is {r}."
    )
    return Draft(question, work, str(r), {"ask": "false-root", "a": -a, "k": k, "b": b, "m": m})


def _faster(rng: random.Random) -> Draft:
    vehicle, low, high = rng.choice((("coach", 40, 90), ("train", 60, 150), ("cyclist", 12, 24), ("truck", 40, 80)))
    while True:
        v, s = rng.randint(low, high), rng.randint(2, 6 if vehicle == "cyclist" else 30)
        if vehicle != "cyclist":
            v, s = v // 5 * 5, 5 * max(1, s // 5)
        d = rng.randint(2, 9) * (10 if vehicle == "cyclist" else 60) + rng.choice((0, 20, 30, 45))
        saved = 60 * (Fraction(d, v) - Fraction(d, v + s))
        if saved.denominator == 1 and saved >= 5:
            break
    minutes = int(saved)
    question = (
        f"A {vehicle} covers {d} km at a constant speed. If it were {s} km/h faster, the trip would take "
        f"{count(minutes, 'minute')} less. What is the speed of the {vehicle}?"
    ).replace("If it were", "If the cyclist were" if vehicle == "cyclist" else "If it were")
    hours = Fraction(minutes, 60)
    product = Fraction(d * s) / hours
    work = (
        f"With the speed $v$ in km/h: ${_over(d, 'v')} - {_over(d, f'v + {s}')} = {fraction(hours)}$.\n"
        f"Multiplying by both denominators gives ${d * s} = {'' if hours == 1 else fraction(hours)}v(v + {s})$, that "
        f"is $v^2 + {s}v - {fraction(product)} = 0$.\nIts only positive root is $v = {v}$.\nThe speed is {v} km/h."
    )
    return Draft(question, work, f"{v} km/h", {"ask": "faster", "distance": d, "plus": s, "minutes": minutes})


def _rational_equation(rng: random.Random, difficulty: Difficulty) -> Draft:
    if difficulty == 1:
        return _linear_cases(rng)
    if difficulty == 2:
        return _quadratic_cases(rng)
    scene = rng.randrange(4)
    return _boat(rng, 3) if scene == 0 else _faster(rng) if scene == 1 else _false_root(rng)


FAMILIES: tuple[Family, ...] = (
    Family("rational-equation", "The unknown in a denominator", ("Rational expressions",), ("Rational equations",),
           ("middle", "high", "competition"), _rational_equation),
)  # fmt: skip
