"""Proofs of the seed problems in data/seeds/arithmetic.jsonl, written from the questions alone."""

import math
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import accumulate, combinations, count, pairwise, product

import sympy

from tests.proofs import proves


def _letter(fits: list[bool]) -> str:
    """The letter of the only option that fits."""
    assert fits.count(True) == 1
    return "ABCDEFGH"[fits.index(True)]


def _formula(value: Callable[[int], Fraction | int], name: str, points: int) -> sympy.Expr:
    """The polynomial through values computed one by one; more points than needed make a false degree visible."""
    letter = sympy.Symbol(name)
    pairs = [(i, sympy.Rational(value(i))) for i in range(1, points + 1)]
    return sympy.expand(sympy.interpolate(pairs, letter))


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
    return _letter([value == 12 for value in values])


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

    return _letter([nearest(n, 100) == 6500 and nearest(n, 1000) == 7000 for n in (6448, 6487, 6512, 6561)])


@proves("arithmetic-011", r"$\frac{612 \times 0.497}{29.8}$", "(A) 1\n", "(B) 10\n", "(C) 20\n", "(D) 100")
def _estimate() -> str:
    value = 612 * Fraction("0.497") / Fraction("29.8")
    distances = [abs(value - option) for option in (1, 10, 20, 100)]
    return _letter([d == min(distances) for d in distances])


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
    return _letter([6 * bottom != 15 * top for top, bottom in ((2, 5), (10, 25), (14, 35), (16, 45))])


@proves("arithmetic-028", "$x$ meters long", r"$\frac{1}{4}$ of it", r"$\frac{2}{3}$ of the remaining rope")
def _rope_left() -> sympy.Expr:
    def left(length: int) -> Fraction:
        rope = Fraction(length)
        for part in (Fraction(1, 4), Fraction(2, 3)):
            rope -= part * rope
        return rope

    return _formula(left, "x", 4)


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


@proves("arithmetic-034", r"\$14.80 per kilogram", "0.75 kg", r"\$20 note")
def _coffee_change() -> Fraction:
    return Fraction(2000 - sum([1480 // 4] * 3), 100)


@proves("arithmetic-035", "lowest price per kilogram", r"(A) 2 kg for \$5.30", r"(B) 3 kg for \$7.80",
        r"(C) 5 kg for \$12.75", r"(D) 10 kg for \$26.50")  # fmt: skip
def _cheapest_rice() -> str:
    # What 30 kg would cost, in cents: 30 is a common multiple of the sizes.
    for_thirty = [cents * (30 // size) for size, cents in ((2, 530), (3, 780), (5, 1275), (10, 2650))]
    return _letter([c == min(for_thirty) for c in for_thirty])


@proves("arithmetic-036", r"6 sandwiches at \$4.25", r"9 bottles of juice at \$1.80", r"\$45")
def _picnic_money() -> Fraction:
    cents = 4500
    for price in [425] * 6 + [180] * 9:
        cents -= price
    return Fraction(cents, 100)


@proves("arithmetic-037", "640 pupils", "Bicycle: 35%", "On foot: 20%", "Car: 12.5%", "Bus: all other pupils")
def _bus_pupils() -> Fraction:
    return 640 - sum((Fraction(share) * 640 / 100 for share in ("35", "20", "12.5")), Fraction(0))


@proves("arithmetic-038", "Last year 125 storks", "only 90")
def _storks() -> int:
    (fall,) = [p for p in range(101) if 125 * (100 - p) == 90 * 100]
    return fall


@proves("arithmetic-039", "by 20%", "discount of 25% on the raised price", r"\$81")
def _tent() -> int:
    (first,) = [p for p in range(1, 1000) if Fraction(p) * 120 / 100 * 75 / 100 == 81]
    return first


@proves("arithmetic-040", "raised by 25%", "lowered by 20%")
def _up_and_down() -> bool:
    return all((raised := p + Fraction(p, 4)) - raised / 5 == p for p in range(1, 500))


@proves("arithmetic-041", r"made $p\%$ longer", "the area of the square grow")
def _area_growth() -> sympy.Expr:
    def growth(p: int) -> Fraction:
        side = 100 + p
        return Fraction(side * side - 100 * 100, 100)

    return _formula(growth, "p", 5)


@proves("arithmetic-042", "80 members", "boys to girls is $3 : 5$", "40% of the girls")
def _choir_girls() -> Fraction:
    (girls,) = [g for g in range(1, 80) if 5 * (80 - g) == 3 * g]
    return Fraction(40 * girls, 100)


@proves("arithmetic-043", "Fresh mushrooms are 92% water", "dried mushrooms are 20% water", "3 kg of dried")
def _mushrooms() -> Fraction:
    # Take water from k/10 kg of fresh mushrooms until 3 kg are left, and look how much of that is water.
    (fresh,) = [
        k for k in (Fraction(j, 10) for j in range(31, 1000)) if k * 92 / 100 - (k - 3) == Fraction(20, 100) * 3
    ]
    return fresh


@proves("arithmetic-044", "216 marbles", "ratio $2 : 3 : 4$", "Zoran get than Wanjiru")
def _marbles() -> int:
    shares, left = [0, 0, 0], 216
    while left:
        for who, part in enumerate((2, 3, 4)):
            shares[who] += part
            left -= part
    return shares[2] - shares[0]


@proves("arithmetic-045", "6 flatbreads needs 450 g", "14 flatbreads", "800 g of flour at home")
def _flour() -> Fraction:
    return Fraction(450 * 14, 6) - 800


@proves("arithmetic-046", "Eight gardeners would need 15 days", "After 6 days, four more")
def _gardeners() -> int:
    done, days = Fraction(0), 0
    while done < 1:
        workers = 8 if days < 6 else 12
        done, days = done + Fraction(workers, 8 * 15), days + 1
    assert done == 1
    return days


@proves("arithmetic-047", "scale $1 : 25000$", "14 cm", "How many kilometers")
def _trail() -> Fraction:
    meters_per_centimeter = Fraction(25000, 100)
    return sum([meters_per_centimeter] * 14, Fraction(0)) / 1000


@proves("arithmetic-048", "scale $1 : 100$", "12 cm by 9 cm", "5 cm by 4 cm", "square meters")
def _studio() -> int:
    # Count unit squares of the plan outside the cut corner; one square centimeter is one square meter.
    return sum(not (x >= 12 - 5 and y >= 9 - 4) for x in range(12) for y in range(9))


@proves("arithmetic-049", "share 70 stickers", "Anneke and Bilal are in the ratio $3 : 4$",
        "Bilal and Chiara are in the ratio $6 : 7$")  # fmt: skip
def _stickers() -> tuple[int, int, int]:
    shares = [(a, b, 70 - a - b) for a in range(1, 69) for b in range(1, 70 - a)]
    (fair,) = [(a, b, c) for a, b, c in shares if 4 * a == 3 * b and 7 * b == 6 * c]
    return fair


@proves("arithmetic-050", "inversely proportional", "$x$ grows by 25%", "(A) It falls by 20%", "(B) It falls by 25%",
        "(C) It falls by 75%", "(D) It falls by 80%")  # fmt: skip
def _inverse_change() -> str:
    x, y = Fraction(8), Fraction(35)
    fall = (y - x * y / (x + x / 4)) / y * 100
    return _letter([fall == option for option in (20, 25, 75, 80)])


@proves("arithmetic-051", "9:35 AM", "231 km", "12:20 PM", "km/h")
def _train_speed() -> Fraction:
    seconds = (datetime(2025, 1, 1, 12, 20) - datetime(2025, 1, 1, 9, 35)).seconds
    return Fraction(231 * 3600, seconds)


@proves("arithmetic-052", "steady 12 km/h", "steady 20 km/h", "average speed for the whole ride")
def _round_trip() -> Fraction:
    speeds = {2 * d / (d / 12 + d / 20) for d in (Fraction(k) for k in range(1, 40))}
    (speed,) = speeds
    return speed


@proves(
    "arithmetic-053", "85 km apart", "14 km/h", "Half an hour later", "12 km/h", "from the first village do they meet"
)
def _meeting_place() -> sympy.Expr:
    t = sympy.Symbol("t")
    (time,) = sympy.solve(14 * t + 12 * (t - sympy.Rational(1, 2)) - 85, t)
    return 14 * time


@proves("arithmetic-054", "152 bottles in 4 minutes", "570 bottles")
def _bottling() -> int:
    (minutes,) = [m for m in range(1, 200) if 152 * m == 570 * 4]
    return minutes


@proves("arithmetic-055", "7:00 AM", "60 km/h", "7:40 AM", "90 km/h", "such as 6:45 AM")
def _catching_up() -> str:
    # Positions in sixtieths of a km, minute by minute.
    minute = next(m for m in range(41, 1000) if 60 * m == 90 * (m - 40))
    clock = datetime(2025, 1, 1, 7, 0) + timedelta(minutes=minute)
    return clock.strftime("%I:%M %p").lstrip("0")


@proves("arithmetic-056", "6 hours to go downstream", "9 hours to come back upstream", "raft without an engine",
        "Give your answer as a decimal")  # fmt: skip
def _raft() -> sympy.Expr:
    boat, current, t = sympy.symbols("boat current t", positive=True)
    speeds = sympy.solve([6 * (boat + current) - 1, 9 * (boat - current) - 1], [boat, current], dict=True)[0]
    (time,) = sympy.solve((current * t - (1 - (boat - current) * t)).subs(speeds), t)
    return time


@proves("arithmetic-057", "30 pages per minute", "45 pages per minute", "1,200 pages")
def _printers() -> int:
    pages, minutes = 0, 0
    while pages < 1200:
        pages, minutes = pages + 30 + 45, minutes + 1
    assert pages == 1200
    return minutes


@proves("arithmetic-058", "720-liter tank in 40 minutes", "full tank in 60 minutes", "150 liters")
def _filling() -> int:
    level, minutes = Fraction(150), 0
    while level < 720:
        level, minutes = level + Fraction(720, 40) - Fraction(720, 60), minutes + 1
    assert level == 720
    return minutes


@proves("arithmetic-059", "in $a$ hours", "in $b$ hours", "How many hours do they need together")
def _two_pumps() -> sympy.Expr:
    a, b, t = sympy.symbols("a b t", positive=True)
    (time,) = sympy.solve(t / a + t / b - 1, t)
    return time.subs({a: sympy.Symbol("a"), b: sympy.Symbol("b")})


@proves("arithmetic-060", r"marked \$85", "20% off", r"\$5 less than the sale price")
def _jacket() -> Fraction:
    return Fraction(85) * 80 / 100 - 5


@proves(
    "arithmetic-061", r"40 lamps at \$18", r"30 of them at \$27", r"the rest at \$12.60", "percent of what she paid"
)
def _lamps() -> Fraction:
    gains = [2700 - 1800] * 30 + [1260 - 1800] * 10
    return Fraction(sum(gains) * 100, 40 * 1800)


@proves("arithmetic-062", r"\$1,500 at 4% simple interest", "2 years and 6 months")
def _loan() -> Fraction:
    # Simple interest month by month, always on the first sum.
    return 1500 + sum((Fraction(1500 * 4, 100 * 12) for _ in range(2 * 12 + 6)), Fraction(0))


@proves("arithmetic-063", r"\$4,000", "5% interest per year, compounded once a year", "after 3 years")
def _account() -> Fraction:
    amount = Fraction(4000)
    for _ in range(3):
        amount += amount * 5 / 100
    return amount


@proves("arithmetic-064", "$P$ dollars", "for two years", r"$r\%$ interest", "compounded once a year")
def _interest_gap() -> sympy.Expr:
    principal, rate = sympy.symbols("P r")
    amount, interest = principal, 0
    for _ in range(2):
        amount += amount * rate / 100
        interest += principal * rate / 100
    return sympy.expand(amount - principal - interest)


@proves("arithmetic-065", r"for \$60", "loss of 20%", r"(A) \$48", r"(B) \$72", r"(C) \$75", r"(D) \$80")
def _carpet_cost() -> str:
    return _letter([cost - Fraction(20 * cost, 100) == 60 for cost in (48, 72, 75, 80)])


@proves("arithmetic-066", "ratio $3 : 17$", "400 g of this syrup", "100 g of water")
def _syrup() -> Fraction:
    (sugar,) = [g for g in range(400) if 17 * g == 3 * (400 - g)]
    return Fraction(100 * sugar, 400 + 100)


@proves(
    "arithmetic-067",
    "mean of the three homework scores counts 30%",
    "counts 70%",
    "84, 95 and 91 points",
    "exam score of 75 points",
)
def _final_mark() -> Fraction:
    # A list of 100 equal weights: each homework score stands for 10 of them, the exam for 70.
    marks = [84, 95, 91] * 10 + [75] * 70
    return Fraction(sum(marks), len(marks))


@proves("arithmetic-068", "$x$ kg of almonds", r"\$8 per kilogram", "$y$ kg of cashews", r"\$11 per kilogram")
def _nut_price() -> sympy.Expr:
    x, y, price = sympy.symbols("x y price")
    # At the right price the almonds gain what the cashews lose.
    (solution,) = sympy.solve((price - 8) * x - (11 - price) * y, price)
    return solution


@proves("arithmetic-069", "50 liters of pure syrup", "again $x$ liters", "exactly 24.5 liters of syrup")
def _barrel() -> Fraction:
    def syrup_left(drawn: Fraction) -> Fraction:
        syrup = Fraction(50)
        for _ in range(2):
            syrup -= drawn * syrup / 50
        return syrup

    # What is left only shrinks as more is drawn, so the one hit on the grid is the solution.
    (drawn,) = [x for x in (Fraction(k, 10) for k in range(501)) if syrup_left(x) == Fraction("24.5")]
    return drawn


@proves("arithmetic-070", "5 mL of water every 12 seconds", "liters of water does it lose in 24 hours")
def _leaking_tap() -> Fraction:
    return Fraction(len(range(0, 24 * 3600, 12)) * 5, 1000)


@proves("arithmetic-071", "1,400 g", "18 jars", "220 g", "450 g of honey", "in kilograms")
def _crate() -> Fraction:
    grams = 1400
    for _ in range(18):
        grams += 220 + 450
    return Fraction(grams, 1000)


@proves("arithmetic-072", "greatest", "(A) 0.35 km", "(B) 36,000 mm", "(C) 345 m", "(D) 35,200 cm")
def _greatest_length() -> str:
    millimeters = [350_000, 36_000, 345 * 1000, 35_200 * 10]
    return _letter([m == max(millimeters) for m in millimeters])


@proves("arithmetic-073", "4 March is a Wednesday", "1 May of the same year")
def _weekday() -> str:
    names = {date(y, 5, 1).strftime("%A") for y in range(1950, 2050) if date(y, 3, 4).strftime("%A") == "Wednesday"}
    (name,) = names
    return name


@proves("arithmetic-074", "7:48 PM", "137 minutes", "such as 6:45 PM")
def _film_end() -> str:
    return (datetime(2025, 1, 1, 19, 48) + timedelta(minutes=137)).strftime("%I:%M %p").lstrip("0")


@proves("arithmetic-075", "Friday, 18 September", "its last day, 5 December", "every day except Mondays")
def _open_days() -> int:
    year = next(y for y in range(2000, 2030) if date(y, 9, 18).strftime("%A") == "Friday")
    first, last = date(year, 9, 18), date(year, 12, 5)
    days = [first + timedelta(days=k) for k in range((last - first).days + 1)]
    return sum(day.strftime("%A") != "Monday" for day in days)


@proves("arithmetic-076", "Monday: $-3$", "Tuesday: $2$", "Wednesday: $-6$", "Thursday: $0$", "Friday: $4$")
def _mean_temperature() -> Fraction:
    (mean,) = [m for m in (Fraction(k, 10) for k in range(-60, 41)) if sum(t - m for t in (-3, 2, -6, 0, 4)) == 0]
    return mean


@proves("arithmetic-077", "first six parcels", "is 14 kg", "all seven parcels is 15 kg")
def _seventh_parcel() -> int:
    (mass,) = [m for m in range(1, 200) if Fraction(6 * 14 + m, 7) == 15]
    return mass


@proves("arithmetic-078", "four numbers is $m$", "10 greater than $m$", "mean of the five numbers")
def _new_mean() -> sympy.Expr:
    def mean(m: int) -> Fraction:
        # Four numbers with the mean m that are not all equal.
        numbers = [m - 7, m - 1, m + 3, m + 5]
        assert Fraction(sum(numbers), 4) == m
        return Fraction(sum([*numbers, m + 10]), 5)

    return _formula(mean, "m", 4)


@proves("arithmetic-079", "Seven different positive integers", "mean 15", "in the middle is 14")
def _largest_integer() -> int:
    best = 0
    for low in combinations(range(1, 14), 3):
        rest = 7 * 15 - 14 - sum(low)
        for fifth, sixth in combinations(range(15, rest), 2):
            seventh = rest - fifth - sixth
            if seventh > sixth:
                best = max(best, seventh)
    return best


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

    return _formula(sticks, "n", 6)


@proves("arithmetic-082", "$n$ rows with $n$ gray tiles", "four white tiles, one touching each corner",
        "figure 1 has 5 tiles, figure 2 has 8 tiles and figure 3 has 13 tiles", "figure $n + 1$")  # fmt: skip
def _tile_growth() -> sympy.Expr:
    def tiles(n: int) -> int:
        gray = {(x, y) for x in range(n) for y in range(n)}
        return len(gray | {(x, y) for x in (-1, n) for y in (-1, n)})

    assert [tiles(n) for n in (1, 2, 3)] == [5, 8, 13]
    return _formula(lambda n: tiles(n + 1) - tiles(n), "n", 6)


@proves(
    "arithmetic-083",
    "the first step is 1 cube high",
    "1 cube higher than the step before",
    "second step is 2 cubes high",
    "15 steps",
)
def _staircase() -> int:
    return len([(step, cube) for step in range(15) for cube in range(step + 1)])


@proves("arithmetic-084", "18 m long and 11 m wide", "gate that is 2 m wide", r"\$6.50 per meter")
def _fence() -> Fraction:
    return (18 + 11 + 18 + 11 - 2) * Fraction("6.50")


@proves("arithmetic-085", "both shorter and narrower than the sheet", "always has the same perimeter")
def _cut_corner() -> bool:
    def boundary(cells: set[tuple[int, int]]) -> int:
        return sum((x + dx, y + dy) not in cells for x, y in cells for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)))

    def keeps(a: int, b: int, c: int, d: int) -> bool:
        sheet = {(x, y) for x in range(a) for y in range(b)}
        return boundary({(x, y) for x, y in sheet if x >= c or y >= d}) == boundary(sheet) == 2 * (a + b)

    return all(keeps(a, b, c, d) for a in range(2, 7) for b in range(2, 7) for c in range(1, a) for d in range(1, b))


@proves(
    "arithmetic-086",
    "30 cm by 20 cm",
    "each of the four corners",
    "$0 < x < 10$",
    "square with sides of $x$ cm",
    "remaining sheet",
)
def _sheet_left() -> sympy.Expr:
    def area(x: int) -> int:
        return sum(x <= i < 30 - x or x <= j < 20 - x for i in range(30) for j in range(20))

    return _formula(area, "x", 5)


@proves("arithmetic-087", "ratio $4 : 3$", "84 dm goes exactly once around", "square decimeters")
def _carpet_area() -> int:
    (area,) = [a * b for a in range(1, 84) for b in range(1, 84) if 2 * (a + b) == 84 and 3 * a == 4 * b]
    return area


@proves(
    "arithmetic-088",
    "Monday: 142",
    "Tuesday: 135",
    "Wednesday: 158",
    "Thursday: 129",
    "Friday: 161",
    "two busiest",
    "two quietest",
)
def _borrowed_books() -> int:
    pairs = [a + b for a, b in combinations([142, 135, 158, 129, 161], 2)]
    return max(pairs) - min(pairs)


@proves("arithmetic-089", r"Adult: \$12", r"Child: \$7", r"Audio guide: \$3", r"whole group): \$40",
        "each adult also takes an audio guide")  # fmt: skip
def _museum() -> sympy.Expr:
    def pays(adults: int, children: int) -> int:
        return sum([12, 3] * adults + [7] * children + [40])

    # The bill is linear: read its three coefficients off, then test it on other groups.
    a, c = sympy.symbols("a c")
    base = pays(0, 0)
    formula = (pays(1, 0) - base) * a + (pays(0, 1) - base) * c + base
    assert all(formula.subs({a: i, c: j}) == pays(i, j) for i in range(5) for j in range(5))
    return formula


@proves("arithmetic-090", "January: 40 mm", "February: 50 mm", "March: 65 mm", "April: 80 mm", "May: 94 mm",
        "(A) From January to February", "(D) From April to May")  # fmt: skip
def _rainfall() -> str:
    growth = [Fraction(later, earlier) for earlier, later in pairwise([40, 50, 65, 80, 94])]
    return _letter([g == max(growth) for g in growth])
