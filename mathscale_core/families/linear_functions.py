"""Families around linear expressions: perpendicular lines, simplifying, absolute value equations."""

import random
from fractions import Fraction

from mathscale_core.families.family import Difficulty, Draft, Family
from mathscale_core.families.phrases import NAMES, TOWNS, line, pick, plus, plus_term, term, tex

_SIGHTS = ("fountain", "old oak", "water tower", "chapel", "playground", "observatory")
_STREETS = ("Mill Street", "Harbor Road", "Linden Lane", "Market Street", "Canal Road")
_HOLDERS = (("boxes", "bags", "beads"), ("trays", "jars", "cookies"), ("folders", "binders", "stamps"))


def _nonzero(rng: random.Random, size: int) -> int:
    return rng.choice((-1, 1)) * rng.randrange(1, size + 1)


def _equation(slope: Fraction, intercept: Fraction) -> str:
    return f"y = {line(slope, 'x', intercept)}"


def _bracketed(value: Fraction | int) -> str:
    return f"({tex(value)})" if value < 0 else tex(value)


def _perpendicular_line(rng: random.Random, difficulty: Difficulty) -> Draft:
    while True:
        ax, ay, bx, by, px, py = (rng.randrange(-8, 9) for _ in range(6))
        if difficulty == 1:
            slope = Fraction(_nonzero(rng, 6), rng.choice((1, 1, 2, 3, 4)))
            height = _nonzero(rng, 9)
        elif ax == bx or ay == by:
            continue
        else:
            slope = Fraction(by - ay, bx - ax)
            height = 0
        x, y = (Fraction(ax + bx, 2), Fraction(ay + by, 2)) if difficulty == 3 else (Fraction(px), Fraction(py))
        new = -1 / slope
        intercept = y - new * x
        off_line = difficulty == 3 or y - ay != slope * (x - ax) or difficulty == 1
        small = max(slope.denominator, abs(slope.numerator)) <= (6 if difficulty < 3 else 8)
        if off_line and small and intercept.denominator <= (1, 3, 4)[difficulty - 1] and intercept != 0:
            break
    given = f"y = {line(slope, 'x', height)}"
    a, b, p = f"$({ax}, {ay})$", f"$({bx}, {by})$", f"$({px}, {py})$"
    form = "Give it in the form $y = mx + b$."
    town, street, sight = rng.choice(TOWNS), rng.choice(_STREETS), rng.choice(_SIGHTS)
    question = rng.choice(
        (
            (
                f"Find the equation of the line through {p} that is perpendicular to the line ${given}$. {form}",
                f"On the town plan of {town}, {street} runs along ${given}$. A new footpath through the {sight} at "
                f"{p} meets the street at a right angle. What is the equation of the line along which the path runs? "
                f"{form}",
                f"A laser beam travels along ${given}$. A second beam crosses it at right angles and passes through "
                f"the point {p}. Which equation does the second beam follow? {form}",
            ),
            (
                f"Find the equation of the line through {p} that is perpendicular to the line through {a} and {b}. "
                f"{form}",
                f"In a triangle with vertices $A{a[1:-1]}$, $B{b[1:-1]}$ and $C{p[1:-1]}$, what is the equation of "
                f"the line that contains the altitude from $C$? {form}",
                f"On the town plan of {town}, {street} runs straight through the points {a} and {b}. A new footpath "
                f"through the {sight} at {p} meets the street at a right angle. Along which line does the path run? "
                f"{form}",
            ),
            (
                f"Find the equation of the perpendicular bisector of the segment from {a} to {b}. {form}",
                f"All points of the plane that are equally far from $A{a[1:-1]}$ and $B{b[1:-1]}$ lie on one line. "
                f"What is its equation? {form}",
                f"A sheet of graph paper is folded so that the point {a} lands exactly on the point {b}. "
                f"Along which line is the crease? {form}",
            ),
        )[difficulty - 1]
    )
    parameters: dict[str, int | str]
    if difficulty == 1:
        parameters = {"slope_top": slope.numerator, "slope_bottom": slope.denominator, "height": height}
        parameters |= {"px": px, "py": py}
        steps = [f"The given line has slope ${tex(slope)}$."]
    else:
        parameters = {"ax": ax, "ay": ay, "bx": bx, "by": by}
        parameters |= {"px": px, "py": py} if difficulty == 2 else {}
        steps = [
            f"The slope between {a} and {b} is $\\frac{{{by} - {_bracketed(ay)}}}{{{bx} - {_bracketed(ax)}}} = "
            f"{tex(slope)}$."
        ]
    if difficulty == 3:
        steps.append(f"The line passes through the midpoint $({tex(x)}, {tex(y)})$ at right angles to the segment.")
    answer = f"${_equation(new, intercept)}$"
    steps += [
        f"Slopes of perpendicular lines have product $-1$, so the new slope is ${tex(new)}$.",
        f"From $y = mx + b$ at $({tex(x)}, {tex(y)})$: $b = {tex(y)} - {_bracketed(new)} \\cdot {_bracketed(x)} = "
        f"{tex(intercept)}$.",
        f"The line is {answer}.",
    ]
    return Draft(question, "\n".join(steps), answer, parameters)


def _expand(rng: random.Random, difficulty: Difficulty) -> Draft:
    v = rng.choice("xyntk")
    story = rng.random() < 0.35 and difficulty == 1
    while True:
        a, b, d, e = (rng.randrange(2, 10) for _ in range(4))
        c, f, g = (_nonzero(rng, 9) for _ in range(3))
        if difficulty == 1 and story:
            c, f = abs(c), abs(f)
        sign = 1 if difficulty == 1 else -1
        square = 0 if difficulty < 3 else a * b - d * e
        middle = a * b + sign * d * e if difficulty < 3 else a * c - d * f
        constant = a * c + sign * d * f if difficulty < 3 else -d * g
        if middle != 0 and constant != 0 and (square != 0 or difficulty < 3):
            break
    if difficulty < 3:
        first, second = f"{a}({line(b, v, c)})", f"{d}({line(e, v, f)})"
        names = (line(b, v, c), line(e, v, f))
        expanded = f"{line(a * b, v, a * c)}{plus_term(sign * d * e, v)}{plus(sign * d * f)}"
    else:
        quadratic = f"{term(e, v + '^2')}{plus_term(f, v)}{plus(g)}"
        first, second = f"{a}{v}({line(b, v, c)})", f"{d}({quadratic})"
        names = (line(b, v, c), quadratic)
        expanded = f"{term(a * b, v + '^2')}{plus_term(a * c, v)} - {d * e}{v}^2{plus_term(-d * f, v)}{plus(-d * g)}"
    whole = f"{first} {pick(sign > 0, '+|-')} {second}"
    box, bag, thing = rng.choice(_HOLDERS)
    name = rng.choice(NAMES)
    if story:
        question = (
            f"{name} has {a} {box} with ${names[0]}$ {thing} in each and {d} {bag} with ${names[1]}$ {thing} in "
            f"each. Write the total number of {thing} as an expression in ${v}$ that is as simple as possible."
        )
    else:
        question = rng.choice(
            (
                f"Simplify ${whole}$.",
                f"Write ${whole}$ without parentheses and with as few terms as possible.",
                f"Let $P = {first}$ and $Q = {second}$. Expand and simplify $P {pick(sign > 0, '+|-')} Q$.",
                f"{name} wants to {pick(sign > 0, 'add|subtract')} ${second}$ {pick(sign > 0, 'to|from')} ${first}$. "
                f"Write the result as a polynomial in ${v}$ in simplest form.",
            )
        )
    if difficulty < 3:
        result = line(middle, v, constant)
        parameters: dict[str, int | str] = {"a": a, "b": b, "c": c, "d": d, "e": e, "f": f}
    else:
        result = f"{term(square, v + '^2')}{plus_term(middle, v)}{plus(constant)}"
        parameters = {"a": a, "b": b, "c": c, "d": d, "e": e, "f": f, "g": g}
    parameters |= {"operation": pick(sign > 0, "sum|difference"), "letter": v}
    steps = [
        f"{pick(story, f'The total is ${whole}$. Multiply out|Multiply out')} with the distributive property: "
        f"${expanded}$.",
        "Collect the terms with the same powers"
        + (f": ${term(square, v + '^2')}$, ${term(middle, v)}$" if difficulty == 3 else f": ${term(middle, v)}$")
        + f" and ${constant}$.",
        f"The result is ${result}$.",
    ]
    return Draft(question, "\n".join(steps), f"${result}$", parameters)


def _absolute_value(rng: random.Random, difficulty: Difficulty) -> Draft:
    v = rng.choice("xyzt")
    parameters: dict[str, int | str]
    if difficulty == 1:
        center, distance = _nonzero(rng, 30), rng.randrange(1, 31)
        roots = [Fraction(center - distance), Fraction(center + distance)]
        left, right = f"|{line(1, v, -center)}|", str(distance)
        steps = [
            f"The number inside is ${distance}$ or ${-distance}$.",
            f"${line(1, v, -center)} = {distance}$ gives ${v} = {roots[1]}$.",
            f"${line(1, v, -center)} = {-distance}$ gives ${v} = {roots[0]}$.",
        ]
        parameters = {"shift": -center, "distance": distance}
        units = pick(distance == 1, "unit|units")
        other = f"Which numbers ${v}$ lie exactly {distance} {units} from ${center}$ on the number line?"
    elif difficulty == 2:
        a, added = rng.randrange(2, 8), _nonzero(rng, 15)
        b, size = _nonzero(rng, 20), rng.randrange(1, 30)
        while (size + b) % a and (size - b) % a:
            b, size = _nonzero(rng, 20), rng.randrange(1, 30)
        roots = sorted((Fraction(size - b, a), Fraction(-size - b, a)))
        inside = line(a, v, b)
        left, right = f"|{inside}|{plus(added)}", str(size + added)
        steps = [
            f"Bring the constant to the right: $|{inside}| = {size}$.",
            f"${inside} = {size}$ gives ${v} = {tex(Fraction(size - b, a))}$.",
            f"${inside} = {-size}$ gives ${v} = {tex(Fraction(-size - b, a))}$.",
        ]
        parameters = {"factor": a, "shift": b, "added": added, "value": size + added}
        other = f"Let $f({v}) = {left}$. Find all ${v}$ with $f({v}) = {right}$."
    else:
        while True:
            a, c = rng.randrange(2, 8), rng.randrange(1, 7)
            b, d = _nonzero(rng, 20), _nonzero(rng, 20)
            if a == c:
                continue
            candidates = sorted({Fraction(d - b, a - c), Fraction(-d - b, a + c)})
            roots = [r for r in candidates if c * r + d >= 0]
            if roots and len(candidates) == 2 and all(r.denominator <= 5 for r in candidates):
                break
        inside, right = line(a, v, b), line(c, v, d)
        left = f"|{inside}|"
        parameters = {"factor": a, "shift": b, "slope": c, "constant": d}
        one, two = Fraction(d - b, a - c), Fraction(-d - b, a + c)
        steps = [
            f"A solution must satisfy ${inside} = {right}$ or ${inside} = -({right})$, and ${right} \\ge 0$.",
            f"The first equation gives ${v} = {tex(one)}$, where ${right} = {tex(c * one + d)}$, so this value is "
            f"{pick(c * one + d >= 0, 'a solution|not a solution')}.",
            f"The second equation gives ${v} = {tex(two)}$, where ${right} = {tex(c * two + d)}$, so this value is "
            f"{pick(c * two + d >= 0, 'a solution|not a solution')}.",
        ]
        other = f"Let $f({v}) = {left}$ and $g({v}) = {right}$. For which ${v}$ do the graphs of $f$ and $g$ meet?"
    question = rng.choice(
        (
            f"Solve the equation ${left} = {right}$.",
            f"Find all real numbers ${v}$ for which ${left} = {right}$ holds.",
            other,
        )
    )
    answer = " or ".join(f"${v} = {tex(r)}$" for r in roots)
    return Draft(question, "\n".join([*steps, f"So {answer}."]), answer, {**parameters, "letter": v})


FAMILIES: tuple[Family, ...] = (
    Family(
        "perpendicular-line", "Perpendicular line", ("Linear functions",),
        ("Slope of a line", "Slope-intercept form", "Parallel and perpendicular lines"), ("middle", "high", "high"),
        _perpendicular_line,
    ),
    Family(
        "simplify-expression", "Expand and simplify", ("Algebraic expressions",),
        ("Distributive property", "Combining like terms"), ("middle", "middle", "high"), _expand,
    ),
    Family(
        "absolute-value-equation", "Absolute value equation", ("Absolute value", "Linear equations"),
        ("Absolute value equations", "Solving one-variable linear equations"), ("middle", "high", "high"),
        _absolute_value,
    ),
)  # fmt: skip
