"""Second degree: quadratic equations and largest values of quadratics."""

import random
from fractions import Fraction
from math import floor, gcd, isqrt

from mathscale_core.families.algebra_text import (
    NAMES,
    count,
    decimal,
    fraction,
    money,
    polynomial,
    root,
    signed,
    simple_root,
    surd,
)  # fmt: skip
from mathscale_core.families.family import Difficulty, Draft, Family


def _roots(a: int, b: int, c: int) -> tuple[str, str, str]:
    """The working with the quadratic formula and both roots, the larger first; the discriminant is positive."""
    d = b * b - 4 * a * c
    work = (
        f"The discriminant of ${polynomial((a, b, c))}$ is $D = {b * b}{signed(-4 * a * c)} = {d}$.\n"
        rf"The quadratic formula gives $x = \frac{{{-b} \pm {root(d)}}}{{{2 * a}}}$."
    )
    if isqrt(d) ** 2 == d:
        return work, fraction(Fraction(-b + isqrt(d), 2 * a)), fraction(Fraction(-b - isqrt(d), 2 * a))
    factor, k = simple_root(d)
    common = gcd(gcd(b, factor), 2 * a)
    top, factor, bottom = -b // common, factor // common, 2 * a // common
    both = []
    for sign in ("+", "-"):
        inner = f"{top} {sign} {surd(factor, k)}" if top else ("-" if sign == "-" else "") + surd(factor, k)
        both.append(inner if bottom == 1 else rf"\frac{{{inner}}}{{{bottom}}}")
    if factor * common > 1:
        work += f"\nHere ${root(d)} = {surd(factor * common, k)}$."
    return work, both[0], both[1]


def _garden(rng: random.Random, difficulty: Difficulty) -> Draft:
    """A rectangle with a known area and a relation between its sides."""
    a, extra, width = 1, rng.randint(1, 15), rng.randint(4, 25)
    if difficulty == 2:  # twice the width is whole, the width itself may be a half
        a, width = 2, rng.randint(9, 50)
        extra += width % 2 * (1 - extra % 2)
    area = width * (width + extra) // a
    while difficulty == 3 and isqrt(extra * extra + 4 * area) ** 2 == extra * extra + 4 * area:
        area += rng.randint(1, 9)
    thing = rng.choice(("vegetable garden", "playground", "courtyard", "parking lot", "stage"))
    work, plus, _ = _roots(a, extra, -area)
    longer = f"{count(extra, 'meter')} longer than " + ("it is wide" if a == 1 else "twice its width")
    question = f"A rectangular {thing} is {longer}, and its area is {area:,} m^2. Find its exact width."
    answer = f"{plus} m" if "\\" not in plus else f"${plus}$ m"
    begin = f"With the width $x$ the length is ${polynomial((a, extra))}$, so ${polynomial((a, extra, -area))} = 0$."
    end = f"The width is positive, so it is {answer}."
    return Draft(
        question,
        f"{begin}\n{work}\n{end}",
        answer,
        {"ask": "garden" if a == 1 else "double", "extra": extra, "area": area},
    )


def _quadratic_roots(rng: random.Random, difficulty: Difficulty) -> Draft:
    kind = rng.choice(("solve", "numbers", "garden"))
    if kind == "garden":
        return _garden(rng, difficulty)
    if difficulty == 1:
        p, q = rng.sample([n for n in range(-15, 16) if n], 2)
        a, b, c = 1, -p - q, p * q
    elif difficulty == 2 and kind == "numbers":
        p, q = 1, 1
        while gcd(p, q) > 1 or p == q:
            p, q = rng.randint(1, 12), rng.randint(2, 12)
        a, b, c = p * q, -(p * p + q * q), p * q
    elif difficulty == 2:
        p, q, u, v = 2, 0, 2, 2
        while gcd(p, u) > 1 or gcd(q, v) > 1 or p * v == q * u:
            p, q = rng.choice((-1, 1)) * rng.randint(1, 9), rng.choice((-1, 1)) * rng.randint(1, 9)
            u, v = rng.randint(2, 5), rng.randint(1, 4)
        a, b, c = u * v, -(p * v + q * u), p * q
    else:
        while True:
            a = rng.randint(1, 3) if kind == "solve" else 1
            b, c = rng.choice((-1, 1)) * rng.randint(1, 14), rng.choice((-1, 1)) * rng.randint(1, 30)
            d = b * b - 4 * a * c
            if d > 0 and isqrt(d) ** 2 != d and gcd(gcd(a, b), c) == 1:
                break
    work, plus, minus = _roots(a, b, c)
    equation = f"{polynomial((a, b, c))} = 0"
    if kind == "solve":
        question = rng.choice((f"Solve the equation ${equation}$.", f"Find both real solutions of ${equation}$."))
        answer = f"$x = {plus}$ or $x = {minus}$"
        return Draft(question, f"{work}\nSo {answer}.", answer, {"ask": kind, "a": a, "b": b, "c": c})
    answer = f"${plus}$ and ${minus}$"
    name = rng.choice(NAMES)
    if difficulty == 2:
        total = Fraction(-b, a)
        question = rng.choice(
            (
                f"The sum of a positive number and its reciprocal is ${fraction(total)}$. Find the number and its "
                "reciprocal.",
                f"{name} writes a fraction on the board and next to it the fraction turned upside down. Together they "
                f"make ${fraction(total)}$. Which two numbers are on the board?",
            )
        )
        begin = rf"The number satisfies $x + \frac{{1}}{{x}} = {fraction(total)}$, that is ${equation}$."
        parameters: dict[str, int | str] = {"ask": "reciprocal", "top": -b, "bottom": a}
        return Draft(question, f"{begin}\n{work}\nThe numbers are {answer}.", answer, parameters)
    question = rng.choice(
        (
            f"The sum of two numbers is ${-b}$ and their product is ${c}$. Find both numbers.",
            f"{name} thinks of two numbers. Added they give ${-b}$, multiplied they give ${c}$. Which numbers are "
            "they?",
        )
    )
    begin = f"Both numbers are roots of ${equation}$, because their sum is ${-b}$ and their product is ${c}$."
    return Draft(
        question, f"{begin}\n{work}\nThe numbers are {answer}.", answer, {"ask": kind, "sum": -b, "product": c}
    )


def _ball(rng: random.Random) -> Draft:
    v, h = 2 * rng.randint(5, 20), rng.randint(1, 40)
    top = h + Fraction(v * v, 20)
    thing = rng.choice(("ball", "stone", "water rocket", "bean bag"))
    text = polynomial((-5, v, h), "t")
    answer = f"{decimal(top)} m"
    question = (
        f"A {thing} is sent straight up. After $t$ seconds its height in meters is $h(t) = {text}$. What is its "
        "greatest height?"
    )
    work = (
        rf"The vertex lies at $t = -\frac{{b}}{{2a}} = \frac{{{v}}}{{10}} = {decimal(Fraction(v, 10))}$."
        "\n"
        f"$h({decimal(Fraction(v, 10))}) = -{decimal(Fraction(v * v, 20))} + {decimal(Fraction(v * v, 10))} + {h} = "
        f"{decimal(top)}$."
    )
    return Draft(question, f"{work}\nThe greatest height is {answer}.", answer, {"ask": "ball", "v": v, "h": h})


def _profit_formula(rng: random.Random) -> Draft:
    a, n = rng.randint(1, 5), rng.randint(20, 80)
    b, c = 2 * a * n, 50 * rng.randint(2, a * n * n // 100)
    thing = rng.choice(("lamps", "leather bags", "bird houses", "guitars"))
    text, top = polynomial((-a, b, -c)), a * n * n - c
    question = (
        f"A workshop that makes and sells $x$ {thing} a month has a monthly profit of $P(x) = {text}$ dollars. What is "
        "the largest monthly profit it can make?"
    )
    work = (
        rf"The vertex lies at $x = -\frac{{b}}{{2a}} = \frac{{{b}}}{{{2 * a}}} = {n}$."
        "\n"
        f"$P({n}) = -{a * n * n} + {b * n} - {c} = {top}$."
    )
    return Draft(
        question, f"{work}\nThe largest profit is {money(top)}.", money(top), {"ask": "formula", "a": a, "b": b, "c": c}
    )


def _fence(rng: random.Random, difficulty: Difficulty) -> Draft:
    if difficulty == 1:
        total = 4 * rng.randint(6, 120)
        place = rng.choice(("straight river", "long barn wall", "straight canal"))
        answer = f"{total * total // 8:,} m^2"
        question = (
            f"With {total} meters of fence a farmer encloses a rectangular field along a {place}; the side along it "
            "needs no fence. What is the largest possible area of the field?"
        )
        work = (
            f"With the two equal sides $x$ the area is $A(x) = x({total} - 2x) = -2x^2 + {total}x$.\n"
            rf"The vertex lies at $x = \frac{{{total}}}{{4}} = {total // 4}$, and the third side is ${total // 2}$ m."
        )
        return Draft(question, f"{work}\nThe largest area is {answer}.", answer, {"ask": "wall", "fence": total})
    if difficulty == 2:
        pens, width = rng.randint(2, 6), 2 * rng.randint(4, 40)
        lines = pens + 1
        total, length = 2 * lines * width, lines * width // 2
        answer = f"{width * length:,} m^2"
        animals = rng.choice(("goats", "sheep", "ponies", "alpacas"))
        question = (
            f"A rectangular enclosure for {animals} is divided into {pens} equal pens by {count(pens - 1, 'fence')} "
            f"parallel to one of its sides. Altogether {total} meters of fence are available, outer fence included. "
            "What is the largest possible area of the whole enclosure?"
        )
        work = (
            f"There are {lines} fences of length $x$ and 2 fences of length $y$: ${lines}x + 2y = {total}$.\n"
            rf"So $A(x) = x \cdot \frac{{{total} - {lines}x}}{{2}}$, with zeros at $0$ and ${2 * width}$."
            "\n"
            f"The vertex lies in the middle, at $x = {width}$, and there $y = {length}$."
        )
        return Draft(
            question, f"{work}\nThe largest area is {answer}.", answer, {"ask": "pens", "pens": pens, "fence": total}
        )
    a, b, t = rng.randint(15, 60), rng.randint(5, 14), rng.randint(2, 12)
    g = gcd(a + b, 2 * b)
    length, width = 2 * b // g * t, (a + b) // g * t
    budget = 2 * (a + b) * length
    answer = f"{length * width:,} m^2"
    question = (
        f"A rectangular yard gets a decorative fence at {money(a)} per meter along its front side and a plain fence at "
        f"{money(b)} per meter along the other three sides. The budget is {money(budget)}. What is the largest "
        "possible area of the yard?"
    )
    work = (
        f"With a front of $x$ meters and a depth of $y$ meters the cost is ${a + b}x + {2 * b}y = {budget}$.\n"
        rf"So $A(x) = x \cdot \frac{{{budget} - {a + b}x}}{{{2 * b}}}$, with zeros at $0$ and ${2 * length}$."
        "\n"
        f"The vertex lies in the middle, at $x = {length}$, and there $y = {width}$."
    )
    return Draft(
        question,
        f"{work}\nThe largest area is {answer}.",
        answer,
        {"ask": "yard", "front": a, "plain": b, "budget": budget},
    )


def _revenue(rng: random.Random, difficulty: Difficulty) -> Draft:
    thing = rng.choice(("evening tickets", "boat tours", "places in cooking classes", "museum tours"))
    if difficulty == 2:
        k, m = rng.randint(2, 9), rng.randint(4, 25)
        price = rng.randint(2 * k + 5, 45)
        sold = m * (price - 2 * k)
        best = (price - k) * (sold + m * k)
        question = (
            f"At {money(price)} each, a company sells {sold} {thing} a day. Every price cut of {money(1)} brings {m} "
            "more sales a day. What is the largest daily revenue it can reach?"
        )
        work = (
            f"After $x$ cuts the revenue is $R(x) = ({price} - x)({sold} + {m}x)$, with zeros at ${price}$ and "
            f"${-(price - 2 * k)}$.\nThe vertex lies in the middle of the zeros, at $x = {k}$.\n"
            rf"$R({k}) = {price - k} \cdot {sold + m * k} = {best}$."
        )
        return Draft(
            question,
            f"{work}\nThe largest revenue is {money(best)}.",
            money(best),
            {"ask": "revenue", "price": price, "sold": sold, "more": m},
        )
    while True:
        price, cost, step = rng.randint(20, 60), rng.randint(4, 15), rng.randint(2, 4)
        m, sold = rng.randint(3, 25), rng.randint(30, 150)
        middle = (Fraction(price - cost, step) - Fraction(sold, m)) / 2
        k = round(middle)
        if middle.denominator > 2 and k >= 2:
            break
    best = (price - cost - step * k) * (sold + m * k)
    question = (
        f"At {money(price)} each, a company sells {sold} {thing} a day, and each sale costs the company {money(cost)}. "
        f"The price can only be lowered in steps of {money(step)}; every step brings {m} more sales a day. What is the "
        "largest daily profit?"
    )
    work = (
        f"After $x$ steps the profit is $P(x) = ({price - cost} - {step}x)({sold} + {m}x)$.\n"
        f"Its zeros are ${fraction(Fraction(price - cost, step))}$ and ${fraction(Fraction(-sold, m))}$, so the vertex "
        f"lies at $x = {fraction(middle)}$.\n"
        f"The number of steps is whole, and the parabola is symmetric, so the nearest whole number, $x = {k}$, is "
        "best.\n"
        rf"$P({k}) = {price - cost - step * k} \cdot {sold + m * k} = {best}$."
    )
    return Draft(
        question,
        f"{work}\nThe largest profit is {money(best)}.",
        money(best),
        {"ask": "profit", "price": price, "cost": cost, "sold": sold, "step": step, "more": m},
    )


def _orchard(rng: random.Random, difficulty: Difficulty) -> Draft:
    fruit = rng.choice(("apple", "pear", "plum", "orange"))
    while True:
        trees, loss, yields = rng.randint(20, 60), rng.randint(1, 3), rng.randint(60, 180)
        middle = (Fraction(yields, loss) - trees) / 2
        if middle >= 2 and (middle.denominator == 1) == (difficulty == 2):
            break
    low = floor(middle)
    k = low if middle - low <= Fraction(1, 2) else low + 1
    harvest = {x: (trees + x) * (yields - loss * x) for x in (low, low + 1)}
    lost = "" if loss == 1 else str(loss)
    begin = (
        f"An orchard has {trees} {fruit} trees that bear {yields} kg of fruit each. Every additional tree takes light "
        f"and water from the others and lowers the yield of each tree by {loss} kg. "
    )
    work = (
        f"With $x$ additional trees the harvest is $H(x) = ({trees} + x)({yields} - {lost}x)$ kg.\n"
        f"Its zeros are $-{trees}$ and ${fraction(Fraction(yields, loss))}$, so the vertex lies in the middle, at $x = "
        f"{fraction(middle)}$."
    )
    parameters: dict[str, int | str] = {"trees": trees, "yield": yields, "loss": loss}
    if difficulty == 2:
        question = begin + "What is the largest total harvest the orchard can reach?"
        end = f"$H({k}) = {harvest[k]}$, so the largest harvest is {harvest[k]:,} kg."
        return Draft(question, f"{work}\n{end}", f"{harvest[k]:,} kg", {"ask": "harvest", **parameters})
    question = (
        begin + "What is the smallest number of additional trees for which the total harvest is as large as possible?"
    )
    end = (
        f"The number of trees is whole, and the whole numbers next to the vertex give $H({low}) = {harvest[low]}$ and "
        f"$H({low + 1}) = {harvest[low + 1]}$.\nSo the answer is {k} trees."
    )
    return Draft(question, f"{work}\n{end}", f"{k} trees", {"ask": "trees", **parameters})


def _quadratic_maximum(rng: random.Random, difficulty: Difficulty) -> Draft:
    scene = rng.randrange(3)
    if difficulty == 1 and scene < 2:
        return _ball(rng) if scene == 0 else _profit_formula(rng)
    if difficulty > 1 and scene < 2:
        return _revenue(rng, difficulty) if scene == 0 else _orchard(rng, difficulty)
    return _fence(rng, difficulty)


FAMILIES: tuple[Family, ...] = (
    Family("quadratic-roots", "Quadratic equations", ("Quadratic equations",), ("Quadratic formula", "Discriminant"),
           ("middle", "high", "high"), _quadratic_roots),
    Family("quadratic-maximum", "The largest value of a quadratic", ("Quadratic functions",),
           ("Maximum and minimum of a quadratic", "Vertex of a parabola"), ("high", "high", "competition"),
           _quadratic_maximum),
)  # fmt: skip
