"""Remainders of powers, choices of groups, and draws without replacement."""

import random
from fractions import Fraction
from math import comb, gcd

from mathscale_core.families.algebra_text import NAMES, fraction
from mathscale_core.families.family import Difficulty, Draft, Family

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WOMEN = ("Amara", "Chiara", "Elif", "Greta", "Hinata", "Ines", "Nadia", "Priya", "Rosa", "Zofia")
_MEN = ("Bogdan", "Dinesh", "Farid", "Jakub", "Kwame", "Mateo", "Sipho", "Tuan", "Wei", "Yusuf")
_WORDS = ("zero", "one", "two", "three", "four", "five", "six")


def _order(a: int, m: int) -> int:
    """The smallest positive t with a^t = 1 modulo m, 0 where there is none."""
    return next((t for t in range(1, m) if pow(a, t, m) == 1), 0)


def _base(rng: random.Random, m: int, low: int, high: int) -> int:
    """A base whose powers modulo m repeat after 3 to 12 steps."""
    return rng.choice([a for a in range(low, high) if gcd(a, m) == 1 and 3 <= _order(a, m) <= 12])


def _other_base(rng: random.Random, m: int, high: int, a: int) -> int:
    b = a
    while b == a:
        b = _base(rng, m, 3, high)
    return b


def _reduced(value: int, m: int) -> str:
    return "" if value < m else f" \\equiv {value % m} \\pmod{{{m}}}"


def _power_steps(a: int, n: int, m: int) -> tuple[str, int]:
    """The sentences that reduce a^n modulo m, and the result."""
    r, value = a % m, pow(a, n, m)
    if r == 1:
        return f"Modulo {m}, ${a} \\equiv 1$, so ${a}^{{{n}}} \\equiv 1$.", 1
    t = _order(r, m)
    q, s = divmod(n, t)
    powers = ", ".join(str(pow(r, i, m)) for i in range(1, t + 1))
    same = "" if a == r else f"${a} \\equiv {r}$, and "
    return (
        f"Modulo {m}, {same}the powers of ${r}$ are ${powers}$ and then repeat with period {t}.\n"
        f"From ${n} = {q} \\cdot {t} + {s}$ it follows that ${a}^{{{n}}} \\equiv {r}^{{{s}}} \\equiv {value}$."
    ), value


def _power_remainder(rng: random.Random, difficulty: Difficulty) -> Draft:
    scene = rng.choice((0, 0, 1, 1, 2, 2, 3))
    m = {2: 7, 3: 10}.get(scene) or rng.choice(
        (5, 7, 9, 11, 13) if difficulty == 1 else (11, 13, 14, 17, 18, 19, 21, 26)
    )
    low, high = (2, m + 9) if difficulty == 1 else (3, 60)
    a, n = _base(rng, m, low, high), rng.randint(20, 99) if difficulty == 1 else rng.randint(40, 300)
    parameters: dict[str, int | str] = {"a": a, "n": n}
    if difficulty == 1:
        formula = f"{a}^{{{n}}}"
        work, value = _power_steps(a, n, m)
    elif difficulty == 2:
        b, k = _other_base(rng, m, high, a), rng.randint(40, 300)
        formula = f"{a}^{{{n}}} + {b}^{{{k}}}"
        first, v = _power_steps(a, n, m)
        second, w = _power_steps(b, k, m)
        value = (v + w) % m
        work = f"{first}\n{second}\nThe sum is congruent to ${v} + {w} = {v + w}{_reduced(v + w, m)}$."
        parameters |= {"b": b, "k": k}
    elif rng.random() < 0.5:
        t = _order(a, m)
        b, k = rng.choice([b for b in range(2, 30) if gcd(b, t) == 1 and b % t != 1] or [t + 1]), rng.randint(11, 99)
        formula = f"{a}^{{{b}^{{{k}}}}}"
        inner, s = _power_steps(b, k, t)
        value = pow(a, s, m)
        powers = ", ".join(str(pow(a, i, m)) for i in range(1, t + 1))
        work = (
            f"Modulo {m}, the powers of ${a}$ are ${powers}$ and then repeat with period {t}, so the exponent counts "
            f"modulo {t}.\n{inner}\nHence ${formula} \\equiv {a}^{{{s}}} \\equiv {value} \\pmod{{{m}}}$."
        )
        parameters = {"a": a, "b": b, "k": k}
    else:
        b, k, c = _other_base(rng, m, high, a), rng.randint(40, 300), rng.randint(2, 90)
        formula = rf"{a}^{{{n}}} \cdot {b}^{{{k}}} + {c}"
        first, v = _power_steps(a, n, m)
        second, w = _power_steps(b, k, m)
        value = (v * w + c) % m
        work = f"{first}\n{second}\nTogether this is ${v} \\cdot {w} + {c} = {v * w + c}{_reduced(v * w + c, m)}$."
        parameters |= {"b": b, "k": k, "c": c}
    answer = str(value)
    if scene == 2:
        today = rng.randrange(7)
        answer = _DAYS[(today + value) % 7]
        question = f"Today is {_DAYS[today]}. Which day of the week will it be in ${formula}$ days?"
        later = f"the day is {value} days after {_DAYS[today]}" if value > 1 else "the day is the next one"
        end = f"The week repeats after 7 days, so {later if value else 'it is the same day again'}: it is {answer}."
        return Draft(question, f"{work}\n{end}", answer, {"ask": "day", **parameters, "day": _DAYS[today]})
    if scene == 3:
        question = f"What is the last digit of the number ${formula}$?"
        return Draft(question, f"The last digit is the remainder modulo 10.\n{work}\nThe last digit is "
                               f"{answer}.", answer,
                     {"ask": "digit", **parameters})  # fmt: skip
    if scene == 0:
        question = f"What is the remainder when ${formula}$ is divided by {m}?"
        end = f"The remainder is {answer}."
    else:
        question = (
            f"A dial has {m} positions, numbered from 0 to {m - 1} around a circle. Its pointer stands at 0 and is "
            f"moved forward by ${formula}$ positions. At which number does it stop?"
        )
        end = f"Every {m} positions the pointer is back at 0, so it stops at {answer}."
    return Draft(question, f"{work}\n{end}", answer, {"ask": ("remainder", "dial")[scene], **parameters, "m": m})


def _choose(n: int, k: int) -> str:
    return rf"\binom{{{n}}}{{{k}}}"


def _reduces(part: int, whole: int) -> str:
    """A quotient and its lowest terms, where these differ."""
    lowest, written = fraction(Fraction(part, whole)), rf"\frac{{{part}}}{{{whole}}}"
    return written if lowest == written else f"{written} = {lowest}"


def _product(w: int, j: int, m: int, k: int) -> str:
    return rf"{_choose(w, j)} \cdot {_choose(m, k)}"


def _exact_choice(rng: random.Random) -> Draft:
    scene, w, m = rng.randrange(3), rng.randint(4, 12), rng.randint(4, 12)
    j, k = rng.randint(2, min(5, w - 1)), rng.randint(2, min(5, m - 1))
    total = comb(w, j) * comb(m, k)
    club = rng.choice(("choir", "chess club", "rowing club", "village council", "theater group", "hiking club"))
    kinds, extras, dish = rng.choice((("vegetables", "sauces", "rice bowl"), ("fruits", "kinds of nuts", "salad"),
                                      ("roses", "tulips", "bouquet"), ("spices", "herbs", "tea blend")))  # fmt: skip
    question = (
        f"A {club} has {w} women and {m} men. In how many ways can a committee of {j} women and {k} men be chosen?",
        f"Part A of an exam has {w} questions and part B has {m} questions. Every student answers exactly {j} "
        f"questions of part A and {k} questions of part B. How many different choices of questions are there?",
        f"{rng.choice(NAMES)} can choose from {w} different {kinds} and {m} different {extras}. A {dish} consists of "
        f"{j} of the {kinds} and {k} of the {extras}. How many different {dish}s are possible?",
    )[scene]
    work = (
        f"The order does not matter, so there are ${_choose(w, j)} = {comb(w, j)}$ choices from the first group and "
        f"${_choose(m, k)} = {comb(m, k)}$ from the second.\nEach choice of one goes with each of the other: "
        f"${comb(w, j)} \\cdot {comb(m, k)} = {total}$.\nThe number of choices is {total}."
    )
    ask = ("committee", "exam", "dish")[scene]
    return Draft(question, work, str(total), {"ask": ask, "first": w, "second": m, "take first": j, "take second": k})


def _choice_by_cases(rng: random.Random) -> Draft:
    scene, w, m, s = rng.randrange(3), rng.randint(5, 9), rng.randint(5, 9), rng.choice((4, 5))
    numbers: dict[str, int] = {"first": w, "second": m, "size": s}
    if scene == 0:
        j = rng.randint(2, s - 1)
        cases, numbers["least"] = range(j, s + 1), j
        club = rng.choice(("choir", "chess club", "rowing club", "village council", "theater group", "hiking club"))
        question = (
            f"A {club} has {w} women and {m} men. A committee of {s} members is to be chosen that includes at least "
            f"{j} women. How many such committees are possible?"
        )
    elif scene == 1:
        s += 1
        j, k = rng.choice(((2, 1), (1, 2), (2, 2), (3, 1), (1, 3)))
        cases = range(j, s - k + 1)
        numbers |= {"size": s, "least": j, "least second": k}
        question = (
            f"An exam has {w} questions in part A and {m} questions in part B. A student must answer {s} questions "
            f"in all, with at least {j} from part A and at least {k} from part B. In how many ways can the questions "
            "be chosen?"
        )
    else:
        cases = range(s // 2 + 1, s + 1)
        kinds, extras, pack = rng.choice((("novels", "comics", "parcel"), ("mangoes", "melons", "basket"),
                                          ("stamps", "coins", "set"), ("ferns", "cacti", "box")))  # fmt: skip
        question = (
            f"{rng.choice(NAMES)} has {w} different {kinds} and {m} different {extras} and gives away a {pack} of "
            f"{s} of these things, with more {kinds} than {extras}. How many different choices are there?"
        )
    counts = [comb(w, x) * comb(m, s - x) for x in cases]
    total = sum(counts)
    parts = " + ".join(_product(w, x, m, s - x) for x in cases)
    work = (
        f"Take {', '.join(str(x) for x in cases[:-1])} or {cases[-1]} of the first kind and the rest of the second, "
        f"and add the cases:\n${parts}$\n$= {' + '.join(map(str, counts))} = {total}$.\nThe number of choices is "
        f"{total}."
    )
    return Draft(question, work, str(total), {"ask": ("at least", "both parts", "more")[scene], **numbers})


def _choice_with_condition(rng: random.Random) -> Draft:
    scene, w, m = rng.randrange(3), rng.randint(5, 10), rng.randint(5, 10)
    j, k = rng.randint(2, 3), rng.randint(2, 3)
    numbers = {"first": w, "second": m, "take first": j, "take second": k}
    every, part = comb(w, j) * comb(m, k), comb(w - 1, j - 1) * comb(m - 1, k - 1)
    if scene == 0:
        she, he = rng.choice(_WOMEN), rng.choice(_MEN)
        club = rng.choice(("choir", "school board", "rowing club", "village council", "theater group", "hiking club"))
        question = (
            f"A {club} has {w} women and {m} men, among them {she} and {he}. A committee of {j} women and {k} men is "
            f"to be chosen, but {she} and {he} refuse to serve together. How many committees are "
            "possible?"
        )
        work = (
            f"Without the condition there are ${_product(w, j, m, k)} = {every}$ committees.\nIn "
            f"${_product(w - 1, j - 1, m - 1, k - 1)} = {part}$ of them both {she} and {he} serve.\nThere remain "
            f"${every} - {part} = {every - part}$, so the answer is {every - part}."
        )
        return Draft(question, work, str(every - part), {"ask": "refuse", **numbers})
    if scene == 1:
        s = rng.randint(3, 5)
        total = sum(x * comb(w, x) * comb(m, s - x) for x in range(1, s))
        groups = (
            ("doctors", "engineers", "polar trip"),
            ("divers", "sailors", "voyage"),
            ("pilots", "medics", "flight"),
            ("teachers", "parents", "school trip"),
        )
        first, second, trip = rng.choice(groups)
        question = (
            f"From {w} {first} and {m} {second} a team of {s} persons is chosen for a {trip}, with at least one of "
            f"each group. One of the {first} in the team is then named as its leader. In how many ways can this be "
            "done?"
        )
        terms = " + ".join(f"{x} \\cdot {_product(w, x, m, s - x)}" for x in range(1, s))
        work = (
            f"With $x$ {first} in the team there are $\\binom{{{w}}}{{x}} \\cdot \\binom{{{m}}}{{{s} - x}}$ teams "
            f"and $x$ choices of the leader, for $x = 1$ to $x = {s - 1}$.\nThe sum is ${terms}$\n$= "
            f"{' + '.join(str(x * comb(w, x) * comb(m, s - x)) for x in range(1, s))} = {total}$.\nThe number of "
            f"ways is {total}."
        )
        return Draft(question, work, str(total), {"ask": "leader", "first": w, "second": m, "size": s})
    without = comb(w - 2, j)
    total = (comb(w, j) - without) * comb(m, k)
    question = (
        f"An exam has {w} questions in part A and {m} questions in part B. A student has to answer exactly {j} "
        f"questions of part A, at least one of them among the first two of that part, and exactly {k} questions of "
        "part B. How many choices of questions are allowed?"
    )
    work = (
        f"For part A there are ${_choose(w, j)} = {comb(w, j)}$ choices; ${_choose(w - 2, j)} = {without}$ of them "
        f"avoid the first two questions, so ${comb(w, j)} - {without} = {comb(w, j) - without}$ are allowed.\nFor "
        f"part B there are ${_choose(m, k)} = {comb(m, k)}$ choices.\nTogether: ${comb(w, j) - without} \\cdot "
        f"{comb(m, k)} = {total}$, so the answer is {total}."
    )
    return Draft(question, work, str(total), {"ask": "first two", **numbers})


def _committees(rng: random.Random, difficulty: Difficulty) -> Draft:
    return (_exact_choice, _choice_by_cases, _choice_with_condition)[difficulty - 1](rng)


def _two_alike(rng: random.Random) -> Draft:
    scene, r, b = rng.randrange(3), rng.randint(3, 16), rng.randint(3, 16)
    one, two = rng.sample(("red", "blue", "green", "white", "black", "yellow"), 2)
    sweet, other = rng.sample(("mint", "lemon", "honey", "cherry", "ginger"), 2)
    group = rng.choice(("class", "youth orchestra", "drama group", "quiz team", "swimming club"))
    question, what = (
        (f"A bag holds {r} {one} and {b} {two} balls. Two balls are drawn at random without replacement. What is the "
         f"probability that both are {one}?", "balls"),
        (f"A jar contains {r} {sweet} drops and {b} {other} drops. {rng.choice(NAMES)} takes out two at random, one "
         "after "
         f"the other, and eats them. What is the probability that both are {sweet} drops?", "drops"),
        (f"A {group} consists of {r} girls and {b} boys. Two different children are picked at random to make a speech. "
         "What "
         "is the probability that both are girls?", "children"),
    )[scene]  # fmt: skip
    value = Fraction(comb(r, 2), comb(r + b, 2))
    work = (
        f"There are ${_choose(r + b, 2)} = {comb(r + b, 2)}$ equally likely pairs of {what}.\nOf these "
        f"${_choose(r, 2)} = {comb(r, 2)}$ are favorable.\nThe probability is "
        f"${_reduces(comb(r, 2), comb(r + b, 2))}$."
    )
    return Draft(
        question, work, f"${fraction(value)}$", {"ask": ("balls", "drops", "children")[scene], "first": r, "second": b}
    )


def _some_of_them(rng: random.Random) -> Draft:
    scene, r, b = rng.randrange(3), rng.randint(4, 14), rng.randint(4, 14)
    one, two = rng.sample(("red", "blue", "green", "white", "black", "yellow"), 2)
    group = rng.choice(("class", "youth orchestra", "drama group", "debating club", "swimming club"))
    n, j = rng.choice(((3, 1), (3, 2), (4, 2), (4, 1), (4, 3)))
    numbers: dict[str, int | str] = {"first": r, "second": b, "drawn": n}
    every = comb(r + b, n)
    if scene == 1:
        thing = rng.choice(("lamps", "batteries", "fuses", "microchips"))
        b = rng.randint(2, 6)
        n = rng.choice((2, 3, 4))
        every = comb(r + b, n)
        question = (
            f"In a box there are {r} good and {b} faulty {thing}. {rng.choice(NAMES)} takes out {_WORDS[n]} of them at "
            "random. What is the probability that at least one of these is faulty?"
        )
        value, good = 1 - Fraction(comb(r, n), every), comb(r, n)
        work = (
            f"There are ${_choose(r + b, n)} = {every}$ equally likely choices.\n${_choose(r, n)} = {good}$ of them "
            f"have no faulty piece, so ${every} - {good} = {every - good}$ have at least one.\nThe probability is "
            f"${_reduces(every - good, every)}$."
        )
        return Draft(
            question, work, f"${fraction(value)}$", {"ask": "faulty", "first": r, "second": b, "drawn": _WORDS[n]}
        )
    if scene == 0:
        question = (
            f"A bag holds {r} {one} and {b} {two} balls. Without replacement, {n} balls are drawn at random. What is "
            f"the probability that exactly {j} of them {'is' if j == 1 else 'are'} {one}?"
        )
        numbers |= {"ask": "exactly", "wanted": j}
    else:
        n, j = rng.choice(((2, 1), (4, 2), (6, 3)))
        every = comb(r + b, n)
        numbers |= {"ask": "equally", "drawn": _WORDS[n]}
        r, b = (r + 2, b + 2) if n == 6 else (r, b)
        every, numbers["first"], numbers["second"] = comb(r + b, n), r, b
        question = (
            f"A {group} consists of {r} girls and {b} boys. By lot, {_WORDS[n]} of them are chosen for a trip. What "
            "is the probability that as many girls as boys are chosen?"
        )
    count = comb(r, j) * comb(b, n - j)
    value = Fraction(count, every)
    work = (
        f"There are ${_choose(r + b, n)} = {every}$ equally likely choices.\nFavorable are those with {j} of the "
        f"first kind and {n - j} of the second: ${_product(r, j, b, n - j)} = {count}$.\nThe probability is "
        f"${_reduces(count, every)}$."
    )
    return Draft(question, work, f"${fraction(value)}$", numbers)


def _three_kinds(rng: random.Random) -> Draft:
    scene, r, b, g = rng.randrange(3), rng.randint(3, 9), rng.randint(3, 9), rng.randint(3, 9)
    one, two, three = rng.sample(("red", "blue", "green", "white", "black", "yellow"), 3)
    numbers: dict[str, int | str] = {"first": r, "second": b, "third": g}
    every = comb(r + b + g, 3)
    if scene == 0:
        question = (
            f"An urn holds {r} {one}, {b} {two} and {g} {three} balls. Three balls are drawn at random without "
            "replacement. What is the probability that they have three different colors?"
        )
        count, numbers["ask"] = r * b * g, "different"
        favorable = f"Take one ball of each color: ${r} \\cdot {b} \\cdot {g} = {count}$ favorable choices."
    elif scene == 1:
        thing = rng.choice(("colored pencils", "glass beads", "socks", "paper lanterns"))
        question = (
            f"In a drawer lie {r} {one}, {b} {two} and {g} {three} {thing}. {rng.choice(NAMES)} takes out three of "
            "them in the dark. What is the probability that all three have the same color?"
        )
        parts = [comb(x, 3) for x in (r, b, g)]
        count, numbers["ask"] = sum(parts), "same"
        favorable = (
            f"By color there are ${' + '.join(_choose(x, 3) for x in (r, b, g))} = {' + '.join(map(str, parts))} = "
            f"{count}$ favorable choices."
        )
    else:
        n = rng.randint(8, 60)
        odd, even = (n + 1) // 2, n // 2
        every, numbers = comb(n, 3), {"ask": "odd sum", "cards": n}
        question = (
            f"Cards with the numbers from 1 to {n}, each number once, are shuffled, and {rng.choice(NAMES)} draws "
            "three of them without replacement. What is the probability that the sum of the three numbers is odd?"
        )
        count = comb(odd, 3) + odd * comb(even, 2)
        favorable = (
            f"There are {odd} odd and {even} even numbers. The sum is odd for three odd numbers or for one odd and "
            f"two even ones: ${_choose(odd, 3)} + {odd} \\cdot {_choose(even, 2)} = {comb(odd, 3)} + "
            f"{odd * comb(even, 2)} = {count}$ favorable choices."
        )
    value = Fraction(count, every)
    total = r + b + g if scene < 2 else int(numbers["cards"])
    work = (
        f"There are ${_choose(total, 3)} = {every}$ equally likely choices.\n{favorable}\nThe probability is "
        f"${_reduces(count, every)}$."
    )
    return Draft(question, work, f"${fraction(value)}$", numbers)


def _without_replacement(rng: random.Random, difficulty: Difficulty) -> Draft:
    return (_two_alike, _some_of_them, _three_kinds)[difficulty - 1](rng)


FAMILIES: tuple[Family, ...] = (
    Family("power-remainder", "Remainders of powers", ("Modular arithmetic",), ("Congruences",),
           ("high", "high", "competition"), _power_remainder),
    Family("committees", "Choosing from two groups", ("Permutations and combinations",),
           ("Combinations", "Multiplication principle"), ("high", "high", "competition"), _committees),
    Family("without-replacement", "Drawing without replacement", ("Probability",),
           ("Classical probability", "Combinations"), ("high", "high", "college"), _without_replacement),
)  # fmt: skip
