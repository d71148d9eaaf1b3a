"""What a problem family is: a parametric problem whose answers are right by construction.

A family turns a random stream and a difficulty into a question, a worked solution, an answer and the
parameters. Any item can be rebuilt alone from (family, rng, index, difficulty).
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

Parameter = int | str
Parameters = Mapping[str, Parameter]
Difficulty = Literal[1, 2, 3]
DIFFICULTIES: tuple[Difficulty, ...] = (1, 2, 3)


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
        return Instance(
            self.name, rng, index, difficulty, self.levels[difficulty - 1],
            draft.question, draft.solution, draft.answer, draft.parameters,
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
