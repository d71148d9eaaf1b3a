"""Proofs of seed problems on linear equations, inequalities and functions.

The problems stand in data/seeds/algebra.jsonl; each proof is written from the question alone.
"""

from fractions import Fraction
from itertools import product
from math import prod

import sympy
from sympy import Symbol, symbols

from tests.proofs import proves

X, Y = symbols("x y", real=True)


@proves("algebra-001", "$4(3x - 2) - 5(x - 6) + 2x$")
def _simplest_form() -> sympy.Expr:
    def value(x: int) -> int:
        return 4 * (3 * x - 2) - 5 * (x - 6) + 2 * x

    slope = value(1) - value(0)
    assert all(value(x) == slope * x + value(0) for x in range(-20, 20))
    return slope * X + value(0)


@proves("algebra-002", "$2a^2 - 3ab + b^3$", "$a = -3$ and $b = 2$")
def _value_of_expression() -> int:
    a, b = -3, 2
    return 2 * a**2 - 3 * a * b + b**3


@proves("algebra-003", "$x$, $x + 2$, $2x - 1$, $2x$ and $3x - 4$")
def _fence_length() -> sympy.Expr:
    def length(x: int) -> int:
        return sum([x, x + 2, 2 * x - 1, 2 * x, 3 * x - 4])

    slope = length(11) - length(10)
    return slope * X + length(10) - 10 * slope


@proves("algebra-004", "$7(x - 3) - 2x = 3x + 11$")
def _linear_equation() -> int:
    (found,) = [x for x in range(-500, 500) if 7 * (x - 3) - 2 * x == 3 * x + 11]
    return found


@proves("algebra-005", "three times as old as her brother", "Nine years from now she will be twice as old")
def _amara() -> int:
    (age,) = [3 * k for k in range(1, 50) if 3 * k + 9 == 2 * (k + 9)]
    return age


@proves("algebra-006", "Five years ago the ages of all three added up to 40", "one year older than four times")
def _ines() -> int:
    (twin,) = [d for d in range(5, 50) if (4 * d + 1 - 5) + 2 * (d - 5) == 40]
    mother = 4 * twin + 1
    (years,) = [t for t in range(100) if mother + t == 2 * (twin + t)]
    return years


@proves("algebra-007", "base fee of \\$2.50", "\\$0.85 for every", "\\$20 bill and gets \\$4.75 back")
def _taxi() -> int:
    (kilometers,) = [k for k in range(100) if 2000 - (250 + 85 * k) == 475]
    return kilometers


@proves("algebra-008", "75 km apart", "at 16 km/h", "45 minutes later", "at 20 km/h")
def _cyclists() -> Fraction:
    for minute in range(600):
        first = Fraction(16 * minute, 60)
        second = Fraction(20 * max(0, minute - 45), 60)
        if first + second == 75:
            return first
    raise AssertionError("they do not meet at a whole minute")


@proves("algebra-009", "at most 630 kg", "weighs 68 kg", "weighs 23 kg")
def _suitcases() -> int:
    return max(n for n in range(100) if 68 + 23 * n <= 630)


@proves("algebra-010", "$5 - 3(x + 2) > 2x - 16$")
def _inequality() -> sympy.Basic:
    def left_minus_right(x: sympy.Expr) -> sympy.Expr:
        return 5 - 3 * (x + 2) - (2 * x - 16)

    border = sympy.solve(left_minus_right(X), X)[0]
    return X < border if left_minus_right(border - 1) > 0 else X > border


@proves(
    "algebra-011", "three coffees and two butter tarts cost \\$18.10", "Two coffees and five butter tarts cost \\$23.80"
)
def _tart() -> Fraction:
    (tart,) = [t for c, t in product(range(1, 1000), repeat=2) if 3 * c + 2 * t == 1810 and 2 * c + 5 * t == 2380]
    return Fraction(tart, 100)


@proves("algebra-012", "$y = 2x - 7$, $3x + 4y = 5$")
def _system() -> tuple[int, int]:
    (pair,) = [(x, y) for x, y in product(range(-50, 51), repeat=2) if y == 2 * x - 7 and 3 * x + 4 * y == 5]
    return pair


@proves("algebra-013", "30 questions", "earns 5 points", "loses 2 points", "ended with 94 points")
def _quiz() -> int:
    (right,) = [r for r in range(31) if 5 * r - 2 * (30 - r) == 94]
    return right


@proves("algebra-014", "weigh 11.4 kg together", "green 13.1 kg", "red 12.5 kg", "heaviest")
def _parcels() -> Fraction:
    for red in range(1, 114):
        blue, green = 114 - red, 125 - red
        if blue + green == 131:
            return Fraction(max(red, blue, green), 10)
    raise AssertionError("no weights fit")


@proves("algebra-015", "$4x - 6y = 10$, $-6x + 9y = -15$", "(A) none", "(B) exactly one", "(D) infinitely many")
def _number_of_solutions() -> str:
    matrix, full = sympy.Matrix([[4, -6], [-6, 9]]), sympy.Matrix([[4, -6, 10], [-6, 9, -15]])
    if matrix.rank() < full.rank():
        return "A"
    return "B" if matrix.rank() == 2 else "D"


@proves("algebra-016", "After 6 minutes", "396 liters", "after 15 minutes", "270 liters")
def _barrel() -> Fraction:
    per_minute = Fraction(396 - 270, 15 - 6)
    volume = Fraction(396)
    for _ in range(6):
        volume += per_minute
    return volume


@proves("algebra-017", "$2x - 3y = 6$ and $6x + 4y = 1$ are perpendicular")
def _perpendicular() -> bool:
    first, second = (2, -3), (6, 4)
    return first[0] * second[0] + first[1] * second[1] == 0


@proves("algebra-023", "$|2x - 5| = 9$")
def _absolute_equation() -> set[Fraction]:
    return {Fraction(n, 12) for n in range(-600, 601) if abs(2 * Fraction(n, 12) - 5) == 9}


@proves("algebra-024", "at least 487 grams and at most 503 grams", "(B) $|m - 503| \\le 16$", "(C) $|m - 495| \\le 8$")
def _rice() -> str:
    masses = [Fraction(n, 2) for n in range(900, 1100)]
    accepted = [487 <= m <= 503 for m in masses]
    options = {"A": (487, 16), "B": (503, 16), "C": (495, 8), "D": (495, 16)}
    (letter,) = [k for k, (middle, d) in options.items() if [abs(m - middle) <= d for m in masses] == accepted]
    return letter


@proves("algebra-034", "$x^2 + y^2 - 10x + 4y = 20$", "$(17, 3)$")
def _distance_to_circle() -> sympy.Expr:
    form = X**2 + Y**2 - 10 * X + 4 * Y - 20
    center = sympy.solve([form.diff(X), form.diff(Y)], [X, Y])
    radius = sympy.sqrt(-form.subs(center))
    distance = sympy.sqrt((center[X] - 17) ** 2 + (center[Y] - 3) ** 2)
    return abs(distance - radius)


@proves("algebra-051", "$|3x - 4| \\ge 11$")
def _outside() -> sympy.Set:
    return sympy.solve_univariate_inequality(sympy.Abs(3 * X - 4) >= 11, X, relational=False)


@proves("algebra-052", "$-3 < \\frac{5 - 2x}{3} \\le 4$")
def _between() -> sympy.Set:
    middle = (5 - 2 * X) / 3
    left = sympy.solve_univariate_inequality(middle > -3, X, relational=False)
    return left.intersect(sympy.solve_univariate_inequality(middle <= 4, X, relational=False))


@proves("algebra-068", "perpendicular bisector", "$A(-1, 6)$ to $B(5, -2)$")
def _bisector() -> sympy.Eq:
    # The points that are equally far from A and B.
    equally_far = (X + 1) ** 2 + (Y - 6) ** 2 - (X - 5) ** 2 - (Y + 2) ** 2
    return sympy.Eq(Y, sympy.solve(sympy.expand(equally_far), Y)[0])


@proves("algebra-069", "72 square meters", "front side costs \\$9", "other three sides costs \\$3")
def _goat_pen() -> sympy.Expr:
    front = Symbol("front", positive=True)
    cost = 9 * front + 3 * (front + 2 * 72 / front)
    (best,) = sympy.solve(cost.diff(front), front)
    assert cost.diff(front, 2).subs(front, best) > 0
    return cost.subs(front, best)


@proves("algebra-072", "$x + y + z = 6$, $x + 2y + 3z = 14$, $x + 4y + kz = 5$", "no solution")
def _no_solution() -> sympy.Expr:
    k = Symbol("k")
    matrix = sympy.Matrix([[1, 1, 1], [1, 2, 3], [1, 4, k]])
    (special,) = sympy.solve(matrix.det(), k)
    full = matrix.row_join(sympy.Matrix([6, 14, 5])).subs(k, special)
    assert matrix.subs(k, special).rank() < full.rank()
    return special


@proves("algebra-081", "product of all real solutions of $\\left| |x - 1| - 5 \\right| = 3$")
def _nested_absolute() -> Fraction:
    solutions = [x for x in (Fraction(n, 4) for n in range(-400, 401)) if abs(abs(x - 1) - 5) == 3]
    return prod(solutions, start=Fraction(1))


@proves("algebra-084", "$x^2 + y^2 + z^2 = 25$", "greatest possible value of $2x + 3y + 6z$")
def _greatest_on_sphere() -> sympy.Expr:
    # The plane 2x + 3y + 6z = m meets the sphere as long as its distance from the origin is at most 5.
    m = Symbol("m", positive=True)
    plane_distance = m / sympy.sqrt(2**2 + 3**2 + 6**2)
    (greatest,) = sympy.solve(plane_distance - sympy.sqrt(25), m)
    return greatest


@proves("algebra-085", "sum 12", "$\\frac{1}{a} + \\frac{4}{b} + \\frac{9}{c}$")
def _smallest_sum() -> sympy.Expr:
    a, b = symbols("a b", positive=True)
    value = 1 / a + 4 / b + 9 / (12 - a - b)
    points = [p for p in sympy.solve([value.diff(a), value.diff(b)], [a, b]) if sum(p) < 12]
    smallest = min(value.subs({a: p[0], b: p[1]}) for p in points)
    grid = [Fraction(n, 4) for n in range(1, 48)]
    assert smallest <= min(1 / s + 4 / t + 9 / (12 - s - t) for s in grid for t in grid if s + t < 12)
    return smallest


@proves("algebra-086", "square base and no lid", "exactly 32 cubic decimeters", "least possible total area")
def _open_box() -> sympy.Expr:
    side = Symbol("side", positive=True)
    area = side**2 + 4 * side * (32 / side**2)
    (best,) = sympy.solve(area.diff(side), side)
    assert area.diff(side, 2).subs(side, best) > 0
    return area.subs(side, best)
