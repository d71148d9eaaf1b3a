"""Checkers for the families of powers and roots."""

import re
from decimal import Decimal, localcontext
from fractions import Fraction
from math import isqrt

from mathscale_core import answers
from mathscale_core.families.checkers.algebra_reading import coefficients, dense, read, whole, wholes
from mathscale_core.families.checkers.checker import Checker, UnreadableQuestionError, positive
from mathscale_core.families.family import Parameters


def _numbers(parameters: Parameters, *names: str) -> list[int]:
    return [int(parameters[name]) for name in names]


_POWER = r"(\d+)\^\{(-?\d+)\}"
_CHAINS = (
    rf"{_POWER} \\cdot {_POWER} \\div {_POWER}",
    rf"\\left\({_POWER}\\right\)\^\{{(\d+)\}} \\cdot {_POWER} \\div {_POWER}",
    rf"\\frac\{{{_POWER} \\cdot {_POWER}\}}\{{{_POWER}\}}",
)


def _read_exponent_laws(question: str) -> Parameters:
    ask, texts = read(
        question,
        ("power", "Write $@@e$ as a single power of @base."),
        ("exponent", "For which integer $n$ is $@@e = @base^{n}$?"),
        (
            "exponent",
            "Without a calculator, ~ sees that $@@e$ is a power of @base. Which exponent does this power have?",
        ),
        (
            "files",
            "A computer center stores $@@p$ folders with $@@q$ files each and spreads all the files evenly over $@@r$ "
            "disks. Each disk gets $@base^{n}$ files. What is $n$?",
        ),
    )
    base = whole(texts["base"])
    chain = texts.get("e") or rf"{texts['p']} \cdot {texts['q']} \div {texts['r']}"
    found = [re.fullmatch(pattern, chain) for pattern in _CHAINS]
    if found[0]:
        b1, p, b2, q, b3, r = map(int, found[0].groups())
        if b1 == b2 == b3 == base:
            return {"ask": ask, "base": base, "p": p, "q": q, "r": r}
    if found[1]:
        b1, p, q, b2, r, b3, s = map(int, found[1].groups())
        if b1 == b2 == b3 == base:
            return {"ask": ask, "base": base, "p": p, "q": q, "r": -r, "s": s}
    if found[2]:
        b1, p, b2, q, b3, r = map(int, found[2].groups())
        return {"ask": ask, "base": base, "b1": b1, "p": p, "b2": b2, "q": q, "b3": b3, "r": r}
    raise UnreadableQuestionError(f"not a chain of powers: {chain!r}")


def _solve_exponent_laws(parameters: Parameters) -> str:
    """The value as a number, then divided or multiplied by the base until 1 is reached."""
    base, p, q, r = _numbers(parameters, "base", "p", "q", "r")
    number = Fraction(base)
    if "b1" in parameters:
        b1, b2, b3 = _numbers(parameters, "b1", "b2", "b3")
        number = Fraction(b1**p * b2**q, b3**r)
    elif "s" in parameters:
        number = Fraction(base**p) ** q * Fraction(1, base**r) / Fraction(base) ** int(parameters["s"])
    else:
        number = Fraction(base**p * base**q, base**r)
    exponent = 0
    positive(base - 1)
    while number > 1:
        number, exponent = number / base, exponent + 1
    while number < 1:
        number, exponent = number * base, exponent - 1
    if number != 1:
        return "no power"
    return f"${base}^{{{exponent}}}$" if parameters["ask"] == "power" else str(exponent)


def _same_power(first: str, second: str) -> bool | None:
    sides = [re.fullmatch(r"(\d+)\^\{?(-?\d+)\}?", answers.normalise(side)) for side in (first, second)]
    if sides[0] and sides[1]:
        return sides[0].groups() == sides[1].groups()
    return answers.same(first, second)


_AMOUNTS = (
    ("product", "requests", "A server answers # requests every second. How many requests does it answer in # seconds?"),
    ("product", "g", "One grain of pollen has a mass of # g. What is the mass of # such grains, in grams?"),
    ("product", "km", "A comet moves at a steady speed of # km/h. How far does it travel in # hours?"),
    ("quotient", "days", "A reservoir holds # liters of water, and a city uses # liters a day. "
     "For how many days would the water last if no rain fell?"),
    ("quotient", "packets", "An archive of # bytes is cut into packets of # bytes each. How many packets are there?"),
    ("quotient", "particles", "A filter has caught # g of dust. Each dust particle has a mass of # g. "
     "How many particles are in the filter?"),
    ("product-quotient", "bytes", "A telescope records # bytes every second. A recording of # seconds is spread evenly "
     "over # disks. How many bytes does each disk hold?"),
    ("sum-quotient", "hours", "A probe covers # km in the first part of its flight and # km in the second part, always "
     "at # km/h. How many hours does the whole flight take?"),
    ("sum-product", "g", "Two dishes hold # and # bacteria. Each bacterium has a mass of # g. "
     "What is the total mass of the bacteria, in grams?"),
)  # fmt: skip


def _read_scientific_notation(question: str) -> Parameters:
    for ask, unit, text in _AMOUNTS:
        number = r"\$(\d\.\d|\d) \\times 10\^\{(-?\d+)\}\$"
        pattern = re.escape(text).replace(r"\#", number) + re.escape(" Give the answer in scientific notation.")
        found = re.fullmatch(pattern, question)
        if found:
            parameters: dict[str, int | str] = {"ask": ask, "unit": unit}
            for i, letter in enumerate("abc"[: text.count("#")]):
                parameters |= {letter: found[2 * i + 1], f"{letter}_exponent": int(found[2 * i + 2])}
            return parameters
    raise UnreadableQuestionError(f"not an amount in scientific notation: {question[:80]!r}")


def _solve_scientific_notation(parameters: Parameters) -> str:
    """With the numbers written out in full; the decimal point is then put behind the first digit."""
    with localcontext() as context:
        context.prec = 80
        full = [Decimal(f"{parameters[k]}e{parameters[f'{k}_exponent']}") for k in "abc" if k in parameters]
        ask = str(parameters["ask"])
        result = full[0] + full[1] if ask.startswith("sum") else full[0]
        if ask.startswith("product"):
            result *= full[1]
        if ask == "quotient":
            result /= full[1]
        elif ask.endswith("quotient"):
            result /= full[2]
        elif ask == "sum-product":
            result *= full[2]
        digits = result.normalize().as_tuple()
        shown = "".join(map(str, digits.digits))
        exponent = int(digits.exponent) + len(shown) - 1
    mantissa = shown[0] + (f".{shown[1:]}" if shown[1:] else "")
    return rf"${mantissa} \times 10^{{{exponent}}}$ {parameters['unit']}"


def _same_scientific(first: str, second: str) -> bool | None:
    """Equal, and the given one really in scientific notation."""
    found = re.match(r"\$(\d)(?:\.\d+)? ?\\times 10\^\{?-?\d+", second)
    return answers.same(first, second) if found and found[1] != "0" else False


def _root(name: str) -> str:
    return rf"\sqrt{{@{name}}}"


_SUMS = (
    r"^\\sqrt\{(?P<m>\d+)\} \+ \\sqrt\{(?P<n>\d+)\}$",
    r"^(?P<p>\d+)\\sqrt\{(?P<m>\d+)\} \+ (?P<q>\d+)\\sqrt\{(?P<n>\d+)\} - (?P<r>\d+)\\sqrt\{(?P<o>\d+)\}$",
    r"^\\sqrt\{(?P<s>\d+)\} \\cdot \\sqrt\{(?P<t>\d+)\} \+ (?P<p>\d+)\\sqrt\{(?P<m>\d+)\} - "
    r"(?P<q>\d+)\\sqrt\{(?P<n>\d+)\}$",
)


def _read_simplify_radicals(question: str) -> Parameters:
    ask, texts = read(
        question,
        ("form", "Write $@@e$ in simplest radical form."),
        ("coefficient", rf"For which integer $c$ does $@@e$ equal $c \cdot {_root('k')}$?"),
        (
            "perimeter",
            f"A rectangular mosaic is ${_root('m')}$ cm wide and ${_root('n')}$ cm long. Find its perimeter in "
            "simplest radical form.",
        ),
        (
            "wire",
            f"~ solders together @p wires of length ${_root('m')}$ cm and @q wires of length ${_root('n')}$ cm and "
            f"then cuts @r pieces of length ${_root('o')}$ cm off. How long is the wire that is left, in simplest "
            "radical form?",
        ),
        (
            "land",
            f"A rectangular field has sides of ${_root('s')}$ m and ${_root('t')}$ m. Its owner buys @p more strips "
            f"of land of ${_root('m')}$ m^2 each and sells @q strips of ${_root('n')}$ m^2 each. How large is the "
            "land now, in simplest radical form?",
        ),
    )
    text = texts.pop("e", None)
    if text is not None:
        found = next((f for f in (re.search(pattern, text) for pattern in _SUMS) if f), None)
        if not found:
            raise UnreadableQuestionError(f"not a sum of roots: {text!r}")
        texts |= found.groupdict()
    return {**wholes(texts), "ask": ask}


def _decimal_root(number: int) -> Decimal:
    return Decimal(number).sqrt()


def _solve_simplify_radicals(parameters: Parameters) -> str:
    """The value to fifty places; its square is a whole number N, from which all square factors are taken."""
    n = {name: int(v) for name, v in parameters.items() if name != "ask"}
    with localcontext() as context:
        context.prec = 50
        total = Decimal(0)
        if "s" in n:
            total += _decimal_root(n["s"]) * _decimal_root(n["t"])
            total += n["p"] * _decimal_root(n["m"]) - n["q"] * _decimal_root(n["n"])
        elif "o" in n:
            total += n["p"] * _decimal_root(n["m"]) + n["q"] * _decimal_root(n["n"]) - n["r"] * _decimal_root(n["o"])
        else:
            total += _decimal_root(n["m"]) + _decimal_root(n["n"])
        if parameters["ask"] == "perimeter":
            total *= 2
        square = int((total * total).to_integral_value())
        if abs(total * total - square) > Decimal("1e-30") or total < 0:
            return "no single root"
    if parameters["ask"] == "coefficient":
        return str(isqrt(square // n["k"])) if isqrt(square // n["k"]) ** 2 * n["k"] == square else "no multiple"
    factor, rest, d = 1, square, 2
    while d * d <= rest:
        while rest % (d * d) == 0:
            factor, rest = factor * d, rest // (d * d)
        d += 1
    unit = {"form": "", "land": " m^2"}.get(str(parameters["ask"]), " cm")
    return rf"${factor}\sqrt{{{rest}}}${unit}"


_ROOT_TEXTS = {
    "one": "Find all real solutions of $@@left = @@right$.",
    "graph": "The graph of $y = @@left$ and the line $y = @@right$ have exactly one common point. What is its "
    "$x$-coordinate?",
    "tile": "A square tile has an area of $@@inside$ cm^2, and its sides are @c cm long. Find $x$.",
    "tile-x": "A square tile has an area of $@@inside$ cm^2, and its sides are $@@right$ cm long. Find $x$.",
    "tiles": "Two square tiles have areas of $@@first$ cm^2 and $@@second$ cm^2. A side of the one and a side of the "
    "other are @c cm long together. Find $x$.",
    "plus": "~ thinks of a number, multiplies it by @a, adds @b and takes the square root. The result is @c. "
    "What is the number?",
    "minus": "~ thinks of a number, multiplies it by @a, subtracts @b and takes the square root. The result is @c. "
    "What is the number?",
}


def _read_radical_equation(question: str) -> Parameters:
    label, texts = read(question, *_ROOT_TEXTS.items())
    if label in ("plus", "minus"):
        a, b, c = (whole(texts[name]) for name in "abc")
        return {"form": "number", "a": a, "b": b if label == "plus" else -b, "c": c}
    left = texts.get("left", "")
    two = re.fullmatch(r"\\sqrt\{([^{}]+)\} \+ \\sqrt\{([^{}]+)\}", left)
    if two or label == "tiles":
        pairs = [dense(inside, 2) for inside in (two.groups() if two else (texts["first"], texts["second"]))]
        if any(pair[0] != 1 for pair in pairs):
            raise UnreadableQuestionError(f"unexpected roots: {pairs}")
        return {"form": "two roots", "a": pairs[0][1], "b": pairs[1][1], "c": whole(texts.get("c") or texts["right"])}
    a, b = dense(texts.get("inside") or left.removeprefix(r"\sqrt{").removesuffix("}"), 2)
    right = coefficients(texts.get("c") or texts["right"])
    return {"form": "line" if right.get(1) == 1 else "number", "a": a, "b": b, "c": right.get(0, 0)}


def _solve_radical_equation(parameters: Parameters) -> str:
    """All whole numbers in a range are tried; squaring leaves a monic equation, so other roots are not rational."""
    a, b, c = _numbers(parameters, "a", "b", "c")
    found = []
    for x in range(-500, 501):
        inside = [x + a, x + b] if parameters["form"] == "two roots" else [a * x + b]
        if min(inside) < 0 or any(isqrt(i) ** 2 != i for i in inside):
            continue
        if sum(isqrt(i) for i in inside) == (x + c if parameters["form"] == "line" else c):
            found.append(str(x))
    return " or ".join(found) or "no solution"


CHECKERS: dict[str, Checker] = {
    "exponent-laws": Checker(_read_exponent_laws, _solve_exponent_laws, _same_power),
    "scientific-notation": Checker(_read_scientific_notation, _solve_scientific_notation, _same_scientific),
    "simplify-radicals": Checker(_read_simplify_radicals, _solve_simplify_radicals),
    "radical-equation": Checker(_read_radical_equation, _solve_radical_equation),
}
