"""What a checker is: the second opinion on a family's item, from the question text alone.

A checker reads the parameters back out of the question's text and computes the answer by another way than
the generator does. It never imports a generator.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mathscale_core import answers
from mathscale_core.families.family import Parameters

Compare = Callable[[str, str], bool | None]
#: What reading and computing may raise on a text that no family writes: 1/0, numbers of thousands of digits.
_UNFIT = (ArithmeticError, ValueError, LookupError, TypeError, StopIteration, RecursionError)


#: A search goes no further: families state numbers with which it ends long before.
MOST_STEPS = 100_000
#: Larger numbers are no family's; going through them one by one would not end.
LARGEST = 10_000_000


class UnreadableQuestionError(ValueError):
    """The question's text is not one that this family writes."""


@dataclass(frozen=True, slots=True)
class Checker:
    """The independent checker of one family.

    Attributes:
        read: Question text to the parameters it states; raises :class:`UnreadableQuestionError`.
        solve: Parameters to the answer's text, by another way than the generator's.
        same: Comparison of the expected answer with the given one.
    """

    read: Callable[[str], Parameters]
    solve: Callable[[Parameters], str]
    same: Compare = answers.same

    def fault(self, question: str, parameters: Parameters | None, answer: str) -> str:
        """What is wrong with the item, or ``""`` when the question, parameters and answer agree.

        ``parameters`` is None where only question and answer are known. A question or an answer that cannot be
        read is a fault, never an error.
        """
        try:
            stated = self.read(question)
        except UnreadableQuestionError as error:
            return str(error)
        except _UNFIT:
            return f"the question {question[:120]!r} cannot be read"
        if any(isinstance(value, int) and abs(value) > LARGEST for value in stated.values()):
            return f"the question states numbers beyond {LARGEST:,}, which no family does"
        if parameters is not None and dict(stated) != dict(parameters):
            return f"the question states {dict(stated)}, the parameters say {dict(parameters)}"
        try:
            expected = self.solve(stated)
        except _UNFIT:
            return f"the question states {dict(stated)}, for which there is no answer"
        try:
            agrees = not _unit_missing(expected, answer) and self.same(expected, answer) is True
        except _UNFIT:
            return f"the answer {answer[:120]!r} cannot be read, recomputed it is {expected}"
        return "" if agrees else f"the answer is {answer}, recomputed it is {expected}"


def steps(first: int = 1) -> Iterator[int]:
    """``first``, the next number, and so on.

    Raises:
        ValueError: After :data:`MOST_STEPS`: what is searched for does not come.
    """
    yield from range(first, first + MOST_STEPS)
    raise ValueError(f"nothing was found in {MOST_STEPS:,} steps")


def positive(*numbers: int) -> None:
    """Refuse numbers below 1, with which taking away or dividing would never end.

    Raises:
        ValueError: One is.
    """
    if min(numbers) < 1:
        raise ValueError(f"{min(numbers)} is not positive")


def match(question: str, *patterns: str) -> re.Match[str]:
    """The first pattern that is found in the question; the patterns are the family's wordings.

    Raises:
        UnreadableQuestionError: None is found.
    """
    for pattern in patterns:
        found = re.search(pattern, question, re.DOTALL)
        if found:
            return found
    raise UnreadableQuestionError(f"the question is not worded as this family does: {question[:120]!r}")


def _unit_missing(expected: str, answer: str) -> bool:
    return bool(answers.parse(expected).unit) and not answers.parse(answer).unit
