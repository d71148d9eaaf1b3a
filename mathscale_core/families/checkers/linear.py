"""Checkers of the families of linear equations, inequalities and systems."""

import re
from collections.abc import Callable
from fractions import Fraction

from mathscale_core.answers import normalise
from mathscale_core.families.checkers.checker import Checker, match
from mathscale_core.families.checkers.reading import (
    MONEY,
    NAME,
    coefficient,
    integers,
    scaled,
    signed,
    tex,
    whole,
    with_unit,
)
from mathscale_core.families.family import Parameter, Parameters

_SIGNS = {"<": "<", ">": ">", "\\le": "<=", "\\ge": ">="}
_TERM = r"(?P<{0}>-?\d*){1}(?P<{2}> [+-] \d+)?"
_END = r"(-?\\infty|-?\\frac\{\d+\}\{\d+\}|-?\d+(?:/\d+)?)"


def _linear(factor: str, letter: str, constant: str) -> str:
    """The pattern of a linear expression with named groups for its two numbers."""
    return _TERM.format(factor, letter, constant)


def _numbers(found: re.Match[str], factors: str, constants: str) -> dict[str, Parameter]:
    factor_values: dict[str, Parameter] = {k: coefficient(found[k]) for k in factors}
    return {**factor_values, **{k: signed(found[k]) for k in constants}}


def _root(function: Callable[[Fraction], Fraction]) -> Fraction:
    """The zero of a linear function, from its values at 0 and 1."""
    at_zero, at_one = function(Fraction(0)), function(Fraction(1))
    return at_zero / (at_zero - at_one)


def _read_linear_equation(question: str) -> Parameters:
    found = match(
        question,
        r"^Solve the equation \$(?P<left>.*) = (?P<right>.*)\$ for \$(?P<v>[a-z])\$\.$",
        r"^For which value of \$(?P<v>[a-z])\$ is \$(?P<left>[^$]*)\$ equal to \$(?P<right>[^$]*)\$\?$",
        r"^The number \$(?P<v>[a-z])\$ satisfies \$(?P<left>.*) = (?P<right>.*)\$\. Find \$",
        r"^The expressions \$(?P<left>[^$]*)\$ and \$(?P<right>[^$]*)\$ have .* What is \$(?P<v>[a-z])\$\?$",
    )
    v = found["v"]
    sides = match(
        f"{found['left']} = {found['right']}",
        rf"^\\frac\{{{_linear('a', v, 'b')}\}}\{{(?P<m>\d+)\}} - \\frac\{{{_linear('c', v, 'd')}\}}\{{(?P<n>\d+)\}} "
        r"= (?P<e>-?\d+)$",
        rf"^(?P<a>\d+)\({v}(?P<b> [+-] \d+)\) = {_linear('c', v, 'd')}$",
        rf"^{_linear('a', v, 'b')} = (?P<c>-?\d+)$",
    )
    groups = sides.groupdict()
    if "m" in groups:
        return {**_numbers(sides, "ac", "bd"), **integers(sides, "m", "n"), "e": int(sides["e"]), "letter": v}
    if "d" in groups:
        return {**_numbers(sides, "ac", "bd"), "letter": v}
    return {**_numbers(sides, "a", "b"), "c": int(sides["c"]), "letter": v}


def _solve_linear_equation(p: Parameters) -> str:
    a, b, c = whole(p, "a", "b", "c")
    d = int(p.get("d", 0))
    if "m" in p:
        m, n, e = whole(p, "m", "n", "e")
        root = _root(lambda x: (a * x + b) / m - (c * x + d) / n - e)
    elif "d" in p:
        root = _root(lambda x: a * (x + b) - (c * x + d))
    else:
        root = _root(lambda x: a * x + b - c)
    return f"${p['letter']} = {tex(root)}$"


def _read_ages(question: str) -> Parameters:
    many, few = r"(?P<many>twice|\d+ times) as old as", r"(?P<few>twice|\d+ times) as old as"
    ago, ahead = r"(?P<years_ago>\d+) years ago", r"(?P<years_ahead>\d+) years"
    gap, total = r"(?P<difference>\d+) years", r"(?P<sum>\d+) years"
    older, younger = rf"(?P<older>(?:Ms\. )?{NAME})", rf"(?P<younger>{NAME})"
    asked = rf"\. How old is (?:the )?(?P<asked>(?:Ms\. )?{NAME}|walnut|cherry|school building|gym)\b"
    found = match(
        question,
        rf"^{older} is {gap} older than {younger}\. Together they are {total} old{asked}",
        rf"^{younger} was born when {older} was exactly {gap} old\. Today the sum of their ages is {total}{asked}",
        rf"neighbors, {older} and {NAME}, add up to {total}, and {younger} is {gap} younger than {NAME}{asked}",
        rf"^{older} is {many} her child {younger}\. In {ahead} she will be {few} {NAME}{asked}",
        rf"an old (?P<older>walnut) tree that is {many} the (?P<younger>cherry) tree beside it\. In {ahead} the "
        rf"walnut tree will be {few} the cherry tree{asked}",
        rf"that the (?P<older>school building) is {many} the (?P<younger>gym), and that {ahead} from now it will be "
        rf"{few} the gym{asked}",
        rf"^Exactly {ago}, {older} was {many} her child {younger}\. In {ahead} she will be {few} {NAME}{asked}",
        rf"an old (?P<older>walnut) tree; {ago} it was {many} the (?P<younger>cherry) tree beside it, and in {ahead} "
        rf"it will be {few} the cherry tree{asked}",
        rf"that {ago} the (?P<older>school building) was {many} the (?P<younger>gym)\. .* that {ahead} from now it "
        rf"will be {few} the gym{asked}",
    )
    groups = found.groupdict()
    parameters = integers(found, *(k for k in groups if k.startswith("years") or k in {"difference", "sum"}))
    if "many" in groups:
        times = {"twice": 2}
        now = "times_then" if "years_ago" in groups else "times_now"
        parameters[now] = times.get(groups["many"]) or int(groups["many"].split()[0])
        parameters["times_later"] = times.get(groups["few"]) or int(groups["few"].split()[0])
    names = {groups["older"]: "older", groups["younger"]: "younger"}
    return {**parameters, "asked": names.get(groups["asked"], "unknown")}


def _solve_ages(p: Parameters) -> str:
    # Try all pairs of ages until the story is true.
    for young in range(1, 150):
        if "sum" in p:
            old = int(p["sum"]) - young
            true = old - young == int(p["difference"])
        else:
            ago, ahead = int(p.get("years_ago", 0)), int(p["years_ahead"])
            old = int(p["times_then"] if ago else p["times_now"]) * (young - ago) + ago
            true = old + ahead == int(p["times_later"]) * (young + ahead)
        if true and old > young > ago if "sum" not in p else true:
            return f"{old if p['asked'] == 'older' else young} years"
    return "none"


def _read_inequality(question: str) -> Parameters:
    sign = r"(?P<{}><|>|\\le|\\ge)"
    relation, second = sign.format("relation"), sign.format("second_relation")
    left, right = _linear("a", "x", "b"), r"(?:(?P<c>\d*)x(?P<e> [+-] \d+)?|(?P<d>-?\d+))"
    middle = r"(?P<constant>-?\d+) - (?P<k>\d*)x"
    outside = r"(?P<low>-?\d+)", r"(?P<high>-?\d+)"
    opening = r"(?:Solve the inequality|For which real numbers \$x\$ does)"
    found = match(
        question,
        rf"^{opening} \${outside[0]} {relation} {middle} {second} {outside[1]}\$",
        rf"^Let \$f\(x\) = {middle}\$\. Write .* \${outside[0]} {relation} f\(x\) {second} {outside[1]}\$ as an "
        r"interval",
        rf"^{opening} \${left} {relation} {right}\$",
        rf"^The functions \$f\(x\) = {left}\$ and \$g\(x\) = {right}\$ .* \$f\(x\) {relation} g\(x\)\$ as an interval",
    )
    groups = found.groupdict()
    parameters: dict[str, Parameter] = {"relation": _SIGNS[groups["relation"]]}
    if "low" in groups:
        for key in ("low", "constant", "high"):
            parameters[key] = int(groups[key])
        return {**parameters, "b": coefficient(groups["k"]), "second_relation": _SIGNS[groups["second_relation"]]}
    parameters |= _numbers(found, "a", "b")
    if groups["d"] is not None:
        return {**parameters, "d": int(groups["d"])}
    return {**parameters, "c": coefficient(groups["c"]), "d": signed(groups["e"])}


def _holds(left: Fraction, relation: str, right: Fraction) -> bool:
    return {"<": left < right, ">": left > right, "<=": left <= right, ">=": left >= right}[relation]


def _solve_inequality(p: Parameters) -> str:
    if "low" in p:
        low, constant, b, high = whole(p, "low", "constant", "b", "high")
        ends = sorted((_root(lambda x: constant - b * x - low), _root(lambda x: constant - b * x - high)))

        def true(x: Fraction) -> bool:
            value = constant - b * x
            return _holds(Fraction(low), str(p["relation"]), value) and _holds(
                value, str(p["second_relation"]), Fraction(high)
            )
    else:
        a, b, d = whole(p, "a", "b", "d")
        c = int(p.get("c", 0))
        ends = [_root(lambda x: a * x + b - c * x - d)]

        def true(x: Fraction) -> bool:
            return _holds(a * x + b, str(p["relation"]), c * x + d)

    # Try a point in every piece between the ends, and the ends themselves.
    low_end = f"({'-'}\\infty" if true(ends[0] - 1) else f"{'[' if true(ends[0]) else '('}{tex(ends[0])}"
    high_end = "\\infty)" if true(ends[-1] + 1) else f"{tex(ends[-1])}{']' if true(ends[-1]) else ')'}"
    return f"${low_end}, {high_end}$"


def _same_interval(first: str, second: str) -> bool | None:
    """Compares brackets and ends; None where one text is no interval."""
    read = [re.fullmatch(rf"([(\[])\s*{_END}\s*,\s*\+?{_END}\s*([)\]])", normalise(t)) for t in (first, second)]
    if read[0] is None or read[1] is None:
        return None
    one, other = ((found[1], _end(found[2]), _end(found[3]), found[4]) for found in read if found)
    return one == other


def _end(text: str) -> Fraction | str:
    fraction = re.fullmatch(r"(-?)\\frac\{(\d+)\}\{(\d+)\}", text)
    if fraction:
        return Fraction(int(fraction[1] + fraction[2]), int(fraction[3]))
    return text if "infty" in text else Fraction(text)


def _read_system_story(question: str) -> Parameters:
    n, s = r"(?P<count>\d+)", r"(?P<sum>\d+)"
    p, q = r"(?P<first_value>\d+)", r"(?P<second_value>\d+)"
    a, b, c, d = (rf"(?P<{k}>\d+)" for k in "abcd")
    cash = rf"(?P<first_sum>{MONEY})", rf"(?P<second_sum>{MONEY})"
    kilograms = r"(?P<first_sum>\d+) kg", r"(?P<second_sum>\d+) kg"
    m, k = r"(?P<wanted_first>\d+)", r"(?P<wanted_second>\d+)"
    found = match(
        question,
        rf"sold {n} tickets for (?P<sum>{MONEY}) in all\. An adult ticket cost \\\${p} and a child ticket \\\${q}\. "
        r"How many (?P<asked>adult|child) tickets",
        rf"packed {s} rolls into {n} bags, some with {p} rolls and the others with {q} rolls\. How many bags with "
        r"(?P<asked>\d+)",
        rf"has {n} tents\. Large tents sleep {p} children and small tents sleep {q}, .* exactly {s} children\. "
        r"How many (?P<asked>large|small) tents",
        rf"{a} (?P<x>[a-z]+)s and {b} (?P<y>[a-z]+) cost {cash[0]}, while {c} [a-z]+ and {d} [a-z]+ cost {cash[1]}\. "
        rf"(?:What is the price of one (?P<asked>[a-z]+)\?|How much does {NAME} pay there for {m} (?P=x)s and {k} "
        r"(?P=y)\?)",
        rf"{a} equal melons and {b} equal pumpkins weigh {kilograms[0]} together, and {c} .* and {d} .* weigh "
        rf"{kilograms[1]}\. How many kilograms (?:does one (?P<asked>melon|pumpkin) weigh|do {m} of these melons and "
        rf"{k} of these pumpkins)",
        rf"pays {cash[0]} for {a} adults and {b} children, and .* pays {cash[1]} for {c} adults and {d} children\. "
        rf"What does a (?:ticket for one (?P<asked>adult|child) cost|group with {m} adults and {k} children pay)",
    )
    groups = {key: text for key, text in found.groupdict().items() if text}
    asked = groups.get("asked")
    firsts = {"adult", "large", "melon", groups.get("x"), groups.get("first_value")}
    position: dict[str, Parameter] = {"asked": "first" if asked in firsts else "second"} if asked else {}
    numbers = {key: text for key, text in groups.items() if key not in {"asked", "x", "y"}}
    if "count" in groups:
        return {**{key: scaled(text, 1) for key, text in numbers.items()}, **position}
    cents = groups["first_sum"].startswith("\\$")
    sums = {"first_sum", "second_sum"} if cents else set()
    values: dict[str, Parameter] = {key: scaled(text, 100 if key in sums else 1) for key, text in numbers.items()}
    return {**values, **position, "unit": "dollars" if cents else "kg"}


def _solve_system_story(p: Parameters) -> str:
    first = p.get("asked") == "first"
    if "count" in p:
        # Count through all ways to split the number.
        n, v, w, total = whole(p, "count", "first_value", "second_value", "sum")
        count = next((x for x in range(n + 1) if v * x + w * (n - x) == total), -1)
        return str(count if first else n - count)
    a, b, one, c, d, two = whole(p, "a", "b", "first_sum", "c", "d", "second_sum")
    # Cramer's rule.
    x, y = Fraction(one * d - b * two, a * d - b * c), Fraction(a * two - one * c, a * d - b * c)
    value = x if first else y
    if "wanted_first" in p:
        value = x * int(p["wanted_first"]) + y * int(p["wanted_second"])
    return with_unit(value / 100 if p["unit"] == "dollars" else value, str(p["unit"]))


CHECKERS: dict[str, Checker] = {
    "linear-equation": Checker(_read_linear_equation, _solve_linear_equation),
    "ages": Checker(_read_ages, _solve_ages),
    "linear-inequality": Checker(_read_inequality, _solve_inequality, _same_interval),
    "system-story": Checker(_read_system_story, _solve_system_story),
}
