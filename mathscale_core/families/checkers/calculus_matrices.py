"""Checkers for determinants, by Leibniz' sum over permutations, and for inverses, by elimination."""

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations
from math import prod

from mathscale_core import answers
from mathscale_core.families.checkers.checker import Checker, UnreadableQuestionError
from mathscale_core.families.checkers.further_reading import fraction_text, stated
from mathscale_core.families.family import Parameter, Parameters

Rows = list[list[Fraction]]
_MATRIX = re.compile(r"\\begin\{pmatrix\}(.*?)\\end\{pmatrix\}")
_FRACTION = re.compile(r"(-?)\\frac\{(\d+)\}\{(\d+)\}")


def entries(text: str) -> list[list[str]]:
    """The entries of a matrix as they are written."""
    found = _MATRIX.fullmatch(text.strip())
    if not found:
        raise UnreadableQuestionError(f"not a matrix: {text!r}")
    return [[e.strip() for e in row.split("&")] for row in found[1].split(r"\\")]


def flat(name: str, rows: Sequence[Sequence[str]]) -> dict[str, Parameter]:
    """The entries as parameters such as ``a12``."""
    return {
        f"{name}{i}{j}": int(e) if re.fullmatch(r"-?\d+", e) else e
        for i, row in enumerate(rows, 1)
        for j, e in enumerate(row, 1)
    }


def square(parameters: Parameters, name: str = "a") -> list[list[Parameter]]:
    """The matrix of these parameters again."""
    places = sorted(k for k in parameters if re.fullmatch(rf"{name}\d\d", k))
    rows = sorted({k[-2] for k in places})
    return [[parameters[k] for k in places if k[-2] == row] for row in rows]


def known(parameters: Parameters, name: str, unknown: int | Fraction = 0) -> Rows:
    """The matrix with a number in the place of its letter."""
    return [[Fraction(e) if isinstance(e, int) else Fraction(unknown) for e in row] for row in square(parameters, name)]


def determinant(a: Rows) -> Fraction:
    """Leibniz' formula."""
    n, total = len(a), Fraction(0)
    for order in permutations(range(n)):
        swaps = sum(1 for i in range(n) for j in range(i) if order[j] > order[i])
        total += (-1) ** swaps * prod((a[i][order[i]] for i in range(n)), start=Fraction(1))
    return total


def product(a: Rows, b: Rows) -> Rows:
    """The matrix product."""
    return [
        [sum((x * y for x, y in zip(row, col, strict=True)), Fraction(0)) for col in zip(*b, strict=True)] for row in a
    ]


def _coefficient(text: str, letter: str) -> str:
    found = re.search(rf"([+-]?) ?(\d*){letter}", text)
    return f"{'-' if found[1] == '-' else ''}{found[2] or 1}" if found else "0"


def _read_determinants(question: str) -> Parameters:
    parameters = stated(
        re.sub(r"applied (twice|three times) in a row", r"applied $\1$ in a row", question),
        ("matrix", "Find the determinant of the matrix $A = @@A$."),
        (
            "volume",
            "The edges of a parallelepiped from one corner are the vectors $u = (@@u)$, $v = (@@v)$ and $w = (@@w)$. "
            "What is its volume?",
        ),
        (
            "system",
            "A system of linear equations consists of $@@u = @r1$, $@@v = @r2$, $@@w = @r3$. What is the determinant "
            "of its coefficient matrix, with the unknowns in the order $x$, $y$, $z$?",
        ),
        ("target", "For which number $t$ does the matrix $A = @@A$ have the determinant @target?"),
        ("singular", "For which number $t$ does the matrix $A = @@A$ have no inverse?"),
        (
            "plane",
            "For which number $t$ do the vectors $u = (@@u)$, $v = (@@v)$ and $w = (@@w)$ lie in one plane through "
            "the origin?",
        ),
        ("multiple", "Let $A = @@A$. What is the determinant of the matrix $@factor@@power$?"),
        (
            "body",
            "The linear map with the matrix $A = @@A$ is applied $@@times$ in a row to a ~ with a volume of @volume "
            "cm^3. What is the volume of the resulting body?",
        ),
    )
    power = re.fullmatch(r"A\^(\d)", str(parameters.get("power", "")))
    if power:
        parameters["power"] = int(power[1])
    if "A" in parameters:
        shown = entries(str(parameters.pop("A")))
        return {**parameters, **flat("a", shown)}
    lines = [str(parameters.pop(name)) for name in "uvw"]
    if parameters["ask"] == "system":
        return {**parameters, **flat("a", [[_coefficient(line, letter) for letter in "xyz"] for line in lines])}
    return {**parameters, **flat("a", [line.split(", ") for line in lines])}


def _solve_determinants(parameters: Parameters) -> str:
    ask = parameters["ask"]
    if ask in {"target", "singular", "plane"}:
        wanted = int(parameters.get("target", 0))
        return str(next((t for t in range(-99, 100) if determinant(known(parameters, "a", t)) == wanted), "none"))
    a = known(parameters, "a")
    if ask == "multiple":
        k = int(parameters["factor"])
        power = a
        for _ in range(int(parameters["power"]) - 1):
            power = product(power, a)
        return str(determinant([[k * e for e in row] for row in power]))
    if ask == "body":
        twice = product(a, a)
        whole = twice if parameters["times"] == "twice" else product(twice, a)
        return f"{abs(determinant(whole)) * int(parameters['volume'])} cm^3"
    return str(abs(determinant(a)) if ask == "volume" else determinant(a))


def _read_inverse_matrix(question: str) -> Parameters:
    parameters = stated(
        question,
        ("left", "Let $A = @@a$ and $B = @@b$. Find the matrix $X$ with $AX = B$."),
        ("right", "Let $A = @@a$ and $B = @@b$. Find the matrix $X$ with $XA = B$."),
        (
            "pair",
            r"In a ~, a pair of numbers $(x, y)$ is coded by multiplying the column $\begin{pmatrix}x \\ "
            r"y\end{pmatrix}$ from the "
            "left by the key $K = @@a$. The coded column is $@@b$. Which pair $(x, y)$ was sent?",
        ),
        (
            "code",
            "In a ~, a matrix $M$ of four numbers is coded as the product $KM$ with the key $K = @@a$. The coded "
            "matrix is $@@b$. Find the matrix $M$.",
        ),
        (
            "point",
            "A linear map of the plane has the matrix $A = @@a$ and sends a point $P$ to the point $Q(@b11, @b21)$. "
            "What are the coordinates of $P$?",
        ),
        (
            "twice",
            "A linear map of the plane has the matrix $A = @@a$. Applied twice in a row, it sends a point $P$ to the "
            "point $Q(@b11, @b21)$. What are the coordinates of $P$?",
        ),
        ("both", "Let $A = @@a$, $B = @@b$ and $C = @@c$. Find the matrix $X$ with $AXC = B$."),
        (
            "triple",
            r"Three numbers $x$, $y$, $z$ are coded by multiplying the column $\begin{pmatrix}x \\ y \\ "
            r"z\end{pmatrix}$ from the "
            "left by the key $K = @@a$. The coded column is $@@b$. Which triple $(x, y, z)$ was sent?",
        ),
        ("inverse", "Find the inverse of the matrix $A = @@a$, and check it by multiplying."),
    )
    for name in "abc":
        if name in parameters:
            parameters |= flat(name, entries(str(parameters.pop(name))))
    return parameters


def _eliminate(a: Rows, b: Rows) -> Rows:
    """The X with AX = B, by Gaussian elimination."""
    rows, n = [[*x, *y] for x, y in zip(a, b, strict=True)], len(a)
    for i in range(n):
        swap = next(k for k in range(i, n) if rows[k][i])
        rows[i], rows[swap] = rows[swap], rows[i]
        rows[i] = [e / rows[i][i] for e in rows[i]]
        for k in range(n):
            if k != i:
                factor = rows[k][i]
                rows[k] = [x - factor * y for x, y in zip(rows[k], rows[i], strict=True)]
    return [row[n:] for row in rows]


def _turned(a: Rows) -> Rows:
    return [list(col) for col in zip(*a, strict=True)]


def _written(a: Rows) -> str:
    cells = (" & ".join(fraction_text(e).strip("$") for e in row) for row in a)
    return r"$\begin{pmatrix}" + r" \\ ".join(cells) + r"\end{pmatrix}$"


def _solve_inverse_matrix(parameters: Parameters) -> str:
    ask = parameters["ask"]
    a = known(parameters, "a")
    if ask == "inverse":
        return _written(_eliminate(a, [[Fraction(int(i == j)) for j in range(len(a))] for i in range(len(a))]))
    b = known(parameters, "b")
    if ask == "right":
        return _written(_turned(_eliminate(_turned(a), _turned(b))))
    x = _eliminate(a, b)
    if ask == "both":
        return _written(_turned(_eliminate(_turned(known(parameters, "c")), _turned(x))))
    if ask == "twice":
        x = _eliminate(a, x)
    if ask in {"pair", "triple", "point", "twice"}:
        return f"$({', '.join(fraction_text(row[0]) for row in x)})$"
    return _written(x)


def _same_matrix(first: str, second: str) -> bool | None:
    """Whether two matrices have the same entries; other answers as usual."""
    sides = []
    for side in (first, second):
        plain = _FRACTION.sub(r"\1\2/\3", side.strip().strip("$"))
        if not _MATRIX.fullmatch(plain):
            return answers.same(first, second)
        try:
            sides.append([[Fraction(e) for e in row] for row in entries(plain)])
        except ValueError:
            return None
    return sides[0] == sides[1]


CHECKERS: dict[str, Checker] = {
    "determinants": Checker(_read_determinants, _solve_determinants),
    "inverse-matrix": Checker(_read_inverse_matrix, _solve_inverse_matrix, _same_matrix),
}
