"""Functions: composition and inverse, growth and decay, logarithms."""

import random
from fractions import Fraction

from mathscale_core.families.algebra_text import NAMES, count, fraction, money, polynomial, power
from mathscale_core.families.family import Difficulty, Draft, Family


def _nonzero(rng: random.Random, size: int) -> int:
    return rng.choice((-1, 1)) * rng.randint(1, size)


def _rational_composition(rng: random.Random) -> Draft:
    """F is a quotient of linear functions, g is linear."""
    ask = rng.choice(("match", "chain"))
    while True:
        a, b, c, d = rng.randint(1, 6), _nonzero(rng, 9), rng.randint(1, 4), _nonzero(rng, 9)
        p, q, k = rng.randint(2, 6), _nonzero(rng, 9), _nonzero(rng, 8)
        target = p * k + q if ask == "match" else k
        if a * d - b * c == 0 or a - c * target == 0:
            continue
        inverse = Fraction(d * target - b, a - c * target)
        result = inverse if ask == "match" else (inverse - q) / p
        if result.denominator <= 9 and abs(result.numerator) <= 60 and c * inverse + d != 0:
            break
    top, bottom, g = polynomial((a, b)), polynomial((c, d)), polynomial((p, q))
    functions = rf"$f(x) = \frac{{{top}}}{{{bottom}}}$ and $g(x) = {g}$"
    name = rng.choice(NAMES)
    question = rng.choice(
        (
            f"Let {functions}. Find $f^{{-1}}(g({k}))$."
            if ask == "match"
            else rf"Let {functions}, and let $h = f \circ g$. Find $h^{{-1}}({k})$.",
            f"Let {functions}. The point with $x$-coordinate {k} on the graph of $g$ has the same height as a point of "
            "the graph of $f$. What is the $x$-coordinate of that point?"
            if ask == "match"
            else f"Let {functions}. For which real number $x$ is $f(g(x)) = {k}$?",
            f"Two machines work by the rules {functions}. {name} feeds {k} to the second machine. Which number must be "
            "fed to the first machine to get the same output?"
            if ask == "match"
            else f"Two machines work by the rules {functions}. {name} feeds a number to the second machine and its "
            f"output to the first machine, which then shows {k}. Which number was it?",
        )
    )
    start = (
        [f"$g({k}) = {target}$."]
        if ask == "match"
        else [f"First find $y$ with $f(y) = {k}$, then $x$ with $g(x) = y$."]
    )
    steps = [
        *start,
        rf"$\frac{{{polynomial((a, b), 'y')}}}{{{polynomial((c, d), 'y')}}} = {target}$ gives "
        f"${polynomial((a, b), 'y')} = {polynomial((c * target, d * target), 'y')}$, so $y = {fraction(inverse)}$.",
    ]
    if ask == "chain":
        steps.append(f"${g} = {fraction(inverse)}$ gives $x = {fraction(result)}$.")
    answer = f"${fraction(result)}$" if result.denominator > 1 else str(result)
    parameters: dict[str, int | str] = {"ask": ask, "a": a, "b": b, "c": c, "d": d, "p": p, "q": q, "k": k}
    return Draft(question, "\n".join([*steps, f"The answer is {answer}."]), answer, parameters)


def _composition_inverse(rng: random.Random, difficulty: Difficulty) -> Draft:
    if difficulty == 3:
        return _rational_composition(rng)
    story = rng.random() < 0.34
    a, p = rng.sample(range(2, 6 if story else 10), 2)
    b, q = (rng.randint(1, 12), rng.randint(1, 12)) if story else (_nonzero(rng, 12), _nonzero(rng, 12))
    f, g, name = polynomial((a, b)), polynomial((p, q)), rng.choice(NAMES)
    if difficulty == 1:
        while True:
            k = rng.randint(2, 20)
            x, rest = divmod(p * k + q - b, a)
            if rest == 0 and (x > 0 or not story):
                break
            a, p = rng.sample(range(2, 6 if story else 10), 2)
            f, g = polynomial((a, b)), polynomial((p, q))
        answer = count(x, "kilometer") if story else str(x)
        question = (
            f"A ride of $x$ kilometers costs $f(x) = {f}$ dollars with one taxi firm and $g(x) = {g}$ dollars with "
            f"another. How far can {name} ride with the first firm for the price that the second firm charges for {k} "
            "kilometers?"
            if story
            else rng.choice(
                (
                    f"Let $f(x) = {f}$ and $g(x) = {g}$. Find $f^{{-1}}(g({k}))$.",
                    f"Machine $F$ turns each number $x$ into ${f}$, machine $G$ turns $x$ into ${g}$. {name} feeds "
                    f"{k} to machine $G$. Which number must be fed to machine $F$ to get the same output?",
                )
            )
        )
        work = (
            f"$g({k}) = {p * k + q}$.\n$f^{{-1}}$ undoes $f$: ${f} = {p * k + q}$ gives ${polynomial((a, 0))} = "
            f"{p * k + q - b}$, so $x = {x}$.\nSo $f^{{-1}}(g({k})) = {x}$, and the answer is {answer}."
        )
        return Draft(
            question, work, answer, {"ask": "ride" if story else "match", "a": a, "b": b, "p": p, "q": q, "k": k}
        )
    if story:  # a print shop doubles or triples what a job costs it
        a = rng.randint(2, 3)
        f = polynomial((a, b))
    x = rng.randint(8, 60) if story else rng.choice((-1, 1)) * rng.randint(2, 15)
    y = p * x + q
    k = a * y + b
    answer = count(x, "poster") if story else str(x)
    question = (
        f"A print shop pays $g(x) = {g}$ dollars to make $x$ posters. For a job that costs the shop $x$ dollars it "
        f"charges $f(x) = {f}$ dollars. A customer is charged {money(k)}. How many posters were printed?"
        if story
        else rng.choice(
            (
                rf"Let $f(x) = {f}$ and $g(x) = {g}$, and let $h = f \circ g$. Find $h^{{-1}}({k})$.",
                f"Machine $F$ turns each number $x$ into ${f}$, machine $G$ turns $x$ into ${g}$. {name} feeds a "
                f"number to machine $G$ and feeds the output of $G$ to machine $F$, which shows {k}. What was the "
                "number?",
                f"In a secret code every integer is first changed by $g(x) = {g}$, and the result is then "
                f"changed by $f(x) = {f}$. Which number is written as ${k}$ in this code?",
            )
        )
    )
    work = (
        f"$h(x) = f(g(x)) = {a}({g}) {'+' if b > 0 else '-'} {abs(b)} = {polynomial((a * p, a * q + b))}$.\n"
        f"The inverse solves ${polynomial((a * p, a * q + b))} = {k}$, so ${polynomial((a * p, 0))} = "
        f"{k - a * q - b}$.\n"
        f"So $x = {x}$, and the answer is {answer}."
    )
    return Draft(
        question, work, answer, {"ask": "posters" if story else "chain", "a": a, "b": b, "p": p, "q": q, "k": k}
    )


_ADVERBS = {2: "doubles", 3: "triples"}


def _periods(rng: random.Random) -> Draft:
    """The amount after whole periods of doubling, tripling or halving."""
    n, factor = rng.randint(3, 6), rng.choice((2, 3))
    scene = rng.randrange(3)
    if scene == 0:
        period, start = rng.randint(2, 9), 10 * rng.randint(3, 60)
        thing = rng.choice(("yeast cells", "bacteria", "algal cells"))
        end = start * factor**n
        question = (
            f"A sample contains {start} {thing}. Their number {_ADVERBS[factor]} every {period} hours. How many "
            f"{thing} are there after {period * n} hours?"
        )
        work = f"In {period * n} hours the number {_ADVERBS[factor]} {period * n} ÷ {period} = {n} times."
        shown, unit, time = rf"{start} \cdot {power(factor, n)}", f" {thing}", "hours"
        word: int | str = factor
    elif scene == 1:
        period, end = rng.randint(3, 28), rng.randint(2, 40)
        start, time, unit, word = end * 2**n, "days", " mg", "half"
        question = (
            f"A radioactive substance has a half-life of {period} days. How much of {start} mg is left after "
            f"{period * n} days?"
        )
        work = f"In {period * n} days the amount is halved {period * n} ÷ {period} = {n} times."
        shown = rf"{start} \cdot \left(\frac{{1}}{{2}}\right)^{{{n}}}"
    else:
        period, start, time, word = rng.randint(2, 7), 10 * rng.randint(4, 90), "days", factor
        end, unit = start * factor**n, " views"
        question = (
            f"A video has {start} views when it is first shared. Every {period} days its total number of views "
            f"{_ADVERBS[factor]}. How many views does it have {period * n} days later?"
        )
        work = f"In {period * n} days the number {_ADVERBS[factor]} {period * n} ÷ {period} = {n} times."
        shown = rf"{start} \cdot {power(factor, n)}"
    answer = f"{end:,}{unit}"
    parameters: dict[str, int | str] = {
        "ask": time,
        "start": start,
        "factor": word,
        "period": period,
        "time": period * n,
    }
    if scene == 0:
        parameters["unit"] = thing
    return Draft(question, f"{work}\n${shown} = {end}$.\nThe answer is {answer}.", answer, parameters)


def _percent_steps(rng: random.Random) -> Draft:
    """The amount after a few years of a constant percent change."""
    years, scene = rng.randint(2, 4), rng.randrange(3)
    while True:
        rate = rng.choice((5, 8, 10, 12, 15, 20, 25, 30)) if scene == 0 else rng.choice((2, 4, 5, 10, 15, 20))
        start = (200 if scene == 0 else 500 if scene == 1 else 100) * rng.randint(12, 120)
        factor = Fraction(100 - rate if scene != 1 else 100 + rate, 100)
        end = start * factor**years
        if (end * (100 if scene == 0 else 1)).denominator == 1:
            break
    if scene == 0:
        thing = rng.choice(("delivery van", "tractor", "printing machine", "motorcycle"))
        question = (
            f"A {thing} is bought for {money(start)}. Every year it loses {rate}% of the value it had at the start of "
            f"that year. What is it worth after {years} years?"
        )
        answer, ask = money(end), "value"
    elif scene == 1:
        place = rng.choice(("town", "university", "seaside resort"))
        who = {"university": "students"}.get(place, "inhabitants")
        question = (
            f"A {place} has {start:,} {who}, and their number grows by {rate}% every year. How many {who} does it have "
            f"after {years} years?"
        )
        answer, ask = f"{int(end):,} {who}", "growth"
    else:
        place = rng.choice(("lake", "bay", "lagoon"))
        question = (
            f"A {place} has a stock of {start:,} fish. Each year the stock shrinks by {rate}%. How many fish are left "
            f"after {years} years?"
        )
        answer, ask = f"{int(end):,} fish", "decay"
    sign = "lose" if scene != 1 else "gain"
    shown = f"{float(factor):g}"
    work = (
        f"To {sign} {rate}% means to multiply by {shown}.\n"
        f"After {years} years the factor is ${power(shown, years)}$.\n"
        rf"${start} \cdot {power(shown, years)} = {float(end):.2f}$.".replace(".00$", "$")
    )
    parameters: dict[str, int | str] = {"ask": ask, "start": start, "rate": rate, "years": years}
    if scene == 1:
        parameters["unit"] = who
    return Draft(question, f"{work}\nThe answer is {answer}.", answer, parameters)


def _unknown_time(rng: random.Random) -> Draft:
    """The time is asked for: two cultures that meet, a half-life, the first year below a value."""
    scene = rng.randrange(3)
    if scene == 0:
        h1, h2, j = 0, 0, 1
        while h1 >= h2 or (j * h1 * h2) % (h2 - h1):
            h1, h2, j = rng.randint(2, 12), rng.randint(3, 16), rng.randint(1, 5)
        t, first = j * h1 * h2 // (h2 - h1), 10 * rng.randint(2, 60)
        second, cell = first * 2**j, rng.choice(("bacteria", "yeast cells", "algae"))
        question = (
            f"Culture A starts with {first:,} {cell} and doubles every {h1} hours. Culture B starts with {second:,} "
            f"{cell} and doubles every {h2} hours. After how many hours are the two cultures equally large?"
        )
        work = (
            rf"After $t$ hours ${first} \cdot 2^{{t/{h1}}} = {second} \cdot 2^{{t/{h2}}}$."
            "\n"
            rf"Since ${second} = {first} \cdot {power(2, j)}$, this means $\frac{{t}}{{{h1}}} = {j} + "
            rf"\frac{{t}}{{{h2}}}$."
            "\n"
            f"So ${polynomial((h2, 0), 't')} = {j * h1 * h2} + {polynomial((h1, 0), 't')}$ and $t = {t}$."
        )
        answer = f"{t} hours"
        return Draft(
            question,
            f"{work}\nThe answer is {answer}.",
            answer,
            {"ask": "meet", "start1": first, "hours1": h1, "start2": second, "hours2": h2},
        )
    if scene == 1:
        n, period, left = rng.randint(3, 7), rng.randint(2, 30), rng.randint(2, 25)
        start, time = left * 2**n, n * period
        question = (
            f"Of {start:,} mg of a radioactive substance, {left} mg are left after {time} days. What is the half-life "
            "of the substance?"
        )
        answer = count(period, "day")
        work = (
            rf"${left} \div {start} = \frac{{1}}{{{2**n}}} = \left(\frac{{1}}{{2}}\right)^{{{n}}}$."
            "\n"
            rf"So {time} days are {n} half-lives: ${time} \div {n} = {period}$."
        )
        return Draft(
            question,
            f"{work}\nThe half-life is {answer}.",
            answer,
            {"ask": "half-life", "start": start, "left": left, "time": time},
        )
    start, rate = 500 * rng.randint(16, 100), rng.choice((10, 12, 15, 18, 20, 25, 30))
    limit, years, value = start * rng.choice((30, 35, 40, 45, 50, 55, 60)) // 100, 0, Fraction(start)
    values = []
    while value >= limit:
        years, value = years + 1, value * (100 - rate) / 100
        values.append(value)
    thing = rng.choice(("combine harvester", "camper van", "sailing boat", "milling machine"))
    question = (
        f"A {thing} that is bought for {money(start)} loses {rate}% of its current value every year. After how many "
        f"full years is it worth less than {money(limit)} for the first time?"
    )
    factor, answer = f"{(100 - rate) / 100:g}", count(years, "year")
    work = (
        rf"We look for the least $n$ with ${start} \cdot {factor}^n < {limit}$."
        "\n"
        f"After {count(years - 1, 'year')} the value is about "
        f"{_dollars(values[-2] if years > 1 else Fraction(start))}, after {count(years, 'year')} about "
        f"{_dollars(values[-1])}."
    )
    return Draft(
        question,
        f"{work}\nSo the answer is {answer}.",
        answer,
        {"ask": "below", "start": start, "rate": rate, "limit": limit},
    )


def _dollars(value: Fraction) -> str:
    return rf"\${round(value):,}"


def _growth_decay(rng: random.Random, difficulty: Difficulty) -> Draft:
    return (_periods, _percent_steps, _unknown_time)[difficulty - 1](rng)


FAMILIES: tuple[Family, ...] = (
    Family("composition-inverse", "Chained and undone functions", ("Functions",),
           ("Function composition", "Inverse functions", "Evaluating expressions"), ("high", "high", "high"),
           _composition_inverse),
    Family("growth-decay", "Growth and decay", ("Exponential functions",), ("Exponential growth and decay",),
           ("middle", "high", "high"), _growth_decay),
)  # fmt: skip
