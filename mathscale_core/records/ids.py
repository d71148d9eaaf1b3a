"""Content hashes, and the words that a field may hold."""

import hashlib
import json
from typing import Literal

LEVELS: tuple[str, ...] = ("elementary", "middle", "high", "college", "competition")
FORMATS: tuple[str, ...] = ("numeric", "expression", "choice", "true_false", "open")

ConceptKind = Literal["topic", "kp"]
CheckState = Literal["pass", "fail", "unknown"]
Outcome = Literal["ok", "uncertain", "failed", "skipped"]
QuestionSource = Literal["generated", "imported", "planted"]
Accept = Literal["reviewed", "checked", "any"]


def content_id(prefix: str, *parts: object) -> str:
    """A 64-bit content hash with a one-letter prefix: equal parts, equal id, in every workspace.

    >>> content_id("s", "What is 2 + 2?", "4")
    's_999f58736dddd9ff'
    """
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{prefix}_{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def digest(parts: object) -> str:
    """The SHA-256 of any JSON value, as 64 hexadecimal digits."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
