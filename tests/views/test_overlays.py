"""Overlays: a number for every concept, or the word that there is none."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from mathscale_core.errors import NotFoundError
from mathscale_core.pipeline.generate import generate
from mathscale_core.pipeline.sample import sample
from mathscale_core.sampling.exact import inclusion
from mathscale_core.testing.workspaces import fresh_workspace, small_workspace
from mathscale_core.views.overlays import NO_DATA, OVERLAYS, Overlay, _scale, degrees, overlay
from mathscale_core.workspace import Workspace


def by_name(workspace: Workspace, shown: Overlay) -> dict[str, float]:
    """Name of a topic to its value."""
    graph = workspace.graph().graph
    return dict(zip([c.name for c in graph.topics], shown.values.tolist(), strict=False))


@pytest.mark.parametrize("name", list(OVERLAYS))
def test_the_empty_graph_has_every_overlay_without_data(tmp_path: Path, name: str) -> None:
    """No steps, no concepts, and a word."""
    shown = overlay(fresh_workspace(tmp_path), name)
    assert (len(shown.values), shown.steps, shown.missing) == (0, (), 0)
    assert shown.empty.startswith("no data")


def test_an_overlay_that_is_none_is_not_found(tmp_path: Path) -> None:
    """With the names of those there are."""
    with pytest.raises(NotFoundError, match="acceptance"):
        overlay(small_workspace(tmp_path), "beauty")


def test_seeds_degree_and_probability_are_of_the_graph(tmp_path: Path) -> None:
    """Counted by hand from the drawing of the small workspace; the chance is that of ``mix expect``."""
    workspace = small_workspace(tmp_path)
    graph = workspace.graph().graph
    assert by_name(workspace, overlay(workspace, "seeds")) == {
        "Fractions": 4, "Money": 5, "Percentages": 4, "Linear equations": 4,
    }  # fmt: skip
    assert degrees(graph).tolist() == [len(graph.neighbours(c.id)) for c in (*graph.topics, *graph.kps)]
    exact = inclusion(graph)
    assert overlay(workspace, "probability").values.tolist() == [*exact.topics.tolist(), *exact.kps.tolist()]


@pytest.mark.parametrize("name", ["generated", "accepted", "acceptance", "accuracy"])
def test_what_nobody_has_done_is_no_zero(tmp_path: Path, name: str) -> None:
    """Without questions, verdicts or an evaluation there is no data, and the legend says of what."""
    shown = overlay(small_workspace(tmp_path), name)
    assert np.isnan(shown.values).all()
    assert (set(shown.bins.tolist()), shown.steps) == ({NO_DATA}, ())
    assert shown.empty == OVERLAYS[name].empty != OVERLAYS["seeds"].empty


def test_questions_are_counted_by_concept_and_verdicts_divided(tmp_path: Path) -> None:
    """Every count is that of the bank; without a decided question there is no rate; kept until something is written."""
    workspace = small_workspace(tmp_path)
    sample(workspace, 20)
    generate(workspace, 12)
    questions = workspace.store.questions.by_source("generated")
    names = {c.name for c in workspace.graph().graph.topics}
    wanted = {n: float(sum(n in q.topics for q in questions)) for n in names}
    assert by_name(workspace, overlay(workspace, "generated")) == wanted
    assert overlay(workspace, "accepted").empty
    assert overlay(workspace, "generated") is overlay(workspace, "generated")
    said = {questions[0].revision: "accept", questions[1].revision: "reject"}
    rows = [
        {"id": f"v_{r}", "revision": r, "verdict": v, "actor": "me", "reason": "", "seconds": None, "created": ""}
        for r, v in said.items()
    ]
    workspace.store.questions.record_verdicts(rows)
    rate, accepted = overlay(workspace, "acceptance"), by_name(workspace, overlay(workspace, "accepted"))
    for place, name in enumerate(c.name for c in workspace.graph().graph.topics):
        decided = [said[q.revision] for q in questions if name in q.topics and q.revision in said]
        yes = decided.count("accept")
        assert rate.behind[place] == len(decided)
        assert np.isnan(rate.values[place]) if not decided else rate.values[place] == yes / len(decided)
        assert np.isnan(accepted[name]) if not wanted[name] else accepted[name] == yes


@given(
    hnp.arrays(np.float64, st.integers(0, 40), elements=st.one_of(st.integers(0, 9).map(float), st.just(np.nan))),
    st.booleans(),
)
def test_steps_hold_every_value_once_in_order(values: np.ndarray, rate: bool) -> None:
    """Each known value lies in its step, steps do not overlap, and none is empty."""
    values = values / 9 if rate else values
    steps, bins = _scale(values, rate=rate)
    known = ~np.isnan(values)
    assert (bins[~known] == NO_DATA).all()
    assert sum(s.concepts for s in steps) == known.sum()
    for value, place in zip(values[known].tolist(), bins[known].tolist(), strict=True):
        assert steps[place].low <= value <= steps[place].high
    assert all(s.concepts and s.low <= s.high for s in steps)
    assert all(a.high < b.low for a, b in pairwise(steps))
    assert len(steps) <= 6


def test_none_at_all_is_a_step_of_its_own() -> None:
    """Whatever number of concepts have none."""
    steps, _ = _scale(np.array([0.0] * 50 + list(range(1, 30))), rate=False)
    assert (steps[0].low, steps[0].high, steps[0].concepts) == (0, 0, 50)
    steps, _ = _scale(np.array([0.0, *range(1, 300)]), rate=False)
    assert (steps[0].high, steps[1].low, len(steps)) == (0, 1, 6)
