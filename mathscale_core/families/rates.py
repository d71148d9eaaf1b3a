"""Families of rates: average speed, meeting and overtaking, combined work."""

import random
from fractions import Fraction

from mathscale_core.families.family import Difficulty, Draft, Family
from mathscale_core.families.phrases import NAMES, TOWNS, amount, decimal, fits, pick, tex

_JOBS = ("paint the fence", "weed the vegetable garden", "clean the windows", "stack the firewood", "pick the plums")


def _average_speed(rng: random.Random, difficulty: Difficulty) -> Draft:
    wording = rng.randrange(3)
    low, high = ((12, 26), (50, 100), (12, 28))[wording]
    while True:
        v1, v2 = rng.sample(range(low, high + 1, 2 if wording != 1 else 5), 2)
        if difficulty == 1:
            m1, m2, rest = 60 * rng.randrange(1, 5), 60 * rng.randrange(1, 5), 0
            v1, v2 = v1 + rng.randrange(2), v2 + rng.randrange(2)
        else:
            m1, m2 = (rng.randrange(20, 181, 10) for _ in range(2))
            rest = rng.randrange(10, 61, 5) if difficulty == 3 else 0
        if wording == 1 and difficulty == 2:  # the motorway is the faster road
            v1, v2 = min(v1, v2), max(v1, v2)
        d1, d2 = Fraction(v1 * m1, 60), Fraction(v2 * m2, 60)
        average = (d1 + d2) / Fraction(m1 + m2 + rest, 60)
        if m1 == m2 or (difficulty == 1 and 60 in (m1, m2)) or d1 == d2:
            continue
        if d1.denominator == d2.denominator == 1 and fits(average, 0 if difficulty == 1 else 1):
            break
    name, here, there = rng.choice(NAMES), *rng.sample(TOWNS, 2)
    ask = "in kilometers per hour"
    question = (
        (
            f"{name} cycles {d1} km in {m1 // 60} hours and then another {d2} km in {m2 // 60} hours. "
            f"What is {name}'s average speed over the whole ride, {ask}?",
            f"A coach from {here} to {there} covers the first {d1} km in {m1 // 60} hours and the remaining {d2} km in "
            f"{m2 // 60} hours. What is its average speed on the whole journey, {ask}?",
            f"A river boat travels {d1} km from {here} to a lock in {m1 // 60} hours, passes straight through, and "
            f"travels {d2} km further in {m2 // 60} hours. What is its average speed on the whole trip, {ask}?",
        ),
        (
            f"{name} cycles for {m1} minutes at {v1} km/h and then for {m2} minutes at {v2} km/h. "
            f"What is {name}'s average speed over the whole ride, {ask}?",
            f"On the way from {here} to {there}, a coach drives on country roads at {v1} km/h for {m1} minutes and "
            f"on the motorway at {v2} km/h for {m2} minutes. What is its average speed on the whole journey, {ask}?",
            f"Leaving {here}, a river boat sails at {v1} km/h. After {m1} minutes it changes its speed to {v2} km/h "
            f"and reaches {there} {m2} minutes later. What is its average speed on the whole trip, {ask}?",
        ),
        (
            f"{name} cycles {d1} km at {v1} km/h, rests for {rest} minutes, and then cycles {d2} km at {v2} km/h. "
            f"What is {name}'s average speed for the whole outing including the rest, {ask}?",
            f"On the way from {here} to {there}, a coach drives {d1} km at {v1} km/h, stops for {rest} minutes, and "
            f"drives the last {d2} km at {v2} km/h. What is its average speed on the whole journey, stop included, "
            f"{ask}?",
            f"A river boat sails {d1} km at {v1} km/h to a lock near {here}, waits there for {rest} minutes, and "
            f"sails on for {d2} km at {v2} km/h. What is its average speed on the whole trip, waiting time included, "
            f"{ask}?",
        ),
    )[difficulty - 1][wording]
    both, time = d1 + d2, Fraction(m1 + m2 + rest, 60)
    answer = f"{decimal(average)} km/h"
    if difficulty == 1:
        parameters = {"first_km": int(d1), "first_hours": m1 // 60, "second_km": int(d2), "second_hours": m2 // 60}
        steps = [f"The total time is ${m1 // 60} + {m2 // 60} = {time}$ hours."]
    elif difficulty == 2:
        parameters = {"first_minutes": m1, "first_speed": v1, "second_minutes": m2, "second_speed": v2}
        steps = [
            f"The first part is ${v1} \\cdot \\frac{{{m1}}}{{60}} = {d1}$ km, the second part is "
            f"${v2} \\cdot \\frac{{{m2}}}{{60}} = {d2}$ km.",
            f"The total time is ${m1} + {m2} = {m1 + m2}$ minutes, or ${tex(time)}$ hours.",
        ]
    else:
        parameters = {"first_km": int(d1), "first_speed": v1, "second_km": int(d2), "second_speed": v2, "break": rest}
        steps = [
            f"The first part takes ${d1} \\div {v1} \\cdot 60 = {m1}$ minutes, the second part takes "
            f"${d2} \\div {v2} \\cdot 60 = {m2}$ minutes.",
            f"The total time is ${m1} + {rest} + {m2} = {m1 + m2 + rest}$ minutes, or ${tex(time)}$ hours.",
        ]
    steps += [
        f"The total distance is ${d1} + {d2} = {both}$ km.",
        f"The average speed is ${both} \\div {tex(time)} = {decimal(average)}$ km/h, so the answer is {answer}.",
    ]
    return Draft(question, "\n".join(steps), answer, parameters)


def _meeting(rng: random.Random, difficulty: Difficulty) -> Draft:
    wording = rng.randrange(3)
    slow, fast = (
        ((12, 25), (12, 25)) if difficulty != 2 else ((4, 7), (12, 25)),
        ((60, 150), (60, 150)) if difficulty != 2 else ((50, 91), (80, 161)),
        ((4, 11), (12, 31)),
    )[wording]
    while True:
        step = 5 if wording == 1 else 1
        v1, v2, time = rng.randrange(*slow, step), rng.randrange(*fast, step), rng.randrange(6, 240)
        delay = 0 if difficulty == 1 else rng.randrange(5, 91)
        if difficulty == 2:
            delay = int(Fraction(time * (v2 - v1), v1))
            ok = v2 > v1 and time * (v2 - v1) == delay * v1 and 5 <= delay <= 90
            place = distance = Fraction(v2 * time, 60)
        else:
            place, distance = Fraction(v1 * (time + delay), 60), Fraction(v1 * (time + delay) + v2 * time, 60)
            ok = v1 != v2 and distance.denominator == 1 and time >= 10
        if ok and fits(place, 1) and distance <= (60, 400, 24)[wording]:
            break
    (a, b), (here, there) = rng.sample(NAMES, 2), rng.sample(TOWNS, 2)
    question = (
        (
            f"{a} and {b} live {distance} km apart. They set out at the same moment and cycle toward each other, {a} "
            f"at {v1} km/h and {b} at {v2} km/h. After how many minutes do they meet?",
            f"Two trains leave {here} and {there}, which are {distance} km apart by rail, at the same time and run "
            f"toward each other at {v1} km/h and {v2} km/h. How many minutes later do they pass each other?",
            "A rowing boat and a motorboat start at the same time from opposite ends of a straight canal of "
            f"{distance} km near {here}. The rowing boat makes {v1} km/h and the motorboat {v2} km/h. After how many "
            "minutes do they meet?",
        ),
        (
            f"{a} leaves home on foot at {v1} km/h. {b} leaves the same house {delay} minutes later and follows by "
            f"bicycle at {v2} km/h. How many kilometers from the house does {b} catch up with {a}?",
            f"A freight train leaves {here} at {v1} km/h. An express train leaves {delay} minutes later on a "
            f"parallel track and runs in the same direction at {v2} km/h. How many kilometers from {here} does the "
            "express overtake it?",
            f"A rowing boat leaves the harbor of {here} at {v1} km/h. A motorboat sets off from there {delay} "
            f"minutes later and takes the same route at {v2} km/h. How many kilometers from the harbor does it catch "
            "the rowing boat?",
        ),
        (
            f"{a} and {b} live {distance} km apart. {a} sets out toward {b}'s house by bicycle at {v1} km/h. {delay} "
            f"minutes later {b} starts cycling toward {a} at {v2} km/h. How many kilometers from {a}'s house do they "
            "meet?",
            f"The stations of {here} and {there} are {distance} km apart. A train leaves {here} for {there} at {v1} "
            f"km/h, and {delay} minutes later another train leaves {there} for {here} at {v2} km/h. How many "
            f"kilometers from {here} do the trains pass each other?",
            f"A straight canal near {here} is {distance} km long. A rowing boat starts at its west end at {v1} km/h, "
            f"and {delay} minutes later a motorboat starts at its east end at {v2} km/h toward it. How many "
            "kilometers from the west end do they meet?",
        ),
    )[difficulty - 1][wording]
    parameters: dict[str, int | str] = {"first_speed": v1, "second_speed": v2}
    if difficulty != 2:
        parameters["distance"] = int(distance)
    if difficulty > 1:
        parameters["delay"] = delay
    ahead = Fraction(v1 * delay, 60)
    if difficulty == 1:
        answer = f"{time} minutes"
        steps = [
            f"The gap closes at ${v1} + {v2} = {v1 + v2}$ km/h.",
            f"The time is ${distance} \\div {v1 + v2} = {tex(Fraction(time, 60))}$ hours.",
            f"In minutes this is ${tex(Fraction(time, 60))} \\cdot 60 = {time}$, so the answer is {answer}.",
        ]
    else:
        answer = f"{decimal(place)} km"
        closing = v2 - v1 if difficulty == 2 else v1 + v2
        gap = f"${tex(ahead)}$ km" if difficulty == 2 else f"${distance} - {tex(ahead)} = {tex(distance - ahead)}$ km"
        steps = [
            f"In the first {delay} minutes the one that starts earlier covers ${v1} \\cdot \\frac{{{delay}}}{{60}} = "
            f"{tex(ahead)}$ km.",
            f"The gap is then {gap}, and it closes at ${pick(difficulty == 2, f'{v2} - {v1}|{v1} + {v2}')} = "
            f"{closing}$ km/h.",
            f"This takes ${tex(Fraction(time, 60))}$ hours, or {time} minutes.",
            f"The place is reached at ${tex(ahead)} + {v1} \\cdot \\frac{{{time}}}{{60}} = {tex(place)}$ km, "
            f"so the answer is {answer}.",
        ]
    return Draft(question, "\n".join(steps), answer, parameters)


def _combined_work(rng: random.Random, difficulty: Difficulty) -> Draft:
    wording = rng.randrange(3)
    top = (13, 31, 61)[wording] if difficulty == 1 else (16, 37, 73)[wording]
    while True:
        x, y, z = (rng.randrange(3, top) for _ in range(3))
        if difficulty == 3:
            rates = [Fraction(1, x), Fraction(1, y), Fraction(1, z)]
            rate = sum(rates, Fraction(0)) / 2
            ok = len({x, y, z}) == 3 and all(r < rate for r in rates)
            time, lead = 1 / rate, 0
        else:
            lead = 0 if difficulty == 1 else rng.randrange(1, max(2, x // 2))
            rate = Fraction(1, x) + Fraction(1, y)
            time = lead + (1 - Fraction(lead, x)) / rate
            ok = x != y and lead != 1
        if ok and time.denominator in ({1, 2, 5} if difficulty == 1 else {1, 2, 4, 5}) and time > 1:
            break
    (a, b, c), job, town = rng.sample(NAMES, 3), rng.choice(_JOBS), rng.choice(TOWNS)
    unit = "minutes" if wording == 2 else "hours"
    place = rng.choice(("swimming pool", "reservoir", "fish pond", "flooded cellar"))
    paper = rng.choice(("exam papers", "concert programs", "election leaflets", "school newsletters"))
    question = (
        (
            f"{a} alone needs {x} hours to {job}, and {b} alone needs {y} hours. "
            "How many hours do they need if they work together?",
            f"To empty a {place} in {town}, one pump alone would take {x} hours and a second pump alone {y} hours. "
            "How many hours does it take with both pumps running?",
            f"The print shop of {town} has two printers. One prints all the {paper} in {x} minutes, the other in {y} "
            "minutes. How many minutes do both printers together take for the job?",
        ),
        (
            f"{a} alone needs {x} hours to {job}, and {b} alone needs {y} hours. {a} starts alone, and {b} joins after "
            f"{lead} hours. How many hours does the whole job take?",
            f"To empty a {place} in {town}, one pump alone would take {x} hours and a second pump alone {y} hours. "
            f"The second pump is switched on {lead} hours after the first. How many hours does the first pump run "
            "until all the water is gone?",
            f"The print shop of {town} has two printers. One prints all the {paper} in {x} minutes, the other in {y} "
            f"minutes. The first printer runs alone for {lead} minutes, then both run. How many minutes does the job "
            "take in all?",
        ),
        (
            f"{a} and {b} together need {x} hours to {job}, {b} and {c} together need {y} hours, and {a} and {c} "
            f"together need {z} hours. How many hours do all three need together?",
            f"Three pumps, A, B and C, can empty a {place} in {town}. It takes {x} hours with A and B, {y} hours "
            f"with B and C, and {z} hours with A and C. How many hours does it take with all three pumps?",
            f"The print shop of {town} has an old, a new and a rented printer. All the {paper} take {x} minutes on "
            f"the old and the new one together, {y} minutes on the new and the rented one together, and {z} minutes "
            "on the old and the rented one together. How many minutes do they take on all three together?",
        ),
    )[difficulty - 1][wording]
    one = unit[:-1]
    if difficulty == 3:
        parameters: dict[str, int | str] = {"first_pair": x, "second_pair": y, "outer_pair": z, "unit": unit}
        steps = [
            f"The pairs do $\\frac{{1}}{{{x}}}$, $\\frac{{1}}{{{y}}}$ and $\\frac{{1}}{{{z}}}$ of the job per {one}.",
            f"These rates count each of them twice: ${tex(rates[0])} + {tex(rates[1])} + {tex(rates[2])} = "
            f"{tex(2 * rate)}$, so all three together do ${tex(rate)}$ of the job per {one}.",
        ]
    else:
        parameters = {"first": x, "second": y, "unit": unit}
        steps = [
            f"Together they do $\\frac{{1}}{{{x}}} + \\frac{{1}}{{{y}}} = {tex(rate)}$ of the job per {one}.",
        ]
    if difficulty == 2:
        parameters["lead"] = lead
        done = Fraction(lead, x)
        steps.insert(0, f"In the first {lead} {unit}, ${tex(done)}$ of the job is done, and ${tex(1 - done)}$ is left.")
        steps.append(f"The rest takes ${tex(1 - done)} \\div {tex(rate)} = {tex(time - lead)}$ {unit}.")
        steps.append(f"In all it takes ${lead} + {tex(time - lead)} = {tex(time)}$ {unit}.")
    else:
        steps.append(f"The whole job takes $1 \\div {tex(rate)} = {tex(time)}$ {unit}.")
    answer = f"{amount(time)} {unit}"
    return Draft(question, "\n".join([*steps, f"The answer is {answer}."]), answer, parameters)


FAMILIES: tuple[Family, ...] = (
    Family(
        "average-speed", "Average speed over two parts", ("Rates and speed",),
        ("Average speed", "Distance, speed and time"), ("elementary", "middle", "high"), _average_speed,
    ),
    Family(
        "meeting-and-overtaking", "Meeting and overtaking", ("Rates and speed",),
        ("Relative motion", "Distance, speed and time"), ("middle", "middle", "high"), _meeting,
    ),
    Family(
        "combined-work", "Working together", ("Work problems",),
        ("Combined work rates", "Adding and subtracting fractions"), ("middle", "middle", "high"), _combined_work,
    ),
)  # fmt: skip
