"""Proofs of seed problems on differential equations, several variables, matrices.

The problems stand in data/seeds/college.jsonl; each proof is written from the question alone.
"""

from collections.abc import Callable
from fractions import Fraction
from itertools import combinations, pairwise, product

import mpmath
import sympy
from sympy import Matrix, Rational, cos, diff, integrate, log, pi, sin, sqrt, symbols

from tests.proofs import proves
from tests.proofs.finding import is_near

x, y, z, t = symbols("x y z t", real=True)
n = symbols("n", integer=True, positive=True)


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
    assert is_near(value, round(value), 1e-12)
    return sympy.Integer(round(value))


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
    assert is_near(value, exact)
    return exact


@proves("college-043", "$(2, 1)$", "$f(x, y) = x^3 - 12xy + 8y^3$", "(A) a local minimum", "(C) a saddle point")
def _kind_of_point() -> str:
    f = x**3 - 12 * x * y + 8 * y**3
    here = {x: 2, y: 1}
    if any(diff(f, v).subs(here) != 0 for v in (x, y)):
        return "D"
    signs = {sympy.sign(value) for value in sympy.hessian(f, (x, y)).subs(here).eigenvals()}
    return {frozenset({1}): "A", frozenset({-1}): "B", frozenset({1, -1}): "C"}[frozenset(int(s) for s in signs)]


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
    assert is_near(work, round(work), 1e-8)
    return int(mpmath.nint(work))


@proves("college-048", "(2xy + z^2, x^2, 2xz)", "zero total work along every smooth closed curve")
def _conservative() -> bool:
    # A field on all of space does no work on closed curves exactly when it has a potential: build it and check.
    field = (2 * x * y + z**2, x**2, 2 * x * z)
    here = dict(zip((x, y, z), (t * x, t * y, t * z), strict=True))
    along = sum(f.subs(here, simultaneous=True) * v for f, v in zip(field, (x, y, z), strict=True))
    potential = integrate(sympy.expand(along), (t, 0, 1))
    return all(sympy.expand(diff(potential, v) - f) == 0 for f, v in zip(field, (x, y, z), strict=True))


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
