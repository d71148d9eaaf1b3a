"""Checkers of the families on patterns, means and tables."""

import re

from mathscale_core.families.checkers.arithmetic_reading import Wording, stated
from mathscale_core.families.checkers.checker import Checker, UnreadableQuestionError, match, steps
from mathscale_core.families.family import Parameters

_STARTS = (
    ("A number pattern begins with <a>, <b>, <c> and goes on with the same step. ", 0),
    (("One table has <a> seats, a row of two tables has <b> seats, and a row of three tables has <c> seats. "
     "Each further table adds the same number of seats. "), 1),
    (("In week 1 of a training plan ~ <a> ~, in week 2 <b> ~ and in week 3 <c> ~. The plan goes on in the same "
     "way. "), 2),
    (("In a number pattern, each number is larger than the one before it by the same amount. The number at "
        "place <early> "
     "is <early_value> and the number at place <late> is <late_value>. "), 0),
    (("~ puts equal tables in a row, and each further table gives the same number of additional seats. A row of "
        "<early> "
     "tables has <early_value> seats and a row of <late> tables has <late_value> seats. "), 1),
    (("~ adds the same number of ~ to a training plan each week. In week <early> ~ <early_value> ~, in week <late> "
     "<late_value> ~. "), 2),
)  # fmt: skip
_PLACES = ("Which number is at place <place>?", "How many seats does a row of <place> tables have?",
           "How many ~ are there in week <place>?")  # fmt: skip
_VALUES = ("At which place of the pattern is the number <value>?", "How many tables in a row have <value> seats?",
           "In which week are there <value> ~ in the plan?")  # fmt: skip
_PATTERNS: tuple[Wording, ...] = tuple((start + asks[k], {}) for start, k in _STARTS for asks in (_PLACES, _VALUES))


def _read_linear_pattern(question: str) -> Parameters:
    return stated(question, _PATTERNS)


def _solve_linear_pattern(p: Parameters) -> str:
    """Find the step that leads from one known number to the other, then count on step by step."""
    if "early" in p:
        place, value, span = int(p["early"]), int(p["early_value"]), int(p["late"]) - int(p["early"])
        step = next(s for s in steps() if value + span * s >= int(p["late_value"]))
        if value + span * step != int(p["late_value"]):
            return "no constant step"
    else:
        place, value, step = 1, int(p["a"]), int(p["b"]) - int(p["a"])
        if int(p["c"]) - int(p["b"]) != step:
            return "no constant step"
    for _ in steps():
        if place == p.get("place") or value >= int(p.get("value", 10**6)):
            break
        place, value = place + 1, value + step
    return str(value if "place" in p else place)


_LOOKS = (
    ("rows", "figure 1 is one row of <a> ~, figure 2 is two rows of <b> ~ each, figure 3 is three rows of <c> ~ each"),
    ("columns", ("figure 1 is a column of <a> ~, figure 2 has a second column of <b> ~ beside it, and figure 3 has a "
     "third column of <c> ~ as well")),
    ("tail", ("figure 1 is a single ~ with a tail of <a> ~, figure 2 is a square of 2 rows of 2 ~ with a tail of "
     "<b> ~, figure 3 is a square of 3 rows of 3 ~ with a tail of <c> ~")),
)  # fmt: skip
_FIGURE_ASKS = (
    "How many ~ are there in figure <figure>?",
    "How many more ~ are there in figure <large> than in figure <small>?",
    "With a stock of <stock> ~ the largest possible figure of this pattern is laid. How many ~ are left?",
)
_FIGURES: tuple[Wording, ...] = tuple(
    (f"~ lays a growing pattern: {look}, and so on. {ask}", {"form": form})
    for form, look in _LOOKS
    for ask in _FIGURE_ASKS
)


def _read_figurate_pattern(question: str) -> Parameters:
    return stated(question, _FIGURES)


def _solve_figurate_pattern(p: Parameters) -> str:
    """Build the figures one after the other as lists of rows and count them."""
    first, step = int(p["a"]), int(p["b"]) - int(p["a"])

    def size(n: int) -> int:
        parts = [first]
        while len(parts) < n:
            parts.append(parts[-1] + step)
        if p["form"] == "rows":
            return sum(parts[-1] for _ in range(n))
        return sum(parts) if p["form"] == "columns" else sum(n for _ in range(n)) + parts[-1]

    if "figure" in p:
        return str(size(int(p["figure"])))
    if "large" in p:
        return str(size(int(p["large"])) - size(int(p["small"])))
    stock = int(p["stock"])
    return str(min(stock - size(n) for n in range(1, stock + 1) if size(n) <= stock))


_LISTS = ("<v1>, <v2> and <v3>", "<v1>, <v2>, <v3> and <v4>")
_MEANS: tuple[Wording, ...] = (
    *(
        wording
        for values in _LISTS
        for wording in (
            ((f"In the first tests of a term ~ scored {values} points. How many points must ~ score in the next "
                "test for the "
             "mean of all the tests so far to be exactly <mean> points?"), {"unit": "points"}),
            ((f"Some ~ on a farm near ~ weigh {values} kg. Together with one more, their mean weight is <mean> "
                "kg. How heavy "
             "is the additional animal?"), {"unit": "kg"}),
            ((f"On successive days a ~ in ~ had {values} visitors. How many visitors must come on the day after "
                "these, so "
             "that the mean for all these days is <mean> visitors?"), {"unit": ""}),
        )
    ),
    (("After <count> tests the mean of ~'s scores is <mean> points. With one more test it becomes <after> "
        "points. How many "
     "points did ~ score in that test?"), {"unit": "points"}),
    (("The mean weight of <count> ~ on a farm near ~ is <mean> kg. One more joins them, and the mean weight "
        "becomes <after> "
     "kg. How heavy is the one that joined?"), {"unit": "kg"}),
    (("For <count> days a ~ in ~ had <mean> visitors a day on average. When the next day is counted too, the "
        "average is "
     "<after> visitors a day. How many visitors came on that next day?"), {"unit": ""}),
    (("In a quiz in ~, <count> players from one team have a mean score of <mean> points. Together with the "
        "<others> players "
     "of the other team, the mean score is <overall> points. What is the mean score of the other team?"),
     {"unit": "points"}),
    (("On a farm near ~ there are <count> brown and <others> white ~. The mean weight of the brown ones is "
        "<mean> kg, and "
     "the mean weight of all of them is <overall> kg. What is the mean weight of the white ones?"), {"unit": "kg"}),
    (("A ~ in ~ was open for <count> rainy and <others> dry days. It had <mean> visitors a day on average on "
        "the rainy days "
     "and <overall> visitors a day on average in all. What was the average number of visitors on the dry days?"),
     {"unit": ""}),
)  # fmt: skip


def _read_missing_from_mean(question: str) -> Parameters:
    return stated(question, _MEANS)


def _solve_missing_from_mean(p: Parameters) -> str:
    """Balance the distances from the final mean: those of the known values and of the unknown ones cancel."""
    mean = int(p.get("overall", p.get("after", p["mean"])))
    if "count" in p:
        known = [int(p["mean"])] * int(p["count"])
    else:
        known = [int(value) for name, value in p.items() if re.fullmatch(r"v\d", name)]
    surplus, unknown = sum(value - mean for value in known), int(p.get("others", 1))
    if surplus % unknown:
        return "no whole number"
    return f"{mean - surplus // unknown} {p['unit']}".strip()


_TABLE_ASKS = (
    (r"How many books were borrowed by (?P<column>\w+) on (?P<row1>\w+) and (?P<row2>\w+) together\?$", ""),
    (r"How many (?P<column>\w+) were planted in the districts (?P<row1>\w+) and (?P<row2>\w+) together\?$", ""),
    (r"How many millimeters of rain fell in (?P<column>\w+) in (?P<row1>\w+) and (?P<row2>\w+) together\?$", "mm"),
    (r"How many more books did (?P<column>\w+) borrow than \w+ on the four days together\?$", ""),
    (r"How many more (?P<column>\w+) than \w+ were planted in the four districts together\?$", ""),
    (r"How many more millimeters of rain fell in (?P<column>\w+) than in \w+ in the four months together\?$", "mm"),
    (r"By how many books does the busiest day exceed the quietest\?$", ""),
    (r"What is the difference between the largest and the smallest total\?$", ""),
    (r"By how many millimeters does the largest total exceed the smallest\?$", "mm"),
)


def _read_table_reading(question: str) -> Parameters:
    """The cells of the table, and the names of the column and rows that are asked for as ``a``, ``b`` and 1 to 4."""
    header = match(question, r"\| \w+ \| (\w+) \| (\w+) \|\n")
    rows = re.findall(r"\| (\w+) \| (\d+) \| (\d+) \|", question)
    columns = {title.lower(): key for title, key in zip(header.groups(), "ab", strict=True)}
    places = {row[0]: place for place, row in enumerate(rows, 1)}
    cells = {f"{key}{place}": int(row[k]) for place, row in enumerate(rows, 1) for k, key in ((1, "a"), (2, "b"))}
    for pattern, unit in _TABLE_ASKS:
        found = re.search(pattern, question)
        if found:
            named = found.groupdict()
            asked = {"column": columns[named["column"].lower()]} if "column" in named else {}
            return cells | asked | {k: places[named[k]] for k in ("row1", "row2") if k in named} | {"unit": unit}
    raise UnreadableQuestionError(f"the question asks nothing that this family asks: {question[-120:]!r}")


def _solve_table_reading(p: Parameters) -> str:
    """Read the asked cells again; differences are added up row by row."""
    rows = range(1, 5)
    if "row1" in p:
        value = sum(int(p[f"{p['column']}{row}"]) for row in (p["row1"], p["row2"]))
    elif "column" in p:
        other = "b" if p["column"] == "a" else "a"
        value = sum(int(p[f"{p['column']}{row}"]) - int(p[f"{other}{row}"]) for row in rows)
    else:
        totals = sorted(int(p[f"a{row}"]) + int(p[f"b{row}"]) for row in rows)
        value = totals[-1] - totals[0]
    return f"{value} {p['unit']}".strip()


CHECKERS: dict[str, Checker] = {
    "linear-pattern": Checker(_read_linear_pattern, _solve_linear_pattern),
    "figurate-pattern": Checker(_read_figurate_pattern, _solve_figurate_pattern),
    "missing-from-mean": Checker(_read_missing_from_mean, _solve_missing_from_mean),
    "table-reading": Checker(_read_table_reading, _solve_table_reading),
}
