"""Proofs of seed problems on averages, units, time, areas, data.

The problems stand in data/seeds/arithmetic.jsonl; each proof is written from the question alone.
"""

from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import combinations, pairwise

import sympy

from tests.proofs import proves
from tests.proofs.finding import fitting_letter, polynomial_through


@proves("arithmetic-048", "scale $1 : 100$", "12 cm by 9 cm", "5 cm by 4 cm", "square meters")
def _studio() -> int:
    # Count unit squares of the plan outside the cut corner; one square centimeter is one square meter.
    return sum(not (x >= 12 - 5 and y >= 9 - 4) for x in range(12) for y in range(9))


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
    return fitting_letter([m == max(millimeters) for m in millimeters])


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

    return polynomial_through(mean, "m", 4)


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

    return polynomial_through(area, "x", 5)


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
    return fitting_letter([g == max(growth) for g in growth])
