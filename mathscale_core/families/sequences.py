"""Arithmetic and geometric sequences: terms and sums."""

import random
from fractions import Fraction

from mathscale_core.families.algebra_text import (
    NAMES,
    bracket,
    count,
    fraction,
    maths,
    money,
    ordinal,
    polynomial,
    power,
    signed,
)  # fmt: skip
from mathscale_core.families.family import Difficulty, Draft, Family


def _arithmetic_sum(rng: random.Random) -> Draft:
    """First term, difference and number of terms are known."""
    scene, n, name = rng.randrange(4), rng.randint(8, 30), rng.choice(NAMES)
    if scene == 0:
        a, d, unit = rng.randint(8, 30), rng.randint(1, 4), "seats"
        question = (
            f"The first row of an open-air theater has {a} seats, and each further row has {count(d, 'seat')} more "
            f"than the row before it. How many seats are there in all {n} rows together?"
        )
    elif scene == 1:
        a, d, unit = rng.randint(2, 20), rng.randint(1, 5), ""
        question = (
            f"{name} puts {money(a)} into a savings box in the first week and in every later week {money(d)} more than "
            f"in the week before. How much is in the box after {n} weeks?"
        )
    elif scene == 2:
        n, d = rng.randint(5, 12), rng.randint(1, 3)
        a, unit = d * n + rng.randint(2, 15), rng.choice(("logs", "pipes", "cans"))
        question = (
            f"A stack of {unit} has {a} {unit} in the bottom layer. Every layer above has {d} fewer than the layer "
            f"below it. How many {unit} are there in {n} layers?"
        )
        d = -d
    else:
        a, d, unit = rng.randint(-20, 40), rng.choice((-1, 1)) * rng.randint(2, 12), ""
        question = (
            f"An arithmetic sequence has the first term {a} and the common difference {d}. What is the sum of its "
            f"first {n} terms?"
        )
    last = a + (n - 1) * d
    total = n * (a + last) // 2
    answer = money(total) if scene == 1 else f"{total:,} {unit}" if unit else str(total)
    work = (
        rf"The {ordinal(n)} term is ${a} + {n - 1} \cdot {bracket(d)} = {last}$."
        "\n"
        rf"The sum is $\frac{{{n} \cdot ({a}{signed(last)})}}{{2}} = {total}$."
        "\n"
        f"The answer is {answer}."
    )
    return Draft(
        question, work, answer, {"first": a, "step": d, "n": n, "unit": unit or ("dollars" if scene == 1 else "")}
    )


def _arithmetic_two_terms(rng: random.Random) -> Draft:
    """Two terms are known."""
    scene, p = rng.randrange(3), rng.randint(2, 6)
    q, n, name = p + rng.randint(2, 9), rng.randint(16, 32), rng.choice(NAMES)
    if scene == 0:
        a, d, unit = rng.randint(8, 25), rng.randint(1, 4), "seats"
        what = f"The hall has {n} rows. How many seats does it have?"
        question = (
            f"In a concert hall each row has the same number of seats more than the row in front of it. Row {p} has "
            f"{a + (p - 1) * d} seats and row {q} has {a + (q - 1) * d} seats. {what}"
        )
    elif scene == 1:
        a, d, unit = rng.randint(10, 60), rng.randint(2, 9), "minutes"
        question = (
            f"Training for a race, {name} runs the same number of minutes longer each day than the day before. On day "
            f"{p} it is {a + (p - 1) * d} minutes and on day {q} it is {a + (q - 1) * d} minutes. How many minutes "
            f"does {name} run in the first {n} days altogether?"
        )
        n_old, n = n, rng.randint(q + 1, 18)
        question = question.replace(f"first {n_old} days", f"first {n} days")
    else:
        a, d, unit = rng.randint(-40, 60), rng.choice((-1, 1)) * rng.randint(2, 15), ""
        question = (
            f"The {ordinal(p)} term of an arithmetic sequence is {a + (p - 1) * d} and the {ordinal(q)} term is "
            f"{a + (q - 1) * d}. Find the sum of the first {n} terms."
        )
    tp, tq, last = a + (p - 1) * d, a + (q - 1) * d, a + (n - 1) * d
    total = n * (a + last) // 2
    answer = f"{total:,} {unit}" if unit else str(total)
    work = (
        rf"From term {p} to term {q} there are {q - p} steps, so $d = ({tq}{signed(-tp)}) \div {q - p} = {d}$."
        "\n"
        rf"The first term is ${tp} - {p - 1} \cdot {bracket(d)} = {a}$, and the {ordinal(n)} term is ${a} + {n - 1} "
        rf"\cdot {bracket(d)} = {last}$."
        "\n"
        rf"The sum is $\frac{{{n} \cdot ({a}{signed(last)})}}{{2}} = {total}$."
        "\n"
        f"The answer is {answer}."
    )
    return Draft(question, work, answer, {"p": p, "tp": tp, "q": q, "tq": tq, "n": n, "unit": unit})


def _arithmetic_last(rng: random.Random) -> Draft:
    """The sum is known, the last term is asked for."""
    scene, n, name = rng.randrange(3), rng.randint(9, 35), rng.choice(NAMES)
    a, d = rng.randint(5, 40), rng.randint(2, 9)
    total, last = n * (2 * a + (n - 1) * d) // 2, a + (n - 1) * d
    if scene == 0:
        question = (
            f"A stadium stand has {a} seats in its first row and {d} more in each further row than in the row before. "
            f"It has {total:,} seats in all. How many seats are in its last row?"
        )
        answer, unit = f"{last} seats", "seats"
    elif scene == 1:
        question = (
            f"{name} pays back a loan of {money(total)} without interest. The first payment is {money(a)}, and each "
            f"further payment is {money(d)} larger than the one before. How large is the last payment?"
        )
        answer, unit = money(last), "dollars"
    else:
        question = (
            f"The terms of the finite arithmetic sequence {a}, {a + d}, {a + 2 * d}, ... have the sum {total:,}. What "
            "is the last term?"
        )
        answer, unit = str(last), ""
    lead = rf"\frac{{n \cdot (2 \cdot {a} + (n - 1) \cdot {d})}}{{2}} = {total}"
    work = (
        f"With $n$ terms the sum is ${lead}$.\nThis means ${polynomial((d, 2 * a - d, -2 * total), 'n')} = 0$, whose "
        f"only positive root is $n = {n}$.\n"
        rf"The last term is ${a} + {n - 1} \cdot {d} = {last}$."
        "\n"
        f"The answer is {answer}."
    )
    return Draft(question, work, answer, {"first": a, "step": d, "total": total, "unit": unit})


def _arithmetic_sequence(rng: random.Random, difficulty: Difficulty) -> Draft:
    return (_arithmetic_sum, _arithmetic_two_terms, _arithmetic_last)[difficulty - 1](rng)


def _geometric_sum(rng: random.Random) -> Draft:
    scene, r, name = rng.randrange(3), rng.randint(2, 4), rng.choice(NAMES)
    n = rng.randint(4, {2: 10, 3: 7, 4: 6}[r])
    word = {2: "twice", 3: "three times", 4: "four times"}[r]
    if scene == 0:
        a, n, unit = rng.randint(2, 25), rng.randint(3, {2: 8, 3: 6, 4: 5}[r]), "people"
        question = (
            f"{name} tells {a} people about a street party. Every day after that, {word} as many people hear about it "
            f"for the first time as on the day before. How many people hear about it in {n} days, counting the first?"
        )
    elif scene == 1:
        a, unit = rng.randint(2, 40), "dollars"
        question = (
            f"In a quiz show the first correct answer wins {money(a)}, and each further correct answer wins {word} as "
            f"much as the one before. How much do {n} correct answers win altogether?"
        )
    else:
        a, r, unit = rng.choice((-1, 1)) * rng.randint(1, 12), rng.choice((-4, -3, -2, 2, 3, 4, 5)), ""
        n = rng.randint(4, 9 if abs(r) == 2 else 6)
        question = (
            f"A geometric sequence has the first term {a} and the common ratio {r}. What is the sum of its first {n} "
            "terms?"
        )
    last, total = a * r ** (n - 1), a * (r**n - 1) // (r - 1)
    answer = money(total) if unit == "dollars" else f"{total:,} {unit}" if unit else str(total)
    work = (
        rf"The {ordinal(n)} term is ${a} \cdot {power(bracket(r), n - 1)} = {last}$."
        "\n"
        rf"The sum is $\frac{{{a} \cdot ({power(bracket(r), n)} - 1)}}{{{r} - 1}} = {total}$."
        "\n"
        f"The answer is {answer}."
    )
    return Draft(question, work, answer, {"first": a, "ratio": r, "n": n, "unit": unit})


def _geometric_two_terms(rng: random.Random) -> Draft:
    scene, r, p = rng.randrange(3), rng.randint(2, 4), rng.randint(2, 4)
    q, name = p + rng.randint(2, 3), rng.choice(NAMES)
    n = rng.randint(q + 1, max(q + 1, {2: 10, 3: 8, 4: 7}[r]))
    a = rng.randint(1, 20)
    tp, tq = a * r ** (p - 1), a * r ** (q - 1)
    if scene == 0:
        unit = "members"
        question = (
            "Every month a new online club wins the same multiple of the number of new members that it won in the "
            f"month before. In month {p} it wins {tp:,} new members, in month {q} it wins {tq:,}. How many members "
            f"does it win in its first {n} months?"
        )
    elif scene == 1:
        unit, last = "cm", 1000
        while last > 400:
            a, r, p = rng.randint(1, 30), rng.randint(2, 3), rng.randint(1, 3)
            q, n = p + 2, p + rng.randint(3, 4)
            last = a * r ** (n - 1)
        tp, tq = a * r ** (p - 1), a * r ** (q - 1)
        question = (
            f"{name} chalks a spiral of straight pieces, each longer than the one before by the same factor. Piece {p} "
            f"is {tp} cm long and piece {q} is {tq:,} cm. How long are the first {n} pieces together?"
        )
    else:
        unit = ""
        r = rng.randint(2, 5)
        tp, tq, n = a * r ** (p - 1), a * r ** (q - 1), q + rng.randint(1, 2)
        question = (
            f"The {ordinal(p)} term of a geometric sequence with positive terms is {tp} and the {ordinal(q)} term is "
            f"{tq}. Find the sum of the first {n} terms."
        )
    total = a * (r**n - 1) // (r - 1)
    answer = f"{total:,} {unit}" if unit else str(total)
    work = (
        rf"From term {p} to term {q} the ratio acts {q - p} times: $r^{q - p} = {tq} \div {tp} = {tq // tp}$, so $r = "
        f"{r}$."
        "\n"
        rf"The first term is ${tp} \div {power(r, p - 1)} = {a}$."
        "\n"
        rf"The sum is $\frac{{{a} \cdot ({power(r, n)} - 1)}}{{{r} - 1}} = {total}$."
        "\n"
        f"The answer is {answer}."
    )
    return Draft(question, work, answer, {"p": p, "tp": tp, "q": q, "tq": tq, "n": n, "unit": unit})


def _geometric_endless(rng: random.Random) -> Draft:
    scene, bottom = rng.randrange(3), rng.randint(3, 9)
    top = rng.randint(1 if scene == 2 else bottom // 2 + 1, bottom - 1)
    r = Fraction(top, bottom)
    top, bottom = r.numerator, r.denominator
    shown, a = fraction(r), rng.randint(2, 60)
    if scene == 0:
        thing = rng.choice(("rubber ball", "table-tennis ball", "basketball"))
        total = a + 2 * a * r / (1 - r)
        answer = f"{maths(total)} dm"
        question = (
            f"A {thing} is dropped from a height of {a} dm. After each bounce it rises to ${shown}$ of the height from "
            "which it last fell. How far does it travel in all, if it bounces without end?"
        )
        work = (
            rf"The falls form a geometric series with the first term {a} and the ratio ${shown}$: $\frac{{{a}}}{{1 - "
            f"{shown}}} = {fraction(a / (1 - r))}$."
            "\n"
            f"The rises are the falls without the first one: ${fraction(a / (1 - r))} - {a} = "
            f"{fraction(a * r / (1 - r))}$.\nTogether this is {answer}."
        )
        return Draft(question, work, answer, {"ask": "ball", "first": a, "top": top, "bottom": bottom})
    if scene == 1:
        total = a / (1 - r)
        answer = f"{maths(total)} cm"
        thing = rng.choice(("pendulum", "garden swing", "hanging lamp"))
        question = (
            f"On its first swing the end of a {thing} moves {a} cm. Each further swing is ${shown}$ as long as the one "
            "before. What total distance do the swings come near to, as they go on without end?"
        )
        work = (
            f"The swings form a geometric series with the first term {a} and the ratio ${shown}$.\n"
            rf"As the ratio is less than 1, the sum is $\frac{{{a}}}{{1 - {shown}}} = {fraction(total)}$."
            "\n"
            f"The answer is {answer}."
        )
        return Draft(question, work, answer, {"ask": "swing", "first": a, "top": top, "bottom": bottom})
    a = a * (bottom - top)
    total, n = a / (1 - r), rng.randint(3, 5)
    term = a * r ** (n - 1)
    answer = maths(term)
    question = (
        f"An infinite geometric series has the first term {a} and the sum {total}. What is its {ordinal(n)} term?"
    )
    work = (
        rf"$\frac{{{a}}}{{1 - r}} = {total}$ gives $1 - r = {fraction(1 - r)}$, so $r = {shown}$."
        "\n"
        rf"The {ordinal(n)} term is ${a} \cdot \left({shown}\right)^{n - 1} = {fraction(term)}$."
        "\n"
        f"The answer is {answer}."
    )
    return Draft(question, work, answer, {"ask": "term", "first": a, "sum": int(total), "n": n})


def _geometric_sequence(rng: random.Random, difficulty: Difficulty) -> Draft:
    return (_geometric_sum, _geometric_two_terms, _geometric_endless)[difficulty - 1](rng)


FAMILIES: tuple[Family, ...] = (
    Family("arithmetic-sequence", "Terms and sums of arithmetic sequences", ("Arithmetic sequences",),
           ("General term of an arithmetic sequence", "Sum of an arithmetic series"), ("middle", "high", "high"),
           _arithmetic_sequence),
    Family("geometric-sequence", "Terms and sums of geometric sequences", ("Geometric sequences",),
           ("General term of a geometric sequence", "Sum of a geometric series"), ("high", "high", "high"),
           _geometric_sequence),
)  # fmt: skip
