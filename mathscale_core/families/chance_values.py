"""Causes told from their effects, and expected values of games."""

import random
from fractions import Fraction

from mathscale_core.families.algebra_text import NAMES, count, fraction, money
from mathscale_core.families.family import Difficulty, Draft, Family


def _quotient(part: Fraction, whole: Fraction) -> str:
    """The last line of a solution by Bayes' theorem."""
    return f"$\\frac{{{fraction(part)}}}{{{fraction(whole)}}} = {fraction(part / whole)}$"


def _percent(share: int) -> str:
    """A percentage as a fraction that is not reduced."""
    return rf"\frac{{{share}}}{{100}}"


def _bayes(paths: list[tuple[str, Fraction]], wanted: str, seen: str) -> tuple[str, str]:
    """Solution and answer from all paths (formula, chance) to what was seen; the first path is the wanted one."""
    part, whole = paths[0][1], sum((chance for _, chance in paths), Fraction(0))
    chances = " + ".join(fraction(chance) for _, chance in paths)
    work = (
        f"The probability of {wanted} together with {seen} is ${paths[0][0]} = {fraction(part)}$.\nBy the law of "
        f"total probability, the probability of {seen} is ${' + '.join(f for f, _ in paths)} = {chances} = "
        f"{fraction(whole)}$.\nBy Bayes' theorem, the probability asked for is {_quotient(part, whole)}."
    )
    return work, f"${fraction(part / whole)}$"


def _shares(*percents: int) -> tuple[str, Fraction]:
    """A product of percentages: formula and value."""
    value = Fraction(1)
    for p in percents:
        value *= Fraction(p, 100)
    return r" \cdot ".join(_percent(p) for p in percents), value


def _two_causes(rng: random.Random) -> Draft:
    scene, name = rng.randrange(3), rng.choice(NAMES)
    p, (a, b) = 5 * rng.randint(4, 16), rng.sample(range(1, 13), 2)
    if scene == 0:
        one, many = rng.choice((("lamp", "lamps"), ("bolt", "bolts"), ("tile", "tiles"), ("battery", "batteries")))
        question = (
            f"In a factory, machine A makes {p}% of all {many} and machine B makes the rest. Of the {many} from "
            f"machine A, {a}% are faulty; of those from machine B, {b}% are. A {one} picked at random turns out to "
            "be faulty. What is the probability that it was made by machine A?"
        )
        wanted, seen, ask = "machine A", "a fault", "machines"
    elif scene == 1:
        first, second = rng.choice((("by bicycle", "by bus"), ("by train", "by car"), ("by tram", "on foot")))
        a, b = 2 * a, 2 * b
        question = (
            f"{name} travels to work {first} on {p}% of all days and {second} on the others. Going {first}, {name} "
            f"is late on {a}% of the days; going {second}, on {b}%. Today {name} is late. What is the probability "
            f"that {name} came {first} today?"
        )
        wanted, seen, ask = f"going {first}", "being late", "late"
    else:
        one, two = rng.sample(("red", "blue", "green", "white", "black", "yellow"), 2)
        r, w, r2, w2 = (rng.randint(2, 9) for _ in range(4))
        question = (
            f"Urn A holds {r} {one} and {w} {two} balls, urn B holds {r2} {one} and {w2} {two} balls. One of the "
            f"urns is chosen by the toss of a fair coin, and a ball is drawn from it at random. The ball is {one}. "
            "What is the probability that it came from urn A?"
        )
        paths = [
            (rf"\frac{{1}}{{2}} \cdot {fraction(Fraction(x, x + y))}", Fraction(x, 2 * (x + y)))
            for x, y in ((r, w), (r2, w2))
        ]
        work, answer = _bayes(paths, "urn A", f"a {one} ball")
        return Draft(question, work, answer, {"ask": "urns", "A": r, "other A": w, "B": r2, "other B": w2})
    work, answer = _bayes([_shares(p, a), _shares(100 - p, b)], wanted, seen)
    return Draft(question, work, answer, {"ask": ask, "share": p, "first": a, "second": b})


def _test_result(rng: random.Random) -> Draft:
    scene = rng.randrange(3)
    p, s, t = rng.randint(1, 20), rng.randint(80, 99), rng.randint(80, 99)
    if scene == 0:
        group, herd = rng.choice(
            (("cows", "a herd"), ("sheep", "a flock"), ("trees", "an orchard"), ("bats", "a cave"))
        )
        question = (
            f"In {herd}, {p}% of the {group} carry a virus. A test is positive for {s}% of the {group} that carry it "
            f"and negative for {t}% of those that do not. One of the {group}, picked at random, tests positive. What "
            "is the probability that it carries the virus?"
        )
        work, answer = _bayes([_shares(p, s), _shares(100 - p, 100 - t)], "the virus", "a positive test")
        ask = "positive"
    elif scene == 1:
        kind, place, p = (
            rng.choice(("spam", "advertising", "fraud")),
            rng.choice(("office", "school", "library")),
            2 * p + 10,
        )
        question = (
            f"Of the messages that reach {'an' if place == 'office' else 'a'} {place}, {p}% are {kind}. A filter "
            f"blocks {s}% of the {kind} messages and lets {t}% of all other messages through. A message has got "
            f"through the filter. What is the probability that it is {kind} all the same?"
        )
        work, answer = _bayes([_shares(p, 100 - s), _shares(100 - p, t)], kind, "passing the filter")
        ask = "filter"
    else:
        p, k, name = rng.randint(10, 90), rng.randint(3, 6), rng.choice(NAMES)
        question = (
            f"In a quiz with {k} possible answers to each question, {name} knows the right answer to {p}% of the "
            f"questions and otherwise picks one of these answers at random. {name} has answered a question "
            "correctly. What is the probability that it was a lucky guess?"
        )
        knows, guess = Fraction(p, 100), Fraction(100 - p, 100 * k)
        paths = [(rf"{_percent(100 - p)} \cdot \frac{{1}}{{{k}}}", guess), (_percent(p), knows)]
        work, answer = _bayes(paths, "a guess", "a correct answer")
        return Draft(question, work, answer, {"ask": "quiz", "options": k, "knows": p})
    return Draft(question, work, answer, {"ask": ask, "share": p, "hit": s, "clear": t})


def _several_causes(rng: random.Random) -> Draft:
    scene = rng.randrange(3)
    if scene == 0:
        p, q = 5 * rng.randint(3, 9), 5 * rng.randint(3, 9)
        a, b, c = rng.sample(range(1, 10), 3)
        goods, maker = rng.choice(
            (("loaves", "bakery"), ("cups", "pottery"), ("shirts", "workshop"), ("phones", "plant"))
        )
        question = (
            f"A shop gets {p}% of its {goods} from {maker} A, {q}% from {maker} B and the rest from {maker} C. The "
            f"shares of damaged {goods} are {a}% for A, {b}% for B and {c}% for C. One of the {goods} is picked at "
            f"random and is damaged. What is the probability that it comes from {maker} C?"
        )
        rest = 100 - p - q
        work, answer = _bayes([_shares(rest, c), _shares(p, a), _shares(q, b)], f"{maker} C", "damage")
        work = f"From {maker} C come ${100} - {p} - {q} = {rest}$ percent of the {goods}.\n{work}"
        numbers: dict[str, int | str] = {"ask": "three", "A": p, "B": q, "faulty A": a, "faulty B": b, "faulty C": c}
    elif scene == 1:
        p, s, t = rng.randint(1, 15), 5 * rng.randint(14, 19), 5 * rng.randint(14, 19)
        case, person = rng.choice((("infection", "patients"), ("allergy", "children"), ("gene defect", "newborns")))
        question = (
            f"Of all {person} of a clinic, {p}% have a certain {case}. A test is positive for {s}% of those who have "
            f"it and negative for {t}% of those who do not. One of the {person} is tested twice, and the two results "
            "are independent for a given state of health. Both are positive. What is the probability that the "
            f"{case} is present?"
        )
        paths = [_shares(p, s, s), _shares(100 - p, 100 - t, 100 - t)]
        work, answer = _bayes(paths, f"the {case}", "two positive tests")
        numbers = {"ask": "twice", "share": p, "hit": s, "clear": t}
    else:
        one, two = rng.sample(("red", "blue", "green", "white", "black", "yellow"), 2)
        d, (r, r2), w, w2 = (
            rng.choice((1, 2, 4)),
            (rng.randint(2, 7), rng.randint(2, 7)),
            rng.randint(2, 7),
            rng.randint(2, 7),
        )
        question = (
            f"Bag A holds {r} {one} and {w} {two} marbles, bag B holds {r2} {one} and {w2} {two} marbles. A fair die "
            f"with six faces is rolled. If it shows {f'{d} or less' if d > 1 else 'a 1'}, two marbles are drawn from "
            f"bag A without replacement, otherwise two from bag B. Both marbles are {one}. What is the probability "
            "that they come from bag A?"
        )
        paths = []
        for chance, x, y in ((Fraction(d, 6), r, w), (Fraction(6 - d, 6), r2, w2)):
            n = x + y
            formula = rf"{fraction(chance)} \cdot \frac{{{x}}}{{{n}}} \cdot \frac{{{x - 1}}}{{{n - 1}}}"
            paths.append((formula, chance * Fraction(x * (x - 1), n * (n - 1))))
        work, answer = _bayes(paths, "bag A", f"two {one} marbles")
        numbers = {"ask": "die", "A": r, "other A": w, "B": r2, "other B": w2, "limit": d}
    return Draft(question, work, answer, numbers)


def _from_effect_to_cause(rng: random.Random, difficulty: Difficulty) -> Draft:
    return (_two_causes, _test_result, _several_causes)[difficulty - 1](rng)


def _ends(value: Fraction) -> bool:
    """Whether the amount is a whole number of cents."""
    return (100 * value).denominator == 1


def _prizes(rng: random.Random, n: int, most: int) -> tuple[int, int, int, int, Fraction]:
    """Numbers of winning places and their prizes, the better prize first, with the expected payout."""
    while True:
        k, few = rng.randint(2, max(2, n // 3)), rng.randint(1, max(1, n // 6))
        x, y = rng.randint(3, most), rng.randint(1, most // 2)
        value = Fraction(few * x + k * y, n)
        if y < x and few <= k and few + k < n and _ends(value):
            return few, x, k, y, value


def _wheel(n: int, few: int, x: int, k: int, y: int) -> str:
    """The description of a wheel of fortune."""
    first = f"{few} sectors pay \\${x} each" if few > 1 else f"one sector pays \\${x}"
    return (
        f"A wheel of fortune has {n} equal sectors. On it {first}, {k} sectors pay \\${y} each and the others pay "
        "nothing."
    )


def _sum(few: int, x: int, k: int, y: int, n: int) -> str:
    return rf"\frac{{{few}}}{{{n}}} \cdot {x} + \frac{{{k}}}{{{n}}} \cdot {y}"


def _amount(value: Fraction) -> str:
    """Dollars inside mathematics, without the sign: a whole number or two decimals."""
    return str(value) if value.denominator == 1 else f"{float(value):.2f}"


def _payout(rng: random.Random) -> Draft:
    scene, name = rng.randrange(3), rng.choice(NAMES)
    n = rng.choice(((8, 10, 12, 16, 20, 24), (100, 200, 250, 400, 500), (10, 12, 16, 20, 25))[scene])
    few, x, k, y, value = _prizes(rng, min(n, 60), 24)
    if scene == 1:
        few, x, k, y = 1, 10 * rng.randint(5, 40), rng.randint(3, 20), 5 * rng.randint(1, 9)
        while not _ends(Fraction(x + k * y, n)):
            x, k = 10 * rng.randint(5, 40), rng.randint(3, 20)
        value = Fraction(x + k * y, n)
    numbers: dict[str, int | str] = {"n": n, "few": few, "x": x, "k": k, "y": y}
    if scene == 0:
        question = f"{_wheel(n, few, x, k, y)} What is the expected payout of one spin?"
    elif scene == 1:
        event = rng.choice(("school fair", "village festival", "charity dinner", "sports club"))
        question = (
            f"At the raffle of a {event} there are {n} tickets. One ticket wins \\${x}, {k} tickets win \\${y} each, "
            f"and all others win nothing. {name} has a single ticket. What is the expected value of the prize?"
        )
        del numbers["few"]
    else:
        z = rng.randint(1, 3)
        x, y = x + 4, y + 4
        while not _ends(Fraction(few * x + k * y + (n - few - k) * z, n)) or y >= x:
            x, y = rng.randint(6, 30), rng.randint(4, 15)
        value = Fraction(few * x + k * y + (n - few - k) * z, n)
        numbers = {"n": n, "few": few, "x": x, "k": k, "y": y, "z": z}
        question = (
            f"A box holds {n} sealed envelopes: {few} with \\${x}, {k} with \\${y} and all the others with \\${z}. "
            f"{name} may take one envelope at random. What is the expected amount of money in it?"
        )
    rest = f" + \\frac{{{n - few - k}}}{{{n}}} \\cdot {numbers['z']}" if scene == 2 else ""
    work = (
        f"Every amount counts with its probability.\nIn dollars the expected value is ${_sum(few, x, k, y, n)}{rest} = "
        f"{_amount(value)}$.\nThe expected value is {money(value)}."
    )
    return Draft(question, work, money(value), {"ask": ("spin", "ticket", "envelope")[scene], **numbers})


def _loss(rng: random.Random) -> Draft:
    scene, name = rng.randrange(3), rng.choice(NAMES)
    if scene == 1:
        while True:
            x, y, c = rng.randint(3, 18), rng.randint(1, 9), rng.randint(1, 6)
            value = Fraction(x + 2 * y, 6)
            if y < x and _ends(value) and value < c <= 2 * value:
                break
        few, k, n = 1, 2, 6
        question = (
            f"At a fair {name} plays a game: a fair die is rolled once, a 6 pays \\${x}, a 4 or a 5 pays \\${y}, and "
            f"anything else pays nothing. One roll costs \\${c}. What is the expected loss per roll?"
        )
        numbers: dict[str, int | str] = {"x": x, "y": y, "cost": c}
    else:
        n = rng.choice((8, 10, 12, 16, 20, 24, 25))
        few, x, k, y, value = _prizes(rng, n, 30)
        c = int(value) + rng.randint(1, 3)
        if scene == 0:
            question = (
                f"{_wheel(n, few, x, k, y)} A spin costs \\${c}. How much does a player lose per spin on average?"
            )
            numbers = {"n": n, "few": few, "x": x, "k": k, "y": y, "cost": c}
        else:
            n, few, k, y = rng.choice((200, 250, 400, 500, 1000)), 1, rng.randint(5, 40), 2 * rng.randint(1, 10)
            x, c = 50 * rng.randint(2, 12), rng.randint(2, 5)
            while not _ends(Fraction(x + k * y, n)) or x + k * y >= n * c:
                x, k = 50 * rng.randint(2, 12), rng.randint(5, 40)
            value = Fraction(x + k * y, n)
            question = (
                f"For a lottery {n} tickets are printed. There is one main prize of \\${x}, and there are {k} small "
                f"prizes of \\${y} each. A ticket costs \\${c}. What is the expected loss of {name}, who buys one "
                "ticket?"
            )
            numbers = {"n": n, "x": x, "k": k, "y": y, "cost": c}
    work = (
        f"The expected payout in dollars is ${_sum(few, x, k, y, n)} = {_amount(value)}$.\nThe game costs "
        f"{money(c)}, so the expected loss is ${c} - {_amount(value)} = {_amount(c - value)}$ dollars.\nThe answer "
        f"is {money(c - value)}."
    )
    return Draft(question, work, money(c - value), {"ask": ("wheel", "die", "lottery")[scene], **numbers})


def _fair_price(rng: random.Random) -> Draft:
    scene, name = rng.randrange(4), rng.choice(NAMES)
    if scene == 0:
        n, few, k, y, c = (
            rng.choice((12, 16, 20, 24, 30, 36)),
            rng.randint(1, 3),
            rng.randint(3, 8),
            rng.randint(1, 6),
            rng.randint(1, 4),
        )
        while n * c <= (k + few) * y or not _ends(Fraction(n * c - k * y, few)):
            y, c = rng.randint(1, 6), rng.randint(1, 4)
        value = Fraction(n * c - k * y, few)
        jackpots = f"{count(few, 'sector')} {'pay' if few > 1 else 'pays'} the main prize"
        question = (
            f"A wheel of fortune has {n} equal sectors. On it {jackpots}, {k} sectors pay \\${y} each and the others "
            f"pay nothing. A spin costs \\${c}. How high must the main prize be so that the game is fair?"
        )
        work = (
            "Let the main prize be $x$ dollars. The game is fair when the expected payout equals the cost: "
            f"$\\frac{{{few}}}{{{n}}}x + \\frac{{{k}}}{{{n}}} \\cdot {y} = {c}$.\nMultiplying by {n} gives "
            f"${'' if few == 1 else few}x = {n * c} - {k * y} = {n * c - k * y}$.\nThe main prize must be "
            f"{money(value)}."
        )
        return Draft(question, work, money(value), {"ask": "fair", "n": n, "few": few, "k": k, "y": y, "cost": c})
    if scene == 1:
        p, q = rng.sample(range(1, 9), 2)
        x, y, g = 50 * rng.randint(8, 40), 10 * rng.randint(5, 30), rng.randint(5, 40)
        thing = rng.choice(("bicycle", "violin", "laptop", "camera"))
        value = Fraction(p * x + q * y, 100) + g
        question = (
            f"In a year a {thing} is stolen with a probability of {p}% and damaged with a probability of {q}%; both "
            f"together do not happen. An insurance pays \\${x} for a theft and \\${y} for a damage. What yearly "
            f"premium gives the insurer an expected profit of \\${g}?"
        )
        work = (
            f"The expected payment in dollars is $0.0{p} \\cdot {x} + 0.0{q} \\cdot {y} = "
            f"{_amount(value - g)}$.\nThe premium must be \\${g} higher: ${_amount(value - g)} + {g} = "
            f"{_amount(value)}$.\nThe premium is {money(value)}."
        )
        return Draft(question, work, money(value),
                     {"ask": "premium", "theft": p, "damage": q, "x": x, "y": y, "profit": g})  # fmt: skip
    if scene == 2:
        p, x, b = 10 * rng.randint(2, 9), rng.randint(1, 12), rng.randint(2, 20)
        value = Fraction(2 * p * x, 100) + Fraction(p * p * b, 10_000)
        throws, hit = rng.choice((("free throws", "basket"), ("penalty kicks", "goal"), ("darts", "hit on the board")))
        question = (
            f"{name} has two {throws}. Each succeeds with a probability of {p}%, independently of the other. Every "
            f"{hit} earns \\${x}, and two of them earn a bonus of \\${b} on top. What is the expected amount of "
            "money earned?"
        )
        work = (
            f"The expected number of successes is $2 \\cdot 0.{p // 10} = {_amount(Fraction(2 * p, 100))}$.\nBoth "
            f"succeed with the probability $0.{p // 10}^2 = {_amount(Fraction(p * p, 10_000))}$.\nIn dollars the "
            f"expected amount is ${_amount(Fraction(2 * p, 100))} \\cdot {x} + {_amount(Fraction(p * p, 10_000))} "
            f"\\cdot {b} = {_amount(value)}$, that is {money(value)}."
        )
        return Draft(question, work, money(value), {"ask": "bonus", "percent": p, "x": x, "bonus": b})
    while True:
        s, x, y = rng.randint(8, 11), rng.randint(2, 60), rng.randint(1, 20)
        ways = sum(1 for i in range(1, 7) for j in range(1, 7) if i + j >= s)
        value = Fraction(ways * x + 6 * y, 36)
        if _ends(value) and 2 * y <= x:
            break
    question = (
        f"In a game two fair dice are rolled. If their sum is at least {s}, the player gets \\${x}. If both show the "
        f"same number, the player gets \\${y}, in addition to any other win. What price per game makes it fair?"
    )
    work = (
        f"Of the 36 equally likely rolls {ways} have a sum of at least {s}, and 6 show equal numbers.\nExpected "
        f"values add, so the expected payout in dollars is ${_sum(ways, x, 6, y, 36)} = {_amount(value)}$.\nThe fair "
        f"price is {money(value)}."
    )
    return Draft(question, work, money(value), {"ask": "dice", "least": s, "x": x, "y": y})


def _game_value(rng: random.Random, difficulty: Difficulty) -> Draft:
    return (_payout, _loss, _fair_price)[difficulty - 1](rng)


FAMILIES: tuple[Family, ...] = (
    Family("from-effect-to-cause", "Bayes' theorem in stories", ("Conditional probability",),
           ("Bayes' theorem", "Law of total probability"), ("high", "college", "college"), _from_effect_to_cause),
    Family("game-value", "Expected values of games", ("Random variables",), ("Expected value",),
           ("high", "high", "college"), _game_value),
)  # fmt: skip
