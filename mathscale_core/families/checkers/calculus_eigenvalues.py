"""Checker for eigenvalues: by trying numbers, by traces of powers and by squares of shifted matrices."""

import re
from fractions import Fraction

from mathscale_core import answers
from mathscale_core.families.checkers.calculus_matrices import Rows, determinant, entries, flat, known, product
from mathscale_core.families.checkers.checker import Checker
from mathscale_core.families.checkers.further_reading import stated
from mathscale_core.families.family import Parameters

_ROOT = re.compile(r"\$(?:(?P<whole>-?\d+) \+ )?(?P<factor>\d*)\\sqrt\{(?P<radicand>\d+)\}\$")
_HALF = re.compile(r"\$\\frac\{(?P<whole>-?\d+) \+ (?P<factor>\d*)\\sqrt\{(?P<radicand>\d+)\}\}\{(?P<bottom>\d+)\}\$")


def _read_eigenvalues(question: str) -> Parameters:
    colony = (
        "In a model of a colony of ~, the column with the numbers of young and adult ~ is multiplied by the matrix "
        "$A = @@A$ every year. By which factor do the numbers grow per year in the long run?"
    )
    parameters = stated(
        question,
        ("eigenvalues", "Find the eigenvalues of the matrix $A = @@A$."),
        (
            "stretch",
            "The linear map of the plane with the matrix $A = @@A$ only stretches the vectors on two lines through "
            "the origin, possibly with a turn to the opposite side. By which factors does it stretch them, with "
            "their signs?",
        ),
        ("growth", colony),
        ("growth root", f"{colony} Give the exact value."),
        (
            "larger",
            "The matrix $A = @@A$ has two real eigenvalues. What is the larger one? Give the exact value.",
        ),
        (
            "other",
            "The matrix $A = @@A$ with an unknown number $k$ has the eigenvalue @known. What is its other eigenvalue?",
        ),
        (
            "seasons",
            "A botanist describes the numbers of seedlings and of full-grown ~ in a reserve by a column that is "
            "multiplied by $A = @@A$ each season. After many seasons the two numbers have settled to a fixed ratio. "
            "By which factor do they then grow in @seasons seasons?",
        ),
        ("power", "Let $A = @@A$. What is the sum of the eigenvalues of the matrix $A^@power$?"),
        ("three", "Find all three eigenvalues of the matrix $A = @@A$."),
        ("double", "For which number $k$ does the matrix $A = @@A$ have only one eigenvalue, a double one?"),
    )
    shown = entries(str(parameters.pop("A")))
    return {**parameters, **flat("a", shown)}


def _less(a: Rows, number: int | Fraction) -> Rows:
    """The matrix with a number taken off its diagonal."""
    return [[e - number * (i == j) for j, e in enumerate(row)] for i, row in enumerate(a)]


def _whole_eigenvalues(a: Rows) -> list[int]:
    return [n for n in range(-60, 61) if determinant(_less(a, n)) == 0]


def _larger_root(a: Rows) -> str:
    """The square of A less half its trace is s times the identity; the eigenvalue is that half plus the root of s."""
    half = (a[0][0] + a[1][1]) / 2
    shifted = _less(a, half)
    four = int(4 * product(shifted, shifted)[0][0])
    factor = max(n for n in range(1, four + 1) if n * n <= four and four % (n * n) == 0)
    top = int(2 * half)
    if factor % 2 or top % 2:
        return f"$\\frac{{{top} + {factor}\\sqrt{{{four // factor**2}}}}}{{2}}$"
    return f"${top // 2} + {factor // 2}\\sqrt{{{four // factor**2}}}$"


def _solve_eigenvalues(parameters: Parameters) -> str:
    ask = parameters["ask"]
    if ask == "double":
        # A number with (A - m)^2 = 0 for half the trace m.
        for k in range(-99, 100):
            a = known(parameters, "a", k)
            shifted = _less(a, (a[0][0] + a[1][1]) / 2)
            if not any(e for row in product(shifted, shifted) for e in row):
                return str(k)
        return "none"
    if ask == "other":
        told = int(parameters["known"])
        for k in range(-99, 100):
            a = known(parameters, "a", k)
            if determinant(_less(a, told)) == 0:
                return str(next((n for n in _whole_eigenvalues(a) if n != told), "none"))
        return "none"
    a = known(parameters, "a")
    if ask in {"larger", "growth root"}:
        return _larger_root(a)
    if ask == "power":
        power = a
        for _ in range(int(parameters["power"]) - 1):
            power = product(power, a)
        return str(power[0][0] + power[1][1])
    found = _whole_eigenvalues(a)
    if ask in {"growth", "seasons"}:
        return str(max(found) ** int(parameters.get("seasons", 1)))
    return " and ".join([", ".join(map(str, found[:-1])), str(found[-1])])


def _surd(text: str) -> tuple[Fraction, Fraction] | None:
    """Rational part and square of the irrational part."""
    found = _ROOT.fullmatch(text) or _HALF.fullmatch(text)
    if not found:
        return None
    groups = found.groupdict()
    bottom = int(groups.get("bottom") or 1)
    return (
        Fraction(int(groups["whole"] or 0), bottom),
        Fraction(int(groups["factor"] or 1), bottom) ** 2 * int(groups["radicand"]),
    )


def _same(first: str, second: str) -> bool | None:
    one, other = _surd(first), _surd(second)
    return answers.same(first, second) if one is None or other is None else one == other


CHECKERS: dict[str, Checker] = {"eigenvalues": Checker(_read_eigenvalues, _solve_eigenvalues, _same)}
