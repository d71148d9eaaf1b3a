"""Families on divisors and multiples, fractions and decimals."""

import math
import random
from fractions import Fraction

from mathscale_core.families.arithmetic_words import CITIES, HARBORS, NAMES, clock, decimal, frac, mixed
from mathscale_core.families.family import Difficulty, Draft, Family, Parameter

_Parameters = dict[str, Parameter]


def _gcd_sharing(rng: random.Random, difficulty: Difficulty) -> Draft:
    largest, factors = {1: (16, range(2, 10)), 2: (24, range(2, 10)), 3: (24, range(3, 12))}[difficulty]
    divisor = rng.randint(largest // 2 - 2, largest)
    parts = rng.sample(factors, 2 if difficulty == 1 else 3)
    while math.gcd(*parts) > 1:
        parts = rng.sample(factors, len(parts))
    sizes = [divisor * part for part in parts]
    p: _Parameters = dict(zip(("first", "second", "third"), sizes, strict=False))
    a, b, c = (*map(str, sizes), "")[:3]
    name, city, form = rng.choice(NAMES), rng.choice(CITIES), rng.randrange(3)
    what = ("number of bags", "side of a tile" if difficulty == 1 else "edge of a cube", "length of a piece")[form]
    steps = [f"The {what} must divide {', '.join(map(str, sizes[:-1]))} and {sizes[-1]} and is as large as possible."]
    steps.append("It is the greatest common divisor of these numbers.")
    products = ", ".join(f"${size} = {divisor} \\times {part}$" for size, part in zip(sizes, parts, strict=True))
    steps.append(f"{products}, and {', '.join(map(str, parts[:-1]))} and {parts[-1]} have no common divisor above 1, "
                 f"so it is {divisor}.")  # fmt: skip
    result, unit = divisor, "" if form == 0 else " cm"
    if form == 0:
        things = rng.sample(("pencils", "stickers", "marbles", "beads", "balloons", "badges"), 3)
        question = f"{name} has {a} {things[0]} and {b} {things[1]}"
        if difficulty > 1:
            question = f"{name} has {a} {things[0]}, {b} {things[1]} and {c} {things[2]}"
        if difficulty < 3:
            question += (
                " and wants to fill gift bags that all have the same content, with nothing left over. What is the "
                "greatest possible number of bags?"
            )
        else:
            question += (
                " and fills as many gift bags as possible that all have the same content, with nothing left over. How "
                "many things are in each bag altogether?"
            )
            result = sum(parts)
            steps.append(f"Each of the {divisor} bags holds ${' + '.join(map(str, parts))} = {result}$ things.")
    elif form == 1:
        question = (
            (
                f"A rectangular wall panel in {city} measures {a} cm by {b} cm. It is to be covered with equal square tiles "
                "that are as large as possible, without gaps and without cutting. How long is the side of a tile?"
            ),
            (
                f"A wooden block in a workshop in {city} measures {a} cm by {b} cm by {c} cm. It is to be cut into equal "
                "cubes that are as large as possible, without waste. How long is the edge of a cube?"
            ),
            (
                f"A wooden block in a workshop in {city} measures {a} cm by {b} cm by {c} cm. It is cut into equal cubes "
                "that are as large as possible, without waste. How many cubes are there?"
            ),
        )[difficulty - 1]
        if difficulty == 3:
            result, unit = math.prod(parts), ""
    else:
        stuff = rng.choice(("planks", "pipes", "ribbons", "ropes"))
        lengths = f"two {stuff} of {a} cm and {b} cm"
        if difficulty > 1:
            lengths = f"three {stuff} of {a} cm, {b} cm and {c} cm"
        question = f"{name} cuts {lengths} into pieces of one and the same length, as long as possible, without waste. "
        question += "How many pieces are there altogether?" if difficulty == 3 else "How long is each piece?"
        if difficulty == 3:
            result, unit = sum(parts), ""
            steps.append(f"There are ${' + '.join(map(str, parts))} = {result}$ pieces.")
    if form == 1 and difficulty == 3:
        shown = " \\times ".join(map(str, parts))
        steps.append(f"There are ${shown} = {result}$ cubes.")
    p["ask"] = (
        ("bags", "side", "length"),
        ("bags", "side", "length"),
        ("things", "cubes", "pieces"),
    )[difficulty - 1][form]
    answer = f"{result}{unit}"
    return Draft(question, "\n".join([*steps, f"The answer is {answer}."]), answer, p)


def _lcm_meeting(rng: random.Random, difficulty: Difficulty) -> Draft:
    low, high, most = {1: (4, 24, 240), 2: (6, 36, 540), 3: (8, 45, 600)}[difficulty]
    while True:
        times = rng.sample(range(low, high + 1), 2 if difficulty == 1 else 3)
        together = math.lcm(*times)
        if max(times) < together <= most and all(y % x for x in times for y in times if x != y):
            break
    p: _Parameters = dict(zip(("first", "second", "third"), times, strict=False))
    a, b, c = (*map(str, times), "")[:3]
    city, form = rng.choice(CITIES), rng.randrange(3)
    listed = f"{', '.join(map(str, times[:-1]))} and {times[-1]}"
    products = ", ".join(f"${together} = {together // time} \\times {time}$" for time in times)
    steps = [f"We need the least common multiple of {listed}.",
             f"It is {together}, since {products} and no smaller number is a multiple of all of them."]  # fmt: skip
    result: int | str = together
    if form == 0:
        lines = f"line A leaves every {a} minutes and line B every {b} minutes"
        if difficulty > 1:
            lines = f"bus line A leaves every {a} minutes, line B every {b} minutes and line C every {c} minutes"
        whom = "Both buses" if difficulty == 1 else "All three buses"
        question = f"At a terminus in {city}, {lines}. "
        unit = " minutes"
        if difficulty < 3:
            question += f"{whom} have just left together. After how many minutes will they next leave together?"
        else:
            start = rng.randrange(300, 660, 5)
            p["start"] = clock(start)
            question += f"{whom} leave together at {clock(start)}. At what time will they next leave together?"
            result, unit = clock(start + together), ""
            steps.append(f"That is {together} minutes after {clock(start)}, at {result}.")
    elif form == 1:
        sea = rng.choice(HARBORS)
        question = f"Two buoys off {sea} flash every {a} and every {b} seconds. "
        if difficulty > 1:
            question = f"Three buoys off {sea} flash every {a}, every {b} and every {c} seconds. "
        unit = " seconds"
        if difficulty < 3:
            question += "They have just flashed together. After how many seconds will they next flash together?"
        else:
            minutes = rng.randint(together // 30 + 2, together // 30 + 45)
            p["minutes"] = minutes
            question += (
                "They have just flashed together. How many more times will they flash together in the "
                f"next {minutes} minutes?"
            )
            result, unit = 60 * minutes // together, ""
            steps.append(f"{minutes} minutes are $60 \\times {minutes} = {60 * minutes}$ seconds, and "
                         f"${60 * minutes} = {result} \\times {together} + {60 * minutes % together}$.")  # fmt: skip
    else:
        block = rng.choice(("boxes", "bricks", "crates", "blocks"))
        owner = rng.choice(NAMES)
        question = f"{owner} builds two towers, one of {block} {a} cm high and one of {block} {b} cm high. "
        if difficulty > 1:
            question = f"{owner} builds three towers of {block}: the {block} are {a} cm, {b} cm and {c} cm high. "
        unit = " cm"
        count = "both" if difficulty == 1 else "all three"
        if difficulty < 3:
            question += f"What is the smallest height at which {count} towers are equally high?"
        else:
            question += (
                f"How many {block} are needed in all so that all three towers are equally high, and as low as possible?"
            )
            result, unit = sum(together // time for time in times), ""
            shown = " + ".join(str(together // time) for time in times)
            steps.append(f"The towers need ${shown} = {result}$ {block}.")
    p["ask"] = ("minutes", "seconds", "height")[form] if difficulty < 3 else ("clock", "flashes", "pieces")[form]
    answer = f"{result}{unit}"
    return Draft(question, "\n".join([*steps, f"The answer is {answer}."]), answer, p)


def _proper(rng: random.Random, bottoms: tuple[int, ...]) -> Fraction:
    """A proper fraction in lowest terms with one of the denominators."""
    bottom = rng.choice(bottoms)
    return Fraction(rng.choice([top for top in range(1, bottom) if math.gcd(top, bottom) == 1]), bottom)


def _fraction_of_quantity(rng: random.Random, difficulty: Difficulty) -> Draft:
    count = 3 if difficulty == 2 else 2
    while True:
        parts = [_proper(rng, (3, 4, 5, 6) if difficulty == 1 else (3, 4, 5, 6, 7, 8, 9)) for _ in range(count)]
        kept = math.prod((1 - part for part in parts), start=Fraction(1))
        total = math.prod(part.denominator for part in parts) * rng.randint(2, 12)
        left, limit = total * kept, (300, 700, 700)[difficulty - 1]
        if 60 <= total <= limit and left >= 8 and len(set(parts)) == count:
            break
    p: _Parameters = {"left" if difficulty == 3 else "total": int(left) if difficulty == 3 else total}
    for place, part in enumerate(parts, 1):
        p |= {f"top{place}": part.numerator, f"bottom{place}": part.denominator}
    f = [f"${frac(part)}$" for part in parts] + [""]
    name, city, form = rng.choice(NAMES), rng.choice(CITIES), rng.randrange(3)
    if form == 0:
        third = f", and finally {f[2]} of what is left for cleaning" if difficulty == 2 else ""
        use = f"First {f[0]} of the water is used for the garden, then {f[1]} of the rest for washing{third}."
        if difficulty == 3:
            question = (
                f"A rain tank in {city} is full. {use} After that {int(left)} liters are left. How many liters does "
            )
            question += "the full tank hold?"
        else:
            question = f"A rain tank in {city} holds {total} liters of water. {use} How many liters are left?"
    elif form == 1:
        book = rng.choice(("novel", "travel book", "history book", "crime novel"))
        third = f", and in the third {f[2]} of the pages then left" if difficulty == 2 else ""
        read = f"In the first week {name} reads {f[0]} of it, in the second {f[1]} of the remaining pages{third}."
        if difficulty == 3:
            question = (
                f"{name} borrows a {book}. {read} Then {int(left)} pages are still unread. How many pages does the "
            )
            question += "book have?"
        else:
            question = f"{name} borrows a {book} of {total} pages. {read} How many pages are still unread?"
    else:
        way = rng.choice(("cycling tour", "canoe trip", "pilgrimage"))
        third = f", and on the third part {f[2]} of what then remains" if difficulty == 2 else ""
        parts_text = f"On the first part {name} covers {f[0]} of the distance, on the second {f[1]} of the rest{third}."
        if difficulty == 3:
            question = (
                f"{name} goes on a long {way}. {parts_text} Then {int(left)} km are still ahead. How long is the "
            )
            question += "whole route?"
        else:
            question = f"{name} goes on a {way} of {total} km. {parts_text} How many kilometers are still ahead?"
    keeps = [f"${frac(1 - part)}$" for part in parts]
    steps = [f"What remains after the steps is {', then '.join(keeps)} of what was there before each step."]
    amount = Fraction(total)
    if difficulty == 3:
        amount = left
        steps[0] += " Work backwards, dividing by these fractions."
        for part in reversed(parts):
            steps.append(f"${amount} \\div {frac(1 - part)} = {amount / (1 - part)}$")
            amount /= 1 - part
    else:
        for part in parts:
            steps.append(f"${frac(1 - part)} \\times {amount} = {amount * (1 - part)}$")
            amount *= 1 - part
    p["unit"] = ("liters", "", "km")[form]
    answer = f"{amount} {p['unit']}".strip()
    return Draft(question, "\n".join([*steps, f"The answer is {answer}."]), answer, p)


def _fraction_sum(rng: random.Random, difficulty: Difficulty) -> Draft:
    form, name, city = rng.randrange(3), rng.choice(NAMES), rng.choice(CITIES)
    bottoms = (2, 3, 4, 5, 6, 8) if difficulty == 1 else (3, 4, 5, 6, 8, 9, 10, 12)
    while True:
        parts = [_proper(rng, bottoms) for _ in range(3 if difficulty == 3 else 2)]
        whole = Fraction(rng.randint(2, 4) if form else 1)  # at difficulty 1 only a bound
        if difficulty == 3 and form:
            whole, parts[0] = whole + 2 + parts[2], parts[0] + 1
        taken = sum(parts[:2]) if form else sum(parts)
        denominators = {part.denominator for part in parts}
        if len(denominators) == len(parts) and math.lcm(*denominators) <= 120 and taken < whole:
            break
    a, b = f"${mixed(parts[0])}$", f"${mixed(parts[1])}$"
    p: _Parameters = {}
    for key, part in zip("ab", parts, strict=False):
        p |= {f"{key}_top": part.numerator % part.denominator, f"{key}_bottom": part.denominator}
    if difficulty == 3 and form:
        p |= {"a_whole": 1, "whole": int(whole), "c_top": parts[2].numerator, "c_bottom": parts[2].denominator}
    elif difficulty == 3:
        p |= {"c_top": parts[2].numerator, "c_bottom": parts[2].denominator}
    elif difficulty == 2 and form:
        p["whole"] = int(whole)
    size = f"${mixed(whole)}$" if whole.denominator > 1 else str(whole)
    if form == 0:
        crops = rng.sample(("beans", "maize", "carrots", "lentils", "sunflowers", "cabbage", "pumpkins"), 3)
        planted = f"{a} of the area is planted with {crops[0]} and {b} with {crops[1]}"
        if difficulty == 3:
            planted = f"{a} of the area is planted with {crops[0]}, {b} with {crops[1]} and ${frac(parts[2])}$ with {crops[2]}"
        question = f"In a community garden in {city}, {planted}"
        question += (
            ". What fraction of the area is planted with these two crops together?"
            if difficulty == 1
            else "; the rest is lawn. What fraction of the area is lawn?"
        )
    elif form == 1:
        if difficulty == 1:
            question = (
                f"{name} walks {a} km to a market in {city} and then {b} km to a friend. How many kilometers is that "
            )
            question += "in all?"
        else:
            question = (
                f"A trail near {city} is {size} km long. {name} walks {a} km before lunch and {b} km after it. How "
            )
            question += "many kilometers are still left?"
    else:
        drink = rng.choice(("lemonade", "ginger tea", "mint tea", "hibiscus tea", "apple juice"))
        if difficulty == 1:
            question = (
                f"For a dough {name} mixes {a} of a cup of milk with {b} of a cup of water. How many cups of liquid is "
            )
            question += "that in all?"
        else:
            first = f"{a} cups" if difficulty == 3 else f"{a} of a cup"
            question = f"A jug holds {size} cups of {drink}. {name} pours out {first} and then {b} of a cup. How "
            question += "many cups are left?"
    value = Fraction(taken) if difficulty == 1 else whole - taken
    terms = parts if not form else parts[:2]
    common = math.lcm(*(term.denominator for term in terms), whole.denominator)
    over = [f"\\frac{{{term.numerator * common // term.denominator}}}{{{common}}}" for term in terms]
    top = " + ".join(map(frac, terms)) if difficulty == 1 else " - ".join(map(frac, [whole, *terms]))
    full = f"\\frac{{{whole.numerator * common // whole.denominator}}}{{{common}}}"
    same = " + ".join(over) if difficulty == 1 else " - ".join([full, *over])
    steps = [f"The calculation is ${top}$, with the common denominator {common}.",
             f"${top} = {same} = \\frac{{{value.numerator * common // value.denominator}}}{{{common}}}$"]  # fmt: skip
    cup = "cups" if value > 1 else "cup"
    p |= {"unit": ("", "km", "cups")[form], "ask": "sum" if difficulty == 1 else "rest"}
    answer = f"${mixed(value)}$" if value.denominator > 1 else str(value)
    answer = f"{answer} {('', 'km', cup)[form]}".strip()
    if value.denominator not in (1, common):
        steps.append(f"In lowest terms this is ${frac(value)}$.")
    if value.denominator > 1 and value > 1:
        steps.append(f"As a mixed number this is {answer}.")
    return Draft(question, "\n".join([*steps, f"The answer is {answer}."]), answer, p)


def _decimal_measures(rng: random.Random, difficulty: Difficulty) -> Draft:
    form, name, city = rng.randrange(3), rng.choice(NAMES), rng.choice(CITIES)
    step = 10 if difficulty == 1 and rng.random() < 0.3 else 1
    first = Fraction(rng.randrange(105, 560, step), 100)
    second = Fraction(rng.randrange(60, 480, 5 if difficulty == 1 else 1), 100)
    count = 1 if difficulty == 1 else rng.randint(3, 8)
    parts = rng.randint(3, 9) if difficulty == 3 else 1
    each = Fraction(rng.randint(35, 390), 100)
    # An empty handcart is heavier than a box, and wrapping is light.
    if form == 1 and difficulty == 3:
        second = Fraction(rng.randint(800, 1900), 100)
    elif form == 1:
        each = Fraction(rng.randint(11, 85) if difficulty == 1 else rng.randint(800, 1900), 100)
    total = count * first + second + parts * each
    p: _Parameters = {"total": decimal(total), "first": decimal(first), "second": decimal(second)}
    if difficulty > 1:
        p["count"] = count
    if difficulty == 3:
        p["parts"] = parts
    t, a, b = p["total"], p["first"], p["second"]
    if form == 0:
        rope = rng.choice(("rope", "ribbon", "cable", "wire"))
        question = (
            f"From {t} m of {rope} {name} cuts off {a} m and then {b} m. How many meters are left?",
            (
                f"From {t} m of {rope} {name} cuts off {count} pieces of {a} m each and one piece of {b} m. How many meters are left?"
            ),
            (
                f"From {t} m of {rope} {name} cuts off {count} pieces of {a} m each and one piece of {b} m, and cuts the rest "
                f"into {parts} equal pieces. How long is each of these equal pieces?"
            ),
        )[difficulty - 1]
    elif form == 1:
        sack = rng.choice(("rice", "flour", "sugar", "lentils", "coffee"))
        question = (
            (
                f"A parcel posted in {city} weighs {t} kg. In it there is a pot of {a} kg and a book of {b} kg; the rest is "
                "the wrapping. How heavy is the wrapping?"
            ),
            (
                f"A loaded handcart in {city} weighs {t} kg. On it there are {count} sacks of {sack} of {a} kg each and a box "
                f"of {b} kg. How heavy is the empty handcart?"
            ),
            (
                f"A loaded handcart in {city} weighs {t} kg. The empty handcart weighs {b} kg. On it there are {count} sacks of "
                f"{sack} of {a} kg each and {parts} equal boxes. How heavy is each box?"
            ),
        )[difficulty - 1]
    else:
        soup = rng.choice(("soup", "apple juice", "iced tea", "broth"))
        question = (
            (
                f"A cook in {city} has made {t} liters of {soup}. In the morning {a} liters are used and at noon {b} liters. "
                "How many liters are left?"
            ),
            (
                f"A cook in {city} has made {t} liters of {soup} and fills {count} pots with {a} liters each and a can with "
                f"{b} liters. How many liters are left?"
            ),
            (
                f"A cook in {city} has made {t} liters of {soup} and fills {count} pots with {a} liters each and a can with "
                f"{b} liters. The rest goes into {parts} jugs in equal parts. How many liters are in each jug?"
            ),
        )[difficulty - 1]
    taken = count * first + second
    steps = []
    if difficulty > 1:
        steps.append(f"${count} \\times {a} = {decimal(count * first)}$")
    steps += [f"${decimal(count * first)} + {b} = {decimal(taken)}$",
              f"${t} - {decimal(taken)} = {decimal(parts * each)}$"]  # fmt: skip
    if difficulty == 3:
        steps.append(f"${decimal(parts * each)} \\div {parts} = {decimal(each)}$")
    p["unit"] = ("m", "kg", "liters")[form]
    unit = "liter" if form == 2 and each == 1 else p["unit"]
    answer = f"{decimal(each)} {unit}"
    return Draft(question, "\n".join([*steps, f"The answer is {answer}."]), answer, p)


FAMILIES: tuple[Family, ...] = (
    Family("gcd-sharing", "Equal parts without waste", ("Factors and multiples",),
           ("Greatest common divisor",), ("elementary", "middle", "middle"), _gcd_sharing),
    Family("lcm-meeting", "When things meet again", ("Factors and multiples",),
           ("Least common multiple",), ("elementary", "middle", "middle"), _lcm_meeting),
    Family("fraction-of-quantity", "A fraction of what is left", ("Fractions",),
           ("Fraction of a quantity", "Multiplying and dividing fractions"), ("elementary", "middle", "middle"),
           _fraction_of_quantity),
    Family("fraction-sum", "Sums and differences of fractions", ("Fractions",),
           ("Adding and subtracting fractions", "Equivalent fractions"), ("elementary", "middle", "middle"),
           _fraction_sum),
    Family("decimal-measures", "Decimal lengths, weights and volumes", ("Decimals",),
           ("Decimal operations",), ("elementary", "elementary", "middle"), _decimal_measures),
)  # fmt: skip
