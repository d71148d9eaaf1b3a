"""Synthetic taggings have exactly the wanted size, and every concept survives cleaning."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathscale_core.errors import InputError
from mathscale_core.synthetic import synthetic_taggings


def smallest(topics: int, kps: int) -> int:
    """The fewest seeds that are enough."""
    return max(2, topics + 1, -(-2 * kps // 3) + 1)


@pytest.mark.parametrize(("topics", "kps", "seeds"), [(0, 1, 10), (1, 0, 10), (1, 1, 1), (5, 1, 5), (1, 30, 20)])
def test_too_few_seeds_or_concepts_are_refused(topics: int, kps: int, seeds: int) -> None:
    """Nothing is made without a topic, without a knowledge point, or of seeds that cannot carry each twice."""
    with pytest.raises(InputError, match="seeds were asked for"):
        synthetic_taggings(topics, kps, seeds)


@settings(deadline=None)
@given(st.integers(1, 60), st.integers(1, 90), st.integers(0, 40), st.integers(0, 3))
def test_every_concept_is_in_two_seeds_and_every_index_is_in_range(topics: int, kps: int, more: int, rng: int) -> None:
    """Each of the T topics and K knowledge points is carried by at least two different seeds, whatever the size."""
    seeds = smallest(topics, kps) + more
    made = synthetic_taggings(topics, kps, seeds, rng)
    assert (len(set(made.topics)), len(set(made.kps))) == (topics, kps)
    for seed, concept, size in ((made.topic_seed, made.topic, topics), (made.kp_seed, made.kp, kps)):
        assert len(seed) == len(concept)
        assert seed.min() >= 0
        assert seed.max() < seeds
        carried = np.unique(np.stack([seed, concept], axis=1), axis=0)
        assert np.bincount(carried[:, 1], minlength=size).min() >= 2
        assert len(np.bincount(concept, minlength=size)) == size


@settings(deadline=None, max_examples=20)
@given(st.integers(1, 20), st.integers(1, 30), st.integers(0, 5))
def test_the_same_numbers_make_the_same_taggings(topics: int, kps: int, rng: int) -> None:
    """All columns are equal for equal arguments."""
    one, two = (synthetic_taggings(topics, kps, smallest(topics, kps) + 5, rng) for _ in range(2))
    for name in ("topic_seed", "topic", "kp_seed", "kp"):
        np.testing.assert_array_equal(getattr(one, name), getattr(two, name))


def test_another_rng_makes_other_taggings() -> None:
    """Two random numbers give different columns of the same concepts."""
    one, two = (synthetic_taggings(20, 60, 200, rng) for rng in (0, 1))
    assert one.topics == two.topics
    assert one.kp.tolist() != two.kp.tolist()


def test_a_large_size_is_zipf_like_and_clustered() -> None:
    """Few concepts are in many seeds and many in few; most knowledge points of a seed are of one field."""
    made = synthetic_taggings(200, 900, 5000)
    counts = np.sort(np.bincount(made.kp))[::-1]
    assert counts[:90].sum() > 0.35 * counts.sum()
    assert counts[-450:].sum() < 0.3 * counts.sum()
    field = np.array([name.rsplit(" ", 1)[1] for name in made.kps])[made.kp]
    of_seed = [field[made.kp_seed == seed] for seed in range(0, 5000, 50)]
    alike = [(f == max(f, key=f.tolist().count)).mean() for f in of_seed if len(f) > 1]
    assert np.mean(alike) > 0.8
