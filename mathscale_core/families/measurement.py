"""Families on time, calendars, units, perimeter and area."""

import random
from datetime import date, timedelta

from mathscale_core.families.arithmetic_words import CITIES, NAMES, clock, whole
from mathscale_core.families.family import Difficulty, Draft, Family, Parameter

_Parameters = dict[str, Parameter]
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip


def _draft(question: str, steps: list[str], answer: str, parameters: _Parameters) -> Draft:
    return Draft(question, "\n".join([*steps, f"The answer is {answer}."]), answer, parameters)


def _elapsed_time(rng: random.Random, difficulty: Difficulty) -> Draft:
    form, name, city = rng.randrange(3), rng.choice(NAMES), rng.choice(CITIES)
    p: _Parameters
    if difficulty == 1:
        start = (rng.randint(380, 700), rng.randint(490, 700), rng.randint(360, 690))[form]
        start += 7 if start % 60 in (0, 59) else 0
        end = start + (rng.randint(75, 340), rng.randint(95, 230), rng.randint(65, 290))[form]
        end += 5 if end % 60 == 0 else 0
        p = {"start": clock(start), "end": clock(end)}
        question = (
            (
                f"A train leaves {city} at {clock(start)} and reaches its last stop at {clock(end)} on the same "
                "day. How many "
                "minutes does the trip take?"
            ),
            (
                f"{name}'s pottery course starts at {clock(start)} and ends at {clock(end)} on the same day. How "
                "many minutes "
                "does it last?"
            ),
            (
                f"{name} puts bread dough to rest at {clock(start)} and shapes the loaves at {clock(end)} on the "
                "same day. How "
                "many minutes has the dough rested?"
            ),
        )[form]
        full = -(-start // 60) * 60
        hours, rest = divmod(end - full, 60)
        hours_text = f"{hours} h {rest} min, or ${hours} \\times 60 + {rest} = {end - full}$ minutes"
        steps = [f"From {clock(start)} to {clock(full)} it is {full - start} minutes.",
                 (f"From {clock(full)} to {clock(end)} it is {hours_text if hours else f'{rest} minutes'}."),
                 f"Together that is ${full - start} + {end - full} = {end - start}$ minutes."]  # fmt: skip
        return _draft(question, steps, f"{end - start} minutes", p)
    hours, minutes, pause, more = rng.randint(2, 4), rng.randint(5, 55), rng.randint(15, 50), rng.randint(35, 95)
    if difficulty == 2:
        start = rng.randint(400, 640)
        total = 60 * hours + minutes + pause + more
        p = {"start": clock(start), "hours": hours, "minutes": minutes, "pause": pause, "more": more}
        question = (
            (
                f"A coach leaves {city} at {clock(start)}. It drives for {hours} hours {minutes} minutes, stops "
                f"for {pause} "
                f"minutes and drives for another {more} minutes. At what time does it arrive?"
            ),
            (
                f"A concert rehearsal in {city} begins at {clock(start)}. The first part lasts {hours} hours "
                f"{minutes} minutes; "
                f"after a break of {pause} minutes the second part lasts {more} minutes. At what time does the "
                "rehearsal end?"
            ),
            (
                f"{name} starts a hike at {clock(start)}, walks uphill for {hours} hours {minutes} minutes, rests "
                f"for {pause} "
                f"minutes and needs {more} minutes for the way down. At what time is the hike over?"
            ),
        )[form]
        steps = [(f"In all it takes {hours} hours and ${minutes} + {pause} + {more} = {minutes + pause + more}$ "
            "minutes."),
                 f"{hours} hours after {clock(start)} it is {clock(start + 60 * hours)}.",
                 f"{minutes + pause + more} minutes later it is {clock(start + total)}."]  # fmt: skip
        return _draft(question, steps, clock(start + total), p)
    count, each = rng.randint(3, 4), rng.randint(82, 118)
    if form == 0:
        end = rng.randint(20, 620)
        total = 60 * hours + minutes + pause + more
        if total % 60 == 0:
            more, total = more + 5, total + 5
        p = {"end": clock(end), "hours": hours, "minutes": minutes, "pause": pause, "more": more}
        question = (
            f"{name} must be at the airport near {city} by {clock(end)}. The train takes {hours} hours "
            f"{minutes} minutes, the "
            f"bus after it {more} minutes, and {name} wants {pause} minutes in reserve. What is the latest time "
            "to set out?"
        )
        steps = [
            (f"The time needed is {hours} hours and ${minutes} + {more} + {pause} = {minutes + more + pause}$ minutes.")
        ]
    else:
        if form == 2:
            count, each = rng.randint(3, 6), rng.randint(28, 56)
        pause = rng.randint(8, 25)
        end = rng.randint(30, 160) if form == 1 else rng.randint(760, 1000)
        each += 1 if (count * each + (count - 1) * pause) % 60 == 0 else 0
        total = count * each + (count - 1) * pause
        p = {"end": clock(end), "count": count, "each": each, "pause": pause}
        question = (
            (
                f"At a film night in {city}, {count} films of {each} minutes each are shown, with breaks of "
                f"{pause} minutes between "
                f"them. The last film ends at {clock(end)}. At what time did the first film begin?"
            ),
            (
                f"In a bakery in {city}, {count} trays are baked one after another for {each} minutes each, with "
                f"{pause} minutes "
                f"between one tray and the next. The last tray is done at {clock(end)}. At what time was the first "
                "tray put in?"
            ),
        )[form - 1]
        steps = [f"The time needed is ${count} \\times {each} + {count - 1} \\times {pause} = {total}$ minutes."]
    steps += [f"That is {total // 60} h {total % 60} min.",
              (f"Going back from {clock(end)} by {total // 60} h gives {clock(end - total // 60 * 60)}, and by another "
              f"{total % 60} min {clock(end - total)}.")]  # fmt: skip
    return _draft(question, steps, clock(end - total), p)


def _weekday(rng: random.Random, difficulty: Difficulty) -> Draft:
    form, name, city = rng.randrange(3), rng.choice(NAMES), rng.choice(CITIES)
    p: _Parameters
    if difficulty == 1:
        today, days = rng.randrange(7), rng.choice([n for n in range(16, 150) if n % 7])
        back = form == 2
        p = {"today": _WEEKDAYS[today], "days": days, "ask": "before" if back else "after"}
        question = (
            f"Today is {_WEEKDAYS[today]}. In {days} days {name} has a piano exam. On which weekday is the exam?",
            (
                f"A ship leaves {city} on a {_WEEKDAYS[today]} and comes back exactly {days} days later. On which "
                "weekday does it "
                "come back?"
            ),
            (
                f"Today is {_WEEKDAYS[today]}. A festival in {city} ended exactly {days} days ago. On which weekday "
                "did it end?"
            ),
        )[form]
        there = _WEEKDAYS[(today + (-days if back else days)) % 7]
        steps = [f"Every 7 days the same weekday returns, and ${days} = {days // 7} \\times 7 + {days % 7}$.",
                 (f"So count {days % 7} {'day' if days % 7 == 1 else 'days'} {'back' if back else 'on'} from "
                 f"{_WEEKDAYS[today]}: {there}.")]  # fmt: skip
        return _draft(question, steps, there, p)
    year = rng.randint(1988, 2021)
    if difficulty == 2:
        first = date(year, rng.randint(3, 8), rng.randint(1, 28))
        second = date(year, rng.randint(first.month + 1, min(first.month + 4, 12)), rng.randint(1, 28))
    else:
        first = date(year, rng.randint(1, 12), rng.randint(1, 28))
        second = date(year + rng.randint(1, 3), rng.randint(1, 12), rng.randint(1, 28))
    days = (second - first).days
    if days % 7 == 0:
        second += timedelta(1 if second.day < 28 else -1)
        days = (second - first).days
    one, two = (f"{_MONTHS[d.month - 1]} {d.day}" for d in (first, second))
    known, there = _WEEKDAYS[first.weekday()], _WEEKDAYS[second.weekday()]
    p = {"weekday": known, "month1": _MONTHS[first.month - 1], "day1": first.day, "month2": _MONTHS[second.month - 1],
         "day2": second.day}  # fmt: skip
    if difficulty == 2:
        question = (
            f"{one} of a certain year is a {known}. Which weekday is {two} of the same year?",
            (
                f"{name}'s birthday, {one}, is a {known} this year. Exams begin in {city} on {two} of this year. "
                "On which weekday "
                "do they begin?"
            ),
            (
                f"A calendar page in {city} says {known}, {one}. Which weekday will the page for {two} of the same "
                "year show?"
            ),
        )[form]
        ends = [(date(year, month + 1, 1) - date(year, month, 1)).days for month in range(first.month, second.month)]
        counted = " + ".join(map(str, [ends[0] - first.day, *ends[1:], second.day]))
        steps = [f"Month by month, from {one} to {two} there are ${counted} = {days}$ days."]
    else:
        p |= {"year1": first.year, "year2": second.year}
        question = (
            f"{one}, {first.year} is a {known}. Which weekday is {two}, {second.year}?",
            (
                f"A bridge near {city} was begun on {known}, {one}, {first.year} and opened on {two}, "
                f"{second.year}. On which weekday "
                "was it opened?"
            ),
            (
                f"{name} signs a contract on {known}, {one}, {first.year}. It ends on {two}, {second.year}. On "
                "which weekday does it "
                "end?"
            ),
        )[form]
        again = date(second.year, first.month, first.day)
        leaps = (again - first).days - 365 * (second.year - first.year)
        steps = [(f"From {one}, {first.year} to {one}, {second.year} it is {second.year - first.year} "
                 f"{'year' if second.year - first.year == 1 else 'years'} with {leaps or 'no'} leap "
                 f"{'day' if leaps == 1 else 'days'}: {(again - first).days} days.")]  # fmt: skip
        if again != second:
            ahead = (second - again).days
            steps.append(f"From there to {two} it is {abs(ahead)} {'day' if abs(ahead) == 1 else 'days'} "
                         f"{'forward' if ahead > 0 else 'back'}.")  # fmt: skip
    if difficulty == 3:
        steps.append(f"In all that makes {days} days.")
    steps += [f"Weekdays repeat after 7 days, and ${days} = {days // 7} \\times 7 + {days % 7}$.",
              f"Counting on {days % 7} {'day' if days % 7 == 1 else 'days'} from {known} gives {there}."]  # fmt: skip
    return _draft(question, steps, there, p)


def _unit_leftover(rng: random.Random, difficulty: Difficulty) -> Draft:
    form, name, city = rng.randrange(3), rng.choice(NAMES), rng.choice(CITIES)
    factor = 100 if form == 2 else 1000
    big, small, word = (("liters", "ml", "milliliters"), ("kg", "g", "grams"), ("m", "cm", "centimeters"))[form]
    p: _Parameters = {}
    while True:
        per = rng.choice(range(30, 96) if form == 2 else range(120, 480, 10))
        units, rest = rng.randint(3, 19) * (1 if form < 2 else 2), rng.randrange(5, factor, 5)
        total = units * factor + (rest if difficulty > 1 else 0)
        count, first = rng.randint(3, 9), rng.choice(range(45, 160, 5) if form == 2 else range(330, 980, 10))
        used = count * first if difficulty == 3 else 0
        if first != per and total - used > 3 * per and (total - used) % per:
            break
    p["per"] = per
    if difficulty == 2:
        p |= {"total": units, "extra": rest}
        stock = f"{units} {big} {rest} {small}" if form else f"{units} liters and {rest} ml"
    else:
        p["total"] = _decimal(total, factor) if difficulty == 3 else units
        stock = f"{p['total']} {big}"
    if difficulty == 3:
        p |= {"count": count, "first": first}
    goods = (("orange juice", "olive oil", "grape juice"), ("rice", "flour", "tea"), ("ribbon", "wire", "cord"))
    stuff = rng.choice(goods[form])
    question = (
        f"A shop in {city} fills {stock} of {stuff} into "
        + (f"{count} bottles of {first} ml each and then " if difficulty == 3 else "")
        + f"as many bottles of {per} ml as it can. How many milliliters of {stuff} are left over?",
        f"{name} has {stock} of {stuff}"
        + (f", sells {count} bags of {first} g each" if difficulty == 3 else "")
        + f" and packs {'the rest into ' if difficulty == 3 else ''}as many bags of {per} g as possible. How "
        f"many grams of {stuff} are "
        "left over?",
        f"From a roll of {stock} of {stuff}, {name} cuts "
        + (f"{count} pieces of {first} cm each and then " if difficulty == 3 else "")
        + f"as many pieces of {per} cm as possible. How many centimeters of {stuff} are left over?",
    )[form]
    steps = [f"In {word}, the amount is {whole(total)}, since 1 {('liter', 'kg', 'm')[form]} is {factor} {small}."]
    if difficulty == 3:
        steps.append(
            f"After the first {count} there remain ${total} - {count} \\times {first} = {total - used}$ {small}."
        )
    full, left = divmod(total - used, per)
    steps.append(f"${total - used} = {full} \\times {per} + {left}$, so {left} {small} are left over.")
    return _draft(question, steps, f"{left} {small}", p | {"unit": small})


def _decimal(amount: int, factor: int) -> str:
    """An amount in small units as a decimal number of large ones."""
    return f"{amount / factor:.3f}".rstrip("0").rstrip(".")


def _fence_perimeter(rng: random.Random, difficulty: Difficulty) -> Draft:
    form, name, city = rng.randrange(3), rng.choice(NAMES), rng.choice(CITIES)
    length = rng.randint(*((14, 48), (110, 290), (60, 140))[form])
    less = rng.randint((3, 12, 11)[form], length // 2)
    width = length - less
    extra = (rng.randint(2, 5), rng.randint(3, 9), rng.randint(3, 9))[form]
    around = 2 * (length + width)
    total = (around - extra, around + extra, around * extra)[form]
    unit = ("m", "cm", "m")[form]
    p: _Parameters = {"extra": extra, "form": ("gate", "lace", "run")[form]}
    if difficulty == 1:
        p |= {"length": length, "width": width}
        size = f"{length} {unit} long and {width} {unit} wide"
    elif difficulty == 2:
        p |= {"length": length, "less": less}
        size = f"{length} {unit} long and {less} {unit} narrower than it is long"
    else:
        p |= {"total": total, "less": less}
        size = f"{less} {unit} narrower than it is long"
    plot = rng.choice(("vegetable garden", "sheep pasture", "playground", "chicken yard"))
    cloth = rng.choice(("tablecloth", "wall hanging", "blanket", "curtain"))
    field = rng.choice(("sports field", "city square", "park", "rice field"))
    if form == 0:
        question = f"A rectangular {plot} near {city} is {size}. "
        question += (
            f"It has a fence all round except for a gate {extra} m wide, and the fence is {total} m long. How "
            f"wide is the {plot}?"
            if difficulty == 3
            else f"It gets a fence all round except for a gate {extra} m wide. How many meters of fence are needed?"
        )
        steps = [f"The perimeter is ${total} + {extra} = {around}$ m, gate included."]
    elif form == 1:
        question = f"A rectangular {cloth} is {size}. "
        question += (
            f"{name} has sewn lace along all its edges; the lace is {total} cm long, with the ends overlapping "
            f"by {extra} cm. How "
            f"wide is the {cloth}?"
            if difficulty == 3
            else f"{name} sews lace along all its edges and lets the ends overlap by {extra} cm. How many "
            "centimeters of lace are "
            "needed?"
        )
        steps = [f"The perimeter is ${total} - {extra} = {around}$ cm, without the overlap."]
    else:
        question = f"A rectangular {field} in {city} is {size}. "
        question += (
            f"{name} runs along its edge {extra} times all the way round, {total} m in all. How wide is the {field}?"
            if difficulty == 3
            else f"{name} runs along its edge {extra} times all the way round. How many meters is that?"
        )
        steps = [f"The perimeter is ${total} \\div {extra} = {around}$ m."]
    if difficulty == 3:
        steps += [f"Length and width together are ${around} \\div 2 = {length + width}$ {unit}.",
                  (f"The length is the width plus {less} {unit}, so twice the width is ${length + width} - "
                   f"{less} = {2 * width}$ "
                  f"{unit}, and the width is {width} {unit}.")]  # fmt: skip
        return _draft(question, steps, f"{width} {unit}", p)
    steps = [f"The width is ${length} - {less} = {width}$ {unit}."] if difficulty == 2 else []
    steps.append(f"The perimeter is $2 \\times ({length} + {width}) = {around}$ {unit}.")
    last = (f"{around} - {extra}", f"{around} + {extra}", f"{extra} \\times {around}")[form]
    steps.append(f"{('Without the gate', 'With the overlap', 'For all rounds')[form]} it is ${last} = {total}$ {unit}.")
    return _draft(question, steps, f"{total} {unit}", p)


FAMILIES: tuple[Family, ...] = (
    Family("elapsed-time", "Clock times and durations", ("Time and calendars",), ("Elapsed time",),
           ("elementary", "elementary", "middle"), _elapsed_time),
    Family("weekday", "Weekdays of later and earlier days", ("Time and calendars",),
           ("Calendar arithmetic", "Division with remainder"), ("elementary", "middle", "middle"), _weekday),
    Family("unit-leftover", "Filling and cutting with a change of unit", ("Measurement and units",),
           ("Unit conversion", "Division with remainder"), ("elementary", "elementary", "middle"), _unit_leftover),
    Family("fence-perimeter", "Fences, edges and rounds", ("Perimeter and area",), ("Perimeter of polygons",),
           ("elementary", "elementary", "middle"), _fence_perimeter),
)  # fmt: skip
