"""Proofs of seed problems on polynomials, quadratics, rational expressions, complex numbers.

The problems stand in data/seeds/algebra.jsonl; each proof is written from the question alone.
"""

from fractions import Fraction
from itertools import product
from math import factorial, sqrt

import sympy
from sympy import I, Rational, Symbol, symbols

from tests.proofs import proves

X, Y = symbols("x y", real=True)


@proves("algebra-029", "$6x^2 - 11x - 35$")
def _two_factors() -> sympy.Expr:
    a, b, c, d = next(
        (a, b, c, d)
        for a, c in ((1, 6), (2, 3))
        for b, d in product(range(-35, 36), repeat=2)
        if b * d == -35 and a * d + b * c == -11
    )
    return (a * X + b) * (c * X + d)


@proves("algebra-030", "$y = 2x + k$", "$y = x^2 - 4x + 1$", "exactly one point")
def _touching_line() -> Rational:
    # The line touches where the parabola has the line's slope.
    x = sympy.solve(sympy.diff(X**2 - 4 * X + 1, X) - 2, X)[0]
    return x**2 - 4 * x + 1 - 2 * x


@proves("algebra-031", "$2x^3 - 3x^2 - 18x + 27 = 0$")
def _cubic_roots() -> set[Fraction]:
    candidates = {Fraction(n, d) for n in range(-27, 28) for d in (1, 2)}
    roots = {x for x in candidates if 2 * x**3 - 3 * x**2 - 18 * x + 27 == 0}
    assert len(roots) == 3
    return roots


@proves("algebra-032", "20 cm by 14 cm", "equally wide on all four sides", "475 square centimeters")
def _border() -> Fraction:
    (width,) = [Fraction(n, 20) for n in range(1, 400) if (20 + Fraction(n, 10)) * (14 + Fraction(n, 10)) == 475]
    return width


@proves("algebra-033", "$3x^2 - 8x + 2 = 0$")
def _exact_solutions() -> set[sympy.Expr]:
    return set(sympy.roots(3 * X**2 - 8 * X + 2, X))


@proves("algebra-035", "vertex at $(3, -4)$", "point $(5, 8)$")
def _parabola() -> sympy.Eq:
    # (1, 8) is the mirror image of (5, 8) in the axis x = 3.
    return sympy.Eq(Y, sympy.expand(sympy.interpolate([(3, -4), (5, 8), (1, 8)], X)))


@proves("algebra-036", "\\$3.00 a glass", "120 glasses", "another 10 cents", "2 glasses a day fewer", "\\$1.20 to make")
def _juice_price() -> Fraction:
    def profit(rises: int) -> int:
        return (300 + 10 * rises - 120) * (120 - 2 * rises)

    best = max(range(61), key=profit)
    assert all(profit(n) < profit(best) for n in range(61) if n != best)
    return Fraction(300 + 10 * best, 100)


@proves("algebra-037", "$h(t) = -5t^2 + 30t + 35$", "when it is highest", "hits the water")
def _ball() -> Fraction:
    times = [Fraction(n, 10) for n in range(200)]
    height = {t: -5 * t**2 + 30 * t + 35 for t in times}
    highest = max(times, key=lambda t: height[t])
    (landing,) = [t for t in times if height[t] == 0]
    return landing - highest


@proves("algebra-038", "$p(x) = x^4 - 3x^3 + kx - 5$", "remainder 7", "$x - 2$", "$x + 1$")
def _remainder() -> sympy.Expr:
    (k,) = [k for k in range(-100, 101) if sympy.rem(X**4 - 3 * X**3 + k * X - 5, X - 2, X) == 7]
    return sympy.rem(X**4 - 3 * X**3 + k * X - 5, X + 1, X)


@proves("algebra-039", "$2x^4 - x^3 - 8x^2 + 14x - 5$", "$x^2 + x - 3$")
def _division() -> sympy.Expr:
    # The remainder is the line that meets the polynomial at both zeros of the divisor.
    first, second = sympy.roots(X**2 + X - 3, X)
    return sympy.simplify(
        sympy.interpolate([(r, sympy.expand(2 * r**4 - r**3 - 8 * r**2 + 14 * r - 5)) for r in (first, second)], X)
    )


@proves("algebra-040", "$\\frac{x^3 - 2x^2 - 9x + 18}{x^2 - x - 6}$")
def _reduced() -> sympy.Expr:
    return sympy.factor(sympy.cancel((X**3 - 2 * X**2 - 9 * X + 18) / (X**2 - X - 6)))


@proves("algebra-041", "$\\frac{x^2 - 5x + 6}{x^2 - 9} = \\frac{x - 2}{x - 3}$")
def _same_fraction() -> bool:
    return all(
        Fraction(x * x - 5 * x + 6, x * x - 9) == Fraction(x - 2, x - 3) for x in range(-50, 51) if x not in (3, -3)
    )


@proves("algebra-042", "together empty a flooded cellar in 6 hours", "5 hours longer than the stronger one")
def _pumps() -> Fraction:
    hours = [Fraction(n, 4) for n in range(1, 400)]
    (stronger,) = [t for t in hours if 6 / t + 6 / (t + 5) == 1]
    return stronger


@proves("algebra-043", "$\\frac{x}{x - 3} + \\frac{2}{x + 1} = \\frac{12}{(x - 3)(x + 1)}$")
def _rational_equation() -> sympy.Expr:
    solutions = sympy.solveset(X / (X - 3) + 2 / (X + 1) - 12 / ((X - 3) * (X + 1)), X, sympy.S.Reals)
    (found,) = solutions
    return found


@proves("algebra-044", "$\\frac{7x - 1}{x^2 - x - 6}$")
def _partial_fractions() -> sympy.Expr:
    # Each numerator is the residue of the fraction at its pole.
    fraction = (7 * X - 1) / (X**2 - X - 6)
    return sum(sympy.residue(fraction, X, pole) / (X - pole) for pole in sympy.roots(X**2 - X - 6, X))


@proves("algebra-045", "10 km/h in still water", "24 km up the river", "whole trip takes 5 hours")
def _current() -> Fraction:
    speeds = [Fraction(n, 10) for n in range(1, 100)]
    (current,) = [c for c in speeds if 24 / (10 - c) + 24 / (10 + c) == 5]
    return current


@proves("algebra-065", "$\\frac{(3 + 5i)(2 - i)}{1 + i}$")
def _complex_quotient() -> sympy.Expr:
    wanted = (3 + 5j) * (2 - 1j)
    ((a, b),) = [(a, b) for a, b in product(range(-30, 31), repeat=2) if (a + b * 1j) * (1 + 1j) == wanted]
    return a + b * I


@proves("algebra-066", "$x^2 + bx + c$ has real coefficients", "$3 - 2i$")
def _conjugate_zero() -> int:
    zero = 3 - 2j
    ((b, c),) = [(b, c) for b, c in product(range(-40, 41), repeat=2) if zero * zero + b * zero + c == 0]
    return b + c


@proves("algebra-067", "$(\\sqrt{3} + i)^7$")
def _seventh_power() -> sympy.Expr:
    return sympy.expand((sympy.sqrt(3) + I) ** 7)


@proves("algebra-071", "$\\sum_{k=1}^{\\infty} \\frac{6}{(2k - 1)(2k + 3)}$")
def _infinite_sum() -> sympy.Expr:
    k = Symbol("k", integer=True, positive=True)
    value = sympy.simplify(sympy.summation(6 / ((2 * k - 1) * (2 * k + 3)), (k, 1, sympy.oo)))
    # The rest after n terms lies between integrals of 6/(2x + 3)^2 and of 6/(2x - 1)^2.
    n = 2000
    partial = sum(6 / ((2 * j - 1) * (2 * j + 3)) for j in range(1, n + 1))
    assert partial + 3 / (2 * n + 5) <= value <= partial + 3 / (2 * n - 1)
    return value


@proves("algebra-073", "$\\cos 4t$ as a polynomial in $c$")
def _cos_four_t() -> sympy.Expr:
    return sympy.chebyshevt(4, Symbol("c"))


@proves("algebra-077", "largest prime factor of 89,991")
def _largest_prime() -> int:
    n, factor = 89991, 2
    while n > factor:
        factor, n = (factor, n // factor) if n % factor == 0 else (factor + 1, n)
    return n


@proves("algebra-078", "how many integers $k$", "$x^2 + kx + k + 8 = 0$", "no real solution")
def _no_real_solution() -> int:
    # The least value of the left side is taken at x = -k/2.
    return sum(Fraction(-k, 2) ** 2 + k * Fraction(-k, 2) + k + 8 > 0 for k in range(-1000, 1001))


@proves("algebra-079", "$\\frac{n^3 + 2n^2 - 7}{n + 5}$")
def _integer_values() -> int:
    return sum((n**3 + 2 * n**2 - 7) % (n + 5) == 0 for n in range(-5000, 5001) if n != -5)


@proves("algebra-080", "$x^3 - 15x^2 + 59x - c = 0$", "arithmetic sequence")
def _roots_in_sequence() -> Fraction:
    halves = [Fraction(n, 2) for n in range(-60, 61)]
    found = {
        (m - d) * m * (m + d)
        for m, d in product(halves, halves)
        if 3 * m == 15 and (m - d) * m + m * (m + d) + (m - d) * (m + d) == 59
    }
    (c,) = found
    return c


@proves("algebra-089", "$1 \\le n \\le 200$", "$(\\sqrt{3} + i)^n$ a negative real number")
def _negative_powers() -> int:
    # Exact numbers (a + b sqrt 3) + (c + d sqrt 3) i with integers a, b, c, d.
    a, b, c, d = 1, 0, 0, 0
    count = 0
    for _ in range(200):
        a, b, c, d = 3 * b - c, a - d, a + 3 * d, b + c
        count += c == 0 and d == 0 and a + b * sqrt(3) < 0
    return count


@proves("algebra-090", "degree 4 has leading coefficient 1", "$p(1) = 1$", "$p(4) = 16$", "$p(6)$")
def _quartic() -> int:
    # Fourth differences of a polynomial of degree 4 with leading coefficient 1 are 4!.
    rows = [[1, 4, 9, 16]]
    while len(rows[-1]) > 1:
        rows.append([v - u for u, v in zip(rows[-1], rows[-1][1:], strict=False)])
    last = [row[-1] for row in rows] + [factorial(4)]
    for _ in (5, 6):
        for order in range(3, -1, -1):
            last[order] += last[order + 1]
    return last[0]
