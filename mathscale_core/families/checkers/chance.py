"""Checkers for remainders of powers, choices of groups and draws: by enumeration."""

import re
from collections.abc import Callable
from fractions import Fraction
from itertools import combinations

from mathscale_core.families.checkers.algebra_reading import wholes
from mathscale_core.families.checkers.checker import Checker, UnreadableQuestionError
from mathscale_core.families.checkers.further_reading import fraction_text, numbers, stated
from mathscale_core.families.family import Parameters

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WORDS = {"two": 2, "three": 3, "four": 4, "six": 6}
_FORMULAS = (
    r"(?P<a>\d+)\^\{(?P<n>\d+)\}",
    r"(?P<a>\d+)\^\{(?P<n>\d+)\} \+ (?P<b>\d+)\^\{(?P<k>\d+)\}",
    r"(?P<a>\d+)\^\{(?P<b>\d+)\^\{(?P<k>\d+)\}\}",
    r"(?P<a>\d+)\^\{(?P<n>\d+)\} \\cdot (?P<b>\d+)\^\{(?P<k>\d+)\} \+ (?P<c>\d+)",
)


def _read_power_remainder(question: str) -> Parameters:
    parameters = stated(
        question.replace("Today is ", "Today is $").replace(". Which", "$. Which"),
        ("remainder", "What is the remainder when $@@formula$ is divided by @m?"),
        (
            "dial",
            "A dial has @m positions, numbered from 0 to @last around a circle. Its pointer stands at 0 and is moved "
            "forward by $@@formula$ positions. At which number does it stop?",
        ),
        ("day", "Today is $@@day$. Which day of the week will it be in $@@formula$ days?"),
        ("digit", "What is the last digit of the number $@@formula$?"),
    )
    text = str(parameters.pop("formula"))
    if parameters["ask"] == "dial" and parameters.pop("last") != int(parameters["m"]) - 1:
        raise UnreadableQuestionError("the dial's numbers do not fit its positions")
    for pattern in _FORMULAS:
        found = re.fullmatch(pattern, text)
        if found:
            return {**parameters, **wholes(found.groupdict())}
    raise UnreadableQuestionError(f"not a power: {text!r}")


def _power(base: int, exponent: int, m: int) -> int:
    """Multiply one by one, without any knowledge of periods."""
    value = 1
    for _ in range(exponent):
        value = value * base % m
    return value


def _solve_power_remainder(parameters: Parameters) -> str:
    ask = parameters["ask"]
    n = {k: int(v) for k, v in parameters.items() if isinstance(v, int)}
    m = {"day": 7, "digit": 10}.get(str(ask)) or n["m"]
    if "n" not in n:
        value = pow(n["a"], n["b"] ** n["k"], m)
    else:
        value = _power(n["a"], n["n"], m)
        if "c" in n:
            value = (value * _power(n["b"], n["k"], m) + n["c"]) % m
        elif "b" in n:
            value = (value + _power(n["b"], n["k"], m)) % m
    return _DAYS[(_DAYS.index(str(parameters["day"])) + value) % 7] if ask == "day" else str(value)


def _read_committees(question: str) -> Parameters:
    parameters = stated(
        question,
        (
            "committee",
            "A ~ has @first women and @second men. In how many ways can a committee of @j women and @k men be chosen?",
        ),
        (
            "exam",
            "Part A of an exam has @first questions and part B has @second questions. Every student answers exactly @j "
            "questions of part A and @k questions of part B. How many different choices of questions are there?",
        ),
        (
            "dish",
            "~ can choose from @first different ~ and @second different ~. A ~ consists of @j of the ~ and @k of the "
            "~. How many different ~ are possible?",
        ),
        (
            "at least",
            "A ~ has @first women and @second men. A committee of @size members is to be chosen that includes at "
            "least @least women. How many such committees are possible?",
        ),
        (
            "both parts",
            "An exam has @first questions in part A and @second questions in part B. A student must answer @size "
            "questions in all, with at least @least from part A and at least @l from part B. In how many ways can "
            "the questions be chosen?",
        ),
        (
            "more",
            "~ has @first different ~ and @second different ~ and gives away a ~ of @size of these things, with more "
            "~ than ~. How many different choices are there?",
        ),
        (
            "refuse",
            "A ~ has @first women and @second men, among them ~ and ~. A committee of @j women and @k men is to be "
            "chosen, but ~ and ~ refuse to serve together. How many committees are possible?",
        ),
        (
            "leader",
            "From @first ~ and @second ~ a team of @size persons is chosen for a ~, with at least one of each group. "
            "One of the ~ in the team is then named as its leader. In how many ways can this be done?",
        ),
        (
            "first two",
            "An exam has @first questions in part A and @second questions in part B. A student has to answer exactly "
            "@j questions of part A, at least one of them among the first two of that part, and exactly @k questions "
            "of part B. How many choices of questions are allowed?",
        ),
    )
    longer = {"j": "take first", "k": "take second", "l": "least second"}
    return {longer.get(k, k): v for k, v in parameters.items()}


def _solve_committees(parameters: Parameters) -> str:
    """Every selection is listed: numbers below ``first`` are the first group."""
    ask = parameters["ask"]
    n = {k: int(v) for k, v in parameters.items() if isinstance(v, int)}
    first, second = n["first"], n["second"]
    if ask in {"committee", "exam", "dish"}:
        sides = ((first, n["take first"]), (second, n["take second"]))
        one, other = (sum(1 for _ in combinations(range(group), take)) for group, take in sides)
        return str(one * other)
    if ask in {"at least", "both parts", "more", "leader"}:
        weight: Callable[[int], int] = {
            "at least": lambda x: x >= n["least"],
            "both parts": lambda x: n["least"] <= x <= n["size"] - n["least second"],
            "more": lambda x: x > n["size"] - x,
            "leader": lambda x: x if x < n["size"] else 0,
        }[str(ask)]
        teams = combinations(range(first + second), n["size"])
        return str(sum(int(weight(sum(1 for person in team if person < first))) for team in teams))
    pairs = (
        (a, b)
        for a in combinations(range(first), n["take first"])
        for b in combinations(range(second), n["take second"])
    )
    if ask == "refuse":
        return str(sum(1 for a, b in pairs if not (a[0] == 0 and b[0] == 0)))
    return str(sum(1 for a, _ in pairs if a[0] <= 1))


def _read_without_replacement(question: str) -> Parameters:
    for word in _WORDS:
        question = re.sub(rf"(takes out|By lot,) {word} of them (at|are)", rf"\1 ${word}$ of them \2", question)
    return stated(
        question,
        (
            "balls",
            "A bag holds @first ~ and @second ~ balls. Two balls are drawn at random without replacement. What is the "
            "probability that both are ~?",
        ),
        (
            "drops",
            "A jar contains @first ~ drops and @second ~ drops. ~ takes out two at random, one after the other, and "
            "eats them. What is the probability that both are ~ drops?",
        ),
        (
            "children",
            "A ~ consists of @first girls and @second boys. Two different children are picked at random to make a "
            "speech. What is the probability that both are girls?",
        ),
        (
            "exactly",
            "A bag holds @first ~ and @second ~ balls. Without replacement, @drawn balls are drawn at random. What "
            "is the probability that exactly @wanted of them ~?",
        ),
        (
            "faulty",
            "In a box there are @first good and @second faulty ~. ~ takes out $@@drawn$ of them at random. What is the "
            "probability that at least one of these is faulty?",
        ),
        (
            "equally",
            "A ~ consists of @first girls and @second boys. By lot, $@@drawn$ of them are chosen for a trip. What is "
            "the probability that as many girls as boys are chosen?",
        ),
        (
            "different",
            "An urn holds @first ~, @second ~ and @third ~ balls. Three balls are drawn at random without "
            "replacement. What is the probability that they have three different colors?",
        ),
        (
            "same",
            "In a drawer lie @first ~, @second ~ and @third ~. ~ takes out three of them in the dark. What is the "
            "probability that all three have the same color?",
        ),
        (
            "odd sum",
            "Cards with the numbers from 1 to @cards, each number once, are shuffled, and ~ draws three of them "
            "without replacement. What is the probability that the sum of the three numbers is odd?",
        ),
    )


def _chance(stock: tuple[int, ...], draws: int, wanted: Callable[[tuple[int, ...]], bool]) -> Fraction:
    """Draw one by one in every order and add the chances of the paths that end as wanted."""

    def go(left: tuple[int, ...], taken: tuple[int, ...], todo: int) -> Fraction:
        if todo == 0:
            return Fraction(int(wanted(taken)))
        total = Fraction(0)
        for i, amount in enumerate(left):
            if amount:
                less = (*left[:i], amount - 1, *left[i + 1 :])
                more = (*taken[:i], taken[i] + 1, *taken[i + 1 :])
                total += Fraction(amount, sum(left)) * go(less, more, todo - 1)
        return total

    return go(stock, tuple(0 for _ in stock), draws)


def _solve_without_replacement(parameters: Parameters) -> str:
    ask = str(parameters["ask"])
    if ask == "odd sum":
        cards = int(parameters["cards"])
        return fraction_text(_chance(((cards + 1) // 2, cards // 2), 3, lambda t: t[0] % 2 == 1))
    stock = numbers(parameters, *(k for k in ("first", "second", "third") if k in parameters))
    drawn = parameters.get("drawn", 2 if len(stock) == 2 else 3)
    wanted: dict[str, Callable[[tuple[int, ...]], bool]] = {
        "exactly": lambda t: t[0] == parameters["wanted"],
        "faulty": lambda t: t[1] > 0,
        "equally": lambda t: t[0] == t[1],
        "different": lambda t: min(t) == 1,
        "same": lambda t: max(t) == 3,
    }
    draws = drawn if isinstance(drawn, int) else _WORDS[drawn]
    return fraction_text(_chance(stock, draws, wanted.get(ask, lambda t: t[1] == 0)))


CHECKERS: dict[str, Checker] = {
    "power-remainder": Checker(_read_power_remainder, _solve_power_remainder),
    "committees": Checker(_read_committees, _solve_committees),
    "without-replacement": Checker(_read_without_replacement, _solve_without_replacement),
}
