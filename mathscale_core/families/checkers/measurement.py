"""Checkers of the families on time, calendars, units and perimeter."""

from datetime import date, datetime, timedelta
from fractions import Fraction

from mathscale_core.families.checkers.arithmetic_reading import Wording, stated
from mathscale_core.families.checkers.checker import Checker, positive, steps
from mathscale_core.families.family import Parameters

_TIMES: tuple[Wording, ...] = (
    (("A train leaves ~ at <@start> and reaches its last stop at <@end> on the same day. How many minutes does "
        "the trip "
     "take?"), {}),
    ("~'s pottery course starts at <@start> and ends at <@end> on the same day. How many minutes does it last?", {}),
    (("~ puts bread dough to rest at <@start> and shapes the loaves at <@end> on the same day. How many minutes "
        "has the "
     "dough rested?"), {}),
    (("A coach leaves ~ at <@start>. It drives for <hours> hours <minutes> minutes, stops for <pause> minutes "
        "and drives for "
     "another <more> minutes. At what time does it arrive?"), {}),
    (("A concert rehearsal in ~ begins at <@start>. The first part lasts <hours> hours <minutes> minutes; after "
        "a break of "
     "<pause> minutes the second part lasts <more> minutes. At what time does the rehearsal end?"), {}),
    (("~ starts a hike at <@start>, walks uphill for <hours> hours <minutes> minutes, rests for <pause> minutes "
        "and needs "
     "<more> minutes for the way down. At what time is the hike over?"), {}),
    (("~ must be at the airport near ~ by <@end>. The train takes <hours> hours <minutes> minutes, the bus "
        "after it <more> "
     "minutes, and ~ wants <pause> minutes in reserve. What is the latest time to set out?"), {}),
    (("At a film night in ~, <count> films of <each> minutes each are shown, with breaks of <pause> minutes "
        "between them. The "
     "last film ends at <@end>. At what time did the first film begin?"), {}),
    (("In a bakery in ~, <count> trays are baked one after another for <each> minutes each, with <pause> "
        "minutes between one "
     "tray and the next. The last tray is done at <@end>. At what time was the first tray put in?"), {}),
)  # fmt: skip


def _read_elapsed_time(question: str) -> Parameters:
    return stated(question, _TIMES)


def _solve_elapsed_time(p: Parameters) -> str:
    """Count with real clock times of a fixed day."""

    def moment(name: str) -> datetime:
        return datetime.strptime(f"2001-01-02 {p[name]} +0000", "%Y-%m-%d %I:%M %p %z")

    if "start" in p and "end" in p:
        return f"{(moment('end') - moment('start')) // timedelta(minutes=1)} minutes"
    if "count" in p:
        parts = [int(p["each"])] + [int(p["pause"]) + int(p["each"])] * (int(p["count"]) - 1)
        span = sum((timedelta(minutes=part) for part in parts), timedelta())
    else:
        span = timedelta(hours=int(p["hours"]), minutes=int(p["minutes"]))
        span += timedelta(minutes=int(p["pause"])) + timedelta(minutes=int(p["more"]))
    there = moment("start") + span if "start" in p else moment("end") - span
    return there.strftime("%I:%M %p").removeprefix("0")


_DAY1, _DAY2 = "<&month1> <day1>", "<&month2> <day2>"
_WEEKDAY_QUESTIONS: tuple[Wording, ...] = (
    ("Today is <&today>. In <days> days ~ has a piano exam. On which weekday is the exam?", {"ask": "after"}),
    ("A ship leaves ~ on a <&today> and comes back exactly <days> days later. On which weekday does it come back?",
     {"ask": "after"}),
    ("Today is <&today>. A festival in ~ ended exactly <days> days ago. On which weekday did it end?",
     {"ask": "before"}),
    (f"{_DAY1} of a certain year is a <&weekday>. Which weekday is {_DAY2} of the same year?", {}),
    ((f"~'s birthday, {_DAY1}, is a <&weekday> this year. Exams begin in ~ on {_DAY2} of this year. On which "
        "weekday do they "
     "begin?"), {}),
    ((f"A calendar page in ~ says <&weekday>, {_DAY1}. Which weekday will the page for {_DAY2} of the same year "
     "show?"), {}),
    (f"{_DAY1}, <year1> is a <&weekday>. Which weekday is {_DAY2}, <year2>?", {}),
    ((f"A bridge near ~ was begun on <&weekday>, {_DAY1}, <year1> and opened on {_DAY2}, <year2>. On which "
        "weekday was it "
     "opened?"), {}),
    ((f"~ signs a contract on <&weekday>, {_DAY1}, <year1>. It ends on {_DAY2}, <year2>. On which weekday does "
     "it end?"), {}),
)  # fmt: skip


def _read_weekday(question: str) -> Parameters:
    return stated(question, _WEEKDAY_QUESTIONS)


def _solve_weekday(p: Parameters) -> str:
    """Look the day up in real calendars: any one in which the stated day has the stated weekday."""
    if "days" in p:
        day = next(d for d in (date(2001, 1, n) for n in range(1, 8)) if f"{d:%A}" == p["today"])
        return f"{day + timedelta(int(p['days']) * (1 if p['ask'] == 'after' else -1)):%A}"
    years = [int(p["year1"])] if "year1" in p else range(2001, 2029)
    for year in years:
        first = _date(p, "1", year)
        if f"{first:%A}" == p["weekday"]:
            return f"{_date(p, '2', int(p.get('year2', year))):%A}"
    return "no such calendar"


def _date(p: Parameters, which: str, year: int) -> date:
    month = next(m for m in range(1, 13) if f"{date(2001, m, 1):%B}" == p[f"month{which}"])
    return date(year, month, int(p[f"day{which}"]))


_LEFT_ML = "as many bottles of <per> ml as it can. How many milliliters of ~ are left over?"
_LEFT_G = "as many bags of <per> g as possible. How many grams of ~ are left over?"
_LEFT_CM = "as many pieces of <per> cm as possible. How many centimeters of ~ are left over?"
_ML, _G, _CM = {"unit": "ml"}, {"unit": "g"}, {"unit": "cm"}
_LEFTOVERS: tuple[Wording, ...] = (
    ("A shop in ~ fills <total> liters of ~ into " + _LEFT_ML, _ML),
    ("A shop in ~ fills <total> liters and <extra> ml of ~ into " + _LEFT_ML, _ML),
    ("A shop in ~ fills <#total> liters of ~ into <count> bottles of <first> ml each and then " + _LEFT_ML, _ML),
    ("~ has <total> kg of ~ and packs " + _LEFT_G, _G),
    ("~ has <total> kg <extra> g of ~ and packs " + _LEFT_G, _G),
    ("~ has <#total> kg of ~, sells <count> bags of <first> g each and packs the rest into " + _LEFT_G, _G),
    ("From a roll of <total> m of ~, ~ cuts " + _LEFT_CM, _CM),
    ("From a roll of <total> m <extra> cm of ~, ~ cuts " + _LEFT_CM, _CM),
    ("From a roll of <#total> m of ~, ~ cuts <count> pieces of <first> cm each and then " + _LEFT_CM, _CM),
)


def _read_unit_leftover(question: str) -> Parameters:
    return stated(question, _LEFTOVERS)


def _solve_unit_leftover(p: Parameters) -> str:
    """Take the parts away one by one, in fractions of the large unit."""
    small = Fraction(1, 100 if p["unit"] == "cm" else 1000)
    left = Fraction(str(p["total"])) + int(p.get("extra", 0)) * small
    for _ in range(int(p.get("count", 0))):
        left -= int(p["first"]) * small
    positive(int(p["per"]))
    for _ in steps():
        if left < int(p["per"]) * small:
            break
        left -= int(p["per"]) * small
    return f"{left / small} {p['unit']}"


_GATE = "It gets a fence all round except for a gate <extra> m wide. How many meters of fence are needed?"
_LACE = (
    "~ sews lace along all its edges and lets the ends overlap by <extra> cm. How many centimeters of lace are needed?"
)
_RUN = "~ runs along its edge <extra> times all the way round. How many meters is that?"
_EDGES: tuple[Wording, ...] = (
    ("A rectangular ~ near ~ is <length> m long and <width> m wide. " + _GATE, {"form": "gate"}),
    ("A rectangular ~ near ~ is <length> m long and <less> m narrower than it is long. " + _GATE, {"form": "gate"}),
    (("A rectangular ~ near ~ is <less> m narrower than it is long. It has a fence all round except for a gate "
        "<extra> m wide, and "
     "the fence is <total> m long. How wide is the ~?"), {"form": "gate"}),
    ("A rectangular ~ is <length> cm long and <width> cm wide. " + _LACE, {"form": "lace"}),
    ("A rectangular ~ is <length> cm long and <less> cm narrower than it is long. " + _LACE, {"form": "lace"}),
    (("A rectangular ~ is <less> cm narrower than it is long. ~ has sewn lace along all its edges; the lace is "
        "<total> cm long, with "
     "the ends overlapping by <extra> cm. How wide is the ~?"), {"form": "lace"}),
    ("A rectangular ~ in ~ is <length> m long and <width> m wide. " + _RUN, {"form": "run"}),
    ("A rectangular ~ in ~ is <length> m long and <less> m narrower than it is long. " + _RUN, {"form": "run"}),
    (("A rectangular ~ in ~ is <less> m narrower than it is long. ~ runs along its edge <extra> times all the way "
        "round, <total> m "
     "in all. How wide is the ~?"), {"form": "run"}),
)  # fmt: skip


def _read_fence_perimeter(question: str) -> Parameters:
    return stated(question, _EDGES)


def _solve_fence_perimeter(p: Parameters) -> str:
    """Add the sides one by one; where the width is asked for, try the widths in turn."""
    extra, unit = int(p["extra"]), "cm" if p["form"] == "lace" else "m"

    def needed(length: int, width: int) -> int:
        sides = length + width + length + width
        return {"gate": sides - extra, "lace": sides + extra, "run": sum([sides] * extra)}[str(p["form"])]

    if "total" in p:
        less, total = int(p["less"]), int(p["total"])
        width = next(w for w in steps() if needed(w + less, w) >= total)
        return f"{width} {unit}" if needed(width + less, width) == total else "no whole width"
    length = int(p["length"])
    width = int(p["width"]) if "width" in p else length - int(p["less"])
    return f"{needed(length, width)} {unit}"


CHECKERS: dict[str, Checker] = {
    "elapsed-time": Checker(_read_elapsed_time, _solve_elapsed_time),
    "weekday": Checker(_read_weekday, _solve_weekday),
    "unit-leftover": Checker(_read_unit_leftover, _solve_unit_leftover),
    "fence-perimeter": Checker(_read_fence_perimeter, _solve_fence_perimeter),
}
