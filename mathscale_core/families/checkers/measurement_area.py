"""Checkers of the families on the area of composite figures."""

from mathscale_core.families.checkers.arithmetic_reading import Wording, stated
from mathscale_core.families.checkers.checker import Checker
from mathscale_core.families.family import Parameters

_POOL = (
    "A rectangular swimming pool in ~ is <length> m long and <width> m wide. It is surrounded by a paved path "
    "<border> m wide "
    "on all sides, with square corners. "
)
_FRAME = (
    "~ frames a rectangular picture of <length> cm by <width> cm. The frame is <border> cm wide on all sides, "
    "lies outside the "
    "picture and has square corners. "
)
_STRIP = (
    "A rectangular field near ~ measures <length> m by <width> m. Along all its edges, inside the field, there "
    "is a strip of "
    "wild flowers <border> m wide. "
)
_M2, _CM2 = "square meters", "square centimeters"
_AREAS: tuple[Wording, ...] = (
    (("The floor of a workshop in ~ has the shape of a rectangle <length> m long and <width> m wide from which "
        "a rectangle of "
     "<cut_length> m by <cut_width> m is missing at one corner. What is the area of the floor?"), {"unit": _M2}),
    (("~ paints a wall that is <length> m long and <width> m high. A glass door <cut_length> m wide and "
        "<cut_width> m high is "
     "left out. What area is painted?"), {"unit": _M2}),
    (("A rectangular park in ~ measures <length> m by <width> m. In it there is a rectangular pond of "
        "<cut_length> m by "
     "<cut_width> m; the rest is lawn. What is the area of the lawn?"), {"unit": _M2}),
    (_POOL + "What is the area of the path?", {"unit": _M2, "side": "outside"}),
    (_FRAME + "What is the area of the frame?", {"unit": _CM2, "side": "outside"}),
    (_STRIP + "What is the area of the strip?", {"unit": _M2, "side": "inside"}),
    (_POOL + "The paving takes <rate> slabs per square meter. How many slabs does the path need?",
     {"unit": "", "side": "outside"}),
    (_FRAME + "It is covered with <rate> mosaic stones per square centimeter. How many stones does the frame need?",
     {"unit": "", "side": "outside"}),
    (_STRIP + "<rate> g of seed are sown per square meter of the strip. How many grams of seed are needed?",
     {"unit": "g", "side": "inside"}),
)  # fmt: skip


def _read_composite_area(question: str) -> Parameters:
    return stated(question, _AREAS)


def _solve_composite_area(p: Parameters) -> str:
    """Count the unit squares, column by column, that lie in the figure."""
    length, width = int(p["length"]), int(p["width"])
    if "border" not in p:
        cut = int(p["cut_length"]), int(p["cut_width"])
        squares = sum(not (x < cut[0] and y < cut[1]) for x in range(length) for y in range(width))
        return f"{squares} {p['unit']}"
    border = int(p["border"])
    if p["side"] == "outside":
        length, width = length + 2 * border, width + 2 * border
    squares = sum(min(x, length - 1 - x, y, width - 1 - y) < border for x in range(length) for y in range(width))
    return f"{squares * int(p.get('rate', 1))} {p['unit']}".strip()


CHECKERS: dict[str, Checker] = {"composite-area": Checker(_read_composite_area, _solve_composite_area)}
