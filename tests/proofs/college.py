"""Proofs of the seed problems in data/seeds/college.jsonl, written from the questions alone."""

import statistics
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from itertools import combinations, pairwise, permutations, product
from math import factorial, gcd

import mpmath
import sympy
from sympy import Matrix, Rational, cos, diff, exp, integrate, limit, log, oo, pi, sin, sqrt, symbols

from tests.proofs import proves

x, y, z, t = symbols("x y z t", real=True)
n = symbols("n", integer=True, positive=True)

TINY = 1e-9


def _near(value: sympy.Expr | Fraction | float, number: object, tolerance: float = TINY) -> bool:
    return abs(float(sympy.N(value, 30)) - float(sympy.N(number, 30))) < tolerance


# Limits


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


# Derivatives


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


# Applications of derivatives


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
    assert all(float(area.subs(x, Rational(k, 50))) <= float(best) + TINY for k in range(500))
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


# Integrals


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
    assert _near(slope, round(slope), 1e-6)
    return int(mpmath.nint(slope))


@proves("college-019", "$v(t) = t^2 - 6t + 5$", r"$0 \le t \le 5$", "average value of its speed $|v(t)|$")
def _average_speed() -> Fraction:
    mean = mpmath.quad(lambda s: abs(s * s - 6 * s + 5), [0, 1, 5]) / 5
    return Fraction(float(mean)).limit_denominator(100)


@proves("college-020", r"\int_{-2}^{2} \frac{x^2 + 1}{1 + 5^{x^3}}\,dx")
def _symmetric_integral() -> Fraction:
    value = mpmath.quad(lambda s: (s * s + 1) / (1 + mpmath.power(5, s**3)), mpmath.linspace(-2, 2, 17))
    exact = Fraction(float(value)).limit_denominator(60)
    assert _near(value, exact)
    return exact


# Applications of integrals


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
    assert _near(value, middle, 1e-6)
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


# Series


@proves("college-026", r"\sum_{k=1}^{40} \frac{1}{\sqrt{3k + 1} + \sqrt{3k - 2}}")
def _sum_of_root_quotients() -> Fraction:
    with mpmath.workdps(30):
        total = mpmath.fsum(1 / (mpmath.sqrt(3 * k + 1) + mpmath.sqrt(3 * k - 2)) for k in range(1, 41))
        exact = Fraction(float(total)).limit_denominator(1000)
        assert _near(total, exact, 1e-12)
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
    assert _near(value, total, 1e-14)
    return value


@proves("college-031", r"\sum_{n=1}^{\infty} \frac{3^n}{(3^n - 1)(3^{n+1} - 1)}")
def _sum_of_fractions() -> Fraction:
    total = sum((Fraction(3**k, (3**k - 1) * (3 ** (k + 1) - 1)) for k in range(1, 60)), Fraction(0))
    exact = total.limit_denominator(1000)
    assert abs(total - exact) < Fraction(1, 10**20)
    return exact


# Differential equations


@proves("college-032", "proportional to $T - 20$", "84 degrees", "52 degrees 8 minutes later", "28 degrees")
def _tea_time() -> sympy.Expr:
    rate, when = symbols("rate when", positive=True)
    temperature = sympy.Function("T")
    law = sympy.Eq(temperature(when).diff(when), -rate * (temperature(when) - 20))
    course = sympy.dsolve(law, temperature(when), ics={temperature(0): 84}).rhs
    course = course.subs(rate, sympy.solve(course.subs(when, 8) - 52, rate)[0])
    return sympy.simplify(sympy.solve(course - 28, when)[0])


@proves("college-033", "200 liters of pure water", "0.3 kg of salt per liter", "5 liters per minute", "45 kg of salt")
def _salt_tank() -> sympy.Expr:
    salt = sympy.Function("S")
    law = sympy.Eq(salt(t).diff(t), Rational(3, 10) * 5 - 5 * salt(t) / 200)
    course = sympy.dsolve(law, salt(t), ics={salt(0): 0}).rhs
    return sympy.expand_log(sympy.solve(course - 45, t)[0], force=True)


@proves("college-034", r"$y' + \frac{2}{x}\,y = 5x^2$", "$y(1) = 3$")
def _linear_first_order() -> sympy.Expr:
    u = symbols("x", positive=True)
    f = sympy.Function("f")
    solution = sympy.dsolve(f(u).diff(u) + 2 / u * f(u) - 5 * u**2, f(u), ics={f(1): 3}).rhs
    return sympy.expand(solution)


@proves("college-035", "$y'' - y' - 6y = 0$", "$y(0) = 1$", "$y'(0) = 8$")
def _linear_second_order() -> sympy.Expr:
    f = sympy.Function("f")
    law = f(x).diff(x, 2) - f(x).diff(x) - 6 * f(x)
    return sympy.dsolve(law, f(x), ics={f(0): 1, f(x).diff(x).subs(x, 0): 8}).rhs


@proves("college-036", "$2x'' + cx' + 50x = 0$", "smallest value of $c$", "do not oscillate")
def _critical_damping() -> int:
    def oscillates(damping: int) -> bool:
        return any(not root.is_real for root in sympy.roots(2 * x**2 + damping * x + 50, x))

    smallest = next(c for c in range(100) if not oscillates(c))
    # Nothing a little below the whole number works either.
    assert any(not r.is_real for r in sympy.roots(2 * x**2 + (smallest - Rational(1, 1000)) * x + 50, x))
    return smallest


@proves("college-037", r"$f(x) = x + \int_0^x f(t)\,dt$", r"$f(\ln 5)$")
def _integral_equation() -> sympy.Expr:
    # Picard iteration gives the power series of f; sum it at ln 5.
    series = sympy.Integer(0)
    for _ in range(40):
        series = sympy.expand(x + integrate(series, x))
    value = series.subs(x, log(5)).evalf(30)
    assert _near(value, round(value), 1e-12)
    return sympy.Integer(round(value))


# Multivariable calculus


@proves("college-038", "$T(x, y) = 100 - x^2 - 2y^2$", "$(3, 2)$", "rises fastest")
def _steepest_rise() -> sympy.Expr:
    # The greatest directional derivative over all unit directions (cos a, sin a).
    a = symbols("a", real=True)
    rate = diff(100 - (3 + t * cos(a)) ** 2 - 2 * (2 + t * sin(a)) ** 2, t).subs(t, 0)
    return sympy.simplify(sympy.maximum(rate, a, sympy.Interval(0, 2 * pi)))


@proves("college-039", "$f(x, y, z) = xy + z^2$", "$(1, 2, 3)$", "direction of the vector $(2, -1, 2)$")
def _directional_derivative() -> sympy.Expr:
    length = sqrt(2**2 + 1 + 2**2)
    px, py, pz = (p + t * d / length for p, d in ((1, 2), (2, -1), (3, 2)))
    return diff(px * py + pz**2, t).subs(t, 0)


@proves("college-040", "greatest value of $x^2 y$", "$x^2 + 2y^2 = 6$")
def _greatest_on_ellipse() -> sympy.Expr:
    # On the ellipse x^2 = 6 - 2y^2, which needs y^2 <= 3.
    return sympy.maximum((6 - 2 * y**2) * y, y, sympy.Interval(-sqrt(3), sqrt(3)))


@proves("college-041", "$x^2 y$ tiles", r"kiln time costs \$4", r"labor costs \$3", r"exactly \$72 are spent")
def _most_tiles() -> sympy.Expr:
    return sympy.maximum(x**2 * (72 - 4 * x) / 3, x, sympy.Interval(0, 18))


@proves("college-042", r"\int_0^4 \int_{\sqrt{y}}^{2} \sqrt{1 + x^3}\,dx\,dy")
def _double_integral() -> Fraction:
    # In the given order, with y = s^2 to keep the outer integrand smooth.
    def inner(s: mpmath.mpf) -> mpmath.mpf:
        return 2 * s * mpmath.quad(lambda u: mpmath.sqrt(1 + u**3), [s, 2])

    value = mpmath.quad(inner, [0, 2])
    exact = Fraction(float(value)).limit_denominator(60)
    assert _near(value, exact)
    return exact


@proves("college-043", "$(2, 1)$", "$f(x, y) = x^3 - 12xy + 8y^3$", "(A) a local minimum", "(C) a saddle point")
def _kind_of_point() -> str:
    f = x**3 - 12 * x * y + 8 * y**3
    here = {x: 2, y: 1}
    if any(diff(f, v).subs(here) != 0 for v in (x, y)):
        return "D"
    signs = {sympy.sign(value) for value in sympy.hessian(f, (x, y)).subs(here).eigenvals()}
    return {frozenset({1}): "A", frozenset({-1}): "B", frozenset({1, -1}): "C"}[frozenset(int(s) for s in signs)]


# Vector calculus


@proves("college-044", "curl", "(yz, 2xz, 3xy)")
def _curl() -> tuple[sympy.Expr, ...]:
    field, variables = (y * z, 2 * x * z, 3 * x * y), (x, y, z)
    return tuple(
        sum(sympy.LeviCivita(i, j, k) * diff(field[k], variables[j]) for j, k in product(range(3), repeat=2))
        for i in range(3)
    )


@proves("college-045", "$y = x^2$ from $(0, 0)$ to $(2, 4)$", r"$\int_C y\,dx + x^2\,dy$")
def _line_integral_on_parabola() -> sympy.Expr:
    # The second part in terms of y: x^2 = y on the curve, and y runs from 0 to 4.
    return integrate(x**2, (x, 0, 2)) + integrate(y, (y, 0, 4))


@proves("college-046", "$x^2 + y^2 = 4$", "counterclockwise", r"\oint_C (x - y^3)\,dx + (x^3 + y)\,dy")
def _line_integral_on_circle() -> sympy.Expr:
    px, py = 2 * cos(t), 2 * sin(t)
    return integrate(sympy.expand((px - py**3) * diff(px, t) + (px**3 + py) * diff(py, t)), (t, 0, 2 * pi))


@proves(
    "college-047", r"\left(4y + \sin(x^2),\ 9x - \ln(1 + y^4)\right)", "from $(0, 0)$ straight to $(6, 0)$", "$(6, 4)$"
)
def _work_around_triangle() -> int:
    corners = [(0, 0), (6, 0), (6, 4), (0, 0)]

    def side(start: tuple[int, int], end: tuple[int, int]) -> mpmath.mpf:
        dx, dy = end[0] - start[0], end[1] - start[1]

        def power(s: mpmath.mpf) -> mpmath.mpf:
            px, py = start[0] + s * dx, start[1] + s * dy
            return (4 * py + mpmath.sin(px**2)) * dx + (9 * px - mpmath.log(1 + py**4)) * dy

        return mpmath.quad(power, mpmath.linspace(0, 1, 13))

    work = sum(side(a, b) for a, b in pairwise(corners))
    assert _near(work, round(work), 1e-8)
    return int(mpmath.nint(work))


@proves("college-048", "(2xy + z^2, x^2, 2xz)", "zero total work along every smooth closed curve")
def _conservative() -> bool:
    # A field on all of space does no work on closed curves exactly when it has a potential: build it and check.
    field = (2 * x * y + z**2, x**2, 2 * x * z)
    here = dict(zip((x, y, z), (t * x, t * y, t * z), strict=True))
    along = sum(f.subs(here, simultaneous=True) * v for f, v in zip(field, (x, y, z), strict=True))
    potential = integrate(sympy.expand(along), (t, 0, 1))
    return all(sympy.expand(diff(potential, v) - f) == 0 for f, v in zip(field, (x, y, z), strict=True))


# Matrices


@proves("college-049", r"30 & 80 & 6 \\ 45 & 50 & 9", r"A loaf costs \$4, a roll costs \$1.50 and a cake costs \$20")
def _bakery_difference() -> Fraction:
    more = (45 - 30, 50 - 80, 9 - 6)
    return sum((d * p for d, p in zip(more, (Fraction(4), Fraction(3, 2), Fraction(20)), strict=True)), Fraction(0))


@proves("college-050", r"3 & 1 \\ 5 & 2", r"29 \\ 50", "$(p, q)$")
def _hidden_pair() -> tuple[int, int]:
    found = [(p, q) for p, q in product(range(-60, 61), repeat=2) if 3 * p + q == 29 and 5 * p + 2 * q == 50]
    assert len(found) == 1
    return found[0]


@proves("college-051", "$x + 2y - z = 1$, $2x + 5y + z = 4$, $x + 4y + 5z = c$")
def _solvable_system() -> sympy.Expr:
    first = sympy.solve([x + 2 * y - z - 1, 2 * x + 5 * y + z - 4], [x, y])
    value = sympy.expand((x + 4 * y + 5 * z).subs(first))
    assert not value.free_symbols  # the third left side is the same for all solutions of the first two equations
    return value


@proves("college-052", r"1 & 2 & 0 & 1 \\ 2 & 3 & 1 & 1 \\ 3 & 4 & t & 1", "null space", "dimension 2")
def _rank_drop() -> sympy.Expr:
    matrix = Matrix([[1, 2, 0, 1], [2, 3, 1, 1], [3, 4, t, 1]])
    minors = [matrix[:, list(c)].det() for c in combinations(range(4), 3)]
    found = [v for v in sympy.solve(sum(m**2 for m in minors), t) if v.is_real]
    assert len(found) == 1 and len(matrix.subs(t, found[0]).nullspace()) == 2
    return found[0]


@proves("college-053", "(A) $(M + N)^{-1} = M^{-1} + N^{-1}$", "(B) $(MN)^{-1} = N^{-1}M^{-1}$", "(C) $MN = NM$", "(D)")
def _matrix_identity() -> str:
    a, b, c, d, e, f, g, h = symbols("a:h")
    generic = (Matrix([[a, b], [c, d]]), Matrix([[e, f], [g, h]]))
    tests: dict[str, Callable[[Matrix, Matrix], Matrix]] = {
        "A": lambda m, k: (m + k).inv() - m.inv() - k.inv(),
        "B": lambda m, k: (m * k).inv() - k.inv() * m.inv(),
        "C": lambda m, k: m * k - k * m,
        "D": lambda m, k: (m - k) * (m + k) - m**2 + k**2,
    }
    sample = (Matrix([[1, 2], [3, 5]]), Matrix([[2, 1], [0, 1]]))
    right = [letter for letter, gap in tests.items() if gap(*sample).is_zero_matrix]
    assert len(right) == 1 and sympy.simplify(tests[right[0]](*generic)).is_zero_matrix
    return right[0]


@proves("college-054", r"$3 \times 3$ matrices", r"$\det A = -2$", r"$\det B = 5$", r"\det\left(3A^T A B^{-1}\right)")
def _determinant_of_product() -> sympy.Expr:
    # Two different pairs of matrices with these determinants must agree.
    pairs = [
        (Matrix([[1, 2, 0], [0, -1, 4], [0, 0, 2]]), Matrix([[5, 0, 0], [3, 1, 0], [7, 2, 1]])),
        (Matrix([[0, 1, 0], [2, 7, 1], [0, 3, 1]]), Matrix([[1, 1, 0], [0, 5, 2], [1, 1, 1]])),
    ]
    assert all(a.det() == -2 and b.det() == 5 for a, b in pairs)
    values = {(3 * a.T * a * b.inv()).det() for a, b in pairs}
    assert len(values) == 1
    return values.pop()


@proves("college-055", r"k & 2 & 1 \\ 2 & k & 1 \\ 1 & 2 & k", "no inverse")
def _singular_values() -> set[sympy.Expr]:
    # k I + M is singular exactly when -k is an eigenvalue of M.
    return {-v for v in Matrix([[0, 2, 1], [2, 0, 1], [1, 2, 0]]).eigenvals() if v.is_real}


@proves(
    "college-056",
    r"$10 \times 10$ matrix",
    "number 5 in every place of its main diagonal",
    "number 2 in every other place",
)
def _constant_determinant() -> sympy.Expr:
    return Matrix(10, 10, lambda i, j: 5 if i == j else 2).det(method="bareiss")


# Vector spaces


@proves("college-057", "$(1, 2, 3)$, $(2, t, 1)$ and $(0, 1, -1)$", "linearly dependent")
def _dependent_vectors() -> sympy.Expr:
    # The other two are independent, so the second vector must be a combination of them.
    a, b = symbols("a b")
    return sympy.solve([a - 2, 2 * a + b - t, 3 * a - b - 1], [a, b, t])[t]


@proves("college-058", r"symmetric $4 \times 4$ matrices", "entries of each row have sum 0", "dimension of $V$")
def _matrix_space_dimension() -> int:
    # The conditions as linear equations in the 16 entries; entry (i, j) is unknown number 4 i + j.
    conditions = []
    for i, j in combinations(range(4), 2):
        conditions.append([{4 * i + j: 1, 4 * j + i: -1}.get(u, 0) for u in range(16)])
    for i in range(4):
        conditions.append([1 if u // 4 == i else 0 for u in range(16)])
    return 16 - int(Matrix(conditions).rank())


@proves("college-059", "$(a, b, 1)$ in the null space", r"1 & 2 & -1 \\ 2 & 5 & 0")
def _null_vector() -> tuple[int, int, int]:
    # A vector orthogonal to both rows, scaled to end in 1.
    normal = Matrix([1, 2, -1]).cross(Matrix([2, 5, 0]))
    return tuple(v / normal[2] for v in normal)


@proves("college-060", "each two of the vectors", "linearly independent, then the three vectors")
def _pairwise_is_enough() -> bool:
    cube = [v for v in product((0, 1), repeat=3) if any(v)]
    triples = (c for c in combinations(cube, 3) if all(Matrix(pair).rank() == 2 for pair in combinations(c, 2)))
    return all(Matrix(c).rank() == 3 for c in triples)


# Eigenvalues and eigenvectors


@proves("college-061", r"-(\lambda - 1)(\lambda + 2)(\lambda - 4)", r"$\det(A^2 + A)$")
def _determinant_from_polynomial() -> sympy.Expr:
    # The companion matrix of the polynomial is one such matrix; a triangular one must agree.
    companion = Matrix([[0, 0, -8], [1, 0, 6], [0, 1, 3]])
    triangular = Matrix([[1, 5, 7], [0, -2, 3], [0, 0, 4]])
    for a in (companion, triangular):
        assert sympy.expand((a - x * sympy.eye(3)).det() + (x - 1) * (x + 2) * (x - 4)) == 0
    values = {(a**2 + a).det() for a in (companion, triangular)}
    assert len(values) == 1
    return values.pop()


@proves("college-062", r"4 & -2 \\ 1 & 1", "first row and first column", "$A^n$")
def _power_entry() -> sympy.Expr:
    entries = []
    power = sympy.eye(2)
    for _ in range(12):
        power = power * Matrix([[4, -2], [1, 1]])
        entries.append(power[0, 0])
    # Entries of powers satisfy the recurrence of the matrix; fit a * r^n + b * s^n and test it on all.
    p, q = sympy.solve(
        [entries[2] - x * entries[1] - y * entries[0], entries[3] - x * entries[2] - y * entries[1]], [x, y]
    ).values()
    r, s = sympy.roots(x**2 - p * x - q, x)
    a, b = symbols("a b")
    fit = sympy.solve([a * r + b * s - entries[0], a * r**2 + b * s**2 - entries[1]], [a, b])
    assert all(fit[a] * r ** (k + 1) + fit[b] * s ** (k + 1) == e for k, e in enumerate(entries))
    return fit[a] * r**n + fit[b] * s**n


@proves("college-063", "600 bicycles", "10% of the bicycles at Harbor", "20% of those at Market", "in the long run")
def _bicycles() -> int:
    ends = []
    for start in (0, 123, 600):
        harbor, market = float(start), 600.0 - start
        for _ in range(300):
            harbor, market = 0.9 * harbor + 0.2 * market, 0.1 * harbor + 0.8 * market
        ends.append(harbor)
    assert max(ends) - min(ends) < 1e-6
    return round(ends[0])


@proves("college-064", r"1 & 2 \\ 2 & 1", r"3 & 0 \\ 0 & 3", r"2 & 1 \\ 0 & 2", r"1 & 1 \\ 0 & 2", "not diagonalizable")
def _not_diagonalizable() -> str:
    options = {"A": [[1, 2], [2, 1]], "B": [[3, 0], [0, 3]], "C": [[2, 1], [0, 2]], "D": [[1, 1], [0, 2]]}
    bad = [k for k, m in options.items() if not Matrix(m).is_diagonalizable(reals_only=True)]
    assert len(bad) == 1
    return bad[0]


# Random variables


@proves("college-065", r"One sector pays \$12, two sectors pay \$5 each time, three pay \$2", r"costs \$4", "60 spins")
def _fair_profit() -> Fraction:
    sectors = [12, 5, 5, 2, 2, 2, 0, 0]
    return sum((Fraction(4 - pays, len(sectors)) for pays in sectors), Fraction(0)) * 60


@proves("college-066", r"probability $\frac{3}{4}$", "5 seeds", "at least 4")
def _sprouting_seeds() -> Fraction:
    # Each seed as four equally likely faces, three of which sprout.
    good = sum(1 for faces in product(range(4), repeat=5) if sum(f < 3 for f in faces) >= 4)
    return Fraction(good, 4**5)


@proves("college-067", "mean 250 g and standard deviation 20 g", r"P(Z \le 1.5) = 0.9332", "5000", "more than 280 g")
def _heavy_mangoes() -> Fraction:
    assert (280 - 250) / Fraction(20) == Fraction("1.5")
    expected = 5000 * (1 - Fraction("0.9332"))
    assert abs(expected - 5000 * (1 - Fraction(statistics.NormalDist(250, 20).cdf(280)))) < 1
    return expected


@proves("college-068", "below 40 minutes with probability 0.1056", "above 76 minutes with probability 0.1587", "mean")
def _courier_mean() -> int:
    fitting = [
        (m, s) for m, s in product(range(41, 76), range(1, 60)) if (40 - m) == Fraction("-1.25") * s and 76 - m == s
    ]
    assert len(fitting) == 1
    law = statistics.NormalDist(*fitting[0])
    assert abs(law.cdf(40) - 0.1056) < 1e-4 and abs(1 - law.cdf(76) - 0.1587) < 1e-4
    return fitting[0][0]


@proves("college-069", "$f(x) = cx(2 - x)$", r"$0 \le x \le 2$", "variance of $X$")
def _density_variance() -> sympy.Expr:
    shape = x * (2 - x)
    density = shape / integrate(shape, (x, 0, 2))
    mean = integrate(x * density, (x, 0, 2))
    return integrate((x - mean) ** 2 * density, (x, 0, 2))


@proves("college-070", r"$f(x) = kxe^{-x/3}$ for $x \ge 0$", "mean waiting time")
def _mean_waiting() -> sympy.Expr:
    u = symbols("u", positive=True)
    mass = integrate(u * exp(-u / 3), (u, 0, oo))
    return integrate(u**2 * exp(-u / 3), (u, 0, oo)) / mass


@proves("college-071", "Ten people of ten different heights", "taller than every neighbor", "expected number of peaks")
def _expected_peaks() -> Fraction:
    # Build the row by inserting ever taller people: the new one is a peak. In 2p of the size + 1 gaps a peak is
    # next to the gap and stops being one (peaks are never neighbors), so p stays; in the others p grows by 1.
    def rows_by_peaks(people: int) -> dict[int, int]:
        counts = {1: 1}
        for size in range(1, people):
            longer: dict[int, int] = {}
            for peaks, rows in counts.items():
                longer[peaks] = longer.get(peaks, 0) + rows * 2 * peaks
                longer[peaks + 1] = longer.get(peaks + 1, 0) + rows * (size + 1 - 2 * peaks)
            counts = longer
        return {peaks: rows for peaks, rows in counts.items() if rows}

    def peaks_in(row: tuple[int, ...]) -> int:
        padded = (0, *row, 0)
        return sum(padded[i - 1] < padded[i] > padded[i + 1] for i in range(1, len(row) + 1))

    assert rows_by_peaks(6) == Counter(peaks_in(row) for row in permutations(range(1, 7)))
    return Fraction(sum(peaks * rows for peaks, rows in rows_by_peaks(10).items()), factorial(10))


@proves(
    "college-072", "variances 4 and 9", "standard deviation of $2X - Y$", "(A) 5", "(B) 25", "(C) 1", r"(D) $\sqrt{7}$"
)
def _deviation_of_difference() -> str:
    # Two fair two-valued variables with these variances, all four combinations equally likely.
    values = [2 * a - b for a, b in product((-2, 2), (-3, 3))]
    deviation = sqrt(Rational(sum(v**2 for v in values), 4) - Rational(sum(values), 4) ** 2)
    options = {"A": sympy.Integer(5), "B": sympy.Integer(25), "C": sympy.Integer(1), "D": sqrt(7)}
    return next(k for k, v in options.items() if v == deviation)


# Descriptive statistics


@proves("college-073", "$2, 5, a, b, 9, 10, 11$", "only mode is 5", "mean equals their median")
def _missing_middle() -> int:
    found = set()
    for a, b in product(range(5, 10), repeat=2):
        row = [2, 5, a, b, 9, 10, 11]
        if row == sorted(row) and statistics.multimode(row) == [5] and sum(row) == 7 * statistics.median(row):
            found.add(b)
    assert len(found) == 1
    return found.pop()


@proves(
    "college-074",
    "23, 17, 30, 12, 20, 47, 18, 26, 15, 28, 21",
    "five lowest",
    "v > Q_3 + 1.5(Q_3 - Q_1)",
    "greater than 30",
)
def _largest_usual_reading() -> int:
    def unusual(last: int) -> bool:
        data = sorted([23, 17, 30, 12, 20, last, 18, 26, 15, 28, 21])
        low, high = statistics.median(data[:5]), statistics.median(data[-5:])
        return last > high + 1.5 * (high - low)

    assert unusual(47)
    return max(v for v in range(31, 100) if not unusual(v))


@proves(
    "college-075",
    "25 students",
    "0 siblings: 4 students",
    "1 sibling: 9 students",
    "2 siblings: 7 students",
    "3 siblings: 3 students",
    "4 siblings: 2 students",
)
def _siblings() -> Fraction:
    data = [Fraction(v) for v, count in enumerate((4, 9, 7, 3, 2)) for _ in range(count)]
    assert len(data) == 25
    return Fraction(statistics.mean(data)) - Fraction(statistics.median(data))


@proves("college-076", "median 20, lower quartile 17.5 and upper quartile 22.5", "$F = 1.8C + 32$", "$(m, r)$")
def _fahrenheit_quartiles() -> tuple[Fraction, Fraction]:
    # A sample of seven values with these quartiles (medians of the three lowest and of the three highest).
    celsius = [Fraction(v) for v in ("15", "17.5", "19", "20", "21", "22.5", "30")]
    converted = sorted(Fraction("1.8") * c + 32 for c in celsius)
    return statistics.median(converted), statistics.median(converted[-3:]) - statistics.median(converted[:3])


# Statistical inference


@proves("college-077", "standard deviation 12 minutes", "36 commuters", "74.5 minutes", "critical value 1.96")
def _commuter_interval() -> sympy.Interval:
    # All means m with |74.5 - m| <= 1.96 sigma / sqrt(n), solved as an inequality in m.
    bound = Rational("1.96") ** 2 * Rational(12**2, 36)
    return sympy.solve_univariate_inequality((x - Rational("74.5")) ** 2 <= bound, x, relational=False)


@proves("college-078", r"$1.96\sqrt{\frac{p(1 - p)}{n}}$", "at most 0.04", "whatever the sample share $p$ is")
def _sample_size() -> int:
    worst = max(Fraction(k, 100) * (1 - Fraction(k, 100)) for k in range(101))
    return next(k for k in range(1, 5000) if Fraction("1.96") ** 2 * worst <= Fraction("0.04") ** 2 * k)


@proves("college-079", "1200 hours", "standard deviation 80 hours", "64 lamps", "1176 hours", "1.96", "2.576", "(B)")
def _lamp_test() -> str:
    # By the two-sided p-value.
    p_value = 2 * statistics.NormalDist(1200, 80 / 64**0.5).cdf(1176)
    return {(True, True): "A", (True, False): "B", (False, True): "C", (False, False): "D"}[
        p_value < 0.05, p_value < 0.01
    ]


@proves("college-080", "8 independent blind trials", "right brand 7 times", r"probability $\frac{1}{2}$", "at least 7")
def _cola_test() -> Fraction:
    return Fraction(sum(1 for guesses in product((0, 1), repeat=8) if sum(guesses) >= 7), 2**8)


# Abstract algebra


@proves("college-081", "order of the element 3", "modulo 35")
def _order_modulo() -> int:
    return next(k for k in range(1, 36) if pow(3, k, 35) == 1)


@proves("college-082", "1 to 4, 4 to 6, 6 to 1, 2 to 5, 5 to 9, 9 to 10, 10 to 7, 7 to 2, 3 to 8, and 8 to 3")
def _dancers() -> int:
    move = {1: 4, 4: 6, 6: 1, 2: 5, 5: 9, 9: 10, 10: 7, 7: 2, 3: 8, 8: 3}
    places = {dancer: dancer for dancer in range(1, 11)}
    beats = 0
    while beats == 0 or any(dancer != place for dancer, place in places.items()):
        places = {dancer: move[place] for dancer, place in places.items()}
        beats += 1
    return beats


@proves("college-083", "How many subgroups", r"\mathbb{Z}/144\mathbb{Z}")
def _subgroups_of_cyclic() -> int:
    # Every subgroup of Z/144 is generated by at most two elements' common divisor: collect <a, b> for all a, b.
    one = {frozenset(a * k % 144 for k in range(144)) for a in range(144)}
    assert all(frozenset((u + v) % 144 for u in g for v in h) in one for g, h in combinations(sorted(one, key=len), 2))
    return len(one)


@proves(
    "college-084",
    "modulo 15",
    r"(A) $\{1, 7, 11\}$",
    r"(B) $\{1, 2, 7, 14\}$",
    r"(C) $\{1, 4, 8, 13\}$",
    r"(D) $\{1, 2, 4, 8\}$",
)
def _subgroup_modulo() -> str:
    options = {"A": {1, 7, 11}, "B": {1, 2, 7, 14}, "C": {1, 4, 8, 13}, "D": {1, 2, 4, 8}}
    closed = [
        k
        for k, s in options.items()
        if all(gcd(u, 15) == 1 for u in s) and all(u * v % 15 in s for u, v in product(s, repeat=2))
    ]
    assert len(closed) == 1
    return closed[0]
