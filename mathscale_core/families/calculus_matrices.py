"""Determinants, inverse matrices and eigenvalues."""

import random
from collections.abc import Sequence
from fractions import Fraction

from mathscale_core.families.algebra_text import bracket, fraction, polynomial
from mathscale_core.families.family import Difficulty, Draft, Family
from mathscale_core.families.further_text import column, matrix, point

Rows = list[list[int]]


def _entries(rng: random.Random, n: int, low: int, high: int, m: int | None = None) -> Rows:
    return [[rng.randint(low, high) for _ in range(m or n)] for _ in range(n)]


def _minor(a: Rows, i: int, j: int) -> Rows:
    return [row[:j] + row[j + 1 :] for k, row in enumerate(a) if k != i]


def _det(a: Rows) -> int:
    """The determinant by expansion along the first row."""
    if len(a) == 1:
        return a[0][0]
    return sum((-1) ** j * a[0][j] * _det(_minor(a, 0, j)) for j in range(len(a)) if a[0][j])


def _times(a: Sequence[Sequence[int]], b: Sequence[Sequence[int]]) -> Rows:
    return [[sum(x * y for x, y in zip(row, col, strict=True)) for col in zip(*b, strict=True)] for row in a]


def _flat(name: str, a: Sequence[Sequence[int]]) -> dict[str, int | str]:
    return {f"{name}{i}{j}": x for i, row in enumerate(a, 1) for j, x in enumerate(row, 1)}


def _two(a: Rows) -> str:
    """The determinant of two rows as a formula."""
    return f"{bracket(a[0][0])} \\cdot {bracket(a[1][1])} - {bracket(a[0][1])} \\cdot {bracket(a[1][0])}"


def _expansion(a: Rows, row: int = 0) -> tuple[str, int]:
    """The expansion of a 3x3 determinant along a row, and its value."""
    parts, values = [], []
    for j in range(3):
        sign, minor = (-1) ** (row + j), _minor(a, row, j)
        if a[row][j]:
            parts.append(f"{bracket(sign * a[row][j])} \\cdot ({_two(minor)})")
            values.append(sign * a[row][j] * _det(minor))
    sums = " + ".join(bracket(v) if i else str(v) for i, v in enumerate(values))
    total = sum(values)
    middle = f" = {sums}" if len(values) > 1 else ""
    return f"${' + '.join(parts)}{middle} = {total}$", total


def _sum(letters: Sequence[str], row: Sequence[int]) -> str:
    """A sum such as 2x - y + 3z."""
    text = ""
    for letter, c in zip(letters, row, strict=True):
        if c:
            size = "" if abs(c) == 1 else str(abs(c))
            text += (("-" if c < 0 else "") if not text else (" - " if c < 0 else " + ")) + size + letter
    return text


def _three_by_three(rng: random.Random) -> Draft:
    scene = rng.randrange(3)
    while True:
        a = _entries(rng, 3, -5, 6)
        a[rng.randrange(3)][rng.randrange(3)] = 0
        if _det(a) and all(any(row) for row in a) and sum(x == 0 for row in a for x in row) < 3:
            break
    row = max(range(3), key=lambda i: a[i].count(0))
    where = ("first", "second", "third")[row]
    work, value = _expansion(a, row)
    if scene == 0:
        question = f"Find the determinant of the matrix $A = {matrix(a)}$."
        return Draft(question, f"Cofactor expansion along the {where} row gives\n{work}.\nThe determinant is "
                               f"{value}.", str(value),
                     {"ask": "matrix", **_flat("a", a)})  # fmt: skip
    if scene == 1:
        u, v, w = (f"${name} = {point(*row)}$" for name, row in zip("uvw", a, strict=True))
        question = (
            f"The edges of a parallelepiped from one corner are the vectors {u}, {v} and {w}. What is its volume?"
        )
        work = (
            "The volume is the absolute value of the determinant with the rows $u$, $v$, $w$.\nCofactor expansion "
            f"along the {where} row gives {work}.\nThe volume is {abs(value)}."
        )
        return Draft(question, work, str(abs(value)), {"ask": "volume", **_flat("a", a)})
    right = [rng.randint(1, 20) for _ in range(3)]
    lines = ", ".join(f"${_sum('xyz', row)} = {r}$" for row, r in zip(a, right, strict=True))
    question = (
        f"A system of linear equations consists of {lines}. What is the determinant of its coefficient matrix, with "
        "the unknowns in the order $x$, $y$, $z$?"
    )
    work = (
        f"The coefficient matrix is ${matrix(a)}$.\nCofactor expansion along the {where} row gives {work}.\nThe "
        f"determinant is {value}."
    )
    return Draft(
        question, work, str(value), {"ask": "system", **_flat("a", a), **{f"r{i}": r for i, r in enumerate(right, 1)}}
    )


def _unknown_entry(rng: random.Random) -> Draft:
    """A 3x3 determinant that depends on t in one place."""
    scene = rng.randrange(3)
    while True:
        a, t = _entries(rng, 3, -4, 5), rng.randint(-9, 9)
        i, j = rng.randrange(3), rng.randrange(3)
        rest, factor = _det([[0 if (r, c) == (i, j) else x for c, x in enumerate(row)] for r, row in enumerate(a)]), 0
        factor = (-1) ** (i + j) * _det(_minor(a, i, j))
        target = rest + factor * t if scene == 0 else 0
        if (
            factor
            and (scene == 0 or rest == -factor * t)
            and all(x or (r, c) == (i, j) for r, row in enumerate(a) for c, x in enumerate(row))
        ):
            break
    shown: list[list[int | str]] = [
        ["t" if (r, c) == (i, j) else x for c, x in enumerate(row)] for r, row in enumerate(a)
    ]
    numbers = {f"a{r}{c}": x for r, row in enumerate(shown, 1) for c, x in enumerate(row, 1)}
    form = polynomial((factor, rest), "t")
    steps = (
        f"Cofactor expansion along the {('first', 'second', 'third')[i]} row gives the determinant ${form}$; the "
        f"cofactor of $t$ is {factor}."
    )
    if scene == 0:
        question = f"For which number $t$ does the matrix $A = {matrix(shown)}$ have the determinant {target}?"
        end = f"${form} = {target}$ holds for $t = {t}$."
        return Draft(
            question, f"{steps}\n{end}\nThe number is {t}.", str(t), {"ask": "target", **numbers, "target": target}
        )
    if scene == 1:
        question = f"For which number $t$ does the matrix $A = {matrix(shown)}$ have no inverse?"
        reason = "A square matrix has no inverse exactly when its determinant is 0."
    else:
        u, v, w = (f"${name} = ({', '.join(map(str, row))})$" for name, row in zip("uvw", shown, strict=True))
        question = f"For which number $t$ do the vectors {u}, {v} and {w} lie in one plane through the origin?"
        reason = "Three vectors lie in one plane exactly when the determinant with these rows is 0."
    work = f"{reason}\n{steps}\n${form} = 0$ holds for $t = {t}$, so the number is {t}."
    return Draft(question, work, str(t), {"ask": ("", "singular", "plane")[scene], **numbers})


def _larger_determinant(rng: random.Random) -> Draft:
    scene = rng.randrange(3)
    if scene == 0:
        while True:
            a = _entries(rng, 4, -4, 5)
            i, j = rng.randrange(4), rng.randrange(4)
            a[i] = [x if c == j else 0 for c, x in enumerate(a[i])]
            small = _minor(a, i, j)
            if (
                a[i][j]
                and _det(small)
                and sum(x == 0 for row in small for x in row) < 3
                and all(any(row) for row in small)
            ):
                break
        step, value = _expansion(small)
        sign = (-1) ** (i + j)
        total = sign * a[i][j] * value
        question = f"Find the determinant of the matrix $A = {matrix(a)}$."
        work = (
            f"In row {i + 1} only the entry {a[i][j]} in column {j + 1} is not 0, and the sign of its place is "
            f"{'plus' if sign > 0 else 'minus'}.\nThe remaining 3 by 3 minor is {step}.\nSo the determinant is "
            f"${bracket(sign * a[i][j])} \\cdot {bracket(value)} = {total}$, that is {total}."
        )
        return Draft(question, work, str(total), {"ask": "matrix", **_flat("a", a)})
    while True:
        a = _entries(rng, 3, -3, 4)
        d = _det(a)
        if 2 <= abs(d) <= 9 and all(any(row) for row in a) and sum(x == 0 for row in a for x in row) < 3:
            break
    step, _ = _expansion(a)
    if scene == 1:
        k, n = rng.randint(2, 4), rng.randint(2, 3)
        value = k**3 * d**n
        question = f"Let $A = {matrix(a)}$. What is the determinant of the matrix ${k}A^{n}$?"
        work = (
            f"Cofactor expansion gives the determinant of $A$ as {step}.\nThe determinant of a product is the "
            f"product of the determinants, so $A^{n}$ has the determinant ${bracket(d)}^{n} = {d**n}$.\nThe factor "
            f"{k} in each of the three rows multiplies it by ${k}^3 = {k**3}$: ${k**3} \\cdot {bracket(d**n)} = "
            f"{value}$, so the answer is {value}."
        )
        return Draft(question, work, str(value), {"ask": "multiple", **_flat("a", a), "factor": k, "power": n})
    volume, n = rng.randint(2, 30), rng.randint(2, 3)
    value = volume * abs(d) ** n
    body = rng.choice(("ball", "cone", "cube", "cylinder", "pyramid"))
    question = (
        f"The linear map with the matrix $A = {matrix(a)}$ is applied {'twice' if n == 2 else 'three times'} in a "
        f"row to a {body} with a volume of {volume} cm^3. What is the volume of the resulting body?"
    )
    work = (
        f"Cofactor expansion gives the determinant of $A$ as {step}.\nEach application multiplies volumes by its "
        f"absolute value {abs(d)}.\nThe volume is ${volume} \\cdot {abs(d)}^{n} = {value}$, that is {value} cm^3."
    )
    return Draft(
        question,
        work,
        f"{value} cm^3",
        {"ask": "body", **_flat("a", a), "times": "twice" if n == 2 else "three times", "volume": volume},
    )


def _determinant(rng: random.Random, difficulty: Difficulty) -> Draft:
    return (_three_by_three, _unknown_entry, _larger_determinant)[difficulty - 1](rng)


def _invertible(rng: random.Random, dets: Sequence[int]) -> Rows:
    while True:
        a = _entries(rng, 2, -5, 7)
        if _det(a) in dets and all(x for row in a for x in row):
            return a


def _inverse_two(a: Rows, name: str = "A") -> tuple[str, list[list[Fraction]]]:
    """The sentence that inverts a 2x2 matrix."""
    d = _det(a)
    turned = [[a[1][1], -a[0][1]], [-a[1][0], a[0][0]]]
    factor = "" if d == 1 else "-" if d == -1 else fraction(Fraction(1, d))
    return f"The determinant of ${name}$ is {d}, so ${name}^{{-1}} = {factor}{matrix(turned)}$.", [
        [Fraction(x, d) for x in row] for row in turned
    ]


def _solve_by_inverse(rng: random.Random, difficulty: Difficulty) -> Draft:
    if difficulty == 3:
        return _inverse_of_three(rng)
    scene = rng.randrange(3)
    a = _invertible(rng, (1, -1) if difficulty == 1 else (2, -2, 3, -3, 4, 5, -5))
    step, _ = _inverse_two(a, "K" if scene == 1 else "A")
    if scene == 0:
        x = _entries(rng, 2, -5, 6)
        left = difficulty == 1 or rng.random() < 0.5
        b = _times(a, x) if left else _times(x, a)
        equation = "AX = B" if left else "XA = B"
        question = f"Let $A = {matrix(a)}$ and $B = {matrix(b)}$. Find the matrix $X$ with ${equation}$."
        work = (
            f"{step}\nMultiplying by the inverse from the {'left' if left else 'right'} gives $X = "
            f"{'A^{-1}B' if left else 'BA^{-1}'}$.\nThe product is $X = {matrix(x)}$."
        )
        return Draft(
            question, work, f"${matrix(x)}$", {"ask": "left" if left else "right", **_flat("a", a), **_flat("b", b)}
        )
    if scene == 1:
        x = [[rng.randint(1, 26) for _ in range(2 if difficulty == 2 else 1)] for _ in range(2)]
        b = _times(a, x)
        sender = rng.choice(("spy club", "game", "puzzle hunt", "computer lesson"))
        if difficulty == 1:
            question = (
                f"In a {sender}, a pair of numbers $(x, y)$ is coded by multiplying the column ${column('xy')}$ from "
                f"the left by the key $K = {matrix(a)}$. The coded column is ${matrix(b)}$. Which pair $(x, y)$ was "
                "sent?"
            )
            answer = f"${point(x[0][0], x[1][0])}$"
            end = f"The pair is {answer}."
        else:
            question = (
                f"In a {sender}, a matrix $M$ of four numbers is coded as the product $KM$ with the key $K = "
                f"{matrix(a)}$. The coded matrix is ${matrix(b)}$. Find the matrix $M$."
            )
            answer = f"${matrix(x)}$"
            end = f"The matrix is $M = {matrix(x)}$."
        work = (
            f"Decoding means multiplying by the inverse of the key from the left.\n{step}\nThe product with the code "
            f"is ${matrix(x)}$.\n{end}"
        )
        return Draft(
            question, work, answer, {"ask": "pair" if difficulty == 1 else "code", **_flat("a", a), **_flat("b", b)}
        )
    x = [[rng.choice((1, -1)) * rng.randint(1, 12)] for _ in range(2)]
    if difficulty == 1:
        b = _times(a, x)
        question = (
            f"A linear map of the plane has the matrix $A = {matrix(a)}$ and sends a point $P$ to the point "
            f"$Q{point(b[0][0], b[1][0])}$. What are the coordinates of $P$?"
        )
        work = (
            f"{step}\nThe inverse leads back from $Q$ to $P$: $A^{{-1}}{matrix(b)} = {matrix(x)}$.\nSo $P$ is "
            f"${point(x[0][0], x[1][0])}$."
        )
        return Draft(question, work, f"${point(x[0][0], x[1][0])}$", {"ask": "point", **_flat("a", a), **_flat("b", b)})
    b = _times(a, _times(a, x))
    middle = _times(a, x)
    question = (
        f"A linear map of the plane has the matrix $A = {matrix(a)}$. Applied twice in a row, it sends a point $P$ "
        f"to the point $Q{point(b[0][0], b[1][0])}$. What are the coordinates of $P$?"
    )
    work = (
        f"{step}\nGoing back once gives $A^{{-1}}{matrix(b)} = {matrix(middle)}$.\nGoing back again gives $A^{{-1}}"
        f"{matrix(middle)} = {matrix(x)}$.\nSo $P$ is ${point(x[0][0], x[1][0])}$."
    )
    return Draft(question, work, f"${point(x[0][0], x[1][0])}$", {"ask": "twice", **_flat("a", a), **_flat("b", b)})


def _inverse_of_three(rng: random.Random) -> Draft:
    scene = rng.randrange(3)
    if scene == 0:
        a, c, x = _invertible(rng, (1, -1, 2, -2)), _invertible(rng, (1, -1, 3, -3)), _entries(rng, 2, -4, 5)
        b = _times(_times(a, x), c)
        first, _ = _inverse_two(a)
        second, _ = _inverse_two(c, "C")
        question = (
            f"Let $A = {matrix(a)}$, $B = {matrix(b)}$ and $C = {matrix(c)}$. Find the matrix $X$ with $AXC = B$."
        )
        work = (
            f"Multiplying from both sides gives $X = A^{{-1}}BC^{{-1}}$.\n{first}\n{second}\nFirst $A^{{-1}}B = "
            f"{matrix(_times(x, c))}$, and then $X = {matrix(x)}$."
        )
        return Draft(
            question, work, f"${matrix(x)}$", {"ask": "both", **_flat("a", a), **_flat("b", b), **_flat("c", c)}
        )
    while True:
        # A product of a lower and an upper triangular matrix has a whole inverse.
        low = [[1, 0, 0], [rng.randint(-2, 3), 1, 0], [rng.randint(-2, 2), rng.randint(-2, 2), 1]]
        up = [[1, rng.randint(-2, 3), rng.randint(-2, 2)], [0, 1, rng.randint(-2, 2)], [0, 0, rng.choice((1, -1))]]
        a = _times(low, up)
        if sum(x == 0 for row in a for x in row) < 3:
            break
    d = _det(a)
    inverse = [[(-1) ** (i + j) * _det(_minor(a, j, i)) * d for j in range(3)] for i in range(3)]
    step = f"The determinant is {d}, and the cofactors give the inverse ${matrix(inverse)}$."
    if scene == 1:
        x = [[rng.randint(1, 26)] for _ in range(3)]
        b = _times(a, x)
        question = (
            f"Three numbers $x$, $y$, $z$ are coded by multiplying the column ${column('xyz')}$ from the left by the "
            f"key $K = {matrix(a)}$. The coded column is ${matrix(b)}$. Which triple $(x, y, z)$ was sent?"
        )
        answer = f"${point(*(r[0] for r in x))}$"
        work = (
            f"Decoding means multiplying by $K^{{-1}}$.\n{step}\nThe product with the code is ${matrix(x)}$.\nThe "
            f"triple is {answer}."
        )
        return Draft(question, work, answer, {"ask": "triple", **_flat("a", a), **_flat("b", b)})
    question = f"Find the inverse of the matrix $A = {matrix(a)}$, and check it by multiplying."
    check = " + ".join(f"{bracket(x)} \\cdot {bracket(y[0])}" for x, y in zip(a[0], inverse, strict=True))
    work = (
        f"{step}\nCheck: the product of the first row of $A$ and the first column is ${check} = 1$, and so on.\nThe "
        f"inverse is ${matrix(inverse)}$."
    )
    return Draft(question, work, f"${matrix(inverse)}$", {"ask": "inverse", **_flat("a", a)})


FAMILIES: tuple[Family, ...] = (
    Family("determinants", "Determinants of matrices", ("Determinants",), ("Cofactor expansion",),
           ("college", "college", "college"), _determinant),
    Family("inverse-matrix", "Inverse matrices at work", ("Matrices",), ("Inverse matrix", "Matrix multiplication"),
           ("college", "college", "college"), _solve_by_inverse),
)  # fmt: skip
