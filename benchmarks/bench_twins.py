"""Suggested twins at the paper's size, beside comparing each name with each; and how right they are on planted twins.

Names are drawn from the words of the bundled vocabulary, two to four each, so that many have words in common.
"""

import random
from difflib import SequenceMatcher
from itertools import combinations

from benchmarks.bench_graph import KPS, SEEDS, TOPICS, build, concepts, paper_size_taggings
from benchmarks.side_by_side import Side, side_by_side
from mathscale_core.bundled import bundled_rows
from mathscale_core.extraction.names import name_key
from mathscale_core.records import Concept
from mathscale_core.testing.planted import plant_twins
from mathscale_core.twins.pairs import THRESHOLD, find_twins, similar_to
from mathscale_core.twins.signals import build_twin_index
from mathscale_core.twins.spelling import in_order

#: Names that the plain way compares each with each; its time is given by the pair.
SAMPLE = 400


def named_concepts() -> list[Concept]:
    """The concepts of the paper's size under names of real words."""
    rng = random.Random(0)
    words = sorted({w for row in bundled_rows("vocabulary.jsonl") for w in row["name"].split() if len(w) > 3})
    return [Concept(c.id, c.kind, " ".join(rng.sample(words, rng.choice([2, 3, 4])))) for c in concepts()]


def plain_twins(keys: list[str]) -> list[tuple[str, str]]:
    """Pairs that are written alike, by the library's matcher, each with each."""
    found = []
    for one, other in combinations(keys, 2):
        if SequenceMatcher(None, one, other).ratio() >= 0.85:
            found.append((one, other))
    return found


def say_precision() -> None:
    """Precision and recall at several thresholds.

    Weights and threshold were set on the odd twins. The even ones are of other concepts, so their recall is not what
    was fitted; planted in the same way among the same other names, they say less of precision.
    """
    for which, what in ((1, "odd twins, on which weights were set"), (0, "even twins, planted in the same way")):
        planted = plant_twins(which)
        every = find_twins(planted.graph, {}, threshold=0.3)
        print(f"{len(planted.twins)} {what}")
        for threshold in sorted({0.4, 0.5, THRESHOLD, 0.6, 0.7}):
            found = {t.pair for t in every if t.score >= threshold}
            hits = found & planted.twins.keys()
            ways = {way: [p in found for p, w in planted.twins.items() if w == way] for way in planted.twins.values()}
            by_way = ", ".join(f"{way} {sum(hit)}/{len(hit)}" for way, hit in sorted(ways.items()))
            print(
                f"  from {threshold:g}{' (default)' if threshold == THRESHOLD else ''}: "
                f"precision {len(hits) / len(found):.2f}, recall {len(hits) / len(planted.twins):.2f} ({by_way})"
            )


def main() -> None:
    """How right, then how fast."""
    say_precision()
    names = named_concepts()
    graph = build(paper_size_taggings(), names)
    pairs = TOPICS * (TOPICS - 1) // 2 + KPS * (KPS - 1) // 2
    keys = [in_order(name_key(c.name)) for c in names[TOPICS : TOPICS + SAMPLE]]
    sizes = {"topics": TOPICS, "knowledge points": KPS, "seeds": SEEDS, "pairs of one kind": pairs}
    print(f"{len(find_twins(graph, {})):,} suggestions")
    side_by_side(
        "Suggested twins by four signals, beside spelling alone; by the pair of one kind",
        sizes,
        Side("find_twins", lambda: find_twins(graph, {}), pairs),
        Side("difflib, each with each", lambda: plain_twins(keys), SAMPLE * (SAMPLE - 1) // 2),
        at_least=10,
        repeats=2,
    )
    index = build_twin_index(graph, {}, "kp")
    side_by_side(
        "The concepts most like one",
        sizes,
        Side("similar_to", lambda: similar_to(index, index.concepts[0], 5), KPS - 1),
        Side("difflib, spelling alone", lambda: [SequenceMatcher(None, keys[0], k).ratio() for k in keys], SAMPLE),
        repeats=2,
    )


if __name__ == "__main__":
    main()
