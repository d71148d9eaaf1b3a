"""Proofs of seed problems on sets, logic, graphs, recurrences, groups.

The problems stand in data/seeds/discrete.jsonl; each proof is written from the question alone.
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations, pairwise, permutations, product

import sympy

from tests.proofs import proves
from tests.proofs.finding import letter_of, subsets

a, b, n = sympy.symbols("a b n")
Edge = tuple[int, int]


def _connected(vertices: int, edges: Sequence[Edge]) -> bool:
    reached, grown = {0}, True
    while grown:
        more = {w for e in edges for v, w in (e, e[::-1]) if v in reached} - reached
        reached |= more
        grown = bool(more)
    return len(reached) == vertices


@proves(
    "discrete-004",
    "if a book has a red sticker, then it is not lent out",
    "Kofi has borrowed",
    '(A) "Rivers" has a red sticker.',
    "(B) Every book without a red sticker is lent out.",
    '(C) "Rivers" has no red sticker.',
    "(D) At least one book in the library has a red sticker.",
)
def _library_rule() -> str:
    # A world: (red, lent) for "Rivers" and for two other books, all keeping the rule, with "Rivers" lent out.
    book = [(red, lent) for red in (True, False) for lent in (True, False) if not (red and lent)]
    worlds = [w for w in product(book, repeat=3) if w[0][1]]
    follows = {
        "A": all(w[0][0] for w in worlds),
        "B": all(lent for w in worlds for red, lent in w if not red),
        "C": all(not w[0][0] for w in worlds),
        "D": all(any(red for red, _ in w) for w in worlds),
    }
    return letter_of(follows, True)


@proves("discrete-012", "40 members", "23 take drumming", "19 take capoeira", "7 take neither", "exactly one of")
def _exactly_one() -> Fraction:
    (exactly,) = {23 - both + 19 - both for both in range(20) if 23 + 19 - both + 7 == 40}
    return Fraction(exactly, 40)


@proves("discrete-013", "converse", "divisible by 24, then it is divisible by both 4 and 6", "is also a true statement")
def _converse() -> bool:
    return all(k % 24 == 0 for k in range(1000) if k % 4 == 0 and k % 6 == 0)


@proves(
    "discrete-016",
    "Alta-Brook, Alta-Cove, Brook-Cove, Brook-Dune, Cove-Dune, Cove-Elm and Dune-Elm",
    "every bridge exactly once",
    "(B) Only in Brook or Dune",
)
def _bridges() -> str:
    bridges = ("AB", "AC", "BC", "BD", "CD", "CE", "DE")

    def walkable(place: str, left: frozenset[str]) -> bool:
        return not left or any(walkable(e.replace(place, ""), left - {e}) for e in left if place in e)

    starts = "".join(p for p in "ABCDE" if walkable(p, frozenset(bridges)))
    return letter_of({"A": "AE", "B": "BD", "C": "C", "D": "ABCDE"}, starts)


@proves("discrete-028", "from 1 to 600", "none of the numbers 4, 6 and 10")
def _none_divides() -> int:
    return sum(k % 4 > 0 and k % 6 > 0 and k % 10 > 0 for k in range(1, 601))


@proves("discrete-029", "subsets of $\\{1, 2, 3, \\dots, 2n\\}$", "exactly two even numbers", "n \\ge 2")
def _two_even() -> sympy.Expr:
    counts = {k: sum(sum(e % 2 == 0 for e in s) == 2 for s in subsets(range(1, 2 * k + 1))) for k in range(2, 8)}
    # The odd numbers are free, so the count over 2^n is a polynomial of degree 2; it is fixed by three values.
    formula = sympy.interpolate([(k, Fraction(counts[k], 2**k)) for k in (2, 3, 4)], n) * 2**n
    assert all(formula.subs(n, k) == count for k, count in counts.items())
    return formula


@proves(
    "discrete-030",
    "equivalent to $\\neg(p \\to (q \\lor r))$",
    "(A) $\\neg p \\to (q \\lor r)$",
    "(B) $\\neg p \\lor q \\lor r$",
    "(C) $p \\land \\neg q \\land \\neg r$",
    "(D) $p \\to (\\neg q \\land \\neg r)$",
)
def _equivalent() -> str:
    p, q, r = sympy.symbols("p q r")
    implies = sympy.Implies
    options = {
        "A": implies(~p, q | r),
        "B": ~p | q | r,
        "C": p & ~q & ~r,
        "D": implies(p, ~q & ~r),
    }
    wanted = ~implies(p, q | r)
    return letter_of({k: not sympy.satisfiable(sympy.Xor(v, wanted)) for k, v in options.items()}, True)


@proves("discrete-034", "$a_1 = 3$ and $a_{n+1} = 2a_n + 5$", "$n \\ge 1$")
def _sequence() -> sympy.Expr:
    f, k = sympy.Function("f"), sympy.Symbol("k", integer=True)
    return sympy.rsolve(f(k + 1) - 2 * f(k) - 5, f(k), {f(1): 3}).subs(k, n)


@proves("discrete-035", "10 steps", "either 1 step or 3 steps", "Step 6 is broken", "to step 10")
def _staircase() -> int:
    def climbs(step: int) -> int:
        if step >= 10 or step == 6:
            return int(step == 10)
        return climbs(step + 1) + climbs(step + 3)

    return climbs(0)


@proves("discrete-036", "at least two vertices", "$a$ vertices of degree 4 and $b$ vertices of degree 3", "leaves")
def _leaves() -> sympy.Expr:
    # All trees with up to 7 vertices by their Pruefer codes: a vertex has degree 1 + its number of places.
    leaves: dict[tuple[int, int], set[int]] = {(0, 0): {2}}
    for size in range(3, 8):
        for code in product(range(size), repeat=size - 2):
            degrees = [1 + code.count(v) for v in range(size)]
            if set(degrees) <= {1, 3, 4}:
                leaves.setdefault((degrees.count(4), degrees.count(3)), set()).add(degrees.count(1))
    at = {key: value.pop() for key, value in leaves.items() if len(value) == 1}
    assert len(at) == len(leaves) and {(0, 0), (1, 0), (0, 1), (0, 2), (1, 1)} <= set(at)
    formula = at[0, 0] + (at[1, 0] - at[0, 0]) * a + (at[0, 1] - at[0, 0]) * b
    assert all(formula.subs({a: k, b: m}) == count for (k, m), count in at.items())
    return formula


@proves("discrete-038", "$a_n = 4a_{n-1} - 4a_{n-2}$", "$a_0 = 3$ and $a_1 = 10$")
def _double_root() -> sympy.Expr:
    f, k = sympy.Function("f"), sympy.Symbol("k", integer=True)
    return sympy.rsolve(f(k + 2) - 4 * f(k + 1) + 4 * f(k), f(k), {f(0): 3, f(1): 10}).subs(k, n)


@proves("discrete-039", "$n$ different postcards", "three different mailboxes", "no mailbox stays empty")
def _postcards() -> sympy.Expr:
    counts = {k: sum(len(set(w)) == 3 for w in product(range(3), repeat=k)) for k in range(1, 9)}
    u, v, w = sympy.symbols("u v w")
    (found,) = sympy.solve([u * 3**k + v * 2**k + w - counts[k] for k in (1, 2, 3)], [u, v, w], dict=True)
    formula = found[u] * 3**n + found[v] * 2**n + found[w]
    assert all(formula.subs(n, k) == count for k, count in counts.items())
    return formula


@proves("discrete-040", "Two warehouses and four shops", "only between a warehouse and a shop", "without any closed")
def _cables() -> int:
    cables = [(warehouse, shop) for warehouse in (0, 1) for shop in (2, 3, 4, 5)]
    return sum(_connected(6, chosen) for chosen in combinations(cables, 5))


@proves("discrete-041", "$((p \\to q) \\to r) \\leftrightarrow (p \\to (q \\to r))$", "is a tautology")
def _tautology() -> bool:
    def implies(x: bool, y: bool) -> bool:
        return y or not x

    rows = product((True, False), repeat=3)
    return all(implies(implies(p, q), r) == implies(p, implies(q, r)) for p, q, r in rows)


@proves("discrete-043", "order of 2", "modulo 43")
def _order() -> int:
    power, steps = 2, 1
    while power != 1:
        power, steps = power * 2 % 43, steps + 1
    return steps


@proves("discrete-047", "$K_{4,4}$", "Hamiltonian cycles", "same edges")
def _hamiltonian() -> int:
    # Even numbers are red, odd numbers blue; a cycle is the set of its edges.
    cycles = set()
    for rest in permutations(range(1, 8)):
        tour = (0, *rest)
        steps = [(tour[i], tour[(i + 1) % 8]) for i in range(8)]
        if all((v + w) % 2 for v, w in steps):
            cycles.add(frozenset(frozenset(step) for step in steps))
    return len(cycles)


@proves("discrete-048", "five airports every two are linked", "$n \\ge 1$ direct flights", "back in Quito")
def _flights() -> sympy.Expr:
    linked = sympy.ones(5, 5) - sympy.eye(5)
    basis, diagonal = linked.diagonalize()
    powers = sympy.diag(*(diagonal[i, i] ** n for i in range(5)))
    formula = sympy.simplify((basis * powers * basis.inv())[0, 0])
    for k in range(1, 7):
        routes = ((0, *stops, 0) for stops in product(range(5), repeat=k - 1))
        closed = sum(all(x != y for x, y in pairwise(route)) for route in routes)
        assert formula.subs(n, k) == closed
    return formula


@proves("discrete-057", "each of seven days", "low, medium or high", "never changes it directly between low and high")
def _lighthouse() -> int:
    patterns = product((0, 1, 2), repeat=7)
    return sum(all(abs(x - y) <= 1 for x, y in pairwise(p)) for p in patterns)


@proves("discrete-060", "3 by 3 equal blocks", "100 m long", "every street at least once", "return to the starting")
def _letter_carrier() -> int:
    junctions = list(product(range(4), range(4)))

    def distance(p: Edge, q: Edge) -> int:
        return abs(p[0] - q[0]) + abs(p[1] - q[1])

    segments = [(p, q) for p, q in combinations(junctions, 2) if distance(p, q) == 1]
    odd = tuple(p for p in junctions if sum(p in s for s in segments) % 2)

    # Chinese postman: the walk repeats shortest paths that pair up the odd junctions.
    @cache
    def pairing(left: tuple[Edge, ...]) -> int:
        if not left:
            return 0
        first, *others = left
        return min(distance(first, q) + pairing(tuple(p for p in others if p != q)) for q in others)

    return 100 * (len(segments) + pairing(odd))


@proves(
    "discrete-061",
    "Six people",
    "(A) 5, 5, 4, 3, 2, 1",
    "(B) 4, 4, 3, 3, 2, 1",
    "(C) 5, 4, 4, 3, 2, 2",
    "(D) 5, 5, 5, 2, 2, 1",
)
def _handshakes() -> str:
    pairs = list(combinations(range(6), 2))
    possible = set()
    for shakes in product((0, 1), repeat=15):
        degrees = [0] * 6
        for (v, w), shaken in zip(pairs, shakes, strict=True):
            degrees[v] += shaken
            degrees[w] += shaken
        possible.add(tuple(sorted(degrees, reverse=True)))
    options = {
        "A": (5, 5, 4, 3, 2, 1),
        "B": (4, 4, 3, 3, 2, 1),
        "C": (5, 4, 4, 3, 2, 2),
        "D": (5, 5, 5, 2, 2, 1),
    }
    return letter_of({key: degrees in possible for key, degrees in options.items()}, True)
