"""Checker for the tanks: the time must bring exactly the tank's volume."""

from fractions import Fraction

from mathscale_core.families.checkers.checker import Checker
from mathscale_core.families.checkers.further_reading import same_measure, stated
from mathscale_core.families.family import Parameters


def _read_filling_a_tank(question: str) -> Parameters:
    return stated(
        question,
        (
            "pool",
            "A swimming pool is @long m long, @wide m wide and @deep m deep all over. A pump fills the empty pool with "
            "@rate liters of water per minute. How many hours does it take until the pool is full?",
        ),
        (
            "fill",
            "~ fills an empty box-shaped ~, @long cm long, @wide cm wide and @high cm high, from a hose that delivers "
            "@rate liters per minute. After how many minutes is it full to the rim?",
        ),
        (
            "drain",
            "A box-shaped ~ measures @long cm by @wide cm by @high cm on the inside and is full of water. It is "
            "drained at a steady @rate liters per minute. How many minutes does it take to empty it?",
        ),
        (
            "below",
            "~ fills an empty ~ that is @long cm long, @wide cm wide and @high cm high. The water should stand @free "
            "cm below the rim, and @rate liters flow in per minute. How many minutes does it take?",
        ),
        (
            "rise",
            "The bottom of a tall box-shaped ~ is a rectangle of @long cm by @wide cm. Water flows in at @rate "
            "liters per minute. By how many centimeters does the water level rise in @minutes minutes?",
        ),
        (
            "two pumps",
            "A pool with a level floor is @long m long, @wide m wide and @deep cm deep. At present the water stands "
            "@start cm high. Two pumps add @first and @second liters per minute. After how many minutes is the pool "
            "full if both run together?",
        ),
        (
            "percent",
            "An empty cylindrical ~ has an inner radius of @radius cm and a height of @high cm. It is filled at @rate "
            "liters per minute. After how many minutes is it filled to @percent% of its height? "
            r"Give the answer in terms of $\pi$.",
        ),
        (
            "trough",
            "A ~ is a prism lying on its edge: its ends are isosceles triangles, @wide cm wide at the top and @deep cm "
            "deep, and it is @long m long. Water flows in at @rate liters per minute. How many minutes does it take to "
            "fill the empty ~?",
        ),
        (
            "leak",
            "Water flows into an empty ~, a cylinder with a diameter of @diameter cm and a height of @high cm, at "
            "@flow "
            "liters per minute. Through a leak at the bottom @leak liters per minute are lost. After how many minutes "
            "is "
            r"it full? Leave $\pi$ in the answer.",
        ),
    )


def _solve_filling_a_tank(parameters: Parameters) -> str:
    """Everything in decimeters, in which a volume is a number of liters, and the level's speed gives the time."""
    ask = parameters["ask"]
    n = {k: Fraction(v) for k, v in parameters.items() if isinstance(v, int)}
    if ask == "pool":
        speed = n["rate"] * 60 / (10 * n["long"] * 10 * n["wide"])
        return f"{10 * n['deep'] / speed} hours"
    if ask in {"fill", "drain", "below"}:
        speed = n["rate"] / (n["long"] / 10 * n["wide"] / 10)
        return f"{(n['high'] - n.get('free', 0)) / 10 / speed} minutes"
    if ask == "rise":
        speed = n["rate"] / (n["long"] / 10 * n["wide"] / 10)
        return f"{10 * speed * n['minutes']} cm"
    if ask == "two pumps":
        speed = (n["first"] + n["second"]) / (10 * n["long"] * 10 * n["wide"])
        return f"{(n['deep'] - n['start']) / 10 / speed} minutes"
    if ask == "percent":
        speed = n["rate"] / (n["radius"] / 10) ** 2
        return f"${n['high'] / 10 * n['percent'] / 100 / speed}\\pi$ minutes"
    if ask == "trough":
        # Two such troughs make a box.
        speed = n["rate"] / (n["wide"] / 10 * n["long"] * 10)
        return f"{n['deep'] / 10 / speed / 2} minutes"
    speed = (n["flow"] - n["leak"]) / (n["diameter"] / 20) ** 2
    return f"${n['high'] / 10 / speed}\\pi$ minutes"


CHECKERS: dict[str, Checker] = {"filling-a-tank": Checker(_read_filling_a_tank, _solve_filling_a_tank, same_measure)}
