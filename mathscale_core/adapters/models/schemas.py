"""The form of a reply as a JSON schema, for servers that can be held to one.

Written by hand, because a server is to be held to less than what is read: strict schemas know no optional fields. That
what fits a schema is read as a reply is tested against the reply models themselves.
"""

from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]


def _object(**properties: Mapping[str, Any]) -> Schema:
    # Strict schemas want every property required and no other allowed.
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _names(most: int) -> Mapping[str, Any]:
    return {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": most}


_TEXT = {"type": "string"}
_SCHEMAS: dict[str, Schema] = {
    "extract": _object(topics=_names(2), knowledge_points=_names(5)),
    "generate": _object(question=_TEXT, solution=_TEXT, answer=_TEXT),
}
_TITLES = {"extract": "concepts", "generate": "question"}


def schema_of(task: str) -> Schema | None:
    """The schema of a task's reply, None for a task that has none.

    >>> schema_of("generate")["required"]
    ['question', 'solution', 'answer']
    """
    return _SCHEMAS.get(task)


def title_of(task: str) -> str:
    """The name under which a task's schema is sent."""
    return _TITLES.get(task, "reply")
