"""The offline provider: families for generation, the tagger for extraction, and it never poses as a language model."""

import asyncio
import json
from collections.abc import Sequence
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathscale_core.adapters.offline import (
    INSTANCES_PER_FAMILY,
    NAME,
    OfflineModel,
    extractor_name,
    guided_name,
    nearest_family,
    tagger_examples,
)
from mathscale_core.bundled import bundled_rows
from mathscale_core.errors import ModelError
from mathscale_core.extraction.replies import read_concepts
from mathscale_core.extraction.tagger import Tagger, Tags, fit_tagger
from mathscale_core.families import FAMILIES
from mathscale_core.records import ModelReply, ModelRequest

TOPICS = sorted({t for f in FAMILIES for t in f.topics})
KPS = sorted({k for f in FAMILIES for k in f.kps})


def no_tagger() -> Tagger:
    raise AssertionError("nothing was to be extracted")


def asks_for(topics: Sequence[str], kps: Sequence[str], sample: int = 0, seed: int = 0) -> ModelRequest:
    inputs = {"composition": "m_1", "topics": list(topics), "kps": list(kps), "shots": []}
    return ModelRequest(f"m_1/{sample}", "generate", "generate@1", "", inputs, {"seed": seed}, sample)


def answer(request: ModelRequest) -> ModelReply:
    return asyncio.run(OfflineModel(no_tagger).complete(request))


def said(reply: ModelReply) -> dict[str, Any]:
    value = json.loads(reply.text)
    assert isinstance(value, dict)
    return value


def similarity(one: set[str], two: set[str]) -> float:
    return len(one & two) / len(one | two)


def test_a_composition_without_knowledge_points_is_refused() -> None:
    """There is no family to look for."""
    with pytest.raises(ModelError, match="no knowledge point"):
        answer(asks_for(["Fractions"], []))


def test_it_says_that_it_is_no_language_model() -> None:
    """The provider of a question names the family and says what it is not; the extractor names its version."""
    reply = answer(asks_for(FAMILIES[0].topics, FAMILIES[0].kps))
    assert OfflineModel(no_tagger).name == NAME == "offline"
    assert reply.provider.startswith(f"offline:family {FAMILIES[0].name}@")
    assert "no language model" in reply.provider
    assert (reply.tokens, reply.cached) == (0, False)
    assert extractor_name().startswith("offline:")


def test_a_family_is_found_by_its_own_concepts() -> None:
    """Asked for exactly the concepts of a family, the question is of that family or of one with the same."""
    for family in FAMILIES:
        value = said(answer(asks_for(family.topics, family.kps)))
        assert value["nearness"] == 1.0
        assert (set(value["topics"]), set(value["kps"])) == (set(family.topics), set(family.kps))
        assert value["level"] in family.levels or value["family"] != family.name


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from([*TOPICS, "Knot theory"]), max_size=3, unique=True),
    st.lists(st.sampled_from([*KPS, "Tying knots"]), min_size=1, max_size=5, unique=True),
)
def test_no_family_is_nearer_than_the_nearest(topics: list[str], kps: list[str]) -> None:
    """Nearness is the largest Jaccard similarity of concept names; ties go to knowledge points, then to the name."""
    family, nearness = nearest_family(topics, kps)
    ranks = [
        (-similarity({*topics, *kps}, {*f.topics, *f.kps}), -similarity(set(kps), set(f.kps)), f.name) for f in FAMILIES
    ]
    assert (family.name, nearness) == (min(ranks)[2], -min(ranks)[0])


def test_nothing_in_common_is_a_nearness_of_zero() -> None:
    """A composition that no family knows gets a question, and the reply says that it is not near."""
    assert said(answer(asks_for(["Knot theory"], ["Tying knots"])))["nearness"] == 0.0


def test_the_same_request_gets_the_same_reply() -> None:
    """Equal requests are answered equally by two models; another sample or rng asks for another item."""
    topics, kps = FAMILIES[0].topics, FAMILIES[0].kps
    assert answer(asks_for(topics, kps)) == answer(asks_for(topics, kps))
    questions = [
        said(answer(asks_for(topics, kps, sample, seed)))["question"] for sample in range(4) for seed in range(4)
    ]
    assert len(set(questions)) > 12


def test_the_tagger_learns_from_seeds_every_family_and_definitions() -> None:
    """Labelled seeds are scored and alike ones grouped; a family is one group and, like definitions, not scored."""
    labelled = [
        ("Ada buys 3 pens for 2 dollars each. What does she pay?", ["Money"], ["Unit price"]),
        ("Ada buys 8 pens for 5 dollars each. What does she pay?", ["Money"], ["Unit price"]),
        ("Solve 3x = 12 for x.", ["Linear equations"], ["Solving"]),
    ]
    examples = tagger_examples(labelled)
    of_families = INSTANCES_PER_FAMILY * len(FAMILIES)
    vocabulary = list(bundled_rows("vocabulary.jsonl"))
    assert len(examples) == 3 + of_families + len(vocabulary)
    assert [e.scored for e in examples[:4]] == [True, True, True, False]
    assert examples[0].group == examples[1].group != examples[2].group
    assert len({e.group for e in examples[3 : 3 + of_families]}) == len(FAMILIES)
    assert {k for e in examples[3 + of_families :] for k in e.kps} == {
        row["name"] for row in vocabulary if row["kind"] == "kp"
    }


def test_extraction_names_what_the_tagger_says_and_fits_it_once() -> None:
    """The reply can be read like a model's; a question that means nothing gets neither topic nor knowledge point."""
    # Too few to hold any out well: what it says is asked of it here, not how well it says it.
    labelled = [(f"Solve ${n}x = {n * n}$ for the unknown.", ("Linear equations",), ("Solving",)) for n in range(2, 20)]
    labelled += [
        (f"How many ways to seat {n} guests in a row?", ("Counting",), ("Permutations",)) for n in range(2, 20)
    ]
    fitted: list[Tagger] = []

    def fit() -> Tagger:
        examples = tagger_examples(labelled)[: len(labelled)]
        fitted.append(fit_tagger(examples))
        return fitted[-1]

    model = OfflineModel(fit)

    def extract(question: str) -> ModelReply:
        return asyncio.run(model.complete(ModelRequest("s_1", "extract", "extract@1", "", {"question": question})))

    known, nonsense = extract("Solve $30x = 900$ for the unknown."), extract("zxqv wkpt")
    assert known.provider == extractor_name()
    topics, kps, certainty = read_concepts(known.text)
    assert (topics, kps) == (("Linear equations",), ("Solving",))
    assert all(0 <= c <= 1 for c in certainty)
    assert read_concepts(nonsense.text) == ((), (), ())
    assert len(fitted) == 1


class _Says:
    """A tagger that names the same for every question."""

    def tag(self, questions: Sequence[str]) -> list[Tags]:
        return [Tags((("Statistics", 0.9),), (("Median", 0.8), ("Mode", 0.7))) for _ in questions]


def test_guided_it_picks_what_is_offered_and_names_what_is_not() -> None:
    """By a name in the question, by the tagger's name, by another name; the rest is new."""
    offered = [["c_1", "topic", "Statistics"], ["c_2", "kp", "Middle value"], ["c_3", "kp", "Range"]]
    inputs = {"question": "Find the median and the range.", "offered": offered, "aliases": {"c_2": ["Median"]}}
    request = ModelRequest("s_1", "extract", "extract-guided@1", "", inputs)
    reply = asyncio.run(OfflineModel(lambda: cast("Tagger", _Says())).complete(request))
    assert said(reply) == {"topics": [1], "knowledge_points": [2, 3], "new": [{"kind": "kp", "name": "Mode"}]}
    assert reply.provider == guided_name()
    assert guided_name() != extractor_name()
