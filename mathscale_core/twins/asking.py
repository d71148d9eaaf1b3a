"""The fifth signal: one question to a language model for each suggested pair, and the reading of its answer.

Comes in: two concepts with their names, meaning and a few seeds. Goes out: a request, and later a number from 0 to 1:
how much the model says that both are one. It is a signal like the others and decides nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mathscale_core.extraction.json_object import first_json_object, unusable_reply
from mathscale_core.prompts import Prompt
from mathscale_core.records import Concept, ModelRequest, Seed
from mathscale_core.twins.pairs import Pair

#: What each answer is worth as a signal; a part is no twin, but nearer to one than what is different.
WORTH = {"yes": 1.0, "parent": 0.25, "no": 0.0}
#: Letters shown of one question: what it is about stands at its beginning.
_SHOWN = 400
#: About so many letters are a token, and so many tokens an answer.
_LETTERS_A_TOKEN, _ANSWER_TOKENS = 4, 12


class TwinReply(BaseModel):
    """What the model is asked to answer."""

    model_config = ConfigDict(extra="ignore", str_max_length=200)

    answer: str = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One concept as a model is shown it: with its other names and a few seeds."""

    concept: Concept
    aliases: tuple[str, ...] = ()
    seeds: tuple[Seed, ...] = ()


def twins_request(one: Entry, other: Entry, prompt: Prompt) -> ModelRequest:
    """The request about one pair; it is the same whichever of the two comes first."""
    first, second = sorted((one, other), key=lambda entry: entry.concept.id)
    pair = (first.concept.id, second.concept.id)
    return ModelRequest(
        id="/".join(pair),
        task="twins",
        prompt=prompt.version,
        text=prompt.render({"first": _shown(first), "second": _shown(second)}),
        # Seeds that are held back before it is asked are not sent.
        inputs={"pair": list(pair), "shots": [seed.id for entry in (first, second) for seed in entry.seeds]},
        parameters={"temperature": 0.0},
    )


def read_told(text: str) -> float:
    """How much a reply says that both are one.

    >>> read_told('They are. {"answer": "Yes"}')
    1.0

    Raises:
        ModelError: It says none of the three words.
    """
    try:
        said = TwinReply.model_validate(first_json_object(text, ("answer",))).answer
    except ValidationError as error:
        raise unusable_reply(text, "an object with the text answer") from error
    word = said.strip().strip(".").casefold()
    if word not in WORTH:
        raise unusable_reply(text, f"one of {', '.join(WORTH)} as the answer")
    return WORTH[word]


def pair_asked(request: ModelRequest) -> Pair:
    """The pair that a request is about."""
    one, other = request.inputs["pair"]
    return str(one), str(other)


def tokens_about(requests: Sequence[ModelRequest]) -> tuple[int, int]:
    """About how many tokens the requests and their answers are: (prompt, answer)."""
    return sum(-(-len(r.text) // _LETTERS_A_TOKEN) for r in requests), _ANSWER_TOKENS * len(requests)


def _shown(entry: Entry) -> str:
    lines = [entry.concept.name]
    if entry.aliases:
        lines.append(f"Also called: {', '.join(entry.aliases)}")
    if entry.concept.definition:
        lines.append(f"Meaning: {entry.concept.definition}")
    lines += [f"Question: {seed.question[:_SHOWN]}" for seed in entry.seeds]
    return "\n".join(lines)
