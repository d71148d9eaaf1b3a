"""Names, places and number formats that the arithmetic and measurement families share."""

from fractions import Fraction

NAMES = (
    "Amara", "Bilal", "Chiara", "Davit", "Elif", "Farid", "Gita", "Hanna", "Ikenna", "Jun", "Kofi", "Leila",
    "Mateo", "Nadia", "Oskar", "Priya", "Quang", "Rosa", "Samir", "Tomoko", "Uma", "Viktor", "Wanjiru", "Ximena",
    "Yusuf", "Zofia", "Anders", "Beatriz", "Chidi", "Dalia", "Emre", "Freya", "Goran", "Hina", "Ines", "Jamila",
)  # fmt: skip
CITIES = (
    "Accra", "Bergen", "Coimbra", "Dakar", "Esfahan", "Fukuoka", "Ghent", "Hanoi", "Izmir", "Jaipur", "Kutaisi",
    "Lima", "Mombasa", "Nagoya", "Odense", "Puebla", "Quito", "Riga", "Sofia", "Tbilisi", "Utrecht", "Valparaiso",
    "Wellington", "Yerevan", "Zagreb",
)  # fmt: skip

#: Towns by the sea, and towns where it is cold enough for frost.
HARBORS = ("Accra", "Bergen", "Dakar", "Fukuoka", "Izmir", "Lima", "Mombasa", "Nagoya", "Riga", "Wellington")
COLD_TOWNS = ("Kiruna", "Harbin", "Astana", "Tampere", "Calgary", "Sapporo", "Erzurum", "Reykjavik", "Bergen")


def whole(number: int) -> str:
    """The number with thousands separators from 10,000 on."""
    return f"{number:,}" if abs(number) >= 10_000 else str(number)


def dollars(number: int) -> str:
    r"""A whole amount of money: ``\$60``, ``-\$35``."""
    return f"{'-' if number < 0 else ''}\\${whole(abs(number))}"


def frac(value: Fraction) -> str:
    r"""The LaTeX of a proper or improper fraction, without the dollars."""
    if value.denominator == 1:
        return str(value.numerator)
    return f"\\frac{{{value.numerator}}}{{{value.denominator}}}"


def mixed(value: Fraction) -> str:
    r"""The LaTeX of a mixed number, ``2\frac{1}{3}``, without the dollars."""
    units, part = divmod(value, 1)
    if not units or not part:
        return frac(value)
    return f"{units}{frac(part)}"


def decimal(value: Fraction) -> str:
    """A terminating decimal as short as it can be written."""
    text = f"{float(value):.4f}".rstrip("0").rstrip(".")
    if Fraction(text) != value:
        raise ValueError(f"{value} has more than four decimal places")
    return text


def clock(minutes: int) -> str:
    """Minutes after midnight as ``9:47 AM``; whole days are left out."""
    hours, rest = divmod(minutes % 1440, 60)
    return f"{(hours - 1) % 12 + 1}:{rest:02d} {'AM' if hours < 12 else 'PM'}"
