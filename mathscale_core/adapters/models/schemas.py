"""The form of a reply as a JSON schema, for servers that can be held to one.

Written by hand, because a server is to be held to less than what is read: strict schemas know no optional fields. That
what fits a schema is read as a reply is tested against the reply models themselves.
"""

from collections.abc import Mapping
from typing import Any

from mathscale_core.records import ModelRequest
from mathscale_core.twins.asking import WORTH

Schema = Mapping[str, Any]


def _object(**properties: Mapping[str, Any]) -> Schema:
    # Strict schemas want every property required and no other allowed.
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(item: Schema, least: int, most: int) -> Schema:
    return {"type": "array", "items": item, "minItems": least, "maxItems": most}


_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": "integer"}
_NEW = _object(kind={"type": "string", "enum": ["topic", "kp"]}, name=_TEXT)

#: Topics and knowledge points by name, as many as the paper asks for.
CONCEPTS = _object(topics=_list(_TEXT, 1, 2), knowledge_points=_list(_TEXT, 1, 5))
#: The same picked by number from those that are offered, where none may fit, and names beyond them.
PICKED = _object(topics=_list(_NUMBER, 0, 2), knowledge_points=_list(_NUMBER, 0, 5), new=_list(_NEW, 0, 7))
QUESTION = _object(question=_TEXT, solution=_TEXT, answer=_TEXT)
#: Whether two concepts are one.
TWINS = _object(answer={"type": "string", "enum": list(WORTH)})


def schema_of(request: ModelRequest) -> Schema:
    """The schema of the reply to a request.

    >>> schema_of(ModelRequest("m_1/0", "generate", "generate@1", "", {}))["required"]
    ['question', 'solution', 'answer']
    """
    if request.task == "generate":
        return QUESTION
    if request.task == "twins":
        return TWINS
    return PICKED if "offered" in request.inputs else CONCEPTS
