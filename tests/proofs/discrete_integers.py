"""Proofs of seed problems on divisibility, congruences, number bases.

The problems stand in data/seeds/discrete.jsonl; each proof is written from the question alone.
"""

from datetime import date
from itertools import combinations, combinations_with_replacement
from math import factorial, prod

import sympy

from tests.proofs import proves
from tests.proofs.finding import letter_of


@proves("discrete-003", "begins with the digits 4 and 7 and ends with the digit 0", "tens digit", "divided by 12")
def _scratched_digit() -> int:
    (digit,) = (d for d in range(10) if (4700 + 10 * d) % 12 == 0)
    return digit


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
    return letter_of({"A": "Tuesday", "B": "Wednesday", "C": "Thursday", "D": "Friday"}, day)


@proves("discrete-009", "$243_5$", "$314_5$", "together", "in base ten")
def _shells() -> int:
    return int("243", 5) + int("314", 5)


@proves("discrete-010", "5, $a$, 4, $b$ in this order", "divisible by 36")
def _digit_pairs() -> int:
    return sum((5040 + 100 * x + y) % 36 == 0 for x in range(10) for y in range(10))


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


@proves("discrete-037", "positive integers with $38x - 101y = 5$", "$x$ is smallest")
def _smallest_solution() -> tuple[int, int]:
    return next((x, (38 * x - 5) // 101) for x in range(3, 200) if (38 * x - 5) % 101 == 0)


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


@proves("discrete-062", "From any six integers", "four whose sum is divisible by 4")
def _four_of_six() -> bool:
    # Only the remainders modulo 4 matter.
    sixes = combinations_with_replacement(range(4), 6)
    return all(any(sum(four) % 4 == 0 for four in combinations(six, 4)) for six in sixes)
