"""Smallest values by the inequality of the means, and complex numbers."""

import random
from fractions import Fraction
from math import gcd, isqrt

from mathscale_core.families.algebra_text import (
    NAMES,
    bracket,
    count,
    fraction,
    money,
    polynomial,
    root,
    signed,
    simple_root,
    surd,
)  # fmt: skip
from mathscale_core.families.family import Difficulty, Draft, Family


def _two_terms(rng: random.Random) -> Draft:
    """Ax + b/x, or a product with a fixed value."""
    scene, h = rng.choice((0, 1, 1, 2, 2)), rng.randint(3, 60)
    if scene == 0:
        thing, reason = rng.choice((("flower bed", "edging"), ("paddock", "fence"), ("pond", "railing")))
        answer = count(4 * h, "meter")
        question = (
            f"A rectangular {thing} must have an area of {h * h:,} m^2. What is the smallest possible length of the "
            f"{reason} around it?"
        )
        work = (
            f"With the sides $x$ and $y$, $xy = {h * h}$.\nBy AM-GM, $2(x + y) \\ge 4{root('xy')} = 4 \\cdot {h} = "
            f"{4 * h}$, with equality for $x = y = {h}$.\nThe smallest length is {answer}."
        )
        return Draft(question, work, answer, {"ask": "around", "area": h * h})
    while True:
        a, b = rng.randint(1, 16), rng.randint(1, 900)
        s = isqrt(a * b)
        if s * s == a * b and s % a == 0 and (a, b) != (1, 1):
            break
    x = s // a
    text = rf"{polynomial((a, 0))} + \frac{{{b}}}{{x}}"
    if scene == 1:
        question = f"What is the smallest value of ${text}$ for positive $x$?"
        begin = f"Both summands are positive. By AM-GM, ${text} \\ge 2{root(a * b)} = {2 * s}$."
        end = f"Equality holds for ${polynomial((a, 0))} = \\frac{{{b}}}{{x}}$, that is for $x = {x}$."
        return Draft(
            question, f"{begin}\n{end}\nThe smallest value is {2 * s}.", str(2 * s), {"ask": "value", "a": a, "b": b}
        )
    p = rng.randint(1, 12)
    while isqrt(a * p * b) ** 2 != a * p * b or gcd(a, p) > 1:
        p, b = rng.randint(1, 12), rng.randint(2, 400)
    s = isqrt(a * p * b)
    form = f"{polynomial((a, 0))} + {polynomial((p, 0), 'y')}"
    question = (
        f"Two positive numbers $x$ and $y$ have the product {b}. What is the smallest possible value of ${form}$?"
    )
    work = (
        rf"By AM-GM, ${form} \ge 2\sqrt{{{polynomial((a, 0))} \cdot {polynomial((p, 0), 'y')}}} = 2{root(a * p * b)} = "
        f"{2 * s}$."
        "\n"
        f"Equality holds for ${polynomial((a, 0))} = {polynomial((p, 0), 'y')} = {s}$."
    )
    return Draft(
        question,
        f"{work}\nThe smallest value is {2 * s}.",
        str(2 * s),
        {"ask": "product", "a": a, "p": p, "product": b},
    )


def _shifted(rng: random.Random) -> Draft:
    """The summands must first be brought into shape."""
    scene = rng.randrange(3)
    if scene == 0:
        a, t, c = rng.randint(1, 6), rng.randint(1, 9), rng.choice((-1, 1)) * rng.randint(1, 12)
        b = a * t * t
        least = 2 * a * t + a * c
        shift = polynomial((1, -c))
        text = rf"{polynomial((a, 0))} + \frac{{{b}}}{{{shift}}}"
        question = f"What is the smallest value of ${text}$ for $x > {c}$?"
        work = (
            rf"Write the expression as ${'' if a == 1 else a}({shift}) + \frac{{{b}}}{{{shift}}}{signed(a * c)}$."
            "\n"
            f"By AM-GM the first two summands are together at least $2{root(a * b)} = {2 * a * t}$, with equality for "
            f"$x = {c + t}$.\nSo the smallest value is ${2 * a * t}{signed(a * c)} = {least}$."
        )
        return Draft(question, work, str(least), {"ask": "shifted", "a": a, "b": b, "c": c})
    if scene == 1:
        front, plain, t = rng.randint(13, 40), rng.randint(3, 12), rng.randint(1, 8)
        total, double = front + plain, 2 * plain
        g = gcd(total, double)
        x, y = double // g * t, total // g * t
        cost = 2 * total * x
        question = (
            f"A rectangular yard of {x * y:,} m^2 gets a fence that costs {money(front)} per meter along the front and "
            f"{money(plain)} per meter along the other three sides. What is the lowest possible cost of the fence?"
        )
        work = (
            f"With a front of $x$ meters and a depth of $y$ meters, $xy = {x * y}$ and the cost is ${total}x + "
            f"{double}y$.\n"
            rf"By AM-GM, ${total}x + {double}y \ge 2\sqrt{{{total * double}xy}} = {cost}$, "
            f"with equality for $x = {x}$ and $y = {y}$.\nThe lowest cost is {money(cost)}."
        )
        return Draft(question, work, money(cost), {"ask": "fence", "area": x * y, "front": front, "plain": plain})
    rate, n, m = rng.randint(2, 9), rng.randint(3, 25), rng.randint(5, 90)
    fixed = rate * n * n
    least = 2 * rate * n + m
    machine = rng.choice(("printing press", "bakery oven", "paint mixer"))
    question = (
        f"Running a {machine} in batches of $x$ hundred pieces costs ${polynomial((rate, m))} + "
        rf"\frac{{{fixed}}}{{x}}$ dollars a day. What is the lowest daily cost?"
    )
    work = (
        rf"By AM-GM, ${rate}x + \frac{{{fixed}}}{{x}} \ge 2{root(rate * fixed)} = {2 * rate * n}$, with equality for "
        f"$x = {n}$.\nThe constant part is {m}, so the least cost is ${2 * rate * n} + {m} = {least}$ dollars.\n"
        f"The lowest daily cost is {money(least)}."
    )
    return Draft(question, work, money(least), {"ask": "batches", "rate": rate, "fixed": fixed, "base": m})


def _three_terms(rng: random.Random) -> Draft:
    """Three summands with a constant product."""
    scene = rng.randrange(3)
    if scene == 0:
        a, x = rng.randint(1, 25), rng.randint(1, 15)
        b, least = 2 * a * x**3, 3 * a * x * x
        text = rf"{polynomial((a, 0, 0))} + \frac{{{b}}}{{x}}"
        half = rf"\frac{{{b // 2}}}{{x}}"
        question = f"Find the smallest value of ${text}$ for $x > 0$."
        work = (
            f"Split the fraction: ${polynomial((a, 0, 0))} + {half} + {half}$. The product of the three summands is "
            f"${a * (b // 2) ** 2}$.\n"
            rf"By AM-GM the sum is at least $3\sqrt[3]{{{a * (b // 2) ** 2}}} = {least}$, with equality for $x = {x}$."
            "\n"
            f"The smallest value is {least}."
        )
        return Draft(question, work, str(least), {"ask": "square", "a": a, "b": b})
    if scene == 1:
        while True:
            p, q, x = rng.randint(2, 24), rng.randint(1, 12), rng.randint(1, 9)
            volume = Fraction(p * x**3, 2 * q)
            if volume.denominator == 1 and p >= q:
                break
        v, least = int(volume), 3 * p * x * x
        box = rng.choice(("water tank", "grain bunker", "settling basin"))
        question = (
            f"An open {box} with a square base must hold {v:,} m^3. Material for the base costs {money(p)} per m^2 and "
            f"material for the four sides {money(q)} per m^2. What is the lowest possible cost of the material?"
        )
        work = (
            rf"With a base edge of $x$ meters the height is $\frac{{{v}}}{{x^2}}$, and the cost is ${p}x^2 + "
            rf"\frac{{{4 * q * v}}}{{x}} = {p}x^2 + \frac{{{2 * q * v}}}{{x}} + \frac{{{2 * q * v}}}{{x}}$."
            "\n"
            rf"By AM-GM this is at least $3\sqrt[3]{{{p} \cdot {2 * q * v}^2}} = {least}$, with equality for $x = {x}$."
            "\n"
            f"The lowest cost is {money(least)}."
        )
        return Draft(question, work, money(least), {"ask": "box", "volume": v, "base": p, "side": q})
    while True:
        a, b, c = sorted(rng.sample(range(1, 13), 3))
        t = rng.randint(2, 90)
        if t**3 % (a * b * c) == 0:
            break
    product = t**3 // (a * b * c)
    form = f"{polynomial((a, 0))} + {polynomial((b, 0), 'y')} + {polynomial((c, 0), 'z')}"
    question = (
        f"Positive numbers $x$, $y$ and $z$ have the product {product}. What is the smallest possible value of "
        f"${form}$?"
    )
    work = (
        rf"The product of the three summands is ${a} \cdot {b} \cdot {c} \cdot {product} = {t**3}$."
        "\n"
        rf"By AM-GM their sum is at least $3\sqrt[3]{{{t**3}}} = {3 * t}$, with equality when each summand is {t}."
        "\n"
        f"The smallest value is {3 * t}."
    )
    return Draft(question, work, str(3 * t), {"ask": "three", "a": a, "b": b, "c": c, "product": product})


def _smallest_value(rng: random.Random, difficulty: Difficulty) -> Draft:
    return (_two_terms, _shifted, _three_terms)[difficulty - 1](rng)


Gaussian = tuple[Fraction, Fraction]


def _complex(z: Gaussian) -> str:
    """A + bi as LaTeX."""
    re, im = z
    size = "" if abs(im) == 1 else fraction(abs(im))
    if im == 0:
        return fraction(re)
    return f"{fraction(re)} {'-' if im < 0 else '+'} {size}i" if re else f"{'-' if im < 0 else ''}{size}i"


def _times(z: Gaussian, w: Gaussian) -> Gaussian:
    return z[0] * w[0] - z[1] * w[1], z[0] * w[1] + z[1] * w[0]


def _draw(rng: random.Random, size: int) -> Gaussian:
    return tuple(Fraction(rng.choice((-1, 1)) * rng.randint(1, size)) for _ in range(2))  # type: ignore[return-value]


def _quotient_work(z: Gaussian, w: Gaussian, quotient: Gaussian) -> str:
    conjugate, norm = (w[0], -w[1]), w[0] ** 2 + w[1] ** 2
    top = _times(z, conjugate)
    return (
        "Multiply by the conjugate of the denominator: "
        rf"$\frac{{({_complex(z)})({_complex(conjugate)})}}{{({_complex(w)})({_complex(conjugate)})}} = "
        rf"\frac{{{_complex(top)}}}{{{norm}}} = {_complex(quotient)}$."
    )


def _complex_numbers(rng: random.Random, difficulty: Difficulty) -> Draft:
    z, w, v, name = _draw(rng, 12), _draw(rng, 9), _draw(rng, 9), rng.choice(NAMES)
    scene = rng.randrange(3)
    if scene == 2:  # an impedance has a positive real part
        w, v = (abs(w[0]), w[1]), (abs(v[0]), v[1])
    if difficulty == 1:
        product = _times(z, (w[0], -w[1]))
        answer = f"${_complex(product)}$"
        question, unit = (
            (rf"Let $z = {_complex(z)}$ and $w = {_complex(w)}$. Compute $z \cdot \overline{{w}}$.", ""),
            (
                f"{name} reflects the point of $w = {_complex(w)}$ in the real axis of the complex plane and "
                f"multiplies the number of the new point by $z = {_complex(z)}$. Which number is the result?",
                "",
            ),
            (
                f"In an alternating current circuit the voltage is $z = {_complex(z)}$ volts and the current is $w = "
                f"{_complex(w)}$ "
                r"amperes. The complex power is $z \cdot \overline{w}$. Compute it.",
                " volt-amperes",
            ),
        )[scene]
        answer += unit
        work = (
            f"The conjugate of ${_complex(w)}$ is ${_complex((w[0], -w[1]))}$.\n"
            f"$({_complex(z)})({_complex((w[0], -w[1]))}) = "
            f"{z[0] * w[0]}{signed(int(-z[0] * w[1]))}i{signed(int(z[1] * w[0]))}i{signed(int(-z[1] * w[1]))}i^2$.\n"
            f"With $i^2 = -1$ the result is {answer}."
        )
        work = work.replace(" 1i", " i")
        parameters: dict[str, int | str] = {"ask": "product", "unit": unit.strip()}
    else:
        whole = rng.random() < 0.5 or difficulty == 3
        g = _draw(rng, 6)
        if scene == 2:
            g = (abs(g[0]), g[1])
        z = _times(g, w) if whole else z
        norm = w[0] ** 2 + w[1] ** 2
        top = _times(z, (w[0], -w[1]))
        quotient = (top[0] / norm, top[1] / norm)
        work = _quotient_work(z, w, quotient)
        if difficulty == 2:
            answer = f"${_complex(quotient)}$"
            question, unit = (
                (rf"Write $\frac{{{_complex(z)}}}{{{_complex(w)}}}$ in the form $a + bi$ with real $a$ and $b$.", ""),
                (f"Which complex number times ${_complex(w)}$ gives ${_complex(z)}$?", ""),
                (
                    f"In an alternating current circuit a voltage of ${_complex(z)}$ volts acts on an impedance of "
                    f"${_complex(w)}$ ohms. The current is the voltage divided by the impedance. Compute it.",
                    " amperes",
                ),
            )[scene]
            answer += unit
            work, parameters = f"{work}\nThe answer is {answer}.", {"ask": "quotient", "unit": unit.strip()}
        else:
            total = (quotient[0] + v[0], quotient[1] + v[1])
            square = int(total[0] ** 2 + total[1] ** 2)
            factor, k = simple_root(square) if square else (0, 1)
            modulus = str(factor) if k == 1 else f"${surd(factor, k)}$"
            fractional = rf"\frac{{{_complex(z)}}}{{{_complex(w)}}}"
            add = f"({_complex(v)})"
            question, unit = (
                (rf"Compute the modulus of ${fractional} + {add}$.", ""),
                (rf"How far from the origin of the complex plane does the number ${fractional} + {add}$ lie?", ""),
                (
                    f"A voltage of ${_complex(z)}$ volts drives a current of ${_complex(w)}$ amperes through a coil, "
                    "whose impedance is the voltage divided by the current. The coil is in series with a part of "
                    f"impedance ${_complex(v)}$ ohms, so the impedances add. What is the modulus of the total "
                    "impedance?",
                    " ohms",
                ),
            )[scene]
            answer = modulus + unit
            work = (
                f"{work}\nThe sum is $({_complex(quotient)}) + {add} = {_complex(total)}$.\n"
                f"Its modulus is ${root(f'{bracket(int(total[0]))}^2 + {bracket(int(total[1]))}^2')} = "
                f"{root(square)}$, so the answer is {answer}."
            )
            parameters = {"v_re": int(v[0]), "v_im": int(v[1]), "ask": "modulus", "unit": unit.strip()}
    numbers = {"z_re": int(z[0]), "z_im": int(z[1]), "w_re": int(w[0]), "w_im": int(w[1])}
    return Draft(question, work, answer, {**numbers, **parameters})


FAMILIES: tuple[Family, ...] = (
    Family("smallest-value", "Smallest values by AM-GM", ("Algebraic inequalities",), ("AM-GM inequality",),
           ("high", "competition", "competition"), _smallest_value),
    Family("complex-numbers", "Calculating with complex numbers", ("Complex numbers",),
           ("Complex arithmetic", "Modulus and conjugate"), ("high", "high", "college"), _complex_numbers),
)  # fmt: skip
