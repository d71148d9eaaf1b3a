"""Polynomials: products, remainders, factors."""

import random
from math import gcd

from mathscale_core.families.algebra_text import NAMES, bracket, polynomial, times
from mathscale_core.families.family import Difficulty, Draft, Family


def _nonzero(rng: random.Random, size: int) -> int:
    return rng.choice((-1, 1)) * rng.randint(1, size)


def _product(first: tuple[int, ...], second: tuple[int, ...]) -> tuple[int, ...]:
    """Coefficients of the product, highest power first."""
    result = [0] * (len(first) + len(second) - 1)
    for i, a in enumerate(first):
        for j, b in enumerate(second):
            result[i + j] += a * b
    return tuple(result)


def _polynomial_product(rng: random.Random, difficulty: Difficulty) -> Draft:
    positive = rng.random() < 0.4  # lengths of rectangles and boxes should not look negative

    def low() -> int:
        return rng.randint(1, 9) if positive else _nonzero(rng, 9)

    factors: list[tuple[int, ...]] = [(rng.randint(1, 6), low()), (rng.randint(2, 7), low())]
    if difficulty == 2:
        factors[1] = (rng.randint(1, 5), low(), low())
    if difficulty == 3:
        factors.append((rng.randint(1, 4), low()))
    steps, product = [], factors[0]
    for factor in factors[1:]:
        before, product = product, _product(product, factor)
        steps.append(f"$({polynomial(before)})({polynomial(factor)}) = {polynomial(product)}$.")
    text = "".join(f"({polynomial(f)})" for f in factors)
    degree = rng.choice([len(product) - 1 - i for i in range(1, len(product) - 1)])
    wanted = product[len(product) - 1 - degree]
    letters = "x" if degree == 1 else f"x^{degree}"
    shown = f"${polynomial(product)}$"
    wordings = [
        ("expand", f"Expand ${text}$ and combine like terms.", shown),
        ("coefficient", f"What is the coefficient of ${letters}$ in the expansion of ${text}$?", str(wanted)),
    ]
    sides = [f"${polynomial(f)}$" for f in factors]
    if positive and difficulty < 3:
        thing = rng.choice(("sports hall", "car park", "school garden", "market square"))
        wordings += [
            (
                "area",
                f"A rectangular {thing} is {sides[0]} meters wide and {sides[1]} meters long. Write its area as a "
                "polynomial in $x$ without brackets.",
                f"{shown} m^2",
            )
        ] * 2
    elif positive:
        thing = rng.choice(("crate", "fish tank", "cardboard box", "storage chest"))
        wordings += [
            (
                "volume",
                f"A rectangular {thing} has edges of length {sides[0]} cm, {sides[1]} cm and {sides[2]} cm. Write its "
                "volume as a polynomial in $x$ without brackets.",
                f"{shown} cm^3",
            )
        ] * 2
    ask, question, answer = rng.choice(wordings)
    parameters: dict[str, int | str] = {"ask": ask}
    for letter, factor in zip("abc", factors, strict=False):
        parameters |= {f"{letter}{len(factor) - 1 - i}": value for i, value in enumerate(factor)}
    if ask == "coefficient":
        parameters["degree"] = degree
    end = f"The coefficient of ${letters}$ is {answer}." if ask == "coefficient" else f"The result is {answer}."
    return Draft(question, "\n".join(["Multiply every term by every term.", *steps, end]), answer, parameters)


def _at(coefficients: tuple[int, ...], x: int) -> int:
    value = 0
    for c in coefficients:
        value = value * x + c
    return value


def _remainder_theorem(rng: random.Random, difficulty: Difficulty) -> Draft:
    a = _nonzero(rng, 3 if difficulty < 3 else 6)
    p = (rng.randint(1, 4), _nonzero(rng, 6), _nonzero(rng, 9), _nonzero(rng, 12))
    r = _at(p, a)
    divisor, name = polynomial((1, -a)), rng.choice(NAMES)
    parameters: dict[str, int | str]
    if difficulty == 1:
        text = polynomial(p)
        question = rng.choice(
            (
                f"What is the remainder when $p(x) = {text}$ is divided by ${divisor}$?",
                f"Which number must be subtracted from ${text}$ so that the resulting polynomial is divisible by "
                f"${divisor}$?",
                f"{name} writes ${text} = ({divisor}) \\cdot q(x) + r$ with a polynomial $q(x)$ and a number $r$. "
                "Find $r$.",
            )
        )
        value = (
            " + ".join(times(str(c), f"{bracket(a)}^{3 - i}") if i < 3 else str(c) for i, c in enumerate(p))
            .replace("+ -", "- ")
            .replace("^1", "")
        )
        work = (
            f"By the remainder theorem the remainder on division by ${divisor}$ is $p({a})$.\n$p({a}) = {value} = {r}$."
        )
        parameters = {"c3": p[0], "c2": p[1], "c1": p[2], "c0": p[3], "a": a}
        return Draft(question, f"{work}\nThe answer is {r}.", str(r), parameters)
    if difficulty == 2:
        place = rng.choice((1, 2))
        k, letters = p[place], ("x^2", "x")[place - 1]
        rest = polynomial((p[0], 0, 0, 0))
        middle = (0, p[2], p[3]) if place == 1 else (p[1], 0, p[3])
        tail = [polynomial((c, *[0] * (2 - i))) for i, c in enumerate(middle) if c]
        parts = [rest, f"k{letters}", *tail] if place == 1 else [rest, tail[0], f"k{letters}", tail[1]]
        text = " + ".join(parts).replace("+ -", "- ")
        question = rng.choice(
            (
                f"When $p(x) = {text}$ is divided by ${divisor}$, the remainder is {r}. Find $k$.",
                f"{name} divides ${text}$ by ${divisor}$ and gets the remainder {r}. Which number is $k$?",
                f"For which number $k$ does subtracting ${r}$ from ${text}$ leave a polynomial with the factor "
                f"${divisor}$?",
            )
        )
        factor, known = a ** (3 - place), r - k * a ** (3 - place)
        work = (
            f"With $p(x)$ for the polynomial, the remainder theorem says $p({a}) = {r}$.\n"
            f"Putting $x = {a}$ in gives ${polynomial((factor, known), 'k')} = {r}$"
            + (f", so ${polynomial((factor, 0), 'k')} = {r - known}$." if factor != 1 else ".")
        )
        known_names = {"c3": p[0], ("c1" if place == 1 else "c2"): p[2 if place == 1 else 1], "c0": p[3]}
        parameters = {**known_names, "a": a, "r": r}
        return Draft(question, f"{work}\nSo $k = {k}$.", str(k), parameters)
    b = a
    while b in (a, 0):
        b = rng.randint(-6, 8)
    m, n = _nonzero(rng, 7), rng.randint(-15, 15)
    r1, r2 = m * a + n, m * b + n
    other = polynomial((1, -b))
    question = rng.choice(
        (
            f"A polynomial leaves the remainder {r1} on division by ${divisor}$ and the remainder {r2} on division by "
            f"${other}$. What remainder does it leave on division by $({divisor})({other})$?",
            f"A polynomial $p$ satisfies $p({a}) = {r1}$ and $p({b}) = {r2}$. Find the remainder when $p(x)$ is "
            f"divided by $({divisor})({other})$.",
            f"{name} no longer has the polynomial $p(x)$, only a note: divided by ${divisor}$ it leaves {r1}, divided "
            f"by ${other}$ it leaves {r2}. Which linear polynomial is left when $p(x)$ is divided by "
            f"$({divisor})({other})$?",
        )
    )
    answer = f"${polynomial((m, n))}$"
    work = (
        "The remainder has the form $mx + n$, because the divisor has degree 2.\n"
        f"The remainder theorem gives ${polynomial((a, 0), 'm')} + n = {r1}$ and ${polynomial((b, 0), 'm')} + n = "
        f"{r2}$.\n"
        f"Subtracting the first from the second, ${polynomial((b - a, 0), 'm')} = {r2 - r1}$"
        + (f", so $m = {m}$ and $n = {n}$." if b - a != 1 else f", and then $n = {n}$.")
    )
    return Draft(question, f"{work}\nThe remainder is {answer}.", answer, {"a": a, "r1": r1, "b": b, "r2": r2})


def _factor_trinomial(rng: random.Random, difficulty: Difficulty) -> Draft:
    size = 16 if difficulty == 1 else 11
    k = rng.randint(2, 6) if difficulty == 3 else 1
    u, v, p, q = 1, 1, 0, 0
    while p == q or gcd(u, p) > 1 or gcd(v, q) > 1 or u * q + v * p == 0:
        u, v = (1, 1) if difficulty == 1 else (rng.randint(1, 3), rng.randint(2, 5))
        u, v = min(u, v), max(u, v)
        p, q = sorted((_nonzero(rng, size), _nonzero(rng, size)))
        if difficulty > 1 and u == v:
            v += 1
    side_story = p > 0 and q > 0
    whole = tuple(k * c for c in (u * v, u * q + v * p, p * q))
    text, first, second = polynomial(whole), polynomial((u, p)), polynomial((v, q))
    product = f"{'' if k == 1 else k}({first})({second})"
    pattern = f"{'' if k == 1 else k}({'' if u == 1 else u}x + p)({'' if v == 1 else v}x + q)"
    order = " and $p < q$" if difficulty == 1 else ""
    thing = rng.choice(("poster", "window", "rug", "solar panel"))
    known = polynomial((k * u, k * p))
    wordings = [
        ("factor", f"Factor ${text}$ completely.", f"${product}$"),
        (
            "pair",
            f"The trinomial ${text}$ equals ${pattern}$ with integers $p$ and $q${order}. Find the pair $(p, q)$.",
            f"$({p}, {q})$",
        ),
        (
            "side",
            f"The area of a rectangular {thing} is ${text}$ cm^2, and one side is ${known}$ cm long. How long is the "
            "other side, as an expression in $x$?",
            f"${second}$ cm",
        ),
    ]
    ask, question, answer = rng.choice(wordings + wordings[2:] if side_story else wordings[:2])
    parameters: dict[str, int | str] = {"ask": ask, "a": whole[0], "b": whole[1], "c": whole[2]}
    if ask == "pair":
        parameters |= {"k": k, "u": u, "v": v}
    if ask == "side":
        parameters |= {"side1": k * u, "side0": k * p}
    inner = (u * v, u * q + v * p, p * q)
    steps = [f"Taking out the common factor {k}: ${text} = {k}({polynomial(inner)})$."] if k > 1 else []
    goal, total = u * v * p * q, u * q + v * p
    steps.append(f"Look for two numbers with product ${goal}$ and sum ${total}$: they are ${v * p}$ and ${u * q}$.")
    if u * v > 1:
        one, two = polynomial((v * p, 0)), polynomial((u * q, 0))
        split = f"{polynomial((u * v, 0, 0))} + {one} + {two} + {p * q}".replace("+ -", "- ")
        steps.append(f"${split} = ({first})({second})$.")
    end = {"factor": f"So the trinomial is {answer}.", "pair": f"So ${text} = {product}$ and $(p, q) = ({p}, {q})$."}
    steps.append(end.get(ask, f"So the area is $({known})({second})$, and the other side is {answer} long."))
    return Draft(question, "\n".join(steps), answer, parameters)


FAMILIES: tuple[Family, ...] = (
    Family("polynomial-product", "Multiplying out brackets", ("Polynomials",),
           ("Polynomial multiplication", "Combining like terms", "Distributive property"), ("middle", "high", "high"),
           _polynomial_product),
    Family("remainder-theorem", "Remainders of polynomials", ("Polynomials",),
           ("Remainder theorem", "Evaluating expressions"), ("high", "high", "competition"), _remainder_theorem),
    Family("factor-trinomial", "Factoring trinomials", ("Factoring",),
           ("Factoring trinomials", "Listing factors"), ("middle", "high", "high"), _factor_trinomial),
)  # fmt: skip
