"""Right triangles in stories, and circumference and area of circles."""

import random
from fractions import Fraction
from itertools import pairwise
from math import gcd, isqrt

from mathscale_core.families.algebra_text import NAMES
from mathscale_core.families.family import Difficulty, Draft, Family
from mathscale_core.families.further_text import length, pi_times, root_of

Scene = tuple[str, str, str, dict[str, int | str]]

_TRIPLES = tuple(
    (a, isqrt(c * c - a * a), c)
    for c in range(5, 90)
    for a in range(3, c)
    if 2 * a * a < c * c and isqrt(c * c - a * a) ** 2 == c * c - a * a and gcd(a, c) == 1
)
_BY_HYPOTENUSE = {
    c: [(a, b) for p, q, r in _TRIPLES if c % r == 0 for a, b in [(p * c // r, q * c // r)] if 3 * a < 2 * c]
    for c in range(250, 800)
}
_SLIDES = tuple((c, *pair) for c, legs in _BY_HYPOTENUSE.items() for pair in pairwise(legs))


def _triple(rng: random.Random, low: int, high: int, share: Fraction = Fraction(1)) -> tuple[int, int, int]:
    """A right triangle (short leg, long leg, hypotenuse) of that size, the short leg at most that share of it."""
    fitting = [t for t in _TRIPLES if t[0] <= share * t[2] and t[2] <= high]
    a, b, c = rng.choice([t for t in fitting if high // t[2] * t[2] >= low])
    k = rng.randint(-(-low // c), high // c)
    return k * a, k * b, k * c


def _draft(scene: Scene) -> Draft:
    question, work, answer, parameters = scene
    return Draft(question, work, answer, parameters)


def _one_triangle(rng: random.Random) -> Scene:
    scene, name = rng.randrange(4), rng.choice(NAMES)
    if scene == 0:
        a, b, c = _triple(rng, 240, 620, Fraction(1, 2))
        question = (
            f"{name} leans a ladder that is {c} cm long against a vertical wall. The foot of the ladder stands {a} cm "
            "from the wall on level ground. How high up the wall does the ladder reach?"
        )
        work = f"The ladder is the hypotenuse, so the height $h$ satisfies $h^2 = {c}^2 - {a}^2 = {b * b}$."
        return question, f"{work}\nHence $h = {b}$: the ladder reaches {b} cm up.", f"{b} cm", {
            "ask": "leg", "hypotenuse": c, "leg": a,
        }  # fmt: skip
    legs = "The two given lengths are the legs of a right triangle, so the hypotenuse $c$ satisfies"
    if scene == 1:
        thing = rng.choice(("tabletop", "notice board", "window pane", "painting", "garden gate", "screen", "mirror"))
        a, b, c = _triple(rng, 50, 220)
        question = f"A rectangular {thing} is {b} cm long and {a} cm wide. How long is its diagonal?"
        unit, ask = "cm", "diagonal"
    elif scene == 2:
        craft, place, goes = rng.choice((("fishing boat", "harbor", "sails"), ("helicopter", "airfield", "flies"),
                                         ("ferry", "port", "sails"), ("survey plane", "airport", "flies")))  # fmt: skip
        a, b, c = _triple(rng, 10, 90)
        if rng.random() < 0.5:
            a, b = b, a
        first, second = rng.choice(("north", "south")), rng.choice(("east", "west"))
        question = (
            f"A {craft} leaves its {place} and {goes} {a} km due {first}, then {b} km due {second}. How far is it from "
            f"its {place} now, in a straight line?"
        )
        unit, ask = "km", "journey"
    else:
        mast = rng.choice(("radio mast", "flagpole", "telegraph pole", "wind pump"))
        a, b, c = _triple(rng, 8, 60)
        question = (
            f"A straight wire runs from the top of a vertical {mast} to a peg in "
            f"the level ground. The {mast} is {b} m high, and the peg is {a} m from its foot. How long is the wire?"
        )
        unit, ask = "m", "wire"
    work = (
        f"{legs} $c^2 = {a}^2 + {b}^2 = {a * a} + {b * b} = {c * c}$.\nHence $c = {c}$, and the answer is {c} {unit}."
    )
    return question, work, f"{c} {unit}", {"ask": ask, "first": b if ask != "journey" else a,
                                           "second": a if ask != "journey" else b}  # fmt: skip


def _triangle_and_step(rng: random.Random) -> Scene:
    scene, name = rng.randrange(4), rng.choice(NAMES)
    if scene == 0:
        c, (a, b), (a2, b2) = rng.choice(_SLIDES)
        (a, b), (a2, b2) = sorted(((a, b), (a2, b2)))
        question = (
            f"A ladder that is {c} cm long leans against a vertical wall, with its foot {a} cm from the wall. {name} "
            f"pulls the foot out until it is {a2} cm from the wall. How far does the top of the ladder slide down?"
        )
        work = (
            f"At first the top is at the height $\\sqrt{{{c}^2 - {a}^2}} = {b}$ cm.\n"
            f"Afterwards it is at $\\sqrt{{{c}^2 - {a2}^2}} = {b2}$ cm.\n"
            f"It slides down by ${b} - {b2} = {b - b2}$, that is {b - b2} cm."
        )
        return question, work, f"{b - b2} cm", {"ask": "slide", "ladder": c, "before": a, "after": a2}
    if scene == 1:
        a, b, c = _triple(rng, 80, 500)
        place = rng.choice(("park", "meadow", "parking lot", "sports ground", "market square"))
        question = (
            f"A rectangular {place} is {b} m long and {a} m wide. {name} wants to get from one corner to the opposite "
            "corner. How many meters shorter is the straight way across than the way along two sides?"
        )
        work = (
            f"The way along two sides is ${b} + {a} = {a + b}$ m long.\nThe straight way is the hypotenuse: "
            f"$\\sqrt{{{b}^2 + {a}^2}} = \\sqrt{{{c * c}}} = {c}$ m.\nThe difference is "
            f"${a + b} - {c} = {a + b - c}$, that is {a + b - c} m."
        )
        return question, work, f"{a + b - c} m", {"ask": "shorter", "long": b, "wide": a}
    if scene == 2:
        a, b, c = _triple(rng, 300, 900)
        roof = rng.choice(("barn", "chapel", "boathouse", "mountain hut", "garage"))
        question = (
            f"The gable of a {roof} is an isosceles triangle. Its base is {2 * b} cm long, and the two equal sides "
            f"measure {c} cm each. How high is the gable?"
        )
        work = (
            f"The height meets the base in its middle, ${2 * b} \\div 2 = {b}$ cm from either end.\nBy the Pythagorean "
            f"theorem, $h^2 = {c}^2 - {b}^2 = {a * a}$.\nHence $h = {a}$, and the gable is {a} cm high."
        )
        return question, work, f"{a} cm", {"ask": "gable", "base": 2 * b, "side": c}
    a, b, c = _triple(rng, 5, 41, Fraction(3, 5))
    low = rng.randint(3, 18)
    pair = rng.choice(("masts", "towers", "trees", "lamp posts"))
    question = (
        f"Two vertical {pair} stand {b} m apart on level ground. One is {low} m high, the other {low + a} m. How long "
        "is a cable stretched in a straight line from top to top?"
    )
    work = (
        f"The tops differ in height by ${low + a} - {low} = {a}$ m.\nThe cable is the hypotenuse over the legs {a} m "
        f"and {b} m: $\\sqrt{{{a}^2 + {b}^2}} = \\sqrt{{{c * c}}} = {c}$.\nThe cable is {c} m long."
    )
    return question, work, f"{c} m", {"ask": "cable", "apart": b, "low": low, "high": low + a}


def _triangle_with_root(rng: random.Random) -> Scene:
    scene = rng.randrange(4)
    if scene == 0:
        long, wide, high = sorted((rng.randint(5, 60) for _ in range(3)), reverse=True)
        thing, box = rng.choice((("rod", "wooden crate"), ("knitting needle", "gift box"), ("stick", "toolbox")))
        square = long**2 + wide**2 + high**2
        answer = length(square, "cm")
        question = (
            f"A {box} is {long} cm long, {wide} cm wide and {high} cm high on the inside. What is the length of the "
            f"longest straight, thin {thing} that fits into it? Give the exact value."
        )
        work = (
            f"The diagonal $d$ of the bottom satisfies $d^2 = {long}^2 + {wide}^2 = {long**2 + wide**2}$.\nThe "
            f"diagonal of the box is the hypotenuse over $d$ and the height: its square is ${long**2 + wide**2} + "
            f"{high}^2 = {square}$.\nThe longest {thing} measures {answer}."
        )
        return question, work, answer, {"ask": "box", "long": long, "wide": wide, "high": high}
    if scene == 1:
        a, b, c = _triple(rng, 5, 20)
        if rng.random() < 0.5:
            a, b = b, a
        tree = rng.choice(("pine", "palm", "poplar", "larch", "wooden mast", "birch"))
        question = (
            f"In a storm a {tree} {b + c} m high snapped. The upper part is still attached at the break, and its tip "
            f"touches the level ground {a} m from the foot. At what height did the {tree} snap?"
        )
        work = (
            f"With the break at the height $h$, the upper part of length ${b + c} - h$ is a hypotenuse: "
            f"$h^2 + {a}^2 = ({b + c} - h)^2$.\nThe $h^2$ cancels: ${2 * (b + c)}h = {(b + c) ** 2} - {a * a} = "
            f"{(b + c) ** 2 - a * a}$.\nHence $h = {b}$, and it snapped at a height of {b} m."
        )
        return question, work, f"{b} m", {"ask": "snap", "total": b + c, "away": a}
    if scene == 2:
        (v, w), t = rng.sample(range(12, 41), 2), rng.randint(2, 6)
        answer = length(t * t * (v * v + w * w), "km")
        kind = rng.choice(("ships", "ferries", "cargo boats"))
        question = (
            f"At noon two {kind} leave the same port. One sails due north at {v} km/h, the other due east at {w} km/h. "
            f"How far apart are they {t} hours later? Give the exact value."
        )
        work = (
            f"In {t} hours they cover ${v} \\cdot {t} = {v * t}$ km and ${w} \\cdot {t} = {w * t}$ km, at right "
            f"angles.\nThe square of their distance is ${v * t}^2 + {w * t}^2 = {t * t * (v * v + w * w)}$.\n"
            f"So they are {answer} apart."
        )
        return question, work, answer, {"ask": "apart", "north": v, "east": w, "hours": t}
    p, q = rng.randint(4, 40), rng.randint(4, 40)
    while p == q:
        q = rng.randint(4, 40)
    answer = length(16 * (p * p + q * q), "cm")
    thing = rng.choice(("kite", "floor tile", "road sign", "silver pendant", "glass pane"))
    question = (
        f"A {thing} has the shape of a rhombus with diagonals of {2 * p} cm and {2 * q} cm. What is the perimeter of "
        "the rhombus? Give the exact value."
    )
    work = (
        "The diagonals of a rhombus bisect each other at right angles.\n"
        f"So a side is the hypotenuse over legs of {p} cm and {q} cm: $\\sqrt{{{p}^2 + {q}^2}} = "
        f"{root_of(p * p + q * q)}$.\nThe perimeter is four sides, that is {answer}."
    )
    return question, work, answer, {"ask": "rhombus", "first": 2 * p, "second": 2 * q}


def _right_triangle_story(rng: random.Random, difficulty: Difficulty) -> Draft:
    return _draft((_one_triangle, _triangle_and_step, _triangle_with_root)[difficulty - 1](rng))


def _plain_circle(rng: random.Random) -> Scene:
    scene, r = rng.randrange(3), rng.randint(5, 75)
    parameters: dict[str, int | str]
    if scene == 0:
        place = rng.choice(("pond", "park", "arena", "lawn", "playing field", "plaza", "fairground", "meadow"))
        question = (
            f"A circular {place} has a radius of {r} m. How long is a walk once around its edge? "
            r"Give the answer in terms of $\pi$."
        )
        answer, parameters = pi_times(2 * r, "m"), {"ask": "walk", "radius": r}
        work = f"The walk is the circumference $2\\pi r$ with $r = {r}$.\nThis is $2\\pi \\cdot {r}$, that is {answer}."
    elif scene == 1:
        thing = rng.choice(("tablecloth", "mirror", "rug", "tent floor", "window", "mosaic", "tabletop", "trampoline"))
        answer, parameters = pi_times(r * r, "cm^2"), {"ask": "area", "diameter": 2 * r}
        question = f"What is the area of a round {thing} with a diameter of {2 * r} cm? Leave $\\pi$ in the answer."
        work = (
            f"The radius is half of the diameter, {r} cm.\nThe area is $\\pi r^2 = \\pi \\cdot {r}^2$, that is "
            f"{answer}."
        )
    else:
        vehicle = rng.choice(("a wheelbarrow", "a scooter", "a cart", "a bicycle", "a pram", "a skateboard"))
        d = rng.randint(5, 7) if vehicle == "a skateboard" else rng.randint(15, 75)
        answer, parameters = pi_times(d, "cm"), {"ask": "turn", "diameter": d}
        question = (
            f"A wheel of {vehicle} has a diameter of {d} cm. How far does it roll in one full turn without slipping? "
            r"Write the result as a multiple of $\pi$."
        )
        work = (
            "In one full turn a wheel rolls as far as its circumference.\nThe circumference is $\\pi d = "
            f"\\pi \\cdot {d}$, that is {answer}."
        )
    return question, work, answer, parameters


def _circle_and_step(rng: random.Random) -> Scene:
    scene = rng.randrange(3)
    if scene == 0:
        r = rng.randint(4, 90)
        place = rng.choice(("lawn", "pond", "arena", "field", "garden", "lake"))
        answer = pi_times(r * r, "m^2")
        question = (
            f"A path that runs exactly along the edge of a circular {place} is ${2 * r}\\pi$ m long. What is the area "
            f"of the {place}, in terms of $\\pi$?"
        )
        work = (
            f"From $2\\pi r = {2 * r}\\pi$ the radius is $r = {r}$ m.\nThe area is $\\pi r^2 = \\pi \\cdot {r}^2$, "
            f"that is {answer}."
        )
        return question, work, answer, {"ask": "from around", "around": 2 * r}
    if scene == 1:
        vehicle, low, high = rng.choice((("bicycle", 40, 70), ("tractor", 90, 180), ("cart", 40, 90), ("bus", 75, 100)))
        d, n = rng.randrange(low, high + 1, 5), 20 * rng.randint(2, 40)
        answer = pi_times(d * n // 100, "m")
        question = (
            f"The wheels of a {vehicle} have a diameter of {d} cm. How many meters does the {vehicle} move forward "
            f"while a wheel turns {n} times? Give the answer in terms of $\\pi$."
        )
        work = (
            f"One turn covers the circumference, $\\pi \\cdot {d} = {d}\\pi$ cm.\nThe {n} turns cover "
            f"${n} \\cdot {d}\\pi = {n * d}\\pi$ cm.\nDividing by 100 gives {answer}."
        )
        return question, work, answer, {"ask": "turns", "diameter": d, "turns": n}
    r, w = rng.randint(5, 60), rng.randint(2, 9)
    inner, outer, unit = rng.choice((("swimming pool", "tiled path", "m"), ("mirror", "wooden frame", "cm"),
                                     ("clock face", "metal rim", "cm"), ("fish pond", "gravel path", "m")))  # fmt: skip
    if unit == "m":
        r, w = 3 + r % 18, 1 + w % 5
    answer = pi_times((r + w) ** 2 - r * r, f"{unit}^2")
    question = (
        f"A circular {inner} with a radius of {r} {unit} is surrounded by a {outer} that is {w} {unit} wide all "
        f"around. What is the area of the {outer}? Leave $\\pi$ in the answer."
    )
    work = (
        f"The outer radius is ${r} + {w} = {r + w}$ {unit}.\nThe ring's area is $\\pi \\cdot {r + w}^2 - "
        f"\\pi \\cdot {r}^2 = {(r + w) ** 2}\\pi - {r * r}\\pi$, that is {answer}."
    )
    return question, work, answer, {"ask": "ring", "radius": r, "width": w, "unit": unit}


def _circle_in_several_steps(rng: random.Random) -> Scene:
    scene = rng.randrange(4)
    if scene == 0:
        r, w = rng.randint(6, 90), rng.randint(1, 6)
        place, band = rng.choice((("pond", "path"), ("lawn", "strip of gravel"), ("plaza", "paved ring")))
        answer = pi_times((r + w) ** 2 - r * r, "m^2")
        question = (
            f"The edge of a circular {place} is ${2 * r}\\pi$ m long. Around it lies a {band} that is {w} m wide "
            f"everywhere. What is the area of the {band}, in terms of $\\pi$?"
        )
        work = (
            f"From $2\\pi r = {2 * r}\\pi$ the radius of the {place} is {r} m, so the outer radius is ${r} + {w} = "
            f"{r + w}$ m.\nThe area is $\\pi({r + w}^2 - {r}^2) = \\pi({(r + w) ** 2} - {r * r})$, that is {answer}."
        )
        return question, work, answer, {"ask": "band", "around": 2 * r, "width": w}
    if scene == 1:
        r, extra = 2 * rng.randint(3, 12), 2 * rng.randint(1, 3)
        w = r - extra
        while w <= extra:
            r += 2
            w = r - extra
        long = r + rng.randint(1, 9)
        animal, house = rng.choice((("goat", "shed"), ("donkey", "barn"), ("sheep", "stable"), ("pony", "hut")))
        factor = 3 * r * r // 4 + extra * extra // 4
        answer = pi_times(factor, "m^2")
        question = (
            f"A {animal} is tied to an outer corner of a rectangular {house} with a rope {r} m long. The {house} is "
            f"{long} m by {w} m and stands on a wide meadow. Over what area can the {animal} graze outside the "
            f"{house}? "
            r"Give the answer in terms of $\pi$."
        )
        work = (
            f"Around the corner it reaches three quarters of a circle: $\\frac{{3}}{{4}}\\pi \\cdot {r}^2 = "
            f"{3 * r * r // 4}\\pi$ m^2.\nPast the {w} m wall, ${r} - {w} = {extra}$ m of rope are left for a quarter "
            f"circle: $\\frac{{1}}{{4}}\\pi \\cdot {extra}^2 = {pi_times(extra * extra // 4, 'm^2')[1:]}.\n"
            f"The {long} m wall is longer than the rope.\nTogether this is {answer}."
        )
        return question, work, answer, {"ask": "rope", "rope": r, "long": long, "wide": w}
    if scene == 2:
        outer, inner, n = 2 * rng.randint(6, 25), 2 * rng.randint(2, 9), 5 * rng.randint(2, 20)
        outer += inner if outer <= inner else 0
        a, b = outer // 2, inner // 2
        answer = pi_times(n * (a * a - b * b), "mm^2")
        question = (
            f"A flat metal washer is a disk with a diameter of {outer} mm and a round hole with a diameter of {inner} "
            f"mm. One face of each of {n} such washers is painted. What is the total painted area in terms of $\\pi$?"
        )
        work = (
            f"The radii are {a} mm and {b} mm, so one face has the area $\\pi({a}^2 - {b}^2) = {a * a - b * b}\\pi$ "
            f"mm^2.\nFor {n} washers this is ${n} \\cdot {a * a - b * b}\\pi$, that is {answer}."
        )
        return question, work, answer, {"ask": "washers", "outer": outer, "inner": inner, "count": n}
    r, n = rng.randint(10, 60), 50 * rng.randint(1, 12)
    answer = pi_times(r * r, "cm^2")
    wheel = rng.choice(("measuring wheel", "cart wheel", "road roller's drum"))
    question = (
        f"While a {wheel} rolls $"
        f"{2 * r * n // 100}\\pi$ m straight ahead, it turns exactly {n} times. What is the area of one circular face "
        r"of it in cm^2? Give the answer in terms of $\pi$."
    )
    work = (
        f"The way is ${2 * r * n}\\pi$ cm, so one turn covers ${2 * r * n}\\pi \\div {n} = {2 * r}\\pi$ cm.\nFrom "
        f"$2\\pi r = {2 * r}\\pi$ the radius is {r} cm.\nThe area is $\\pi \\cdot {r}^2$, that is {answer}."
    )
    return question, work, answer, {"ask": "rolled", "way": 2 * r * n // 100, "turns": n}


def _circle_measures(rng: random.Random, difficulty: Difficulty) -> Draft:
    return _draft((_plain_circle, _circle_and_step, _circle_in_several_steps)[difficulty - 1](rng))


FAMILIES: tuple[Family, ...] = (
    Family("right-triangle-story", "The Pythagorean theorem in a story", ("Right triangles",), ("Pythagorean theorem",),
           ("middle", "middle", "high"), _right_triangle_story),
    Family("circle-measures", "Circumference and area of circles", ("Circles",), ("Circumference and area of a "
                                                                                  "circle",),
           ("middle", "middle", "high"), _circle_measures),
)  # fmt: skip
