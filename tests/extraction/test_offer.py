"""What is offered for a question: the nearest concepts, found by counting words, with some of each kind."""

import math
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.extraction.offer import (
    LEAST_KPS,
    LEAST_TOPICS,
    NAME_WEIGHT,
    OFFERED,
    Offerable,
    build_offer_index,
    offers,
)
from mathscale_core.extraction.wording import words
from mathscale_core.records import Concept, ConceptKind

WORDS = ["apple", "triangle", "circle", "sum", "root", "speed", "angle", "train"]
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)


def concept(number: int, kind: ConceptKind, name: str, definition: str = "") -> Concept:
    return Concept(f"c_{number:03d}", kind, name, definition)


def nearness_by_hand(concepts: list[Offerable], question: str) -> list[float]:
    """TF-IDF cosine of every concept to a question, with dictionaries."""
    documents = [
        Counter(
            [
                *NAME_WEIGHT * words(" . ".join((c.concept.name, *c.aliases))), *words(c.concept.definition),
                *(w for seed in c.seeds for w in words(seed)),
            ]
        )
        for c in concepts
    ]  # fmt: skip
    frequency = Counter(word for document in documents for word in document)

    def vector(counts: Counter[str]) -> dict[str, float]:
        weighed = {
            w: (1 + math.log(n)) * (1 + math.log((1 + len(documents)) / (1 + frequency[w])))
            for w, n in counts.items()
            if w in frequency
        }
        length = math.sqrt(sum(x * x for x in weighed.values())) or 1.0
        return {w: x / length for w, x in weighed.items()}

    asked = vector(Counter(words(question)))
    return [sum(x * asked.get(w, 0.0) for w, x in vector(document).items()) for document in documents]


def test_an_empty_vocabulary_offers_nothing() -> None:
    """Every question gets an empty offer; no question gets none."""
    index = build_offer_index([])
    assert list(offers(index, ["What is $2$?", ""])) == [[], []]
    assert list(offers(build_offer_index([Offerable(concept(1, "kp", "Sums"))]), [])) == []


@given(
    st.lists(st.tuples(st.booleans(), texts, st.lists(texts, max_size=2)), min_size=1, max_size=60),
    st.lists(texts, min_size=1, max_size=4),
    st.integers(1, 50),
)
def test_an_offer_is_what_counting_by_hand_finds(
    rows: list[tuple[bool, str, list[str]]], questions: list[str], size: int
) -> None:
    """The nearest of each kind for the sure places, the nearest of the rest, ties in the order given."""
    concepts = [
        Offerable(concept(n, "topic" if topic else "kp", name), (), tuple(seeds))
        for n, (topic, name, seeds) in enumerate(rows)
    ]
    for question, offer in zip(questions, offers(build_offer_index(concepts), questions, size), strict=True):
        near = nearness_by_hand(concepts, question)
        assert len(offer) == min(size, len(concepts))
        places = [concepts.index(one) for one in offer]
        assert len(set(places)) == len(places)
        for kind in ("topic", "kp"):
            own = [p for p in places if concepts[p].concept.kind == kind]
            beyond = [p for p, c in enumerate(concepts) if c.concept.kind == kind and p not in own]
            # Nearest first, and nobody left out is nearer than the last one offered.
            assert all(near[a] >= near[b] - 1e-5 for a, b in pairwise(own))
            if own and beyond:
                assert near[own[-1]] >= max(near[p] for p in beyond) - 1e-5
            # Who is offered beyond the sure places is nearer than anybody left out, of whichever kind.
            least = {"topic": LEAST_TOPICS, "kp": LEAST_KPS}[kind] if size >= OFFERED else size
            left_out = [near[p] for p in range(len(concepts)) if p not in places]
            assert all(near[p] >= max(left_out, default=0.0) - 1e-5 for p in own[least:])
        assert [c.concept.kind for c in offer] == sorted((c.concept.kind for c in offer), reverse=True)


def test_each_kind_has_its_places_whatever_is_nearer() -> None:
    """A question in the words of KPs is offered topics too, and the other way round."""
    topics = [Offerable(concept(n, "topic", f"apple {n}")) for n in range(100)]
    kps = [Offerable(concept(100 + n, "kp", f"train speed {n}")) for n in range(100)]
    index = build_offer_index([*topics, *kps])
    of_kps, of_topics = offers(index, ["the train has speed", "an apple"])
    assert Counter(c.concept.kind for c in of_kps) == {"topic": LEAST_TOPICS, "kp": OFFERED - LEAST_TOPICS}
    assert Counter(c.concept.kind for c in of_topics) == {"kp": LEAST_KPS, "topic": OFFERED - LEAST_KPS}


@pytest.mark.parametrize("size", [1, 2, 5, 23])
def test_a_small_offer_keeps_its_size(size: int) -> None:
    """One place for a topic at least; never more than asked for."""
    concepts = [Offerable(concept(n, "topic" if n % 2 else "kp", f"apple {n}")) for n in range(60)]
    (offer,) = offers(build_offer_index(concepts), ["apple"], size)
    assert len(offer) == size
    assert any(c.concept.kind == "topic" for c in offer)


def test_names_aliases_definitions_and_seeds_all_find_a_concept() -> None:
    """Each leads to it where nothing else does; of equally near ones the first given is offered first."""
    found_by = [
        Offerable(concept(1, "kp", "Cupcakes")),
        Offerable(concept(2, "kp", "Two"), aliases=("Cupcakes",)),
        Offerable(concept(3, "kp", "Three", "Of cupcakes.")),
        Offerable(concept(4, "kp", "Four"), seeds=("How many cupcakes are left?",)),
    ]
    others = [Offerable(concept(10 + n, "kp", f"Trains {n}")) for n in range(5)]
    (offer,) = offers(build_offer_index([*others, *found_by]), ["She bakes cupcakes"], 4)
    assert {one.concept.id for one in offer} == {"c_001", "c_002", "c_003", "c_004"}
    (offer,) = offers(build_offer_index([*others, *found_by]), ["zebra"], 2)
    assert offer == others[:2]
