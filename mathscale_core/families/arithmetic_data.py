"""Families on patterns, means and tables."""

import random
from fractions import Fraction

from mathscale_core.families.arithmetic_words import CITIES, NAMES
from mathscale_core.families.family import Difficulty, Draft, Family, Parameter

_Parameters = dict[str, Parameter]


def _linear_pattern(rng: random.Random, difficulty: Difficulty) -> Draft:
    form, name = rng.randrange(3), rng.choice(NAMES)
    first = (rng.randint(2, 60), rng.randint(4, 10), rng.randint(8, 40))[form]
    step = (rng.randint(3, 15), rng.randint(2, min(first, 6)), rng.randint(2, 6))[form]
    low, high = {1: (8, 16), 2: (15, 48), 3: (18, 45)}[difficulty]
    place = rng.randint(low, high)
    sport, length = rng.choice((("swims", "lengths"), ("runs", "laps"), ("rows", "laps"), ("cycles", "rounds")))

    def term(n: int) -> int:
        return first + (n - 1) * step

    a, b, c = term(1), term(2), term(3)
    early = rng.randint(3, 6)
    late = early + rng.randint(3, 8)
    p: _Parameters = {"a": a, "b": b, "c": c}
    if difficulty == 3:
        p = {"early": early, "early_value": term(early), "late": late, "late_value": term(late)}
        start = (
            (
                "In a number pattern, each number is larger than the one before it by the same amount. The number "
                "at place "
                f"{early} is {term(early)} and the number at place {late} is {term(late)}."
            ),
            (
                f"{name} puts equal tables in a row, and each further table gives the same number of additional "
                "seats. A row of "
                f"{early} tables has {term(early)} seats and a row of {late} tables has {term(late)} seats."
            ),
            (
                f"{name} adds the same number of {length} to a training plan each week. In week {early} {name} {sport} "
                f"{term(early)} {length}, in week {late} {term(late)} {length}."
            ),
        )[form]
    else:
        start = (
            f"A number pattern begins with {a}, {b}, {c} and goes on with the same step.",
            (
                f"One table has {a} seats, a row of two tables has {b} seats, and a row of three tables has {c} "
                "seats. Each "
                "further table adds the same number of seats."
            ),
            (
                f"In week 1 of a training plan {name} {sport} {a} {length}, in week 2 {b} {length} and in week 3 "
                f"{c} {length}. The "
                "plan goes on in the same way."
            ),
        )[form]
    if difficulty == 2:
        p["value"] = term(place)
        ask = (
            f"At which place of the pattern is the number {term(place)}?",
            f"How many tables in a row have {term(place)} seats?",
            f"In which week are there {term(place)} {length} in the plan?",
        )[form]
        result = place
    else:
        p["place"] = place
        ask = (
            f"Which number is at place {place}?",
            f"How many seats does a row of {place} tables have?",
            f"How many {length} are there in week {place}?",
        )[form]
        result = term(place)
    if difficulty == 3:
        rise = term(late) - term(early)
        steps = [(f"From {early} to {late} there are {late - early} steps and the rise is {rise}, so one step is "
                 f"${rise} \\div {late - early} = {step}$."),
                 (f"From {late} to {place} it is ${place} - {late} = {place - late}$ steps: "
                 f"${term(late)} + {place - late} \\times {step} = {result}$.")]  # fmt: skip
    else:
        steps = [f"The step is ${b} - {a} = {step}$."]
        if difficulty == 1:
            steps.append(f"From place 1 to place {place} there are {place - 1} steps: "
                         f"${a} + {place - 1} \\times {step} = {result}$.")  # fmt: skip
        else:
            steps += [f"From {a} to {term(place)} the rise is ${term(place)} - {a} = {term(place) - a}$.",
                      (f"That is ${term(place) - a} \\div {step} = {place - 1}$ steps, so the place is "
                      f"${place - 1} + 1 = {place}$.")]  # fmt: skip
    return Draft(f"{start} {ask}", "\n".join([*steps, f"The answer is {result}."]), str(result), p)


def _figurate_pattern(rng: random.Random, difficulty: Difficulty) -> Draft:
    form, name = rng.randrange(3), rng.choice(NAMES)
    first, step = rng.randint(1, 9), rng.randint(1, 5)
    a, b, c = (first + k * step for k in range(3))
    things, thing = rng.choice((("tiles", "tile"), ("coins", "coin"), ("stones", "stone"), ("beads", "bead")))

    def size(n: int) -> int:
        last = first + (n - 1) * step
        return (n * last, n * (first + last) // 2, n * n + last)[form]

    def shown(n: int) -> str:
        last = first + (n - 1) * step
        text = (f"{n} \\times {last}", f"{n} \\times ({first} + {last}) \\div 2", f"{n}^2 + {last}")[form]
        return f"${text} = {size(n)}$"

    def some(n: int) -> str:
        return f"{n} {thing if n == 1 else things}"

    look = (
        (
            f"figure 1 is one row of {some(a)}, figure 2 is two rows of {some(b)} each, figure 3 is three rows of "
            f"{some(c)} each"
        ),
        (
            f"figure 1 is a column of {some(a)}, figure 2 has a second column of {some(b)} beside it, and figure 3 "
            "has a third "
            f"column of {some(c)} as well"
        ),
        (
            f"figure 1 is a single {thing} with a tail of {some(a)}, figure 2 is a square of 2 rows of 2 {things} "
            "with a tail of "
            f"{some(b)}, figure 3 is a square of 3 rows of 3 {things} with a tail of {some(c)}"
        ),
    )[form]
    last = f"{first} + (n - 1)" + (f" \\times {step}" if step > 1 else "")
    last_says = f"the last one has ${last}$ {things} in figure $n$"
    p: _Parameters = {"a": a, "b": b, "c": c, "form": ("rows", "columns", "tail")[form]}
    opening = f"{name} lays a growing pattern: {look}, and so on."
    rule = (
        f"Figure $n$ has $n$ rows, and each row has ${last}$ {things}.",
        f"Figure $n$ has $n$ columns of {first}, {first + step}, {first + 2 * step}, ... {things}; {last_says}.",
        f"Figure $n$ is a square of $n^2$ {things} and a tail; {last_says}.".replace("last one", "tail"),
    )[form]
    n = rng.randint(*{1: (5, 15), 2: (11, 24), 3: (8, 16)}[difficulty])
    steps = [rule]
    if difficulty == 1:
        p["figure"], result = n, size(n)
        ask = f"How many {things} are there in figure {n}?"
        steps.append(f"For figure {n} this gives {shown(n)}.")
    elif difficulty == 2:
        m = rng.randint(4, n - 4)
        p |= {"small": m, "large": n}
        result = size(n) - size(m)
        ask = f"How many more {things} are there in figure {n} than in figure {m}?"
        steps += [f"Figure {n}: {shown(n)}.", f"Figure {m}: {shown(m)}.",
                  f"The difference is ${size(n)} - {size(m)} = {result}$."]  # fmt: skip
    else:
        stock = rng.randint(size(n) + 2, size(n + 1) - 1)
        p["stock"], result = stock, stock - size(n)
        ask = (
            f"With a stock of {stock} {things} the largest possible figure of this pattern is laid. How many "
            f"{things} are left?"
        )
        steps += [f"Figure {n}: {shown(n)}; figure {n + 1}: {shown(n + 1)}, which is too many.",
                  f"So ${stock} - {size(n)} = {result}$ are left."]  # fmt: skip
    return Draft(f"{opening} {ask}", "\n".join([*steps, f"The answer is {result}."]), str(result), p)


def _missing_from_mean(rng: random.Random, difficulty: Difficulty) -> Draft:
    form, name, city = rng.randrange(3), rng.choice(NAMES), rng.choice(CITIES)
    low, high = ((52, 97), (18, 60), (110, 390))[form]
    unit, p = ("points", "kg", "")[form], dict[str, Parameter]()
    animals = rng.choice(("goats", "lambs", "dogs", "piglets"))
    place = rng.choice(("museum", "lighthouse", "castle", "greenhouse", "planetarium"))
    while True:
        mean, count = rng.randint(low, high), rng.randint(5, 9)
        if difficulty == 1:
            values = [rng.randint(low, high) for _ in range(rng.choice((3, 4)))]
            result = Fraction(mean * (len(values) + 1) - sum(values))
        elif difficulty == 2:
            after = mean + rng.choice((-3, -2, -1, 1, 2, 3))
            result = Fraction(after * (count + 1) - mean * count)
        else:
            others, overall = rng.randint(4, 9), mean + rng.choice((-6, -5, -4, -3, -2, 2, 3, 4, 5, 6))
            result = Fraction(overall * (count + others) - mean * count, others)
        if result.denominator == 1 and low - 5 <= result <= high + 3 and (difficulty < 3 or others != count):
            break
    if difficulty == 1:
        p |= {f"v{place_}": value for place_, value in enumerate(values, 1)}
        p["mean"] = mean
        listed = f"{', '.join(map(str, values[:-1]))} and {values[-1]}"
        question = (
            (
                f"In the first tests of a term {name} scored {listed} points. How many points must {name} score in "
                "the next "
                f"test for the mean of all the tests so far to be exactly {mean} points?"
            ),
            (
                f"Some {animals} on a farm near {city} weigh {listed} kg. Together with one more, their mean "
                f"weight is {mean} kg. "
                "How heavy is the additional animal?"
            ),
            (
                f"On successive days a {place} in {city} had {listed} visitors. How many visitors must come on the "
                "day after "
                f"these, so that the mean for all these days is {mean} visitors?"
            ),
        )[form]
        total, n = sum(values), len(values) + 1
        steps = [f"With {n} values and the mean {mean}, the total is ${n} \\times {mean} = {n * mean}$.",
                 f"The known values add up to {total}.",
                 f"The missing value is ${n * mean} - {total} = {result}$."]  # fmt: skip
    elif difficulty == 2:
        p = {"count": count, "mean": mean, "after": after}
        question = (
            (
                f"After {count} tests the mean of {name}'s scores is {mean} points. With one more test it becomes "
                f"{after} points. "
                f"How many points did {name} score in that test?"
            ),
            (
                f"The mean weight of {count} {animals} on a farm near {city} is {mean} kg. One more joins them, "
                "and the mean weight "
                f"becomes {after} kg. How heavy is the one that joined?"
            ),
            (
                f"For {count} days a {place} in {city} had {mean} visitors a day on average. When the next day is "
                "counted too, the "
                f"average is {after} visitors a day. How many visitors came on that next day?"
            ),
        )[form]
        steps = [f"Total before: ${count} \\times {mean} = {count * mean}$.",
                 f"Total after: ${count + 1} \\times {after} = {(count + 1) * after}$.",
                 f"The new value is ${(count + 1) * after} - {count * mean} = {result}$."]  # fmt: skip
    else:
        p = {"count": count, "mean": mean, "others": others, "overall": overall}
        question = (
            (
                f"In a quiz in {city}, {count} players from one team have a mean score of {mean} points. Together "
                f"with the {others} "
                f"players of the other team, the mean score is {overall} points. What is the mean score of the "
                "other team?"
            ),
            (
                f"On a farm near {city} there are {count} brown and {others} white {animals}. The mean weight of "
                "the brown ones is "
                f"{mean} kg, and the mean weight of all of them is {overall} kg. What is the mean weight of the "
                "white ones?"
            ),
            (
                f"A {place} in {city} was open for {count} rainy and {others} dry days. It had {mean} visitors a "
                "day on average on "
                f"the rainy days and {overall} visitors a day on average in all. What was the average number of "
                "visitors on the "
                "dry days?"
            ),
        )[form]
        whole, part = (count + others) * overall, count * mean
        steps = [f"The total of all is $({count} + {others}) \\times {overall} = {whole}$.",
                 f"The first group makes up ${count} \\times {mean} = {part}$ of it.",
                 (f"The others make up ${whole} - {part} = {whole - part}$, so their mean is "
                 f"${whole - part} \\div {others} = {result}$.")]  # fmt: skip
    answer = f"{result} {unit}".strip()
    return Draft(question, "\n".join([*steps, f"The answer is {answer}."]), answer, p | {"unit": unit})


_ROWS = (
    ("Day", ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")),
    ("District", ("North", "South", "East", "West", "Midtown", "Riverside")),
    ("Month", ("January", "March", "May", "July", "September", "November")),
)
#: Invented towns, so that no made-up rainfall is said of a real one.
_TOWNS = ("Brookmere", "Ostholm", "Varnak", "Lindara", "Tamoro", "Selwick", "Carvena", "Dunoka")


def _table_reading(rng: random.Random, difficulty: Difficulty) -> Draft:
    form, city = rng.randrange(3), rng.choice(CITIES)
    kind, labels = _ROWS[form]
    rows = [labels[i] for i in sorted(rng.sample(range(len(labels)), 4))]
    columns = (
        ("Children", "Adults"),
        tuple(rng.sample(("Oaks", "Limes", "Maples", "Birches"), 2)),
        tuple(rng.sample(_TOWNS, 2)),
    )[form]
    low, high = ((24, 98), (35, 260), (18, 145))[form]
    while True:
        cells = [[rng.randint(low, high), rng.randint(low, high)] for _ in rows]
        sums = [sum(column) for column in zip(*cells, strict=True)]
        totals = [sum(row) for row in cells]
        if sums[0] != sums[1] and len(set(totals)) == 4:
            break
    table = "\n".join([f"| {kind} | {columns[0]} | {columns[1]} |", "|---|---|---|",
                       *(f"| {row} | {x} | {y} |" for row, (x, y) in zip(rows, cells, strict=True))])  # fmt: skip
    opening = (
        f"The table shows how many books children and adults borrowed from a library in {city} on four days.",
        f"The table shows how many trees of two kinds were planted in four districts of {city}.",
        "The table shows the rainfall in two towns, in mm, in four months.",
    )[form]
    unit = ("", "", " mm")[form]
    p: _Parameters = {f"{key}{i}": row[k] for k, key in enumerate("ab") for i, row in enumerate(cells, 1)}
    if difficulty == 1:
        i, j = sorted(rng.sample(range(4), 2))
        k = rng.randrange(2)
        x, y = cells[i][k], cells[j][k]
        result = x + y
        ask = (
            f"How many books were borrowed by {columns[k].lower()} on {rows[i]} and {rows[j]} together?",
            f"How many {columns[k].lower()} were planted in the districts {rows[i]} and {rows[j]} together?",
            f"How many millimeters of rain fell in {columns[k]} in {rows[i]} and {rows[j]} together?",
        )[form]
        p |= {"column": "ab"[k], "row1": i + 1, "row2": j + 1}
        steps = [f"The column {columns[k]} has {x} in the row {rows[i]} and {y} in the row {rows[j]}.",
                 f"Together that is ${x} + {y} = {result}$."]  # fmt: skip
    elif difficulty == 2:
        more, less = (0, 1) if sums[0] > sums[1] else (1, 0)
        result = sums[more] - sums[less]
        ask = (
            (
                f"How many more books did {columns[more].lower()} borrow than {columns[less].lower()} on the four "
                "days together?"
            ),
            (
                f"How many more {columns[more].lower()} than {columns[less].lower()} were planted in the four "
                "districts together?"
            ),
            (
                f"How many more millimeters of rain fell in {columns[more]} than in {columns[less]} in the four "
                "months together?"
            ),
        )[form]
        p["column"] = "ab"[more]
        steps = [f"{columns[k]}: ${' + '.join(str(row[k]) for row in cells)} = {sums[k]}$." for k in (more, less)]
        steps.append(f"The difference is ${sums[more]} - {sums[less]} = {result}$.")
    else:
        result = max(totals) - min(totals)
        top, low_row = rows[totals.index(max(totals))], rows[totals.index(min(totals))]
        ask = (
            (
                "Add the books of children and adults for each day. By how many books does the busiest day exceed "
                "the quietest?"
            ),
            (
                "Add both kinds of trees for each district. What is the difference between the largest and the "
                "smallest total?"
            ),
            (
                "Add the rainfall of both towns for each month. By how many millimeters does the largest total "
                "exceed the smallest?"
            ),
        )[form]
        sums_text = ", ".join(f"{row}: ${x} + {y} = {x + y}$" for row, (x, y) in zip(rows, cells, strict=True))
        steps = [f"The totals are {sums_text}.", f"The largest is that of {top}, the smallest that of {low_row}.",
                 f"The difference is ${max(totals)} - {min(totals)} = {result}$."]  # fmt: skip
    p["unit"] = unit.strip()
    answer = f"{result}{unit}"
    return Draft(f"{opening}\n\n{table}\n\n{ask}", "\n".join([*steps, f"The answer is {answer}."]), answer, p)


FAMILIES: tuple[Family, ...] = (
    Family("linear-pattern", "Patterns with a constant step", ("Number patterns",),
           ("Finding the rule of a pattern",), ("elementary", "elementary", "middle"), _linear_pattern),
    Family("figurate-pattern", "Growing figures of tiles and stones", ("Number patterns",),
           ("Figurate patterns", "Finding the rule of a pattern"), ("elementary", "middle", "middle"),
           _figurate_pattern),
    Family("missing-from-mean", "A missing value from the mean", ("Averages",),
           ("Arithmetic mean", "Finding a missing value from the mean"), ("elementary", "middle", "middle"),
           _missing_from_mean),
    Family("table-reading", "Facts from a small table", ("Reading data",),
           ("Reading tables and charts", "Multi-digit addition and subtraction"),
           ("elementary", "elementary", "middle"), _table_reading),
)  # fmt: skip
