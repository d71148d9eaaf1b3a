"""Checkers for the smallest values and the complex numbers."""

import re
from fractions import Fraction

from mathscale_core import answers
from mathscale_core.families.checkers.algebra_reading import coefficients, dense, read, wholes
from mathscale_core.families.checkers.checker import Checker, UnreadableQuestionError
from mathscale_core.families.family import Parameters

_QUOTIENT = r"(.*) \\frac\{(\d+)\}\{(.*)\}"


def _read_smallest_value(question: str) -> Parameters:
    ask, texts = read(
        question,
        (
            "around",
            "A rectangular ~ must have an area of @area m^2. What is the smallest possible length of the ~ around it?",
        ),
        ("value", r"What is the smallest value of $@@sum + \frac{@b}{x}$ for positive $x$?"),
        ("shifted", r"What is the smallest value of $@@sum + \frac{@b}{@@shift}$ for $x > @c$?"),
        ("square", r"Find the smallest value of $@@sum + \frac{@b}{x}$ for $x > 0$."),
        (
            "product",
            "Two positive numbers $x$ and $y$ have the product @product. What is the smallest possible value of "
            "$@@form$?",
        ),
        (
            "three",
            "Positive numbers $x$, $y$ and $z$ have the product @product. What is the smallest possible value of "
            "$@@form$?",
        ),
        (
            "fence",
            "A rectangular yard of @area m^2 gets a fence that costs \\$@front per meter along the front and "
            "\\$@plain per meter along the other three sides. What is the lowest possible cost of the fence?",
        ),
        (
            "batches",
            r"Running a ~ in batches of $x$ hundred pieces costs $@@sum + \frac{@fixed}{x}$ dollars a day. What is "
            "the lowest daily cost?",
        ),
        (
            "box",
            "An open ~ with a square base must hold @volume m^3. Material for the base costs \\$@base per m^2 and "
            "material for the four sides \\$@side per m^2. What is the lowest possible cost of the material?",
        ),
    )
    total, form, shift = (texts.pop(name, None) for name in ("sum", "form", "shift"))
    parameters: dict[str, int | str] = {"ask": ask, **wholes(texts)}
    if shift is not None and dense(shift, 2) != [1, -int(parameters["c"])]:
        raise UnreadableQuestionError(f"the denominator {shift!r} does not fit")
    if form is not None:
        for letter, part in zip("xyz", form.split(" + "), strict=False):
            name = {"x": "a", "y": "p" if ask == "product" else "b", "z": "c"}[letter]
            parameters[name] = coefficients(part, letter)[1]
    if total is not None and ask == "batches":
        parameters |= zip(("rate", "base"), dense(total, 2), strict=True)
    elif total is not None:
        parameters["a"] = coefficients(total)[2 if ask == "square" else 1]
    return parameters


def _double_root(a: int, b: int) -> int | str:
    """The m for which a x^2 - m x + b has one root, so that ax + b/x just reaches m."""
    return next((m for m in range(1, a + b + 2) if m * m - 4 * a * b == 0), "none")


def _double_root_of_cubic(a: int, b: int) -> int | str:
    """The m for which a x^3 - m x + b has a double root, so that ax^2 + b/x just reaches m (its discriminant is 0)."""
    low, high = 0, a + b + 1
    while high - low > 1:  # the discriminant grows with m
        m = (low + high) // 2
        low, high = (m, high) if 4 * a * m**3 - 27 * a * a * b * b <= 0 else (low, m)
    return low if 4 * a * low**3 == 27 * a * a * b * b else "none"


def _solve_smallest_value(parameters: Parameters) -> str:
    """Where the line y = m touches: a discriminant that vanishes, found by search."""
    ask = str(parameters["ask"])
    n = {name: int(v) for name, v in parameters.items() if name != "ask"}
    if ask == "around":
        return f"{_double_root(2, 2 * n['area'])} meters"
    if ask == "value":
        return str(_double_root(n["a"], n["b"]))
    if ask == "product":
        return str(_double_root(n["a"], n["p"] * n["product"]))
    if ask == "fence":
        return rf"\${_double_root(n['front'] + n['plain'], 2 * n['plain'] * n['area'])}"
    if ask == "shifted":
        least = _double_root(n["a"], n["b"])
        return str(least + n["a"] * n["c"]) if isinstance(least, int) else least
    if ask == "batches":
        least = _double_root(n["rate"], n["fixed"])
        return rf"\${least + n['base']}" if isinstance(least, int) else least
    if ask == "square":
        return str(_double_root_of_cubic(n["a"], n["b"]))
    if ask == "box":
        return rf"\${_double_root_of_cubic(n['base'], 4 * n['side'] * n['volume'])}"
    # ax + by + cz with xyz = P: the scaled numbers have the product abcP and must be equal at the smallest sum.
    goal = n["a"] * n["b"] * n["c"] * n["product"]
    return str(next((s for s in range(1, 3 * goal + 1) if s**3 >= 27 * goal and s**3 == 27 * goal), "none"))


def _gaussian(text: str) -> tuple[Fraction, Fraction]:
    """Real and imaginary part of ``a + bi``."""
    parts = {"": Fraction(0), "i": Fraction(0)}
    squeezed = re.sub(r"[\s$]", "", text)
    place = 0
    for found in re.finditer(r"([+-]?)(?:\\frac\{(\d+)\}\{(\d+)\}|(\d+))?(i?)", squeezed):
        if found.start() != place or not found[0]:
            break
        size = Fraction(int(found[2]), int(found[3])) if found[2] else Fraction(int(found[4] or 1))
        parts[found[5]] += -size if found[1] == "-" else size
        place = found.end()
    if place != len(squeezed) or not squeezed:
        raise UnreadableQuestionError(f"not a complex number: {text!r}")
    return parts[""], parts["i"]


_CIRCUIT = "In an alternating current circuit "


def _read_complex_numbers(question: str) -> Parameters:
    quotient = r"$\frac{@@z}{@@w}"
    unit, texts = read(
        question,
        ("", r"Let $z = @@z$ and $w = @@w$. Compute $z \cdot \overline{w}$."),
        (
            "",
            "~ reflects the point of $w = @@w$ in the real axis of the complex plane and multiplies the number of the "
            "new point by $z = @@z$. Which number is the result?",
        ),
        (
            "volt-amperes",
            _CIRCUIT + "the voltage is $z = @@z$ volts and the current is $w = @@w$ amperes. The complex "
            r"power is $z \cdot \overline{w}$. Compute it.",
        ),
        ("", f"Write {quotient}$ in the form $a + bi$ with real $a$ and $b$."),
        ("", "Which complex number times $@@w$ gives $@@z$?"),
        (
            "amperes",
            _CIRCUIT + "a voltage of $@@z$ volts acts on an impedance of $@@w$ ohms. The current is the "
            "voltage divided by the impedance. Compute it.",
        ),
        ("", f"Compute the modulus of {quotient} + (@@v)$."),
        ("", f"How far from the origin of the complex plane does the number {quotient} + (@@v)$ lie?"),
        (
            "ohms",
            "A voltage of $@@z$ volts drives a current of $@@w$ amperes through a coil, whose impedance is the "
            "voltage divided by the current. The coil is in series with a part of impedance $@@v$ ohms, so the "
            "impedances add. What is the modulus of the total impedance?",
        ),
    )
    ask = "modulus" if "v" in texts else "product" if "reflects" in question or "overline" in question else "quotient"
    parameters: dict[str, int | str] = {"ask": ask, "unit": unit}
    for letter, text in texts.items():
        parameters |= zip((f"{letter}_re", f"{letter}_im"), map(int, _gaussian(text)), strict=True)
    return parameters


def _solve_complex_numbers(parameters: Parameters) -> str:
    """A number a + bi as the matrix (a, -b; b, a): products by rows and columns, quotients by Cramer's rule."""
    (a, b), (c, d) = ((int(parameters[f"{x}_re"]), int(parameters[f"{x}_im"])) for x in "zw")
    unit = f" {parameters['unit']}".rstrip()
    if parameters["ask"] == "product":
        # First column of (a, -b; b, a) times (c, d; -d, c).
        return f"${_shown(Fraction(a * c + b * d), Fraction(b * c - a * d))}${unit}"
    # c x - d y = a and d x + c y = b.
    det = c * c + d * d
    x, y = Fraction(a * c + d * b, det), Fraction(c * b - d * a, det)
    if parameters["ask"] == "quotient":
        return f"${_shown(x, y)}${unit}"
    x, y = x + int(parameters["v_re"]), y + int(parameters["v_im"])
    square = x * x + y * y
    if square.denominator != 1:
        return "not whole"
    factor, rest, p = 1, int(square), 2
    while p * p <= rest:
        while rest % (p * p) == 0:
            factor, rest = factor * p, rest // (p * p)
        p += 1
    if rest in (0, 1):
        return f"{factor * rest}{unit}"
    return rf"${factor if factor > 1 else ''}\sqrt{{{rest}}}${unit}"


def _shown(re_: Fraction, im: Fraction) -> str:
    def number(value: Fraction) -> str:
        return str(value) if value.denominator == 1 else rf"\frac{{{value.numerator}}}{{{value.denominator}}}"

    return f"{number(re_)}{'-' if im < 0 else '+'}{number(abs(im))}i".replace("-\\frac{-", "-\\frac{")


def _same_complex(first: str, second: str) -> bool | None:
    """Real and imaginary parts and the unit."""
    sides = []
    for side in (first, second):
        found = re.fullmatch(r"\$([^$]*)\$\s*(.*)", side.strip())
        body, unit = (found[1], found[2]) if found else (side, "")
        try:
            sides.append((_gaussian(body.replace("\\frac{-", "-\\frac{")), unit))
        except UnreadableQuestionError:
            return answers.same(first, second)
    return sides[0] == sides[1]


CHECKERS: dict[str, Checker] = {
    "smallest-value": Checker(_read_smallest_value, _solve_smallest_value),
    "complex-numbers": Checker(_read_complex_numbers, _solve_complex_numbers, _same_complex),
}
