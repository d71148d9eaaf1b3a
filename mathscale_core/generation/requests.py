"""One new question: the request for a composition and the reading of the reply (MathScale, section 2.4).

One call makes question and worked solution from the teacher role, the topics, the knowledge points (needed
together), few-shot examples and a response format.
"""

import re
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mathscale_core.extraction.json_object import first_json_object, unusable_reply
from mathscale_core.prompts import Prompt
from mathscale_core.records import FORMATS, LEVELS, Composition, ModelReply, ModelRequest, Question, Seed, content_id
from mathscale_core.seeds.text import to_stored

#: The provider of a reply that a problem family made begins so.
_OFFLINE = "offline:"
#: What a language model may say; what else it writes is not read.
_OF_A_MODEL = ("question", "solution", "answer", "format")


class QuestionReply(BaseModel):
    """What the model is asked to answer, and the fields of its family that the offline provider adds."""

    # A model may well write "answer": 12 without quotes.
    model_config = ConfigDict(extra="ignore", str_max_length=50_000, coerce_numbers_to_str=True)

    question: str = Field(min_length=1)
    solution: str = Field(min_length=1)
    answer: str = Field(min_length=1, max_length=2_000)
    format: object = ""
    level: str = ""
    topics: list[str] = Field(default_factory=list)
    kps: list[str] = Field(default_factory=list)
    family: str = ""
    parameters: dict[str, int | str] = Field(default_factory=dict)
    nearness: float = 0.0


def generation_request(
    composition: Composition,
    topics: Sequence[str],
    kps: Sequence[str],
    shots: Sequence[Seed],
    prompt: Prompt,
    *,
    rng: int,
    sample: int = 0,
) -> ModelRequest:
    """The request for one question.

    Args:
        composition: What was sampled.
        topics: Names of its topics.
        kps: Names of its knowledge points.
        shots: Few-shot seeds, nearest first.
        prompt: The generation prompt.
        rng: Random number of the run.
        sample: Call number of this composition.
    """
    values = {
        "topics": "\n".join(f"- {t}" for t in topics),
        "kps": "\n".join(f"- {k}" for k in kps),
        "examples": "\n\n".join(_example(s) for s in shots) or "(none)",
    }
    return ModelRequest(
        id=f"{composition.id}/{sample}",
        task="generate",
        prompt=prompt.version,
        text=prompt.render(values),
        inputs={
            "composition": composition.id,
            "topics": list(topics),
            "kps": list(kps),
            "shots": [s.id for s in shots],
        },
        parameters={"temperature": 0.7, "seed": rng},
        sample=sample,
    )


def read_question(reply: ModelReply, request: ModelRequest, graph_version: str) -> Question:
    """The question in a reply as stored text, with its parents.

    Family, parameters, nearness, level and concepts are taken from the offline provider only: a language model
    cannot pass its question off as a family's, and its concepts are the composition's.

    Raises:
        ModelError: The reply holds no question of the wanted form.
    """
    try:
        written = first_json_object(reply.text, ("question", "solution", "answer"))
        if not reply.provider.startswith(_OFFLINE):
            written = {name: written[name] for name in _OF_A_MODEL if name in written}
        read = QuestionReply.model_validate(written)
    except ValidationError as error:
        raise unusable_reply(reply.text, '{"question": ..., "solution": ..., "answer": ...}') from error
    inputs = request.inputs
    question, solution, answer = to_stored(read.question), to_stored(read.solution), to_stored(read.answer)
    topics = tuple(read.topics) or tuple(inputs["topics"])
    kps = tuple(read.kps) or tuple(inputs["kps"])
    parents = (inputs["composition"], request.prompt, list(inputs["shots"]), reply.provider, graph_version)
    return Question(
        revision=content_id("q", question, solution, answer, list(topics), list(kps), *parents),
        question=question,
        solution=solution,
        answer=answer,
        format=_format(read.format, question),
        level=read.level if read.level in LEVELS else "",
        source="generated",
        topics=topics,
        kps=kps,
        composition=str(inputs["composition"]),
        seeds=tuple(inputs["shots"]),
        prompt=request.prompt,
        provider=reply.provider,
        graph_version=graph_version,
        family=read.family,
        parameters=read.parameters,
        nearness=read.nearness,
    )


def _format(written: object, question: str) -> str:
    """The format that the reply names, or the likely one where it names none that there is."""
    if isinstance(written, str) and written in FORMATS:
        return written
    return "choice" if re.search(r"^\s*\(A\)", question, re.MULTILINE) else "numeric"


def _example(seed: Seed) -> str:
    return f"Question: {seed.question}\nSolution: {seed.solution or seed.answer}"
