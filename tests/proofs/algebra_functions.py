"""Proofs of seed problems on functions, powers, logarithms, sequences.

The problems stand in data/seeds/algebra.jsonl; each proof is written from the question alone.
"""

from collections.abc import Callable
from fractions import Fraction
from itertools import product
from math import isclose, log, log10, prod, sqrt

import sympy
from sympy import Rational, Symbol, symbols

from tests.proofs import proves

X, Y = symbols("x y", real=True)


@proves("algebra-018", "$\\frac{(2x^3)^4 \\cdot x^{-5}}{8x^2}$")
def _monomial() -> sympy.Expr:
    def value(x: int) -> Fraction:
        return Fraction((2 * x**3) ** 4, x**5 * 8 * x**2)

    factor = value(1)
    (power,) = [n for n in range(30) if all(value(x) == factor * x**n for x in (2, 3, 5, -7))]
    return sympy.Rational(factor) * X**power


@proves("algebra-019", "$4.5 \\times 10^{11}$ meters", "$3 \\times 10^8$ meters per second", "How many minutes")
def _signal() -> Fraction:
    return Fraction(450_000_000_000, 300_000_000) / 60


@proves("algebra-020", "(A) $4^{18}$", "(B) $5^{16}$", "(C) $2^{40}$", "(D) $3^{24}$")
def _largest_power() -> str:
    values = {"A": 4**18, "B": 5**16, "C": 2**40, "D": 3**24}
    return max(values, key=lambda letter: values[letter])


@proves("algebra-021", "$6.4 \\times 10^{15}$ bytes", "15% of this", "$3.2 \\times 10^{6}$ bytes")
def _photos() -> Fraction:
    total, photo = 6_400_000_000_000_000, 3_200_000
    return Fraction(total, 100) * 15 / photo


@proves("algebra-022", "6 m wide and 12 m long")
def _diagonal() -> sympy.Expr:
    return sympy.Point(0, 0).distance(sympy.Point(6, 12))


@proves("algebra-025", "22 rows", "first row has 18 seats", "3 seats more")
def _stage() -> int:
    return sum(18 + 3 * row for row in range(22))


@proves("algebra-026", "regular hexagons", "share exactly one side", "exactly 231 matchsticks")
def _hexagons() -> int:
    # Hexagon k has the sides (k, 0) to (k, 5); its side 3 is side 0 of the next one.
    sticks: set[tuple[int, int]] = set()
    hexagons = 0
    while len(sticks) < 231:
        for side in range(6):
            sticks.add((hexagons + 1, 0) if side == 3 else (hexagons, side))
        hexagons += 1
    assert len(sticks) == 231
    return hexagons


@proves("algebra-027", "day 1 she puts 3 beads", "twice as many beads as on the day before", "more than 1500 beads")
def _beads() -> int:
    jar, added, day = 3, 3, 1
    while jar <= 1500:
        added *= 2
        jar += added
        day += 1
    return day


@proves("algebra-028", "$f(x) = 3x - 4$ and $g(x) = x^2 + 1$", "$g(f(2)) - f(g(2))$")
def _compositions() -> int:
    def f(x: int) -> int:
        return 3 * x - 4

    def g(x: int) -> int:
        return x * x + 1

    return g(f(2)) - f(g(2))


@proves("algebra-046", "$\\frac{\\sqrt{5} + 1}{3 - \\sqrt{5}}$", "(A) $2 + \\sqrt{5}$", "(D) $\\sqrt{5} - 2$")
def _equal_radical() -> str:
    r = sqrt(5)
    options = {"A": 2 + r, "B": (1 + r) / 2, "C": 1 + 2 * r, "D": r - 2}
    (letter,) = [k for k, v in options.items() if isclose(v, (r + 1) / (3 - r))]
    return letter


@proves("algebra-047", "$\\sqrt{3x + 7} = x - 1$")
def _radical_equation() -> Rational:
    (found,) = sympy.solveset(sympy.sqrt(3 * X + 7) - X + 1, X, sympy.S.Reals)
    return found


@proves("algebra-048", "$\\sqrt{2x + 5} - \\sqrt{x - 1} = 2$")
def _two_roots() -> set[int]:
    # With s = sqrt(x - 1) >= 0 the equation says 2 s^2 + 7 = (2 + s)^2, of second degree: at most two roots.
    s = Symbol("s")
    found = {r**2 + 1 for r in sympy.roots(2 * s**2 + 7 - (2 + s) ** 2, s) if r >= 0}
    assert all(sympy.sqrt(2 * x + 5) - sympy.sqrt(x - 1) == 2 for x in found)
    return found


@proves("algebra-049", "$\\sqrt{x^2 - 6x + 9} = x - 3$ for every real number")
def _root_of_square() -> bool:
    return all(isclose(sqrt(x * x - 6 * x + 9), x - 3) for x in range(-20, 21))


@proves("algebra-050", "$\\left(\\frac{27}{8}\\right)^{-\\frac{2}{3}} + 16^{\\frac{3}{4}} \\cdot 4^{-\\frac{1}{2}}$")
def _powers() -> Fraction:
    roots = [Fraction(n, d) for n in range(1, 30) for d in range(1, 30)]
    first = next(r for r in roots if r**3 * Fraction(27, 8) ** 2 == 1)
    second = next(r for r in roots if r**4 == 16**3)
    third = next(r for r in roots if r**2 * 4 == 1)
    return first + second * third


@proves("algebra-053", "$f(x) = \\frac{2x + 5}{x - 3}$")
def _inverse() -> sympy.Expr:
    # f is a Moebius map; the inverse of its matrix gives the inverse map.
    m = sympy.Matrix([[2, 5], [1, -3]]).inv()
    return (m[0, 0] * X + m[0, 1]) / (m[1, 0] * X + m[1, 1])


@proves("algebra-054", "$f(x) = \\sqrt{12 - x - x^2} + \\frac{1}{x - 1}$", "(B) $(-4, 1)", "(D) $[-4, 1)")
def _domain() -> str:
    points = [Fraction(n, 10) for n in range(-100, 101)]
    allowed = [12 - x - x * x >= 0 and x != 1 for x in points]
    options = {
        "A": [-4 <= x <= 3 for x in points],
        "B": [-4 < x < 1 or 1 < x < 3 for x in points],
        "C": [x <= -4 or x >= 3 for x in points],
        "D": [-4 <= x < 1 or 1 < x <= 3 for x in points],
    }
    (letter,) = [k for k, v in options.items() if v == allowed]
    return letter


@proves(
    "algebra-055", "$f(x) = x^2 - 6x + 4$", "$1 \\le x \\le 7$", "(A) $[-1, 11]$", "(B) $[-5, 11]$", "(C) $[-5, -1]$"
)
def _range() -> str:
    values = [x * x - 6 * x + 4 for x in (Fraction(n, 10) for n in range(10, 71))]
    options = {"A": (-1, 11), "B": (-5, 11), "C": (-5, -1), "D": (-5, 10**9)}
    (letter,) = [k for k, v in options.items() if [*v] == [min(values), max(values)]]
    return letter


@proves("algebra-056", "halves every 6 hours", "320 mg at the start", "exactly 10 mg left")
def _painkiller() -> int:
    amount, hours = Fraction(320), 0
    while amount > 10:
        amount /= 2
        hours += 6
    assert amount == 10
    return hours


@proves("algebra-057", "$4^{x + 1} - 33 \\cdot 2^x + 8 = 0$")
def _exponential_equation() -> set[int]:
    # A quadratic in 2^x has at most two roots, so two integer solutions are all.
    found = {x for x in range(-30, 31) if Fraction(4) ** (x + 1) - 33 * Fraction(2) ** x + 8 == 0}
    assert len(found) == 2
    return found


@proves(
    "algebra-058", "12,500 inhabitants", "20% in every period of 10 years", "(B) $12500 \\cdot 1.2^{t/10}$", "+ 250t$"
)
def _population() -> str:
    decades = {10: 12500 * 1.2, 20: 12500 * 1.2 * 1.2, 30: 12500 * 1.2 * 1.2 * 1.2}
    options: dict[str, Callable[[float], float]] = {
        "A": lambda t: 12500 * 1.02**t,
        "B": lambda t: 12500 * 1.2 ** (t / 10),
        "C": lambda t: 12500 * 1.2 ** (10 * t),
        "D": lambda t: 12500 + 250 * t,
    }
    (letter,) = [k for k, f in options.items() if all(isclose(f(t), v) for t, v in decades.items())]
    return letter


@proves(
    "algebra-059",
    "$a = \\log_{10} 2$",
    "$b = \\log_{10} 3$",
    "$\\log_{10} 45$",
    "(A) $2b - a + 1$",
    "(C) $b^2 - a + 1$",
)
def _log_45() -> str:
    a, b = log10(2), log10(3)
    options = {"A": 2 * b - a + 1, "B": 2 * b + a - 1, "C": b * b - a + 1, "D": 2 * b + a + 1}
    (letter,) = [k for k, v in options.items() if isclose(v, log10(45))]
    return letter


@proves("algebra-060", "$\\log_3(x + 4) + \\log_3(x - 2) = 3$")
def _log_equation() -> int:
    # The left side grows for x > 2, so the first root found is the only one.
    return next(x for x in range(3, 200) if isclose(log(x + 4, 3) + log(x - 2, 3), 3))


@proves("algebra-061", "$\\log_4 x + \\log_8 x = \\frac{5}{2}$")
def _two_bases() -> int:
    # The left side grows with x, so the first root found is the only one.
    return next(x for x in range(1, 500) if isclose(log(x, 4) + log(x, 8), 2.5))


@proves("algebra-062", "$10 \\log_{10} \\frac{I}{I_0}$", "level of 64 decibels", "100 such machines")
def _decibels() -> int:
    together = sum(10**6.4 for _ in range(100))
    level = round(10 * log10(together))
    assert isclose(10 * log10(together), level)
    return level


@proves("algebra-063", "square has sides of 12 cm", "midpoints", "sum of the perimeters", "$a + b\\sqrt{2}$")
def _nested_squares() -> sympy.Expr:
    corners = [(0.0, 0.0), (12.0, 0.0), (12.0, 12.0), (0.0, 12.0)]
    total = 0.0
    for _ in range(150):
        pairs = list(zip(corners, corners[1:] + corners[:1], strict=True))
        total += sum(sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) for a, b in pairs)
        corners = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in pairs]
    whole = [(a, b) for a in range(300) for b in range(300) if isclose(a + b * sqrt(2), total, rel_tol=1e-12)]
    ((a, b),) = whole
    return a + b * sympy.sqrt(2)


@proves("algebra-064", "third term 18 and sixth term $-486$", "eighth term")
def _eighth_term() -> Fraction:
    (ratio,) = [Fraction(n, 6) for n in range(-60, 61) if 18 * Fraction(n, 6) ** 3 == -486]
    terms = [18 / ratio**2]
    while len(terms) < 8:
        terms.append(terms[-1] * ratio)
    return terms[7]


@proves("algebra-070", "from 100 to 400", "remainder 4 when divided by 9")
def _sum_of_numbers() -> int:
    return sum(n for n in range(100, 401) if n % 9 == 4)


@proves("algebra-074", "room temperature of 20", "soup is at 84", "after 10 minutes it is at 52", "36")
def _soup() -> int:
    # The difference to the room shrinks by the same factor in equal times.
    difference, factor, minutes = Fraction(84 - 20), Fraction(52 - 20, 84 - 20), 0
    while difference > 36 - 20:
        difference *= factor
        minutes += 10
    assert difference == 36 - 20
    return minutes


@proves("algebra-075", "$f(x) = x^3 + 2x - 5$", "$g'(7)$")
def _derivative_of_inverse() -> Fraction:
    def g(y: float) -> float:
        low, high = -10.0, 10.0
        for _ in range(80):
            middle = (low + high) / 2
            low, high = (middle, high) if middle**3 + 2 * middle - 5 < y else (low, middle)
        return low

    slope = (g(7 + 1e-4) - g(7 - 1e-4)) / 2e-4
    return Fraction(slope).limit_denominator(1000)


@proves("algebra-076", "$\\sum_{n=0}^{\\infty} \\frac{(2x + 1)^n}{5^n}$")
def _convergence() -> sympy.Interval:
    # On a fine grid: the terms tend to zero exactly inside; the end points are checked on their own.
    grid = [Fraction(n, 10) for n in range(-100, 101)]
    inside = [x for x in grid if abs(((2 * x + 1) / 5) ** 400) < Fraction(1, 100)]
    low, high = min(inside) - Fraction(1, 10), max(inside) + Fraction(1, 10)
    assert inside == [x for x in grid if low < x < high]
    assert abs(2 * low + 1) == abs(2 * high + 1) == 5  # at both ends every term has absolute value 1
    return sympy.Interval.open(sympy.Rational(low), sympy.Rational(high))


@proves("algebra-082", "$f(x) = ax + b$ with $a > 0$", "$f(f(x)) = 9x - 8$", "$f(5)$")
def _iterated() -> int:
    ((a, b),) = [
        (a, b)
        for a, b in product(range(1, 20), range(-50, 51))
        if all(a * (a * x + b) + b == 9 * x - 8 for x in (0, 1, 2))
    ]
    return a * 5 + b


@proves("algebra-083", "$\\log_2 3 \\cdot \\log_3 4 \\cdot \\log_4 5 \\cdots \\log_{31} 32$ is a whole number")
def _log_product() -> bool:
    value = prod(log(k + 1, k) for k in range(2, 32))
    return isclose(value, round(value), rel_tol=1e-12)


@proves("algebra-087", "$2f(x) + f\\left(\\frac{1}{x}\\right) = 3x + \\frac{9}{x}$", "$f(5)$")
def _functional_equation() -> Fraction:
    # Cramer's rule for the two equations at x = 5 and x = 1/5.
    right = [3 * x + 9 / x for x in (Fraction(5), Fraction(1, 5))]
    return (2 * right[0] - right[1]) / (2 * 2 - 1 * 1)


@proves("algebra-088", "$f(1) = 3$", "$f(m + n) = f(m) + f(n) + 4mn$", "$f(20)$")
def _function_on_integers() -> int:
    f = {1: 3}
    for total in range(2, 41):
        (f[total],) = {f[m] + f[total - m] + 4 * m * (total - m) for m in range(1, total)}
    return f[20]


@proves("algebra-091", "\\frac{1}{\\sqrt{1} + \\sqrt{3}}", "\\frac{1}{\\sqrt{119} + \\sqrt{121}}")
def _sum_of_roots() -> int:
    total = sum(1 / (sqrt(m) + sqrt(m + 2)) for m in range(1, 120, 2))
    assert isclose(total, round(total), rel_tol=1e-12)
    return round(total)


@proves("algebra-092", "greater than 1", "$\\log_x y + 25 \\log_y x$")
def _smallest_log_sum() -> sympy.Expr:
    # Only t = log_x y > 0 matters, and every such t occurs (y = x^t). The value is convex in t.
    t = Symbol("t", positive=True)
    value = sympy.log(2**t) / sympy.log(2) + 25 * sympy.log(2) / sympy.log(2**t)
    value = sympy.simplify(sympy.expand_log(value))
    (best,) = sympy.solve(value.diff(t), t)
    assert value.diff(t, 2).is_positive
    return value.subs(t, best)
