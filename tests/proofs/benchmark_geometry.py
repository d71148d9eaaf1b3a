"""Proofs of the benchmark problems bench-064 to bench-083 (geometry), written from the questions alone."""

import cmath
import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import product

import sympy
from sympy import Matrix, cos, pi, sin, sqrt, symbols

from tests.proofs import proves
from tests.proofs.finding import precise_fraction

x, y, z, t, u = symbols("x y z t u", real=True)


def _angle(first: complex, corner: complex, second: complex) -> Fraction:
    """The angle at ``corner`` in degrees."""
    return precise_fraction(round(abs(math.degrees(cmath.phase((first - corner) / (second - corner)))), 10))


def _doubled_area(corners: Sequence[tuple[object, object]]) -> object:
    turned = [*corners[1:], corners[0]]
    return sum(a * d - b * c for (a, b), (c, d) in zip(corners, turned, strict=True))  # type: ignore[operator]


@proves("bench-064", "parallel edges", "crease", r"$35^\circ$ with the edges", "largest angle of this triangle")
def _folded_strip() -> Fraction:
    # Edges Im z = 0 and Im z = 1, crease through 0; the lower right edge is reflected in the crease.
    crease = cmath.exp(1j * math.radians(35))
    on_top = crease / crease.imag
    folded = crease * (1 / crease).conjugate()
    meeting = folded / folded.imag
    corners = (0j, on_top, meeting)
    return max(_angle(corners[i - 1], corners[i], corners[i - 2]) for i in range(3))


@proves("bench-065", "Point $D$ lies on side $BC$", "$AB = BD$ and $AD = DC$", r"\angle BAC$ measures $93^\circ$")
def _two_isosceles() -> Fraction:
    # B at 0, C at 1, D at the distance d from B; AB = d at the angle b, and AD = 1 - d fixes d by bisection.
    def corner(b: float) -> tuple[complex, float]:
        low, high = 0.0, 1.0
        for _ in range(100):
            d = (low + high) / 2
            a = d * cmath.exp(1j * b)
            low, high = (d, high) if abs(a - d) < 1 - d else (low, d)
        return a, d

    low, high = 0.01, math.pi - 0.01
    for _ in range(100):
        b = (low + high) / 2
        a, _d = corner(b)
        spread = abs(cmath.phase(-a / (1 - a)))
        low, high = (b, high) if spread > math.radians(93) else (low, b)
    return precise_fraction(round(math.degrees(b), 8))


@proves(
    "bench-066", r"\angle C = 90^\circ$, $\angle A = 30^\circ$ and $AB = 12$", "isosceles right", "on the other side"
)
def _set_squares() -> sympy.Expr:
    a, c = (0, 0), (12 * cos(pi / 6), 0)
    b, d = (c[0], 12 * sin(pi / 6)), (c[0] / 2, -c[0] / 2)
    return abs(_doubled_area([a, b, c, d])) / 2  # type: ignore[arg-type]


@proves("bench-067", "$AB = 20$ and $BC = 15$", "perpendicular to the diagonal $AC$", "area of quadrilateral $ABED$")
def _rectangle_part() -> Fraction:
    # E = (e, 15) on CD with (E - B) . (C - A) = 0.
    (e,) = sympy.solve((x - 20) * 20 + 15 * 15, x)
    return Fraction(abs(_doubled_area([(0, 0), (20, 0), (Fraction(str(e)), 15), (0, 15)]))) / 2  # type: ignore[arg-type]


@proves("bench-068", "regular octagon", "square is attached along side $AB$", "equilateral triangle along side $BC$")
def _octagon_corner() -> Fraction:
    a, b, c = (cmath.exp(2j * math.pi * k / 8) for k in range(3))
    p = b + (b - a) * -1j  # the octagon runs counterclockwise, so its outside is on the right
    q = b + (c - b) * cmath.exp(-1j * math.pi / 3)
    assert abs(p) > 1 and abs(q) > 1
    return _angle(b, p, q)


@proves("bench-069", "10 cm, 17 cm and 21 cm", "diameter lies on the side of 21 cm", "touches each of the other two")
def _half_disk() -> sympy.Expr:
    # Corners (0, 0), (21, 0) and the apex at distance 10 from the first; the center (x, 0) is equally far from both.
    top = sympy.solve([x**2 + y**2 - 100, (x - 21) ** 2 + y**2 - 289], [x, y], dict=True)
    apex = next(sympy.Point(s[x], s[y]) for s in top if s[y] > 0)
    left, right = sympy.Line((0, 0), apex), sympy.Line((21, 0), apex)
    squares = [line.distance(sympy.Point(u, 0)) ** 2 for line in (left, right)]
    (center,) = (c for c in sympy.solve(squares[0] - squares[1], u) if 0 < c < 21)
    return left.distance(sympy.Point(center, 0))


@proves("bench-070", "circle of radius 13", "chord $AB$ of length 24", "$AP = 9$", "whole number as their length")
def _whole_chords() -> int:
    # P = (3, 5) when the chord is y = 5. A chord in P at distance d from the center: as many as tangents from P.
    from_center = 13**2 - 12**2 + (12 - 9) ** 2
    chords = 0
    for length in range(1, 27):
        squared = 13**2 - Fraction(length, 2) ** 2
        chords += 0 if squared > from_center else 1 if squared in (0, from_center) else 2
    return chords


@proves("bench-071", "edges of 6 cm", "midpoints of the three edges", "solid that remains")
def _cut_cube() -> sympy.Expr:
    # Pyramids from the center: 6 squares at distance 3 and 8 triangles on the planes |x| + |y| + |z| = 6.
    side = sqrt(3**2 + 3**2)
    squares = 6 * side**2 * 3 / 3
    triangles = 8 * (sqrt(3) / 4 * side**2) * (6 / sqrt(3)) / 3
    return sympy.simplify(squares + triangles)


@proves("bench-072", "on the $y$-axis", "$4x + 3y = 24$", "distance from the $x$-axis", "How far apart")
def _axis_points() -> sympy.Expr:
    line, axis = sympy.Line(sympy.Point(0, 8), sympy.Point(6, 0)), sympy.Line((0, 0), (1, 0))
    point = sympy.Point(0, y)
    first, second = sympy.solve(line.distance(point) ** 2 - axis.distance(point) ** 2, y)
    return abs(first - second)


@proves("bench-073", "strictly inside the triangle", "$(0, 0)$, $(30, 12)$ and $(6, 30)$")
def _inner_points() -> int:
    corners = [(0, 0), (30, 12), (6, 30)]
    sides = [(*corners[i - 1], *corners[i]) for i in range(3)]

    def inside(px: int, py: int) -> bool:
        turns = [(c - a) * (py - b) - (d - b) * (px - a) for a, b, c, d in sides]
        return all(s > 0 for s in turns) or all(s < 0 for s in turns)

    return sum(inside(px, py) for px, py in product(range(31), repeat=2))


@proves("bench-074", "foci at $(1, 2)$ and $(9, 8)$", "$x$-axis is a tangent", "How long is the minor axis")
def _touching_ellipse() -> sympy.Expr:
    # d1 + d2 = s on the line y = 0 has a double solution in x; w is s squared.
    w = symbols("w", positive=True)
    d1, d2 = (x - 1) ** 2 + 4, (x - 9) ** 2 + 64
    double = sympy.discriminant(sympy.expand((w + d1 - d2) ** 2 - 4 * w * d1), x)
    focal = 8**2 + 6**2
    (major,) = (s for s in sympy.solve(double, w) if s > focal)
    return sqrt(major - focal)


@proves(
    "bench-075", "10 km apart", "18 seconds later", r"$\frac{1}{3}$ km per second", "3 km north", "midpoint of $AB$"
)
def _boat() -> Fraction:
    def delay(east: Fraction) -> Fraction:
        return Fraction(
            math.isqrt(int(10**40 * ((east + 5) ** 2 + 9))) - math.isqrt(int(10**40 * ((east - 5) ** 2 + 9)))
        )

    # The difference of the distances grows from west to east: bisection.
    low, high = Fraction(0), Fraction(100)
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if delay(middle) < 18 * Fraction(1, 3) * 10**20 else (low, middle)
    return low.limit_denominator(1000)


@proves("bench-076", "$x^2 + 4y^2 - 6x + 16y + 25 = 0$", "(A) an ellipse", "(B) a single point", "(C) the empty set")
def _conic_kind() -> str:
    form = x**2 + 4 * y**2 - 6 * x + 16 * y + 25
    (lowest,) = sympy.solve([form.diff(x), form.diff(y)], [x, y], dict=True)
    assert sympy.hessian(form, (x, y)).is_positive_definite
    least = form.subs(lowest)
    return "B" if least == 0 else "A" if least < 0 else "C"


@proves("bench-077", "in radians", "largest", r"(A) $\sin 1$", r"(B) $\sin 2$", r"(C) $\sin 3$", r"(D) $\cos 6$")
def _largest_sine() -> str:
    options = {"A": math.sin(1), "B": math.sin(2), "C": math.sin(3), "D": math.cos(6)}
    return max(options, key=options.__getitem__)


@proves("bench-078", r"2\alpha + \beta = 45^\circ", r"\tan\alpha = \frac{1}{3}", r"\tan\beta")
def _tangent_of_rest() -> Fraction:
    # beta is the argument of (1 + i) / (3 + i)^2, and so of (1 + i)(3 - i)^2.
    real, imaginary = sympy.expand((1 + sympy.I) * (3 - sympy.I) ** 2).as_real_imag()
    assert real > 0 and imaginary > 0
    return Fraction(int(imaginary), int(real))


@proves("bench-079", r"0 \le x < 2\pi", r"\cos 7x = \cos 3x")
def _equal_cosines() -> int:
    # In c = cos x it is a polynomial equation: each root inside (-1, 1) belongs to two angles, +-1 to one.
    roots = set(sympy.Poly(sympy.chebyshevt(7, x) - sympy.chebyshevt(3, x), x).real_roots())
    return sum(1 if abs(c) == 1 else 2 for c in roots if abs(c) <= 1)


@proves("bench-080", r"\angle BAC = 30^\circ$, $AB = 24$ and $BC = 15$", "lengths of the side $AC$")
def _two_triangles() -> sympy.Expr:
    # A at the origin, C on the positive x-axis, B at the angle of 30 degrees.
    point = sympy.Point(24 * cos(pi / 6), 24 * sin(pi / 6))
    first, second = (c for c in sympy.solve(point.distance(sympy.Point(x, 0)) ** 2 - 15**2, x) if c > 0)
    return sympy.simplify(abs(first - second))


@proves("bench-081", "$(1, 0, 2) + s(1, 2, 2)$", "$(4, -1, 3) + t(2, 1, -2)$", "shortest distance")
def _skew_tunnels() -> sympy.Expr:
    gap = Matrix([1, 0, 2]) + u * Matrix([1, 2, 2]) - Matrix([4, -1, 3]) - t * Matrix([2, 1, -2])
    squared = sympy.expand(gap.dot(gap))
    nearest = sympy.solve([squared.diff(u), squared.diff(t)], [u, t])
    return sqrt(squared.subs(nearest))


@proves("bench-082", "regular hexagon with sides of length 2", r"\overrightarrow{AC} \cdot \overrightarrow{BF}")
def _hexagon_product() -> Fraction:
    # Walk along the sides from A = 0.
    corners = [0j]
    for k in range(5):
        corners.append(corners[-1] + 2 * cmath.exp(1j * math.pi * k / 3))
    a, b, c, _d, _e, f = corners
    assert abs(abs(f - a) - 2) < 1e-12
    return precise_fraction(round(((c - a) * (f - b).conjugate()).real, 10))


@proves("bench-083", r"measure $120^\circ$", "$AB = 4$, $BC = 7$, $CD = 5$ and $DE = 3$")
def _equiangular() -> sympy.Expr:
    directions = [(cos(k * pi / 3), sin(k * pi / 3)) for k in range(6)]
    sides = [4, 7, 5, 3, x, y]
    closing = [sum(s * d[i] for s, d in zip(sides, directions, strict=True)) for i in (0, 1)]
    rest = sympy.solve(closing, [x, y])
    corners = [(sympy.Integer(0), sympy.Integer(0))]
    for s, (dx, dy) in zip(sides[:5], directions, strict=False):
        length = sympy.sympify(s).subs(rest)
        assert length > 0
        corners.append((corners[-1][0] + length * dx, corners[-1][1] + length * dy))
    return sympy.simplify(_doubled_area(corners) / 2)  # type: ignore[operator]
