"""Checkers for the families of functions."""

import re
from fractions import Fraction

from mathscale_core.families.checkers.algebra_reading import dense, fraction, read, whole, wholes
from mathscale_core.families.checkers.checker import Checker, UnreadableQuestionError, positive
from mathscale_core.families.family import Parameters

_LET = "Let $f(x) = @@f$ and $g(x) = @@g$"
_RULES = "Two machines work by the rules $f(x) = @@f$ and $g(x) = @@g$. ~ feeds "


def _read_composition_inverse(question: str) -> Parameters:
    ask, texts = read(
        question,
        ("match", _LET + ". Find $f^{-1}(g(@k))$."),
        ("chain", _LET + r", and let $h = f \circ g$. Find $h^{-1}(@k)$."),
        (
            "match",
            _LET + ". The point with $x$-coordinate @k on the graph of $g$ has the same height as a point of the "
            "graph of $f$. What is the $x$-coordinate of that point?",
        ),
        ("chain", _LET + ". For which real number $x$ is $f(g(x)) = @k$?"),
        (
            "match",
            _RULES + "@k to the second machine. Which number must be fed to the first machine to get the same output?",
        ),
        (
            "chain",
            _RULES + "a number to the second machine and its output to the first machine, which then shows @k. "
            "Which number was it?",
        ),
        (
            "ride",
            "A ride of $x$ kilometers costs $f(x) = @@f$ dollars with one taxi firm and $g(x) = @@g$ dollars with "
            "another. How far can ~ ride with the first firm for the price that the second firm charges for @k "
            "kilometers?",
        ),
        (
            "match",
            "Machine $F$ turns each number $x$ into $@@f$, machine $G$ turns $x$ into $@@g$. ~ feeds @k to machine "
            "$G$. Which number must be fed to machine $F$ to get the same output?",
        ),
        (
            "chain",
            "Machine $F$ turns each number $x$ into $@@f$, machine $G$ turns $x$ into $@@g$. ~ feeds a number to "
            "machine $G$ and feeds the output of $G$ to machine $F$, which shows @k. What was the number?",
        ),
        (
            "posters",
            "A print shop pays $g(x) = @@g$ dollars to make $x$ posters. For a job that costs the shop $x$ dollars it "
            "charges $f(x) = @@f$ dollars. A customer is charged \\$@k. How many posters were printed?",
        ),
        (
            "chain",
            "In a secret code every integer is first changed by $g(x) = @@g$, and the result is then changed "
            "by $f(x) = @@f$. Which number is written as $@k$ in this code?",
        ),
    )
    quotient = re.fullmatch(r"\\frac\{(.*)\}\{(.*)\}", texts["f"])
    parameters: dict[str, int | str] = {"ask": ask, "k": whole(texts["k"])}
    parameters |= zip("pq", dense(texts["g"], 2), strict=True)
    if quotient:
        return parameters | dict(zip("abcd", dense(quotient[1], 2) + dense(quotient[2], 2), strict=True))
    return parameters | dict(zip("ab", dense(texts["f"], 2), strict=True))


def _solve_composition_inverse(parameters: Parameters) -> str:
    """What must vanish is linear in x: its values at 0 and 1 give its zero."""
    a, b, p, q, k = (int(parameters[name]) for name in "abpqk")
    c, d = int(parameters.get("c", 0)), int(parameters.get("d", 1))
    match = parameters["ask"] in ("match", "ride")

    def error(x: int) -> int:
        inner, goal = (x, p * k + q) if match else (p * x + q, k)
        return a * inner + b - goal * (c * inner + d)

    if error(0) == error(1):
        return "no single solution"
    x = Fraction(error(0), error(0) - error(1))
    unit = {"ride": " kilometers", "posters": " posters"}.get(str(parameters["ask"]), "")
    return fraction(x) + unit


_GROWTH = (
    ("hours", "A sample contains @start ~. Their number doubles every @period hours. How many ~ are there after @time "
              "hours?"),
    ("hours", "A sample contains @start ~. Their number triples every @period hours. How many ~ are there after @time "
              "hours?"),
    ("days", "A video has @start views when it is first shared. Every @period days its total number of views doubles. "
     "How many views does it have @time days later?"),
    ("days", "A video has @start views when it is first shared. Every @period days its total number of views triples. "
     "How many views does it have @time days later?"),
    ("days", "A radioactive substance has a half-life of @period days. How much of @start mg is left after @time "
             "days?"),
    ("value", "A ~ is bought for \\$@start. Every year it loses @rate% of the value it had at the start of that year. "
              "What is "
     "it worth after @years years?"),
    ("growth", "A ~ has @start ~, and their number grows by @rate% every year. How many ~ does it have after @years "
               "years?"),
    ("decay", "A ~ has a stock of @start fish. Each year the stock shrinks by @rate%. How many fish are left after "
              "@years "
     "years?"),
    ("meet", "Culture A starts with @start1 ~ and doubles every @hours1 hours. Culture B starts with @start2 ~ and "
             "doubles "
     "every @hours2 hours. After how many hours are the two cultures equally large?"),
    ("half-life", "Of @start mg of a radioactive substance, @left mg are left after @time days. What is the half-life "
                  "of the "
     "substance?"),
    ("below", "A ~ that is bought for \\$@start loses @rate% of its current value every year. After how many full "
              "years is it "
     "worth less than \\$@limit for the first time?"),
)  # fmt: skip


def _read_growth_decay(question: str) -> Parameters:
    ask, texts = read(question, *_GROWTH)
    parameters: dict[str, int | str] = {"ask": ask, **wholes(texts)}
    if ask in ("hours", "days"):
        parameters["factor"] = 2 if "doubles" in question else 3 if "triples" in question else "half"
        # What is counted is a unit that the answer must carry; it must be the same at both places.
        things = re.search(r"contains [\d,]+ ([a-z ]+)\..*How many ([a-z ]+) are there", question)
        if things and things[1] != things[2]:
            raise UnreadableQuestionError(f"{things[1]} are not {things[2]}")
    unit = _counted(question)
    return parameters if unit is None else parameters | {"unit": unit}


def _counted(question: str) -> str | None:
    found = re.search(r"How many ([a-z ]+) (?:are there after|does it have after)", question)
    return found[1] if found else None


def _solve_growth_decay(parameters: Parameters) -> str:
    """Step by step, as time goes by."""
    ask = str(parameters["ask"])
    n = {name: v for name, v in parameters.items() if isinstance(v, int)}
    if ask in ("hours", "days"):
        amount, clock = Fraction(n["start"]), 0
        positive(n["period"])
        while clock < n["time"]:
            amount, clock = amount / 2 if parameters["factor"] == "half" else amount * n["factor"], clock + n["period"]
        unit = parameters.get("unit") or ("mg" if parameters["factor"] == "half" else "views")
        return f"{amount} {unit}" if clock == n["time"] else "time does not fit"
    if ask in ("value", "growth", "decay"):
        amount = Fraction(n["start"])
        for _ in range(n["years"]):
            amount += amount * n["rate"] / (100 if ask == "growth" else -100)
        if ask == "value":
            return rf"\${int(amount)}" if amount.denominator == 1 else rf"\${float(amount):.2f}"
        return f"{amount} {parameters.get('unit', 'fish')}"
    if ask == "meet":
        # Both amounts to the power hours1 * hours2 are whole: the comparison is exact.
        h1, h2 = n["hours1"], n["hours2"]
        for t in range(1, 2000):
            if n["start1"] ** (h1 * h2) * 2 ** (t * h2) == n["start2"] ** (h1 * h2) * 2 ** (t * h1):
                return f"{t} hours"
        return "never"
    if ask == "half-life":
        for period in range(1, n["time"] + 1):
            amount = Fraction(n["start"])
            for _ in range(n["time"] // period):
                amount /= 2
            if n["time"] % period == 0 and amount == n["left"]:
                return f"{period} days"
        return "no whole half-life"
    amount, years = Fraction(n["start"]), 0
    positive(n["limit"], n["rate"])
    while amount >= n["limit"]:
        amount, years = amount - amount * n["rate"] / 100, years + 1
    return f"{years} years"


CHECKERS: dict[str, Checker] = {
    "composition-inverse": Checker(_read_composition_inverse, _solve_composition_inverse),
    "growth-decay": Checker(_read_growth_decay, _solve_growth_decay),
}
