"""Family of mixtures: the concentration of a blend, diluting, blending to a wanted strength."""

import random
from fractions import Fraction

from mathscale_core.families.family import Difficulty, Draft, Family
from mathscale_core.families.phrases import NAMES, TOWNS, an, decimal, fits, pick, plain, term


def _mixture(rng: random.Random, difficulty: Difficulty) -> Draft:
    wording = rng.randrange(3)
    # Strengths in percent and amounts: grams of brine, liters of juice drink, kilograms of milk and cream.
    strong, weak, sizes = (
        (range(10, 31), range(2, 10), range(100, 1000, 50)),
        (range(40, 96, 5), range(10, 40, 5), range(2, 60)),
        (range(18, 41), range(1, 6), range(10, 300, 5)),
    )[wording]
    while True:
        p, q = rng.choice(strong), rng.choice(weak)
        a, b = rng.choice(sizes), rng.choice(sizes)
        if rng.random() < 0.5 and difficulty != 2:
            p, q = q, p
        if difficulty == 1:
            percent = Fraction(a * p + b * q, a + b)
            ok, solute = a != b and fits(percent, 0 if a < 200 else 1), Fraction(a * p + b * q, 100)
        elif difficulty == 2:
            q = rng.randrange(2, p)
            added = Fraction(a * p, q) - a
            ok, solute = added.denominator == 1 and 1 < added <= 4 * a, Fraction(a * p, 100)
        else:
            r = rng.randrange(min(p, q) + 1, max(p, q, min(p, q) + 2))
            first = Fraction(a * (r - q), p - q)
            ok, solute = first.denominator == 1 and 1 < first < a, Fraction(a * r, 100)
        if ok and fits(solute, 2):
            break
    name, town = rng.choice(NAMES), rng.choice(TOWNS)
    unit, word, part = (("g", "grams", "salt"), ("liters", "liters", "juice"), ("kg", "kilograms", "fat"))[wording]
    brine, drink = f"{p}% salt solution", rng.choice(("apple", "cherry", "grape", "mango", "orange")) + " drink"
    question = (
        (
            f"In the school lab, {name} mixes {a} g of {an(brine)} with {b} g of {an(f'{q}% salt solution')}. "
            "What percent of the mixture is salt?",
            f"A canteen in {town} pours together {a} liters of {an(drink)} that is {p}% juice and {b} liters of one "
            f"that is {q}% juice. What percent of the result is juice?",
            f"A dairy in {town} blends {a} kg of one batch with {p}% fat and {b} kg of another batch with {q}% fat. "
            "What percent of the blend is fat?",
        ),
        (
            f"In the school lab, {name} has {a} g of {an(brine)}. How many grams of water must be added to get "
            f"{an(f'{q}% salt solution')}?",
            f"A canteen in {town} has {a} liters of {an(drink)} that is {p}% juice. How many liters of water must be "
            f"added so that only {q}% of the drink is juice?",
            f"A dairy in {town} has {a} kg of cream with {p}% fat. How many kilograms of fat-free milk must be added "
            f"to bring the fat content down to {q}%?",
        ),
        (
            f"In the school lab, {name} needs {a} g of salt solution with {{r}}% salt, but there are only two "
            f"bottles, one with {p}% and one with {q}% salt. How many grams of the {p}% solution must {name} mix "
            "with the other?",
            f"A canteen in {town} wants to make {a} liters of {drink} with {{r}}% juice from two kinds, one with "
            f"{p}% and one with {q}% juice. How many liters of the kind with {p}% juice does it need?",
            f"A dairy in {town} blends milk with {p}% fat and milk with {q}% fat to make {a} kg with {{r}}% fat. "
            f"How many kilograms of the milk with {p}% fat are needed?",
        ),
    )[difficulty - 1][wording]
    if wording == 2 and difficulty == 3:
        question = question.replace("milk with", "a batch with", 2).replace("the milk with", "the batch with")
    s = plain(solute)
    if difficulty == 1:
        answer = f"{decimal(percent)}%"
        parameters: dict[str, int | str] = {"first": a, "first_percent": p, "second": b, "second_percent": q}
        one, other = plain(Fraction(a * p, 100)), plain(Fraction(b * q, 100))
        steps = [
            f"The first part contains ${a} \\cdot \\frac{{{p}}}{{100}} = {one}$ {unit} of {part}, the second "
            f"${b} \\cdot \\frac{{{q}}}{{100}} = {other}$ {unit}.",
            f"In all there are ${s}$ {unit} of {part} in ${a} + {b} = {a + b}$ {unit}.",
            f"The share is ${s} \\div {a + b} = {plain(percent / 100)}$, so the answer is {answer}.",
        ]
    elif difficulty == 2:
        answer = f"{added} {unit}"
        parameters = {"first": a, "first_percent": p, "wanted_percent": q, "unit": unit}
        steps = [
            f"There are ${a} \\cdot \\frac{{{p}}}{{100}} = {s}$ {unit} of {part}, and this does not change.",
            f"When it is {q}% of the whole, the whole is ${s} \\div \\frac{{{q}}}{{100}} = {a + added}$ {unit}.",
            f"So ${a + added} - {a} = {added}$ {unit} must be added, and the answer is {answer}.",
        ]
    else:
        question = question.replace("{r}", str(r))
        answer = f"{first} {unit}"
        parameters = {"total": a, "wanted_percent": r, "first_percent": p, "second_percent": q, "unit": unit}
        high, low = max(p, q), min(p, q)
        steps = [
            f"Let $x$ be the number of {word} of the {p}% kind; the other kind gives ${a} - x$ {unit}.",
            f"The {part} balances when ${term(p, 'x')} + {pick(q == 1, f'({a} - x)|{q}({a} - x)')} = {r} \\cdot {a}$.",
            f"This gives ${term(p - q, 'x')} = {r * a} - {q * a} = {(r - q) * a}$, so $x = {first}$.",
            f"This fits, since {r}% lies between {low}% and {high}%.",
            f"The answer is {answer}.",
        ]
    return Draft(question, "\n".join(steps), answer, parameters)


FAMILIES: tuple[Family, ...] = (
    Family(
        "mixture-concentration", "Mixing and diluting", ("Mixture problems", "Percentages"),
        ("Concentration of a solution", "Percent of a quantity"), ("middle", "middle", "high"), _mixture,
    ),
)  # fmt: skip
