"""Proofs of seed problems on money, percentages, ratios, mixtures, rates, work.

The problems stand in data/seeds/arithmetic.jsonl; each proof is written from the question alone.
"""

from datetime import datetime, timedelta
from fractions import Fraction

import sympy

from tests.proofs import proves
from tests.proofs.finding import fitting_letter, polynomial_through


@proves("arithmetic-034", r"\$14.80 per kilogram", "0.75 kg", r"\$20 note")
def _coffee_change() -> Fraction:
    return Fraction(2000 - sum([1480 // 4] * 3), 100)


@proves("arithmetic-035", "lowest price per kilogram", r"(A) 2 kg for \$5.30", r"(B) 3 kg for \$7.80",
        r"(C) 5 kg for \$12.75", r"(D) 10 kg for \$26.50")  # fmt: skip
def _cheapest_rice() -> str:
    # What 30 kg would cost, in cents: 30 is a common multiple of the sizes.
    for_thirty = [cents * (30 // size) for size, cents in ((2, 530), (3, 780), (5, 1275), (10, 2650))]
    return fitting_letter([c == min(for_thirty) for c in for_thirty])


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

    return polynomial_through(growth, "p", 5)


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
    return fitting_letter([fall == option for option in (20, 25, 75, 80)])


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
    return fitting_letter([cost - Fraction(20 * cost, 100) == 60 for cost in (48, 72, 75, 80)])


@proves("arithmetic-066", "ratio $3 : 17$", "400 g of this syrup", "100 g of water")
def _syrup() -> Fraction:
    (sugar,) = [g for g in range(400) if 17 * g == 3 * (400 - g)]
    return Fraction(100 * sugar, 400 + 100)


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
