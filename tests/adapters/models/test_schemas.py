"""The schemas that servers are held to agree with the models that read the replies."""

import json

from mathscale_core.adapters.models.schemas import CONCEPTS, PICKED, QUESTION, TWINS, Schema, schema_of
from mathscale_core.extraction.replies import ConceptReply, read_concepts
from mathscale_core.generation.requests import QuestionReply
from mathscale_core.records import ModelRequest
from mathscale_core.twins.asking import TwinReply, read_told


def objects(schema: Schema) -> list[Schema]:
    """Every object in a schema."""
    inner = [s for part in schema.get("properties", {}).values() for s in objects(part.get("items", part))]
    return [schema, *inner] if schema["type"] == "object" else inner


def test_each_request_has_the_schema_of_its_reply() -> None:
    """Free extraction names concepts, guided extraction picks them from an offer, generation writes a question."""
    assert schema_of(ModelRequest("s_1", "extract", "e@1", "", {})) is CONCEPTS
    assert schema_of(ModelRequest("s_1", "extract", "e@1", "", {"offered": []})) is PICKED
    assert schema_of(ModelRequest("m_1/0", "generate", "g@1", "", {})) is QUESTION
    assert schema_of(ModelRequest("c_1/c_2", "twins", "t@1", "", {})) is TWINS


def test_every_object_is_one_that_strict_servers_take() -> None:
    """Each property is required and no other allowed."""
    for schema in (CONCEPTS, PICKED, QUESTION, TWINS):
        for each in objects(schema):
            assert each["required"] == list(each["properties"])
            assert each["additionalProperties"] is False
    assert len(objects(PICKED)) == 2


def test_every_field_of_a_schema_is_one_that_is_read() -> None:
    """And what the reply model wants, the schema wants too."""
    for schema, model in ((CONCEPTS, ConceptReply), (QUESTION, QuestionReply), (TWINS, TwinReply)):
        required = {name for name, field in model.model_fields.items() if field.is_required()}
        assert required <= set(schema["required"]) <= set(model.model_fields)


def test_a_reply_of_the_schemas_most_is_read_whole() -> None:
    """Nothing that the schema allows is cut off when it is read."""
    most = {name: part["maxItems"] for name, part in CONCEPTS["properties"].items()}
    reply = {name: [f"{name} {n}" for n in range(count)] for name, count in most.items()}
    topics, kps, _ = read_concepts(json.dumps(reply))
    assert {"topics": list(topics), "knowledge_points": list(kps)} == reply


def test_a_question_of_the_schema_is_read() -> None:
    """Three texts."""
    assert all(part == {"type": "string"} for part in QUESTION["properties"].values())
    assert QuestionReply.model_validate(dict.fromkeys(QUESTION["properties"], "text")).answer == "text"


def test_every_answer_about_twins_is_read() -> None:
    """Three words, each worth something else."""
    words = TWINS["properties"]["answer"]["enum"]
    assert len({read_told(json.dumps({"answer": word})) for word in words}) == len(words) == 3


def test_picked_concepts_are_numbers_and_new_ones_names() -> None:
    """None of those offered may fit."""
    properties = PICKED["properties"]
    assert [properties[name]["items"]["type"] for name in ("topics", "knowledge_points", "new")] == [
        "integer", "integer", "object",
    ]  # fmt: skip
    assert all(part["minItems"] == 0 for part in properties.values())
    assert properties["new"]["items"]["properties"]["kind"]["enum"] == ["topic", "kp"]
