"""Proofs of the benchmark problems bench-033 to bench-063 (algebra), written from the questions alone."""

import math
from collections import Counter
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import count, product

import sympy

from tests.proofs import proves
from tests.proofs.finding import fitting_letter, the_only


@proves(
    "bench-033",
    "seven days of a week",
    "three neighboring dates",
    "of which $n$ is the earliest",
    "two dates straight below",
)
def _stencil() -> sympy.Expr:
    start = date(2026, 1, 1)
    sums = {}
    for n in range(2, 14):
        middle = start.replace(day=n + 1)
        seen = [start.replace(day=n), middle, start.replace(day=n + 2)]
        seen += [middle + timedelta(weeks=1), middle + timedelta(weeks=2)]
        sums[n] = sum(day.day for day in seen)
    return sympy.expand(sympy.interpolate(sums, sympy.Symbol("n")))


@proves("bench-034", "Ayşe gave Berk 6", "equally many", "Berk gave Ayşe 6", "three times as many", "does Ayşe have")
def _shells() -> int:
    pairs = product(range(6, 300), repeat=2)
    return the_only([a for a, b in pairs if a - 6 == b + 6 and a + 6 == 3 * (b - 6)])


@proves("bench-035", "length 7, $x$ and $2x - 4$", "as an interval")
def _triangle_sides() -> sympy.Interval:
    x = sympy.Symbol("x", real=True)
    sides = (sympy.Integer(7), x, 2 * x - 4)
    conditions = [2 * side < sum(sides) for side in sides] + [side > 0 for side in sides[1:]]
    return sympy.Intersection(*(condition.as_set() for condition in conditions))


@proves(
    "bench-036",
    "through $(-3, 5)$ and $(1, -1)$",
    "(A) $P(7, -10)$",
    "(B) $Q(5, -6)$",
    "(C) $R(-7, 12)$",
    "(D) $S(-1, 1)$",
)
def _point_on_the_line() -> str:
    line = sympy.Line((-3, 5), (1, -1))
    return fitting_letter([line.contains(sympy.Point(point)) for point in ((7, -10), (5, -6), (-7, 12), (-1, 1))])


@proves("bench-037", r"$4^9 \cdot 5^{16}$", "How many digits")
def _digits_of_the_product() -> int:
    return len(str(4**9 * 5**16))


@proves("bench-038", "$|x - 3| + |x + 5| = 14$")
def _two_distances() -> sympy.Set:
    # On each piece between the corners -5 and 3 the left side is linear.
    x = sympy.Symbol("x", real=True)
    found = sympy.S.EmptySet
    for near, low, high in ((-6, -sympy.oo, -5), (0, -5, 3), (4, 3, sympy.oo)):
        left = sympy.sign(near - 3) * (x - 3) + sympy.sign(near + 5) * (x + 5)
        found |= sympy.solveset(left - 14, x, sympy.Interval(low, high))
    assert all(abs(root - 3) + abs(root + 5) == 14 for root in found)
    return set(found)


@proves("bench-039", "are squares", "total length of 100 m", "27 m longer", "square meters")
def _rice_fields() -> Fraction:
    halves = [(Fraction(n, 2), 100 - Fraction(n, 2)) for n in range(1, 200)]
    ((large, small),) = [(a, b) for a, b in halves if a - b == 27]
    return large * large - small * small


@proves(
    "bench-040", "A0 has an area of 1 square meter", "two equal halves", "80 g per square meter", "A5 sheets", "1 kg"
)
def _copy_paper() -> int:
    sheet = Fraction(80)
    for _ in ("A1", "A2", "A3", "A4", "A5"):
        sheet /= 2
    return next(n for n in count() if n * sheet == 1000)


@proves(
    "bench-041", "once at a quarter past, twice at half past and three times at a quarter to", "four times", "24 hours"
)
def _church_clock() -> int:
    strokes, moment = 0, datetime(2026, 1, 5, 0, 0)
    for _ in range(24 * 4):
        quarter = moment.minute // 15
        strokes += quarter if quarter else 4 + (moment.hour % 12 or 12)
        moment += timedelta(minutes=15)
    return strokes


@proves(
    "bench-042", "parallel to the line $3x + 2y = 7$", "through the point $(4, -1)$", r"(A) $y = \frac{3}{2}x - 7$",
    r"(B) $y = -\frac{3}{2}x - 1$", "(C) $3x + 2y = 10$", "(D) $2x - 3y = 11$",
)  # fmt: skip
def _parallel_line() -> str:
    x, y = sympy.symbols("x y")
    half = sympy.Rational(3, 2)
    options = [half * x - 7 - y, -half * x - 1 - y, 3 * x + 2 * y - 10, 2 * x - 3 * y - 11]
    # A line a x + b y + c = 0 is parallel to 3x + 2y = 7 when 2a = 3b, and it must not be the same line.
    return fitting_letter([
        2 * line.coeff(x) == 3 * line.coeff(y) and line.subs({x: 4, y: -1}) == 0 and 3 * 4 + 2 * -1 != 7
        for line in options
    ])  # fmt: skip


@proves("bench-043", r"$\sqrt{11 + 6\sqrt{2}}$", "no root stands under another root")
def _nested_root() -> sympy.Expr:
    pairs = product(range(-12, 13), repeat=2)
    fits = [a + b * sympy.sqrt(2) for a, b in pairs if a * a + 2 * b * b == 11 and 2 * a * b == 6]
    (root,) = [value for value in fits if value > 0]
    assert sympy.expand(root**2) == 11 + 6 * sympy.sqrt(2)
    return root


@proves("bench-044", "$x^2 - 6x + 2 = 0$", r"$\frac{r}{s^2} + \frac{s}{r^2}$")
def _symmetric_value() -> sympy.Expr:
    x = sympy.Symbol("x")
    r, s = sympy.solve(x**2 - 6 * x + 2, x)
    return sympy.radsimp(r / s**2 + s / r**2)


@proves("bench-045", "$x^4 - 7x^2 + 9$", "two quadratic polynomials", "integers")
def _quartic_factors() -> sympy.Expr:
    x = sympy.Symbol("x")
    wanted = sympy.Poly(x**4 - 7 * x**2 + 9, x)
    pairs = set()
    for b, c, e in product(range(-9, 10), (-9, -3, -1, 1, 3, 9), range(-9, 10)):
        first, second = x**2 + b * x + c, x**2 + e * x + sympy.Integer(9) / c
        if sympy.Poly(first * second, x) == wanted:
            pairs.add(frozenset((first, second)))
    (pair,) = pairs
    return math.prod(pair, start=sympy.Integer(1))


@proves("bench-046", "one postcard to each of the other participants", "342 postcards")
def _postcards() -> int:
    return next(n for n in count(1) if sum(a != b for a in range(n) for b in range(n)) == 342)


@proves("bench-047", "shape of a parabola", "24 m wide", "9 m above the ground", "at a height of 5 m")
def _gate_width() -> sympy.Expr:
    x = sympy.Symbol("x", real=True)
    height = sympy.interpolate([(0, 0), (12, 9), (24, 0)], x)
    low, high = sorted(sympy.solve(height - 5, x))
    return high - low


@proves("bench-048", r"$\frac{\frac{1}{x} - \frac{1}{y}}{\frac{x}{y} - \frac{y}{x}}$")
def _double_fraction() -> sympy.Expr:
    x, y = sympy.symbols("x y")
    return sympy.cancel((1 / x - 1 / y) / (x / y - y / x))


@proves("bench-049", "$|2x - 7| < |x + 4|$", "How many integers")
def _integers_between() -> int:
    # For |x| > 20 the left side is at least 2|x| - 7 > |x| + 4.
    return sum(abs(2 * x - 7) < abs(x + 4) for x in range(-100, 101))


@proves("bench-050", r"$f(x) = \frac{x - 3}{x + 1}$", "$f(f(f(x)))$ is defined", "equal to $x$")
def _three_times() -> bool:
    def f(x: Fraction) -> Fraction:
        return (x - 3) / (x + 1)

    # Numerator and denominator of f(f(f(x))) - x have degree at most 2, so many points decide.
    points = [Fraction(p, 7) for p in range(10, 60)]
    return all(f(f(f(x))) == x for x in points)


@proves(
    "bench-051", r"$f(x) = \frac{6x}{x^2 + 9}$", "does not belong to the range",
    r"(A) $-\frac{9}{10}$", r"(B) $\frac{2}{7}$", "(C) $1$", r"(D) $\frac{6}{5}$",
)  # fmt: skip
def _missing_value() -> str:
    x = sympy.Symbol("x", real=True)
    options = [sympy.Rational(-9, 10), sympy.Rational(2, 7), sympy.Integer(1), sympy.Rational(6, 5)]
    return fitting_letter([sympy.solveset(6 * x - c * (x**2 + 9), x, sympy.S.Reals).is_empty for c in options])


@proves("bench-052", "the same percentage of the light", "Six layers", "6.4%", "four such layers")
def _tinted_film() -> sympy.Expr:
    q = sympy.Symbol("q", positive=True)
    (share,) = sympy.solve(q**6 - sympy.Rational(64, 1000), q)
    return sympy.nsimplify(100 * share**4)


@proves("bench-053", r"$a = \log_2 3$", r"$\log_{12} 18$", "one fraction")
def _change_of_base() -> sympy.Expr:
    a = sympy.Symbol("a")
    p, q, r, s = 1, 2, 2, 1  # log 18 = p log 2 + q log 3 and log 12 = r log 2 + s log 3
    assert (2**p * 3**q, 2**r * 3**s) == (18, 12)
    value = (p + q * a) / (r + s * a)
    assert math.isclose(value.subs(a, math.log2(3)), math.log(18, 12), rel_tol=1e-12)
    return value


@proves("bench-054", "first 10 terms add up to 80", "first 20 terms add up to 260", "first 30 terms")
def _sum_of_thirty_terms() -> sympy.Expr:
    a, d = sympy.symbols("a d")

    def total(n: int) -> sympy.Expr:
        return sum(a + k * d for k in range(n))

    return total(30).subs(sympy.solve([total(10) - 80, total(20) - 260], [a, d]))


@proves("bench-055", "30 mg of a drug", r"breaks down $\frac{2}{3}$", "right after taking a tablet")
def _drug_level() -> Fraction:
    amount = sympy.Symbol("m")
    (steady,) = sympy.solve(amount - (amount / 3 + 30), amount)
    level = Fraction(0)
    for _ in range(60):
        level = level / 3 + 30
    assert abs(level - Fraction(int(steady))) < Fraction(1, 10**20)
    return Fraction(int(steady))


@proves("bench-056", "positive real part", "$z^2 = 5 - 12i$", "$a + bi$")
def _complex_root() -> sympy.Expr:
    z = sympy.Symbol("z")
    roots = [sympy.expand_complex(root) for root in sympy.solve(z**2 - 5 + 12 * sympy.I, z)]
    (root,) = [root for root in roots if sympy.re(root) > 0]
    return root


@proves("bench-057", "$xy^2z^3$", "positive real numbers", "$x + y + z = 6$", "greatest value")
def _greatest_product() -> int:
    # The product vanishes on the boundary of the triangle, so its maximum is at a critical point inside.
    y, z = sympy.symbols("y z", positive=True)
    f = (6 - y - z) * y**2 * z**3
    points = sympy.solve([sympy.diff(f, y), sympy.diff(f, z)], [y, z], dict=True)
    best = max(f.subs(point) for point in points if 6 - point[y] - point[z] > 0)
    steps = range(1, 120)
    assert max((120 - a - b) * a**2 * b**3 for a in steps for b in steps if a + b < 120) == best * 20**6
    return int(best)


@proves("bench-058", "$f(ab) = f(a) + f(b)$", "$f(10) = 14$", "$f(40) = 20$", "$f(500)$")
def _additive_function() -> sympy.Expr:
    f2, f5 = sympy.symbols("f2 f5")

    def f(n: int) -> sympy.Expr:
        powers = sympy.factorint(n)
        assert set(powers) <= {2, 5}
        return powers.get(2, 0) * f2 + powers.get(5, 0) * f5

    return f(500).subs(sympy.solve([f(10) - 14, f(40) - 20], [f2, f5]))


@proves("bench-059", "$(1 + x + x^2)^{10}$", "even powers", "constant term counts")
def _even_coefficients() -> int:
    coefficients = Counter({0: 1})
    for _ in range(10):
        following: Counter[int] = Counter()
        for power, coefficient in coefficients.items():
            for step in range(3):
                following[power + step] += coefficient
        coefficients = following
    return sum(coefficient for power, coefficient in coefficients.items() if power % 2 == 0)


@proves("bench-060", r"$z$ and its reciprocal gives $\sqrt{3}$", "adding $z^{2026}$ and the reciprocal of $z^{2026}$")
def _large_power() -> sympy.Expr:
    # With s_n = z^n + 1/z^n we have s_(n+1) = s_1 s_n - s_(n-1); each s_n has the form p + q sqrt(3).
    def times_root(v: tuple[int, int]) -> tuple[int, int]:
        return 3 * v[1], v[0]

    before, now = (2, 0), (0, 1)
    for _ in range(2025):
        p, q = times_root(now)
        before, now = now, (p - before[0], q - before[1])
    return now[0] + now[1] * sympy.sqrt(3)


@proves("bench-061", "$n^2 + 20n + 15$", "square of an integer", "sum of all these $n$")
def _sum_of_numbers() -> int:
    # For n > 40 the value lies strictly between (n + 9)^2 and (n + 10)^2.
    assert all((n + 9) ** 2 < n * n + 20 * n + 15 < (n + 10) ** 2 for n in range(41, 5000))
    return sum(n for n in range(1, 5000) if math.isqrt(n * n + 20 * n + 15) ** 2 == n * n + 20 * n + 15)


@proves("bench-062", "between 4:00 and 5:00", "right angle", "How many minutes lie between")
def _clock_hands() -> sympy.Expr:
    t = sympy.Symbol("t", real=True)
    hour, minute = 120 + t / 2, 6 * t
    moments: set[sympy.Expr] = set()
    for angle in range(-630, 631, 180):
        moments |= {m for m in sympy.solve(minute - hour - angle, t) if 0 < m < 60}
    first, second = sorted(moments)
    return second - first


@proves("bench-063", r"strictly between $\frac{5}{7}$ and $\frac{8}{11}$", "smallest denominator")
def _smallest_denominator() -> Fraction:
    for b in count(1):
        fits = [a for a in range(1, b) if Fraction(5, 7) < Fraction(a, b) < Fraction(8, 11)]
        if fits:
            return Fraction(the_only(fits), b)
    raise AssertionError
