"""Proofs of seed problems on whole numbers, fractions, decimals.

The problems stand in data/seeds/arithmetic.jsonl; each proof is written from the question alone.
"""

import math
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import accumulate, count, pairwise, product

import sympy

from tests.proofs import proves
from tests.proofs.finding import fitting_letter, polynomial_through


@proves("arithmetic-001", "3,482 books", "bought 1,759", "968 worn-out")
def _library_books() -> int:
    return next(k for k in count() if k + 968 - 1759 == 3482)


@proves("arithmetic-002", "36 rows with 28 seats", "147 more", "1,089 tickets")
def _free_seats() -> int:
    seats = [(row, seat) for row in range(36) for seat in range(28)] + [("balcony", seat) for seat in range(147)]
    return len(seats[1089:])


@proves("arithmetic-003", "215 eggs", "248 eggs", "boxes of 18")
def _egg_boxes() -> tuple[int, int]:
    eggs, boxes = 215 + 248, 0
    while eggs >= 18:
        eggs, boxes = eggs - 18, boxes + 1
    return boxes, eggs


@proves("arithmetic-004", "remainder 5 when it is divided by 7", "remainder 3 when it is divided by 7")
def _double_remainder() -> bool:
    # The remainder of 2n depends on n modulo 7 only, so some periods decide it.
    return all(2 * n % 7 == 3 for n in range(700) if n % 7 == 5)


@proves("arithmetic-005", r"$48 - 6 \times (2 + 3) + 4^2 \div 2$")
def _precedence() -> Fraction:
    return 48 - 6 * (2 + 3) + Fraction(4**2, 2)


@proves("arithmetic-006", r"$5 - 2 \times [3 - (7 - 4 \times (1 - 3))]$")
def _nested() -> int:
    return 5 - 2 * (3 - (7 - 4 * (1 - 3)))


@proves("arithmetic-007", "value 12", r"(A) $(24 - 8) \div 4 + 2 \times 3$", r"(B) $24 - 8 \div (4 + 2) \times 3$",
        r"(C) $(24 - 8 \div 4 + 2) \times 3$", r"(D) $24 - (8 \div 4 + 2) \times 3$")  # fmt: skip
def _parentheses() -> str:
    eight, twenty_four = Fraction(8), Fraction(24)
    values = [(twenty_four - 8) / 4 + 2 * 3, twenty_four - eight / (4 + 2) * 3, (twenty_four - eight / 4 + 2) * 3,
              twenty_four - (eight / 4 + 2) * 3]  # fmt: skip
    return fitting_letter([value == 12 for value in values])


@proves("arithmetic-008", r"$1 \,\square\, 2 \,\square\, 3 \,\square\, 4 \,\square\, 5$", "a plus sign or a minus sign")
def _signs() -> int:
    return len({1 + a + b + c + d for a, b, c, d in product((2, -2), (3, -3), (4, -4), (5, -5))})


@proves("arithmetic-009", "4,729,516", "the digit 7 as the value of the digit 5")
def _digit_values() -> int:
    worth = {digit: int(digit) * 10**place for place, digit in enumerate(reversed("4729516"))}
    return next(k for k in count() if k * worth["5"] == worth["7"])


@proves("arithmetic-010", "6,500 when rounded to the nearest hundred", "7,000 when rounded to the nearest thousand",
        "(A) 6,448", "(B) 6,487", "(C) 6,512", "(D) 6,561")  # fmt: skip
def _two_roundings() -> str:
    def nearest(number: int, place: int) -> int:
        return int((Decimal(number) / place).quantize(Decimal(1), ROUND_HALF_UP)) * place

    return fitting_letter([nearest(n, 100) == 6500 and nearest(n, 1000) == 7000 for n in (6448, 6487, 6512, 6561)])


@proves("arithmetic-011", r"$\frac{612 \times 0.497}{29.8}$", "(A) 1\n", "(B) 10\n", "(C) 20\n", "(D) 100")
def _estimate() -> str:
    value = 612 * Fraction("0.497") / Fraction("29.8")
    distances = [abs(value - option) for option in (1, 10, 20, 100)]
    return fitting_letter([d == min(distances) for d in distances])


@proves(
    "arithmetic-012",
    "each of four prices",
    r"\$3.85, \$12.20, \$7.49 and \$5.65",
    "nearest dollar",
    "cents is her estimate lower",
)
def _rounded_prices() -> int:
    cents = [385, 1220, 749, 565]
    return sum(cents) - sum((c + 50) // 100 * 100 for c in cents)


@proves("arithmetic-013", "digit 6 is written at the right end", "537 greater")
def _appended_digit() -> int:
    (number,) = [n for n in range(1, 10000) if int(f"{n}6") == n + 537]
    return number


@proves("arithmetic-014", "$A$ is at $-6$", "$B$ is at $10$", "three times as far from $B$ as from $A$")
def _point_between() -> Fraction:
    (place,) = [c for c in (Fraction(k, 12) for k in range(-72, 121)) if 10 - c == 3 * (c + 6)]
    return place


@proves("arithmetic-015", r"$\frac{5}{8}$, $0.58$, $\frac{3}{5}$ and $0.605$", "from least to greatest")
def _increasing() -> tuple[Fraction, ...]:
    return tuple(sorted([Fraction(5, 8), Fraction("0.58"), Fraction(3, 5), Fraction("0.605")]))


@proves(
    "arithmetic-016",
    "scores 5 points",
    "scores $-3$ points",
    "skipped question scores 0",
    "13 right and 5 wrong answers and skips 2",
    "10 right answers and 1 wrong answer and skips 9",
)
def _quiz_lead() -> int:
    amara = [5] * 13 + [-3] * 5 + [0] * 2
    tomas = [5] * 10 + [-3] * 1 + [0] * 9
    assert len(amara) == len(tomas)
    return sum(amara) - sum(tomas)


@proves(
    "arithmetic-017", "84 tulips and 126 daffodils", "as many identical bouquets as possible", "ordered pair $(t, d)$"
)
def _bouquets() -> tuple[int, int]:
    most = max(k for k in range(1, 85) if 84 % k == 0 and 126 % k == 0)
    return 84 // most, 126 // most


@proves("arithmetic-018", "every 18 seconds, the other every 24 seconds", "from 9:00 PM up to and including 9:30 PM")
def _common_flashes() -> int:
    last = 30 * 60
    return len(set(range(0, last + 1, 18)) & set(range(0, last + 1, 24)))


@proves("arithmetic-019", "factors of 60", "greater than 7 and less than 25")
def _factors_of_sixty() -> set[int]:
    return {k for k in range(8, 25) if 60 % k == 0}


@proves("arithmetic-020", "greatest common divisor 12", "least common multiple 180", "One of the numbers is 36")
def _other_number() -> int:
    (other,) = [n for n in range(1, 181) if math.gcd(36, n) == 12 and math.lcm(36, n) == 180]
    return other


@proves("arithmetic-021", "ordered pairs $(a, b)$ of positive integers", "least common multiple 72")
def _lcm_pairs() -> int:
    return sum(math.lcm(a, b) == 72 for a in range(1, 73) for b in range(1, 73))


@proves("arithmetic-022", "48 rolls", "at least 3 rows", "at least 3 rolls", "number of rows")
def _tray_rows() -> int:
    return len({rows for rows in range(3, 49) for each in range(3, 49) if rows * each == 48})


@proves("arithmetic-023", r"$\frac{3}{4} + \frac{5}{6} - \frac{1}{3}$")
def _fraction_sum() -> Fraction:
    return Fraction(3, 4) + Fraction(5, 6) - Fraction(1, 3)


@proves("arithmetic-024", "120 pages", r"$\frac{2}{5}$ of the book", r"$\frac{1}{3}$ of the pages that were left")
def _pages_left() -> int:
    pages = list(range(120))
    after_monday = pages[2 * len(pages) // 5 :]
    return len(after_monday[len(after_monday) // 3 :])


@proves("arithmetic-025", r"$4\frac{1}{2}$ liters", r"$\frac{3}{8}$ liter")
def _glasses() -> int:
    jug, glasses = Fraction(9, 2), 0
    while jug >= Fraction(3, 8):
        jug, glasses = jug - Fraction(3, 8), glasses + 1
    return glasses


@proves("arithmetic-026", r"$\frac{2}{3}$ full", "15 liters are taken out", r"$\frac{5}{12}$ full")
def _tank() -> int:
    (full,) = [k for k in range(1, 1000) if Fraction(2, 3) * k - 15 == Fraction(5, 12) * k]
    return full


@proves("arithmetic-027", r"NOT equal to $\frac{6}{15}$", r"(A) $\frac{2}{5}$", r"(B) $\frac{10}{25}$",
        r"(C) $\frac{14}{35}$", r"(D) $\frac{16}{45}$")  # fmt: skip
def _unequal_fraction() -> str:
    return fitting_letter([6 * bottom != 15 * top for top, bottom in ((2, 5), (10, 25), (14, 35), (16, 45))])


@proves("arithmetic-028", "$x$ meters long", r"$\frac{1}{4}$ of it", r"$\frac{2}{3}$ of the remaining rope")
def _rope_left() -> sympy.Expr:
    def left(length: int) -> Fraction:
        rope = Fraction(length)
        for part in (Fraction(1, 4), Fraction(2, 3)):
            rope -= part * rope
        return rope

    return polynomial_through(left, "x", 4)


@proves(
    "arithmetic-029",
    r"$\left(1 - \frac{4}{3^2}\right)\left(1 - \frac{4}{4^2}\right)",
    r"\left(1 - \frac{4}{5^2}\right) \cdots \left(1 - \frac{4}{30^2}\right)",
    "from 3 to 30",
)
def _long_product() -> Fraction:
    return math.prod((1 - Fraction(4, n * n) for n in range(3, 31)), start=Fraction(1))


@proves("arithmetic-030", "6.5 liters of fuel for every 100 km", r"\$1.80 per liter", "240 km")
def _fuel_cost() -> Fraction:
    return Fraction("6.5") * Fraction(240, 100) * Fraction("1.80")


@proves("arithmetic-031", r"$2.5 \times [1.8 - (0.6 + 0.4 \div 0.5)]$")
def _decimal_brackets() -> Fraction:
    f = Fraction
    return f("2.5") * (f("1.8") - (f("0.6") + f("0.4") / f("0.5")))


@proves("arithmetic-032", r"$0.\overline{36} + \frac{1}{6}$", "single fraction")
def _repeating() -> Fraction:
    # The fraction with a small denominator whose long division repeats the digits 36.
    repeating = next(
        Fraction(top, bottom)
        for bottom in range(1, 100)
        for top in range(bottom)
        if 10**12 * top // bottom == 363636363636
    )
    return repeating + Fraction(1, 6)


@proves("arithmetic-033", r"$\frac{7}{8}$ lies closer to $0.9$ than to $0.86$")
def _closer() -> bool:
    return abs(Fraction(7, 8) - Fraction("0.9")) < abs(Fraction(7, 8) - Fraction("0.86"))


@proves("arithmetic-080", r"$2, 5, 11, 23, 47, \dots$", "multiply by a fixed whole number", "seventh number")
def _pattern() -> int:
    known = [2, 5, 11, 23, 47]
    ((factor, plus),) = [
        (f, p) for f in range(50) for p in range(50) if all(b == f * a + p for a, b in pairwise(known))
    ]
    return list(accumulate(range(6), lambda a, _: factor * a + plus, initial=2))[6]


@proves("arithmetic-081", "regular hexagons of matchsticks in a row", "share one side", "row of $n$ hexagons")
def _hexagons() -> sympy.Expr:
    def sticks(n: int) -> int:
        # Hexagon i has the corners (2i..2i+2, top and bottom): two sticks above, two below, one at each end.
        edges: set[tuple[tuple[int, str], tuple[int, str]]] = set()
        for left in range(0, 2 * n, 2):
            for level in ("top", "bottom"):
                edges |= {((left, level), (left + 1, level)), ((left + 1, level), (left + 2, level))}
            edges |= {((left, "top"), (left, "bottom")), ((left + 2, "top"), (left + 2, "bottom"))}
        return len(edges)

    return polynomial_through(sticks, "n", 6)


@proves("arithmetic-082", "$n$ rows with $n$ gray tiles", "four white tiles, one touching each corner",
        "figure 1 has 5 tiles, figure 2 has 8 tiles and figure 3 has 13 tiles", "figure $n + 1$")  # fmt: skip
def _tile_growth() -> sympy.Expr:
    def tiles(n: int) -> int:
        gray = {(x, y) for x in range(n) for y in range(n)}
        return len(gray | {(x, y) for x in (-1, n) for y in (-1, n)})

    assert [tiles(n) for n in (1, 2, 3)] == [5, 8, 13]
    return polynomial_through(lambda n: tiles(n + 1) - tiles(n), "n", 6)


@proves(
    "arithmetic-083",
    "the first step is 1 cube high",
    "1 cube higher than the step before",
    "second step is 2 cubes high",
    "15 steps",
)
def _staircase() -> int:
    return len([(step, cube) for step in range(15) for cube in range(step + 1)])
