"""Checkers for the families of sequences."""

from fractions import Fraction
from itertools import accumulate, repeat

from mathscale_core.families.checkers.algebra_reading import fraction, read, whole, wholes
from mathscale_core.families.checkers.checker import Checker, UnreadableQuestionError, steps
from mathscale_core.families.family import Parameters

_ARITHMETIC = [
    (
        "seats",
        "The first row of an open-air theater has @first seats, and each further row has @step seats more than the "
        "row before it. How many seats are there in all @n rows together?",
    ),
    (
        "seats",
        "The first row of an open-air theater has @first seats, and each further row has @step seat more than the row "
        "before it. How many seats are there in all @n rows together?",
    ),
    (
        "dollars",
        "~ puts \\$@first into a savings box in the first week and in every later week \\$@step more than in the week "
        "before. How much is in the box after @n weeks?",
    ),
    *(
        (
            unit,
            f"A stack of {unit} has @first {unit} in the bottom layer. Every layer above has @step fewer than the "
            f"layer below it. How many {unit} are there in @n layers?",
        )
        for unit in ("logs", "pipes", "cans")
    ),
    (
        "",
        "An arithmetic sequence has the first term @first and the common difference @step. What is the sum of its "
        "first @n terms?",
    ),
    (
        "seats",
        "In a concert hall each row has the same number of seats more than the row in front of it. Row @p has @tp "
        "seats and row @q has @tq seats. The hall has @n rows. How many seats does it have?",
    ),
    (
        "minutes",
        "Training for a race, ~ runs the same number of minutes longer each day than the day before. On day @p it is "
        "@tp minutes and on day @q it is @tq minutes. How many minutes does ~ run in the first @n days altogether?",
    ),
    (
        "seats",
        "A stadium stand has @first seats in its first row and @step more in each further row than in the row before. "
        "It has @total seats in all. How many seats are in its last row?",
    ),
    (
        "dollars",
        "~ pays back a loan of \\$@total without interest. The first payment is \\$@first, and each further payment "
        "is \\$@step larger than the one before. How large is the last payment?",
    ),
    (
        "",
        "The terms of the finite arithmetic sequence @first, @second, @third, ... have the sum @total. What is the "
        "last term?",
    ),
    ("", "The @p~ term of an arithmetic sequence is @tp and the @q~ term is @tq. Find the sum of the first @n terms."),
]


def _read_arithmetic_sequence(question: str) -> Parameters:
    unit, texts = read(question, *_ARITHMETIC)
    parameters: dict[str, int | str] = {"unit": unit, **wholes(texts)}
    if "fewer" in question:
        parameters["step"] = -int(parameters["step"])
    if "second" in texts:
        first, second, third = (whole(texts[name]) for name in ("first", "second", "third"))
        if second - first != third - second:
            raise UnreadableQuestionError("the terms are not equally spaced")
        return {"first": first, "step": second - first, "total": whole(texts["total"]), "unit": unit}
    return parameters


def _with_unit(number: int | Fraction, unit: str) -> str:
    return rf"\${number}" if unit == "dollars" else f"{fraction(Fraction(number))} {unit}".strip()


def _solve_arithmetic_sequence(parameters: Parameters) -> str:
    """The terms are listed and added one by one."""
    n = {name: v for name, v in parameters.items() if isinstance(v, int)}
    unit = str(parameters["unit"])
    if "p" in n:
        step = Fraction(n["tq"] - n["tp"], n["q"] - n["p"])
        first = n["tp"] - sum(repeat(step, n["p"] - 1))
    else:
        step, first = Fraction(n["step"]), Fraction(n["first"])
    term, total = first, Fraction(0)
    for place in steps():
        total += term
        if place == n.get("n"):
            return _with_unit(total, unit)
        if "total" in n and total >= n["total"]:
            return _with_unit(term, unit) if total == n["total"] else "no such sum"
        term += step
    return "unreachable"


_TIMES = {"twice": 2, "three times": 3, "four times": 4}
_GEOMETRIC = [
    *(
        (
            f"people/{word}",
            f"~ tells @first people about a street party. Every day after that, {word} as many people hear about it "
            "for the first time as on the day before. How many people hear about it in @n days, counting the first?",
        )
        for word in _TIMES
    ),
    *(
        (
            f"dollars/{word}",
            f"In a quiz show the first correct answer wins \\$@first, and each further correct answer wins {word} as "
            "much as the one before. How much do @n correct answers win altogether?",
        )
        for word in _TIMES
    ),
    (
        "",
        "A geometric sequence has the first term @first and the common ratio @ratio. What is the sum of its first @n "
        "terms?",
    ),
    (
        "members",
        "Every month a new online club wins the same multiple of the number of new members that it won in the month "
        "before. In month @p it wins @tp new members, in month @q it wins @tq. How many members does it win in its "
        "first @n months?",
    ),
    (
        "cm",
        "~ chalks a spiral of straight pieces, each longer than the one before by the same factor. Piece @p is @tp cm "
        "long and piece @q is @tq cm. How long are the first @n pieces together?",
    ),
    (
        "",
        "The @p~ term of a geometric sequence with positive terms is @tp and the @q~ term is @tq. Find the sum of the "
        "first @n terms.",
    ),
    (
        "ball",
        r"A ~ is dropped from a height of @first dm. After each bounce it rises to $\frac{@top}{@bottom}$ of the "
        "height from which it last fell. How far does it travel in all, if it bounces without end?",
    ),
    (
        "swing",
        r"On its first swing the end of a ~ moves @first cm. Each further swing is $\frac{@top}{@bottom}$ as long as "
        "the one before. What total distance do the swings come near to, as they go on without end?",
    ),
    ("term", "An infinite geometric series has the first term @first and the sum @sum. What is its @n~ term?"),
]


def _read_geometric_sequence(question: str) -> Parameters:
    label, texts = read(question, *_GEOMETRIC)
    if label in ("ball", "swing", "term"):
        return {"ask": label, **wholes(texts)}
    unit, _, word = label.partition("/")
    return {"unit": unit, **wholes(texts), **({"ratio": _TIMES[word]} if word else {})}


def _ratio_of(steps: int, quotient: Fraction) -> int | None:
    return next((r for r in range(1, 100) if r**steps == quotient), None)


def _solve_geometric_sequence(parameters: Parameters) -> str:
    """Terms are listed and added; an endless sum is its own first part plus a smaller copy of itself."""
    n = {name: v for name, v in parameters.items() if isinstance(v, int)}
    ask = parameters.get("ask")
    if ask == "term":
        # The rest after the first term is the whole sum times the ratio.
        ratio, term = Fraction(n["sum"] - n["first"], n["sum"]), Fraction(n["first"])
        for _ in range(n["n"] - 1):
            term *= ratio
        return fraction(term)
    if ask:
        ratio, block = Fraction(n["top"], n["bottom"]), 12
        path = [Fraction(n["first"])]
        for _ in range(block - 1):
            path.append(path[-1] * ratio)
        endless = sum(path) / (1 - ratio**block)
        return fraction(endless + ratio * endless) + " dm" if ask == "ball" else fraction(endless) + " cm"
    if "p" in n:
        found = _ratio_of(n["q"] - n["p"], Fraction(n["tq"], n["tp"]))
        if found is None:
            return "no whole ratio"
        first, ratio = Fraction(n["tp"], found ** (n["p"] - 1)), Fraction(found)
    else:
        first, ratio = Fraction(n["first"]), Fraction(n["ratio"])
    terms = accumulate(repeat(ratio, n["n"] - 1), lambda term, r: term * r, initial=first)
    return _with_unit(sum(terms, Fraction(0)), str(parameters["unit"]))


CHECKERS: dict[str, Checker] = {
    "arithmetic-sequence": Checker(_read_arithmetic_sequence, _solve_arithmetic_sequence),
    "geometric-sequence": Checker(_read_geometric_sequence, _solve_geometric_sequence),
}
