"""The scripted model: it follows its script, records what it was asked, and fails in the ways that it was told to."""

import asyncio
import json

import pytest

from mathscale_core.errors import ModelError
from mathscale_core.extraction.json_object import first_json_object
from mathscale_core.extraction.replies import read_concepts
from mathscale_core.generation.requests import read_question
from mathscale_core.ports import Model
from mathscale_core.records import ModelReply, ModelRequest
from mathscale_core.testing.scripted import (
    ScriptedModel,
    concept_reply,
    names_concepts,
    talks_garbage,
    writes_questions,
)


def asked(number: int, question: str = "What is 1 + 1?") -> ModelRequest:
    return ModelRequest(f"s_{number}", "extract", "extract@1", question, {"question": question})


def ask(model: ScriptedModel, number: int) -> ModelReply:
    return asyncio.run(model.complete(asked(number)))


def test_it_was_asked_nothing_at_first() -> None:
    """A new model has no requests and no answers, and does not ask to stop."""
    model = ScriptedModel(lambda _: "")
    assert (model.requests, model.answered, model.stop()) == ([], 0, "")


def test_it_answers_by_its_script_and_records_its_requests() -> None:
    """The reply is the script's text under the model's name, with its tokens; requests stand in order."""
    model: Model = ScriptedModel(lambda r: r.id.upper(), name="scripted:upper", tokens=11)
    assert isinstance(model, ScriptedModel)
    assert ask(model, 1) == ModelReply("S_1", "scripted:upper", 11, cached=False)
    ask(model, 2)
    assert [r.id for r in model.requests] == ["s_1", "s_2"]
    assert model.answered == 2


def test_an_error_in_the_script_is_raised() -> None:
    """A script that gives an error makes the call raise it; the request is recorded and is no answer."""
    model = ScriptedModel(lambda _: ModelError("It refused.", "an answer.", "Ask another."))
    with pytest.raises(ModelError, match="refused"):
        ask(model, 1)
    assert (len(model.requests), model.answered) == (1, 0)


def test_it_refuses_its_first_requests() -> None:
    """With ``fail_first=2`` the third request is the first that is answered."""
    model = ScriptedModel(lambda _: "fine", fail_first=2)
    for number in (1, 2):
        with pytest.raises(ModelError, match="503"):
            ask(model, number)
    assert ask(model, 3).text == "fine"


def test_it_asks_for_a_pause_after_so_many_answers() -> None:
    """``stop`` says pause from the second answer on when it is to be interrupted after two."""
    model = ScriptedModel(lambda _: "fine", interrupt_after=2)
    stops = [model.stop()]
    for number in (1, 2, 3):
        ask(model, number)
        stops.append(model.stop())
    assert stops == ["", "", "pause", "pause"]


def test_it_hangs_after_so_many_requests() -> None:
    """After one request the next request is never answered, and is recorded."""

    async def two(model: ScriptedModel) -> list[str]:
        first = await model.complete(asked(1))
        pending = asyncio.create_task(model.complete(asked(2)))
        await asyncio.sleep(0.01)
        said = [first.text, "hangs" if not pending.done() else "answered"]
        pending.cancel()
        return said

    model = ScriptedModel(lambda _: "fine", hang_after=1)
    assert asyncio.run(two(model)) == ["fine", "hangs"]
    assert len(model.requests) == 2


def test_concepts_are_named_from_a_table() -> None:
    """A question in the table gets its concepts, another one none: both can be read as replies."""
    script = names_concepts({"What is 1 + 1?": (["Sums"], ["Adding", "Counting on"])})
    assert read_concepts(str(script(asked(1)))) == (("Sums",), ("Adding", "Counting on"), (1.0, 1.0, 1.0))
    assert read_concepts(str(script(asked(2, "Another?")))) == ((), (), ())
    assert json.loads(concept_reply(["É"], [])) == {"topics": ["É"], "knowledge_points": []}


def test_it_writes_questions_that_can_be_read() -> None:
    """A written question is readable, its own for every request, and ends with its answer."""
    inputs = {"composition": "m_1", "topics": ["Sums"], "kps": ["Adding", "Counting on"], "shots": []}
    requests = [ModelRequest(f"m_1/{n}", "generate", "generate@1", "", inputs, sample=n) for n in (0, 1)]
    first, second = (read_question(ModelReply(writes_questions(r), "scripted"), r, "g_1") for r in requests)
    assert first.question != second.question
    assert "Adding, Counting on" in first.question
    assert first.solution.endswith("The answer is 5.")


def test_garbage_holds_no_reply() -> None:
    """What the garbage script says cannot be read as JSON."""
    with pytest.raises(ModelError, match="JSON object"):
        first_json_object(talks_garbage(asked(1)))
