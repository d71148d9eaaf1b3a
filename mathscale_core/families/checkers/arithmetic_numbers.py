"""Checkers of the families on divisors and multiples, fractions and decimals."""

from fractions import Fraction

from mathscale_core.families.checkers.arithmetic_reading import Wording, stated
from mathscale_core.families.checkers.checker import Checker, steps
from mathscale_core.families.family import Parameters

_BAGS2 = (
    " and wants to fill gift bags that all have the same content, with nothing left over. What is "
    "the greatest possible number of bags?"
)
_BLOCK = "A wooden block in a workshop in ~ measures <first> cm by <second> cm by <third> cm. It "
_PIECES = " into pieces of one and the same length, as long as possible, without waste. "
_SHARINGS: tuple[Wording, ...] = (
    ("~ has <first> ~ and <second> ~" + _BAGS2, {"ask": "bags"}),
    ("~ has <first> ~, <second> ~ and <third> ~" + _BAGS2, {"ask": "bags"}),
    (("~ has <first> ~, <second> ~ and <third> ~ and fills as many gift bags as possible that all have the same "
        "content, "
     "with nothing left over. How many things are in each bag altogether?"), {"ask": "things"}),
    (("A rectangular wall panel in ~ measures <first> cm by <second> cm. It is to be covered with equal square "
        "tiles that "
     "are as large as possible, without gaps and without cutting. How long is the side of a tile?"), {"ask": "side"}),
    (_BLOCK + "is to be cut into equal cubes that are as large as possible, without waste. How long is the edge of a "
     "cube?", {"ask": "side"}),
    (_BLOCK + "is cut into equal cubes that are as large as possible, without waste. How many cubes are there?",
     {"ask": "cubes"}),
    ("~ cuts two ~ of <first> cm and <second> cm" + _PIECES + "How long is each piece?", {"ask": "length"}),
    ("~ cuts three ~ of <first> cm, <second> cm and <third> cm" + _PIECES + "How long is each piece?",
     {"ask": "length"}),
    ("~ cuts three ~ of <first> cm, <second> cm and <third> cm" + _PIECES + "How many pieces are there altogether?",
     {"ask": "pieces"}),
)  # fmt: skip


def _given(p: Parameters) -> list[int]:
    return [int(p[name]) for name in ("first", "second", "third") if name in p]


def _read_gcd_sharing(question: str) -> Parameters:
    return stated(question, _SHARINGS)


def _solve_gcd_sharing(p: Parameters) -> str:
    """Try the divisors from the largest down."""
    sizes = _given(p)
    divisor = next(d for d in range(min(sizes), 0, -1) if all(size % d == 0 for size in sizes))
    parts = [size // divisor for size in sizes]
    if p["ask"] == "cubes":
        volume = sizes[0] * sizes[1] * sizes[2]
        return str(Fraction(volume, divisor**3))
    if p["ask"] in {"things", "pieces"}:
        return str(sum(parts))
    return f"{divisor}{'' if p['ask'] == 'bags' else ' cm'}"


_TWO_LINES = "At a terminus in ~, line A leaves every <first> minutes and line B every <second> minutes. "
_THREE_LINES = (
    "At a terminus in ~, bus line A leaves every <first> minutes, line B every <second> minutes "
    "and line C every <third> minutes. "
)
_BUOYS3 = (
    "Three buoys off ~ flash every <first>, every <second> and every <third> seconds. They have just flashed together. "
)
_TOWERS3 = "~ builds three towers of ~: the ~ are <first> cm, <second> cm and <third> cm high. "
_MEETINGS: tuple[Wording, ...] = (
    (_TWO_LINES + "Both buses have just left together. After how many minutes will they next leave together?",
     {"ask": "minutes"}),
    (_THREE_LINES + "All three buses have just left together. After how many minutes will they next leave together?",
     {"ask": "minutes"}),
    (_THREE_LINES + "All three buses leave together at <@start>. At what time will they next leave together?",
     {"ask": "clock"}),
    (("Two buoys off ~ flash every <first> and every <second> seconds. They have just flashed together. After how many "
     "seconds will they next flash together?"), {"ask": "seconds"}),
    (_BUOYS3 + "After how many seconds will they next flash together?", {"ask": "seconds"}),
    (_BUOYS3 + "How many more times will they flash together in the next <minutes> minutes?", {"ask": "flashes"}),
    (("~ builds two towers, one of ~ <first> cm high and one of ~ <second> cm high. What is the smallest height "
        "at which "
     "both towers are equally high?"), {"ask": "height"}),
    (_TOWERS3 + "What is the smallest height at which all three towers are equally high?", {"ask": "height"}),
    (_TOWERS3 + "How many ~ are needed in all so that all three towers are equally high, and as low as possible?",
     {"ask": "pieces"}),
)  # fmt: skip


def _read_lcm_meeting(question: str) -> Parameters:
    return stated(question, _MEETINGS)


def _solve_lcm_meeting(p: Parameters) -> str:
    """Go through the times one by one and see when all meet."""
    gaps = _given(p)
    meeting = next(t for t in steps() if all(t % step == 0 for step in gaps))
    if p["ask"] == "flashes":
        return str(sum(all(t % step == 0 for step in gaps) for t in range(1, 60 * int(p["minutes"]) + 1)))
    if p["ask"] == "pieces":
        return str(sum(len(range(0, meeting, step)) for step in gaps))
    if p["ask"] == "clock":
        hour, rest = str(p["start"]).split(":")
        minutes = int(hour) % 12 * 60 + int(rest[:2]) + (720 if rest.endswith("PM") else 0) + meeting
        hours = minutes // 60 % 24
        return f"{hours % 12 or 12}:{minutes % 60:02d} {'PM' if hours >= 12 else 'AM'}"
    return f"{meeting} {'cm' if p['ask'] == 'height' else p['ask']}"


_F1, _F2, _F3 = (rf"$\frac{{<top{place}>}}{{<bottom{place}>}}$" for place in (1, 2, 3))
_TANK = "A rain tank in ~ holds <total> liters of water. "
_USE = f"First {_F1} of the water is used for the garden, then {_F2} of the rest for washing"
_WEEKS = f"In the first week ~ reads {_F1} of it, in the second {_F2} of the remaining pages"
_WAY = f"On the first part ~ covers {_F1} of the distance, on the second {_F2} of the rest"
_QUANTITIES: tuple[Wording, ...] = (
    (f"{_TANK}{_USE}. How many liters are left?", {"unit": "liters"}),
    (f"{_TANK}{_USE}, and finally {_F3} of what is left for cleaning. How many liters are left?", {"unit": "liters"}),
    (f"A rain tank in ~ is full. {_USE}. After that <left> liters are left. How many liters does the full tank hold?",
     {"unit": "liters"}),
    (f"~ borrows a ~ of <total> pages. {_WEEKS}. How many pages are still unread?", {"unit": ""}),
    ((f"~ borrows a ~ of <total> pages. {_WEEKS}, and in the third {_F3} of the pages then left. How many pages "
        "are still "
     "unread?"), {"unit": ""}),
    (f"~ borrows a ~. {_WEEKS}. Then <left> pages are still unread. How many pages does the book have?", {"unit": ""}),
    (f"~ goes on a ~ of <total> km. {_WAY}. How many kilometers are still ahead?", {"unit": "km"}),
    ((f"~ goes on a ~ of <total> km. {_WAY}, and on the third part {_F3} of what then remains. How many kilometers are "
     "still ahead?"), {"unit": "km"}),
    (f"~ goes on a long ~. {_WAY}. Then <left> km are still ahead. How long is the whole route?", {"unit": "km"}),
)  # fmt: skip


def _read_fraction_of_quantity(question: str) -> Parameters:
    return stated(question, _QUANTITIES)


def _solve_fraction_of_quantity(p: Parameters) -> str:
    """Take the shares away one after another; where the total is asked for, search for it."""

    def left(total: int) -> Fraction:
        amount = Fraction(total)
        for place in ("1", "2", "3"):
            if f"top{place}" in p:
                amount -= amount * int(p[f"top{place}"]) / int(p[f"bottom{place}"])
        return amount

    value = left(int(p["total"])) if "total" in p else next(n for n in steps() if left(n) == int(p["left"]))
    return f"{value} {p['unit']}".strip()


_A, _B, _C = (rf"\frac{{<{key}_top>}}{{<{key}_bottom>}}" for key in "abc")
_GARDEN = f"In a community garden in ~, ${_A}$ of the area is planted with ~"
_LUNCH = f"km long. ~ walks ${_A}$ km before lunch and ${_B}$ km after it. How many kilometers are still left?"
_LUNCH3 = (
    f"km long. ~ walks $<a_whole>{_A}$ km before lunch and ${_B}$ km after it. How many kilometers are still left?"
)
_SUMS: tuple[Wording, ...] = (
    (f"{_GARDEN} and ${_B}$ with ~. What fraction of the area is planted with these two crops together?", {"unit": ""}),
    (f"{_GARDEN} and ${_B}$ with ~; the rest is lawn. What fraction of the area is lawn?", {"unit": ""}),
    (f"{_GARDEN}, ${_B}$ with ~ and ${_C}$ with ~; the rest is lawn. What fraction of the area is lawn?", {"unit": ""}),
    (f"~ walks ${_A}$ km to a market in ~ and then ${_B}$ km to a friend. How many kilometers is that in all?",
     {"unit": "km"}),
    ("A trail near ~ is <whole> " + _LUNCH, {"unit": "km"}),
    (f"A trail near ~ is $<whole>{_C}$ " + _LUNCH3, {"unit": "km"}),
    ((f"For a dough ~ mixes ${_A}$ of a cup of milk with ${_B}$ of a cup of water. How many cups of liquid is "
     "that in all?"),
     {"unit": "cups"}),
    (f"A jug holds <whole> cups of ~. ~ pours out ${_A}$ of a cup and then ${_B}$ of a cup. How many cups are left?",
     {"unit": "cups"}),
    ((f"A jug holds $<whole>{_C}$ cups of ~. ~ pours out $<a_whole>{_A}$ cups and then ${_B}$ of a cup. How "
        "many cups are "
     "left?"), {"unit": "cups"}),
)  # fmt: skip


def _read_fraction_sum(question: str) -> Parameters:
    read = stated(question, _SUMS)
    lawn = "What fraction of the area is lawn?" in question
    return read | {"ask": "rest" if lawn or "whole" in read else "sum"}


def _solve_fraction_sum(p: Parameters) -> str:
    """Count in pieces so small that every fraction is a whole number of them."""
    fractions = {key: (int(p[f"{key}_top"]), int(p[f"{key}_bottom"])) for key in "abc" if f"{key}_top" in p}
    pieces = 1
    for _, bottom in fractions.values():
        pieces *= bottom
    counted = {key: top * (pieces // bottom) for key, (top, bottom) in fractions.items()}
    counted["a"] += int(p.get("a_whole", 0)) * pieces
    given, third = counted["a"] + counted["b"], counted.get("c", 0)
    if p["ask"] == "rest":
        # The third fraction belongs to the whole where that is a mixed number, else it is taken away too.
        given = int(p["whole"]) * pieces + third - given if "whole" in p else pieces - given - third
    value = Fraction(given, pieces)
    return f"{value} {p['unit']}".strip()


_TOTALS: tuple[Wording, ...] = (
    ("From <#total> m of ~ cuts off <#first> m and then <#second> m. How many meters are left?", {"unit": "m"}),
    (("From <#total> m of ~ cuts off <count> pieces of <#first> m each and one piece of <#second> m. How many "
        "meters are "
     "left?"), {"unit": "m"}),
    (("From <#total> m of ~ cuts off <count> pieces of <#first> m each and one piece of <#second> m, and cuts the rest "
     "into <parts> equal pieces. How long is each of these equal pieces?"), {"unit": "m"}),
    (("A parcel posted in ~ weighs <#total> kg. In it there is a pot of <#first> kg and a book of <#second> kg; "
        "the rest "
     "is the wrapping. How heavy is the wrapping?"), {"unit": "kg"}),
    (("A loaded handcart in ~ weighs <#total> kg. On it there are <count> sacks of ~ of <#first> kg each and a box of "
     "<#second> kg. How heavy is the empty handcart?"), {"unit": "kg"}),
    (("A loaded handcart in ~ weighs <#total> kg. The empty handcart weighs <#second> kg. On it there are "
        "<count> sacks "
     "of ~ of <#first> kg each and <parts> equal boxes. How heavy is each box?"), {"unit": "kg"}),
    (("A cook in ~ has made <#total> liters of ~. In the morning <#first> liters are used and at noon <#second> "
        "liters. "
     "How many liters are left?"), {"unit": "liters"}),
    (("A cook in ~ has made <#total> liters of ~ and fills <count> pots with <#first> liters each and a can with "
     "<#second> liters. How many liters are left?"), {"unit": "liters"}),
    (("A cook in ~ has made <#total> liters of ~ and fills <count> pots with <#first> liters each and a can with "
     "<#second> liters. The rest goes into <parts> jugs in equal parts. How many liters are in each jug?"),
     {"unit": "liters"}),
)  # fmt: skip


def _read_decimal_measures(question: str) -> Parameters:
    return stated(question, _TOTALS)


def _solve_decimal_measures(p: Parameters) -> str:
    """Count in hundredths and search for the size with which everything adds up to the total."""
    total, first, second = (int(Fraction(str(p[name])) * 100) for name in ("total", "first", "second"))
    pieces, parts = int(p.get("count", 1)), int(p.get("parts", 1))
    size = next(n for n in range(total + 1) if n * parts + first * pieces + second >= total)
    return f"{size // 100}.{size % 100:02d} {p['unit']}"


CHECKERS: dict[str, Checker] = {
    "gcd-sharing": Checker(_read_gcd_sharing, _solve_gcd_sharing),
    "lcm-meeting": Checker(_read_lcm_meeting, _solve_lcm_meeting),
    "fraction-of-quantity": Checker(_read_fraction_of_quantity, _solve_fraction_of_quantity),
    "fraction-sum": Checker(_read_fraction_sum, _solve_fraction_sum),
    "decimal-measures": Checker(_read_decimal_measures, _solve_decimal_measures),
}
