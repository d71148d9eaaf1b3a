"""Checkers for Bayes' theorem, by counting a large population, and for expected values, by totals of many games."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import permutations, product

from mathscale_core.families.checkers.checker import Checker
from mathscale_core.families.checkers.further_reading import fraction_text, numbers, stated
from mathscale_core.families.checkers.reading import dollars
from mathscale_core.families.family import Parameters


def _read_from_effect_to_cause(question: str) -> Parameters:
    parameters = stated(
        question.replace("If it shows a 1,", "If it shows 1 or less,"),
        (
            "machines",
            "In a factory, machine A makes @share% of all ~ and machine B makes the rest. Of the ~ from machine A, "
            "@first% are faulty; of those from machine B, @second% are. A ~ picked at random turns out to be faulty. "
            "What is the probability that it was made by machine A?",
        ),
        (
            "late",
            "~ travels to work ~ on @share% of all days and ~ on the others. Going ~, ~ is late on @first% of the "
            "days; going ~, on @second%. Today ~ is late. What is the probability that ~ came ~ today?",
        ),
        (
            "urns",
            "Urn A holds @A ~ and @oA ~ balls, urn B holds @B ~ and @oB ~ balls. One of the urns is chosen by the "
            "toss of a fair coin, and a ball is drawn from it at random. The ball is ~. What is the probability that "
            "it came from urn A?",
        ),
        (
            "positive",
            "In ~, @share% of the ~ carry a virus. A test is positive for @hit% of the ~ that carry it and negative "
            "for @clear% of those that do not. One of the ~, picked at random, tests positive. What is the "
            "probability that it carries the virus?",
        ),
        (
            "filter",
            "Of the messages that reach ~, @share% are ~. A filter blocks @hit% of the ~ messages and lets @clear% "
            "of all other messages through. A message has got through the filter. What is the probability that it is "
            "~ all the same?",
        ),
        (
            "quiz",
            "In a quiz with @options possible answers to each question, ~ knows the right answer to @knows% of the "
            "questions and otherwise picks one of these answers at random. ~ has answered a question correctly. What "
            "is the probability that it was a lucky guess?",
        ),
        (
            "three",
            "A shop gets @A% of its ~ from ~ A, @B% from ~ B and the rest from ~ C. The shares of damaged ~ are @fA% "
            "for A, @fB% for B and @fC% for C. One of the ~ is picked at random and is damaged. What is the "
            "probability that it comes from ~ C?",
        ),
        (
            "twice",
            "Of all ~ of a clinic, @share% have a certain ~. A test is positive for @hit% of those who have it and "
            "negative for @clear% of those who do not. One of the ~ is tested twice, and the two results are "
            "independent for a given state of health. Both are positive. What is the probability that the ~ is "
            "present?",
        ),
        (
            "die",
            "Bag A holds @A ~ and @oA ~ marbles, bag B holds @B ~ and @oB ~ marbles. A fair die with six faces is "
            "rolled. If it shows @limit or less, two marbles are drawn from bag A without replacement, otherwise two "
            "from bag B. Both marbles are ~. What is the probability that they come from bag A?",
        ),
    )
    longer = {"oA": "other A", "oB": "other B", "fA": "faulty A", "fB": "faulty B", "fC": "faulty C"}
    return {longer.get(k, k): v for k, v in parameters.items()}


def _solve_from_effect_to_cause(parameters: Parameters) -> str:
    """Counts in a population so large that every share of it is a whole number."""
    ask = parameters["ask"]
    n = {k: int(v) for k, v in parameters.items() if isinstance(v, int)}
    people = 100**3
    if ask in {"machines", "late"}:
        first, second = people // 100 * n["share"], people // 100 * (100 - n["share"])
        true, false = first // 100 * n["first"], second // 100 * n["second"]
    elif ask == "urns":
        # Copies of both urns with equally many balls.
        a, b = n["A"] + n["other A"], n["B"] + n["other B"]
        true, false = n["A"] * b, n["B"] * a
    elif ask in {"positive", "twice", "filter"}:
        sick, well = people // 100 * n["share"], people // 100 * (100 - n["share"])
        hit, alarm = (100 - n["hit"], n["clear"]) if ask == "filter" else (n["hit"], 100 - n["clear"])
        for _ in range(2 if ask == "twice" else 1):
            sick, well = sick * hit // 100, well * alarm // 100
        true, false = sick, well
    elif ask == "quiz":
        questions = 100 * n["options"]
        known = questions * n["knows"] // 100
        true, false = (questions - known) // n["options"], known
    elif ask == "three":
        c, a, b = (people // 100 * p for p in (100 - n["A"] - n["B"], n["A"], n["B"]))
        true, false = c // 100 * n["faulty C"], a // 100 * n["faulty A"] + b // 100 * n["faulty B"]
    else:
        bags = [[1] * n["A"] + [0] * n["other A"], [1] * n["B"] + [0] * n["other B"]]
        pairs = [list(permutations(bag, 2)) for bag in bags]
        good = [sum(1 for pair in drawn if sum(pair) == 2) for drawn in pairs]
        true = n["limit"] * good[0] * len(pairs[1])
        false = (6 - n["limit"]) * good[1] * len(pairs[0])
    return fraction_text(Fraction(true, true + false))


def _read_game_value(question: str) -> Parameters:
    question = question.replace("On it one sector pays \\$", "On it 1 sectors pay \\$")
    question = question.replace(" each, ", ", ", 1) if question.startswith("A wheel") else question
    wheel = (
        r"A wheel of fortune has @n equal sectors. On it @few sectors pay \$@x, @k sectors pay \$@y each and the "
        r"others "
    )
    return stated(
        question,
        ("spin", wheel + "pay nothing. What is the expected payout of one spin?"),
        (
            "ticket",
            r"At the raffle of a ~ there are @n tickets. One ticket wins \$@x, @k tickets win \$@y each, and all "
            "others win "
            "nothing. ~ has a single ticket. What is the expected value of the prize?",
        ),
        (
            "envelope",
            r"A box holds @n sealed envelopes: @few with \$@x, @k with \$@y and all the others with \$@z. ~ may take "
            "one "
            "envelope at random. What is the expected amount of money in it?",
        ),
        ("wheel", wheel + r"pay nothing. A spin costs \$@cost. How much does a player lose per spin on average?"),
        (
            "die",
            r"At a fair ~ plays a game: a fair die is rolled once, a 6 pays \$@x, a 4 or a 5 pays \$@y, and anything "
            r"else pays nothing. One roll costs \$@cost. What is the expected loss per roll?",
        ),
        (
            "lottery",
            r"For a lottery @n tickets are printed. There is one main prize of \$@x, and there are @k small prizes "
            r"of \$@y each. A ticket costs \$@cost. What is the expected loss of ~, who buys one ticket?",
        ),
        (
            "fair",
            r"A wheel of fortune has @n equal sectors. On it @few ~ the main prize, @k sectors pay \$@y each and the "
            r"others pay nothing. A spin costs \$@cost. How high must the main prize be so that the game is fair?",
        ),
        (
            "premium",
            "In a year a ~ is stolen with a probability of @theft% and damaged with a probability of @damage%; both "
            "together do "
            r"not happen. An insurance pays \$@x for a theft and \$@y for a damage. What yearly premium gives the "
            "insurer an "
            r"expected profit of \$@profit?",
        ),
        (
            "bonus",
            "~ has two ~. Each succeeds with a probability of @percent%, independently of the other. Every ~ earns "
            r"\$@x, and two of them earn a bonus of \$@bonus on top. What is the expected amount of money earned?",
        ),
        (
            "dice",
            r"In a game two fair dice are rolled. If their sum is at least @least, the player gets \$@x. If both "
            r"show the same number, the player gets \$@y, in addition to any other win. What price per game makes it "
            r"fair?",
        ),
    )


def _mean(pays: Iterable[int | Fraction]) -> Fraction:
    """The mean of equally likely amounts, one by one."""
    amounts = list(pays)
    return Fraction(sum(amounts), len(amounts)) if amounts else Fraction(0)


def _solve_game_value(parameters: Parameters) -> str:
    ask = parameters["ask"]
    n = {k: int(v) for k, v in parameters.items() if isinstance(v, int)}
    if ask == "fair":
        # What a round of all sectors takes in and pays otherwise goes to the main prizes.
        left = n["n"] * n["cost"] - sum(n["y"] for _ in range(n["k"]))
        value = Fraction(left, n["few"])
    elif ask == "premium":
        years = [n["x"]] * n["theft"] + [n["y"]] * n["damage"] + [0] * (100 - n["theft"] - n["damage"])
        value = _mean(amount + n["profit"] for amount in years)
    elif ask == "bonus":
        tens = n["percent"] // 10
        throws = product([1] * tens + [0] * (10 - tens), repeat=2)
        value = _mean(n["x"] * (a + b) + n["bonus"] * a * b for a, b in throws)
    elif ask == "dice":
        rolls = product(range(1, 7), repeat=2)
        value = _mean(n["x"] * (a + b >= n["least"]) + n["y"] * (a == b) for a, b in rolls)
    else:
        places, few, k = (6, 1, 2) if ask == "die" else (n["n"], n.get("few", 1), n["k"])
        x, y = numbers(parameters, "x", "y")
        value = _mean([x] * few + [y] * k + [n.get("z", 0)] * (places - few - k))
        value = n["cost"] - value if "cost" in n else value
    return dollars(100 * value)


CHECKERS: dict[str, Checker] = {
    "from-effect-to-cause": Checker(_read_from_effect_to_cause, _solve_from_effect_to_cause),
    "game-value": Checker(_read_game_value, _solve_game_value),
}
