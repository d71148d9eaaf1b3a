"""Logarithmic equations."""

import random

from mathscale_core.families.algebra_text import polynomial, power
from mathscale_core.families.family import Difficulty, Draft, Family


def _log(base: int, inside: str | int) -> str:
    return rf"\log_{{{base}}} {inside}" if isinstance(inside, int) else rf"\log_{{{base}}}({inside})"


def _one_log(rng: random.Random) -> Draft:
    """log(x + p) plus or minus log c is n."""
    base, p = rng.choice((2, 3, 5, 6, 10)), rng.choice((-1, 1)) * rng.randint(1, 30)
    n = rng.randint(2, {2: 7, 3: 5}.get(base, 3))
    sign = rng.choice(("+", "-"))
    if sign == "+":
        c = rng.choice([d for d in range(2, base**n) if base**n % d == 0])
        u = base**n // c
    else:
        c, n = rng.randint(2, 12), min(n, 3)
        u = c * base**n
    x, inside = u - p, polynomial((1, p))
    both = f"{_log(base, inside)} {sign} {_log(base, c)}"
    question = rng.choice(
        (
            f"Solve the equation ${both} = {n}$.",
            f"For which $x$ does the function $f(x) = {both}$ have the value {n}?",
            f"An instrument that is fed $P$ watts shows ${_log(base, 'P')}$. The number that it shows for "
            f"${inside}$ watts "
            + (
                f"and the number ${_log(base, c)}$ add up to {n}. Find $x$."
                if sign == "+"
                else f"exceeds the number ${_log(base, c)}$ by {n}. Find $x$."
            ),
        )
    )
    joined = rf"({inside}) \cdot {c}" if sign == "+" else rf"\frac{{{inside}}}{{{c}}}"
    law = (
        "The sum of logarithms is the logarithm of the product"
        if sign == "+"
        else "The difference of logarithms is the logarithm of the quotient"
    )
    work = (
        f"{law}: ${joined} = {power(base, n)} = {base**n}$.\nSo ${inside} = {u}$, which is positive as it must be, and "
        f"$x = {x}$.\nThe answer is {x}."
    )
    return Draft(question, work, str(x), {"base": base, "p": p, "sign": sign, "c": c, "n": n})


def _two_logs(rng: random.Random) -> Draft:
    """log(x + p) + log(x + q) is n; one of the two roots is false."""
    base = rng.choice((2, 3, 6, 10, 12))
    n = rng.randint(*{2: (3, 8), 3: (2, 6)}.get(base, (1, 3)))
    u = rng.choice([d for d in range(1, base**n) if base**n % d == 0 and d * d < base**n])
    v = base**n // u
    x = rng.randint(-20, 20)
    p, q = (u - x, v - x) if rng.random() < 0.5 else (v - x, u - x)
    first, second = polynomial((1, p)), polynomial((1, q))
    f, g = _log(base, first), _log(base, second)
    other = -p - q - x
    question = rng.choice(
        (
            f"Find all real solutions of ${f} + {g} = {n}$.",
            f"Let $f(x) = {f}$ and $g(x) = {g}$. For which real $x$ is $f(x) + g(x) = {n}$?",
            f"An instrument that is fed $P$ watts shows ${_log(base, 'P')}$. It is fed ${first}$ watts and later "
            f"${second}$ watts, and the two numbers it shows add up to {n}. Find $x$.",
        )
    )
    work = (
        f"The sum of logarithms is the logarithm of the product: $({first})({second}) = {power(base, n)} = "
        f"{base**n}$.\n"
        f"So ${polynomial((1, p + q, p * q - base**n))} = 0$, with the roots ${x}$ and ${other}$.\n"
        f"For $x = {other}$ the logarithms are taken of negative numbers, so it is not a solution.\nThe answer is {x}."
    )
    return Draft(question, work, str(x), {"base": base, "p": p, "q": q, "n": n})


def _double_log(rng: random.Random) -> Draft:
    """2 log(x + p) - log(x + q) is n, with one or two solutions."""
    while True:
        base = rng.choice((2, 3, 4, 5, 6, 10))
        n = rng.randint(1, {2: 5, 3: 3}.get(base, 2))
        power_value, w = base**n, rng.randint(1, 60)
        x = rng.randint(-20, 25)
        p, q = w - x, w * w // power_value - x
        if w * w % power_value == 0 and 2 * w != power_value and p and q and p != q:
            break
    first, second = polynomial((1, p)), polynomial((1, q))
    f, g = _log(base, first), _log(base, second)
    other = power_value - 2 * p - x
    question = rng.choice(
        (
            f"Find all real solutions of $2 {f} - {g} = {n}$.",
            f"Let $f(x) = {f}$ and $g(x) = {g}$. For which real $x$ is $2f(x) - g(x) = {n}$?",
            f"An instrument that is fed $P$ watts shows ${_log(base, 'P')}$. Twice the number shown for ${first}$ "
            f"watts exceeds the number shown for ${second}$ watts by {n}. Find all possible values of $x$.",
        )
    )
    two = w < power_value
    low, high = sorted((x, other))
    answer = f"$x = {low}$ or $x = {high}$" if two else str(x)
    middle = polynomial((1, 2 * p, p * p))
    check = (
        "Both roots make both logarithms' arguments positive, so both are solutions."
        if two
        else f"For $x = {other}$ the number ${first}$ is not positive, so this root is not a solution."
    )
    work = (
        rf"The laws of logarithms give $\frac{{({first})^2}}{{{second}}} = {power(base, n)} = {power_value}$."
        "\n"
        f"So ${middle} = {polynomial((power_value, power_value * q))}$, that is "
        f"${polynomial((1, 2 * p - power_value, p * p - power_value * q))} = 0$, with the roots ${low}$ and ${high}$.\n"
        f"{check}\nThe answer is {answer}."
    )
    return Draft(question, work, answer, {"base": base, "p": p, "q": q, "n": n, "ask": "double"})


def _log_equation(rng: random.Random, difficulty: Difficulty) -> Draft:
    return (_one_log, _two_logs, _double_log)[difficulty - 1](rng)


FAMILIES: tuple[Family, ...] = (
    Family("log-equation", "Equations with logarithms", ("Logarithms",),
           ("Laws of logarithms", "Logarithmic equations"), ("high", "high", "competition"), _log_equation),
)  # fmt: skip
