r"""The wording of a question as features for the offline tagger: words, pieces of words, cues.

Comes in: a stored question. Goes out: lists of tokens, one for each of the three views. What a story is about
(cyclists, cupcakes) misleads, so numbers keep only their kind, and cues name what kinds of words occur.
"""

import re
from itertools import combinations, pairwise

from mathscale_core.seeds.text import formulas

#: Word endings that are cut off, longest first, where at least three letters stay.
_ENDINGS = ("ings", "ing", "ies", "ed", "es", "ly", "s")
#: Words that say nothing alone; pairs still hold them ("how many", "in all").
_STOPPED = (
    "a an and are as at be by can could did do does each for from had has have he her his i if in into is it its "
    "of on or she so than that the their them then there they this to was we were will with would you"
)
_STOP_WORDS = frozenset(_STOPPED.split())
#: A cue is present where one of its words is.
_CUES = {
    name: frozenset(words.split())
    for name, words in {
        "time": "second seconds minute minutes hour hours day days week weeks month months year years monday tuesday "
        "wednesday thursday friday saturday sunday january february march april june july august september october "
        "november december",
        "length": "cm mm km m meter meters kilometer kilometers inch inches foot feet yard yards mile miles",
        "mass": "g gram grams kg kilogram kilograms pound pounds ounce ounces ton tons",
        "volume": "liter liters milliliter milliliters ml gallon gallons cup cups quart quarts pint pints",
        "part": "FRACTION fraction half halves third thirds quarter quarters fourth fourths fifth fifths sixth "
        "eighth tenth",
        "times": "twice thrice double doubled triple tripled times",
        "compared": "more less fewer than",
        "money": "MONEY dollar dollars cent cents euro euros price prices cost costs pay pays paid sell sells sold buy "
        "buys bought spend spends spent earn earns save saves",
        "percent": "% percent percentage",
        "age": "age ages old older younger",
        "speed": "mph speed fast faster",
        "share": "each every per equally",
        "total": "total altogether all combined sum",
        "left": "left remain remains remaining remainder rest",
        "decimal": "DECIMAL",
        "average": "average averages mean",
        "chance": "probability chance likely random randomly die dice coin",
    }.items()
}
_NUMBERS = frozenset(["NUMBER", "FRACTION", "DECIMAL"])
_TOKEN = re.compile(r"[A-Z]{5,}|\\[a-z]+|[^\W\d_]+|[%=<>+\-*/^°!|]")


def tokens(question: str) -> list[str]:
    r"""Words, LaTeX commands and operators in lower case; numbers and money by their kind alone.

    >>> tokens("A pen costs \\$2.50. Solve $3x = 7$.")
    ['a', 'pen', 'costs', 'MONEY', 'DECIMAL', 'solve', 'NUMBER', 'x', '=', 'NUMBER']
    """
    text = question.lower().replace("\\$", " MONEY ").replace("\\%", " % ")
    text = re.sub(r"(?<!\d)\d+\s*/\s*\d+|\\frac\s*\{\d+\}\s*\{\d+\}", " FRACTION ", text)
    text = re.sub(r"(?:(?<!\d)\d+)?\.\d+", " DECIMAL ", text)
    text = re.sub(r"\d+(?:,\d{3})*", " NUMBER ", text)
    return _TOKEN.findall(text)


def words(question: str) -> list[str]:
    """Stems of words that say something, and all pairs of neighbours."""
    # The mark at the start also means that no question, not even an empty one, is without features.
    stems = ["^", *map(_stem, tokens(question))]
    return [s for s in stems if s not in _STOP_WORDS] + [f"{a} {b}" for a, b in pairwise(stems)]


def pieces(question: str) -> list[str]:
    """Runs of three to five characters within words: relatives such as `divide` and `division` share some."""
    padded = [f" {word} " for word in tokens(question) if len(word) > 2 and not word.isupper()]
    return ["^"] + [word[i : i + n] for word in padded for n in (3, 4, 5) for i in range(len(word) - n + 1)]


def cues(question: str) -> list[str]:
    """Which kinds of words occur, which two occur together, how many numbers there are, how long it is."""
    found = tokens(question)
    present = [name for name, cue in _CUES.items() if not cue.isdisjoint(found)]
    drawn, numbers = formulas(question), sum(word in _NUMBERS for word in found)
    if any(unknown in formula for formula in drawn for unknown in "xy"):
        present.append("unknown")
    if ("how", "many") in pairwise(found):
        present.append("how many")
    # A text without both is no problem but a definition: it says nothing about the form of problems.
    form = [f"numbers {min(numbers, 6)}", f"length {min(len(found) // 20, 4)}"] if drawn or numbers else []
    if form:
        present.append("formula" if drawn else "story")
    return present + form + [f"{a} & {b}" for a, b in combinations(present, 2)]


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
