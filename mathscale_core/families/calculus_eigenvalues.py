"""Eigenvalues of small matrices and what they tell."""

import random
from collections.abc import Sequence

from mathscale_core.families.algebra_text import bracket, polynomial, simple_root, surd
from mathscale_core.families.family import Difficulty, Draft, Family
from mathscale_core.families.further_text import matrix

Rows = list[list[int]]
_L = r"\lambda"


def _flat(a: Sequence[Sequence[int | str]]) -> dict[str, int | str]:
    return {f"a{i}{j}": x for i, row in enumerate(a, 1) for j, x in enumerate(row, 1)}


def _with_eigenvalues(rng: random.Random, p: int, q: int) -> Rows | None:
    """A matrix without zeros beside the diagonal that has these eigenvalues, if the chosen corner allows one."""
    a = rng.randint(-6, 8)
    d = p + q - a
    product = a * d - p * q
    if not product:
        return None
    b = rng.choice([n for n in range(-9, 10) if n and product % n == 0])
    return [[a, b], [product // b, d]] if abs(product // b) <= 12 and abs(d) <= 12 else None


def _integral(rng: random.Random, low: int = -6, high: int = 7) -> tuple[Rows, int, int]:
    """A matrix with two different whole eigenvalues, the larger one first."""
    while True:
        q, p = sorted(rng.sample(range(low, high + 1), 2))
        a = _with_eigenvalues(rng, p, q)
        if a and p + q and p * q:
            return a, p, q


def _colony(rng: random.Random, whole: bool) -> tuple[Rows, int, int]:
    """A matrix without negative entries, its trace and determinant; the larger eigenvalue is whole or not."""
    while True:
        a = [[rng.randint(0, 4), rng.randint(1, 12)], [rng.randint(1, 5), rng.randint(0, 4)]]
        t, d = a[0][0] + a[1][1], a[0][0] * a[1][1] - a[0][1] * a[1][0]
        if (simple_root(t * t - 4 * d)[1] == 1) == whole and t and d:
            return a, t, d


def _characteristic(a: Rows) -> str:
    """The sentence with the characteristic polynomial of a 2x2 matrix."""
    t, d = a[0][0] + a[1][1], a[0][0] * a[1][1] - a[0][1] * a[1][0]
    return (
        f"The characteristic polynomial is $({a[0][0]} - {_L})({a[1][1]} - {_L}) - {bracket(a[0][1])} \\cdot "
        f"{bracket(a[1][0])} = {polynomial((1, -t, d), _L)}$"
    )


def _factors(*roots: int) -> str:
    return "".join(f"({_L} {'-' if r > 0 else '+'} {abs(r)})" if r else _L for r in roots)


def _two_whole(rng: random.Random) -> Draft:
    scene = rng.randrange(3)
    if scene == 2:
        a, t, d = _colony(rng, whole=True)
        root = simple_root(t * t - 4 * d)[0]
        p, q = (t + root) // 2, (t - root) // 2
        animal = rng.choice(("beetles", "mice", "carp", "swallows", "lizards", "butterflies"))
        question = (
            f"In a model of a colony of {animal}, the column with the numbers of young and adult {animal} is "
            f"multiplied by the matrix $A = {matrix(a)}$ every year. By which factor do the numbers grow per year in "
            "the long run?"
        )
        work = (
            f"{_characteristic(a)}, that is ${_factors(p, q)}$.\nThe eigenvalues are ${p}$ and ${q}$.\nIn the long "
            f"run the one with the larger absolute value decides, so the factor is {p}."
        )
        return Draft(question, work, str(p), {"ask": "growth", **_flat(a)})
    a, p, q = _integral(rng)
    answer = f"{q} and {p}"
    question = (
        f"Find the eigenvalues of the matrix $A = {matrix(a)}$.",
        f"The linear map of the plane with the matrix $A = {matrix(a)}$ only stretches the vectors on two lines "
        "through the origin, possibly with a turn to the opposite side. By which factors does it stretch them, with "
        "their signs?",
    )[scene]
    why = "" if scene == 0 else "The factors are the eigenvalues of $A$. "
    work = f"{why}{_characteristic(a)}.\nIt factors as ${_factors(q, p)}$.\nIts roots are {answer}."
    return Draft(question, work, answer, {"ask": ("eigenvalues", "stretch")[scene], **_flat(a)})


def _root_text(t: int, d: int) -> str:
    """The larger root of x^2 - t x + d."""
    c, r = simple_root(t * t - 4 * d)
    if c % 2 == 0:
        front = f"{t // 2} + " if t else ""
        return front + surd(c // 2, r)
    return rf"\frac{{{t} + {surd(c, r)}}}{{2}}"


def _formula(t: int, d: int) -> str:
    """The quadratic formula for the characteristic polynomial."""
    return rf"{_L} = \frac{{{t} \pm \sqrt{{{bracket(t)}^2 - 4 \cdot {bracket(d)}}}}}{{2}}"


def _irrational_or_hidden(rng: random.Random) -> Draft:
    scene = rng.randrange(3)
    if scene == 0:
        while True:
            a = [[rng.randint(-5, 7), rng.randint(1, 7)], [rng.randint(1, 7), rng.randint(-5, 7)]]
            t, d = a[0][0] + a[1][1], a[0][0] * a[1][1] - a[0][1] * a[1][0]
            if simple_root(t * t - 4 * d)[1] > 1 and t and d:
                break
        text = _root_text(t, d)
        question = (
            f"The matrix $A = {matrix(a)}$ has two real eigenvalues. What is the larger one? Give the exact value."
        )
        work = (
            f"{_characteristic(a)}.\nThe quadratic formula gives ${_formula(t, d)}$.\nThe larger eigenvalue is "
            f"${text}$."
        )
        return Draft(question, work, f"${text}$", {"ask": "larger", **_flat(a)})
    if scene == 1:
        a, p, q = _integral(rng)
        p, q = (p, q) if rng.random() < 0.5 else (q, p)
        b, c, d = a[0][1], a[1][0], a[1][1]
        shown: list[list[int | str]] = [["k", b], [c, d]]
        question = (
            f"The matrix $A = {matrix(shown)}$ with an unknown number $k$ has the eigenvalue {p}. What is its other "
            "eigenvalue?"
        )
        work = (
            f"For ${_L} = {p}$ the characteristic polynomial $(k - {_L})({d} - {_L}) - {bracket(b)} \\cdot "
            f"{bracket(c)}$ is zero: $(k - {bracket(p)}) \\cdot {bracket(d - p)} = {b * c}$, so $k = "
            f"{a[0][0]}$.\nThe sum of the eigenvalues is the sum of the diagonal, ${a[0][0]} + {bracket(d)} = "
            f"{a[0][0] + d}$.\nThe other eigenvalue is ${a[0][0] + d} - {bracket(p)} = {q}$."
        )
        return Draft(question, work, str(q), {"ask": "other", **_flat(shown), "known": p})
    a, t, d = _colony(rng, whole=True)
    root, n = simple_root(t * t - 4 * d)[0], rng.randint(3, 5)
    p, q = (t + root) // 2, (t - root) // 2
    plant = rng.choice(("ferns", "reeds", "orchids", "thistles", "water lilies"))
    question = (
        f"A botanist describes the numbers of seedlings and of full-grown {plant} in a reserve by a column that is "
        f"multiplied by $A = {matrix(a)}$ each season. After many seasons the two numbers have settled to a fixed "
        f"ratio. By which factor do they then grow in {n} seasons?"
    )
    work = (
        f"{_characteristic(a)}, that is ${_factors(p, q)}$.\nThe eigenvalues are ${p}$ and ${q}$; in the long run "
        f"the numbers form an eigenvector for the larger one and grow by the factor {p} a season.\nIn {n} seasons "
        f"the factor is ${p}^{n} = {p**n}$."
    )
    return Draft(question, work, str(p**n), {"ask": "seasons", **_flat(a), "seasons": n})


def _higher(rng: random.Random) -> Draft:
    scene = rng.randrange(4)
    if scene == 0:
        (a, p, q), n = _integral(rng, -4, 5), rng.randint(3, 6)
        total = p**n + q**n
        question = f"Let $A = {matrix(a)}$. What is the sum of the eigenvalues of the matrix $A^{n}$?"
        work = (
            f"{_characteristic(a)}, that is ${_factors(p, q)}$.\nThe eigenvalues of $A$ are ${p}$ and ${q}$, so "
            f"those of $A^{n}$ are ${bracket(p)}^{n} = {p**n}$ and ${bracket(q)}^{n} = {q**n}$.\nTheir sum is {total}."
        )
        return Draft(question, work, str(total), {"ask": "power", **_flat(a), "power": n})
    if scene == 1:
        a, p, q = _integral(rng)
        r = rng.choice([n for n in range(-6, 8) if n not in {p, q, 0}])
        place = rng.randrange(3)
        rest = [i for i in range(3) if i != place]
        rows = [[0] * 3 for _ in range(3)]
        for i, x in enumerate(rest):
            for j, y in enumerate(rest):
                rows[x][y] = a[i][j]
        for x in rest:
            rows[place][x] = rng.choice((1, -1)) * rng.randint(1, 5)
        rows[place][place] = r
        low, mid, high = sorted((p, q, r))
        answer = f"{low}, {mid} and {high}"
        question = f"Find all three eigenvalues of the matrix $A = {matrix(rows)}$."
        cofactor = f"column {place + 1} of $A - {_L} I$, in which only the diagonal entry ${r} - {_L}$ is not 0"
        work = (
            f"Expand the determinant along {cofactor}.\nOne eigenvalue is {r}; the others are those of ${matrix(a)}$.\n"
            f"{_characteristic(a)}, that is ${_factors(p, q)}$.\nThe eigenvalues are {answer}."
        )
        return Draft(question, work, answer, {"ask": "three", **_flat(rows)})
    if scene == 2:
        half, c, d = rng.randint(1, 9), -rng.randint(1, 9), rng.choice([n for n in range(-8, 9) if n])
        while half * half % -c:
            half, c = rng.randint(1, 9), -rng.randint(1, 9)
        k, a0 = half * half // -c, d + 2 * half
        if rng.random() < 0.5:
            a0 = d - 2 * half
        shown: list[list[int | str]] = [[a0, "k"], [c, d]]
        t = a0 + d
        question = f"For which number $k$ does the matrix $A = {matrix(shown)}$ have only one eigenvalue, a double one?"
        product = f"({a0 * d} + {abs(c) if c < -1 else ''}k)"
        middle = polynomial((-t, 0), _L).replace("-", "- ") if t > 0 else f"+ {polynomial((-t, 0), _L)}"
        work = (
            f"The characteristic polynomial is ${_L}^2 {middle if t else ''} + {product}$.\n".replace("  ", " ")
            + f"It has a double root when its discriminant ${bracket(t)}^2 - 4{product}$ is 0.\nThis means $k = {k}$, "
            f"so the number is {k}."
        )
        return Draft(question, work, str(k), {"ask": "double", **_flat(shown)})
    a, t, d = _colony(rng, whole=False)
    text = _root_text(t, d)
    animal = rng.choice(("beetles", "mice", "carp", "swallows", "lizards", "butterflies"))
    question = (
        f"In a model of a colony of {animal}, the column with the numbers of young and adult {animal} is multiplied "
        f"by the matrix $A = {matrix(a)}$ every year. By which factor do the numbers grow per year in the long run? "
        "Give the exact value."
    )
    work = (
        f"{_characteristic(a)}.\nThe quadratic formula gives ${_formula(t, d)}$.\nIn the long run the eigenvalue "
        f"with the larger absolute value decides, so the factor is ${text}$."
    )
    return Draft(question, work, f"${text}$", {"ask": "growth root", **_flat(a)})


def _eigenvalues(rng: random.Random, difficulty: Difficulty) -> Draft:
    return (_two_whole, _irrational_or_hidden, _higher)[difficulty - 1](rng)


FAMILIES: tuple[Family, ...] = (
    Family("eigenvalues", "Eigenvalues of matrices", ("Eigenvalues and eigenvectors",), ("Characteristic polynomial",),
           ("college", "college", "college"), _eigenvalues),
)  # fmt: skip
