"""Proofs of seed problems on angles, triangles, polygons, circles.

The problems stand in data/seeds/geometry.jsonl; each proof is written from the question alone.
"""

import cmath
import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

import sympy
from sympy import Rational, cos, pi, sin, sqrt, tan

from tests.proofs import proves
from tests.proofs.finding import heron, nearby_fraction


def _angle(p: complex, vertex: complex, q: complex) -> Fraction:
    """The angle p-vertex-q in degrees."""
    return nearby_fraction(abs(math.degrees(cmath.phase((p - vertex) / (q - vertex)))))


@proves("geometry-001", "square corner", "two angles", r"$26^\circ$ bigger")
def _paper_corner() -> int:
    return next(a for a in range(1, 90) if a - (90 - a) == 26)


@proves("geometry-002", "two sloping sides are equally long", r"top of the roof is $104^\circ$")
def _roof() -> Fraction:
    half = math.radians(104 / 2)
    top, left, right = complex(0, math.cos(half)), complex(-math.sin(half), 0), complex(math.sin(half), 0)
    return _angle(top, left, right)


@proves("geometry-004", "4 cm, 5 cm, 9 cm and 11 cm", "three of them")
def _sticks() -> int:
    return sum(all(2 * s < sum(three) for s in three) for three in combinations((4, 5, 9, 11), 3))


@proves("geometry-005", "base 12 cm and height 7 cm", "2.1 square meters", "10000 square centimeters")
def _tiles() -> Fraction:
    # Area by the shoelace rule of a parallelogram with a slanted side; the slant does not matter.
    corners = [(0, 0), (12, 0), (15, 7), (3, 7)]
    return Fraction(21, 10) * 10000 / _shoelace(corners)


def _shoelace(corners: Sequence[tuple[Fraction | int, Fraction | int]]) -> Fraction:
    following = [*corners[1:], corners[0]]
    return abs(Fraction(sum(a * d - b * c for (a, b), (c, d) in zip(corners, following, strict=True)))) / 2


@proves("geometry-007", "parallel lines", "interior angles on the same side", r"$(3x + 12)^\circ$", r"$(5x - 8)^\circ$")
def _interior_angles() -> Fraction:
    x = next(Fraction(k, 10) for k in range(1, 1800) if Fraction(k, 10) * 8 + 4 == 180)
    return max(3 * x + 12, 5 * x - 8)


@proves(
    "geometry-008", "$m$ above $n$", "to the right of both", r"$38^\circ$ with line $m$", r"$27^\circ$ with line $n$"
)
def _zigzag() -> Fraction:
    p = 0j
    a, b = 5 * cmath.exp(1j * math.radians(180 - 38)), 3 * cmath.exp(1j * math.radians(180 + 27))
    assert a.imag > 0 > b.imag and a.real < 0 and b.real < 0
    return _angle(a, p, b)


@proves("geometry-009", "6.5 m long", "2.5 m from the wall", "3.9 m from the wall")
def _plank() -> Fraction:
    def height(foot: int) -> int:
        return next(h for h in range(650) if h * h + foot * foot == 650 * 650)

    return Fraction(height(250) - height(390), 100)


@proves(
    "geometry-010", "runs 9 m along the ground to the wall", "2 m up the wall", "stick of 1.6 m casts a shadow of 2.4 m"
)
def _palm_tree() -> sympy.Expr:
    # The sunbeam from the tree's top (0, h) falls 1.6 m for every 2.4 m and hits the wall x = 9 at height 2.
    h = sympy.Symbol("h")
    top, below, end = (0, h), (Rational(24, 10), h - Rational(16, 10)), (9, 2)
    return sympy.solve(sympy.Triangle(top, below, end).area, h)[0]


@proves("geometry-011", "same shape", "20% longer", "(A) 20%", "(B) 40%", "(C) 44%", "(D) 72%")
def _sail() -> str:
    def area(scale: Fraction) -> Fraction:
        return _shoelace([(0, 0), (7 * scale, scale), (2 * scale, 5 * scale)])

    growth = (area(Fraction(120, 100)) / area(Fraction(1)) - 1) * 100
    (letter,) = (k for k, p in {"A": 20, "B": 40, "C": 44, "D": 72}.items() if p == growth)
    return letter


@proves("geometry-012", "cannot be", "(A) $130^", "(B) $135^", "(C) $144^", "(D) $156^", "regular polygon")
def _no_regular_polygon() -> str:
    # From 60 sides on the interior angle is at least 174 degrees, so 1000 sides are more than enough.
    possible = {Fraction((n - 2) * 180, n) for n in range(3, 1000)}
    (letter,) = (k for k, a in {"A": 130, "B": 135, "C": 144, "D": 156}.items() if a not in possible)
    return letter


@proves("geometry-013", "diameter of 70 cm", "road of 1.1 km", r"\frac{22}{7}")
def _wheel() -> Fraction:
    road, turns, way = Fraction(11, 10) * 1000 * 100, 0, Fraction(0)
    while way + Fraction(22, 7) * 70 <= road:
        turns, way = turns + 1, way + Fraction(22, 7) * 70
    assert way == road
    return Fraction(turns)


@proves("geometry-014", r"tangent of the angle", r"\frac{5}{12}", "39 m long, measured along its slope")
def _ramp() -> sympy.Expr:
    return sympy.simplify(39 * sin(sympy.atan(Rational(5, 12))))


@proves("geometry-015", "two sides of 17 cm", "third side of 16 cm")
def _pennant() -> sympy.Expr:
    return heron(17, 17, 16)


@proves("geometry-021", "regular hexagon with sides of 40 cm", "opposite parallel sides")
def _hexagon() -> sympy.Expr:
    corners = [sympy.Point(40 * cos(k * pi / 3), 40 * sin(k * pi / 3)) for k in range(6)]
    assert corners[0].distance(corners[1]) == 40
    return sympy.Line(corners[0], corners[1]).distance(corners[3])


@proves("geometry-022", "two parallel lines", "bisectors of the two interior angles on the same side", "right angle")
def _bisectors() -> bool:
    # Unit vectors along the crossing line (at angle t) and along the parallels; bisectors are sums of unit vectors.
    t = sympy.Symbol("t", real=True)
    along, right = sympy.Matrix([cos(t), sin(t)]), sympy.Matrix([1, 0])
    return bool(sympy.simplify((along + right).dot(-along + right)) == 0)


@proves("geometry-023", "drives 3 m straight ahead", r"turns $24^\circ$", "first time")
def _robot() -> int:
    place, heading, driven = 0j, 0, 0
    while driven == 0 or abs(place) > 1e-9:
        place, heading, driven = place + 3 * cmath.exp(1j * math.radians(heading)), heading + 24, driven + 3
    return driven


@proves("geometry-024", "radius 18 cm", r"angle of $40^\circ$", "two straight edges together with its curved edge")
def _slice() -> sympy.Expr:
    t = sympy.Symbol("t")
    edge = sympy.Matrix([18 * cos(t), 18 * sin(t)]).diff(t)
    speed = sqrt(sympy.simplify(edge.dot(edge)))
    return 2 * 18 + sympy.integrate(speed, (t, 0, 40 * pi / 180))


@proves("geometry-025", r"\angle AOB = 112^\circ", "minor arc $AB$")
def _inscribed() -> Fraction:
    a, d, b = (cmath.exp(1j * math.radians(k)) for k in (0, 40, 112))
    return _angle(a, d, b)


@proves("geometry-026", "$AB$ and $CD$ are parallel", "$ABP$ has area 27", "$CDP$ has area 12")
def _trapezoid() -> sympy.Expr:
    # A(0, 0), B(b, 0), D(0, 1), C(c, 1): shears and stretches keep ratios of areas, so this is the general case.
    b, c = sympy.symbols("b c", positive=True)
    p = sympy.Point(b * c / (b + c), b / (b + c))  # on AC and on BD, as checked here
    assert sympy.simplify(p.y - p.x / c) == 0 and sympy.simplify(p.x / b + p.y - 1) == 0
    s = sympy.solve([b * p.y / 2 - 27, c * (1 - p.y) / 2 - 12], [b, c], dict=True)[0]
    return sympy.simplify((s[b] + s[c]) / 2)


@proves("geometry-027", "$PT = 12$", "through the center", "$PA = 8$")
def _tangent_radius() -> sympy.Expr:
    # The tangent is perpendicular to the radius at T.
    r = sympy.Symbol("r", positive=True)
    return sympy.solve(r**2 + 12**2 - (8 + r) ** 2, r)[0]


@proves("geometry-028", "$AE = 6$, $EB = 8$, $CD = 19$", "$CE$ is shorter than $ED$")
def _chords() -> sympy.Expr:
    # E is the origin, AB on the x-axis; the circle through A(-6, 0), B(8, 0) and C at an angle of 90 degrees.
    x, k = sympy.symbols("x k", positive=True)
    center = sympy.Point(1, sympy.Symbol("m", real=True))
    m = center.y
    on_circle = [(0 - 1) ** 2 + (x - m) ** 2 - 49 - m**2, (0 - 1) ** 2 + (-k - m) ** 2 - 49 - m**2, x + k - 19]
    found = sympy.solve(on_circle, [x, k, m], dict=True)
    return min(s[x] for s in found if s[x] < s[k])


@proves("geometry-029", "10 m far", "75 square meters", "in radians")
def _sprinkler() -> sympy.Expr:
    r, t, theta = sympy.symbols("r t theta", positive=True)
    area = sympy.integrate(sympy.integrate(r, (r, 0, 10)), (t, 0, theta))
    return sympy.solve(area - 75, theta)[0]


@proves("geometry-042", "altitude from the right angle", "length 9 and 16")
def _altitude() -> sympy.Expr:
    # Hypotenuse from (-9, 0) to (16, 0), right angle at (0, h).
    h = sympy.Symbol("h", positive=True)
    (height,) = sympy.solve((9**2 + h**2) + (16**2 + h**2) - 25**2, h)
    return sympy.Rational(25, 2) * height


@proves("geometry-048", "90 m above the water", "same direction", r"$60^\circ$ and $30^\circ$")
def _cliff() -> sympy.Expr:
    # A line of sight from (0, 90) falls with the slope -tan(angle); where does it reach the water?
    x = sympy.Symbol("x", positive=True)
    near, far = (sympy.solve(90 - tan(a) * x, x)[0] for a in (pi / 3, pi / 6))
    return far - near


@proves("geometry-055", "radii 9 cm and 4 cm", "touches the ground and both of the other pipes", "between them")
def _pipes() -> Fraction:
    # The centers are (0, 9) and (12, 4); slide the small circle so that it touches the first, and bisect on its radius.
    def gap(r: float) -> float:
        center = complex(math.sqrt((9 + r) ** 2 - (9 - r) ** 2), r)
        return abs(center - (12 + 4j)) - (4 + r)

    assert abs(9j - (12 + 4j)) == 9 + 4
    low, high = 1e-6, 3.9
    for _ in range(100):
        mid = (low + high) / 2
        low, high = (mid, high) if gap(mid) > 0 else (low, mid)
    return nearby_fraction(low)


@proves("geometry-056", "area 72", "$AD : DB = 1 : 2$", "$AE : EC = 3 : 1$", "quadrilateral $ADFE$")
def _quadrilateral_area() -> sympy.Expr:
    a, b, c = sympy.Point(0, 0), sympy.Point(12, 0), sympy.Point(0, 12)
    d, e = a + (b - a) / 3, a + (c - a) * Rational(3, 4)
    (f,) = sympy.Segment(b, e).intersection(sympy.Segment(c, d))
    return abs(sympy.Polygon(a, d, f, e).area) * 72 / abs(sympy.Triangle(a, b, c).area)


@proves("geometry-058", "three different whole numbers", "perimeter 24", "up to congruence")
def _whole_triangles() -> int:
    return sum(a + b + c == 24 and a + b > c for a, b, c in combinations(range(1, 24), 3))


@proves("geometry-062", "$AC$ is a diameter", "$AC = 65$, $AB = 25$ and $AD = 33$", "length of $BD$")
def _cyclic_quadrilateral() -> sympy.Expr:
    # A(0, 0), C(65, 0); a point of the circle at distance d from A has x = d^2 / 65.
    b = sympy.Point(Rational(25**2, 65), sqrt(25**2 - Rational(25**2, 65) ** 2))
    d = sympy.Point(Rational(33**2, 65), -sqrt(33**2 - Rational(33**2, 65) ** 2))
    center = sympy.Point(Rational(65, 2), 0)
    assert all(p.distance(center) == Rational(65, 2) for p in (b, d))
    return b.distance(d)
