"""Proofs of the benchmark problems bench-101 to bench-126 (college), written from the questions alone."""

import math
import statistics
from fractions import Fraction
from itertools import combinations, permutations, product

import mpmath
import sympy
from sympy import Matrix, Rational, cos, exp, integrate, limit, log, oo, pi, sin, sqrt, symbols

from tests.proofs import proves
from tests.proofs.finding import precise_fraction

x, y, z, t, u = symbols("x y z t u", real=True)
n = symbols("n", integer=True, positive=True)


@proves("bench-101", r"(\cos 3x)^{1/x^2}", "(A) $1$", "(B) $e^{-3}$", "(C) $e^{-9/2}$", "(D) $e^{-9}$")
def _power_limit() -> str:
    with mpmath.workdps(60):
        small = mpmath.mpf(10) ** -15
        near = mpmath.cos(3 * small) ** (1 / small**2)
        options = {"A": 1, "B": mpmath.exp(-3), "C": mpmath.exp(mpmath.mpf(-9) / 2), "D": mpmath.exp(-9)}
        (letter,) = (k for k, value in options.items() if abs(value - near) < 1e-12)
    return letter


@proves("bench-102", r"\sin^2\left(\pi\sqrt{9n^2 + 2n}\right)", r"n \to \infty")
def _sine_limit() -> Fraction:
    with mpmath.workdps(60):
        large = mpmath.mpf(10) ** 20
        return precise_fraction(
            mpmath.nstr(mpmath.sin(mpmath.pi * mpmath.sqrt(9 * large**2 + 2 * large)) ** 2, 15), 100
        )


@proves("bench-103", "f(x) = x^3 + 2x + 1", "g = f^{-1}", "g''(4)")
def _inverse_second() -> Fraction:
    # A second difference of the inverse, found by Newton's method with many digits.
    with mpmath.workdps(80):

        def inverse(value: mpmath.mpf) -> mpmath.mpf:
            return mpmath.findroot(lambda s: s**3 + 2 * s + 1 - value, 1)

        h = mpmath.mpf(10) ** -15
        second = (inverse(4 + h) - 2 * inverse(mpmath.mpf(4)) + inverse(4 - h)) / h**2
        return precise_fraction(mpmath.nstr(second, 15))


@proves("bench-104", "$y = 4 - x^2$ with $0 < x \\le 2$", "tangent", "smallest area")
def _tangent_triangle() -> sympy.Expr:
    # The line x / p + y / q = 1 touches the curve when the joint equation has a double root.
    p, q = symbols("p q", positive=True)
    touching = sympy.discriminant(4 - x**2 - q * (1 - x / p), x)
    slope = sympy.solve(touching, q)
    best = []
    for height in slope:
        area = sympy.simplify(p * height / 2)
        for where in sympy.solve(area.diff(p), p):
            if where.is_positive and height.subs(p, where) > 4:
                contact = sympy.sqrt(height.subs(p, where) - 4)
                assert 0 < contact <= 2
                best.append(sympy.simplify(area.subs(p, where)))
    return sympy.simplify(min(best))


@proves("bench-105", "13 m and 15 m long", "0.05 radians per second", "14 m apart")
def _crane() -> Fraction:
    with mpmath.workdps(50):

        def apart(time: mpmath.mpf) -> mpmath.mpf:
            start = mpmath.acos(mpmath.mpf(13**2 + 15**2 - 14**2) / (2 * 13 * 15))
            return abs(13 - 15 * mpmath.expj(start + time * mpmath.mpf("0.05")))

        return precise_fraction(mpmath.nstr(mpmath.diff(apart, 0), 15), 100)


@proves("bench-106", "integers $k$", "3x^4 - 8x^3 - 30x^2 + 72x = k", "four different")
def _four_solutions() -> int:
    quartic = 3 * x**4 - 8 * x**3 - 30 * x**2 + 72 * x
    # Above 40 and below -160 there are too few solutions; count by Sturm's theorem in between.
    return sum(sympy.Poly(quartic - k, x).count_roots() == 4 for k in range(-160, 60))


@proves("bench-107", r"the curve $y = \arctan\sqrt{x}$, the $x$-axis and the line $x = 1$", "area")
def _arctan_integral() -> sympy.Expr:
    # The area under the curve is the rectangle less the area beside it, the integral of the inverse function.
    found = pi / 4 - integrate(sympy.tan(t) ** 2, (t, 0, pi / 4))
    assert abs(mpmath.quad(lambda s: mpmath.atan(mpmath.sqrt(s)), [0, 1]) - found.evalf(20)) < 1e-8
    return found


@proves("bench-108", r"\int_0^{\infty} \frac{dx}{(x + 1)(x + 2)(x + 3)}")
def _improper() -> sympy.Expr:
    primitive = integrate(sympy.apart(1 / ((x + 1) * (x + 2) * (x + 3))), x)
    found = limit(sympy.logcombine(primitive, force=True), x, oo) - primitive.subs(x, 0)
    assert abs(mpmath.quad(lambda s: 1 / ((s + 1) * (s + 2) * (s + 3)), [0, mpmath.inf]) - found.evalf(20)) < 1e-10
    return sympy.simplify(found)


@proves("bench-109", "largest integer that is not greater", r"\log_3 \frac{1}{x} \right\rfloor dx")
def _floor_integral() -> sympy.Expr:
    # On (3^-(k+1), 3^-k] the integrand is k.
    k = symbols("k", integer=True, nonnegative=True)
    return sympy.simplify(sympy.summation(k * (Rational(1, 3) ** k - Rational(1, 3) ** (k + 1)), (k, 0, oo)))


@proves("bench-110", r"\frac{x^2}{9} + \frac{y^2}{4} \le 1", "at a right angle to the $x$-axis is a square")
def _pavilion() -> sympy.Expr:
    # With the angle t of the ellipse: x = 3 cos t and half the width 2 sin t.
    return integrate((4 * sin(t)) ** 2 * 3 * sin(t), (t, 0, pi))


@proves("bench-111", r"a_n = \frac{(n^2 + 1) \cdot 2^n}{n!}", r"n \ge 0", r"a_0 + a_1 + \dots + a_N")
def _exponential_sum() -> sympy.Expr:
    # (x d/dx)^2 e^x + e^x at 2, and a numeric check of the sum itself.
    e = exp(x)
    found = (x * (x * e.diff(x)).diff(x) + e).subs(x, 2)
    partial = sum(Fraction((k * k + 1) * 2**k, math.factorial(k)) for k in range(60))
    assert abs(float(partial) - float(found)) < 1e-9
    return found


@proves(
    "bench-112",
    r"(A) $\sum_{n=2}^{\infty} \frac{1}{n\ln n}$",
    r"(B) $\sum_{n=1}^{\infty} \frac{(-1)^n n}{n + 1}$",
    r"(C) $\sum_{n=1}^{\infty} \frac{\sqrt{n + 1} - \sqrt{n}}{n}$",
    r"(D) $\sum_{n=1}^{\infty} \frac{n!}{2^n}$",
)
def _converging_series() -> str:
    # Terms that stay away from 0 exclude; for falling positive terms condense: sum of 2^k a(2^k).
    k = symbols("k", integer=True, positive=True)
    sizes = {"B": n / (n + 1), "D": sympy.factorial(n) / 2**n}
    left = [letter for letter, size in sizes.items() if limit(size, n, oo) == 0]
    condensed = {"A": 2**k / (2**k * log(2**k)), "C": sqrt(2**k + 1) - sqrt(2**k)}
    assert limit(k * sympy.expand_log(condensed["A"], force=True), k, oo) > 0  # like the harmonic series
    with mpmath.workdps(80):
        ratios = [
            (mpmath.sqrt(mpmath.mpf(2) ** (j + 1) + 1) - mpmath.sqrt(mpmath.mpf(2) ** (j + 1)))
            / (mpmath.sqrt(mpmath.mpf(2) ** j + 1) - mpmath.sqrt(mpmath.mpf(2) ** j))
            for j in range(40, 60)
        ]
    if all(r < 0.8 for r in ratios):  # like a geometric series
        left.append("C")
    (letter,) = left
    return letter


@proves("bench-113", "$y' = 2x(1 + y^2)$ with $y(0) = 1$", "grows without bound as $x$ approaches $b$")
def _blow_up() -> sympy.Expr:
    # With s = x^2 the time s until the blow-up is the integral of 1 / (1 + y^2) from 1 to infinity.
    return sqrt(integrate(1 / (1 + y**2), (y, 1, oo)))


@proves("bench-114", r"y'' + 4y = 8\cos 2t", "$y(0) = 0$ and $y'(0) = 0$", r"y\left(\frac{\pi}{4}\right)")
def _driven_spring() -> sympy.Expr:
    # Duhamel's integral: the response to an impulse is sin(2t) / 2.
    end = pi / 4
    return sympy.simplify(integrate(8 * cos(2 * u) * sin(2 * (end - u)) / 2, (u, 0, end)))


@proves("bench-115", "$x^2 + 2y^2 + 3z^2 = 20$ at the point $(3, 2, 1)$", "tetrahedron", "volume")
def _tangent_plane() -> sympy.Expr:
    # The surface as a graph over x and y.
    graph = sqrt((20 - x**2 - 2 * y**2) / 3)
    at = {x: 3, y: 2}
    height = 1 + graph.diff(x).subs(at) * (x - 3) + graph.diff(y).subs(at) * (y - 2)
    on_x, on_y = sympy.solve(height.subs(y, 0), x)[0], sympy.solve(height.subs(x, 0), y)[0]
    return integrate(height, (x, 0, on_x * (1 - y / on_y)), (y, 0, on_y))


@proves("bench-116", r"$x^2 + y^2 \le 2x$", r"\iint_D \sqrt{x^2 + y^2}\,dA")
def _disk_integral() -> Fraction:
    # By shells around the origin: the circle of radius r has the arc 2 arccos(r / 2) inside the disk.
    return precise_fraction(mpmath.nstr(mpmath.quad(lambda r: r * r * 2 * mpmath.acos(r / 2), [0, 1, 2]), 12), 100)


@proves("bench-117", r"$x = 2t^5$ and $y = 1 + 2\sin\frac{\pi t}{2}$", r"\int_C 2xy\,dx + (x^2 + 3y^2)\,dy")
def _line_integral() -> Fraction:
    def integrand(s: mpmath.mpf) -> mpmath.mpf:
        px, py = 2 * s**5, 1 + 2 * mpmath.sin(mpmath.pi * s / 2)
        return 2 * px * py * 10 * s**4 + (px**2 + 3 * py**2) * mpmath.pi * mpmath.cos(mpmath.pi * s / 2)

    return precise_fraction(mpmath.nstr(mpmath.quad(integrand, [0, 1]), 12), 100)


@proves(
    "bench-118",
    "$A^2 - 2A + 5I = 0$",
    r"(A) $\frac{1}{5}(A - 2I)$",
    r"(B) $\frac{1}{5}(2I - A)$",
    "(C) $2I - 5A$",
    r"(D) $\frac{1}{2}(A + 5I)$",
)
def _inverse_expression() -> str:
    a, one = Matrix([[1, -2], [2, 1]]), sympy.eye(2)
    assert a**2 - 2 * a + 5 * one == sympy.zeros(2)
    options = {"A": (a - 2 * one) / 5, "B": (2 * one - a) / 5, "C": 2 * one - 5 * a, "D": (a + 5 * one) / 2}
    (letter,) = (k for k, matrix in options.items() if matrix == a.inv())
    return letter


@proves("bench-119", r"$3 \times 3$ matrix", "0 or 1", "determinant an odd number")
def _odd_determinants() -> int:
    return sum(
        (a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)) % 2
        for a, b, c, d, e, f, g, h, i in product((0, 1), repeat=9)
    )


@proves(
    "bench-120",
    "3 in every place of the main diagonal",
    "2 in every place directly above",
    "1 in every place directly below",
)
def _band_determinant() -> sympy.Expr:
    def matrix(size: int) -> Matrix:
        return Matrix(size, size, lambda i, j: {0: 3, 1: 2, -1: 1}.get(j - i, 0))

    # A band determinant is a sum of two geometric sequences: fit them to the first four values and check more.
    values = [matrix(size).det() for size in range(1, 11)]
    p, q = symbols("p q")
    rule = sympy.solve([values[2] - p * values[1] - q * values[0], values[3] - p * values[2] - q * values[1]], [p, q])
    first, second = sympy.roots(t**2 - rule[p] * t - rule[q], t)
    weights = sympy.solve([p * first + q * second - values[0], p * first**2 + q * second**2 - values[1]], [p, q])
    formula = weights[p] * first**n + weights[q] * second**n
    assert all(formula.subs(n, size) == value for size, value in enumerate(values, 1))
    return formula


@proves("bench-121", "degree at most 6", "$p(1) = p(-1)$, $p(2) = p(-2)$ and $p(3) = p(-3)$", "dimension")
def _even_values() -> int:
    conditions = Matrix([[s**k - (-s) ** k for k in range(7)] for s in (1, 2, 3)])
    return len(conditions.nullspace())


@proves("bench-122", r"$7 \times 7$ matrix $A$ of rank 3", "$A^2 = A$", r"\det(2I + A)")
def _projection() -> sympy.Expr:
    # A projection that is not diagonal: B (C B)^-1 C with a 7 x 3 matrix B and a 3 x 7 matrix C.
    b = Matrix(7, 3, lambda i, j: (i + 1) ** j)
    c = Matrix(3, 7, lambda i, j: (j - i) ** 2 + i * j)
    a = b * (c * b).inv() * c
    assert a**2 == a and a.rank() == 3
    return (2 * sympy.eye(7) + a).det()


@proves("bench-123", "rod of 60 cm", "uniformly distributed", "length and the width of a rectangle", "expected value")
def _rod() -> Fraction:
    # E[X (60 - X)] = 60 E[X] - Var X - E[X]^2 for a uniform X with variance 60^2 / 12.
    mean, variance = Fraction(60, 2), Fraction(60**2, 12)
    return 60 * mean - variance - mean**2


@proves("bench-124", "4 gold and 9 silver tokens", "without putting any back", "second gold token")
def _tokens() -> Fraction:
    places = list(combinations(range(1, 14), 4))
    return Fraction(sum(gold[1] for gold in places), len(places))


@proves(
    "bench-125",
    "1000 g",
    "standard deviation 12 g",
    "36 bags",
    "more than 1004 g",
    "true mean content is 1007 g",
    "0.9332",
)
def _type_two_error() -> Fraction:
    # With exact normal values, rounded to the four places of the given table.
    return Fraction(str(round(statistics.NormalDist(1007, 12 / 36**0.5).cdf(1004), 4)))


@proves("bench-126", "$S_5$ of all permutations of five objects", "element of order 6")
def _order_six() -> bool:
    def order(p: tuple[int, ...]) -> int:
        power, count = p, 1
        while power != tuple(range(5)):
            power, count = tuple(p[k] for k in power), count + 1
        return count

    return any(order(p) == 6 for p in permutations(range(5)))
