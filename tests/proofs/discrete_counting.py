"""Proofs of seed problems on counting and probability.

The problems stand in data/seeds/discrete.jsonl; each proof is written from the question alone.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, permutations, product

import sympy

from tests.proofs import proves
from tests.proofs.finding import letter_of, subsets

a, b, n = sympy.symbols("a b n")


@proves("discrete-001", "one of 4 main dishes and one of 3 drinks", "either a mango or a banana, or take no fruit")
def _lunches() -> int:
    return len({lunch for lunch in product(range(4), range(3), ("mango", "banana", None))})


@proves("discrete-002", "5 red, 3 blue and 4 green", "one counter", "not green")
def _not_green() -> Fraction:
    bag = ["red"] * 5 + ["blue"] * 3 + ["green"] * 4
    return Fraction(sum(c != "green" for c in bag), len(bag))


@proves("discrete-011", "12 mango, 9 lychee, 5 guava and 4 papaya", "at least 7 of the same flavour")
def _sweets() -> int:
    handfuls = product(range(13), range(10), range(6), range(5))
    return 1 + max(sum(h) for h in handfuls if max(h) < 7)


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
    return letter_of(chances, max(chances.values()))


@proves("discrete-015", "Ana, Bilal, Chen, Dara and Emeka", "Ana wants one of the two end seats", "Bilal does not want")
def _cinema() -> int:
    return sum(row.index("A") in (0, 4) and row.index("B") not in (0, 4) for row in permutations("ABCDE"))


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


@proves("discrete-042", "3 white and 2 black", "1 white and 4 black", "Two balls", "both balls that were moved")
def _moved_balls() -> Fraction:
    first, second = "WWWBB", "WBBBB"
    drawn_white = [moved for moved in combinations(first, 2) for ball in second + "".join(moved) if ball == "W"]
    return Fraction(sum(moved == ("W", "W") for moved in drawn_white), len(drawn_white))


@proves("discrete-044", "$|A| \\cdot 2^{|A|}$ over all subsets $A$ of $\\{1, 2, \\dots, n\\}$")
def _subset_sum() -> sympy.Expr:
    # The sum is x d/dx of the generating function (1 + x)^n of the subsets by size, at x = 2.
    x = sympy.Symbol("x", positive=True)
    formula = (x * sympy.diff((1 + x) ** n, x)).subs(x, 2)
    sums = {k: sum(len(s) * 2 ** len(s) for s in subsets(range(k))) for k in range(1, 9)}
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


@proves("discrete-054", "any $k$ different integers from 1 to 50", "two whose sum is divisible by 9")
def _pigeons() -> int:
    # A selection without such a pair is decided by its remainders: each used remainder may as well be used in full,
    # unless two equal remainders already add to a multiple of 9.
    sizes = [sum(k % 9 == r for k in range(1, 51)) for r in range(9)]
    best = 0
    for used in subsets(range(9)):
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
