"""What lies between two graphs, told in numbers that can be counted by hand."""

from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.curation.preview import Change, compare
from mathscale_core.curation.versions import Cleaned, clean
from mathscale_core.sampling.exact import inclusion
from tests.curation.test_versions import PAIRS, version

taggings = st.sets(st.tuples(st.sampled_from(["s1", "s2", "s3", "s4"]), st.sampled_from(["a", "b", "x", "y"])))


def between(before: Cleaned, after: Cleaned) -> Change:
    return compare(before, after, (inclusion(before.graph), inclusion(after.graph)))


def test_nothing_lies_between_a_graph_and_itself() -> None:
    """Neither between two empty ones."""
    for made in (clean(version()), clean(version(*PAIRS))):
        assert between(made, made).is_nothing


def test_a_change_is_told_by_what_moves() -> None:
    """The topic comes back, its walk gets longer, one edge is new and one heavier."""
    before = clean(version(*PAIRS))
    after = clean(version(*PAIRS, ("s1", "y"), restored={"b", "y"}, edges={("a", "x"): 9}))
    change = between(before, after)
    assert ([c.id for c in change.added], change.removed) == (["b", "y"], ())
    assert (change.edges_added, change.edges_removed, change.edges_reweighted) == (3, 0, 1)
    assert (change.components, change.new_dead_ends, change.seeds) == ((1, 1), (), 2)
    assert change.some_seeds == ("s1", "s3")
    moved = {m.concept.id: m for m in change.movers}
    assert (moved["x"].degree, moved["x"].seeds) == ((1, 3), (3, 3))
    assert (moved["y"].before, moved["y"].seeds) == (0.0, (0, 1))
    assert change.most == max(abs(m.after - m.before) for m in change.movers) > 0


def test_a_topic_that_loses_its_last_knowledge_point_is_named() -> None:
    """Walks that end there give nothing any more."""
    before = clean(version(*PAIRS, restored={"b"}))
    change = between(before, clean(version(*PAIRS, restored={"b"}, edges={("b", "x"): 0})))
    assert [c.id for c in change.new_dead_ends] == ["b"]
    assert change.dead_end == (0.0, 0.5)
    assert change.components == (1, 2)


@given(taggings, taggings)
def test_the_way_back_is_the_way_there_turned_round(one: set[tuple[str, str]], other: set[tuple[str, str]]) -> None:
    """Whatever the two graphs: counts by brute force, and every number swaps its sides."""
    made = [clean(version(*pairs, minimum_seeds=1)) for pairs in (one, other)]
    there, back = between(*made), between(*made[::-1])
    edges = [_edges(pairs) for pairs in (one, other)]
    assert there.edges_added == len(edges[1].keys() - edges[0].keys()) == back.edges_removed
    shared = edges[0].keys() & edges[1].keys()
    assert there.edges_reweighted == sum(edges[0][e] != edges[1][e] for e in shared) == back.edges_reweighted
    carried = [{s: {c for x, c in pairs if x == s} for s in ("s1", "s2", "s3", "s4")} for pairs in (one, other)]
    assert set(there.some_seeds) == {s for s in carried[0] if carried[0][s] != carried[1][s]}
    assert (there.added, there.most, there.components) == (back.removed, back.most, back.components[::-1])


def _edges(pairs: set[tuple[str, str]]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for seed, concept in pairs:
        for other_seed, other in pairs:
            if seed == other_seed and concept < other:
                found[concept, other] = found.get((concept, other), 0) + 1
    return found
