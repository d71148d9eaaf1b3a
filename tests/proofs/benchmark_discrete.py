"""Proofs of the benchmark problems bench-084 to bench-100 (discrete), written from the questions alone."""

import math
from collections import Counter
from fractions import Fraction
from functools import cache
from itertools import combinations, pairwise, permutations, product

import sympy
from sympy import Matrix, Rational, integrate, sqrt, symbols

from tests.proofs import proves

x, y, z, t, u = symbols("x y z t u", real=True)
n = symbols("n", integer=True, positive=True)


@proves("bench-084", "numbered upwards from 1", "contains the digit 4 is left out", "up to and including room 150")
def _hotel_rooms() -> int:
    return sum("4" not in str(k) for k in range(1, 151))


@proves("bench-085", "from 1 to 200", r"\frac{5n + 12}{3n + 2}", "not in lowest terms")
def _reducible() -> int:
    return sum(math.gcd(5 * k + 12, 3 * k + 2) > 1 for k in range(1, 201))


@proves("bench-086", "smallest positive integer $k$", r"$k \cdot 12!$ is the cube")
def _cube_factor() -> int:
    # k = c^3 / 12! for the first c whose cube is a multiple of 12!.
    product_ = math.factorial(12)
    root = next(c for c in range(1, 10**6) if c**3 % product_ == 0)
    return root**3 // product_


@proves("bench-087", r"$1^{10} + 2^{10} + 3^{10} + \dots + 2026^{10}$", "remainder", "division by 13")
def _sum_of_tenth_powers() -> int:
    return sum(k**10 for k in range(1, 2027)) % 13


@proves("bench-088", "modulo 840", "coprime to 840", "order exactly 2")
def _involutions() -> int:
    return sum(math.gcd(k, 840) == 1 and k != 1 and k * k % 840 == 1 for k in range(840))


@proves("bench-089", "right triangle", "whole-number lengths", "three times the number that gives its perimeter")
def _area_triple() -> int:
    # Area = perimeter * (a + b - c) / 4, so c = a + b - 12. For the shorter leg, a (2 - sqrt 2) <= a + b - c = 12.
    found = set()
    for a in range(1, 21):
        for b in range(a, 2000):
            c = a + b - 12
            if c > b and a * a + b * b == c * c:
                assert a * b == 6 * (a + b + c)
                found.add((a, b, c))
    # No larger b: a^2 = (c - b)(c + b) gives b < a^2 / 2, which is at most 200.
    return len(found)


@proves("bench-090", "worth 7 cents", "worth 11 cents", "cannot be made up exactly")
def _stamps() -> int:
    # Seven consecutive amounts that can be made are far below the bound, so all later ones can be made too.
    made = {7 * a + 11 * b for a in range(50) for b in range(40)}
    assert set(range(100, 107)) <= made
    return sum(k not in made for k in range(1, 200))


@proves("bench-091", "any eight different points", "space with integer coordinates", "midpoint has integer coordinates")
def _eight_points() -> bool:
    # The corners of a cube are a counterexample if no two of them have a whole midpoint.
    cube = list(product((0, 1), repeat=3))
    return any(all((a + b) % 2 == 0 for a, b in zip(p, q, strict=True)) for p, q in combinations(cube, 2))


@proves("bench-092", "TATTOO", "no two equal letters stand next to each other")
def _tattoo() -> int:
    return sum(all(a != b for a, b in pairwise(w)) for w in set(permutations("TATTOO")))


@proves("bench-093", "each of them $a$, $b$, $c$ or $d$", "$a$ occurs an even number", "$b$ occurs an even number")
def _balanced_words() -> sympy.Expr:
    # States (parity of a, parity of b); powers of the transition matrix, checked by listing all short words.
    states = list(product((0, 1), repeat=2))
    step = Matrix(
        4, 4, lambda i, j: 2 * (i == j) + (sum(p != q for p, q in zip(states[i], states[j], strict=True)) == 1)
    )
    vectors, diagonal = step.diagonalize()
    powers = sympy.diag(*(diagonal[i, i] ** n for i in range(4)))
    formula = sympy.expand((vectors * powers * vectors.inv())[0, 0].subs(0**n, 0))
    for length in range(1, 7):
        words = product("abcd", repeat=length)
        assert formula.subs(n, length) == sum(w.count("a") % 2 == 0 == w.count("b") % 2 for w in words)
    return formula


@proves("bench-094", "2 m wide and 5 m long", "1 m by 1 m", "1 m by 2 m", "along or across")
def _paving() -> int:
    @cache
    def fill(free: frozenset[tuple[int, int]]) -> int:
        if not free:
            return 1
        column, row = min(free)
        ways = 0
        for piece in ({(column, row)}, {(column, row), (column + 1, row)}, {(column, row), (column, row + 1)}):
            if piece <= free:
                ways += fill(free - piece)
        return ways

    return fill(frozenset(product(range(5), range(2))))


@proves("bench-095", "Six named islands", "exactly five bridges", "exactly three of the six islands", "only one bridge")
def _bridges() -> int:
    def connected(bridges: tuple[tuple[int, int], ...]) -> bool:
        reached = {0}
        for _ in range(5):
            reached |= {b for pair in bridges if reached & set(pair) for b in pair}
        return len(reached) == 6

    choices = combinations(combinations(range(6), 2), 5)
    return sum(
        list(Counter(v for pair in bridges for v in pair).values()).count(1) == 3 and connected(bridges)
        for bridges in choices
    )


@proves(
    "bench-096", "every edge exactly once", "no cycle", "(A) $K_5$", "(B) $K_{3,3}$", "(C) $K_{2,4}$", "(D) $K_{4,4}$"
)
def _euler_not_hamilton() -> str:
    def two_parts(m: int, k: int) -> set[frozenset[int]]:
        return {frozenset((a, m + b)) for a, b in product(range(m), range(k))}

    graphs = {"A": {frozenset(e) for e in combinations(range(5), 2)}}
    graphs |= {"B": two_parts(3, 3), "C": two_parts(2, 4), "D": two_parts(4, 4)}

    def euler(edges: set[frozenset[int]]) -> bool:
        return all(d % 2 == 0 for d in Counter(v for e in edges for v in e).values())

    def hamilton(edges: set[frozenset[int]]) -> bool:
        size = len(frozenset().union(*edges))
        rounds = ((0, *order, 0) for order in permutations(range(1, size)))
        return any(all(frozenset(r[i : i + 2]) in edges for i in range(size)) for r in rounds)

    (letter,) = (k for k, edges in graphs.items() if euler(edges) and not hamilton(edges))
    return letter


@proves(
    "bench-097",
    '"Binta and I are of different kinds."',
    '"Chidi is a liar."',
    '"Exactly two of the three of us are liars."',
    "(B) only Chidi",
    "(D) Binta and Chidi",
)
def _islanders() -> str:
    worlds = [
        (a, b, c)
        for a, b, c in product((True, False), repeat=3)
        if a == (a != b) and b == (not c) and c == ([a, b, c].count(False) == 2)
    ]
    options = {"A": (True, False, False), "B": (False, False, True), "C": (True, False, True), "D": (False, True, True)}
    (letter,) = (k for k, world in options.items() if worlds == [world])
    return letter


@proves(
    "bench-098",
    "t^2 + xt + y = 0",
    "$x$ is uniformly distributed on $[0, 3]$",
    "$y$ is uniformly distributed on $[0, 1]$",
)
def _real_solution() -> Fraction:
    # Over y: the equation is solvable for x from 2 sqrt(y) to 3.
    return Fraction(str(integrate(3 - 2 * sqrt(y), (y, 0, 1)) / 3))


@proves("bench-099", r"$\frac{1}{4}$, $\frac{1}{2}$ and $\frac{3}{4}$", "both times it shows heads", "third toss")
def _bent_coins() -> Fraction:
    # Coins as dice with four faces, k of them heads: list all equally likely runs of three tosses.
    runs = [(k, tosses) for k in (1, 2, 3) for tosses in product(range(4), repeat=3)]
    twice = [(k, tosses) for k, tosses in runs if tosses[0] < k and tosses[1] < k]
    return Fraction(sum(tosses[2] < k for k, tosses in twice), len(twice))


@proves(
    "bench-100",
    "10 juniors have scores with mean 6 and variance 4",
    "15 seniors have scores with mean 11 and variance 9",
)
def _joint_variance() -> Fraction:
    # A list with these numbers: half of the juniors at 6 +- 2; the seniors by two values with the right variance.
    juniors = [sympy.Integer(v) for v in [4, 8] * 5]
    spread = sqrt(Rational(9 * 15, 14))  # seven on each side of 11 and one at 11
    seniors = [11 - spread] * 7 + [11 + spread] * 7 + [sympy.Integer(11)]
    scores = juniors + seniors
    mean = sum(scores) / 25
    return Fraction(str(sympy.simplify(sum((s - mean) ** 2 for s in scores) / 25)))
