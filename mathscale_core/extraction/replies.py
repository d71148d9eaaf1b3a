"""Extraction through a model: the request for one seed and the reading of the reply (MathScale, section 2.1).

Only the question is shown to the model, not the answer. *Free*, the model names concepts in its own words, as in the
paper; *guided*, it picks from concepts that are offered with numbers, and names what is missing among them. The reply
is parsed once, here, and becomes names or concept ids.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mathscale_core.extraction.json_object import first_json_object, unusable_reply
from mathscale_core.extraction.names import MAX_NAME, clean_name, name_key
from mathscale_core.extraction.offer import Offerable
from mathscale_core.prompts import Prompt
from mathscale_core.records import ConceptKind, ModelRequest, Seed

#: The paper's limits for one question.
MOST_TOPICS, MOST_KPS = 2, 5
#: Names beyond the offered concepts that are taken from one reply.
MOST_NEW = 7
_SHOWN_ALIASES = 4
#: A number as models repeat it: ``12``, ``[12]``, ``#12.``, ``[12] Pythagorean theorem``.
_NUMBER = re.compile(r"\s*(?P<marked>[\[(#]\s*)?(?P<number>\d{1,4})\s*[\])]?\s*[.:)-]?\s*(?P<rest>.*)", re.DOTALL)
_KINDS: dict[str, ConceptKind] = {"topic": "topic", "kp": "kp", "knowledge point": "kp", "knowledgepoint": "kp"}


class ConceptReply(BaseModel):
    """What the model is asked to answer: 1-2 topics and 1-5 knowledge points; more are cut off."""

    model_config = ConfigDict(extra="ignore", str_max_length=500)

    topics: list[str] = Field(min_length=0, max_length=20)
    knowledge_points: list[str] = Field(min_length=0, max_length=40)
    certainty: list[float] = Field(default_factory=list)


class GuidedReply(BaseModel):
    """What the model is asked to answer where concepts are offered: their numbers, and what is missing among them."""

    model_config = ConfigDict(extra="ignore", str_max_length=500)

    topics: list[Any] = Field(default_factory=list, max_length=60)
    knowledge_points: list[Any] = Field(default_factory=list, max_length=60)
    new: list[Any] = Field(default_factory=list, max_length=60)


@dataclass(frozen=True, slots=True)
class Picked:
    """What a guided reply says.

    Attributes:
        concepts: Ids of the offered concepts that it picks, topics first.
        new: (kind, name) of what it misses among them.
    """

    concepts: tuple[str, ...]
    new: tuple[tuple[ConceptKind, str], ...]


def extraction_request(seed: Seed, prompt: Prompt) -> ModelRequest:
    """The request that asks for one seed's concepts."""
    return ModelRequest(
        id=seed.id,
        task="extract",
        prompt=prompt.version,
        text=prompt.render({"question": seed.question}),
        inputs={"question": seed.question},
        parameters={"temperature": 0.0},
    )


def guided_request(seed: Seed, offered: Sequence[Offerable], prompt: Prompt) -> ModelRequest:
    """The request that lets the model pick from offered concepts by their place in the offer, counted from 1."""
    lines: dict[str, list[str]] = {"topic": [], "kp": []}
    for number, one in enumerate(offered, 1):
        lines[one.concept.kind].append(_line(number, one))
    return ModelRequest(
        id=seed.id,
        task="extract",
        prompt=prompt.version,
        text=prompt.render(
            {
                "question": seed.question,
                "topics": "\n".join(lines["topic"]) or "(none)",
                "kps": "\n".join(lines["kp"]) or "(none)",
            }
        ),
        # Reading the reply needs these and no database.
        inputs={
            "question": seed.question,
            "offered": [[one.concept.id, one.concept.kind, one.concept.name] for one in offered],
        },
        parameters={"temperature": 0.0},
    )


def read_concepts(text: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[float, ...]]:
    """Topics (at most 2), knowledge points (at most 5) and, where given, the certainty of each in that order.

    Raises:
        ModelError: The reply holds no JSON object of the wanted form.
    """
    try:
        reply = ConceptReply.model_validate(first_json_object(text, ("topics", "knowledge_points")))
    except ValidationError as error:
        raise unusable_reply(text, '{"topics": [...], "knowledge_points": [...]}') from error
    topics = tuple(t for t in reply.topics if t.strip())[:MOST_TOPICS]
    kps = tuple(k for k in reply.knowledge_points if k.strip())[:MOST_KPS]
    given, named = tuple(reply.certainty), len(topics) + len(kps)
    fits = len(given) == named and all(0 <= c <= 1 for c in given)
    return topics, kps, given if fits else (1.0,) * named


def read_guided(text: str, inputs: Mapping[str, Any]) -> Picked:
    """What a reply picks from ``inputs["offered"]``, at most 2 topics and 5 knowledge points, and what it misses.

    A concept may be picked by number in any common form, or by its offered name; another name in its place counts as
    missing; numbers that were not offered are passed over. Nothing picked and nothing missed is a reply too.

    Raises:
        ModelError: The reply holds no JSON object with one of the wanted keys.
    """
    value = first_json_object(text, ("topics", "knowledge_points"))
    wanted = '{"topics": [...], "knowledge_points": [...], "new": [...]}'
    if not value.keys() & GuidedReply.model_fields.keys():
        raise unusable_reply(text, wanted)
    try:
        reply = GuidedReply.model_validate({k: v for k, v in value.items() if v is not None})
    except ValidationError as error:
        raise unusable_reply(text, wanted) from error
    offer = _Offer(inputs["offered"])
    listed: list[tuple[ConceptKind, list[Any]]] = [("topic", reply.topics), ("kp", reply.knowledge_points)]
    for kind, entries in listed:
        for entry in entries:
            offer.take(entry, kind)
    for entry in reply.new:
        kind_said = str(entry.get("kind", "")) if isinstance(entry, Mapping) else ""
        known = _KINDS.get(kind_said.strip().lower().replace("_", " "))
        if known and isinstance(entry.get("name"), str):
            offer.take_name(entry["name"], known)
    return offer.picked()


class _Offer:
    """An offer while one reply to it is read."""

    def __init__(self, offered: Sequence[Sequence[str]]) -> None:
        self._offered = offered
        self._by_name: dict[tuple[str, str], int] = {}
        for place, (_, kind, name) in enumerate(offered):
            self._by_name.setdefault((kind, name_key(name)), place)
        self._taken: list[int] = []
        self._new: dict[tuple[ConceptKind, str], str] = {}

    def take(self, entry: object, kind: ConceptKind) -> None:
        """Take one entry of a list of picks: a number, a text, or an object that holds one of them."""
        if isinstance(entry, Mapping):
            entry = entry.get("id", entry.get("number", entry.get("name")))
        if isinstance(entry, float) and entry.is_integer():
            entry = int(entry)
        if isinstance(entry, int) and not isinstance(entry, bool):
            self._take_number(entry)
        elif isinstance(entry, str):
            self._take_text(entry, kind)

    def take_name(self, name: str, kind: ConceptKind) -> None:
        """Take a concept by its name; one that is not offered is missing."""
        place = self._place(name, kind)
        if place is not None:
            self._taken.append(place)
        elif name_key(name) and len(name.strip()) <= MAX_NAME:
            # Clean, for what a model writes may hold characters that no column takes, such as half a surrogate pair.
            self._new.setdefault((kind, name_key(name)), clean_name(name))

    def picked(self) -> Picked:
        topics = [p for p in dict.fromkeys(self._taken) if self._offered[p][1] == "topic"][:MOST_TOPICS]
        kps = [p for p in dict.fromkeys(self._taken) if self._offered[p][1] == "kp"][:MOST_KPS]
        new = [(kind, name) for (kind, _), name in self._new.items()]
        return Picked(tuple(self._offered[p][0] for p in (*topics, *kps)), tuple(new[:MOST_NEW]))

    def _take_number(self, number: int) -> None:
        if 1 <= number <= len(self._offered):
            self._taken.append(number - 1)

    def _take_text(self, text: str, kind: ConceptKind) -> None:
        found = _NUMBER.fullmatch(text)
        # "3 digit numbers" may be a name; "[3] Digits" is a number.
        if found is None or self._place(text, kind) is not None:
            self.take_name(text, kind)
        elif not found["rest"] or found["marked"]:
            self._take_number(int(found["number"]))
        else:
            self.take_name(found["rest"] if self._place(found["rest"], kind) is not None else text, kind)

    def _place(self, name: str, kind: ConceptKind) -> int | None:
        """Where a name stands in the offer, in its kind before the other."""
        other = "kp" if kind == "topic" else "topic"
        return self._by_name.get((kind, name_key(name)), self._by_name.get((other, name_key(name))))


def _line(number: int, one: Offerable) -> str:
    also = f" – also: {', '.join(one.aliases[:_SHOWN_ALIASES])}" if one.aliases else ""
    what = f" – {one.concept.definition}" if one.concept.definition else ""
    return f"[{number}] {one.concept.name}{also}{what}"
