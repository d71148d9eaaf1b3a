"""Checkers of the families of rates."""

import math
from fractions import Fraction

from mathscale_core.families.checkers.checker import Checker, match
from mathscale_core.families.checkers.reading import NAME, integers, whole, with_unit
from mathscale_core.families.family import Parameters


def _read_average_speed(question: str) -> Parameters:
    km1, km2 = r"(?P<first_km>\d+) km", r"(?P<second_km>\d+) km"
    v1, v2 = r"(?P<first_speed>\d+) km/h", r"(?P<second_speed>\d+) km/h"
    h1, h2 = r"(?P<first_hours>\d+) hours", r"(?P<second_hours>\d+) hours"
    m1, m2 = r"(?P<first_minutes>\d+) minutes", r"(?P<second_minutes>\d+) minutes"
    rest = r"(?P<break>\d+) minutes"
    asked = r".*What is .*average speed .*in kilometers per hour\?$"
    found = match(
        question,
        rf"cycles {km1} in {h1} and then another {km2} in {h2}\.{asked}",
        rf"covers the first {km1} in {h1} and the remaining {km2} in {h2}\.{asked}",
        rf"travels {km1} from .* in {h1}, .*travels {km2} further in {h2}\.{asked}",
        rf"cycles for {m1} at {v1} and then for {m2} at {v2}\.{asked}",
        rf"country roads at {v1} for {m1} and on the motorway at {v2} for {m2}\.{asked}",
        rf"sails at {v1}\. After {m1} it changes its speed to {v2} and reaches .* {m2} later\.{asked}",
        rf"cycles {km1} at {v1}, rests for {rest}, and then cycles {km2} at {v2}\.{asked}",
        rf"drives {km1} at {v1}, stops for {rest}, and drives the last {km2} at {v2}\.{asked}",
        rf"sails {km1} at {v1} to .*, waits there for {rest}, and sails on for {km2} at {v2}\.{asked}",
    )
    return integers(found, *found.groupdict())


def _solve_average_speed(p: Parameters) -> str:
    legs = []
    for leg in ("first", "second"):
        if f"{leg}_hours" in p:
            hours = Fraction(int(p[f"{leg}_hours"]))
            legs.append((int(p[f"{leg}_km"]) / hours, hours))
        elif f"{leg}_minutes" in p:
            legs.append((Fraction(int(p[f"{leg}_speed"])), Fraction(int(p[f"{leg}_minutes"]), 60)))
        else:
            speed = int(p[f"{leg}_speed"])
            legs.append((Fraction(speed), Fraction(int(p[f"{leg}_km"]), speed)))
    legs.append((Fraction(0), Fraction(int(p.get("break", 0)), 60)))
    # The mean of the speeds, weighted by the time spent at each.
    time = sum(hours for _, hours in legs)
    return with_unit(sum(speed * (hours / time) for speed, hours in legs), "km/h")


def _read_meeting(question: str) -> Parameters:
    v1, v2 = r"(?P<first_speed>\d+) km/h", r"(?P<second_speed>\d+) km/h"
    km, delay = r"(?P<distance>\d+) km", r"(?P<delay>\d+) minutes later"
    minutes, place = r".*[Hh]ow many minutes .*\?$", r".*How many kilometers from .*\?$"
    found = match(
        question,
        rf"live {km} apart\. They set out at the same moment and cycle toward each other, {NAME} at {v1} and {NAME} at "
        rf"{v2}\.{minutes}",
        rf"are {km} apart by rail, at the same time and run toward each other at {v1} and {v2}\.{minutes}",
        rf"from opposite ends of a straight canal of {km} near.* makes {v1} and the motorboat {v2}\.{minutes}",
        rf"on foot at {v1}\..* {delay} and follows by bicycle at {v2}\.{place}",
        rf"freight train leaves .* at {v1}\..* {delay} on a parallel track and runs in the same direction at "
        rf"{v2}\.{place}",
        rf"rowing boat leaves .* at {v1}\..* {delay} and takes the same route at {v2}\.{place}",
        rf"live {km} apart\. .* by bicycle at {v1}\. {delay} .* at {v2}\.{place}",
        rf"are {km} apart\. A train leaves .* at {v1}, and {delay} another train .* at {v2}\.{place}",
        rf"is {km} long\. A rowing boat .* west end at {v1}, and {delay} a motorboat .* at {v2} toward it\.{place}",
    )
    return integers(found, *found.groupdict())


def _solve_meeting(p: Parameters) -> str:
    v1, v2 = whole(p, "first_speed", "second_speed")
    delay = int(p.get("delay", 0))
    # Let the clock run minute by minute; places are in sixtieths of a kilometer.
    for minute in range(delay, 24 * 60):
        first, second = v1 * minute, v2 * (minute - delay)
        together = first + second == 60 * int(p["distance"]) if "distance" in p else first == second and minute > 0
        if together:
            return with_unit(Fraction(first, 60), "km") if delay else with_unit(minute, "minutes")
    return "none"


def _read_combined_work(question: str) -> Parameters:
    def time(group: str) -> str:
        return rf"(?P<{group}>\d+) (?:hours|minutes)"

    first, second, lead = time("first"), time("second"), time("lead")
    pairs = time("first_pair"), time("second_pair"), time("outer_pair")
    asked = r".*How many (?P<unit>hours|minutes) [^.]*\?$"
    found = match(
        question,
        rf"alone needs {first} to .* alone needs {second}\. {NAME} starts alone, and {NAME} joins after "
        rf"{lead}\.{asked}",
        rf"one pump alone would take {first} and a second pump alone {second}\. .* switched on {lead} after the "
        rf"first\.{asked}",
        rf"in {first}, the other in {second}\. The first printer runs alone for {lead}, then both run\.{asked}",
        rf"alone needs {first} to .* alone needs {second}\. How many (?P<unit>hours) do they need if they work "
        rf"together",
        rf"one pump alone would take {first} and a second pump alone {second}\. How many (?P<unit>hours) .* both "
        rf"pumps running",
        rf"in {first}, the other in {second}\. How many (?P<unit>minutes) do both printers together",
        rf"together need {pairs[0]} to .* together need {pairs[1]}, and .* together need {pairs[2]}\.{asked}",
        rf"It takes {pairs[0]} with A and B, {pairs[1]} with B and C, and {pairs[2]} with A and C\.{asked}",
        rf"take {pairs[0]} on the old and the new .*, {pairs[1]} on the new and the rented .* {pairs[2]} on the old "
        rf"and the rented .*\.{asked}",
    )
    return {**integers(found, *(g for g in found.groupdict() if g != "unit")), "unit": found["unit"]}


def _solve_combined_work(p: Parameters) -> str:
    # Cut the job into equal pieces, so many that every rate is a whole number of pieces.
    if "first" in p:
        x, y = whole(p, "first", "second")
        pieces = math.lcm(x, y)
        left = pieces - pieces // x * int(p.get("lead", 0))
        return with_unit(Fraction(left, pieces // x + pieces // y) + int(p.get("lead", 0)), str(p["unit"]))
    x, y, z = whole(p, "first_pair", "second_pair", "outer_pair")
    pieces = 2 * math.lcm(x, y, z)
    a = (pieces // x + pieces // z - pieces // y) // 2
    return with_unit(Fraction(pieces, a + pieces // y), str(p["unit"]))


CHECKERS: dict[str, Checker] = {
    "average-speed": Checker(_read_average_speed, _solve_average_speed),
    "meeting-and-overtaking": Checker(_read_meeting, _solve_meeting),
    "combined-work": Checker(_read_combined_work, _solve_combined_work),
}
