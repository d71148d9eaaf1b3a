"""Proofs of the benchmark problems bench-001 to bench-032 (arithmetic), written from the questions alone."""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import count, cycle, islice, product

import sympy

from tests.proofs import proves
from tests.proofs.finding import fitting_letter, the_only


@proves("bench-001", "first ticket sold has the number 275", "next ticket still on the roll has the number 873", r"\$3")
def _raffle_takings() -> int:
    taken, ticket = 0, 275
    while ticket != 873:
        taken, ticket = taken + 3, ticket + 1
    return taken


@proves("bench-002", "white, white, black, blue, blue, blue, blue", "first 150 beads")
def _white_beads() -> int:
    order = cycle(["white", "white", "black", "blue", "blue", "blue", "blue"])
    return sum(bead == "white" for bead in islice(order, 150))


@proves(
    "bench-003",
    r"$30 - 6 \times 4 - 1$",
    "one pair of parentheses",
    "no parentheses at all",
    "greatest and the smallest",
)
def _one_pair_of_parentheses() -> sympy.Expr:
    numbers, signs = ["30", "6", "4", "1"], ["-", "*", "-", ""]
    texts = ["30-6*4-1"]
    for start in range(4):
        for end in range(start, 4):
            parts = [f"{'(' * (k == start)}{numbers[k]}{')' * (k == end)}{signs[k]}" for k in range(4)]
            texts.append("".join(parts))
    values = [sympy.sympify(text) for text in texts]
    return max(values) - min(values)


@proves("bench-004", "largest even whole number", "five different digits", "becomes 50,000", "nearest thousand")
def _rounds_to_fifty_thousand() -> int:
    def rounded(n: int) -> int:
        return int((Decimal(n) / 1000).quantize(Decimal(1), ROUND_HALF_UP)) * 1000

    return max(n for n in range(10000, 100000, 2) if len(set(str(n))) == 5 and rounded(n) == 50000)


@proves(
    "bench-005",
    "72 times a minute",
    "like this for a whole week",
    "closest",
    "(A) 7,000",
    "(B) 70,000",
    "(C) 700,000",
    "(D) 7,000,000",
)
def _heartbeats_in_a_week() -> str:
    beats = 72 * (timedelta(weeks=1) // timedelta(minutes=1))
    gaps = [abs(beats - option) for option in (7_000, 70_000, 700_000, 7_000_000)]
    return fitting_letter([gap == min(gaps) for gap in gaps])


@proves(
    "bench-006", "from $-5$ to $20$", "no floor 0", "starts on floor $-4$", "goes up 9 floors", "goes down 7 floors"
)
def _elevator() -> int:
    floors = [n for n in range(-5, 21) if n != 0]
    return floors[floors.index(-4) + 9 - 7]


@proves(
    "bench-007", "two-digit number", "multiple of 6", "factor of 252", "tens digit is 4 greater than its ones digit"
)
def _silvias_number() -> int:
    return the_only([n for n in range(10, 100) if n % 6 == 0 and 252 % n == 0 and n // 10 == n % 10 + 4])


@proves(
    "bench-008", r"greater than $\frac{3}{5}$ and less than $\frac{2}{3}$",
    r"(A) $\frac{7}{12}$", "(B) $0.59$", "(C) $0.67$", r"(D) $\frac{5}{8}$",
)  # fmt: skip
def _number_between() -> str:
    options = [Fraction(7, 12), Fraction(59, 100), Fraction(67, 100), Fraction(5, 8)]
    return fitting_letter([Fraction(3, 5) < option < Fraction(2, 3) for option in options])


@proves(
    "bench-009", r"$\frac{7}{8}$ of a whole note", r"one note that is $\frac{3}{8}$", r"three notes of $\frac{1}{16}$"
)
def _notes_missing_in_the_bar() -> int:
    note = Fraction(1, 16)
    return the_only([k for k in range(50) if Fraction(3, 8) + 3 * note + k * note == Fraction(7, 8)])


@proves("bench-010", "500 sheets of paper is 5.5 cm", "120 pages", "two pages", "millimeters")
def _notebook_thickness() -> Fraction:
    sheets = Fraction(120, 2)
    return sheets / 500 * Fraction(55, 10) * 10


@proves("bench-011", "9:00 AM", "64%", "10:20 AM", "52%", "show 22%", "same rate")
def _battery_time() -> str:
    start, later = datetime(2026, 1, 5, 9, 0), datetime(2026, 1, 5, 10, 20)
    per_percent = (later - start) / (64 - 52)
    moment = start + per_percent * (64 - 22)
    return moment.strftime("%I:%M %p").lstrip("0")


@proves("bench-012", "120 seats", "65% of the seats", "24 passengers leave", "12 others come on board")
def _ferry_percent() -> int:
    taken = next(n for n in range(121) if n * 100 == 65 * 120) - 24 + 12
    return next(percent for percent in range(101) if percent * 120 == 100 * taken)


@proves("bench-013", "first hears the thunder 6 seconds", "thunder comes 9 seconds", "340 meters in every second")
def _thunderstorm() -> int:
    return sum(340 for _ in range(6, 9))


@proves("bench-014", "80 cents", "10-cent, 20-cent and 50-cent coins", "some kinds may be left out")
def _coins() -> int:
    return sum(10 * a + 20 * b + 50 * c == 80 for a, b, c in product(range(9), range(9), range(9)))


@proves("bench-015", "three bars for the price of two", "30% off", "six bars pays less in the first shop")
def _soap() -> bool:
    prices = [Fraction(cents, 100) for cents in range(1, 2000)]
    firsts = [sum(0 if bar % 3 == 0 else p for bar in range(1, 7)) for p in prices]
    seconds = [sum(p * Fraction(70, 100) for _ in range(6)) for p in prices]
    return all(a < b for a, b in zip(firsts, seconds, strict=True))


@proves("bench-016", "0.18 liters", "Three times a day", "two spoons", "5 milliliters")
def _cough_syrup() -> int:
    left, days = 180, 0
    while left >= 3 * 2 * 5:
        left, days = left - 3 * 2 * 5, days + 1
    assert left == 0
    return days


@proves("bench-017", "all 30 days of June", r"\$14", "from Monday to Friday", r"\$20", "1 June is a Friday")
def _goats() -> int:
    year = next(y for y in count(2000) if date(y, 6, 1).strftime("%A") == "Friday")
    return sum(14 if date(year, 6, day).isoweekday() <= 5 else 20 for day in range(1, 31))


@proves("bench-018", "Nine pupils", "54 jumps each", "entered 86 jumps", "right number was 68")
def _jump_mean() -> Fraction:
    entered = [Fraction(86), *[Fraction(9 * 54 - 86, 8)] * 8]
    assert sum(entered) == 9 * 54
    return sum(entered[1:], Fraction(68)) / 9


@proves(
    "bench-019",
    "folds the folded strip in half again",
    "3 creases after two folds",
    "7 creases after three folds",
    "six",
)
def _creases() -> int:
    # Unfolding one fold shows the creases so far, the middle crease, and the creases so far mirrored.
    seen: list[int] = []
    for fold in range(1, 7):
        seen = [*seen, 1, *(1 - c for c in reversed(seen))]
        assert fold > 3 or len(seen) == (1, 3, 7)[fold - 1]
    return len(seen)


@proves("bench-020", "sides of $a$ cm", "two straight cuts, both parallel to the same side", "sum of the perimeters")
def _felt() -> sympy.Expr:
    a, u, v = sympy.symbols("a u v")
    return sympy.expand(sum(2 * (a + width) for width in (u, v, a - u - v)))


@proves(
    "bench-021", "7:15 AM, arrives at 8:50 AM", "9:40 AM, arrives at 11:08 AM", "11:35 AM, arrives at 1:06 PM",
    "3:50 PM, arrives at 5:22 PM", "shortest", "(B) Bus 2",
)  # fmt: skip
def _shortest_bus_trip() -> str:
    trips = [("07:15", "08:50"), ("09:40", "11:08"), ("11:35", "13:06"), ("15:50", "17:22")]
    times = [datetime.fromisoformat(f"2026-01-05 {b}") - datetime.fromisoformat(f"2026-01-05 {a}") for a, b in trips]
    return fitting_letter([t == min(times) for t in times])


@proves("bench-022", "9 paper cranes in 12 minutes", "8 paper cranes in 16 minutes", "60 paper cranes")
def _cranes() -> int:
    return next(t for t in count() if Fraction(9 * t, 12) + Fraction(8 * t, 16) == 60)


@proves("bench-023", "by 47", "by 74", "1,458 too large")
def _wrong_factor() -> int:
    return the_only([47 * n for n in range(1500) if 74 * n == 47 * n + 1458])


@proves("bench-024", "18 teeth", "45 teeth", "How many full turns does the small wheel make", "next time")
def _gear_wheels() -> int:
    tooth = gap = 0
    for step in count(1):
        tooth, gap = (tooth + 1) % 18, (gap + 1) % 45
        if tooth == gap == 0:
            assert step % 18 == 0
            return step // 18
    raise AssertionError


@proves("bench-025", r"$\frac{8}{13}$", "75th place")
def _seventy_fifth_digit() -> int:
    return 8 * 10**75 // 13 % 10


@proves("bench-026", "Lisbon at 10:50 PM", "São Paulo at 5:25 AM", "following morning", "3 hours behind")
def _flight_minutes() -> int:
    start = datetime.fromisoformat("2026-01-05T22:50+00:00")
    landing = datetime.fromisoformat("2026-01-06T05:25-03:00")
    return (landing - start) // timedelta(minutes=1)


@proves("bench-027", "15 cm long and 10 cm wide", "2.4 m long", "square meters")
def _projected_photo() -> Fraction:
    # Areas grow with the square of the lengths.
    return Fraction(15, 100) * Fraction(10, 100) * (Fraction(24, 10) / Fraction(15, 100)) ** 2


@proves("bench-028", "equal amounts of green paint", "ratio $2 : 3$", "ratio $5 : 1$", "blue and yellow", "is blue")
def _green_paint() -> Fraction:
    jar = 5 * 6  # parts, so that both ratios come out in whole parts
    blue = [b for b in range(jar) if 3 * b == 2 * (jar - b)] + [b for b in range(jar) if b == 5 * (jar - b)]
    assert len(blue) == 2
    return Fraction(sum(blue), 2 * jar)


@proves(
    "bench-029", r"for \$240 each", "profit of 20% of what", "loss of 20% of what",
    r"(A) a profit of \$20", "(B) neither", r"(C) a loss of \$10", r"(D) a loss of \$20",
)  # fmt: skip
def _guitars() -> str:
    first = the_only([c for c in range(1000) if c + Fraction(20, 100) * c == 240])
    second = the_only([c for c in range(1000) if c - Fraction(20, 100) * c == 240])
    result = 2 * 240 - first - second
    return fitting_letter([result == option for option in (20, 0, -10, -20)])


@proves("bench-030", r"\$900", "2% simple interest", r"\$800", "3.5% simple interest", "equally much")
def _equal_accounts() -> int:
    def held(principal: int, rate: Fraction, years: int) -> Fraction:
        return principal * (1 + rate * years)

    ten_thousandths = [Fraction(200, 10000), Fraction(350, 10000)]
    return the_only([t for t in range(200) if held(900, ten_thousandths[0], t) == held(800, ten_thousandths[1], t)])


@proves("bench-031", "27 kg, sits 2 m", "distance of 1.5 m", "bag of 4 kg", "in meters")
def _seesaw() -> sympy.Expr:
    tariq, distance = sympy.symbols("t d", positive=True)
    equations = [27 * 2 - tariq * sympy.Rational(3, 2), 27 * 2 - (tariq + 4) * distance]
    (solution,) = sympy.solve(equations, [tariq, distance], dict=True)
    return solution[distance]


@proves("bench-032", "9 seconds to pass a signal post", "bridge of 210 m", "23 seconds pass")
def _train_length() -> sympy.Expr:
    length, speed = sympy.symbols("l v", positive=True)
    return sympy.solve([length - 9 * speed, length + 210 - 23 * speed], [length, speed])[length]
