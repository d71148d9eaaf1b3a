"""Families of linear algebra: equations, ages, inequalities, systems in stories."""

import random
from fractions import Fraction

from mathscale_core.families.family import Difficulty, Draft, Family
from mathscale_core.families.phrases import NAMES, TOWNS, in_unit, line, money, pick, term, tex

_LETTERS = "xyzntkmp"
_OPPOSITE = {"<": ">", ">": "<", "\\le": "\\ge", "\\ge": "\\le"}
_RELATIONS = {"<": "<", ">": ">", "\\le": "<=", "\\ge": ">="}
_PAIRS = (("pens", "notebooks"), ("muffins", "sandwiches"), ("postcards", "posters"), ("tulips", "roses"))
_SURNAMES = ("Okafor", "Lindqvist", "Tanaka", "Moreau", "Haddad", "Kowalski", "Silva", "Rao")


def _nonzero(rng: random.Random, size: int) -> int:
    return rng.choice((-1, 1)) * rng.randrange(1, size + 1)


def _linear_equation(rng: random.Random, difficulty: Difficulty) -> Draft:
    v = rng.choice(_LETTERS)
    root = Fraction(_nonzero(rng, 12))
    parameters: dict[str, int | str]
    if difficulty == 1:
        a, b = rng.randrange(2, 13), _nonzero(rng, 30)
        left, right = line(a, v, b), tex(a * root + b)
        parameters = {"a": a, "b": b, "c": int(a * root + b)}
        steps = [
            f"{pick(b > 0, 'Subtract|Add')} {abs(b)} on both sides: ${a}{v} = {a * root}$.",
            f"Divide both sides by {a}.",
        ]
    elif difficulty == 2:
        a, c = rng.sample(range(2, 10), 2)
        root = Fraction(_nonzero(rng, 20), rng.choice((1, 2, 3)))
        b = _nonzero(rng, 9)
        while ((a - c) * root).denominator != 1 or a * b + (a - c) * root == 0:
            root = Fraction(_nonzero(rng, 20), rng.choice((1, 2, 3)))
        d = int(a * b + (a - c) * root)
        left, right = f"{a}({line(1, v, b)})", line(c, v, d)
        parameters = {"a": a, "b": b, "c": c, "d": d}
        steps = [
            f"Expand the left side: ${line(a, v, a * b)} = {right}$.",
            f"Bring the terms with ${v}$ to one side: ${term(a - c, v)} = {d - a * b}$.",
        ]
        steps += [] if a - c == 1 else [f"Divide both sides by ${a - c}$."]
    else:
        m, n = rng.sample(range(2, 8), 2)
        a, c = rng.randrange(1, 6), rng.randrange(1, 6)
        while a * n == c * m:
            a, c = rng.randrange(1, 6), rng.randrange(1, 6)
        up, low = _nonzero(rng, 9), _nonzero(rng, 9)
        b, d = int(m * up - a * root), int(n * low - c * root)
        left, right = f"\\frac{{{line(a, v, b)}}}{{{m}}} - \\frac{{{line(c, v, d)}}}{{{n}}}", str(up - low)
        parameters = {"a": a, "b": b, "m": m, "c": c, "d": d, "n": n, "e": up - low}
        factor, constant = a * n - c * m, b * n - d * m
        steps = [
            f"Multiply both sides by ${m} \\cdot {n} = {m * n}$: ${n}({line(a, v, b)}) - {m}({line(c, v, d)}) = "
            f"{m * n * (up - low)}$.",
            f"Expand and combine: ${line(factor, v, constant)} = {m * n * (up - low)}$, so "
            f"${term(factor, v)} = {m * n * (up - low) - constant}$.",
        ]
        steps += [] if factor == 1 else [f"Divide both sides by ${factor}$."]
    question = rng.choice(
        (
            f"Solve the equation ${left} = {right}$ for ${v}$.",
            f"For which value of ${v}$ is ${left}$ equal to ${right}$?",
            f"The number ${v}$ satisfies ${left} = {right}$. Find ${v}$.",
            f"The expressions ${left}$ and ${right}$ have the same value. What is ${v}$?",
        )
    )
    answer = f"${v} = {tex(root)}$"
    return Draft(question, "\n".join([*steps, f"The answer is {answer}."]), answer, {**parameters, "letter": v})


def _ages(rng: random.Random, difficulty: Difficulty) -> Draft:
    wording, older = rng.randrange(3), rng.random() < 0.5
    ranges = ((20, 66), (5, 31)), ((40, 120), (6, 61)), ((20, 60), (3, 26))
    while True:
        (low, high), young_range = ((12, 90), (4, 40)) if difficulty == 1 else ranges[wording]
        old, young = rng.randrange(low, high), rng.randrange(*young_range)
        ago, ahead = rng.randrange(2, 13), rng.randrange(2, 25)
        if difficulty > 1 and wording == 0 and not 18 <= old - young <= 42:  # a mother and her child
            continue
        if old - young < 2:
            continue
        if difficulty == 1:
            break
        if difficulty == 2:
            ago = 0
        then, later = divmod(old - ago, max(1, young - ago)), divmod(old + ahead, young + ahead)
        if young - ago >= 2 and then[1] == later[1] == 0 and 2 <= later[0] < then[0] <= 9:
            break
    a, b = rng.sample(NAMES, 2)
    mother = f"Ms. {rng.choice(_SURNAMES)}"
    times, fewer = (then[0], later[0]) if difficulty > 1 else (0, 0)
    many, few = (f"{pick(k == 2, f'twice|{k} times')}" for k in (times, fewer))
    gap, total = old - young, old + young
    who = pick(older, f"{a}|{b}")
    tree, other = "old walnut tree", "cherry tree beside it"
    which = pick(older, "walnut|cherry")
    question = (
        (
            f"{a} is {gap} years older than {b}. Together they are {total} years old. How old is {who}?",
            f"{b} was born when {a} was exactly {gap} years old. Today the sum of their ages is {total} years. "
            f"How old is {who} today?",
            f"The ages of two neighbors, {a} and {b}, add up to {total} years, and {b} is {gap} years younger than "
            f"{a}. How old is {who}?",
        ),
        (
            f"{mother} is {many} as old as her child {b}. In {ahead} years she will be {few} as old as {b}. "
            f"How old is {pick(older, f'{mother}|{b}')} now?",
            f"In the town park there is an {tree} that is {many} as old as the {other}. In {ahead} years the walnut "
            f"tree will be {few} as old as the cherry tree. How old is the {which} tree now?",
            f"A teacher notices that the school building is {many} as old as the gym, and that {ahead} years from "
            f"now it will be {few} as old as the gym. How old is the {pick(older, 'school building|gym')} now?",
        ),
        (
            f"Exactly {ago} years ago, {mother} was {many} as old as her child {b}. In {ahead} years she will be {few} "
            f"as old as {b}. How old is {pick(older, f'{mother}|{b}')} now?",
            f"In the town park there is an {tree}; {ago} years ago it was {many} as old as the {other}, and in "
            f"{ahead} years it will be {few} as old as the cherry tree. How old is the {which} tree now?",
            f"A teacher reads that {ago} years ago the school building was {many} as old as the gym. The teacher "
            f"works out that {ahead} years from now it will be {few} as old as the gym. How old is the "
            f"{pick(older, 'school building|gym')} now?",
        ),
    )[difficulty - 1][wording]
    asked = pick(older, "older|younger")
    answer = f"{old if older else young} years"
    if difficulty == 1:
        parameters: dict[str, int | str] = {"difference": gap, "sum": total, "asked": asked}
        steps = [
            f"Let $x$ be the age of {b} in years; {a} is $x + {gap}$ years old.",
            f"The sum gives $x + (x + {gap}) = {total}$, so $2x = {total - gap}$ and $x = {young}$.",
            f"{a} is ${young} + {gap} = {old}$ years old, and {b} is {young} years old.",
        ]
    else:
        parameters = {"times_now" if difficulty == 2 else "times_then": times, "times_later": fewer}
        parameters |= {"years_ahead": ahead, "asked": asked}
        constant = fewer * ahead - ahead
        steps = [f"Let $x$ be the younger age in years today; the older one is now ${times}x$ years old."]
        left = f"{times}x"
        if difficulty == 3:
            parameters["years_ago"] = ago
            steps = [
                f"Let $x$ be the younger age in years today. {ago} years ago the ages were $x - {ago}$ and "
                f"${times}(x - {ago})$, so the older age today is ${times}(x - {ago}) + {ago} = "
                f"{line(times, 'x', ago - times * ago)}$.",
            ]
            left = line(times, "x", ago - times * ago)
            constant += times * ago - ago
        steps += [
            f"In {ahead} years: ${left} + {ahead} = {fewer}(x + {ahead})$.",
            f"This gives ${term(times - fewer, 'x')} = {constant}$"
            + pick(times - fewer == 1, f".|, so $x = {young}$."),
            f"The older one is now {old} years old, the younger one {young} years.",
        ]
    return Draft(question, "\n".join([*steps, f"The answer is {answer}."]), answer, parameters)


def _inequality(rng: random.Random, difficulty: Difficulty) -> Draft:
    relation = rng.choice(tuple(_RELATIONS))
    end = Fraction(_nonzero(rng, 12), 1 if difficulty == 1 else rng.choice((1, 2, 3)))
    parameters: dict[str, int | str]
    if difficulty < 3:
        a = rng.randrange(2, 13)
        c = 0 if difficulty == 1 else a + rng.choice((2, 3, 4, 6))
        b = _nonzero(rng, 20)
        while ((a - c) * end).denominator > 1 or (difficulty == 2 and b + (a - c) * end == 0):
            end = Fraction(_nonzero(rng, 12), rng.choice((1, 2, 3)))
        d = int(b + (a - c) * end)
        left, right = line(a, "x", b), line(c, "x", d) if c else str(d)
        parameters = {"a": a, "b": b, "d": d, "relation": _RELATIONS[relation]}
        if c:
            parameters["c"] = c
        final = relation if a > c else _OPPOSITE[relation]
        whole = f"{left} {relation} {right}"
        steps = [
            f"Collect the terms: ${term(a - c, 'x')} {relation} {d - b}$.",
            f"Divide by ${a - c}$"
            + pick(a > c, ", which is positive|, which is negative, so the inequality sign is reversed")
            + f": $x {final} {tex(end)}$.",
        ]
        bracket = pick("e" in relation, "[]|()")
        answer = (
            f"${bracket[0]}{tex(end)}, \\infty)$" if final in (">", "\\ge") else f"$(-\\infty, {tex(end)}{bracket[1]}$"
        )
        third = f"The functions $f(x) = {left}$ and $g(x) = {right}$ are given. Write the set of all $x$ with "
        third += f"$f(x) {relation} g(x)$ as an interval."
    else:
        b, second = rng.randrange(2, 8), rng.choice(("<", "\\le"))
        relation = rng.choice(("<", "\\le"))
        width = Fraction(rng.randrange(1, 20), rng.choice((1, 2, 3)))
        while (b * end).denominator > 1 or (b * width).denominator > 1:
            end, width = Fraction(_nonzero(rng, 12), rng.choice((1, 2, 3))), Fraction(rng.randrange(1, 20), b)
        constant = _nonzero(rng, 15)
        low, high = int(constant - b * (end + width)), int(constant - b * end)
        middle = f"{constant} - {b}x"
        whole = f"{low} {relation} {middle} {second} {high}"
        parameters = {"low": low, "constant": constant, "b": b, "high": high}
        parameters |= {"relation": _RELATIONS[relation], "second_relation": _RELATIONS[second]}
        steps = [
            f"{pick(constant > 0, 'Subtract|Add')} {abs(constant)} everywhere: "
            f"${low - constant} {relation} -{b}x {second} {high - constant}$.",
            f"Divide by $-{b}$, which turns both signs: ${tex(end + width)} {_OPPOSITE[relation]} x "
            f"{_OPPOSITE[second]} {tex(end)}$.",
        ]
        answer = f"${pick(second == '<', '(|[')}{tex(end)}, {tex(end + width)}{pick(relation == '<', ')|]')}$"
        third = f"Let $f(x) = {middle}$. Write the set of all $x$ with "
        third += f"${low} {relation} f(x) {second} {high}$ as an interval."
    question = rng.choice(
        (
            f"Solve the inequality ${whole}$. Give the solution set in interval notation.",
            f"For which real numbers $x$ does ${whole}$ hold? Answer with an interval.",
            third,
        )
    )
    return Draft(question, "\n".join([*steps, f"In interval notation the answer is {answer}."]), answer, parameters)


def _system_story(rng: random.Random, difficulty: Difficulty) -> Draft:
    wording = rng.randrange(3)
    name, town, first_asked = rng.choice(NAMES), rng.choice(TOWNS), rng.random() < 0.5
    parameters: dict[str, int | str]
    if difficulty == 1:
        tickets = rng.randrange(9, 19), rng.randrange(4, 9)
        bags = rng.choice((8, 10, 12)), rng.choice((4, 5, 6))
        tents = rng.choice(((5, 2), (6, 4), (8, 3), (6, 2), (8, 5), (4, 3)))
        p, q = (tickets, bags, tents)[wording]
        x, y = rng.randrange(8, 90 if wording == 0 else 30), rng.randrange(8, 90 if wording == 0 else 30)
        n, s = x + y, p * x + q * y
        question = (
            f"A concert in {town} sold {n} tickets for {money(s * 100)} in all. An adult ticket cost \\${p} and a "
            f"child ticket \\${q}. How many {pick(first_asked, 'adult|child')} tickets were sold?",
            f"A bakery packed {s} rolls into {n} bags, some with {p} rolls and the others with {q} rolls. "
            f"How many bags with {pick(first_asked, f'{p}|{q}')} rolls were there?",
            f"A summer camp near {town} has {n} tents. Large tents sleep {p} children and small tents sleep {q}, and "
            f"together they have room for exactly {s} children. How many {pick(first_asked, 'large|small')} tents "
            "are there?",
        )[wording]
        answer = str(x if first_asked else y)
        parameters = {"count": n, "first_value": p, "second_value": q, "sum": s}
        parameters["asked"] = pick(first_asked, "first|second")
        first, second = (("adult tickets", "child tickets"), (f"bags with {p} rolls", f"bags with {q} rolls"), (
            "large tents", "small tents"))[wording]  # fmt: skip
        steps = [
            f"Let $x$ be the number of {first} and $y$ the number of {second}: $x + y = {n}$ and ${p}x + {q}y = {s}$.",
            f"Subtract {q} times the first equation from the second: ${term(p - q, 'x')} = {s - q * n}$, so $x = {x}$.",
            f"Then $y = {n} - {x} = {y}$, and the answer is {answer}.",
        ]
        return Draft(question, "\n".join(steps), answer, parameters)
    cents = wording != 1
    while True:
        a, b, c, d = (rng.randrange(2, 7 if difficulty == 2 else 13) for _ in range(4))
        m, n = rng.randrange(2, 10), rng.randrange(2, 10)
        if abs(a * d - b * c) > 1 and a * n != b * m and c * n != d * m:
            break
    x, y = (
        (rng.randrange(60, 300, 5), rng.randrange(180, 600, 5)),
        (rng.randrange(2, 7), rng.randrange(3, 10)),
        (rng.randrange(700, 1900, 50), rng.randrange(300, 700, 50)),
    )[wording]
    first, second = rng.choice(_PAIRS)
    left, right = a * x + b * y, c * x + d * y
    left_text, right_text = (money(left), money(right)) if cents else (str(left), str(right))
    singular = {"sandwiches": "sandwich"}.get(second, second[:-1])
    question = (
        f"At a kiosk in {town}, {a} {first} and {b} {second} cost {left_text}, while {c} {first} and {d} {second} cost "
        f"{right_text}. "
        + pick(
            difficulty == 2,
            f"What is the price of one {pick(first_asked, f'{first[:-1]}|{singular}')}?"
            f"|How much does {name} pay there for {m} {first} and {n} {second}?",
        ),
        f"On a market scale in {town}, {a} equal melons and {b} equal pumpkins weigh {left_text} kg together, and "
        f"{c} such melons and {d} such pumpkins weigh {right_text} kg. "
        + pick(
            difficulty == 2,
            f"How many kilograms does one {pick(first_asked, 'melon|pumpkin')} weigh?"
            f"|How many kilograms do {m} of these melons and {n} of these pumpkins weigh together?",
        ),
        f"At the museum of {town}, one group pays {left_text} for {a} adults and {b} children, and a second "
        f"group pays {right_text} for {c} adults and {d} children. "
        + pick(
            difficulty == 2,
            f"What does a ticket for one {pick(first_asked, 'adult|child')} cost?"
            f"|What does a group with {m} adults and {n} children pay at the same prices?",
        ),
    )[wording]
    unit = pick(cents, "dollars|kg")
    names = (f"one of the {first}", f"one of the {second}") if wording == 0 else (
        ("one melon", "one pumpkin") if wording == 1 else ("one adult ticket", "one child ticket"))  # fmt: skip
    what = pick(cents, "the price in cents|the weight in kilograms")
    determinant = a * d - b * c
    steps = [
        f"Let $x$ be {what} of {names[0]} and $y$ that of {names[1]}.",
        f"The story says ${a}x + {b}y = {left}$ and ${c}x + {d}y = {right}$.",
        f"Multiply the first equation by {d} and the second by {b} and subtract: "
        f"${determinant}x = {left * d - right * b}$, so $x = {x}$.",
        f"Then ${b}y = {left} - {a} \\cdot {x} = {b * y}$, so $y = {y}$.",
    ]
    parameters = {"a": a, "b": b, "first_sum": left, "c": c, "d": d, "second_sum": right, "unit": unit}
    result = x if first_asked else y
    if difficulty == 2:
        parameters["asked"] = pick(first_asked, "first|second")
    else:
        parameters |= {"wanted_first": m, "wanted_second": n}
        result = m * x + n * y
        steps.append(f"Finally ${m} \\cdot {x} + {n} \\cdot {y} = {result}$.")
    answer = in_unit(Fraction(result, 100 if cents else 1), unit)
    return Draft(question, "\n".join([*steps, f"The answer is {answer}."]), answer, parameters)


FAMILIES: tuple[Family, ...] = (
    Family(
        "linear-equation", "Linear equation in one unknown", ("Linear equations",),
        ("Solving one-variable linear equations",), ("middle", "middle", "high"), _linear_equation,
    ),
    Family(
        "ages", "Age problem", ("Linear equations",),
        ("Age problems", "Translating words into equations", "Solving one-variable linear equations"),
        ("middle", "middle", "high"), _ages,
    ),
    Family(
        "linear-inequality", "Linear inequality", ("Linear inequalities",),
        ("Solving linear inequalities", "Interval notation"), ("middle", "high", "high"), _inequality,
    ),
    Family(
        "system-story", "System of equations in a story", ("Systems of linear equations",),
        ("Elimination method", "Translating words into equations"), ("middle", "high", "high"), _system_story,
    ),
)  # fmt: skip
