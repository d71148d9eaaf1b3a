"""Checker of the family of mixtures."""

from fractions import Fraction

from mathscale_core.families.checkers.checker import Checker, match
from mathscale_core.families.checkers.reading import integers, tex, whole, with_unit
from mathscale_core.families.family import Parameters

_UNITS = {"grams": "g", "liters": "liters", "kilograms": "kg"}


def _read_mixture(question: str) -> Parameters:
    first, second, total = r"(?P<first>\d+) (?:g|liters|kg)", r"(?P<second>\d+) (?:g|liters|kg)", r"(?P<total>\d+)"
    p, q, r = r"(?P<first_percent>\d+)%", r"(?P<second_percent>\d+)%", r"(?P<wanted_percent>\d+)%"
    amount = r".*How many (?P<unit>grams|liters|kilograms) of"
    found = match(
        question,
        rf"mixes {first} of an? {p} salt solution with {second} of an? {q} salt solution\. What percent",
        rf"pours together {first} of .* that is {p} juice and {second} of one that is {q} juice\. What percent",
        rf"blends {first} of one batch with {p} fat and {second} of another batch with {q} fat\. What percent",
        rf"has {first} of an? {p} salt solution\.{amount} water must be added to get an? {r} salt",
        rf"has {first} of .* that is {p} juice\.{amount} water must be added so that only {r} of",
        rf"has {first} of cream with {p} fat\.{amount} fat-free milk must be added .* down to {r}\?",
        rf"needs {total} g of .* with {r} salt, .* one with {p} and one with {q} salt\.{amount} the (?P<asked>\d+)%",
        rf"make {total} liters of .* with {r} juice from .* with {p} and one with {q} juice\.{amount} .*with "
        rf"(?P<asked>\d+)%",
        rf"blends .* with {p} fat and .* with {q} fat to make {total} kg with {r} fat\.{amount} .*with (?P<asked>\d+)%",
    )
    groups = found.groupdict()
    parameters = integers(found, *(k for k in groups if k not in {"unit", "asked"}))
    if groups.get("asked", groups["first_percent"]) != groups["first_percent"]:
        parameters["asked"] = int(groups["asked"])
    return {**parameters, "unit": _UNITS[groups["unit"]]} if "unit" in groups else parameters


def _solve_mixture(p: Parameters) -> str:
    if "total" in p:
        # Try every amount of the first kind until the dissolved parts balance.
        total, wanted, first, second = whole(p, "total", "wanted_percent", "first_percent", "second_percent")
        fitting = (x for x in range(total + 1) if x * first + (total - x) * second == total * wanted)
        return with_unit(next(fitting, -1), str(p["unit"]))
    if "unit" in p:
        amount, strong, wanted = whole(p, "first", "first_percent", "wanted_percent")
        fitting = (w for w in range(60 * amount) if (amount + w) * wanted == amount * strong)
        return with_unit(next(fitting, -1), str(p["unit"]))
    a, strong, b, weak = whole(p, "first", "first_percent", "second", "second_percent")
    # The blend lies between both strengths, at the distance that the second amount's share gives.
    return f"${tex(strong + (weak - strong) * Fraction(b, a + b))}$%"


CHECKERS: dict[str, Checker] = {"mixture-concentration": Checker(_read_mixture, _solve_mixture)}
