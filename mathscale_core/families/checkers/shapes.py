"""Checkers for the right triangles and the circles."""

from fractions import Fraction

from mathscale_core.families.checkers.checker import Checker, steps
from mathscale_core.families.checkers.further_reading import numbers, root_text, same_measure, stated
from mathscale_core.families.family import Parameters

_EXACT = " Give the exact value."


def _read_right_triangle_story(question: str) -> Parameters:
    return stated(
        question,
        (
            "leg",
            "~ leans a ladder that is @hypotenuse cm long against a vertical wall. The foot of the ladder stands "
            "@leg cm from the wall on level ground. How high up the wall does the ladder reach?",
        ),
        ("diagonal", "A rectangular ~ is @first cm long and @second cm wide. How long is its diagonal?"),
        (
            "journey",
            "A ~ leaves its ~ and ~ @first km due ~, then @second km due ~. How far is it from its ~ now, in a "
            "straight line?",
        ),
        (
            "wire",
            "A straight wire runs from the top of a vertical ~ to a peg in the level ground. The ~ is @first m high, "
            "and the peg is @second m from its foot. How long is the wire?",
        ),
        (
            "slide",
            "A ladder that is @ladder cm long leans against a vertical wall, with its foot @before cm from the wall. ~ "
            "pulls the foot out until it is @after cm from the wall. How far does the top of the ladder slide down?",
        ),
        (
            "shorter",
            "A rectangular ~ is @long m long and @wide m wide. ~ wants to get from one corner to the opposite "
            "corner. How many meters shorter is the straight way across than the way along two sides?",
        ),
        (
            "gable",
            "The gable of a ~ is an isosceles triangle. Its base is @base cm long, and the two equal sides measure "
            "@side cm each. How high is the gable?",
        ),
        (
            "cable",
            "Two vertical ~ stand @apart m apart on level ground. One is @low m high, the other @high m. How long is a "
            "cable stretched in a straight line from top to top?",
        ),
        (
            "box",
            "A ~ is @long cm long, @wide cm wide and @high cm high on the inside. What is the length of the longest "
            f"straight, thin ~ that fits into it?{_EXACT}",
        ),
        (
            "snap",
            "In a storm a ~ @total m high snapped. The upper part is still attached at the break, and its tip "
            "touches the level ground @away m from the foot. At what height did the ~ snap?",
        ),
        (
            "apart",
            "At noon two ~ leave the same port. One sails due north at @north km/h, the other due east at @east "
            f"km/h. How far apart are they @hours hours later?{_EXACT}",
        ),
        (
            "rhombus",
            "A ~ has the shape of a rhombus with diagonals of @first cm and @second cm. What is the perimeter of the "
            f"rhombus?{_EXACT}",
        ),
    )


def _leg(hypotenuse: int, leg: int) -> int:
    """The other leg, found by trying."""
    return next((n for n in range(hypotenuse) if n * n + leg * leg == hypotenuse * hypotenuse), -1)


def _hypotenuse(first: int, second: int) -> int:
    """The third side, found by trying."""
    return next((n for n in range(first + second) if n * n - first * first == second * second), -1)


def _solve_right_triangle_story(parameters: Parameters) -> str:
    ask = str(parameters["ask"])
    values = numbers(parameters, *(k for k in parameters if k != "ask"))
    if ask in {"diagonal", "journey", "wire"}:
        return f"{_hypotenuse(*values)} {({'diagonal': 'cm', 'journey': 'km', 'wire': 'm'})[ask]}"
    if ask == "leg":
        return f"{_leg(*values)} cm"
    if ask == "slide":
        return f"{_leg(values[0], values[1]) - _leg(values[0], values[2])} cm"
    if ask == "shorter":
        return f"{sum(values) - _hypotenuse(*values)} m"
    if ask == "gable":
        # Heron's formula: 16 times the squared area is (base * height * 2)^2.
        base, side = values
        sixteen = (2 * side + base) * (2 * side - base) * base * base
        return f"{root_text(Fraction(sixteen, 4 * base * base))} cm"
    if ask == "cable":
        return f"{_hypotenuse(values[0], abs(values[2] - values[1]))} m"
    if ask == "snap":
        total, away = values
        return f"{next((h for h in range(total) if h * h + away * away == (total - h) ** 2), -1)} m"
    if ask == "box":
        return f"{root_text(sum(v * v for v in values))} cm"
    if ask == "apart":
        return f"{root_text((values[0] * values[2]) ** 2 + (values[1] * values[2]) ** 2)} km"
    return f"{root_text(4 * (values[0] ** 2 + values[1] ** 2))} cm"


def _read_circle_measures(question: str) -> Parameters:
    in_terms = r" Give the answer in terms of $\pi$."
    leave = r" Leave $\pi$ in the answer."
    return stated(
        question,
        ("walk", f"A circular ~ has a radius of @radius m. How long is a walk once around its edge?{in_terms}"),
        ("area", f"What is the area of a round ~ with a diameter of @diameter cm?{leave}"),
        (
            "turn",
            "A wheel of a ~ has a diameter of @diameter cm. How far does it roll in one full turn without slipping? "
            "Write "
            r"the result as a multiple of $\pi$.",
        ),
        (
            "from around",
            r"A path that runs exactly along the edge of a circular ~ is $@around\pi$ m long. What is the area of "
            r"the ~, in terms of $\pi$?",
        ),
        (
            "turns",
            "The wheels of a ~ have a diameter of @diameter cm. How many meters does the ~ move forward while a wheel "
            f"turns @turns times?{in_terms}",
        ),
        (
            "ring",
            "A circular ~ with a radius of @radius @@unit is surrounded by a ~ that is @width ~ wide all around. "
            f"What is the area of the ~?{leave}",
        ),
        (
            "band",
            r"The edge of a circular ~ is $@around\pi$ m long. Around it lies a ~ that is @width m wide everywhere. "
            r"What is the area of the ~, in terms of $\pi$?",
        ),
        (
            "rope",
            "A ~ is tied to an outer corner of a rectangular ~ with a rope @rope m long. The ~ is @long m by @wide "
            f"m and stands on a wide meadow. Over what area can the ~ graze outside the ~?{in_terms}",
        ),
        (
            "washers",
            "A flat metal washer is a disk with a diameter of @outer mm and a round hole with a diameter of @inner "
            "mm. One face of each of @count such washers is painted. What is the total painted area in terms of "
            "$\\pi$?",
        ),
        (
            "rolled",
            r"While a ~ rolls $@way\pi$ m straight ahead, it turns exactly @turns times. What is the area of one "
            "circular "
            f"face of it in cm^2?{in_terms}",
        ),
    )


def _pi(factor: Fraction | int, unit: str) -> str:
    """A multiple of pi as an answer."""
    value = Fraction(factor)
    top = "" if value == 1 else str(value)
    return f"${top}\\pi$ {unit}" if value.denominator == 1 else f"${value}\\pi$ {unit}"


def _ring(diameter: Fraction | int, width: int) -> Fraction:
    """A ring's area over pi: the mean circumference times the width."""
    return (Fraction(diameter) + width) * width


def _solve_circle_measures(parameters: Parameters) -> str:
    ask = parameters["ask"]
    n = {k: Fraction(v) for k, v in parameters.items() if isinstance(v, int)}
    if ask == "walk":
        return _pi(n["radius"] + n["radius"], "m")
    if ask == "area":
        return _pi(n["diameter"] ** 2 / 4, "cm^2")
    if ask == "turn":
        return _pi(n["diameter"], "cm")
    if ask == "from around":
        return _pi(n["around"] ** 2 / 4, "m^2")
    if ask == "turns":
        return _pi(n["diameter"] / 100 * n["turns"], "m")
    if ask == "ring":
        return _pi(_ring(2 * n["radius"], int(n["width"])), f"{parameters['unit']}^2")
    if ask == "band":
        return _pi(_ring(n["around"], int(n["width"])), "m^2")
    if ask == "rope":
        # Go around the shed in both directions; the rope loses a wall at each corner it passes.
        quarters, left = 2 * [n["rope"]], n["rope"]
        for walls in ((n["wide"], n["long"]), (n["long"], n["wide"])):
            left = n["rope"]
            for wall in walls:
                left -= wall
                if left > 0:
                    quarters.append(left)
        return _pi(sum((q * q for q in [*quarters, n["rope"]]), Fraction(0)) / 4, "m^2")
    if ask == "washers":
        return _pi(n["count"] * (n["outer"] - n["inner"]) * (n["outer"] + n["inner"]) / 4, "mm^2")
    radius = next((Fraction(r) for r in steps() if 2 * r * n["turns"] >= 100 * n["way"]), Fraction(0))
    return _pi(radius * radius, "cm^2")


CHECKERS: dict[str, Checker] = {
    "right-triangle-story": Checker(_read_right_triangle_story, _solve_right_triangle_story, same_measure),
    "circle-measures": Checker(_read_circle_measures, _solve_circle_measures, same_measure),
}
