"""Checkers of the families on whole numbers and integers."""

import math
import re
from fractions import Fraction

from mathscale_core.families.checkers.arithmetic_reading import Wording, stated
from mathscale_core.families.checkers.checker import Checker, UnreadableQuestionError, positive, steps
from mathscale_core.families.family import Parameter, Parameters

_ROWS = "~'s orchard has <groups> rows of <size> ~ trees."
_ROWS2 = " A second orchard nearby has <groups2> rows of <size2> trees."
_STORM = " In a storm <removed> trees fall. "
_VANS = "In ~, <groups> vans are loaded with <size> parcels each"
_TRUCKS = " and <groups2> trucks with <size2> parcels each"
_NOON = ". By noon <removed> of the parcels have been delivered. "
_EMPTY = (
    "At a concert in ~, <removed> seats stay empty and one person sits on every other seat. The "
    "hall has <groups> rows of <size> seats"
)
_BALCONY = ", and its balcony has <groups2> rows of <size2> seats"
_STORIES: tuple[Wording, ...] = (
    (_ROWS + _STORM + "How many trees are still standing?", {}),
    (_ROWS + _ROWS2 + _STORM + "How many trees are still standing in the two orchards together?", {}),
    (_ROWS + _ROWS2 + _STORM + "The trees still standing are shared out equally among <shares> workers for pruning. "
     "How many trees does each worker prune?", {}),
    (_VANS + _NOON + "How many parcels are still to be delivered?", {}),
    (_VANS + _TRUCKS + _NOON + "How many parcels are still to be delivered?", {}),
    (_VANS + _TRUCKS + _NOON + "The others are delivered in <shares> afternoon rounds with the same number of parcels "
     "on each. How many parcels go on one round?", {}),
    (_EMPTY + ". How many people are in the audience?", {}),
    (_EMPTY + _BALCONY + ". How many people are in the audience?", {}),
    (_EMPTY + _BALCONY + ". Afterwards the audience leaves through <shares> doors, the same number of people through "
     "each. How many people go through each door?", {}),
)  # fmt: skip


def _number(parameters: Parameters, name: str, default: int = 0) -> int:
    return int(parameters.get(name, default))


def _read_whole_number_story(question: str) -> Parameters:
    return stated(question, _STORIES)


def _solve_whole_number_story(p: Parameters) -> str:
    """Search for the share that makes all shares and the removed ones add up to the whole."""
    whole = sum([_number(p, "size")] * _number(p, "groups")) + sum([_number(p, "size2")] * _number(p, "groups2"))
    shares = _number(p, "shares", 1)
    fitting = [n for n in range(whole + 1) if n * shares + _number(p, "removed") == whole]
    return str(fitting[0]) if fitting else "none"


_BUSES = " travel to a ~ in buses with <per> seats each. "
_DEAL = " to <per> players. All get the same number of cards, as many as possible. How many cards are left over?"
_ENOUGH = "How many buses are needed so that everyone gets a seat?"
_REMAINDERS: tuple[Wording, ...] = (
    ("From a school in ~, <first> pupils" + _BUSES + _ENOUGH, {"ask": "needed"}),
    ("From a school in ~, <first> pupils and <second> adults" + _BUSES + _ENOUGH, {"ask": "needed"}),
    ("From a school in ~, <groups> classes of <first> pupils each and <second> adults" + _BUSES
     + "As few buses as possible are booked. How many seats stay empty?", {"ask": "missing"}),
    ("~ packs <first> ~ into boxes that hold <per> each. How many boxes can be filled completely?", {"ask": "full"}),
    (("~ picks <first> ~ in the morning and <second> in the afternoon and packs them all into boxes that hold <per> "
     "each. How many boxes can be filled completely?"), {"ask": "full"}),
    (("~ picks <first> ~ on each of <groups> days and <second> on the day after, and fills as many boxes of <per> as "
     "possible. How many more ~ are needed to fill one more box?"), {"ask": "missing"}),
    ("~ deals a pile of <first> ~" + _DEAL, {"ask": "left"}),
    ("~ puts two piles of <first> and <second> ~ together and then deals them" + _DEAL, {"ask": "left"}),
    ("~ puts <groups> packs of <first> ~ and <second> single cards together and then deals them" + _DEAL,
     {"ask": "left"}),
)  # fmt: skip


def _read_division_remainder(question: str) -> Parameters:
    return stated(question, _REMAINDERS)


def _solve_division_remainder(p: Parameters) -> str:
    """Take whole groups away one at a time."""
    rest, per, full = _number(p, "second") + _number(p, "first") * _number(p, "groups", 1), _number(p, "per"), 0
    positive(per)
    for _ in steps():
        if rest < per:
            break
        rest, full = rest - per, full + 1
    missing = next(n for n in range(per) if (rest + n) % per == 0)
    return str({"needed": full + bool(rest), "full": full, "left": rest, "missing": missing}[str(p["ask"])])


_EXPRESSIONS = (
    r"Work out the value of \$([^$]+)\$\.",
    r"\w+ types \$([^$]+)\$ into a calculator that follows the order of operations\. What does it show\?",
    r"The code of \w+'s bicycle lock is the value of \$([^$]+)\$\. What is the code\?",
    r"How much larger is the value of \$([^$]+)\$ than the value of \$([^$]+)\$\?",
    (
        r"On a number wheel, (?P<who>\w+) turns up \$([^$]+)\$ and a friend turns up \$([^$]+)\$\. By how many points is "
        r"(?P=who) ahead, if the values of the expressions are the points\?"
    ),
    r"Subtract the value of \$(?P<second>[^$]+)\$ from the value of \$(?P<first>[^$]+)\$\. Which number results\?",
)


def _read_bracket_expression(question: str) -> Parameters:
    for wording in _EXPRESSIONS:
        found = re.fullmatch(wording, question)
        if found:
            named = found.groupdict()
            parts = [named["first"], named["second"]] if "first" in named else list(found.groups())
            text = " ; ".join(part for part in parts if part is not None and part != named.get("who"))
            numbers: dict[str, Parameter] = {
                f"n{place}": int(digits) for place, digits in enumerate(re.findall(r"\d+", text), 1)
            }
            return numbers | {"form": re.sub(r"\d+", "#", text)}
    raise UnreadableQuestionError(f"not an expression question: {question[:120]!r}")


class _Reader:
    """Recursive descent over an expression: sums of products of powers of numbers and brackets."""

    def __init__(self, text: str) -> None:
        self._tokens: list[str] = re.findall(r"\d+|\\times|\\div|[-+^()\[\]]", text)

    def sum(self) -> Fraction:
        value = self._product()
        while self._next() in {"+", "-"}:
            value = value + self._product() if self._take() == "+" else value - self._product()
        return value

    def _product(self) -> Fraction:
        value = self._power()
        while self._next() in {"\\times", "\\div"}:
            value = value * self._power() if self._take() == "\\times" else value / self._power()
        return value

    def _power(self) -> Fraction:
        token = self._take()
        value = Fraction(token) if token.isdigit() else self.sum()
        if not token.isdigit():
            self._take()  # the closing bracket
        if self._next() == "^":
            self._take()
            value = math.prod([value] * int(self._take()), start=Fraction(1))
        return value

    def _next(self) -> str:
        return self._tokens[0] if self._tokens else ""

    def _take(self) -> str:
        return self._tokens.pop(0)


def _solve_bracket_expression(p: Parameters) -> str:
    numbers = iter(range(1, len(p)))
    text = re.sub("#", lambda _: str(p[f"n{next(numbers)}"]), str(p["form"]))
    values = [_Reader(part).sum() for part in text.split(";")]
    return str(values[0] - sum(values[1:]))


_ROUND = " by first rounding each number to the nearest <&place>."
_DIFFER = " By how much does this estimate differ from the exact value?"
_ESTIMATES: tuple[tuple[str, str], ...] = (
    (("A museum in ~ counted <first> visitors on Saturday and <second> on Sunday. Estimate the number of visitors on "
     "both days together"), ""),
    (("A museum in ~ counted <first> visitors on Saturday and <second> on Sunday; <third> of all these visitors were "
     "children. Estimate the number of adult visitors"), ""),
    ("A fleet of taxis in ~ covered <first> km in May and <second> km in June. Estimate the total distance", "km"),
    (("A fleet of taxis in ~ covered <first> km in May and <second> km in June; <third> km of this were driven "
        "at night. "
     "Estimate the distance driven by day"), "km"),
    (("A mill in ~ received <first> kg of grain from one farm and <second> kg from another. Estimate how much grain "
     "arrived in all"), "kg"),
    (("A mill in ~ received <first> kg of grain from one farm and <second> kg from another, and then ground <third> kg "
     "of it. Estimate how much grain is still unground"), "kg"),
)  # fmt: skip


def _read_rounding_estimate(question: str) -> Parameters:
    asks = ((_ROUND, "estimate"), (_ROUND + _DIFFER, "error"))
    wordings = ((text + end, {"unit": unit, "ask": ask}) for text, unit in _ESTIMATES for end, ask in asks)
    return stated(question, wordings)


def _solve_rounding_estimate(p: Parameters) -> str:
    """The nearest multiple of the place, found among those around the number."""
    place = {"ten": 10, "hundred": 100, "thousand": 1000}[str(p["place"])]

    def rounded(number: int) -> int:
        return min(range(0, number + place + 1, place), key=lambda multiple: abs(multiple - number))

    first, second, third = (_number(p, name) for name in ("first", "second", "third"))
    estimate = rounded(first) + rounded(second) - rounded(third)
    value = estimate if p["ask"] == "estimate" else abs(first + second - third - estimate)
    return f"{value} {p['unit']}".strip()


_SEA = ", where heights below the surface of the sea are negative"
_CHANGES: tuple[Wording, ...] = (
    (("At dawn it is $<start>$ degrees Celsius in ~. Until noon the temperature rises by <up> degrees, and "
        "until midnight "
     "it falls by <down> degrees. What is the temperature at midnight, in degrees Celsius?"), {"unit": "degrees"}),
    ((f"A diving robot off ~ is at a height of $<start>$ m{_SEA}. It rises <up> m and then sinks <down> m. At which "
     "height is it now, in meters?"), {"unit": "m"}),
    (("The balance of ~'s account is <start>. Then <up> is paid in and a bill of <down> is taken off. What is the new "
     "balance?"), {"unit": "dollars"}),
    (("In one night in ~ the temperature fell by <down> degrees and then rose by <up> degrees. After that it "
        "was $<end>$ "
     "degrees Celsius. What was the temperature before these changes, in degrees Celsius?"), {"unit": "degrees"}),
    ((f"A diving robot off ~ sank <down> m and then rose <up> m. Now it is at a height of $<end>$ m{_SEA}. At which "
     "height was it before, in meters?"), {"unit": "m"}),
    (("~ paid a bill of <down> from an account and later paid in <up>. The balance is now <end>. What was it "
        "before the "
     "bill was paid?"), {"unit": "dollars"}),
    (("At 6 PM it is $<start>$ degrees Celsius at a mountain hut near ~. In each of the next <count> hours the "
     "temperature falls by <rate> degrees, and after that it rises by <up> degrees in all. By how many degrees must it "
     "still rise to reach $<target>$ degrees Celsius?"), {"unit": "degrees"}),
    ((f"A diving robot off ~ is at a height of $<start>$ m{_SEA}. It sinks by <rate> m, <count> times in a row, "
        "and then "
     "rises <up> m. How many meters must it still rise to reach a height of $<target>$ m?"), {"unit": "m"}),
    (("The balance of ~'s account is <start>. Over <count> months <rate> is taken off each month; then <up> is "
        "paid in. "
     "How much more must be paid in for a balance of <target>?"), {"unit": "dollars"}),
)  # fmt: skip


def _read_integer_changes(question: str) -> Parameters:
    return stated(question, _CHANGES)


def _solve_integer_changes(p: Parameters) -> str:
    """Walk the number line one unit step at a time."""
    moves = [-1] * (_number(p, "down") + _number(p, "rate") * _number(p, "count")) + [1] * _number(p, "up")
    if "end" in p:
        position, moves = _number(p, "end"), [-move for move in reversed(moves)]
    else:
        position = _number(p, "start")
    for move in moves:
        position += move
    if "target" in p:
        position = len(range(position, _number(p, "target")))
    if p["unit"] == "dollars":
        return f"{'-' if position < 0 else ''}\\${abs(position)}"
    return f"{position} {p['unit']}"


CHECKERS: dict[str, Checker] = {
    "whole-number-story": Checker(_read_whole_number_story, _solve_whole_number_story),
    "division-remainder": Checker(_read_division_remainder, _solve_division_remainder),
    "bracket-expression": Checker(_read_bracket_expression, _solve_bracket_expression),
    "rounding-estimate": Checker(_read_rounding_estimate, _solve_rounding_estimate),
    "integer-changes": Checker(_read_integer_changes, _solve_integer_changes),
}
