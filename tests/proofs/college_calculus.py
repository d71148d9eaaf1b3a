"""Proofs of seed problems on limits, derivatives, integrals, series.

The problems stand in data/seeds/college.jsonl; each proof is written from the question alone.
"""

from fractions import Fraction
from itertools import product
from math import factorial

import mpmath
import sympy
from sympy import Rational, diff, exp, integrate, limit, log, oo, pi, sin, sqrt, symbols

from tests.proofs import proves
from tests.proofs.finding import is_near

x, y, z, t = symbols("x y z t", real=True)
n = symbols("n", integer=True, positive=True)


@proves("college-001", r"\lim_{x \to 4} \frac{x^2 - 16}{\sqrt{x} - 2}")
def _limit_at_four() -> sympy.Expr:
    return limit((x**2 - 16) / (sqrt(x) - 2), x, 4)


@proves("college-002", r"\frac{\sin(kx)}{x}", "x^2 - 3x + 7", "mx - 3", "$(k, m)$")
def _continuous_pieces() -> tuple[sympy.Expr, sympy.Expr]:
    k, m = symbols("k m", real=True)
    middle = x**2 - 3 * x + 7
    left = limit(sin(k * x) / x, x, 0, "-")
    found = sympy.solve([left - middle.subs(x, 0), (m * x - 3).subs(x, 2) - middle.subs(x, 2)], [k, m], dict=True)
    assert len(found) == 1
    return found[0][k], found[0][m]


@proves("college-003", r"\frac{1}{n^2} \sum_{k=1}^{n} k \ln\left(1 + \frac{k}{n}\right)")
def _riemann_sum() -> Fraction:
    def term(size: int) -> mpmath.mpf:
        return mpmath.fsum(k * mpmath.log1p(mpmath.mpf(k) / size) for k in range(1, size + 1)) / size**2

    # The error of a right-hand Riemann sum is a/N + b/N^2 + ..., so two extrapolation steps suffice.
    first, second, third = term(200), term(400), term(800)
    once = (2 * second - first, 2 * third - second)
    return Fraction(float((4 * once[1] - once[0]) / 3)).limit_denominator(1000)


@proves("college-004", "$g(x) = f(x)^2$ is continuous at $x = 0$", "then $f$ itself is continuous at $x = 0$")
def _square_continuous() -> bool:
    # Functions with one constant below 0 and one from 0 on: such a function is continuous at 0 if they are equal.
    steps = product((-1, 0, 1), repeat=2)
    return all(below == above for below, above in steps if below**2 == above**2)


@proves("college-005", r"\frac{9.8}{k}\left(1 - e^{-5k}\right)", r"$k \to 0^+$")
def _vanishing_drag() -> sympy.Expr:
    k = symbols("k", positive=True)
    return limit(Rational(98, 10) / k * (1 - exp(-5 * k)), k, 0, "+")


@proves("college-006", "$g(1) = 3$", "$g'(1) = 4$", "$f(3) = 5$", "$f'(3) = -2$", r"\frac{f(g(x))}{g(x)}", "$h'(1)$")
def _quotient_of_composition() -> sympy.Expr:
    # Any functions with the given data will do; two different pairs must agree.
    results = set()
    for bend in (0, 7):
        g = 3 + 4 * (x - 1) + bend * (x - 1) ** 2
        f = 5 - 2 * (x - 3) + 3 * bend * (x - 3) ** 3 + bend * (x - 3) ** 2
        results.add(diff(f.subs(x, g) / g, x).subs(x, 1))
    assert len(results) == 1
    return results.pop()


@proves("college-007", "$x^2 y + y^3 = 10$", "$(1, 2)$")
def _slope_of_cubic_curve() -> Fraction:
    def height(at: float) -> mpmath.mpf:
        return mpmath.findroot(lambda v: at**2 * v + v**3 - 10, 2)

    with mpmath.workdps(30):
        step = mpmath.mpf(10) ** -8
        slope = (height(1 + step) - height(1 - step)) / (2 * step)
        return Fraction(float(slope)).limit_denominator(500)


@proves("college-008", "$e^{xy} + 2x = y$", "$(0, 1)$")
def _tangent_of_implicit_curve() -> sympy.Eq:
    # The tangent line is where the linear part of F vanishes.
    curve = exp(x * y) + 2 * x - y
    here = {x: 0, y: 1}
    assert curve.subs(here) == 0
    linear = diff(curve, x).subs(here) * x + diff(curve, y).subs(here) * (y - 1)
    return sympy.Eq(linear, 0)


@proves("college-009", r"$f(x) = x^2 \ln(1 + x^2)$", "tenth derivative")
def _tenth_derivative() -> sympy.Expr:
    return sympy.cancel(sympy.together(diff(x**2 * log(1 + x**2), x, 10))).subs(x, 0)


@proves("college-010", "open-top", "square base", "80 cubic meters", r"\$10 per square meter", r"\$4 per square meter")
def _cheapest_bin() -> sympy.Expr:
    side = symbols("side", positive=True)
    height = 80 / side**2
    cost = 10 * side**2 + 4 * (4 * side * height)
    best = min(cost.subs(side, r) for r in sympy.real_roots(sympy.numer(sympy.together(diff(cost, side)))) if r > 0)
    assert all(cost.subs(side, Rational(s, 20)) >= best for s in range(1, 400))
    return best


@proves("college-011", "60 meters from the foot", "2.5 meters per second", "80 meters up")
def _lift_distance_rate() -> sympy.Expr:
    distance = sqrt(60**2 + (Rational(5, 2) * t) ** 2)
    moment = sympy.solve(Rational(5, 2) * t - 80, t)[0]
    return diff(distance, t).subs(t, moment)


@proves("college-012", "12 cm deep", "radius 6 cm", r"$18\pi$ cubic centimeters per second", "is 6 cm deep")
def _coffee_level() -> sympy.Expr:
    # The depth as an explicit function of time, from the remaining volume.
    def volume(depth: sympy.Expr | int) -> sympy.Expr:
        return pi * (Rational(6, 12) * depth) ** 2 * depth / 3

    left = volume(6) - 18 * pi * t
    depth = sympy.cbrt(left / volume(1))
    assert depth.subs(t, 0) == 6
    return -diff(depth, t).subs(t, 0)


@proves("college-013", r"0 \le x \le 12", "$P(x) = -x^3 + 12x^2 + 60x - 100$ dollars", "greatest weekly profit")
def _best_profit() -> int:
    return max(-(k**3) + 12 * k**2 + 60 * k - 100 for k in range(13))


@proves("college-014", "f'(x) = (x + 2)^2 (x - 1)^3 (x - 4)", "(B) at $x = -2$ and $x = 1$", "(C) only at $x = 1$")
def _local_maximum_points() -> str:
    f = integrate(sympy.expand((x + 2) ** 2 * (x - 1) ** 3 * (x - 4)), x)
    near = Rational(1, 100)
    peaks = {p for p in (-2, 1, 4) if all(f.subs(x, p) > f.subs(x, p + d) for d in (-near, near))}
    options = {"A": {-2}, "B": {-2, 1}, "C": {1}, "D": {4}}
    return next(letter for letter, points in options.items() if points == peaks)


@proves("college-015", "one corner at the origin", "$y = e^{-2x}$", "largest possible area")
def _rectangle_under_curve() -> sympy.Expr:
    area = x * exp(-2 * x)
    best = sympy.maximum(area, x, sympy.Interval(0, 10))
    assert all(float(area.subs(x, Rational(k, 50))) <= float(best) + 1e-9 for k in range(500))
    return best


@proves("college-016", "$y = x^4 - 4x^3$", "tangent to the curve", "at two different points")
def _double_tangent() -> sympy.Eq:
    # Same slope, and the chord between the points has that slope too; divide by p - q to leave out p = q.
    p, q = symbols("p q")
    curve = x**4 - 4 * x**3
    slope = diff(curve, x)
    same = sympy.cancel((slope.subs(x, p) - slope.subs(x, q)) / (p - q))
    chord = sympy.cancel((curve.subs(x, p) - curve.subs(x, q)) / (p - q)) - slope.subs(x, p)
    chord = sympy.cancel(chord / (p - q))
    pairs = [(a, b) for a, b in sympy.solve([same, chord], [p, q]) if a.is_real and b.is_real and a != b]
    lines = {
        sympy.expand(sympy.simplify(slope.subs(x, a))) * x
        + sympy.expand(sympy.simplify(curve.subs(x, a) - a * slope.subs(x, a)))
        for a, _ in pairs
    }
    assert len(lines) == 1
    return sympy.Eq(y, lines.pop())


@proves(
    "college-017",
    r"(A) $\int_1^{\infty} \frac{1}{\sqrt{x}}",
    r"(B) $\int_0^1 \frac{1}{x^{3/2}}",
    r"(C) $\int_0^{\infty} \frac{x}{1 + x^2}",
    r"(D) $\int_0^8 \frac{1}{\sqrt[3]{x}}",
)
def _convergent_integral() -> str:
    u = symbols("u", positive=True)
    options = {
        "A": (1 / sqrt(u), 1, oo),
        "B": (u ** Rational(-3, 2), 0, 1),
        "C": (u / (1 + u**2), 0, oo),
        "D": (u ** Rational(-1, 3), 0, 8),
    }
    finite = [k for k, (f, low, high) in options.items() if integrate(f, (u, low, high)).is_finite]
    assert len(finite) == 1
    return finite[0]


@proves("college-018", r"$F(x) = \int_1^{x^2} \sqrt{t^2 + 9}\,dt$", "$F'(2)$")
def _derivative_of_integral() -> int:
    def big_f(at: mpmath.mpf) -> mpmath.mpf:
        return mpmath.quad(lambda s: mpmath.sqrt(s**2 + 9), [1, at**2])

    slope = mpmath.diff(big_f, 2)
    assert is_near(slope, round(slope), 1e-6)
    return int(mpmath.nint(slope))


@proves("college-019", "$v(t) = t^2 - 6t + 5$", r"$0 \le t \le 5$", "average value of its speed $|v(t)|$")
def _average_speed() -> Fraction:
    mean = mpmath.quad(lambda s: abs(s * s - 6 * s + 5), [0, 1, 5]) / 5
    return Fraction(float(mean)).limit_denominator(100)


@proves("college-020", r"\int_{-2}^{2} \frac{x^2 + 1}{1 + 5^{x^3}}\,dx")
def _symmetric_integral() -> Fraction:
    value = mpmath.quad(lambda s: (s * s + 1) / (1 + mpmath.power(5, s**3)), mpmath.linspace(-2, 2, 17))
    exact = Fraction(float(value)).limit_denominator(60)
    assert is_near(value, exact)
    return exact


@proves("college-021", "$y = x^2 - 2x$", "$y = 4 - x^2$")
def _area_between_parabolas() -> sympy.Expr:
    ends = sorted(sympy.solve(x**2 - 2 * x - (4 - x**2), x))
    return integrate(sympy.Abs(x**2 - 2 * x - 4 + x**2), (x, ends[0], ends[-1]))


@proves("college-022", "$y = x - x^3$", r"$0 \le x \le 1$", "about the $y$-axis")
def _solid_by_pappus() -> sympy.Expr:
    # Pappus: the area times the way of its centroid.
    height = x - x**3
    area = integrate(height, (x, 0, 1))
    centroid = integrate(x * height, (x, 0, 1)) / area
    return 2 * pi * centroid * area


@proves("college-023", r"$T(t) = 18 + 6\sin\left(\frac{\pi t}{12}\right)$", "first 12 hours")
def _average_temperature() -> sympy.Expr:
    value = integrate(18 + 6 * sin(pi * t / 12), (t, 0, 12)) / 12
    steps = 20000
    middle = sum(18 + 6 * mpmath.sin(mpmath.pi * (12 * (k + 0.5) / steps) / 12) for k in range(steps)) / steps
    assert is_near(value, middle, 1e-6)
    return value


@proves("college-024", "$y = x^2$", "$y = kx$", "area 36")
def _line_cutting_parabola() -> sympy.Expr:
    k = symbols("k", positive=True)
    area = integrate(k * x - x**2, (x, 0, k))
    return sympy.solve(area - 36, k)[0]


@proves("college-025", r"$y = \frac{x^2}{4}$, $0 \le x \le 6$", r"$30\pi$ cubic centimeters per second", "5 cm deep")
def _bowl_level() -> sympy.Expr:
    # By shells this time: a shell at radius s reaches from s^2/4 up to the level h.
    h, s = symbols("h s", positive=True)
    volume = integrate(2 * pi * s * (h - s**2 / 4), (s, 0, 2 * sqrt(h)))
    assert 2 * sqrt(5) < 6
    return (30 * pi / diff(volume, h)).subs(h, 5)


@proves("college-026", r"\sum_{k=1}^{40} \frac{1}{\sqrt{3k + 1} + \sqrt{3k - 2}}")
def _sum_of_root_quotients() -> Fraction:
    with mpmath.workdps(30):
        total = mpmath.fsum(1 / (mpmath.sqrt(3 * k + 1) + mpmath.sqrt(3 * k - 2)) for k in range(1, 41))
        exact = Fraction(float(total)).limit_denominator(1000)
        assert is_near(total, exact, 1e-12)
        return exact


@proves("college-027", r"$\sum_{n=1}^{\infty} a_n$ converges", r"$\sum_{n=1}^{\infty} a_n^2$ converges as well")
def _squares_converge() -> bool:
    terms = [(-1) ** n / n**2, Rational(1, 2) ** n, (-1) ** n / sqrt(n)]
    sums = [(sympy.Sum(a, (n, 1, oo)), sympy.Sum(sympy.simplify(a**2), (n, 1, oo))) for a in terms]
    return all(bool(squares.is_convergent()) for plain, squares in sums if plain.is_convergent())


@proves("college-028", r"\sum_{n=1}^{\infty} \frac{(x - 2)^n}{n \cdot 3^n}", "interval notation")
def _interval_of_convergence() -> sympy.Interval:
    ratio = limit(n / (3 * (n + 1)), n, oo)
    low, high = 2 - 1 / ratio, 2 + 1 / ratio

    def converges(at: sympy.Expr) -> bool:
        return bool(sympy.Sum(sympy.simplify(((at - 2) / 3) ** n) / n, (n, 1, oo)).is_convergent())

    assert converges(low + Rational(1, 10)) and not converges(high + Rational(1, 10))
    return sympy.Interval(low, high, not converges(low), not converges(high))


@proves("college-029", r"\sum_{n=0}^{\infty} \frac{(n!)^3}{(3n)!}\,x^n")
def _radius_of_convergence() -> int:
    def coefficient(k: int) -> Fraction:
        return Fraction(factorial(k) ** 3, factorial(3 * k))

    # c_k / c_(k+1) tends to R with an error near a/k; one extrapolation step finds the whole number.
    def quotient(k: int) -> Fraction:
        return coefficient(k) / coefficient(k + 1)

    guess = 2 * quotient(400) - quotient(200)
    assert abs(guess - round(guess)) < Fraction(1, 100)
    return round(guess)


@proves(
    "college-030", r"\frac{1}{3} - \frac{1}{2 \cdot 3^2} + \frac{1}{3 \cdot 3^3}", r"\frac{(-1)^{n+1}}{n \cdot 3^n}"
)
def _alternating_log_series() -> sympy.Expr:
    total = sum(Fraction((-1) ** (k + 1), k * 3**k) for k in range(1, 60))
    number = Fraction(float(mpmath.exp(mpmath.mpf(total.numerator) / total.denominator))).limit_denominator(100)
    value = log(Rational(number.numerator, number.denominator))
    assert is_near(value, total, 1e-14)
    return value


@proves("college-031", r"\sum_{n=1}^{\infty} \frac{3^n}{(3^n - 1)(3^{n+1} - 1)}")
def _sum_of_fractions() -> Fraction:
    total = sum((Fraction(3**k, (3**k - 1) * (3 ** (k + 1) - 1)) for k in range(1, 60)), Fraction(0))
    exact = total.limit_denominator(1000)
    assert abs(total - exact) < Fraction(1, 10**20)
    return exact
