"""Checkers for the families of polynomials."""

import re
from fractions import Fraction
from itertools import combinations_with_replacement

from mathscale_core import answers
from mathscale_core.families.checkers.algebra_reading import (
    coefficients,
    dense,
    integers,
    read,
    same_polynomial,
    text_of,
    value,
    whole,
)  # fmt: skip
from mathscale_core.families.checkers.checker import Checker, UnreadableQuestionError
from mathscale_core.families.family import Parameters


def _brackets(text: str) -> list[str]:
    if not re.fullmatch(r"(\([^()]+\))+", text):
        raise UnreadableQuestionError(f"not a product of brackets: {text!r}")
    return re.findall(r"\(([^()]+)\)", text)


def _read_polynomial_product(question: str) -> Parameters:
    ask, texts = read(
        question,
        ("expand", "Expand $@@e$ and combine like terms."),
        ("coefficient", "What is the coefficient of $@@power$ in the expansion of $@@e$?"),
        (
            "area",
            "A rectangular ~ is $@@a$ meters wide and $@@b$ meters long. Write its area as a polynomial in $x$ "
            "without brackets.",
        ),
        (
            "volume",
            "A rectangular ~ has edges of length $@@a$ cm, $@@b$ cm and $@@c$ cm. Write its volume as a polynomial in "
            "$x$ without brackets.",
        ),
    )
    factors = _brackets(texts["e"]) if "e" in texts else [texts[letter] for letter in "abc" if letter in texts]
    parameters: dict[str, int | str] = {"ask": ask}
    for letter, factor in zip("abc", factors, strict=False):
        size = max(coefficients(factor)) + 1
        parameters |= {f"{letter}{size - 1 - i}": c for i, c in enumerate(dense(factor, size))}
    if "power" in texts:
        parameters["degree"] = max(coefficients(texts["power"]))
    return parameters


def _solve_polynomial_product(parameters: Parameters) -> str:
    """The product's values at 0, 1, 2, ... fix its coefficients, by Newton's divided differences."""
    factors = []
    for letter in "abc":
        size = sum(1 for name in parameters if re.fullmatch(rf"{letter}\d", name))
        if size:
            factors.append([int(parameters[f"{letter}{size - 1 - i}"]) for i in range(size)])
    degree = sum(len(factor) - 1 for factor in factors)
    row = [Fraction(1)] * (degree + 1)
    for factor in factors:
        row = [row[x] * value(factor, x) for x in range(degree + 1)]
    newton = []
    for step in range(1, degree + 2):
        newton.append(row[0])
        row = [(row[i + 1] - row[i]) / step for i in range(len(row) - 1)]
    result = [Fraction(0)] * (degree + 1)  # lowest power first
    for x, c in reversed(list(enumerate(newton))):
        result = [(result[i - 1] if i else Fraction(0)) - x * result[i] for i in range(degree + 1)]
        result[0] += c
    numbers = [int(c) for c in reversed(result)]
    if parameters["ask"] == "coefficient":
        return str(numbers[degree - int(parameters["degree"])])
    unit = {"area": " m^2", "volume": " cm^3"}.get(str(parameters["ask"]), "")
    return f"${text_of(numbers)}${unit}"


def _root_of(divisor: str) -> int:
    one, minus = dense(divisor, 2)
    if one != 1:
        raise UnreadableQuestionError(f"unexpected divisor: {divisor!r}")
    return -minus


def _read_remainder_theorem(question: str) -> Parameters:
    label, texts = read(
        question,
        ("unknown", "When $p(x) = @@p$ is divided by $@@divisor$, the remainder is @r. Find $k$."),
        ("unknown", "~ divides $@@p$ by $@@divisor$ and gets the remainder @r. Which number is $k$?"),
        (
            "unknown",
            "For which number $k$ does subtracting $@r$ from $@@p$ leave a polynomial with the factor $@@divisor$?",
        ),
        ("number", "What is the remainder when $p(x) = @@p$ is divided by $@@divisor$?"),
        (
            "number",
            "Which number must be subtracted from $@@p$ so that the resulting polynomial is divisible by $@@divisor$?",
        ),
        ("number", r"~ writes $@@p = (@@divisor) \cdot q(x) + r$ with a polynomial $q(x)$ and a number $r$. Find $r$."),
        (
            "two",
            "A polynomial leaves the remainder @r1 on division by $@@first$ and the remainder @r2 on division by "
            "$@@second$. What remainder does it leave on division by $@@product$?",
        ),
        (
            "two values",
            "A polynomial $p$ satisfies $p(@a) = @r1$ and $p(@b) = @r2$. Find the remainder when $p(x)$ is divided by "
            "$@@product$.",
        ),
        (
            "two",
            "~ no longer has the polynomial $p(x)$, only a note: divided by $@@first$ it leaves @r1, divided by "
            "$@@second$ it leaves @r2. Which linear polynomial is left when $p(x)$ is divided by $@@product$?",
        ),
    )
    if label.startswith("two"):
        a, b = (_root_of(factor) for factor in _brackets(texts["product"]))
        stated = (
            (_root_of(texts["first"]), _root_of(texts["second"]))
            if label == "two"
            else (whole(texts["a"]), whole(texts["b"]))
        )
        if stated != (a, b):
            raise UnreadableQuestionError(f"the divisors do not fit: {stated} and {(a, b)}")
        return {"a": a, "r1": whole(texts["r1"]), "b": b, "r2": whole(texts["r2"])}
    a = _root_of(texts["divisor"])
    if label == "number":
        c3, c2, c1, c0 = dense(texts["p"], 4)
        return {"c3": c3, "c2": c2, "c1": c1, "c0": c0, "a": a}
    unknown = 2 if "kx^2" in texts["p"] else 1
    # The term with k is left out, the others are read.
    rest = coefficients(texts["p"].replace("+ kx^2", "").replace("+ kx", "").strip())
    return {f"c{degree}": c for degree, c in rest.items() if degree != unknown} | {"a": a, "r": whole(texts["r"])}


def _divide(polynomial: list[int], divisor: list[int]) -> list[Fraction]:
    """The remainder of long division, highest power first."""
    rest = [Fraction(c) for c in polynomial]
    while len(rest) >= len(divisor):
        factor = rest[0] / divisor[0]
        for i, c in enumerate(divisor):
            rest[i] -= factor * c
        rest.pop(0)
    return rest


def _solve_remainder_theorem(parameters: Parameters) -> str:
    """By long division; an unknown coefficient and an unknown linear remainder are searched for."""
    a = int(parameters["a"])
    if "r1" in parameters:
        b, r1, r2 = (int(parameters[name]) for name in ("b", "r1", "r2"))
        for m in integers():
            n = r1 - m * a
            if _divide([m, n], [1, -b]) == [r2]:
                return f"${text_of((m, n))}$"
            if abs(m) > 1000:
                return "no linear remainder"
    c = [int(parameters.get(f"c{degree}", 0)) for degree in (3, 2, 1, 0)]
    if "r" not in parameters:
        return str(_divide(c, [1, -a])[0])
    place = 1 if "c2" not in parameters else 2
    for k in integers():
        c[place] = k
        if _divide(c, [1, -a]) == [int(parameters["r"])]:
            return str(k)
        if abs(k) > 1000:
            break
    return "no whole coefficient"


def _read_factor_trinomial(question: str) -> Parameters:
    ask, texts = read(
        question,
        ("factor", "Factor $@@t$ completely."),
        ("pair", "The trinomial $@@t$ equals $@@form$ with integers $p$ and $q$ and $p < q$. Find the pair $(p, q)$."),
        ("pair", "The trinomial $@@t$ equals $@@form$ with integers $p$ and $q$. Find the pair $(p, q)$."),
        (
            "side",
            "The area of a rectangular ~ is $@@t$ cm^2, and one side is $@@side$ cm long. How long is the other side, "
            "as an expression in $x$?",
        ),
    )
    a, b, c = dense(texts["t"], 3)
    parameters: dict[str, int | str] = {"ask": ask, "a": a, "b": b, "c": c}
    if ask == "pair":
        found = re.fullmatch(r"(\d*)\((\d*)x \+ p\)\((\d*)x \+ q\)", texts["form"])
        if not found:
            raise UnreadableQuestionError(f"not two factors: {texts['form']!r}")
        parameters |= {name: int(text or 1) for name, text in zip("kuv", found.groups(), strict=True)}
    if ask == "side":
        parameters |= dict(zip(("side1", "side0"), dense(texts["side"], 2), strict=True))
    return parameters


def _solve_factor_trinomial(parameters: Parameters) -> str:
    """All pairs of linear factors with leading coefficients u and v are tried at three places."""
    a, b, c = (int(parameters[name]) for name in "abc")
    if parameters["ask"] == "side":
        s1, s0 = int(parameters["side1"]), int(parameters["side0"])
        fits = [
            (m, n)
            for m in range(1, abs(a) + 1)
            for n in range(-abs(c), abs(c) + 1)
            if s1 * m == a and s0 * n == c and s1 * n + s0 * m == b
        ]
        return f"${text_of(fits[0])}$ cm" if len(fits) == 1 else "no single side"
    k = next(d for d in range(abs(a), 0, -1) if a % d == b % d == c % d == 0)
    if parameters["ask"] == "pair":
        k = int(parameters["k"])
    rest = c // k
    divisors = [d for d in range(1, abs(rest) + 1) if rest % d == 0]
    for u, v in combinations_with_replacement(range(1, abs(a) + 1), 2):
        if k * u * v != a or (parameters["ask"] == "pair" and (u, v) != (parameters["u"], parameters["v"])):
            continue
        for p in [-d for d in reversed(divisors)] + divisors:
            if k * (u * (rest // p) + v * p) == b:
                if parameters["ask"] == "pair":
                    return f"$({p}, {rest // p})$"
                return f"${'' if k == 1 else k}({text_of((u, p))})({text_of((v, rest // p))})$"
    return "no factors"


def _factors(text: str) -> tuple[int, list[tuple[int, int]]] | None:
    """The number in front and the linear factors, sorted, each with a positive leading coefficient."""
    found = re.fullmatch(r"(-?\d*)((?:\([^()]+\)(?:\^2)?)+)", answers.normalise(text).replace(" ", ""))
    if not found:
        return None
    front = int(found[1] + "1") if found[1] in ("", "-") else int(found[1])
    factors = []
    for inside, square in re.findall(r"\(([^()]+)\)(\^2)?", found[2]):
        try:
            a, b = dense(inside, 2)
        except UnreadableQuestionError:
            return None
        for _ in range(2 if square else 1):
            front, pair = (-front, (-a, -b)) if a < 0 else (front, (a, b))
            factors.append(pair)
    return front, sorted(factors)


def _same_factors(first: str, second: str) -> bool | None:
    sides = _factors(first), _factors(second)
    if sides[0] and sides[1]:
        return sides[0] == sides[1]
    return same_polynomial(first, second) if "x" in first and "x" in second else answers.same(first, second)


def _same_polynomial(first: str, second: str) -> bool | None:
    return same_polynomial(first, second) if "x" in first else answers.same(first, second)


CHECKERS: dict[str, Checker] = {
    "polynomial-product": Checker(_read_polynomial_product, _solve_polynomial_product, _same_polynomial),
    "remainder-theorem": Checker(_read_remainder_theorem, _solve_remainder_theorem, _same_polynomial),
    "factor-trinomial": Checker(_read_factor_trinomial, _solve_factor_trinomial, _same_factors),
}
