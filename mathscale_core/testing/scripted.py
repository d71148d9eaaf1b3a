"""A model that follows a script: a function from request to reply text, or to the error that the call raises.

It records what it was asked, and can be an endpoint that fails at first, is interrupted, or never answers.
"""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence

from mathscale_core.errors import ModelError
from mathscale_core.records import Endpoint, ModelReply, ModelRequest

Script = Callable[[ModelRequest], str | Exception]
#: An endpoint to name where a job's model is a script; nobody listens there.
SCRIPTED = Endpoint("scripted", "http://127.0.0.1:1/v1", "scripted")


class ScriptedModel:
    """Implements ``ports.Model``; under any name but ``offline`` the worker takes it for a paid provider.

    >>> model = ScriptedModel(lambda request: f"You asked {request.id}.")
    >>> asyncio.run(model.complete(ModelRequest("s_1", "extract", "p@1", "?", {}))).text
    'You asked s_1.'
    >>> [request.id for request in model.requests]
    ['s_1']
    """

    def __init__(
        self,
        script: Script,
        *,
        name: str = "scripted",
        tokens: int = 7,
        fail_first: int = 0,
        interrupt_after: int | None = None,
        hang_after: int | None = None,
    ) -> None:
        """Set the script up.

        Args:
            script: The text of the reply, or the error to raise; what it raises itself passes too.
            name: Provider and model.
            tokens: Tokens that each answer costs.
            fail_first: So many requests are refused before the script is followed.
            interrupt_after: :meth:`stop` asks for a pause once so many answers were given.
            hang_after: After so many requests every further one is awaited for ever, for a test that kills.
        """
        self.requests: list[ModelRequest] = []
        self.answered = 0
        self._script = script
        self._name = name
        self._tokens = tokens
        self._refusals = fail_first
        self._interrupt_after = interrupt_after
        self._hang_after = hang_after

    @property
    def name(self) -> str:
        """Provider and model."""
        return self._name

    async def complete(self, request: ModelRequest) -> ModelReply:
        """Answer by the script.

        Raises:
            ModelError: It refuses its first requests.
        """
        self.requests.append(request)
        if self._hang_after is not None and len(self.requests) > self._hang_after:
            await asyncio.Event().wait()
        await asyncio.sleep(0)
        if self._refusals > 0:
            self._refusals -= 1
            raise ModelError("The endpoint answered 503.", "an answer.", "Retry the job.")
        reply = self._script(request)
        if isinstance(reply, Exception):
            raise reply
        self.answered += 1
        return ModelReply(reply, self._name, self._tokens)

    def stop(self) -> str:
        """For ``worker.work``: ``pause`` once it was to be interrupted, ``""`` before."""
        return "pause" if self._interrupt_after is not None and self.answered >= self._interrupt_after else ""


def concept_reply(topics: Sequence[str], kps: Sequence[str]) -> str:
    """The reply to an extraction request.

    >>> concept_reply(["Fractions"], ["Adding fractions"])
    '{"topics": ["Fractions"], "knowledge_points": ["Adding fractions"]}'
    """
    return json.dumps({"topics": list(topics), "knowledge_points": list(kps)}, ensure_ascii=False)


def names_concepts(table: Mapping[str, tuple[Sequence[str], Sequence[str]]]) -> Script:
    """A script for extraction: question text to (topics, knowledge points); other questions get neither."""

    def script(request: ModelRequest) -> str:
        return concept_reply(*table.get(str(request.inputs["question"]), ((), ())))

    return script


def question_requests(count: int) -> list[ModelRequest]:
    """Requests for questions about compositions ``m_0``, ``m_1`` ..., one for each."""
    return [
        ModelRequest(
            f"m_{n}/0", "generate", "generate@1", f"Write question {n}.",
            {"composition": f"m_{n}", "topics": ["Fractions"], "kps": ["Fraction of a quantity"], "shots": []},
        )
        for n in range(count)
    ]  # fmt: skip


def writes_questions(request: ModelRequest) -> str:
    """A script for generation: a well-formed question of its own for every request, with the answer 5."""
    question = f"Item {request.id}: add $2$ and $3$ by {', '.join(request.inputs['kps'])}."
    return json.dumps({"question": question, "solution": "$2 + 3 = 5$. The answer is 5.", "answer": "5"})


def talks_garbage(_: ModelRequest) -> str:
    """A script whose replies nobody can read."""
    return "I'd be glad to help! {Here are some ideas"
