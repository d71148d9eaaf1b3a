"""Families of proportion: percent change, reverse percentages, sharing in a ratio, scales."""

import math
import random
from fractions import Fraction

from mathscale_core.families.family import Difficulty, Draft, Family
from mathscale_core.families.phrases import NAMES, TOWNS, decimal, fits, in_unit, money, num, pick

_CLUBS = ("chess club", "hiking club", "film society", "rowing club", "astronomy club", "choir")
_FRUIT = ("apples", "pears", "plums", "apricots", "figs", "cherries")
_GOODS = ("jacket", "tent", "suitcase", "desk lamp", "violin", "carpet", "bookcase", "pair of boots")
_ITEMS = ("marbles", "stamps", "stickers", "walnuts", "trading cards", "seashells")
_MIXES = (
    ("A mason", ("cement", "sand", "gravel"), "the mix"),
    ("A gardener", ("compost", "sand", "loam"), "the potting soil"),
    ("A baker", ("rye flour", "wheat flour", "oat flour"), "the flour blend"),
)
_SHIPS = ("sailing ship", "ferry", "cargo ship", "icebreaker", "research vessel")
_PLACES = ("first", "second", "third")


def _percent_change(rng: random.Random, difficulty: Difficulty) -> Draft:
    percents = (10, 20, 25, 30, 40, 50, 60) if difficulty == 1 else (5, 8, 12, 15, 16, 20, 24, 25, 30, 35, 36, 40, 45)
    wording = rng.randrange(3)
    while True:
        start = rng.randrange(120, (520, 1500, 3000)[wording], 20 if difficulty == 1 else 10)
        up, up2, higher = rng.random() < 0.6, rng.random() < 0.5, rng.random() < 0.5
        p, q = rng.sample(percents, 2)
        middle = start + Fraction(start * (p if up else -p), 100)
        change = (start if difficulty == 3 else middle) * Fraction(q, 100)
        if difficulty == 3:
            last = start + (change if higher else -change)
            extra, up2 = abs(last - middle), last > middle
        else:
            last, extra = middle + (change if up2 else -change), Fraction(6)
        if middle.denominator == last.denominator == 1 and 5 < extra < middle / 2:
            break
    name, town, club, fruit = rng.choice(NAMES), rng.choice(TOWNS), rng.choice(_CLUBS), rng.choice(_FRUIT)
    club_had = f"The {club} of {town} had {start} members"
    orchard = f"{name}'s orchard gave {start} kg of {fruit}"
    ferry = f"A ferry to the island of {town} carried {start} passengers in May."
    june = f"In June it carried {p}% {pick(up, 'more|fewer')} passengers than in May"
    again = " again" if up == up2 else ""
    if difficulty == 1:
        question = (
            f"{club_had} last year. Since then its membership has {pick(up, 'grown|fallen')} by {p}%. "
            "How many members does it have now?",
            f"{orchard} last autumn. This autumn the crop was {p}% {pick(up, 'larger|smaller')}. "
            f"How many kilograms of {fruit} did the orchard give this autumn?",
            f"{ferry} {june}. How many passengers did it carry in June?",
        )[wording]
    elif difficulty == 2:
        question = (
            f"{club_had} at the start of 2022. Its membership {pick(up, 'grew|fell')} by {p}% in 2022 and "
            f"{pick(up2, 'grew|fell')}{again} by {q}% in 2023. How many members did it have at the end of 2023?",
            f"{orchard} in its first autumn. In the second autumn the crop was {p}% {pick(up, 'larger|smaller')} "
            f"than in the first, and in the third it was {q}% {pick(up2, 'larger|smaller')} than in the second. How "
            f"many kilograms of {fruit} did the orchard give in the third autumn?",
            f"{ferry} {june}, and in July {q}% {pick(up2, 'more|fewer')} than in June. "
            "How many passengers did it carry in July?",
        )[wording]
    else:
        question = (
            f"{club_had} in September. By January its membership had {pick(up, 'grown|fallen')} by {p}%, and between "
            f"January and June {extra} people {pick(up2, 'joined|left')}. By what percent was the membership in June "
            f"{pick(higher, 'higher|lower')} than in September?",
            f"{orchard} last autumn. This autumn the old trees bore {p}% {pick(up, 'more|less')}, "
            + pick(up2, f"and a newly planted row added {extra} kg|but a storm then destroyed {extra} kg of the fruit")
            + f". By what percent was this autumn's final crop {pick(higher, 'higher|lower')} than last autumn's?",
            f"{ferry} {june}, and in July it carried {extra} {pick(up2, 'more|fewer')} than in June. By what percent "
            f"was the number of passengers in July {pick(higher, 'higher|lower')} than in May?",
        )[wording]
    parameters: dict[str, int | str] = {"start": start, "percent": p, "change": pick(up, "up|down")}
    steps = [
        f"{p}% of {start} is ${start} \\cdot \\frac{{{p}}}{{100}} = {abs(middle - start)}$, so the "
        f"{pick(difficulty == 1, 'new number|number after the first change')} is ${start} {pick(up, '+|-')} {abs(middle - start)} = {middle}$."
    ]
    unit = "kg" if wording == 1 else ""
    answer = f"{q}%" if difficulty == 3 else in_unit(last if difficulty == 2 else middle, unit)
    if difficulty == 2:
        parameters |= {"second_percent": q, "second_change": pick(up2, "up|down")}
        steps.append(
            f"{q}% of {middle} is ${middle} \\cdot \\frac{{{q}}}{{100}} = {change}$, and "
            f"${middle} {pick(up2, '+|-')} {change} = {last}$."
        )
    if difficulty == 3:
        parameters |= {"extra": int(extra), "extra_change": pick(up2, "up|down"), "asked": pick(higher, "higher|lower")}
        steps.append(f"The final number is ${middle} {pick(up2, '+|-')} {extra} = {last}$.")
        steps.append(
            f"The difference from {start} is {change}, and ${change} \\div {start} = {decimal(Fraction(q, 100))}$."
        )
    else:
        parameters["unit"] = unit
    return Draft(question, "\n".join([*steps, f"The answer is {answer}."]), answer, parameters)


def _reverse_percentage(rng: random.Random, difficulty: Difficulty) -> Draft:
    wording = rng.randrange(3)
    percents = (10, 20, 25, 30, 40, 50) if difficulty == 1 else (4, 5, 8, 10, 12, 15, 16, 20, 25, 28, 30, 35, 40)
    while True:
        original = rng.randrange(*((40, 480, 4), (2000, 40_000, 100), (200, 4000, 20))[wording])
        p, q = rng.sample(percents, 2)
        up, up2 = (wording == 1 and difficulty < 3 and rng.random() < 0.5 for _ in range(2))
        first = original * Fraction(100 + (p if up else -p), 100)
        second = first * Fraction(100 + (q if up2 else -q), 100) if difficulty > 1 else first
        fixed = rng.randrange(5, 60) * (1, 25, 5)[wording] if difficulty == 3 else 0
        final = second - fixed
        if first.denominator == second.denominator == 1 and fixed < second / 3:
            break
    name, town, thing = rng.choice(NAMES), rng.choice(TOWNS), rng.choice(_GOODS)
    unit = ("dollars", "", "liters")[wording]
    n, paid = num(int(final)), money(final * 100)
    cuts = f"A shop first cut the price of a {thing} by {p}%. A month later it cut the new price by {q}%."
    june = f"A village cistern lost {p}% of its water in June and {q}% of what was left in July."
    question = (
        (
            f"After a {p}% discount, a {thing} costs {paid}. What was the price before the discount?",
            f"The population of {town} has {pick(up, 'grown|fallen')} by {p}% since 2010 and is now {n}. "
            "What was the population in 2010?",
            f"A water tank in {town} lost {p}% of its water through a leak and now holds {n} liters. "
            "How many liters of water did it hold at first?",
        ),
        (
            f"{cuts} The {thing} now costs {paid}. What was the original price?",
            f"The population of {town} {pick(up, 'grew|fell')} by {p}% from 2000 to 2010 and "
            f"{pick(up2, 'grew|fell')} by {q}% from 2010 to 2020, when {n} people lived there. How many people lived "
            "there in 2000?",
            f"{june} After that, {n} liters remained. How many liters did it hold at the start of June?",
        ),
        (
            f"{cuts} With a voucher for another {money(fixed * 100)} off, {name} paid {paid} for it. "
            f"How much less than the original price did {name} pay?",
            f"The population of {town} fell by {p}% in the 1990s and by {q}% in the 2000s. After {fixed} more people "
            f"had moved away, {n} people were left. How many people did the town lose in all?",
            f"{june} Then {fixed} liters were pumped out, and {n} liters remained. "
            "How many liters did the cistern lose altogether?",
        ),
    )[difficulty - 1][wording]
    parameters: dict[str, int | str] = {"percent": p, "change": pick(up, "up|down")}
    answer = in_unit(original if difficulty < 3 else original - final, unit)
    steps = []
    if difficulty == 3:
        parameters["fixed"] = fixed
        steps.append(f"Before the last step there were ${final} + {fixed} = {second}$.")
    if difficulty > 1:
        parameters |= {"second_percent": q, "second_change": pick(up2, "up|down")}
        factor = 100 + (q if up2 else -q)
        steps.append(
            f"This is {factor}% of the value before the second change: ${second} \\div {factor / 100} = {first}$."
        )
    factor = 100 + (p if up else -p)
    steps.append(
        f"The value after the {pick(difficulty == 1, 'change|first change')} is {first}; this is {factor}% of the "
        "original value."
    )
    steps.append(f"The original value is ${first} \\div {factor / 100} = {original}$.")
    if difficulty == 3:
        steps.append(f"The loss is ${original} - {final} = {original - final}$.")
    parameters |= {"final": int(final), "unit": unit}
    return Draft(question, "\n".join([*steps, f"The answer is {answer}."]), answer, parameters)


def _sharing_in_ratio(rng: random.Random, difficulty: Difficulty) -> Draft:
    size = 2 if difficulty == 1 else 3
    while True:
        ratio = rng.sample(range(2, 10 if difficulty < 3 else 8), size + (difficulty == 3))
        if difficulty < 3:
            shares, steps = ratio, []
        else:
            a, b, c, d = ratio
            shares = [a * c // math.gcd(b, c), b * c // math.gcd(b, c), b * d // math.gcd(b, c)]
            steps = [
                f"Write both ratios with the same middle term, the least common multiple of {b} and {c}: "
                f"{shares[0]}:{shares[1]}:{shares[2]}."
            ]
        coprime = math.gcd(*ratio) == 1 if difficulty < 3 else math.gcd(ratio[0], ratio[1]) == math.gcd(*ratio[2:]) == 1
        if coprime and len(set(shares)) == len(shares):
            break
    wording = rng.randrange(3)
    part = rng.randrange(9, 30) if wording == 2 else rng.randrange(2, 13 if difficulty == 1 else 20)
    total = sum(shares) * part
    high, low = rng.sample(range(size), 2)
    if difficulty == 2 and shares[high] < shares[low]:
        high, low = low, high
    people, items = rng.sample(NAMES, 3), rng.choice(_ITEMS)
    maker, materials, mix = rng.choice(_MIXES)
    who, what = people[high], materials[high]
    colons = ":".join(map(str, ratio))
    listed = " and ".join(people[:2]) if size == 2 else "{}, {} and {}".format(*people)
    all_materials = "{} and {}".format(*materials[:2]) if size == 2 else "{}, {} and {}".format(*materials)
    if difficulty == 1:
        question = (
            f"{listed} share {total} {items} in the ratio {colons}. How many {items} does {who} get?",
            f"{maker} mixes {all_materials} in the ratio {colons} by mass. How many kilograms of {what} are in "
            f"{total} kg of {mix}?",
            f"{people[0]} and {people[1]} ran a market stall. {people[0]} worked {ratio[0]} hours and {people[1]} "
            f"worked {ratio[1]} hours, and they divide their earnings of {money(total * 100)} in the ratio of their "
            f"hours. How much money does {who} get?",
        )[wording]
    elif difficulty == 2:
        question = (
            f"{listed} share {total} {items} in the ratio {colons}. How many more {items} does {who} get than "
            f"{people[low]}?",
            f"{maker} mixes {all_materials} in the ratio {colons} by mass. In {total} kg of {mix}, how many more "
            f"kilograms of {what} than of {materials[low]} are there?",
            f"{listed} ran a market stall. They worked {ratio[0]}, {ratio[1]} and {ratio[2]} hours, in that order, and "
            f"divide their earnings of {money(total * 100)} in the ratio of their hours. "
            f"How much more money does {who} get than {people[low]}?",
        )[wording]
    else:
        question = (
            f"{listed} share {total} {items}. The numbers of {items} that {people[0]} and {people[1]} get are in the "
            f"ratio {a}:{b}, and those that {people[1]} and {people[2]} get are in the ratio {c}:{d}. How many "
            f"{items} does {who} get?",
            f"{maker} mixes {all_materials}. The masses of {materials[0]} and {materials[1]} are in the ratio "
            f"{a}:{b}, and the masses of {materials[1]} and {materials[2]} are in the ratio {c}:{d}. How many "
            f"kilograms of {what} are in {total} kg of {mix}?",
            f"{listed} divide their earnings of {money(total * 100)}. For every \\${a} that {people[0]} gets, "
            f"{people[1]} gets \\${b}, and for every \\${c} that {people[1]} gets, {people[2]} gets \\${d}. How much "
            f"money does {who} get?",
        )[wording]
    keys = (*_PLACES[:size],) if difficulty < 3 else ("first", "second", "second_again", "third")
    parameters: dict[str, int | str] = {"total": total, **dict(zip(keys, ratio, strict=True)), "asked": _PLACES[high]}
    sums = " + ".join(map(str, shares))
    steps.append(
        f"There are ${sums} = {sum(shares)}$ equal parts, and one part is ${total} \\div {sum(shares)} = {part}$."
    )
    unit = ("", "kg", "dollars")[wording]
    if difficulty == 2:
        parameters["than"] = _PLACES[low]
        count = shares[high] - shares[low]
        parts = pick(count == 1, "part|parts")
        steps.append(f"The shares differ by ${shares[high]} - {shares[low]} = {count}$ {parts}.")
    else:
        count = shares[high]
        steps.append(f"The share in question is {count} parts.")
    answer = in_unit(count * part, unit)
    steps.append(f"${count} \\cdot {part} = {count * part}$, so the answer is {answer}.")
    return Draft(question, "\n".join(steps), answer, {**parameters, "unit": unit})


def _map_scale(rng: random.Random, difficulty: Difficulty) -> Draft:
    wording = rng.randrange(3)
    scales = (
        (20_000, 25_000, 40_000, 50_000, 75_000, 80_000, 100_000, 200_000),
        (40, 50, 75, 80, 100, 120, 125, 200, 250),
        (64, 72, 75, 80, 120, 160, 180, 200, 220) if difficulty == 3 else (100, 120, 125, 150, 200, 250),
    )[wording]
    real_range = ((2000, 40_000), (6, 40), (20, 60))[wording]
    while True:
        scale, new_scale = rng.sample(scales, 2)
        # Lengths on paper in millimeters: whole centimeters when the problem is to be easy.
        mm, mm2 = rng.randrange(20, 400, 10 if difficulty == 1 else 2), rng.randrange(20, 300, 5)
        if wording == 2 and difficulty == 3:  # the locomotive is shorter than its carriages
            mm, mm2 = rng.randrange(80, 260, 2), rng.randrange(300, 900, 5)
        real_m, new_cm = Fraction(scale * mm, 1000), Fraction((mm + mm2) * scale, 10 * new_scale)
        if difficulty < 3 and not real_range[0] <= real_m <= real_range[1]:
            continue
        shown = real_m / (1000 if wording == 0 else 1)
        if fits(new_cm, 1) and new_cm < (90, 90, 150)[wording] if difficulty == 3 else fits(shown, 2):
            break
    here, there, ship = *rng.sample(TOWNS, 2), rng.choice(_SHIPS)
    ratio, cm, cm2 = f"1:{num(scale)}", decimal(Fraction(mm, 10)), decimal(Fraction(mm2, 10))
    room = rng.choice(("corridor", "gym hall", "reading room", "exhibition hall", "dining hall"))
    far, unit = (decimal(real_m / 1000), "kilometers") if wording == 0 else (decimal(real_m), "meters")
    question = (
        (
            f"On a hiking map with the scale {ratio}, the path from {here} to {there} is {cm} cm long. "
            "How many kilometers long is the path in reality?",
            f"The floor plan of a school in {here} is drawn at the scale {ratio}. A {room} is {cm} cm long on the "
            "plan. How many meters long is it in reality?",
            f"A model of a {ship} is built at the scale {ratio} and is {cm} cm long. "
            "How many meters long is the real ship?",
        ),
        (
            f"The villages of {here} and {there} are {far} km apart in a straight line. "
            f"How many centimeters apart are they on a map with the scale {ratio}?",
            f"A {room} in {here} is {far} m long. How many centimeters long is it on a floor plan with the scale "
            f"{ratio}?",
            f"A {ship} is {far} m long. How many centimeters long is a model of it at the scale {ratio}?",
        ),
        (
            f"On a map with the scale {ratio}, a walk from {here} leads {cm} cm along a river and then {cm2} cm "
            f"along a road. How many centimeters long is the whole walk on a map with the scale 1:{num(new_scale)}?",
            f"On a floor plan with the scale {ratio}, a corridor has two straight parts of {cm} cm and {cm2} cm. The "
            f"plan is drawn again at the scale 1:{num(new_scale)}. How many centimeters long is the whole corridor "
            "on the new plan?",
            f"A toy train built at the scale {ratio} has a locomotive that is {cm} cm long and carriages that are "
            f"{cm2} cm long in all. How many centimeters long is the same train at the scale 1:{num(new_scale)}?",
        ),
    )[difficulty - 1][wording]
    parameters: dict[str, int | str]
    if difficulty == 1:
        real_cm = scale * mm // 10
        answer = f"{far} {pick(wording == 0, 'km|m')}"
        steps = [
            f"One centimeter stands for {num(scale)} cm.",
            f"{cm} cm stand for ${cm} \\cdot {scale} = {real_cm}$ cm.",
            f"There are {pick(wording == 0, '100,000|100')} cm in one {unit[:-1]}, so the answer is {answer}.",
        ]
        parameters = {"scale": scale, "map_mm": mm}
    elif difficulty == 2:
        answer = f"{cm} cm"
        steps = [
            f"In centimeters the real length is {num(int(real_m * 100))} cm.",
            f"The drawn length is ${int(real_m * 100)} \\div {scale} = {cm}$ cm, so the answer is {answer}.",
        ]
        length = {"real_m": int(real_m)} if wording == 0 else {"real_cm": int(real_m * 100)}
        parameters = {"scale": scale, **length}
    else:
        answer, both = f"{decimal(new_cm)} cm", Fraction(mm + mm2, 10)
        real = int(both * scale) if fits(both * scale, 0) else decimal(both * scale).replace(",", "")
        steps = [
            f"At the first scale the whole length is ${cm} + {cm2} = {decimal(both)}$ cm.",
            f"The real length is ${decimal(both)} \\cdot {scale} = {real}$ cm.",
            f"At the second scale this is ${real} \\div {new_scale} = {decimal(new_cm)}$ cm.",
            f"The answer is {answer}.",
        ]
        parameters = {"scale": scale, "new_scale": new_scale, "map_mm": mm, "second_map_mm": mm2}
    if difficulty < 3:
        parameters["unit"] = pick(wording == 0, "km|m")
    return Draft(question, "\n".join(steps), answer, parameters)


FAMILIES: tuple[Family, ...] = (
    Family(
        "percent-change", "Percent change", ("Percentages",), ("Percent of a quantity", "Percent change"),
        ("elementary", "middle", "middle"), _percent_change,
    ),
    Family(
        "reverse-percentage", "Value before a percent change", ("Percentages",), ("Reverse percentage",),
        ("middle", "middle", "high"), _reverse_percentage,
    ),
    Family(
        "sharing-in-ratio", "Sharing in a ratio", ("Ratio and proportion",), ("Sharing in a ratio",),
        ("elementary", "middle", "middle"), _sharing_in_ratio,
    ),
    Family(
        "map-scale", "Maps, plans and models", ("Ratio and proportion",), ("Scale drawings", "Direct proportion"),
        ("elementary", "middle", "middle"), _map_scale,
    ),
)  # fmt: skip
