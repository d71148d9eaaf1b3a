"""Proofs of seed problems on random variables, statistics, groups.

The problems stand in data/seeds/college.jsonl; each proof is written from the question alone.
"""

import statistics
from collections import Counter
from fractions import Fraction
from itertools import combinations, permutations, product
from math import factorial, gcd

import sympy
from sympy import Rational, exp, integrate, oo, sqrt, symbols

from tests.proofs import proves

x, y, z, t = symbols("x y z t", real=True)


@proves("college-065", r"One sector pays \$12, two sectors pay \$5 each time, three pay \$2", r"costs \$4", "60 spins")
def _fair_profit() -> Fraction:
    sectors = [12, 5, 5, 2, 2, 2, 0, 0]
    return sum((Fraction(4 - pays, len(sectors)) for pays in sectors), Fraction(0)) * 60


@proves("college-066", r"probability $\frac{3}{4}$", "5 seeds", "at least 4")
def _sprouting_seeds() -> Fraction:
    # Each seed as four equally likely faces, three of which sprout.
    good = sum(1 for faces in product(range(4), repeat=5) if sum(f < 3 for f in faces) >= 4)
    return Fraction(good, 4**5)


@proves("college-067", "mean 250 g and standard deviation 20 g", r"P(Z \le 1.5) = 0.9332", "5000", "more than 280 g")
def _heavy_mangoes() -> Fraction:
    assert (280 - 250) / Fraction(20) == Fraction("1.5")
    expected = 5000 * (1 - Fraction("0.9332"))
    assert abs(expected - 5000 * (1 - Fraction(statistics.NormalDist(250, 20).cdf(280)))) < 1
    return expected


@proves("college-068", "below 40 minutes with probability 0.1056", "above 76 minutes with probability 0.1587", "mean")
def _courier_mean() -> int:
    fitting = [
        (m, s) for m, s in product(range(41, 76), range(1, 60)) if (40 - m) == Fraction("-1.25") * s and 76 - m == s
    ]
    assert len(fitting) == 1
    law = statistics.NormalDist(*fitting[0])
    assert abs(law.cdf(40) - 0.1056) < 1e-4 and abs(1 - law.cdf(76) - 0.1587) < 1e-4
    return fitting[0][0]


@proves("college-069", "$f(x) = cx(2 - x)$", r"$0 \le x \le 2$", "variance of $X$")
def _density_variance() -> sympy.Expr:
    shape = x * (2 - x)
    density = shape / integrate(shape, (x, 0, 2))
    mean = integrate(x * density, (x, 0, 2))
    return integrate((x - mean) ** 2 * density, (x, 0, 2))


@proves("college-070", r"$f(x) = kxe^{-x/3}$ for $x \ge 0$", "mean waiting time")
def _mean_waiting() -> sympy.Expr:
    u = symbols("u", positive=True)
    mass = integrate(u * exp(-u / 3), (u, 0, oo))
    return integrate(u**2 * exp(-u / 3), (u, 0, oo)) / mass


@proves("college-071", "Ten people of ten different heights", "taller than every neighbor", "expected number of peaks")
def _expected_peaks() -> Fraction:
    # Build the row by inserting ever taller people: the new one is a peak. In 2p of the size + 1 gaps a peak is
    # next to the gap and stops being one (peaks are never neighbors), so p stays; in the others p grows by 1.
    def rows_by_peaks(people: int) -> dict[int, int]:
        counts = {1: 1}
        for size in range(1, people):
            longer: dict[int, int] = {}
            for peaks, rows in counts.items():
                longer[peaks] = longer.get(peaks, 0) + rows * 2 * peaks
                longer[peaks + 1] = longer.get(peaks + 1, 0) + rows * (size + 1 - 2 * peaks)
            counts = longer
        return {peaks: rows for peaks, rows in counts.items() if rows}

    def peaks_in(row: tuple[int, ...]) -> int:
        padded = (0, *row, 0)
        return sum(padded[i - 1] < padded[i] > padded[i + 1] for i in range(1, len(row) + 1))

    assert rows_by_peaks(6) == Counter(peaks_in(row) for row in permutations(range(1, 7)))
    return Fraction(sum(peaks * rows for peaks, rows in rows_by_peaks(10).items()), factorial(10))


@proves(
    "college-072", "variances 4 and 9", "standard deviation of $2X - Y$", "(A) 5", "(B) 25", "(C) 1", r"(D) $\sqrt{7}$"
)
def _deviation_of_difference() -> str:
    # Two fair two-valued variables with these variances, all four combinations equally likely.
    values = [2 * a - b for a, b in product((-2, 2), (-3, 3))]
    deviation = sqrt(Rational(sum(v**2 for v in values), 4) - Rational(sum(values), 4) ** 2)
    options = {"A": sympy.Integer(5), "B": sympy.Integer(25), "C": sympy.Integer(1), "D": sqrt(7)}
    return next(k for k, v in options.items() if v == deviation)


@proves("college-073", "$2, 5, a, b, 9, 10, 11$", "only mode is 5", "mean equals their median")
def _missing_middle() -> int:
    found = set()
    for a, b in product(range(5, 10), repeat=2):
        row = [2, 5, a, b, 9, 10, 11]
        if row == sorted(row) and statistics.multimode(row) == [5] and sum(row) == 7 * statistics.median(row):
            found.add(b)
    assert len(found) == 1
    return found.pop()


@proves(
    "college-074",
    "23, 17, 30, 12, 20, 47, 18, 26, 15, 28, 21",
    "five lowest",
    "v > Q_3 + 1.5(Q_3 - Q_1)",
    "greater than 30",
)
def _largest_usual_reading() -> int:
    def unusual(last: int) -> bool:
        data = sorted([23, 17, 30, 12, 20, last, 18, 26, 15, 28, 21])
        low, high = statistics.median(data[:5]), statistics.median(data[-5:])
        return last > high + 1.5 * (high - low)

    assert unusual(47)
    return max(v for v in range(31, 100) if not unusual(v))


@proves(
    "college-075",
    "25 students",
    "0 siblings: 4 students",
    "1 sibling: 9 students",
    "2 siblings: 7 students",
    "3 siblings: 3 students",
    "4 siblings: 2 students",
)
def _siblings() -> Fraction:
    data = [Fraction(v) for v, count in enumerate((4, 9, 7, 3, 2)) for _ in range(count)]
    assert len(data) == 25
    return Fraction(statistics.mean(data)) - Fraction(statistics.median(data))


@proves("college-076", "median 20, lower quartile 17.5 and upper quartile 22.5", "$F = 1.8C + 32$", "$(m, r)$")
def _fahrenheit_quartiles() -> tuple[Fraction, Fraction]:
    # A sample of seven values with these quartiles (medians of the three lowest and of the three highest).
    celsius = [Fraction(v) for v in ("15", "17.5", "19", "20", "21", "22.5", "30")]
    converted = sorted(Fraction("1.8") * c + 32 for c in celsius)
    return statistics.median(converted), statistics.median(converted[-3:]) - statistics.median(converted[:3])


@proves("college-077", "standard deviation 12 minutes", "36 commuters", "74.5 minutes", "critical value 1.96")
def _commuter_interval() -> sympy.Interval:
    # All means m with |74.5 - m| <= 1.96 sigma / sqrt(n), solved as an inequality in m.
    bound = Rational("1.96") ** 2 * Rational(12**2, 36)
    return sympy.solve_univariate_inequality((x - Rational("74.5")) ** 2 <= bound, x, relational=False)


@proves("college-078", r"$1.96\sqrt{\frac{p(1 - p)}{n}}$", "at most 0.04", "whatever the sample share $p$ is")
def _sample_size() -> int:
    worst = max(Fraction(k, 100) * (1 - Fraction(k, 100)) for k in range(101))
    return next(k for k in range(1, 5000) if Fraction("1.96") ** 2 * worst <= Fraction("0.04") ** 2 * k)


@proves("college-079", "1200 hours", "standard deviation 80 hours", "64 lamps", "1176 hours", "1.96", "2.576", "(B)")
def _lamp_test() -> str:
    # By the two-sided p-value.
    p_value = 2 * statistics.NormalDist(1200, 80 / 64**0.5).cdf(1176)
    return {(True, True): "A", (True, False): "B", (False, True): "C", (False, False): "D"}[
        p_value < 0.05, p_value < 0.01
    ]


@proves("college-080", "8 independent blind trials", "right brand 7 times", r"probability $\frac{1}{2}$", "at least 7")
def _cola_test() -> Fraction:
    return Fraction(sum(1 for guesses in product((0, 1), repeat=8) if sum(guesses) >= 7), 2**8)


@proves("college-081", "order of the element 3", "modulo 35")
def _order_modulo() -> int:
    return next(k for k in range(1, 36) if pow(3, k, 35) == 1)


@proves("college-082", "1 to 4, 4 to 6, 6 to 1, 2 to 5, 5 to 9, 9 to 10, 10 to 7, 7 to 2, 3 to 8, and 8 to 3")
def _dancers() -> int:
    move = {1: 4, 4: 6, 6: 1, 2: 5, 5: 9, 9: 10, 10: 7, 7: 2, 3: 8, 8: 3}
    places = {dancer: dancer for dancer in range(1, 11)}
    beats = 0
    while beats == 0 or any(dancer != place for dancer, place in places.items()):
        places = {dancer: move[place] for dancer, place in places.items()}
        beats += 1
    return beats


@proves("college-083", "How many subgroups", r"\mathbb{Z}/144\mathbb{Z}")
def _subgroups_of_cyclic() -> int:
    # Every subgroup of Z/144 is generated by at most two elements' common divisor: collect <a, b> for all a, b.
    one = {frozenset(a * k % 144 for k in range(144)) for a in range(144)}
    assert all(frozenset((u + v) % 144 for u in g for v in h) in one for g, h in combinations(sorted(one, key=len), 2))
    return len(one)


@proves(
    "college-084",
    "modulo 15",
    r"(A) $\{1, 7, 11\}$",
    r"(B) $\{1, 2, 7, 14\}$",
    r"(C) $\{1, 4, 8, 13\}$",
    r"(D) $\{1, 2, 4, 8\}$",
)
def _subgroup_modulo() -> str:
    options = {"A": {1, 7, 11}, "B": {1, 2, 7, 14}, "C": {1, 4, 8, 13}, "D": {1, 2, 4, 8}}
    closed = [
        k
        for k, s in options.items()
        if all(gcd(u, 15) == 1 for u in s) and all(u * v % 15 in s for u, v in product(s, repeat=2))
    ]
    assert len(closed) == 1
    return closed[0]
