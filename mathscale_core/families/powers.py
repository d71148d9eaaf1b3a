"""Powers and roots: laws of exponents, scientific notation, radicals, radical equations."""

import random
from fractions import Fraction

from mathscale_core.families.algebra_text import NAMES, decimal, polynomial, power, root, surd
from mathscale_core.families.family import Difficulty, Draft, Family

# Per difficulty: what is asked, the text, the answer's unit, the exponents to draw from.
_Scene = tuple[str, str, str, tuple[range, ...]]
_PRODUCTS: tuple[_Scene, ...] = (
    ("product", "A server answers ${}$ requests every second. How many requests does it answer in ${}$ seconds?",
     "requests", (range(3, 6), range(3, 6))),
    ("product", "One grain of pollen has a mass of ${}$ g. What is the mass of ${}$ such grains, in grams?",
     "g", (range(-9, -6), range(4, 7))),
    ("product", "A comet moves at a steady speed of ${}$ km/h. How far does it travel in ${}$ hours?",
     "km", (range(4, 6), range(2, 5))),
)  # fmt: skip
_SCENES: dict[int, tuple[_Scene, ...]] = {
    1: _PRODUCTS,
    2: (
        *_PRODUCTS,
        (
            "quotient",
            "A reservoir holds ${}$ liters of water, and a city uses ${}$ liters a day. For how many days would the "
            "water last if no rain fell?",
            "days",
            (range(9, 11), range(5, 7)),
        ),
        (
            "quotient",
            "An archive of ${}$ bytes is cut into packets of ${}$ bytes each. How many packets are there?",
            "packets",
            (range(12, 15), range(3, 6)),
        ),
        (
            "quotient",
            "A filter has caught ${}$ g of dust. Each dust particle has a mass of ${}$ g. How many particles are in "
            "the filter?",
            "particles",
            (range(2, 5), range(-7, -4)),
        ),
    ),
    3: (
        (
            "product-quotient",
            "A telescope records ${}$ bytes every second. A recording of ${}$ seconds is spread evenly over ${}$ "
            "disks. How many bytes does each disk hold?",
            "bytes",
            (range(6, 9), range(3, 5), range(1, 3)),
        ),
        (
            "sum-quotient",
            "A probe covers ${}$ km in the first part of its flight and ${}$ km in the second part, always at ${}$ "
            "km/h. How many hours does the whole flight take?",
            "hours",
            (range(7, 10), range(6, 9), range(4, 5)),
        ),
        (
            "sum-product",
            "Two dishes hold ${}$ and ${}$ bacteria. Each bacterium has a mass of ${}$ g. What is the total mass of "
            "the bacteria, in grams?",
            "g",
            (range(8, 11), range(7, 10), range(-13, -11)),
        ),
    ),
}


def _power_chain(rng: random.Random, difficulty: Difficulty, base: int) -> tuple[str, int, str, dict[str, int | str]]:
    """A product of powers: its text, the exponent it has, the working, the parameters."""
    if difficulty == 1:
        p, q, r = rng.randint(4, 15), rng.randint(3, 15), rng.randint(2, 9)
        text = rf"{power(base, p)} \cdot {power(base, q)} \div {power(base, r)}"
        work = f"Multiplying adds the exponents and dividing subtracts them: ${p} + {q} - {r} = {p + q - r}$."
        return text, p + q - r, work, {"base": base, "p": p, "q": q, "r": r}
    if difficulty == 2:
        p, q, r = rng.randint(2, 7), rng.randint(2, 7), rng.randint(2, 9)
        s = rng.choice((-1, 1)) * rng.randint(2, 9)
        text = rf"\left({power(base, p)}\right)^{{{q}}} \cdot {power(base, -r)} \div {power(base, s)}"
        less = f"({s})" if s < 0 else str(s)
        work = (
            rf"A power of a power multiplies the exponents: ${p} \cdot {q} = {p * q}$."
            f"\nThen the exponents are added and subtracted: ${p * q} + (-{r}) - {less} = {p * q - r - s}$."
        )
        return text, p * q - r - s, work, {"base": base, "p": p, "q": q, "r": r, "s": s}
    u, v, w = rng.sample({2: (2, 3, 4, 5), 3: (1, 2, 3, 4), 5: (1, 2, 3)}[base], 3)
    p, q, r = rng.randint(2, 12), rng.randint(2, 12), rng.randint(2, 12)
    n = u * p + v * q - w * r
    text = rf"\frac{{{power(base**u, p)} \cdot {power(base**v, q)}}}{{{power(base**w, r)}}}"
    work = (
        f"As powers of {base} the three parts are ${power(base, u * p)}$, ${power(base, v * q)}$ and "
        f"${power(base, w * r)}$.\nSo the exponent is ${u * p} + {v * q} - {w * r} = {n}$."
    )
    return text, n, work, {"base": base, "b1": base**u, "p": p, "b2": base**v, "q": q, "b3": base**w, "r": r}


def _exponent_laws(rng: random.Random, difficulty: Difficulty) -> Draft:
    base, n = 2, 0
    while abs(n) < 2:
        base = rng.choice((2, 3, 5, 7, 10) if difficulty < 3 else (2, 3, 5))
        text, n, work, parameters = _power_chain(rng, difficulty, base)
    wordings = [
        ("power", f"Write ${text}$ as a single power of {base}."),
        ("exponent", f"For which integer $n$ is ${text} = {base}^{{n}}$?"),
        (
            "exponent",
            f"Without a calculator, {rng.choice(NAMES)} sees that ${text}$ is a power of {base}. Which exponent does "
            "this power have?",
        ),
    ]
    if difficulty == 1 and base == 2:
        p, q, r = (power(2, int(parameters[key])) for key in "pqr")
        wordings.append(
            (
                "files",
                f"A computer center stores ${p}$ folders with ${q}$ files each and spreads all the files evenly over "
                f"${r}$ disks. Each disk gets $2^{{n}}$ files. What is $n$?",
            )
        )
        work = f"Each disk gets ${text}$ files.\n{work}"
    ask, question = rng.choice(wordings)
    answer = f"${power(base, n)}$" if ask == "power" else str(n)
    end = f"The expression equals ${power(base, n)}$" + ("." if ask == "power" else f", so the exponent is {n}.")
    return Draft(question, f"{work}\n{end}", answer, {**parameters, "ask": ask})


def _scientific_notation(rng: random.Random, difficulty: Difficulty) -> Draft:
    ask, text, unit, exponents = rng.choice(_SCENES[difficulty])
    while True:
        e = [rng.choice(list(each)) for each in exponents]
        a = [Fraction(rng.randint(11, 99), 10) for _ in e]
        if difficulty == 1:
            a[1] = Fraction(rng.randint(2, 8))
        if ask.startswith("sum") and not 1 <= e[0] - e[1] <= 2:
            continue
        first = a[0] + a[1] / 10 ** (e[0] - e[1]) if ask.startswith("sum") else a[0]
        rest = a[2:] if ask.startswith("sum") else a[1:]
        raw = {"sum-quotient": first / a[-1], "sum-product": first * a[-1], "product": first * a[1]}.get(
            ask, first / rest[0] if ask == "quotient" else first * a[1] / a[-1]
        )
        places = 1 if difficulty == 1 else 3
        if (1 <= raw < 10) == (difficulty == 1) and (raw * 10**places).denominator == 1:
            break
    shown = [rf"{decimal(m)} \times 10^{{{k}}}" for m, k in zip(a, e, strict=True)]
    if ask.startswith("sum"):
        total = rf"\left({shown[0]} + {shown[1]}\right)"
        counted = "km" if unit == "hours" else "bacteria"
        work = rf"${shown[0]} + {shown[1]} = {decimal(first)} \times 10^{{{e[0]}}}$ {counted}."
        shift = e[0] - e[2] if ask == "sum-quotient" else e[0] + e[2]
        sign = r"\div" if ask == "sum-quotient" else r"\cdot"
        work += f"\n${total} {sign} ({shown[2]}) = ({decimal(first)} {sign} {decimal(a[2])})"
    else:
        shift = e[0] + (-e[1] if ask == "quotient" else e[1]) - (e[2] if len(e) > 2 else 0)
        signs = {"product": r"\cdot", "quotient": r"\div", "product-quotient": r"\cdot"}
        full = f" {signs[ask]} ".join(f"({m})" for m in shown[:2]) + (rf" \div ({shown[2]})" if len(e) > 2 else "")
        plain = f" {signs[ask]} ".join(decimal(m) for m in a[:2]) + (rf" \div {decimal(a[2])}" if len(e) > 2 else "")
        work = f"Numbers and powers of ten are combined separately.\n${full} = ({plain})"
    mantissa, exponent = raw, shift
    work += rf" \times 10^{{{shift}}} = {decimal(raw)} \times 10^{{{shift}}}$."
    while mantissa >= 10:
        mantissa, exponent = mantissa / 10, exponent + 1
    while mantissa < 1:
        mantissa, exponent = mantissa * 10, exponent - 1
    result = rf"${decimal(mantissa)} \times 10^{{{exponent}}}$ {unit}"
    parameters: dict[str, int | str] = {"ask": ask, "unit": unit}
    for letter, m, k in zip("abc", a, e, strict=False):
        parameters |= {letter: decimal(m), f"{letter}_exponent": k}
    question = text.format(*shown) + " Give the answer in scientific notation."
    return Draft(question, f"{work}\nIn scientific notation this is {result}.", result, parameters)


def _simplify_radicals(rng: random.Random, difficulty: Difficulty) -> Draft:
    k = rng.choice((2, 3, 5, 6, 7, 10, 11, 13, 14, 15))
    if difficulty == 1:
        a, b = rng.sample(range(2, 10), 2)
        m, n = a * a * k, b * b * k
        text, c = f"{root(m)} + {root(n)}", a + b
        work = (
            f"${root(m)} = {surd(a, k)}$ and ${root(n)} = {surd(b, k)}$.\n${surd(a, k)} + {surd(b, k)} = {surd(c, k)}$."
        )
        parameters: dict[str, int | str] = {"m": m, "n": n}
        ask, scene = (
            "perimeter",
            (
                f"A rectangular mosaic is ${root(m)}$ cm wide and ${root(n)}$ cm long. Find its perimeter in simplest "
                "radical form."
            ),
        )
    else:
        c = 0
        while c < 2:
            a, b, d = rng.sample(range(2, 10), 3)
            if difficulty == 3:
                a = rng.choice([n for n in (2, 3, 5, 6, 7) if n != k])
            p, q, r = rng.randint(2, 6), rng.randint(2, 6), rng.randint(2, 5)
            g, h = rng.choice(((2, 3), (2, 5), (3, 5), (2, 7), (6, 1), (3, 7), (3, 2), (5, 2)))
            c = p * a + q * b - r * d if difficulty == 2 else a * g * h + p * b - q * d
        if difficulty == 2:
            m, n, o = a * a * k, b * b * k, d * d * k
            text = f"{surd(p, m)} + {surd(q, n)} - {surd(r, o)}"
            work = (
                f"${root(m)} = {surd(a, k)}$, ${root(n)} = {surd(b, k)}$ and ${root(o)} = {surd(d, k)}$.\n"
                f"${surd(p * a, k)} + {surd(q * b, k)} - {surd(r * d, k)} = {surd(c, k)}$."
            )
            ask, scene = (
                "wire",
                (
                    f"{rng.choice(NAMES)} solders together {p} wires of length ${root(m)}$ cm and {q} wires of length "
                    f"${root(n)}$ cm and then cuts {r} pieces of length ${root(o)}$ cm off. How long is the wire that "
                    "is left, in simplest radical form?"
                ),
            )
            parameters = {"p": p, "m": m, "q": q, "n": n, "r": r, "o": o}
        else:
            s, t, m, n = g * g * k * a, h * h * a, b * b * k, d * d * k
            text = rf"{root(s)} \cdot {root(t)} + {surd(p, m)} - {surd(q, n)}"
            work = (
                rf"${root(s)} \cdot {root(t)} = {root(s * t)} = {surd(a * g * h, k)}$, ${root(m)} = {surd(b, k)}$ and "
                f"${root(n)} = {surd(d, k)}$.\n"
                f"${surd(a * g * h, k)} + {surd(p * b, k)} - {surd(q * d, k)} = {surd(c, k)}$."
            )
            ask, scene = (
                "land",
                (
                    f"A rectangular field has sides of ${root(s)}$ m and ${root(t)}$ m. Its owner buys {p} more strips "
                    f"of land of ${root(m)}$ m^2 each and sells {q} strips of ${root(n)}$ m^2 each. How large is the "
                    "land now, in simplest radical form?"
                ),
            )
            parameters = {"s": s, "t": t, "p": p, "m": m, "q": q, "n": n}
    letter = surd(1, k)
    asked, question, answer = rng.choice(
        (
            ("form", f"Write ${text}$ in simplest radical form.", f"${surd(c, k)}$"),
            ("coefficient", rf"For which integer $c$ does ${text}$ equal $c \cdot {letter}$?", str(c)),
            (ask, scene, f"${surd(2 * c if ask == 'perimeter' else c, k)}$ {'m^2' if ask == 'land' else 'cm'}"),
        )
    )
    if asked == "coefficient":
        parameters["k"] = k
    ends = {
        "form": f"The simplest form is {answer}.",
        "coefficient": f"So $c = {c}$.",
        "perimeter": f"The perimeter is twice this sum, {answer}.",
    }
    end = ends.get(asked, f"The result is {answer}.")
    return Draft(question, f"{work}\n{end}", answer, {**parameters, "ask": asked})


def _radical_equation(rng: random.Random, difficulty: Difficulty) -> Draft:
    x = rng.randint(2, 40)
    parameters: dict[str, int | str]
    if difficulty == 1:
        a, c = rng.randint(2, 9), rng.randint(4, 15)
        b = c * c - a * x
        if b == 0:
            c += 1
            b = c * c - a * x
        left, right, parameters = root(inside := polynomial((a, b))), str(c), {"form": "number", "a": a, "b": b, "c": c}
        work = (
            f"Squaring both sides gives ${inside} = {c * c}$.\nSo ${polynomial((a, 0))} = {c * c - b}$ and $x = {x}$."
        )
        tile = f"A square tile has an area of ${inside}$ cm^2, and its sides are {c} cm long. Find $x$."
    elif difficulty == 2:
        a = rng.randint(1, 4)
        side = rng.randint(a + 1, 15)
        c = side - x
        if c == 0:
            c, x = 1, x - 1
        b = side * side - a * x
        other = a - 2 * c - x
        left, right, parameters = (
            root(inside := polynomial((a, b))),
            polynomial((1, c)),
            {"form": "line", "a": a, "b": b, "c": c},
        )
        quadratic = polynomial((1, 2 * c - a, c * c - b))
        work = (
            f"Squaring both sides gives ${inside} = {polynomial((1, 2 * c, c * c))}$, so ${quadratic} = 0$.\n"
            f"Its roots are ${x}$ and ${other}$. For $x = {other}$ the right side is ${other + c}$, which is negative, "
            "so this root is not a solution."
        )
        tile = f"A square tile has an area of ${inside}$ cm^2, and its sides are ${right}$ cm long. Find $x$."
    else:
        m, n = sorted(rng.sample(range(2, 19), 2))
        a, b, c = m * m - x, n * n - x, m + n
        first, second = polynomial((1, a)), polynomial((1, b))
        left, right, parameters = (
            f"{root(first)} + {root(second)}",
            str(c),
            {"form": "two roots", "a": a, "b": b, "c": c},
        )
        work = (
            f"Put $u = {root(first)}$ and $v = {root(second)}$. Then $u + v = {c}$ and $v^2 - u^2 = {b - a}$.\n"
            rf"So $v - u = {b - a} \div {c} = {n - m}$, which gives $u = {m}$ and $v = {n}$."
            "\n"
            f"Then ${first} = {m * m}$, so $x = {x}$, and ${second} = {n * n}$ holds as well."
        )
        tile = (
            f"Two square tiles have areas of ${first}$ cm^2 and ${second}$ cm^2. A side of the one and a side of the "
            f"other are {c} cm long together. Find $x$."
        )
    wordings = [
        f"Find all real solutions of ${left} = {right}$.",
        tile,
        f"The graph of $y = {left}$ and the line $y = {right}$ have exactly one common point. What is its "
        "$x$-coordinate?",
    ]
    if difficulty == 1:
        change = f"adds {b}" if b > 0 else f"subtracts {-b}"
        wordings.append(
            f"{rng.choice(NAMES)} thinks of a number, multiplies it by {a}, {change} and takes the square root. The "
            f"result is {c}. What is the number?"
        )
    steps = f"The equation is ${left} = {right}$.\n{work}\nThe answer is {x}."
    return Draft(rng.choice(wordings), steps, str(x), parameters)


FAMILIES: tuple[Family, ...] = (
    Family("exponent-laws", "One power from several", ("Exponents",), ("Laws of exponents",),
           ("middle", "middle", "high"), _exponent_laws),
    Family("scientific-notation", "Very large and very small amounts", ("Exponents",),
           ("Scientific notation", "Laws of exponents"), ("middle", "middle", "high"), _scientific_notation),
    Family("simplify-radicals", "Adding square roots", ("Radicals",), ("Simplifying radicals", "Combining like terms"),
           ("middle", "high", "high"), _simplify_radicals),
    Family("radical-equation", "Equations with square roots", ("Radicals",),
           ("Radical equations",),
           ("high", "high", "competition"), _radical_equation),
)  # fmt: skip
