"""What a problem family is: a parametric problem whose answers are right by construction.

A family turns a random stream and a difficulty into a question, a worked solution, an answer and the
parameters. Any item can be rebuilt alone from (family, rng, index, difficulty).
"""

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from mathscale_core import answers

Parameter = int | str
Parameters = Mapping[str, Parameter]
Difficulty = Literal[1, 2, 3]
DIFFICULTIES: tuple[Difficulty, ...] = (1, 2, 3)

_FORMULA = re.compile(r"((?<!\\)\$(?:[^$\\]|\\.)*\$)")
_PLAIN_NUMBER = re.compile(
    r"(?<![\w.,)}])-(?:(?P<money>(?=\\\$))|(?P<negative>\d+(?:,\d{3})*(?:\.\d+)?))|(?<![\w.,])(?P<long>\d{5,})"
)


@dataclass(frozen=True, slots=True)
class Draft:
    r"""What a family's generator returns: texts (``$...$`` is mathematics, money is ``\$``) and parameters."""

    question: str
    solution: str
    answer: str
    parameters: Parameters


@dataclass(frozen=True, slots=True)
class Family:
    """A parametric problem.

    Attributes:
        name: Stable key, lower case with hyphens.
        title: What a person calls it.
        topics: One or two topic names of ``data/vocabulary.jsonl``.
        kps: One to five knowledge-point names of ``data/vocabulary.jsonl``, all needed to solve it.
        levels: Level at difficulty 1, 2 and 3.
        generate: The generator: random stream and difficulty to a draft.
    """

    name: str
    title: str
    topics: tuple[str, ...]
    kps: tuple[str, ...]
    levels: tuple[str, str, str]
    generate: Callable[[random.Random, Difficulty], Draft]

    def draw(self, rng: int, index: int, difficulty: Difficulty = 1) -> "Instance":
        """Item ``index`` of run ``rng``; the same arguments always give the same item."""
        stream = random.Random(f"{self.name}/{rng}/{index}/{difficulty}")
        draft = self.generate(stream, difficulty)
        answer = _typeset(draft.answer)
        return Instance(
            self.name, rng, index, difficulty, self.levels[difficulty - 1],
            _typeset(draft.question), _concluded(_typeset(draft.solution), answer), answer, draft.parameters,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Instance:
    """One drawn item of a family, with what is needed to draw it again."""

    family: str
    rng: int
    index: int
    difficulty: Difficulty
    level: str
    question: str
    solution: str
    answer: str
    parameters: Parameters


def _typeset(text: str) -> str:
    r"""The text with the numbers outside its formulas as they are printed.

    >>> _typeset(r"-4 and 3, -\$13, 12500 kg, $-12500$")
    '$-4$ and 3, −\\$13, 12,500 kg, $-12500$'
    """
    pieces = _FORMULA.split(text)
    return "".join(p if i % 2 else _PLAIN_NUMBER.sub(_printed, p) for i, p in enumerate(pieces))


def _printed(number: re.Match[str]) -> str:
    """A minus sign before money, a negative number as a formula, a long number grouped in threes."""
    if number["money"] is not None:
        return "\u2212"
    if number["negative"]:
        return f"$-{number['negative'].replace(',', '')}$"
    return f"{int(number['long']):,}"


def _concluded(solution: str, answer: str) -> str:
    """The solution, with a last line that states the answer where it does not state it yet."""
    found = answers.find_answer(solution)
    if found is not None and answers.same(found, answer) is True:
        return solution
    return f"{solution}\nThe answer is {answer}."
