"""Families of commerce: unit prices and change, discount and profit, interest."""

import math
import random
from fractions import Fraction

from mathscale_core.families.family import Difficulty, Draft, Family
from mathscale_core.families.phrases import NAMES, TOWNS, decimal, fits, money, num, pick, plain, tex

_PRODUCE = ("apples", "pears", "carrots", "onions", "plums", "tomatoes")
_STATIONERY = ("notebooks", "gel pens", "batteries", "markers", "candles", "sketch pads")
_WARES = ("lamp", "backpack", "rug", "teapot", "jacket", "radio", "clock", "mirror", "blanket", "chess set")
_CROPS = ("melons", "pumpkins", "cheeses", "baskets of berries", "jars of honey", "bunches of flowers")
_BILLS = (5, 10, 20, 50, 100)


def _unit_price(rng: random.Random, difficulty: Difficulty) -> Draft:
    wording = rng.randrange(3)
    low, high = ((120, 480), (80, 320), (130, 360))[wording]
    single = rng.randrange(low, high, 10 if difficulty == 1 else 5)
    pack, times = rng.randrange(2, 7), rng.randrange(2, 4)
    big = pack * times
    while True:
        if difficulty == 1:
            small_cost, big_cost, bought = single * pack, 0, rng.randrange(2, 13)
            cost, ok = Fraction(single * bought), bought != pack
        elif difficulty == 2:
            other = pack + rng.randrange(1, 4)
            small_cost, big_cost = single * pack, (single + rng.choice((-30, -20, -15, -10, 5, 10, 15, 20))) * other
            bought, big = math.lcm(pack, other) * rng.randrange(1, 4), other
            cost, ok = min(Fraction(small_cost, pack), Fraction(big_cost, other)) * bought, bought < 40
        else:
            small_cost = (single - rng.randrange(5, 35, 5)) * pack
            big_cost = (small_cost // pack - rng.randrange(5, 25, 5)) * big
            bought = rng.randrange(big + 1, 3 * big + pack)
            packs, rest = divmod(bought, big)
            small, ones = divmod(rest, pack)
            cost = Fraction(packs * big_cost + small * small_cost + ones * single)
            ok = small > 0 and ones > 0
        if ok and cost < 10_000:
            break
        pack = rng.randrange(2, 7)
        big = pack * times
    paid = next(b for b in _BILLS if 100 * b > cost)
    name, town, things = rng.choice(NAMES), rng.choice(TOWNS), rng.choice((_PRODUCE, _STATIONERY)[wording % 2])
    pays = f"pays with a \\${paid} bill. How much change does {name} get?"
    question = (
        (
            f"At the market of {town}, {pack} kg of {things} cost {money(small_cost)}. {name} buys {bought} kg at "
            f"the same price per kilogram and {pays}",
            f"A shop sells {pack} {things} for {money(small_cost)}. At the same price per piece, {name} takes "
            f"{bought} of them and {pays}",
            f"{name} sees a family pay {money(small_cost)} for {pack} tram tickets in {town}. {name} buys {bought} "
            f"tickets of the same kind and {pays}",
        ),
        (
            f"One stall at the market of {town} asks {money(small_cost)} for {pack} kg of {things}, another asks "
            f"{money(big_cost)} for {big} kg. {name} buys {bought} kg at the stall with the lower price per kilogram "
            f"and {pays}",
            f"A pack of {pack} {things} costs {money(small_cost)} and a pack of {big} costs {money(big_cost)}. "
            f"{name} needs {bought} {things}, buys only packs of the size with the lower price per piece, and {pays}",
            f"In {town}, a strip of {pack} tram tickets costs {money(small_cost)} and a strip of {big} costs "
            f"{money(big_cost)}. {name} needs {bought} tickets, buys only strips of the kind that is cheaper per "
            f"ticket, and {pays}",
        ),
        (
            f"A farm shop near {town} sells {things} in nets: 1 kg for {money(single)}, {pack} kg for "
            f"{money(small_cost)} and {big} kg for {money(big_cost)}. {name} needs exactly {bought} kg, chooses the "
            f"nets so that the total is as low as possible, and {pays}",
            f"A shop sells {things} singly for {money(single)}, in packs of {pack} for {money(small_cost)} and in "
            f"packs of {big} for {money(big_cost)}. {name} buys exactly {bought} of them as cheaply as possible and "
            f"{pays}",
            f"In {town} a single tram ticket costs {money(single)}, a strip of {pack} costs {money(small_cost)} and "
            f"a strip of {big} costs {money(big_cost)}. {name} buys exactly {bought} tickets for the lowest possible "
            f"total and {pays}",
        ),
    )[difficulty - 1][wording]
    parameters: dict[str, int | str] = {"pack": pack, "pack_cents": small_cost, "bought": bought}
    parameters["paid_cents"] = 100 * paid
    one = ("kilogram", "piece", "ticket")[wording]
    small_unit, big_unit = Fraction(small_cost, pack), Fraction(big_cost, big)
    steps = [f"One {one} costs {money(small_cost)} ÷ {pack} = {money(small_unit)}."]
    if difficulty > 1:
        parameters |= {"big_pack": big, "big_pack_cents": big_cost}
        steps[0] = (
            f"In the first offer one {one} costs {money(small_cost)} ÷ {pack} = {money(small_unit)}, in the second "
            f"{money(big_cost)} ÷ {big} = {money(big_unit)}."
        )
    if difficulty == 3:
        parameters["single_cents"] = single
        unit = pick(wording == 0, "net|pack") if wording < 2 else "strip"
        steps[0] = (
            f"Per {one}, the {unit} of {pack} comes to {money(small_unit)} and the {unit} of {big} to "
            f"{money(big_unit)}, so the larger {unit}s are the better buy."
        )
        steps.append(f"Split the amount that way: ${bought} = {packs} \\cdot {big} + {small} \\cdot {pack} + {ones}$.")
        steps.append(
            f"The cost is {packs} × {money(big_cost)} + {small} × {money(small_cost)} + {ones} × {money(single)} = "
            f"{money(cost)}."
        )
    else:
        best = Fraction(cost, bought)
        steps.append(f"So {bought} cost {bought} × {money(best)} = {money(cost)}.")
    answer = money(100 * paid - cost)
    steps.append(f"The change is \\${paid} − {money(cost)} = {answer}.")
    return Draft(question, "\n".join(steps), answer, parameters)


def _discount_and_profit(rng: random.Random, difficulty: Difficulty) -> Draft:
    while True:
        cost, markup = Fraction(rng.randrange(20, 160, 2)), rng.choice((25, 30, 40, 50, 60, 75, 80, 100))
        discount = rng.choice((10, 15, 20, 25, 30, 35, 40))
        pieces = rng.randrange(20, 101, 5)
        full = rng.randrange(5, pieces, 5) if pieces > 5 else 5
        price = cost * Fraction(100 + markup, 100)
        sale = price * Fraction(100 - discount, 100)
        revenue = full * price + (pieces - full) * sale
        percent = (revenue / (pieces * cost) - 1) * 100
        profit = sale - cost
        if difficulty == 3:
            cost_ok = fits(percent, 1) and percent > 2 and fits(price, 1) and fits(sale, 1) and full < pieces
        else:
            cost_ok = profit != 0 and (profit > 0 or difficulty == 2) and price.denominator == 1 and fits(sale, 2)
        if cost_ok:
            break
    name, town, ware, crop = rng.choice(NAMES), rng.choice(TOWNS), rng.choice(_WARES), rng.choice(_CROPS)
    wording = rng.randrange(3)
    if difficulty == 3:  # many pieces of small price
        cost, price, sale, revenue = (x / 10 for x in (cost, price, sale, revenue))
    paid, asked = money(cost * 100), money(price * 100)
    gain = pick(profit > 0, "profit does {} make|money does {} lose")
    question = (
        (
            f"A shop in {town} buys a {ware} for {paid} and prices it at {asked}. It is finally sold at a discount of "
            f"{discount}%. How much profit does the shop make on the {ware}?",
            f"{name} builds a wooden bench from materials that cost {paid} and offers it online for {asked}. A buyer "
            f"gets {discount}% off that price. How much profit does {name} make?",
            f"A dealer in {town} buys a used bicycle for {paid}. The price tag says {asked}, but during the spring "
            f"sale everything is {discount}% off. How much profit does the dealer make on the bicycle in the sale?",
        ),
        (
            f"A shop in {town} buys a {ware} for {paid} and adds {markup}% of this cost to set its price. In the "
            f"winter sale the {ware} is sold at {discount}% off. How much {gain.format('the shop')} on it?",
            f"{name} builds a wooden bench from materials that cost {paid} and sets a price {markup}% above this "
            f"cost. A buyer bargains {discount}% off the price. How much {gain.format(name)}?",
            f"A dealer in {town} buys a used bicycle for {paid}. The price tag is {markup}% higher than that, but "
            f"the bicycle is sold at a discount of {discount}%. How much {gain.format('the dealer')}?",
        ),
        (
            f"A shop in {town} buys {pieces} mugs at {paid} each and marks the price up by {markup}%. It sells "
            f"{full} of them at that price and the rest at {discount}% off it. What is the profit as a percent of "
            "the total cost?",
            f"{name} produces {pieces} {crop} for the market at a cost of {paid} each. The asking price is {markup}% "
            f"above this cost. In the morning {full} are sold at the asking price, and in the afternoon all the "
            f"others at {discount}% off. What percent of the total cost is {name}'s profit?",
            f"A bookseller in {town} orders {pieces} calendars for {paid} each and prices them {markup}% above cost. "
            f"By New Year {full} have been sold at full price; in January the remaining ones go at a discount of "
            f"{discount}%. By what percent does the income from all the calendars exceed their total cost?",
        ),
    )[difficulty - 1][wording]
    parameters: dict[str, int | str] = {"cost_cents": int(cost * 100), "discount": discount}
    if difficulty == 1:
        parameters["price_cents"] = int(price * 100)
        steps = []
    else:
        parameters["markup"] = markup
        steps = [f"The full price is {1 + markup / 100:.4g} × {paid} = {asked}."]
    steps.append(f"After {discount}% off, the price is {1 - discount / 100:.4g} × {asked} = {money(sale * 100)}.")
    if difficulty < 3:
        parameters |= {"asked": pick(profit > 0, "profit|loss")} if difficulty == 2 else {}
        answer = money(abs(profit) * 100)
        more, less = max(sale, cost), min(sale, cost)
        steps.append(f"The {pick(profit > 0, 'profit|loss')} is {money(more * 100)} − {money(less * 100)} = {answer}.")
    else:
        parameters |= {"pieces": pieces, "full_price_pieces": full}
        answer = f"{decimal(percent)}%"
        total = pieces * cost
        steps += [
            f"The income is {full} × {asked} + {pieces - full} × {money(sale * 100)} = {money(revenue * 100)}.",
            f"The total cost is {pieces} × {paid} = {money(total * 100)}, so the profit is "
            f"{money((revenue - total) * 100)}.",
            f"Divided by the total cost this is {decimal(percent / 100)}, so the answer is {answer}.",
        ]
    return Draft(question, "\n".join(steps), answer, parameters)


def _simple_interest(rng: random.Random, difficulty: Difficulty) -> Draft:
    while True:
        principal = rng.randrange(400, 9000, 100 if difficulty == 1 else 50)
        tenths = rng.randrange(20, 90, 10) if difficulty == 1 else rng.randrange(15, 95, 5)
        years, more = rng.randrange(2, 9), rng.randrange(2, 7)
        months = rng.choice([m for m in range(4, 45) if m % 12])
        time = Fraction(months, 12) if difficulty == 2 else Fraction(years)
        interest = principal * Fraction(tenths, 1000) * time
        later = principal * (1 + Fraction(tenths, 1000) * (years + more))
        if fits(interest, 2) and fits(later, 2):
            break
    name, town, rate, wording = rng.choice(NAMES), rng.choice(TOWNS), decimal(Fraction(tenths, 10)), rng.randrange(3)
    start, balance = money(principal * 100), principal + interest
    now, simple = money(balance * 100), f"{rate}% simple interest per year"
    question = (
        (
            f"{name} puts {start} into a savings account that pays {simple}. How much interest does the account earn "
            f"in {years} years?",
            f"A baker in {town} borrows {start} from a credit union at {simple} and pays back everything after "
            f"{years} years. How much interest does the baker pay?",
            f"The town of {town} issues a bond with a face value of {start} that pays its owner {simple}. How much "
            f"interest does the owner receive over {years} years?",
        ),
        (
            f"{name} puts {start} into a savings account that pays {simple}. How much money is in the account, "
            f"interest included, after {months} months?",
            f"A baker in {town} borrows {start} from a credit union at {simple} and pays back the loan with all the "
            f"interest after {months} months. How much does the baker pay back?",
            f"The town of {town} issues a bond with a face value of {start} at {simple}. Face value and interest are "
            f"paid together after {months} months. How much does the owner receive?",
        ),
        (
            f"{name}'s savings earn {simple}. After {years} years the account has grown to {now}. How much will be "
            f"in it another {more} years later?",
            f"A baker in {town} took a loan at {simple}. To pay it back with all the interest after {years} years "
            f"would take {now}. How much would it take to pay it back {more} years later than that?",
            f"A bond of the town of {town} earns {simple} on its face value. After {years} years, face value and "
            f"interest together come to {now}. What will they come to after {more} more years?",
        ),
    )[difficulty - 1][wording]
    parameters: dict[str, int | str] = {"rate_tenths": tenths}
    yearly = principal * Fraction(tenths, 1000)
    steps = [f"One year brings $\\frac{{{rate}}}{{100}} \\cdot {principal} = {plain(yearly)}$ dollars of interest."]
    if difficulty == 1:
        parameters |= {"principal": principal, "years": years}
        answer = money(interest * 100)
        steps.append(f"In {years} years this is ${years} \\cdot {plain(yearly)} = {decimal(interest)}$ dollars.")
    elif difficulty == 2:
        parameters |= {"principal": principal, "months": months}
        answer = now
        steps.append(
            f"{months} months are ${tex(time)}$ years, with ${tex(time)} \\cdot {plain(yearly)} = {plain(interest)}$ "
            "dollars."
        )
        steps.append(f"Together with the {start} this makes {now}.")
    else:
        parameters |= {"balance_cents": int(balance * 100), "years": years, "more_years": more}
        answer = money(later * 100)
        factor = decimal(1 + Fraction(tenths * years, 1000))
        sum_of_rates = f"1 + {years} \\cdot \\frac{{{rate}}}{{100}}"
        steps.insert(0, f"The balance is ${sum_of_rates} = {factor}$ times the sum at the start.")
        steps.insert(1, f"So the sum at the start was {now} ÷ {factor} = {start}.")
        steps.append(
            f"In {more} more years another ${more} \\cdot {plain(yearly)} = {plain(more * yearly)}$ dollars are added."
        )
    return Draft(question, "\n".join([*steps, f"The answer is {answer}."]), answer, parameters)


def _compound_interest(rng: random.Random, difficulty: Difficulty) -> Draft:
    wording = rng.randrange(3)
    quarterly = rng.random() < 0.5
    periods = 2 if difficulty == 1 else 3 if difficulty == 2 else rng.randrange(2, 4)
    per_year = 1 if difficulty < 3 else 4 if quarterly else 2
    percent = rng.choice((2, 3, 4, 5, 6, 8, 10) if difficulty < 3 else (1, 2, 3) if quarterly else (2, 3, 4, 5))
    growth = Fraction(100 + percent, 100) ** periods
    # The smallest multiple that keeps the end value a whole number of cents.
    step = math.lcm((growth * 100).denominator, 50)
    principal = step * rng.randrange(max(1, 600 // step), max(2, 60_000 // step))
    final = principal * growth
    interest = final - principal
    rate, months, name, town = percent * per_year, periods * 12 // per_year, rng.choice(NAMES), rng.choice(TOWNS)
    start, often = money(principal * 100), pick(quarterly, "every three months|every six months")
    question = (
        (
            f"{name} deposits {start} in an account that pays {rate}% interest per year, compounded yearly. "
            f"How much is in the account after {periods} years?",
            f"A potter in {town} borrows {start}. Each year {rate}% interest is added to the debt and nothing is "
            f"paid back. How much does the potter owe after {periods} years?",
            f"A cooperative in {town} has a reserve of {start}. It grows by {rate}% every year, always counted from "
            f"the amount at the start of that year. How large is the reserve after {periods} years?",
        ),
        (
            f"{name} deposits {start} in an account that pays {rate}% interest per year, compounded yearly. "
            f"How much interest does the account earn in {periods} years altogether?",
            f"A potter in {town} borrows {start}. Each year {rate}% interest is added to the debt and nothing is "
            f"paid back. How much interest has been added after {periods} years?",
            f"A cooperative in {town} has a reserve of {start}. It grows by {rate}% every year, always counted from "
            f"the amount at the start of that year. By how much has the reserve grown after {periods} years?",
        ),
        (
            f"{name} deposits {start} in an account that pays {rate}% interest per year, compounded {often}. "
            f"How much interest does the account earn in {months} months?",
            f"A potter in {town} borrows {start} at {rate}% interest per year. The interest is added to the debt "
            f"{often}, and nothing is paid back. How much interest has been added after {months} months?",
            f"A cooperative in {town} keeps a reserve of {start} in a fund that pays {rate}% interest per year; the "
            f"interest is credited {often} and stays in the fund. By how much has the reserve grown after {months} "
            "months?",
        ),
    )[difficulty - 1][wording]
    parameters: dict[str, int | str] = {"principal": principal, "rate": rate}
    parameters |= {"months": months, "every_months": 12 // per_year} if difficulty == 3 else {
        "years": periods, "asked": pick(difficulty == 1, "amount|interest"),
    }  # fmt: skip
    factor = f"{1 + percent / 100:.2f}"
    steps = [f"Each year the amount is multiplied by ${factor}$."]
    if difficulty == 3:
        steps = [
            f"The interest for {12 // per_year} months is ${rate} \\div {per_year} = {percent}$ percent.",
            f"{months} months make {periods} such periods, and each multiplies the amount by ${factor}$.",
        ]
    end = f"{num(int(final))}.{int(final * 100) % 100:02}".removesuffix(".00")
    steps.append(f"At the end the amount is ${principal} \\cdot {factor}^{periods}$ dollars, which is \\${end}.")
    answer = money((final if difficulty == 1 else interest) * 100)
    if difficulty > 1:
        steps.append(f"The interest is {money(final * 100)} − {start} = {answer}.")
    return Draft(question, "\n".join([*steps, f"The answer is {answer}."]), answer, parameters)


FAMILIES: tuple[Family, ...] = (
    Family(
        "unit-price-and-change", "Unit price and change", ("Money",), ("Unit price", "Making change and totals"),
        ("elementary", "elementary", "middle"), _unit_price,
    ),
    Family(
        "discount-and-profit", "Discount and profit", ("Profit, discount and interest", "Percentages"),
        ("Discount and sale price", "Profit and loss", "Percent of a quantity"), ("middle", "middle", "high"),
        _discount_and_profit,
    ),
    Family(
        "simple-interest", "Simple interest", ("Profit, discount and interest",), ("Simple interest",),
        ("middle", "middle", "high"), _simple_interest,
    ),
    Family(
        "compound-interest", "Compound interest", ("Profit, discount and interest",), ("Compound interest",),
        ("middle", "high", "high"), _compound_interest,
    ),
)  # fmt: skip
