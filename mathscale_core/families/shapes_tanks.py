"""Tanks and vats that are filled or emptied at a constant rate."""

import random
from fractions import Fraction

from mathscale_core.families.algebra_text import NAMES, count
from mathscale_core.families.family import Difficulty, Draft, Family
from mathscale_core.families.further_text import pi_times


def _by_tens(rng: random.Random, low: int, high: int) -> int:
    return rng.randrange(low, high + 1, 10)


def _whole_tank(rng: random.Random) -> Draft:
    scene, name = rng.randrange(3), rng.choice(NAMES)
    if scene == 1:
        while True:
            long, wide, deep = rng.randint(8, 25), rng.randint(4, 12), rng.randint(1, 3)
            rate, liters = 50 * rng.randint(4, 40), long * wide * deep * 1000
            if liters % (60 * rate) == 0 and 2 <= liters // (60 * rate) <= 72:
                break
        hours = liters // (60 * rate)
        question = (
            f"A swimming pool is {long} m long, {wide} m wide and {deep} m deep all over. A pump fills the empty pool "
            f"with {rate} liters of water per minute. How many hours does it take until the pool is full?"
        )
        work = (
            f"The volume is ${long} \\cdot {wide} \\cdot {deep} = {long * wide * deep}$ m^3. One cubic meter is 1000 "
            f"liters, so this is {liters} liters.\nIn an hour the pump delivers $60 \\cdot {rate} = {60 * rate}$ "
            f"liters.\nThe time is ${liters} \\div {60 * rate} = {hours}$, that is {count(hours, 'hour')}."
        )
        return Draft(question, work, count(hours, "hour"),
                     {"ask": "pool", "long": long, "wide": wide, "deep": deep, "rate": rate})  # fmt: skip
    while True:
        long = _by_tens(rng, 40, 250)
        wide, high = _by_tens(rng, 20, min(long, 90)), 5 * rng.randint(5, 16)
        rate, liters = rng.randint(2, 30), long * wide * high // 1000
        if long * wide * high % (1000 * rate) == 0 and 4 <= liters // rate <= 90:
            break
    volume, minutes = long * wide * high, liters // rate
    if scene == 0:
        tank = rng.choice(("aquarium", "glass tank", "koi tank", "turtle tank"))
        question = (
            f"{name} fills an empty box-shaped {tank}, {long} cm long, {wide} cm wide and {high} cm high, from a hose "
            f"that delivers {rate} liters per minute. After how many minutes is it full to the rim?"
        )
    else:
        tank = rng.choice(("water trough", "rainwater tank", "paddling pool", "cistern"))
        question = (
            f"A box-shaped {tank} measures {long} cm by {wide} cm by {high} cm on the inside and is full of water. "
            f"It is drained at a steady {rate} liters per minute. How many minutes does it take to empty it?"
        )
    work = (
        f"The volume is ${long} \\cdot {wide} \\cdot {high} = {volume}$ cm^3. One liter is 1000 cm^3, so this is "
        f"{liters} liters.\nAt {rate} liters per minute the time is ${liters} \\div {rate} = {minutes}$.\n"
        f"It takes {count(minutes, 'minute')}."
    )
    return Draft(
        question,
        work,
        count(minutes, "minute"),
        {"ask": ("fill", "", "drain")[scene], "long": long, "wide": wide, "high": high, "rate": rate},
    )


def _part_of_a_tank(rng: random.Random) -> Draft:
    scene, name = rng.randrange(3), rng.choice(NAMES)
    if scene == 0:
        while True:
            long, wide, high = _by_tens(rng, 40, 200), _by_tens(rng, 20, 90), rng.randint(25, 80)
            free, rate = rng.randint(3, 12), rng.randint(2, 24)
            if wide <= long and long * wide * (high - free) % (1000 * rate) == 0:
                break
        liters = long * wide * (high - free) // 1000
        minutes = liters // rate
        tank = rng.choice(("aquarium", "glass tank", "turtle tank", "fish tank"))
        question = (
            f"{name} fills an empty {tank} that is {long} cm long, {wide} cm wide and {high} cm high. The water should "
            f"stand {free} cm below the rim, and {rate} liters flow in per minute. How many minutes does it take?"
        )
        work = (
            f"The water will be ${high} - {free} = {high - free}$ cm deep.\nIts volume is ${long} \\cdot {wide} \\cdot "
            f"{high - free} = {1000 * liters}$ cm^3, that is {liters} liters.\nThe time is ${liters} \\div {rate} = "
            f"{minutes}$, so it takes {count(minutes, 'minute')}."
        )
        return Draft(
            question,
            work,
            count(minutes, "minute"),
            {"ask": "below", "long": long, "wide": wide, "high": high, "free": free, "rate": rate},
        )
    if scene == 1:
        while True:
            long, wide = _by_tens(rng, 50, 300), _by_tens(rng, 30, 150)
            rate, minutes = rng.randint(3, 40), rng.randint(5, 60)
            rise, rest = divmod(rate * minutes * 1000, long * wide)
            if wide <= long and rest == 0 and 3 <= rise <= 70:
                break
        tank = rng.choice(("water tank", "trough", "fountain basin", "cooling tank"))
        question = (
            f"The bottom of a tall box-shaped {tank} is a rectangle of {long} cm by {wide} cm. Water flows in at "
            f"{rate} liters per minute. By how many centimeters does the water level rise in {minutes} minutes?"
        )
        work = (
            f"In {minutes} minutes ${rate} \\cdot {minutes} = {rate * minutes}$ liters flow in, that is "
            f"{1000 * rate * minutes} cm^3.\nThe bottom has the area ${long} \\cdot {wide} = {long * wide}$ cm^2.\nThe "
            f"level rises by ${1000 * rate * minutes} \\div {long * wide} = {rise}$, that is {rise} cm."
        )
        return Draft(question, work, f"{rise} cm",
                     {"ask": "rise", "long": long, "wide": wide, "rate": rate, "minutes": minutes})  # fmt: skip
    while True:
        long, wide, deep = rng.randint(6, 25), rng.randint(3, 12), 10 * rng.randint(10, 20)
        start, first, second = 10 * rng.randint(2, 9), 10 * rng.randint(5, 40), 10 * rng.randint(5, 40)
        liters = long * wide * (deep - start) * 10
        if wide < long and first != second and liters % (first + second) == 0 and liters // (first + second) < 400:
            break
    minutes = liters // (first + second)
    question = (
        f"A pool with a level floor is {long} m long, {wide} m wide and {deep} cm deep. At present the water stands "
        f"{start} cm high. Two pumps add {first} and {second} liters per minute. After how many minutes is the pool "
        "full if both run together?"
    )
    work = (
        f"The water must rise by ${deep} - {start} = {deep - start}$ cm.\nThis needs ${100 * long} \\cdot "
        f"{100 * wide} \\cdot {deep - start} = {1000 * liters}$ cm^3, that is {liters} liters.\nTogether the pumps "
        f"add ${first} + {second} = {first + second}$ liters per minute, so it takes ${liters} \\div "
        f"{first + second} = {minutes}$, that is {count(minutes, 'minute')}."
    )
    return Draft(question, work, count(minutes, "minute"),
                 {"ask": "two pumps", "long": long, "wide": wide, "deep": deep, "start": start,
                  "first": first, "second": second})  # fmt: skip


def _round_or_three_sided(rng: random.Random) -> Draft:
    scene = rng.randrange(3)
    if scene == 0:
        while True:
            r, h, percent, rate = (
                _by_tens(rng, 20, 120),
                _by_tens(rng, 50, 250),
                5 * rng.randint(8, 19),
                rng.randint(4, 60),
            )
            time = Fraction(r * r * h * percent, 100_000 * rate)
            if time.denominator == 1 and 2 <= time <= 90:
                break
        vat = rng.choice(("vat", "oil tank", "milk tank", "storage tank", "water tower"))
        liters = Fraction(r * r * h * percent, 100_000)
        answer = pi_times(time, "minutes")
        question = (
            f"An empty cylindrical {vat} has an inner radius of {r} cm and a height of {h} cm. It is filled at {rate} "
            f"liters per minute. After how many minutes is it filled to {percent}% of its height? "
            r"Give the answer in terms of $\pi$."
        )
        work = (
            f"The whole {vat} holds $\\pi \\cdot {r}^2 \\cdot {h} = {r * r * h}\\pi$ cm^3.\nOf this {percent}% are "
            f"${r * r * h * percent // 100}\\pi$ cm^3, that is ${liters}\\pi$ liters.\nAt {rate} liters per minute "
            f"this takes ${liters}\\pi \\div {rate} = {time}\\pi$, that is {answer}."
        )
        return Draft(question, work, answer,
                     {"ask": "percent", "radius": r, "high": h, "rate": rate, "percent": percent})  # fmt: skip
    if scene == 1:
        while True:
            wide, deep, long = _by_tens(rng, 30, 90), _by_tens(rng, 20, 60), rng.randint(2, 8)
            rate = rng.randint(3, 40)
            liters = Fraction(wide * deep * 100 * long, 2000)
            if (liters / rate).denominator == 1 and liters / rate > 2:
                break
        minutes = int(liters / rate)
        trough = rng.choice(("drinking trough", "feeding channel", "steel channel", "wooden trough"))
        question = (
            f"A {trough} is a prism lying on its edge: its ends are isosceles triangles, {wide} cm wide at the top and "
            f"{deep} cm deep, and it is {long} m long. Water flows in at {rate} liters per minute. How many minutes "
            f"does it take to fill the empty {trough}?"
        )
        work = (
            f"An end has the area $\\frac{{1}}{{2}} \\cdot {wide} \\cdot {deep} = {wide * deep // 2}$ cm^2, and the "
            f"length is {100 * long} cm.\nThe volume is ${wide * deep // 2} \\cdot {100 * long} = {1000 * liters}$ "
            f"cm^3, that is {liters} liters.\nThe time is ${liters} \\div {rate} = {minutes}$, that is "
            f"{count(minutes, 'minute')}."
        )
        return Draft(question, work, count(minutes, "minute"),
                     {"ask": "trough", "wide": wide, "deep": deep, "long": long, "rate": rate})  # fmt: skip
    while True:
        d, h, flow, leak = _by_tens(rng, 60, 300), _by_tens(rng, 80, 260), rng.randint(15, 90), rng.randint(2, 12)
        time = Fraction(d * d * h, 4000 * (flow - leak))
        if time.denominator == 1 and 3 <= time <= 120:
            break
    liters = Fraction(d * d * h, 4000)
    answer = pi_times(time, "minutes")
    what = rng.choice(("water tank", "cistern", "boiler", "silo"))
    question = (
        f"Water flows into an empty {what}, a cylinder with a diameter of {d} cm and a height of {h} cm, at {flow} "
        f"liters per minute. Through a leak at the bottom {leak} liters per minute are lost. After how many minutes is "
        "it full? Leave $\\pi$ in the answer."
    )
    work = (
        f"The radius is {d // 2} cm, so the volume is $\\pi \\cdot {d // 2}^2 \\cdot {h} = {1000 * liters}\\pi$ cm^3, "
        f"that is ${liters}\\pi$ liters.\nEach minute the tank gains ${flow} - {leak} = {flow - leak}$ liters.\n"
        f"The time is ${liters}\\pi \\div {flow - leak} = {time}\\pi$, that is {answer}."
    )
    return Draft(question, work, answer,
                 {"ask": "leak", "diameter": d, "high": h, "flow": flow, "leak": leak})  # fmt: skip


def _filling_a_tank(rng: random.Random, difficulty: Difficulty) -> Draft:
    return (_whole_tank, _part_of_a_tank, _round_or_three_sided)[difficulty - 1](rng)


FAMILIES: tuple[Family, ...] = (
    Family("filling-a-tank", "Filling and emptying tanks", ("Solid geometry", "Rates and speed"),
           ("Volume of prisms and cylinders", "Unit conversion", "Unit rate"), ("middle", "middle", "high"),
           _filling_a_tank),
)  # fmt: skip
