"""Proofs of seed problems on coordinates, solids, conic sections, trigonometry, vectors.

The problems stand in data/seeds/geometry.jsonl; each proof is written from the question alone.
"""

import cmath
import math
from collections.abc import Callable
from fractions import Fraction

import sympy
from sympy import Rational, cos, pi, sin, sqrt, tan

from tests.proofs import proves
from tests.proofs.finding import heron, nearby_fraction


def _ternary_max(f: Callable[[float], float], low: float, high: float) -> float:
    """The maximum of a function with one peak on the interval."""
    for _ in range(200):
        a, b = low + (high - low) / 3, high - (high - low) / 3
        low, high = (a, high) if f(a) < f(b) else (low, b)
    return f((low + high) / 2)


@proves("geometry-003", "50 cm long, 30 cm wide and 40 cm high", "28 cm deep", "1000 cubic centimeters")
def _aquarium() -> Fraction:
    return Fraction(50 * 30 * 40 - 50 * 30 * 28, 1000)


@proves("geometry-006", "$(2, 1)$", "$(10, 7)$", "(A) $(4, 3)$", "(B) $(6, 4)$", "(C) $(8, 6)$", "(D) $(12, 8)$")
def _bus_stop() -> str:
    school, library = 2 + 1j, 10 + 7j
    options = {"A": 4 + 3j, "B": 6 + 4j, "C": 8 + 6j, "D": 12 + 8j}
    (letter,) = (k for k, p in options.items() if p - school == library - p)
    return letter


@proves("geometry-016", "$(0, 0)$, $(5, 0)$, $(8, 4)$ and $(3, 4)$", "in this order", "a square")
def _square() -> bool:
    p = [0j, 5 + 0j, 8 + 4j, 3 + 4j]
    turns = [(p[(k + 2) % 4] - p[(k + 1) % 4]) / (p[(k + 1) % 4] - p[k]) for k in range(4)]
    return all(abs(t - 1j) < 1e-12 for t in turns) or all(abs(t + 1j) < 1e-12 for t in turns)


@proves("geometry-017", "edges of 3 cm", "three cubes stand in a row", "side of an end cube", "including the bottom")
def _cubes() -> int:
    cubes = {(0, 0, 0), (1, 0, 0), (2, 0, 0), (0, 1, 0)}
    steps = [(1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1)]
    free = sum((x + a, y + b, z + c) not in cubes for x, y, z in cubes for a, b, c in steps)
    return free * 3 * 3


@proves("geometry-018", "radius 5 cm", "is 13 cm", "inner radius 10 cm", "height of 24 cm")
def _paper_cups() -> sympy.Expr:
    z, r = sympy.symbols("z r", positive=True)
    height = next(h for h in range(13) if h * h + 25 == 169)
    cup = sympy.integrate(pi * (5 * z / height) ** 2, (z, 0, height))
    jug = sympy.integrate(2 * pi * r * 24, (r, 0, 10))
    return jug / cup


@proves(
    "geometry-019", "$(1, 2)$, $(5, 5)$ and $(4, -2)$", "(A) equi", "(B) isos", "(C) isosceles and with", "(D) with"
)
def _kind_of_triangle() -> str:
    a, b, c = 1 + 2j, 5 + 5j, 4 - 2j
    lengths = {round(abs(p - q) ** 2) for p, q in ((a, b), (b, c), (a, c))}
    right = any(((q - p) * (r - p).conjugate()).real == 0 for p, q, r in ((a, b, c), (b, a, c), (c, a, b)))
    isosceles = len(lengths) < 3
    options = {"A": len(lengths) == 1, "B": isosceles and not right, "C": isosceles and right}
    options["D"] = right and not isosceles
    (letter,) = (k for k, holds in options.items() if holds)
    return letter


@proves("geometry-020", "$(0, 0)$, $(6, 1)$, $(5, 5)$ and $(1, 4)$", "One grid unit", "10 m")
def _rice_field() -> sympy.Expr:
    corners = [(0, 0), (60, 10), (50, 50), (10, 40)]
    return abs(sympy.Triangle(*corners[:3]).area) + abs(sympy.Triangle(corners[0], *corners[2:]).area)


@proves("geometry-030", "$(11, 2)$", "$x^2 + y^2 - 6x + 8y - 11 = 0$", "shortest distance")
def _nearest_point() -> Fraction:
    # Points of the circle on rays from an inner point, found by bisection, and the least distance among them.
    def on_ray(angle: float) -> complex:
        low, high = 0.0, 100.0
        for _ in range(60):
            mid = (low + high) / 2
            z = 3 - 4j + cmath.rect(mid, angle)
            inside = z.real**2 + z.imag**2 - 6 * z.real + 8 * z.imag - 11 < 0
            low, high = (mid, high) if inside else (low, mid)
        return 3 - 4j + cmath.rect(low, angle)

    return nearby_fraction(-_ternary_max(lambda t: -abs(on_ray(t) - (11 + 2j)), -1.0, 2.0))


@proves("geometry-031", "cylinder with radius 3 cm and height 7 cm", "half ball of the same radius", "flat bottom")
def _paperweight() -> sympy.Expr:
    # Surface of revolution: bottom disk, wall, and the arc z = 3 sin t, r = 3 cos t.
    r, t, z = sympy.symbols("r t z", positive=True)
    bottom = sympy.integrate(2 * pi * r, (r, 0, 3))
    wall = sympy.integrate(2 * pi * 3, (z, 0, 7))
    dome = sympy.integrate(2 * pi * 3 * cos(t) * 3, (t, 0, pi / 2))
    return bottom + wall + dome


@proves("geometry-032", "center $(2, -1)$", "$5x + 12y + 28 = 0$", "tangent")
def _tangent_circle() -> sympy.Eq:
    # Tangent: putting the line into the circle leaves a quadratic with discriminant 0.
    x, y, c = sympy.symbols("x y c")
    on_line = ((x - 2) ** 2 + (y + 1) ** 2 - c).subs(y, (-28 - 5 * x) / 12)
    (square,) = sympy.solve(sympy.discriminant(sympy.expand(on_line), x), c)
    return sympy.Eq((x - 2) ** 2 + (y + 1) ** 2, square)


@proves("geometry-033", "$A(1, 6)$", "$B(7, 2)$", "equally far from both", "$y = mx + b$")
def _road() -> sympy.Eq:
    x, y = sympy.symbols("x y")
    equal = (x - 1) ** 2 + (y - 6) ** 2 - (x - 7) ** 2 - (y - 2) ** 2
    return sympy.Eq(y, sympy.solve(equal, y)[0])


@proves("geometry-034", "$25x^2 + 169y^2 = 4225$", "perimeter of triangle $PF_1F_2$", "not on the $x$-axis")
def _ellipse_perimeter() -> sympy.Expr:
    ellipse = sympy.Ellipse((0, 0), sqrt(4225 // 25), sqrt(4225 // 169))
    perimeters = set()
    for point in (sympy.Point(0, 5), sympy.Point(12, Rational(25, 13)), sympy.Point(5, Rational(60, 13))):
        assert 25 * point.x**2 + 169 * point.y**2 == 4225
        perimeters.add(sympy.nsimplify(sympy.Triangle(*ellipse.foci, point).perimeter))
    (perimeter,) = perimeters
    return perimeter


@proves("geometry-035", "$(-10, 0)$ and $(10, 0)$", r"$y = \frac{3}{4} x$", r"(A) $\frac{x^2}{16} - \frac{y^2}{9} = 1$",
        r"(B) $\frac{y^2}{36} - \frac{x^2}{64} = 1$", r"(C) $\frac{x^2}{36} - \frac{y^2}{64} = 1$",
        r"(D) $\frac{x^2}{64} - \frac{y^2}{36} = 1$")  # fmt: skip
def _hyperbola() -> str:
    x, y = sympy.symbols("x y")
    options = {"A": x**2 / 16 - y**2 / 9, "B": y**2 / 36 - x**2 / 64, "C": x**2 / 36 - y**2 / 64}
    options["D"] = x**2 / 64 - y**2 / 36

    def fits(left: sympy.Expr) -> bool:
        # Asymptotes: the left side vanishes on them. Foci: the distances to them differ by a constant.
        if left.subs(y, 3 * x / 4) != 0 or left.subs(y, -3 * x / 4) != 0:
            return False
        points = [(v, w) for v in (9, 12, 20) for w in sympy.solve(left.subs(x, v) - 1, y) if w.is_real]
        gaps = [abs(sqrt((v + 10) ** 2 + w**2) - sqrt((v - 10) ** 2 + w**2)).evalf(20) for v, w in points]
        return bool(gaps) and max(gaps) - min(gaps) < 1e-12

    (letter,) = (k for k, left in options.items() if fits(left))
    return letter


@proves("geometry-036", "diameter of 2.4 m", "0.2 m deep", "focus of the parabola")
def _dish() -> sympy.Expr:
    # Equal distances from (0, p) and from the line y = -p, for the point (1.2, 0.2) of the rim.
    p = sympy.Symbol("p", positive=True)
    x, y = Rational(12, 10), Rational(2, 10)
    return sympy.solve(x**2 + (y - p) ** 2 - (y + p) ** 2, p)[0]


@proves("geometry-037", "$y^2 = 12x$", "distance from the focus is 15", "first quadrant")
def _parabola_point() -> tuple[sympy.Expr, sympy.Expr]:
    x, y = sympy.symbols("x y", positive=True)
    ((px, py),) = sympy.solve([y**2 - 12 * x, (x - 3) ** 2 + y**2 - 225], [x, y])
    return px, py


@proves("geometry-038", r"$\cos^2\frac{5\pi}{6} - \sin\frac{11\pi}{6} \cdot \tan\frac{5\pi}{4}$")
def _unit_circle() -> Fraction:
    value = math.cos(5 * math.pi / 6) ** 2 - math.sin(11 * math.pi / 6) * math.tan(5 * math.pi / 4)
    return nearby_fraction(value)


@proves("geometry-039", r"$d(t) = 5 + 2\cos\frac{\pi t}{6}$", "at least 6 m", "from $t = 0$ to $t = 24$")
def _harbor() -> Fraction:
    # The middles of 24000 equal parts of the day; the borders fall between the parts.
    deep = sum(5 + 2 * math.cos(math.pi * (k + 0.5) / 1000 / 6) >= 6 for k in range(24000))
    return Fraction(deep, 1000)


@proves("geometry-040", "perpendicular to $(3, 4, 2)$", "length 3", "(A) $(2, -1, -1)$", "(B) $(2, -2, 1)$",
        "(C) $(2, 2, 1)$", "(D) $(0, 1, -2)$")  # fmt: skip
def _perpendicular() -> str:
    options = {"A": (2, -1, -1), "B": (2, -2, 1), "C": (2, 2, 1), "D": (0, 1, -2)}
    given = sympy.Matrix([3, 4, 2])
    vectors = {k: sympy.Matrix(v) for k, v in options.items()}
    (letter,) = (k for k, v in vectors.items() if v.norm() == 3 and (v + given).norm() == (v - given).norm())
    return letter


@proves("geometry-041", r"$\sin x = \frac{5}{13}$", r"$\frac{\pi}{2} < x < \pi$", r"$\sin 2x$")
def _double_angle() -> Fraction:
    return nearby_fraction(math.sin(2 * (math.pi - math.asin(5 / 13))), 10**4)


@proves("geometry-043", r"$2\cos^2 x + 3\sin x = 3$", r"$0 \le x < 2\pi$", "as a set")
def _trigonometric_equation() -> set[sympy.Expr]:
    def left(x: float) -> float:
        return 2 * math.cos(x) ** 2 + 3 * math.sin(x) - 3

    roots = {k * pi / 60 for k in range(120) if abs(left(k * math.pi / 60)) < 1e-9}
    assert all(sympy.simplify(2 * cos(r) ** 2 + 3 * sin(r) - 3) == 0 for r in roots)
    # Nothing is missed: with z = e^(ix) the equation is a polynomial in z, and it has as many different roots.
    z = sympy.Symbol("z")
    equation = 2 * ((z + 1 / z) / 2) ** 2 + 3 * (z - 1 / z) / (2 * sympy.I) - 3
    assert len(sympy.roots(sympy.expand(equation * z**2), z)) == len(roots)
    return roots


@proves("geometry-044", r"$\sin^4 x + \cos^4 x = 1 - \sin^2 2x$", "every real number")
def _identity() -> bool:
    samples = [k / 7 for k in range(50)]
    return all(abs(math.sin(v) ** 4 + math.cos(v) ** 4 - 1 + math.sin(2 * v) ** 2) < 1e-9 for v in samples)


@proves("geometry-045", "600 m apart", r"\angle CAB = 45^\circ", r"\angle ABC = 105^\circ", "distance from $B$")
def _ranger_stations() -> sympy.Expr:
    # A(0, 0), B(600, 0); C = s (1, 1), and from B the direction to C has the angle 180 - 105 = 75 degrees.
    s = sympy.Symbol("s", positive=True)
    slope = sympy.simplify(tan(5 * pi / 12))
    (found,) = sympy.solve(s - slope * (s - 600), s)
    return sympy.sqrtdenest(sympy.simplify(sympy.radsimp(sqrt(sympy.expand((found - 600) ** 2 + found**2)))))


@proves("geometry-046", "10 km/h", "16 km/h", r"angle of $60^\circ$", "half an hour")
def _boats() -> Fraction:
    first, second = cmath.rect(10 * 0.5, 0), cmath.rect(16 * 0.5, math.pi / 3)
    return nearby_fraction(abs(first - second))


@proves("geometry-047", "7 m, 8 m and 13 m")
def _plot() -> sympy.Expr:
    return heron(7, 8, 13)


@proves("geometry-049", "6 N and 10 N", r"$60^\circ$", "magnitude of the total force")
def _ropes() -> Fraction:
    return nearby_fraction(abs(6 + cmath.rect(10, math.pi / 3)))


@proves("geometry-050", "$P(1, 0, 2)$, $Q(3, 1, 4)$ and $R(6, 4, 4)$")
def _triangle_in_space() -> sympy.Expr:
    # Heron's formula with squared sides: 16 area^2 = 2(ab + bc + ca) - (a^2 + b^2 + c^2).
    p, q, r = (sympy.Point3D(*v) for v in ((1, 0, 2), (3, 1, 4), (6, 4, 4)))
    a, b, c = p.distance(q) ** 2, q.distance(r) ** 2, r.distance(p) ** 2
    return sqrt(2 * (a * b + b * c + c * a) - a**2 - b**2 - c**2) / 4


@proves("geometry-051", "right circular cylinder", "ball with radius 6 cm", "largest volume")
def _cylinder_in_ball() -> sympy.Expr:
    # With the angle t of the rim above the equator, r = 6 cos t and h = 12 sin t.
    best = _ternary_max(lambda t: (6 * math.cos(t)) ** 2 * 12 * math.sin(t), 0, math.pi / 2)
    squared = nearby_fraction(best**2 / 10**4, 10**4) * 10**4
    return pi * sqrt(sympy.Rational(squared.numerator, squared.denominator))


@proves("geometry-052", "$A(1, 0, 0)$, $B(0, 2, 1)$, $C(3, 1, 2)$ and $D(2, 2, 5)$", "volume of the tetrahedron")
def _tetrahedron() -> sympy.Expr:
    rows = [(1, 0, 0, 1), (0, 2, 1, 1), (3, 1, 2, 1), (2, 2, 5, 1)]
    return abs(sympy.Matrix(rows).det()) / 6


@proves(
    "geometry-053", r"$\frac{x^2}{36} + \frac{y^2}{25} = 1$", "parallel to the coordinate axes", "largest possible area"
)
def _rectangle_in_ellipse() -> Fraction:
    return nearby_fraction(_ternary_max(lambda t: 2 * 6 * math.cos(t) * 2 * 5 * math.sin(t), 0, math.pi / 2))


@proves("geometry-054", r"$\frac{x^2}{9} - \frac{y^2}{4} = 1$", r"$\left(5, \frac{8}{3}\right)$", "two asymptotes")
def _asymptote_triangle() -> sympy.Expr:
    x, m = sympy.symbols("x m")
    line = Rational(8, 3) + m * (x - 5)
    # The tangent is the line through the point that meets the hyperbola twice in the same place.
    (slope,) = sympy.solve(sympy.discriminant(sympy.expand(x**2 / 9 - line**2 / 4 - 1), x), m)
    tangent = line.subs(m, slope)
    corners = [sympy.Point(v, tangent.subs(x, v)) for k in (1, -1)
               for v in sympy.solve(tangent - k * Rational(2, 3) * x, x)]  # fmt: skip
    return abs(sympy.Triangle(sympy.Point(0, 0), *corners).area)


@proves("geometry-057", r"largest value of $3\sin^2 x + 4\sin x\cos x$", "for real $x$")
def _largest_value() -> sympy.Expr:
    # With u = tan x the expression is (3u^2 + 4u)/(u^2 + 1); the value v is taken when a quadratic in u has roots.
    # The form at u -> infinity (x a right angle) gives 3, which is less.
    u, v = sympy.symbols("u v", real=True)
    values = sympy.solve(sympy.discriminant(sympy.expand(3 * u**2 + 4 * u - v * (u**2 + 1)), u), v)
    grid = max(3 * math.sin(k / 1000) ** 2 + 4 * math.sin(k / 1000) * math.cos(k / 1000) for k in range(6284))
    assert abs(grid - max(values)) < 1e-4
    return max(values)


@proves("geometry-059", "$(x - 5)^2 + (y - 5)^2 = 10$", r"largest possible value of $\frac{y}{x}$")
def _largest_quotient() -> Fraction:
    root = math.sqrt(10)
    best = max(range(6284), key=lambda k: (5 + root * math.sin(k / 1000)) / (5 + root * math.cos(k / 1000)))
    near = best / 1000
    return nearby_fraction(
        _ternary_max(lambda t: (5 + root * math.sin(t)) / (5 + root * math.cos(t)), near - 0.1, near + 0.1)
    )


@proves("geometry-060", "base radius 2 and slant height 8", "once around the cone", "shortest possible path")
def _ladybug() -> sympy.Expr:
    # The shortest path is a geodesic: it keeps s cos(angle) by Clairaut, and s(a) = m / cos(a r/l) around the cone,
    # with its highest point m after half a turn and s = 8 at both ends. Its length comes from the arc length integral.
    a = sympy.Symbol("a", real=True)
    half_turn = pi
    m = 8 * cos(half_turn * Rational(2, 8))
    s = m / cos(a * Rational(2, 8))
    # Surface metric: ds^2 + (s * 2/8)^2 da^2, since the circle at slant distance s has radius s * 2/8.
    squared = sympy.simplify(s.diff(a) ** 2 + (s * Rational(2, 8)) ** 2)
    speed = sympy.lambdify(a, sympy.sqrt(squared))
    n = 20000
    step = math.pi / n
    length = 2 * step * sum(speed((k + 0.5) * step) for k in range(n))
    return sqrt(sympy.Integer(round(length**2))) if abs(length**2 - round(length**2)) < 1e-4 else sympy.nan


@proves("geometry-061", "pairwise perpendicular", "$OA = OB = 4$ and $OC = 7$", "passes through all four vertices")
def _circumsphere() -> sympy.Expr:
    x, y, z = sympy.symbols("x y z")
    to_o = x**2 + y**2 + z**2
    equal = [(x - 4) ** 2 + y**2 + z**2 - to_o, x**2 + (y - 4) ** 2 + z**2 - to_o, x**2 + y**2 + (z - 7) ** 2 - to_o]
    (center,) = sympy.solve(equal, [x, y, z], dict=True)
    return 4 * pi * to_o.subs(center)
