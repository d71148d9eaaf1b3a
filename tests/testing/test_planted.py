"""Planted twins: of the bundled seeds, never in one seed with what they are twins of."""

from mathscale_core.testing.planted import plant_twins, planted_seeds


def test_a_planted_twin_and_its_concept_share_no_seed() -> None:
    """Each of them is carried by a seed."""
    planted = plant_twins()
    assert len(planted.twins) >= 100
    assert {"slip", "form", "order", "shortened", "another name"} == set(planted.twins.values())
    for one, other in planted.twins:
        assert {one, other} <= planted.graph.position.keys()
        assert other not in {c.id for c, *_ in planted.graph.neighbours(one)}


def test_odd_and_even_twins_are_of_other_concepts() -> None:
    """What is tuned on one half can be judged on the other; no seed is lost."""
    odd, even = planted_seeds(1), planted_seeds(0)
    assert not odd[1].keys() & even[1].keys()
    assert [s.id for s in odd[0]] == [s.id for s in even[0]]
    assert all(s.topics and s.kps for s in odd[0])
