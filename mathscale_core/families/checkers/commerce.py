"""Checkers of the families of commerce."""

from fractions import Fraction

from mathscale_core.families.checkers.checker import Checker, match
from mathscale_core.families.checkers.reading import MONEY, NUMBER, dollars, integers, scaled, tex, whole
from mathscale_core.families.family import Parameter, Parameters


def _read_unit_price(question: str) -> Parameters:
    p, cost = r"(?P<pack>\d+)", rf"(?P<pack_cents>{MONEY})"
    big, big_cost = r"(?P<big_pack>\d+)", rf"(?P<big_pack_cents>{MONEY})"
    n, one = r"(?P<bought>\d+)", rf"(?P<single_cents>{MONEY})"
    paid = r".*pays with a (?P<paid_cents>\\\$\d+) bill\. How much change"
    found = match(
        question,
        rf", {p} kg of [a-z]+ cost {cost}\. \w+ buys {n} kg at the same price per kilogram{paid}",
        rf"sells {p} [a-z ]+ for {cost}\. At the same price per piece, \w+ takes {n} of them{paid}",
        rf"pay {cost} for {p} tram tickets in .* buys {n} tickets of the same kind{paid}",
        rf"asks {cost} for {p} kg of [a-z]+, another asks {big_cost} for {big} kg\. \w+ buys {n} kg at the stall "
        rf"with the lower{paid}",
        rf"A pack of {p} [a-z ]+ costs {cost} and a pack of {big} costs {big_cost}\. \w+ needs {n} .*lower price{paid}",
        rf"a strip of {p} tram tickets costs {cost} and a strip of {big} costs {big_cost}\. \w+ needs {n} "
        rf".*cheaper{paid}",
        rf"in nets: 1 kg for {one}, {p} kg for {cost} and {big} kg for {big_cost}\. \w+ needs exactly {n} kg{paid}",
        rf"singly for {one}, in packs of {p} for {cost} and in packs of {big} for {big_cost}\. \w+ buys exactly {n} "
        rf"of{paid}",
        rf"ticket costs {one}, a strip of {p} costs {cost} and a strip of {big} costs {big_cost}\. \w+ buys exactly "
        rf"{n} tickets{paid}",
    )
    return {k: scaled(v, 100 if k.endswith("cents") else 1) for k, v in found.groupdict().items()}


def _solve_unit_price(p: Parameters) -> str:
    pack, pack_cents, bought, paid = whole(p, "pack", "pack_cents", "bought", "paid_cents")
    if "single_cents" in p:
        # Every way to make up the number from both packs and single pieces.
        big, big_cents, single = whole(p, "big_pack", "big_pack_cents", "single_cents")
        totals = (
            i * big_cents + j * pack_cents + (bought - i * big - j * pack) * single
            for i in range(bought // big + 1)
            for j in range((bought - i * big) // pack + 1)
        )
        return dollars(paid - min(totals))
    offers = [(pack, pack_cents)]
    if "big_pack" in p:
        offers.append((int(p["big_pack"]), int(p["big_pack_cents"])))
    return dollars(paid - min(Fraction(bought, size) * cents for size, cents in offers))


def _read_discount_and_profit(question: str) -> Parameters:
    cost, price, off = rf"(?P<cost_cents>{MONEY})", rf"(?P<price_cents>{MONEY})", r"(?P<discount>\d+)%"
    markup, pieces, full = r"(?P<markup>\d+)%", r"(?P<pieces>\d+)", r"(?P<full_price_pieces>\d+)"
    gain = r".*How much (?P<asked>profit|money) does .* (?:make|lose)"
    found = match(
        question,
        rf"buys a .* for {cost} and prices it at {price}\. .*discount of {off}\. How much profit",
        rf"cost {cost} and offers it online for {price}\. .* {off} off that price\. How much profit",
        rf"bicycle for {cost}\. The price tag says {price}, .* is {off} off\. How much profit",
        rf"buys a .* for {cost} and adds {markup} of this cost .*sold at {off} off\.{gain}",
        rf"cost {cost} and sets a price {markup} above this cost\. .*bargains {off} off the price\.{gain}",
        rf"bicycle for {cost}\. The price tag is {markup} higher .*discount of {off}\.{gain}",
        rf"buys {pieces} mugs at {cost} each and marks the price up by {markup}\. It sells {full} of them .* at "
        rf"{off} off it\. What is the profit as a percent of the total cost",
        rf"produces {pieces} .* at a cost of {cost} each\. .* is {markup} above this cost\. In the morning {full} "
        rf"are sold .* at {off} off\. What percent of the total cost",
        rf"orders {pieces} calendars for {cost} each and prices them {markup} above cost\. By New Year {full} have "
        rf".* discount of {off}\. By what percent",
    )
    groups = found.groupdict()
    asked = groups.pop("asked", None)
    parameters: dict[str, Parameter] = {k: scaled(v, 100 if k.endswith("cents") else 1) for k, v in groups.items()}
    return {**parameters, "asked": "profit" if asked == "profit" else "loss"} if asked else parameters


def _solve_discount_and_profit(p: Parameters) -> str:
    cost, discount = Fraction(int(p["cost_cents"])), Fraction(int(p["discount"]), 100)
    if "price_cents" in p:
        price = int(p["price_cents"])
        return dollars(price - cost - discount * price)
    # In units of the cost: what one piece brings above its cost, at full price and in the sale.
    full_gain = Fraction(int(p["markup"]), 100)
    sale_gain = full_gain - discount - full_gain * discount
    if "asked" in p:
        return dollars(sale_gain * cost * (1 if p["asked"] == "profit" else -1))
    pieces, full = whole(p, "pieces", "full_price_pieces")
    return f"${tex(100 * (full_gain * full + sale_gain * (pieces - full)) / pieces)}$%"


def _read_simple_interest(question: str) -> Parameters:
    start, rate = rf"(?P<principal>{MONEY})", rf"(?P<rate_tenths>{NUMBER})% simple interest per year"
    years, months, more = r"(?P<years>\d+) years", r"(?P<months>\d+) months", r"(?P<more_years>\d+)"
    now = rf"(?P<balance_cents>{MONEY})"
    found = match(
        question,
        rf"puts {start} into .* pays {rate}\. How much interest does the account earn in {years}",
        rf"borrows {start} from .* at {rate} and pays back everything after {years}\. How much interest",
        rf"face value of {start} that pays its owner {rate}\. How much interest .* over {years}",
        rf"puts {start} into .* pays {rate}\. How much money is in the account, interest included, after {months}",
        rf"borrows {start} from .* at {rate} and pays back the loan with all the interest after {months}\. How much "
        rf"does",
        rf"face value of {start} at {rate}\. Face value and interest .* after {months}\. How much does",
        rf"earn {rate}\. After {years} the account has grown to {now}\. .* another {more} years later",
        rf"loan at {rate}\. To pay it back .* after {years} would take {now}\. .* {more} years later than that",
        rf"earns {rate} on its face value\. After {years}, .* come to {now}\. .* after {more} more years",
    )
    factors = {"rate_tenths": 10, "balance_cents": 100}
    return {k: scaled(v, factors.get(k, 1)) for k, v in found.groupdict().items()}


def _solve_simple_interest(p: Parameters) -> str:
    tenths = int(p["rate_tenths"])
    if "balance_cents" in p:
        # The balance is in proportion to 1000 + rate * years, where the rate is in tenths of a percent.
        balance, years, more = whole(p, "balance_cents", "years", "more_years")
        return dollars(Fraction(balance * (1000 + tenths * (years + more)), 1000 + tenths * years))
    cents = int(p["principal"]) * 100
    if "months" in p:
        return dollars(cents + sum(Fraction(cents * tenths, 12_000) for _ in range(int(p["months"]))))
    return dollars(sum(Fraction(cents * tenths, 1000) for _ in range(int(p["years"]))))


def _read_compound_interest(question: str) -> Parameters:
    start, rate = rf"(?P<principal>{MONEY})", r"(?P<rate>\d+)%"
    years, months, often = r"(?P<years>\d+) years", r"(?P<months>\d+) months", r"every (?P<every>three|six) months"
    found = match(
        question,
        rf"deposits {start} .* pays {rate} interest per year, compounded yearly\. (?P<asked>How much is) .* after "
        rf"{years}",
        rf"borrows {start}\. Each year {rate} interest .* (?P<asked>How much does the potter owe) after {years}",
        rf"reserve of {start}\. It grows by {rate} every year, .* (?P<asked>How large) is the reserve after {years}",
        rf"deposits {start} .* pays {rate} interest per year, compounded yearly\. How much interest .* in {years} "
        rf"altogether",
        rf"borrows {start}\. Each year {rate} interest .* How much interest has been added after {years}",
        rf"reserve of {start}\. It grows by {rate} every year, .* By how much has the reserve grown after {years}",
        rf"deposits {start} .* pays {rate} interest per year, compounded {often}\. How much interest .* in {months}",
        rf"borrows {start} at {rate} interest per year\. .* {often}, .* How much interest has been added after "
        rf"{months}",
        rf"reserve of {start} .* pays {rate} interest per year; .* credited {often} .* By how much .* after {months}",
    )
    groups = found.groupdict()
    parameters = integers(found, *(k for k in ("principal", "rate", "years", "months") if k in groups))
    if "every" in groups:
        return {**parameters, "every_months": 3 if groups["every"] == "three" else 6}
    return {**parameters, "asked": "amount" if "asked" in groups else "interest"}


def _solve_compound_interest(p: Parameters) -> str:
    start, rate = whole(p, "principal", "rate")
    length = int(p.get("every_months", 12))
    total = int(p["years"]) * 12 if "years" in p else int(p["months"])
    balance = Fraction(start)
    for _ in range(total // length):
        balance += balance * rate * length / 1200
    return dollars(100 * (balance if p.get("asked") == "amount" else balance - start))


CHECKERS: dict[str, Checker] = {
    "unit-price-and-change": Checker(_read_unit_price, _solve_unit_price),
    "discount-and-profit": Checker(_read_discount_and_profit, _solve_discount_and_profit),
    "simple-interest": Checker(_read_simple_interest, _solve_simple_interest),
    "compound-interest": Checker(_read_compound_interest, _solve_compound_interest),
}
