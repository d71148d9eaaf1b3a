"""Families on the area of composite figures."""

import random

from mathscale_core.families.arithmetic_words import CITIES, NAMES, whole
from mathscale_core.families.family import Difficulty, Draft, Family, Parameter


def _composite_area(rng: random.Random, difficulty: Difficulty) -> Draft:
    form, name, city = rng.randrange(3), rng.choice(NAMES), rng.choice(CITIES)
    if difficulty == 1:
        a, b, c, d = (
            (rng.randint(7, 15), rng.randint(5, 12), rng.randint(2, 4), rng.randint(1, 4)),
            (rng.randint(6, 14), rng.randint(3, 6), rng.randint(1, 4), 2),
            (rng.randint(14, 35), rng.randint(12, 28), rng.randint(3, 9), rng.randint(2, 8)),
        )[form]
        a, b = max(a, b), min(a, b)
        question = (
            (
                f"The floor of a workshop in {city} has the shape of a rectangle {a} m long and {b} m wide from "
                "which a rectangle of "
                f"{c} m by {d} m is missing at one corner. What is the area of the floor?"
            ),
            (
                f"{name} paints a wall that is {a} m long and {b} m high. A glass door {c} m wide and {d} m high "
                "is left out. What "
                "area is painted?"
            ),
            (
                f"A rectangular park in {city} measures {a} m by {b} m. In it there is a rectangular pond of {c} m "
                f"by {d} m; the "
                "rest is lawn. What is the area of the lawn?"
            ),
        )[form]
        p: dict[str, Parameter] = {"length": a, "width": b, "cut_length": c, "cut_width": d}
        area = a * b - c * d
        steps = [f"The whole rectangle has ${a} \\times {b} = {a * b}$ square meters.",
                 f"The part taken away has ${c} \\times {d} = {c * d}$ square meters.",
                 f"What remains is ${a * b} - {c * d} = {area}$ square meters."]  # fmt: skip
        answer = f"{area} square meters"
        return Draft(question, "\n".join([*steps, f"The answer is {answer}."]), answer, p | {"unit": "square meters"})
    a, b, border = (
        (rng.randint(8, 26), rng.randint(5, 18), rng.randint(1, 4)),
        (rng.randint(20, 68), rng.randint(15, 55), rng.randint(2, 9)),
        (rng.randint(30, 85), rng.randint(22, 64), rng.randint(2, 8)),
    )[form]
    a, b = max(a, b), min(a, b)
    small = "centimeters" if form == 1 else "meters"
    outer, inner = (a, b), (a - 2 * border, b - 2 * border)
    if form < 2:
        outer, inner = (a + 2 * border, b + 2 * border), (a, b)
    big, little = outer[0] * outer[1], inner[0] * inner[1]
    area = big - little
    rate = (rng.randint(3, 9), rng.randint(2, 8), rng.randint(12, 45))[form]
    question = (
        (
            f"A rectangular swimming pool in {city} is {a} m long and {b} m wide. It is surrounded by a paved path "
            f"{border} m wide "
            "on all sides, with square corners."
        ),
        (
            f"{name} frames a rectangular picture of {a} cm by {b} cm. The frame is {border} cm wide on all sides, "
            "lies outside the "
            "picture and has square corners."
        ),
        (
            f"A rectangular field near {city} measures {a} m by {b} m. Along all its edges, inside the field, "
            "there is a strip of "
            f"wild flowers {border} m wide."
        ),
    )[form]
    part = ("path", "frame", "strip")[form]
    p = {"length": a, "width": b, "border": border}
    steps = [f"The outer rectangle has ${outer[0]} \\times {outer[1]} = {big}$ square {small}.",
             f"The inner rectangle has ${inner[0]} \\times {inner[1]} = {little}$ square {small}.",
             f"The {part} has ${big} - {little} = {area}$ square {small}."]  # fmt: skip
    answer, unit = f"{area} square {small}", f"square {small}"
    if difficulty == 3:
        p["rate"] = rate
        question += (
            f" The paving takes {rate} slabs per square meter. How many slabs does the path need?",
            f" It is covered with {rate} mosaic stones per square centimeter. How many stones does the frame need?",
            f" {rate} g of seed are sown per square meter of the strip. How many grams of seed are needed?",
        )[form]
        result = area * rate
        steps.append(f"At {rate} per square {small[:-1]} that makes ${area} \\times {rate} = {result}$.")
        answer, unit = (f"{whole(result)} g", "g") if form == 2 else (whole(result), "")
    else:
        question += f" What is the area of the {part}?"
    p |= {"unit": unit, "side": "inside" if form == 2 else "outside"}
    return Draft(question, "\n".join([*steps, f"The answer is {answer}."]), answer, p)


FAMILIES: tuple[Family, ...] = (
    Family("composite-area", "Rectangles with parts taken away or put around", ("Perimeter and area",),
           ("Area of rectangles and squares", "Composite figures"), ("elementary", "middle", "middle"),
           _composite_area),
)  # fmt: skip
