"""Proofs of the seed problems in data/seeds/discrete.jsonl, written from the questions alone."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import combinations, combinations_with_replacement, pairwise, permutations, product
from math import factorial, prod

import sympy

from tests.proofs import proves

a, b, n = sympy.symbols("a b n")
Edge = tuple[int, int]


def _subsets(items: Sequence[int]) -> Iterator[tuple[int, ...]]:
    for size in range(len(items) + 1):
        yield from combinations(items, size)


def _connected(vertices: int, edges: Sequence[Edge]) -> bool:
    reached, grown = {0}, True
    while grown:
        more = {w for e in edges for v, w in (e, e[::-1]) if v in reached} - reached
        reached |= more
        grown = bool(more)
    return len(reached) == vertices


def _letter(values: Mapping[str, object], wanted: object) -> str:
    """The letter of the only option with the wanted value."""
    (letter,) = (key for key, value in values.items() if value == wanted)
    return letter


# elementary


@proves("discrete-001", "one of 4 main dishes and one of 3 drinks", "either a mango or a banana, or take no fruit")
def _lunches() -> int:
    return len({lunch for lunch in product(range(4), range(3), ("mango", "banana", None))})


@proves("discrete-002", "5 red, 3 blue and 4 green", "one counter", "not green")
def _not_green() -> Fraction:
    bag = ["red"] * 5 + ["blue"] * 3 + ["green"] * 4
    return Fraction(sum(c != "green" for c in bag), len(bag))


@proves("discrete-003", "begins with the digits 4 and 7 and ends with the digit 0", "tens digit", "divided by 12")
def _scratched_digit() -> int:
    (digit,) = (d for d in range(10) if (4700 + 10 * d) % 12 == 0)
    return digit


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
    return _letter(follows, True)


# middle


@proves("discrete-005", "5916 mm and 4284 mm", "as long as possible", "How many pieces are there altogether")
def _rails() -> int:
    length = max(k for k in range(1, 4285) if 5916 % k == 0 and 4284 % k == 0)
    return 5916 // length + 4284 // length


@proves("discrete-006", "01101011", "grows by 1", "lit after exactly 50 minutes")
def _lamps() -> int:
    lamps = [int(c) for c in "01101011"]
    for _ in range(50):
        place = 7
        while lamps[place]:  # carry
            lamps[place], place = 0, place - 1
        lamps[place] = 1
    return sum(lamps)


@proves("discrete-007", "last digit of $7^{2026} + 3^{2026}$")
def _last_digit() -> int:
    return (7**2026 + 3**2026) % 10


@proves("discrete-008", "5 March is a Thursday", "21 October of the same year", "(B) Wednesday")
def _weekday() -> str:
    years = [y for y in range(1900, 2100) if date(y, 3, 5).strftime("%A") == "Thursday"]
    (day,) = {date(y, 10, 21).strftime("%A") for y in years}
    return _letter({"A": "Tuesday", "B": "Wednesday", "C": "Thursday", "D": "Friday"}, day)


@proves("discrete-009", "$243_5$", "$314_5$", "together", "in base ten")
def _shells() -> int:
    return int("243", 5) + int("314", 5)


@proves("discrete-010", "5, $a$, 4, $b$ in this order", "divisible by 36")
def _digit_pairs() -> int:
    return sum((5040 + 100 * x + y) % 36 == 0 for x in range(10) for y in range(10))


@proves("discrete-011", "12 mango, 9 lychee, 5 guava and 4 papaya", "at least 7 of the same flavour")
def _sweets() -> int:
    handfuls = product(range(13), range(10), range(6), range(5))
    return 1 + max(sum(h) for h in handfuls if max(h) < 7)


@proves("discrete-012", "40 members", "23 take drumming", "19 take capoeira", "7 take neither", "exactly one of")
def _exactly_one() -> Fraction:
    (exactly,) = {23 - both + 19 - both for both in range(20) if 23 + 19 - both + 7 == 40}
    return Fraction(exactly, 40)


@proves("discrete-013", "converse", "divisible by 24, then it is divisible by both 4 and 6", "is also a true statement")
def _converse() -> bool:
    return all(k % 24 == 0 for k in range(1000) if k % 4 == 0 and k % 6 == 0)


@proves(
    "discrete-014",
    "most likely",
    "(A) A fair six-sided die shows 5 or 6",
    "(B) Two fair coins both show heads",
    "five equal sectors numbered 1 to 5 stops on an odd number and a fair coin shows heads",
    "numbered 1 to 20 has a number that is a multiple of 4 or a multiple of 6",
)
def _most_likely() -> str:
    def share(events: Sequence[bool]) -> Fraction:
        return Fraction(sum(events), len(events))

    chances = {
        "A": share([d in (5, 6) for d in range(1, 7)]),
        "B": share([c == "HH" for c in ("HH", "HT", "TH", "TT")]),
        "C": share([s % 2 == 1 and c == "H" for s in range(1, 6) for c in "HT"]),
        "D": share([t % 4 == 0 or t % 6 == 0 for t in range(1, 21)]),
    }
    return _letter(chances, max(chances.values()))


@proves("discrete-015", "Ana, Bilal, Chen, Dara and Emeka", "Ana wants one of the two end seats", "Bilal does not want")
def _cinema() -> int:
    return sum(row.index("A") in (0, 4) and row.index("B") not in (0, 4) for row in permutations("ABCDE"))


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
    return _letter({"A": "AE", "B": "BD", "C": "C", "D": "ABCDE"}, starts)


# high


@proves("discrete-017", "positive divisors of 25,200", "perfect squares")
def _square_divisors() -> int:
    return sum(25200 % (k * k) == 0 for k in range(1, 159))


@proves("discrete-018", "\\frac{2026!}{1013!}", "With how many zeros")
def _zeros() -> int:
    quotient, zeros = prod(range(1014, 2027)), 0
    while quotient % 10 == 0:
        quotient, zeros = quotient // 10, zeros + 1
    return zeros


@proves("discrete-019", "remainder when $5^{1000}$ is divided by 23")
def _remainder() -> int:
    return 5**1000 % 23


@proves("discrete-020", "fewer than 500", "rows of 7, 3 singers", "rows of 8, 5", "rows of 9, only 1")
def _choir() -> int:
    (singers,) = (k for k in range(500) if (k % 7, k % 8, k % 9) == (3, 5, 1))
    return singers


@proves("discrete-021", "samosa costs 35", "lassi costs 60", "exactly 1010", "at least one of each", "more samosas")
def _samosas() -> int:
    (bought,) = ((x, y) for x in range(1, 29) for y in range(1, 17) if 35 * x + 60 * y == 1010 and x > y)
    return bought[0]


@proves("discrete-022", "pairs $(x, y)$ of positive integers with $x \\le y$ and $xy - 4x - 4y = 5$")
def _pairs() -> set[tuple[int, int]]:
    # (x - 4)y = 4x + 5: for x > 25, y = 4 + 21/(x - 4) is below 5, so x <= y fails.
    found = set()
    for x in range(1, 26):
        if x != 4 and (4 * x + 5) % (x - 4) == 0:
            y = (4 * x + 5) // (x - 4)
            if y >= x:
                found.add((x, y))
    return found


@proves("discrete-023", "$41_b \\cdot 14_b = 1224_b$")
def _base() -> int:
    # From base 37 on, 1224 in base b is more than b^3 and the product less than 5b * 2b.
    (base,) = (k for k in range(5, 37) if int("41", k) * int("14", k) == int("1224", k))
    return base


@proves("discrete-024", "three letters, each chosen from A, B, C, D, E, followed by two digits", "more than once")
def _codes() -> int:
    codes = product("ABCDE", "ABCDE", "ABCDE", "0123456789", "0123456789")
    return sum(len(set(code)) < 5 for code in codes)


@proves("discrete-025", "Six divers and five geologists", "Five of these eleven", "at least three", "divers?")
def _divers() -> Fraction:
    groups = list(combinations("DDDDDDGGGGG", 5))
    return Fraction(sum(g.count("D") >= 3 for g in groups), len(groups))


@proves("discrete-026", "coefficient of $x^5$", "\\left(x^2 - \\frac{2}{x}\\right)^7")
def _coefficient() -> sympy.Expr:
    x = sympy.Symbol("x")
    # (x^2 - 2/x)^7 = (x^3 - 2)^7 / x^7, so the term in x^12 of the numerator is wanted.
    return sympy.Poly((x**3 - 2) ** 7, x).coeff_monomial(x**12)


@proves("discrete-027", "12 identical", "four pots of different colours", "at least two bulbs")
def _bulbs() -> int:
    return sum(sum(pots) == 12 for pots in product(range(2, 13), repeat=4))


@proves("discrete-028", "from 1 to 600", "none of the numbers 4, 6 and 10")
def _none_divides() -> int:
    return sum(k % 4 > 0 and k % 6 > 0 and k % 10 > 0 for k in range(1, 601))


@proves("discrete-029", "subsets of $\\{1, 2, 3, \\dots, 2n\\}$", "exactly two even numbers", "n \\ge 2")
def _two_even() -> sympy.Expr:
    counts = {k: sum(sum(e % 2 == 0 for e in s) == 2 for s in _subsets(range(1, 2 * k + 1))) for k in range(2, 8)}
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
    return _letter({k: not sympy.satisfiable(sympy.Xor(v, wanted)) for k, v in options.items()}, True)


@proves("discrete-031", "audio guide with probability 0.42", "postcard with probability 0.35", "probability 0.63")
def _audio_guide() -> Fraction:
    # Unknown shares: only guide, only postcard, both.
    guide, card, both = sympy.symbols("guide card both")
    hundredths = [guide + both - 42, card + both - 35, guide + card + both - 63]
    (found,) = sympy.solve(hundredths, [guide, card, both], dict=True)
    return Fraction(int(found[both]), int(found[card] + found[both]))


@proves("discrete-032", "8 m by 6 m", "less than 2 m from the edge")
def _pond() -> sympy.Expr:
    # The distance from the nearest side at depth x is a strip around a rectangle: integrate its length.
    x = sympy.Symbol("x")
    return sympy.integrate(2 * ((8 - 2 * x) + (6 - 2 * x)), (x, 0, 2)) / sympy.Integer(48)


@proves("discrete-033", "50% of the bowls", "30% from Bergama and 20% from Cusco", "2% are chipped", "4%", "5%")
def _cusco() -> Fraction:
    # 10000 bowls in just these shares.
    chipped = {"Anzio": 5000 * 2 // 100, "Bergama": 3000 * 4 // 100, "Cusco": 2000 * 5 // 100}
    return Fraction(chipped["Cusco"], sum(chipped.values()))


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


# college


@proves("discrete-037", "positive integers with $38x - 101y = 5$", "$x$ is smallest")
def _smallest_solution() -> tuple[int, int]:
    return next((x, (38 * x - 5) // 101) for x in range(3, 200) if (38 * x - 5) % 101 == 0)


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


@proves("discrete-042", "3 white and 2 black", "1 white and 4 black", "Two balls", "both balls that were moved")
def _moved_balls() -> Fraction:
    first, second = "WWWBB", "WBBBB"
    drawn_white = [moved for moved in combinations(first, 2) for ball in second + "".join(moved) if ball == "W"]
    return Fraction(sum(moved == ("W", "W") for moved in drawn_white), len(drawn_white))


@proves("discrete-043", "order of 2", "modulo 43")
def _order() -> int:
    power, steps = 2, 1
    while power != 1:
        power, steps = power * 2 % 43, steps + 1
    return steps


@proves("discrete-044", "$|A| \\cdot 2^{|A|}$ over all subsets $A$ of $\\{1, 2, \\dots, n\\}$")
def _subset_sum() -> sympy.Expr:
    # The sum is x d/dx of the generating function (1 + x)^n of the subsets by size, at x = 2.
    x = sympy.Symbol("x", positive=True)
    formula = (x * sympy.diff((1 + x) ** n, x)).subs(x, 2)
    sums = {k: sum(len(s) * 2 ** len(s) for s in _subsets(range(k))) for k in range(1, 9)}
    assert all(formula.subs(n, k) == total for k, total in sums.items())
    return formula


@proves("discrete-045", "Five passengers", "four more stops", "expected number of stops at which nobody")
def _empty_stops() -> Fraction:
    rides = list(product(range(4), repeat=5))
    return Fraction(sum(4 - len(set(ride)) for ride in rides), len(rides))


@proves("discrete-046", "interval $[0, 2]$", "probability that $xy \\le 1$")
def _small_product() -> sympy.Expr:
    # Density of the product z of two uniform numbers on [0, 2]: ln(4/z)/4 for z from 0 to 4.
    z = sympy.Symbol("z", positive=True)
    density = sympy.log(4 / z) / 4
    assert sympy.simplify(sympy.integrate(density, (z, 0, 4)) - 1) == 0
    chance = sympy.integrate(sympy.expand_log(density), (z, 0, 1))
    # The same by a grid of midpoints.
    steps = 400
    middles = [(k + 0.5) * 2 / steps for k in range(steps)]
    share = sum(x * y <= 1 for x in middles for y in middles) / steps**2
    assert abs(share - float(chance)) < 0.005
    return chance


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


# competition


@proves("discrete-049", "ordered pairs $(x, y)$ of positive integers", "\\frac{1}{x} + \\frac{2}{y} = \\frac{1}{12}")
def _reciprocals() -> int:
    # 2/y = (x - 12)/(12x), so x > 12, and y > 24 gives 1/x >= 1/12 - 2/25, so x <= 300.
    return sum(24 * x % (x - 12) == 0 for x in range(13, 301))


@proves("discrete-050", "last two digits of $12^{2025}$")
def _last_two() -> int:
    value = 1
    for _ in range(2025):
        value = value * 12 % 100
    return value


@proves("discrete-051", "smallest positive integer $n$", "$n!$ is divisible by $20^{30}$")
def _smallest_factorial() -> int:
    return next(k for k in range(1, 1000) if factorial(k) % 20**30 == 0)


@proves("discrete-052", "all primes $p$", "$4^p + 9^p + 25^p + 4$")
def _primes() -> set[int]:
    return {p for p in sympy.primerange(2, 2000) if (pow(4, p, p) + pow(9, p, p) + pow(25, p, p) + 4) % p == 0}


@proves("discrete-053", "four-digit numbers $n$", "$n + 2S(n)$ divisible by 9")
def _digit_sum() -> int:
    return sum((k + 2 * sum(map(int, str(k)))) % 9 == 0 for k in range(1000, 10000))


@proves("discrete-054", "any $k$ different integers from 1 to 50", "two whose sum is divisible by 9")
def _pigeons() -> int:
    # A selection without such a pair is decided by its remainders: each used remainder may as well be used in full,
    # unless two equal remainders already add to a multiple of 9.
    sizes = [sum(k % 9 == r for k in range(1, 51)) for r in range(9)]
    best = 0
    for used in _subsets(range(9)):
        if all((r + s) % 9 for r, s in combinations(used, 2)):
            best = max(best, sum(sizes[r] if 2 * r % 9 else 1 for r in used))
    return best + 1


@proves("discrete-055", "Three countries each send two", "round table with six chairs", "rotation count as the same")
def _round_table() -> int:
    # Delegate k comes from country k // 2; delegate 0 keeps the first chair.
    tables = ((0, *rest) for rest in permutations(range(1, 6)))
    return sum(all(t[i] // 2 != t[(i + 1) % 6] // 2 for i in range(6)) for t in tables)


@proves("discrete-056", "ordered triples $(a, b, c)$ of positive integers", "$abc = 25920$")
def _triples() -> int:
    divisors = sympy.divisors(25920)
    return sum(25920 % (x * y) == 0 for x in divisors for y in divisors)


@proves("discrete-057", "each of seven days", "low, medium or high", "never changes it directly between low and high")
def _lighthouse() -> int:
    patterns = product((0, 1, 2), repeat=7)
    return sum(all(abs(x - y) <= 1 for x, y in pairwise(p)) for p in patterns)


@proves("discrete-058", "Lina rolls first", "wins at once if she rolls a 6", "wins at once if he rolls a 5 or a 6")
def _dice_game() -> sympy.Expr:
    k = sympy.Symbol("k", integer=True, nonnegative=True)
    nobody = Fraction(sum(x < 6 and y < 5 for x in range(1, 7) for y in range(1, 7)), 36)
    return sympy.summation(sympy.Rational(nobody) ** k * sympy.Rational(1, 6), (k, 0, sympy.oo))


@proves("discrete-059", "square $ABCD$ of side length 1", "$\\angle APB$ and $\\angle BPC$ are obtuse")
def _obtuse() -> sympy.Expr:
    # B = (0, 0), A = (1, 0), C = (0, 1): an angle is obtuse where its scalar product is negative.
    x, y = sympy.symbols("x y", positive=True)
    at_ab = (1 - x) * (0 - x) + y * y  # (A - P) . (B - P)
    at_bc = x * x + (1 - y) * (0 - y)  # (C - P) . (B - P)
    # Between at_bc = 0 and at_ab = 0, for x up to 1/2.
    upper = sympy.sqrt(x * (1 - x))
    lower = sympy.Rational(1, 2) - sympy.sqrt(sympy.Rational(1, 4) - x**2)
    assert sympy.expand(at_ab.subs(y, upper)) == 0 and sympy.simplify(at_bc.subs(y, lower)) == 0
    # x = (1 - cos t)/2 turns sqrt(x(1 - x)) dx into sin(t)^2/4 dt; x = sin(t)/2 does it for the other root.
    t = sympy.Symbol("t")
    area = (
        sympy.integrate(sympy.sin(t) ** 2 / 4, (t, 0, sympy.pi / 2))
        - sympy.Rational(1, 4)
        + sympy.integrate(sympy.cos(t) ** 2 / 4, (t, 0, sympy.pi / 2))
    )
    # The same by a grid of midpoints over the whole square.
    steps = 400
    middles = [(k + 0.5) / steps for k in range(steps)]
    share = sum(v * v < u * (1 - u) and u * u < v * (1 - v) for u in middles for v in middles) / steps**2
    assert abs(share - float(area)) < 0.003
    return area


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
    return _letter({key: degrees in possible for key, degrees in options.items()}, True)


@proves("discrete-062", "From any six integers", "four whose sum is divisible by 4")
def _four_of_six() -> bool:
    # Only the remainders modulo 4 matter.
    sixes = combinations_with_replacement(range(4), 6)
    return all(any(sum(four) % 4 == 0 for four in combinations(six, 4)) for six in sixes)
