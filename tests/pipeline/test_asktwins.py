"""A model asked about suggested twins: a job like any other, its answers one signal more."""

from dataclasses import replace
from pathlib import Path

import pytest

from mathscale_core.errors import ConflictError, EmptyError, InputError
from mathscale_core.pipeline.asktwins import ask_twins, count_asking, start_asking
from mathscale_core.pipeline.seeds import hold_seeds
from mathscale_core.pipeline.suggest import decide, suggest
from mathscale_core.pipeline.work import resume, retry, take_in_open
from mathscale_core.ports import silent
from mathscale_core.records import Endpoint, ModelRequest
from mathscale_core.testing.scripted import SCRIPTED, ScriptedModel
from mathscale_core.testing.workspaces import answered_by, fresh_workspace
from mathscale_core.views import suggestions
from tests.pipeline.test_suggest import TRINOMIALS
from tests.pipeline.twinned import ids, twinned

PRICED = replace(SCRIPTED, input_price=2.0, output_price=4.0, currency="EUR")


def says(request: ModelRequest) -> str:
    return '{"answer": "no"}' if "trinomials" in request.text else '{"answer": "yes"}'


def test_without_suggestions_there_is_nothing_to_ask(tmp_path: Path) -> None:
    """Nor about less than one pair; no job is made."""
    workspace = fresh_workspace(tmp_path)
    assert count_asking(workspace, PRICED, 9).pairs == 0
    with pytest.raises(EmptyError):
        ask_twins(workspace, SCRIPTED, 9, silent)
    with pytest.raises(InputError):
        ask_twins(workspace, SCRIPTED, 0, silent)
    assert workspace.store.jobs.list() == []


def test_the_cost_is_said_first_and_nobody_is_asked_for_it(tmp_path: Path) -> None:
    """From the letters and the endpoint's prices; unknown where it has none."""
    workspace = twinned(tmp_path)
    asking = count_asking(workspace, PRICED, 2)
    assert asking.pairs == 2
    assert asking.cost is not None
    assert 2 * asking.tokens / 1e6 < asking.cost < 4 * asking.tokens / 1e6
    assert count_asking(workspace, SCRIPTED, 2).cost is None
    assert workspace.store.jobs.list() == []


def test_answers_become_a_signal_and_decide_nothing(tmp_path: Path) -> None:
    """Yes raises the score, no leaves it; what was asked once is not asked again, also after computing anew."""
    model = ScriptedModel(says)
    workspace = answered_by(twinned(tmp_path), model)
    before = {t.pair: t for t in workspace.store.suggestions.waiting()}
    status = ask_twins(workspace, SCRIPTED, 9, silent)
    assert (status.counts.ok, len(model.requests)) == (4, 4)
    slip = tuple(sorted(ids(workspace, *TRINOMIALS)))
    for twins in workspace.store.suggestions.waiting():
        assert twins.signals.told == (0.0 if twins.pair == slip else 1.0)
        same = twins.pair == slip
        assert (
            twins.score == pytest.approx(before[twins.pair].score) if same else twins.score > before[twins.pair].score
        )
    assert workspace.store.curation.events() == []
    suggest(workspace, silent)
    assert suggestions.not_asked(workspace) == 0
    with pytest.raises(EmptyError):
        ask_twins(workspace, SCRIPTED, 9, silent)


def test_an_unusable_answer_fails_and_can_be_asked_for_again(tmp_path: Path) -> None:
    """Its pair has no such signal meanwhile."""
    workspace = answered_by(twinned(tmp_path), ScriptedModel(lambda _: "I cannot say."))
    job = start_asking(workspace, SCRIPTED, 1)
    take_in_open(workspace)
    assert suggestions.not_asked(workspace) == 4
    retry(answered_by(workspace, ScriptedModel(says)), job)
    assert suggestions.not_asked(workspace) == 3


def test_what_was_decided_meanwhile_stays_decided(tmp_path: Path) -> None:
    """The answer comes too late, and that is no error; a second job waits for the first."""
    idle = ScriptedModel(says)
    workspace = answered_by(twinned(tmp_path), idle, lambda: "pause")
    start_asking(workspace, SCRIPTED, 9)
    with pytest.raises(ConflictError, match="about twins already"):
        start_asking(workspace, Endpoint("other", "http://127.0.0.1:1/v1", "other"), 9)
    decide(workspace, ids(workspace, *TRINOMIALS), "different")
    (job,) = workspace.store.jobs.list()
    resume(answered_by(workspace, ScriptedModel(says)), str(job["id"]))
    assert len(workspace.store.suggestions.waiting()) == 3
    assert suggestions.not_asked(workspace) == 0


def test_seeds_that_are_held_back_are_not_shown(tmp_path: Path) -> None:
    """Nor is a solution or an answer."""
    model = ScriptedModel(says)
    workspace = answered_by(twinned(tmp_path), model)
    seed = workspace.store.concepts.of_concept(ids(workspace, TRINOMIALS[0])[0], 1)[0]
    hold_seeds(workspace, [seed.id], "unclear")
    ask_twins(workspace, SCRIPTED, 9, silent)
    assert model.requests
    assert not [r for r in model.requests if seed.question in r.text or "The answer is" in r.text]
