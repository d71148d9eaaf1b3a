"""Checkers of the families of proportion."""

from fractions import Fraction

from mathscale_core.families.checkers.checker import Checker, match
from mathscale_core.families.checkers.reading import (
    MONEY,
    NAME,
    NUMBER,
    direction,
    integers,
    number,
    scaled,
    whole,
    with_unit,
)
from mathscale_core.families.family import Parameter, Parameters

_PLACES = ("first", "second", "third")


def _read_percent_change(question: str) -> Parameters:
    start = (
        rf"had (?P<start>{NUMBER}) members",
        rf"gave (?P<start>{NUMBER}) kg of",
        rf"carried (?P<start>{NUMBER}) passengers in May",
    )
    first = (
        r"membership (?:has |had )?(?P<change>grown|fallen|grew|fell) by (?P<percent>\d+)%",
        r"(?:crop was|trees bore) (?P<percent>\d+)% (?P<change>larger|smaller|more|less)",
        r"In June it carried (?P<percent>\d+)% (?P<change>more|fewer)",
    )
    found = match(question, *(f"{s}.*?{f}(?P<rest>.*)" for s, f in zip(start, first, strict=True)))
    parameters = {**integers(found, "start", "percent"), "change": direction(found["change"])}
    rest = found["rest"]
    if "By what percent" in rest:
        last = match(
            rest,
            r"and between January and June (?P<extra>\d+) people (?P<change>joined|left)\. "
            r"By what percent was the membership in June (?P<asked>higher|lower) than in September",
            r"row (?P<change>added) (?P<extra>\d+) kg\. .*final crop (?P<asked>higher|lower) than last autumn's",
            r"storm then (?P<change>destroyed) (?P<extra>\d+) kg of the fruit\. .*final crop (?P<asked>higher|lower) "
            r"than",
            r"in July it carried (?P<extra>\d+) (?P<change>more|fewer) than in June\. .*in July "
            r"(?P<asked>higher|lower) than in May",
        )
        return {
            **parameters, **integers(last, "extra"), "extra_change": direction(last["change"]), "asked": last["asked"],
        }  # fmt: skip
    parameters["unit"] = "kg" if "How many kilograms of" in rest else ""
    if "%" not in rest:
        return parameters
    last = match(
        rest,
        r"and (?P<change>grew|fell)(?: again)? by (?P<percent>\d+)% in 2023.*at the end of 2023",
        r"in the third it was (?P<percent>\d+)% (?P<change>larger|smaller) than in the second.*in the third autumn",
        r"and in July (?P<percent>\d+)% (?P<change>more|fewer) than in June.*in July",
    )
    return {**parameters, "second_percent": int(last["percent"]), "second_change": direction(last["change"])}


def _factor(p: Parameters, percent: str, change: str) -> Fraction:
    return 1 + Fraction(int(p[percent]), 100) * (1 if p[change] == "up" else -1)


def _solve_percent_change(p: Parameters) -> str:
    start = int(p["start"])
    value = start * _factor(p, "percent", "change")
    if "extra" in p:
        target = value + int(p["extra"]) * (1 if p["extra_change"] == "up" else -1)
        sign = 1 if p["asked"] == "higher" else -1
        return next((f"{r}%" for r in range(1, 200) if start * (100 + sign * r) == 100 * target), "none")
    if "second_percent" in p:
        value *= _factor(p, "second_percent", "second_change")
    return with_unit(value, str(p["unit"]))


def _read_reverse_percentage(question: str) -> Parameters:
    found = match(
        question,
        rf"After a (?P<percent>\d+)% discount, a .* costs (?P<final>{MONEY})\. What was the price before",
        rf"has (?P<change>grown|fallen) by (?P<percent>\d+)% since 2010 and is now (?P<final>{NUMBER})\.",
        rf"lost (?P<percent>\d+)% of its water through a leak and now holds (?P<final>{NUMBER}) (?P<unit>liters)",
        rf"by (?P<percent>\d+)%\. .*new price by (?P<second_percent>\d+)%\. (?:The .* now costs (?P<final>{MONEY})\. "
        rf"What was the original price|With a voucher for another (?P<fixed>{MONEY}) off, {NAME} paid "
        rf"(?P<final2>{MONEY}) for it\. How much less than the original)",
        rf"(?P<change>grew|fell) by (?P<percent>\d+)% from 2000 to 2010 and (?P<change2>grew|fell) by "
        rf"(?P<second_percent>\d+)% from 2010 to 2020, when (?P<final>{NUMBER}) people lived there\. How many .* in "
        rf"2000",
        r"fell by (?P<percent>\d+)% in the 1990s and by (?P<second_percent>\d+)% in the 2000s\. After "
        rf"(?P<fixed>{NUMBER}) more people had moved away, (?P<final>{NUMBER}) people were left\. .* lose in all",
        r"lost (?P<percent>\d+)% of its water in June and (?P<second_percent>\d+)% of what was left in July\. "
        rf"(?:After that, (?P<final>{NUMBER}) (?P<unit>liters) remained\. .* at the start|Then (?P<fixed>{NUMBER}) "
        rf"liters were pumped out, and (?P<final2>{NUMBER}) (?P<unit2>liters) remained\. .* lose altogether)",
    )
    groups = {k: v for k, v in found.groupdict().items() if v}
    final = groups.get("final") or groups["final2"]
    parameters: dict[str, Parameter] = {
        "percent": int(groups["percent"]),
        "change": direction(groups.get("change", "down")),
        "final": scaled(final, 1),
        "unit": "dollars" if final.startswith("\\$") else groups.get("unit", groups.get("unit2", "")),
    }
    if "second_percent" in groups:
        parameters["second_percent"] = int(groups["second_percent"])
        parameters["second_change"] = direction(groups.get("change2", "down"))
    if "fixed" in groups:
        parameters["fixed"] = scaled(groups["fixed"], 1)
    return parameters


def _solve_reverse_percentage(p: Parameters) -> str:
    final, fixed = int(p["final"]), int(p.get("fixed", 0))
    factor = _factor(p, "percent", "change")
    if "second_percent" in p:
        factor *= _factor(p, "second_percent", "second_change")
    original = next((n for n in range(1, 12 * (final + fixed)) if n * factor - fixed == final), 0)
    return with_unit(original - final if fixed else original, str(p["unit"]))


def _read_sharing_in_ratio(question: str) -> Parameters:
    ratio = r"(?P<first>\d+):(?P<second>\d+)(?::(?P<third>\d+))?"
    people = rf"(?P<a>{NAME})(?:, (?P<b>{NAME}))? and (?P<c>{NAME})"
    stuff = r"(?P<a>[a-z ]+?)(?:, (?P<b>[a-z ]+?))? and (?P<c>[a-z ]+?)"
    total, cash = r"(?P<total>\d+)", rf"(?P<total>{MONEY})"
    found = match(
        question,
        rf"^{people} share {total} [a-z ]+ in the ratio {ratio}\. How many (?:more )?[a-z ]+ does (?P<asked>{NAME}) get"
        rf"(?: than (?P<than>{NAME}))?\?",
        rf"mixes {stuff} in the ratio {ratio} by mass\. How many (?P<kg>kilograms) of (?P<asked>[a-z ]+) are in "
        rf"{total} kg",
        rf"mixes {stuff} in the ratio {ratio} by mass\. In {total} kg of .*, how many more (?P<kg>kilograms) of "
        r"(?P<asked>[a-z ]+) than of (?P<than>[a-z ]+) are",
        rf"^{people} ran a market stall\. {NAME} worked (?P<first>\d+) hours and {NAME} worked (?P<second>\d+) "
        rf"hours, and .*earnings of {cash} in the ratio of their hours\. How much money does (?P<asked>{NAME}) get",
        rf"^{people} ran a market stall\. They worked (?P<first>\d+), (?P<second>\d+) and (?P<third>\d+) hours, in "
        rf"that order, and .*earnings of {cash} in the ratio of their hours\. How much more money does "
        rf"(?P<asked>{NAME}) get than (?P<than>{NAME})\?",
        rf"^{people} share {total} .* get are in the ratio (?P<first>\d+):(?P<second>\d+), and .* get are in the ratio "
        rf"(?P<second_again>\d+):(?P<third>\d+)\. How many [a-z ]+ does (?P<asked>{NAME}) get",
        rf"mixes {stuff}\. The .* are in the ratio (?P<first>\d+):(?P<second>\d+), and .* are in the ratio "
        rf"(?P<second_again>\d+):(?P<third>\d+)\. How many (?P<kg>kilograms) of (?P<asked>[a-z ]+) are in {total} kg",
        rf"^{people} divide their earnings of {cash}\. For every \\\$(?P<first>\d+) that {NAME} gets, {NAME} gets "
        rf"\\\$(?P<second>\d+), and for every \\\$(?P<second_again>\d+) that {NAME} gets, {NAME} gets "
        rf"\\\$(?P<third>\d+)\. How much money does (?P<asked>{NAME}) get",
    )
    g = {k: v for k, v in found.groupdict().items() if v}
    order = [g[k] for k in "abc" if k in g]
    keys = [k for k in ("total", "first", "second", "second_again", "third") if k in g]
    unit = "kg" if "kg" in g else "dollars" if g["total"].startswith("\\$") else ""
    asked: dict[str, Parameter] = {
        k: _PLACES[order.index(g[k])] if g[k] in order else "unknown" for k in ("asked", "than") if k in g
    }
    return {**integers(found, *keys), **asked, "unit": unit}


def _solve_sharing_in_ratio(p: Parameters) -> str:
    total, a, b = whole(p, "total", "first", "second")
    # Try every size of the second share; it fixes the other shares.
    for share in range(1, total):
        shares = {"first": Fraction(share * a, b), "second": Fraction(share), "third": Fraction(0)}
        if "third" in p:
            shares["third"] = Fraction(share * int(p["third"]), int(p.get("second_again", b)))
        if sum(shares.values()) == total:
            less = shares[str(p["than"])] if "than" in p else 0
            return with_unit(shares[str(p["asked"])] - less, str(p["unit"]))
    return "none"


def _read_map_scale(question: str) -> Parameters:
    scale = rf"the scale 1:(?P<scale>{NUMBER})"
    found = match(
        question,
        rf"{scale}.*?(?P<mm>{NUMBER}) cm(?: long along| long)?.*?(?:(?P<mm2>{NUMBER}) cm.*)the scale "
        rf"1:(?P<new_scale>{NUMBER})",
        rf"{scale}.*?(?P<mm>{NUMBER}) cm long.*How many (?P<asked>kilometers|meters) long",
        rf"(?:are|is) (?P<real>{NUMBER}) (?P<unit>km|m) (?:apart|long).*How many centimeters.*{scale}",
    )
    g = found.groupdict()
    parameters: dict[str, Parameter] = {"scale": scaled(g["scale"], 1)}
    if g.get("new_scale"):
        lengths: dict[str, Parameter] = {"map_mm": scaled(g["mm"], 10), "second_map_mm": scaled(g["mm2"], 10)}
        return {**parameters, "new_scale": scaled(g["new_scale"], 1), **lengths}
    if g.get("asked"):
        return {**parameters, "map_mm": scaled(g["mm"], 10), "unit": "km" if g["asked"] == "kilometers" else "m"}
    kilometers = g["unit"] == "km"
    length = int(number(g["real"]) * (1000 if kilometers else 100))
    return {**parameters, "real_m" if kilometers else "real_cm": length, "unit": g["unit"]}


def _solve_map_scale(p: Parameters) -> str:
    scale = int(p["scale"])
    if "new_scale" in p:
        # Both drawings show one real length: old drawing * old scale = new drawing * new scale.
        old_mm = sum(whole(p, "map_mm", "second_map_mm"))
        tenths = next((n for n in range(1, 20_000) if n * int(p["new_scale"]) == old_mm * scale), 0)
        return with_unit(Fraction(tenths, 10), "cm")
    if "map_mm" in p:
        one_mm = Fraction(scale, 1_000_000 if p["unit"] == "km" else 1000)
        return with_unit(one_mm * int(p["map_mm"]), str(p["unit"]))
    real_mm = int(p["real_m"]) * 1000 if "real_m" in p else int(p["real_cm"]) * 10
    return with_unit(Fraction(real_mm, scale) / 10, "cm")


CHECKERS: dict[str, Checker] = {
    "percent-change": Checker(_read_percent_change, _solve_percent_change),
    "reverse-percentage": Checker(_read_reverse_percentage, _solve_reverse_percentage),
    "sharing-in-ratio": Checker(_read_sharing_in_ratio, _solve_sharing_in_ratio),
    "map-scale": Checker(_read_map_scale, _solve_map_scale),
}
