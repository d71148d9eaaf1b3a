"""Families on whole numbers and integers: stories, remainders, brackets, rounding, changes below zero."""

import random
import re

from mathscale_core.families.arithmetic_words import CITIES, COLD_TOWNS, HARBORS, NAMES, dollars, whole
from mathscale_core.families.family import Difficulty, Draft, Family, Parameter

_Parameters = dict[str, Parameter]


def _whole_number_story(rng: random.Random, difficulty: Difficulty) -> Draft:
    low, high = {1: (11, 19), 2: (14, 32), 3: (16, 48)}[difficulty]
    p: _Parameters = {}
    form, groups, size = rng.randrange(3), rng.randint(low, high), rng.randint(low + 1, high + 12)
    total = groups * size
    part, part2, things, gone = (
        ("first orchard", "second orchard", "trees", "fallen trees"),
        ("vans together", "trucks together", "parcels", "delivered parcels"),
        ("hall", "balcony", "seats", "empty seats"),
    )[form]
    if difficulty == 1:
        part = part.removeprefix("first ")
    has = "have" if form == 1 else "has"
    steps = [f"The {part} {has} ${groups} \\times {size} = {total}$ {things}."]
    if difficulty > 1:
        groups2, size2 = rng.randint(low, high), rng.randint(low, high + 9)
        p |= {"groups2": groups2, "size2": size2}
        second = groups2 * size2
        steps += [f"The {part2} {has} ${groups2} \\times {size2} = {second}$ {things}.",
                  f"Together that makes ${total} + {second} = {total + second}$."]  # fmt: skip
        total += second
    removed, shares = rng.randint(25, total // 4), rng.choice((4, 6, 7, 8, 9, 12))
    if difficulty == 3:
        removed += (total - removed) % shares
        p["shares"] = shares
    p |= {"groups": groups, "size": size, "removed": removed}
    left = total - removed
    steps.append(f"Without the {removed} {gone}, ${total} - {removed} = {left}$ remain.")
    if difficulty == 3:
        steps.append(f"Shared into {shares} equal parts, this gives ${left} \\div {shares} = {left // shares}$.")
        left //= shares
    name, city = rng.choice(NAMES), rng.choice(CITIES)
    if form == 0:
        tree = rng.choice(("apple", "almond", "mango", "olive", "plum", "walnut"))
        more = f" A second orchard nearby has {p['groups2']} rows of {p['size2']} trees." if difficulty > 1 else ""
        ask = (
            "How many trees are still standing?",
            "How many trees are still standing in the two orchards together?",
            (
                f"The trees still standing are shared out equally among {shares} workers for pruning. "
                "How many trees does each worker prune?"
            ),
        )[difficulty - 1]
        question = (
            f"{name}'s orchard has {groups} rows of {size} {tree} trees.{more} In a storm {removed} trees fall. {ask}"
        )
    elif form == 1:
        more = f" and {p['groups2']} trucks with {p['size2']} parcels each" if difficulty > 1 else ""
        ask = (
            f"The others are delivered in {shares} afternoon rounds with the same number of parcels on each. "
            "How many parcels go on one round?"
            if difficulty == 3
            else "How many parcels are still to be delivered?"
        )
        question = (
            f"In {city}, {groups} vans are loaded with {size} parcels each{more}. "
            f"By noon {removed} of the parcels have been delivered. {ask}"
        )
    else:
        more = f", and its balcony has {p['groups2']} rows of {p['size2']} seats" if difficulty > 1 else ""
        ask = (
            f"Afterwards the audience leaves through {shares} doors, the same number of people through each. "
            "How many people go through each door?"
            if difficulty == 3
            else "How many people are in the audience?"
        )
        question = (
            f"At a concert in {city}, {removed} seats stay empty and one person sits on every other seat. "
            f"The hall has {groups} rows of {size} seats{more}. {ask}"
        )
    return Draft(question, "\n".join([*steps, f"The answer is {left}."]), str(left), p)


def _division_remainder(rng: random.Random, difficulty: Difficulty) -> Draft:
    name, city = rng.choice(NAMES), rng.choice(CITIES)
    form = rng.randrange(3)
    while True:
        per = (rng.choice((28, 32, 36, 45, 48, 52)), rng.randint(6, 24), rng.randint(4, 9))[form]
        groups, first, second = rng.randint(3, 8), rng.randint(65, 99), rng.randint(11, 29)
        if difficulty == 1:
            first = rng.randint(90, 399) if form < 2 else rng.randint(60, 199)
        elif difficulty == 2:
            first, second = rng.randint(180, 590), rng.randint(27, 140)
        elif form == 0:
            first = rng.randint(21, 32)
        total = (first, first + second, groups * first + second)[difficulty - 1]
        quotient, rest = divmod(total, per)
        if rest and quotient > 1:
            break
    p: _Parameters = {"first": first, "per": per}
    steps = []
    if difficulty > 1:
        p["second"] = second
        sum_text = f"{groups} \\times {first} + {second}" if difficulty == 3 else f"{first} + {second}"
        steps.append(f"Together these are ${sum_text} = {total}$.")
    if difficulty == 3:
        p["groups"] = groups
    steps.append(f"Divide with remainder: ${total} = {quotient} \\times {per} + {rest}$.")
    if form == 0:
        place = rng.choice(("zoo", "science museum", "harbor festival", "castle", "planetarium", "botanical garden"))
        pupils = (
            f"{first} pupils",
            f"{first} pupils and {second} adults",
            f"{groups} classes of {first} pupils each and {second} adults",
        )[difficulty - 1]
        question = f"From a school in {city}, {pupils} travel to a {place} in buses with {per} seats each. "
        if difficulty < 3:
            question += "How many buses are needed so that everyone gets a seat?"
        else:
            question += "As few buses as possible are booked. How many seats stay empty?"
    elif form == 1:
        fruit = rng.choice(("oranges", "lemons", "peaches", "pears", "coconuts", "pomegranates"))
        question = (
            f"{name} packs {first} {fruit} into boxes that hold {per} each. How many boxes can be filled completely?",
            (
                f"{name} picks {first} {fruit} in the morning and {second} in the afternoon and packs them all into boxes "
                f"that hold {per} each. How many boxes can be filled completely?"
            ),
            (
                f"{name} picks {first} {fruit} on each of {groups} days and {second} on the day after, and fills as many "
                f"boxes of {per} as possible. How many more {fruit} are needed to fill one more box?"
            ),
        )[difficulty - 1]
    else:
        cards = rng.choice(("picture cards", "memory cards", "quiz cards", "number cards", "animal cards"))
        stock = (
            f"a pile of {first} {cards}",
            f"two piles of {first} and {second} {cards} together and then",
            f"{groups} packs of {first} {cards} and {second} single cards together and then",
        )[difficulty - 1]
        question = (
            f"{name} {'deals' if difficulty == 1 else 'puts'} {stock}{' deals them' if difficulty > 1 else ''} "
            f"to {per} "
            "players. All get the same number of cards, as many as possible. How many cards are left over?"
        )
    if form == 2:
        result, said = rest, "The remainder is what is left over"
    elif difficulty == 3:
        result = per - rest
        said = f"In the last {('bus', 'box')[form]}, ${per} - {rest} = {result}$ places are free"
    elif form == 0:
        result, said = quotient + 1, f"{quotient} buses are not enough, so one more is needed"
    else:
        result, said = quotient, f"The quotient {quotient} counts the full boxes; {rest} remain outside"
    p["ask"] = "left" if form == 2 else "missing" if difficulty == 3 else "needed" if form == 0 else "full"
    return Draft(question, "\n".join([*steps, f"{said}.", f"The answer is {result}."]), str(result), p)


_SHAPES = {
    1: (r"# \times (# - (# + #))", r"# + # \times (# - (# - #))", r"(# + (# - #) \times #) \div #",
        r"# - (# - # \times (# - #))"),
    2: (r"(#^2 - # \times (# - #)) \div # + #", r"# - [# + # \times (# - #)] \div #", r"# \times [# + (# - #)^2] - #",
        r"[# - (# + #)] \times # + #^2 \div #"),
}  # fmt: skip


def _next_step(text: str) -> str | None:
    """The expression after one operation is worked out; None where that gives no positive whole number."""
    inner = re.search(r"[(\[]([^()\[\]]+)[)\]]", text)
    start, end = (inner.start(1), inner.end(1)) if inner else (0, len(text))
    for operation in (r"(\d+)(\^)2", r"(\d+) (\\times|\\div) (\d+)", r"(\d+) ([+-]) (\d+)"):
        found = re.compile(operation).search(text, start, end)
        if not found:
            continue
        a, sign, b = int(found.group(1)), found.group(2), int(found.group(3)) if found.lastindex == 3 else 2
        if (sign == r"\div" and (b == 0 or a % b)) or (sign == "-" and a <= b):
            return None
        value = {"^": a**2, r"\times": a * b, r"\div": a // b if b else 0, "+": a + b, "-": a - b}[sign]
        # A bracket around one number is dropped at once.
        whole_bracket = inner and (found.start(), found.end()) == (start, end)
        head, tail = (start - 1, end + 1) if whole_bracket else (found.start(), found.end())
        return text[:head] + str(value) + text[tail:]
    return None


def _worked(rng: random.Random, shape: str, high: int) -> tuple[str, list[str], int]:
    """A filled shape with a positive whole value, the chain of its steps, and the value."""
    while True:
        text = re.sub("#", lambda _: str(rng.randint(2, high if rng.random() < 0.5 else 9)), shape)
        chain = [text]
        while not chain[-1].isdigit():
            after = _next_step(chain[-1])
            if after is None:
                break
            chain.append(after)
        if chain[-1].isdigit() and 1 < int(chain[-1]) <= 400:
            return text, chain, int(chain[-1])


def _bracket_expression(rng: random.Random, difficulty: Difficulty) -> Draft:
    level, high = (1, 20) if difficulty == 1 else (2, 45)
    first, chain, value = _worked(rng, rng.choice(_SHAPES[level]), high)
    name = rng.choice(NAMES)
    shown, lines = first, ["$" + " = ".join(chain) + "$"]
    if difficulty < 3:
        question = (
            f"Work out the value of ${first}$.",
            f"{name} types ${first}$ into a calculator that follows the order of operations. What does it show?",
            f"The code of {name}'s bicycle lock is the value of ${first}$. What is the code?",
        )[rng.randrange(3)]
        result = value
    else:
        second, chain2, value2 = _worked(rng, rng.choice(_SHAPES[1]), 30)
        while value2 == value:
            second, chain2, value2 = _worked(rng, rng.choice(_SHAPES[1]), 30)
        if value2 > value:
            first, second, value, value2, chain, chain2 = second, first, value2, value, chain2, chain
        question = (
            f"How much larger is the value of ${first}$ than the value of ${second}$?",
            (
                f"On a number wheel, {name} turns up ${first}$ and a friend turns up ${second}$. "
                f"By how many points is {name} ahead, if the values of the expressions are the points?"
            ),
            f"Subtract the value of ${second}$ from the value of ${first}$. Which number results?",
        )[rng.randrange(3)]
        shown, result = f"{first} ; {second}", value - value2
        lines = ["$" + " = ".join(chain) + "$", "$" + " = ".join(chain2) + "$",
                 f"The difference is ${value} - {value2} = {result}$."]  # fmt: skip
    numbers = [int(n) for n in re.findall(r"\d+", shown)]
    p: _Parameters = {f"n{place}": number for place, number in enumerate(numbers, 1)}
    p["form"] = re.sub(r"\d+", "#", shown)
    lines = ["Work from the innermost bracket outwards, powers before products before sums.", *lines]
    return Draft(question, "\n".join([*lines, f"The answer is {result}."]), str(result), p)


def _rounding_estimate(rng: random.Random, difficulty: Difficulty) -> Draft:
    place, low, high = {1: (10, 120, 990), 2: (100, 1010, 9900), 3: (1000, 10_100, 89_900)}[difficulty]
    while True:
        numbers = [rng.randint(low, high) for _ in range(2 if difficulty == 1 else 3)]
        if difficulty > 1:
            numbers[2] = rng.randint(low // 2, sum(numbers[:2]) // 2)
        signs = [1, 1, -1][: len(numbers)]
        rounded = [(n + place // 2) // place * place for n in numbers]
        estimate, exact = (sum(s * n for s, n in zip(signs, ns, strict=True)) for ns in (rounded, numbers))
        # A number half way, or far down to zero, would leave room for doubt about how to round.
        if all(n % place not in (0, place // 2) for n in numbers) and min(rounded) > 0 and estimate != exact:
            break
    a, b, c = (*map(whole, numbers), "")[:3]
    city, word = rng.choice(CITIES), {10: "ten", 100: "hundred", 1000: "thousand"}[place]
    form = rng.randrange(3)
    unit = ("", " km", " kg")[form]
    three = difficulty > 1
    if form == 0:
        story = f"A museum in {city} counted {a} visitors on Saturday and {b} on Sunday"
        story += f"; {c} of all these visitors were children." if three else "."
        what = "the number of adult visitors" if three else "the number of visitors on both days together"
    elif form == 1:
        story = f"A fleet of taxis in {city} covered {a} km in May and {b} km in June"
        story += f"; {c} km of this were driven at night." if three else "."
        what = "the distance driven by day" if three else "the total distance"
    else:
        story = f"A mill in {city} received {a} kg of grain from one farm and {b} kg from another"
        story += f", and then ground {c} kg of it." if three else "."
        what = "how much grain is still unground" if three else "how much grain arrived in all"
    question = f"{story} Estimate {what} by first rounding each number to the nearest {word}."
    joined = " ".join(f"{'+-'[s < 0]} {r}" for s, r in zip(signs, rounded, strict=True))[2:]
    steps = [
        f"Rounded to the nearest {word}, the numbers are {', '.join(map(whole, rounded))}.",
        f"The estimate is ${joined} = {estimate}$.",
    ]
    result = estimate
    if difficulty == 3:
        question += " By how much does this estimate differ from the exact value?"
        result = abs(estimate - exact)
        steps += [f"The exact value is ${numbers[0]} + {numbers[1]} - {numbers[2]} = {exact}$.",
                  f"The two differ by {result}{unit}."]  # fmt: skip
    p: _Parameters = dict(zip(("first", "second", "third"), numbers, strict=False))
    p |= {"place": word, "unit": unit.strip(), "ask": "error" if difficulty == 3 else "estimate"}
    answer = f"{whole(result)}{unit}"
    return Draft(question, "\n".join([*steps, f"The answer is {answer}."]), answer, p)


def _integer_changes(rng: random.Random, difficulty: Difficulty) -> Draft:
    form, name = rng.randrange(3), rng.choice(NAMES)
    city, scale = rng.choice(HARBORS if form == 1 else COLD_TOWNS), (1, 2, 3)[form]
    start, up, down = -rng.randint(2, 12 * scale), rng.randint(3, 11 * scale), rng.randint(3, 15 * scale)
    count, rate = rng.randint(3, 6), rng.randint(2, 4 * scale)
    if form == 1 and start + up > -2:
        up = max(1, -start - 2)
    down += up == down  # equal changes would undo each other
    end = start + up - down
    where = "where heights below the surface of the sea are negative"
    p: _Parameters
    if difficulty == 1:
        p = {"start": start, "up": up, "down": down}
        question = (
            (
                f"At dawn it is ${start}$ degrees Celsius in {city}. Until noon the temperature rises by {up} "
                "degrees, and "
                f"until midnight it falls by {down} degrees. What is the temperature at midnight, in degrees Celsius?"
            ),
            (
                f"A diving robot off {city} is at a height of ${start}$ m, {where}. It rises {up} m and then sinks "
                f"{down} m. At which height is it now, in meters?"
            ),
            (
                f"The balance of {name}'s account is {dollars(start)}. Then {dollars(up)} is paid in and a bill of "
                f"{dollars(down)} is taken off. What is the new balance?"
            ),
        )[form]
        steps = [f"Go up from ${start}$ on the number line: ${start} + {up} = {start + up}$.",
                 f"Then go down: ${start + up} - {down} = {end}$."]  # fmt: skip
        result = end
    elif difficulty == 2:
        p = {"end": end, "up": up, "down": down}
        question = (
            (
                f"In one night in {city} the temperature fell by {down} degrees and then rose by {up} degrees. After that "
                f"it was ${end}$ degrees Celsius. What was the temperature before these changes, in degrees Celsius?"
            ),
            (
                f"A diving robot off {city} sank {down} m and then rose {up} m. Now it is at a height of ${end}$ m, "
                f"{where}. At which height was it before, in meters?"
            ),
            (
                f"{name} paid a bill of {dollars(down)} from an account and later paid in {dollars(up)}. The balance is "
                f"now {dollars(end)}. What was it before the bill was paid?"
            ),
        )[form]
        steps = [f"Undo the last change first: ${end} - {up} = {end - up}$.",
                 f"Then undo the {('fall', 'descent', 'payment')[form]} by moving up the number line: ${end - up} + {down} = {start}$."]  # fmt: skip
        result = start
    else:
        low = start - count * rate
        up = min(up, -low - 2)
        end = low + up
        target = rng.choice([t for t in range(end + 2, 5 if form != 1 else 0) if t not in (0, start)] or [0])
        p = {"start": start, "rate": rate, "count": count, "up": up, "target": target}
        question = (
            (
                f"At 6 PM it is ${start}$ degrees Celsius at a mountain hut near {city}. In each of the next "
                f"{count} hours "
                f"the temperature falls by {rate} degrees, and after that it rises by {up} degrees in all. By how many "
                f"degrees must it still rise to reach ${target}$ degrees Celsius?"
            ),
            (
                f"A diving robot off {city} is at a height of ${start}$ m, {where}. It sinks by {rate} m, {count} times "
                f"in a row, and then rises {up} m. How many meters must it still rise to reach a height of ${target}$ m?"
            ),
            (
                f"The balance of {name}'s account is {dollars(start)}. Over {count} months {dollars(rate)} is taken off "
                f"each month; then {dollars(up)} is paid in. How much more must be paid in for a balance of "
                f"{dollars(target)}?"
            ),
        )[form]
        result = target - end
        steps = [f"After the {('falls', 'descents', 'withdrawals')[form]}: ${start} - {count} \\times {rate} = {low}$.",
                 f"After the {('rise', 'ascent', 'deposit')[form]}: ${low} + {up} = {end}$.",
                 (f"From ${end}$ up to ${target}$ on the number line it is "
                 f"${target} - ({end}) = {result}$.")]  # fmt: skip
    p["unit"] = ("degrees", "m", "dollars")[form]
    answer = dollars(result) if form == 2 else f"{result} {('degrees' if abs(result) != 1 else 'degree', 'm')[form]}"
    return Draft(question, "\n".join([*steps, f"The answer is {answer}."]), answer, p)


FAMILIES: tuple[Family, ...] = (
    Family("whole-number-story", "Stories with several operations", ("Whole number arithmetic",),
           ("Multi-step word problems", "Multi-digit multiplication", "Multi-digit addition and subtraction"),
           ("elementary", "elementary", "middle"), _whole_number_story),
    Family("division-remainder", "Buses, boxes and cards with a remainder", ("Whole number arithmetic",),
           ("Division with remainder",), ("elementary", "elementary", "middle"), _division_remainder),
    Family("bracket-expression", "Values of expressions with nested brackets", ("Order of operations",),
           ("Operator precedence", "Nested parentheses"), ("elementary", "middle", "middle"), _bracket_expression),
    Family("rounding-estimate", "Estimates from rounded numbers", ("Place value and rounding",),
           ("Rounding to a given place", "Estimation", "Multi-digit addition and subtraction"),
           ("elementary", "elementary", "middle"), _rounding_estimate),
    Family("integer-changes", "Temperature, depth and balance below zero", ("Integers",),
           ("Operations with negative numbers", "Number line"), ("elementary", "middle", "middle"), _integer_changes),
)  # fmt: skip
