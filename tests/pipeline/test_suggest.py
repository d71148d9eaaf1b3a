"""Suggestions and decisions: a decision is an edit, what was decided never returns, undo brings it back."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mathscale_core.errors import ConflictError, EmptyError, InputError, MathScaleError, NotFoundError
from mathscale_core.pipeline.edits import apply_edit, undo
from mathscale_core.pipeline.suggest import Suggested, decide, suggest, undo_decision
from mathscale_core.ports import silent
from mathscale_core.records import Progress
from mathscale_core.testing.workspaces import fresh_workspace
from mathscale_core.twins.pairs import Pair, pair_of
from mathscale_core.twins.precision import DECISIONS
from mathscale_core.workspace import Workspace
from tests.pipeline.twinned import ids, twinned

FRACTIONS = ("Adding fractions", "Addition of fractions", "Fractions, adding")
TRINOMIALS = ("Factoring trinomials", "Factoring trinoials")


def waiting(workspace: Workspace) -> set[Pair]:
    return {t.pair for t in workspace.store.suggestions.waiting()}


def test_an_empty_workspace_has_nothing_to_suggest(tmp_path: Path) -> None:
    """That is no error; nobody has decided anything."""
    workspace = fresh_workspace(tmp_path)
    said: list[Progress] = []
    done = suggest(workspace, said.append)
    assert (done.suggestions, done.new, done.left) == (0, 0, 0)
    assert [(p.done, p.total) for p in said] == [(0, 1), (1, 1)]
    with pytest.raises(EmptyError, match="no decision to take back"):
        undo_decision(workspace)


def test_twins_are_suggested_and_nothing_is_edited(tmp_path: Path) -> None:
    """Three names of one thing make three pairs, the slip one; numbers keep shapes apart."""
    workspace = twinned(tmp_path)
    one, other, third = ids(workspace, *FRACTIONS)
    slip = pair_of(*ids(workspace, *TRINOMIALS))
    assert waiting(workspace) == {pair_of(one, other), pair_of(one, third), pair_of(other, third), slip}
    assert workspace.store.curation.events() == []
    assert suggest(workspace, silent) == Suggested(4, 0, 4, workspace.draft().graph.version)


def test_a_merge_is_one_edit_with_what_spoke_for_it_as_its_reason(tmp_path: Path) -> None:
    """The losers' names lead to the winner; every pair of them is decided."""
    workspace = twinned(tmp_path)
    members = ids(workspace, *FRACTIONS)
    done = decide(workspace, members, "merge", winner=members[2])
    (event,) = workspace.store.curation.events()
    assert done.events == (event.id,)
    assert event.payload == {"from": list(members[:2]), "into": members[2]}
    assert event.reason.startswith("suggested: spelled alike 1.00, same words 1.00")
    assert set(FRACTIONS[:2]) <= set(workspace.store.concepts.aliases(members[2]))
    assert waiting(workspace) == {pair_of(*ids(workspace, *TRINOMIALS))}
    assert len(workspace.store.suggestions.judged()) == 3


@pytest.mark.parametrize("decision", ["same", "related", "different", "parent-of"])
def test_a_relation_is_one_edit_for_each_pair(tmp_path: Path, decision: str) -> None:
    """A parent stands above each of the others, and says nothing of these among themselves."""
    workspace = twinned(tmp_path)
    first, *others = ids(workspace, *FRACTIONS)
    decide(workspace, [*others, first], decision, winner=first, why="as in our book")
    events = workspace.store.curation.events()
    assert {e.kind for e in events} == {"relate"}
    assert {e.reason for e in events} == {"as in our book"}
    pairs = {(e.payload["a"], e.payload["b"]) for e in events}
    if decision == "parent-of":
        assert pairs == {(first, other) for other in others}
        assert pair_of(*others) in waiting(workspace)
    else:
        assert {pair_of(*p) for p in pairs} == {pair_of(first, others[0]), pair_of(first, others[1]), pair_of(*others)}


def test_later_makes_no_edit_and_decides_nothing(tmp_path: Path) -> None:
    """The pair waits on; taking it back is possible too."""
    workspace = twinned(tmp_path)
    before = waiting(workspace)
    done = decide(workspace, ids(workspace, *TRINOMIALS), "later")
    assert done.events == ()
    assert waiting(workspace) == before
    assert [d.decision for d in workspace.store.suggestions.decisions()] == ["later"]
    undo_decision(workspace)
    assert workspace.store.suggestions.decisions() == []


def test_what_was_kept_apart_never_returns(tmp_path: Path) -> None:
    """Neither by computing again, nor where a relation was set without the queue, nor after one of them is merged."""
    workspace = twinned(tmp_path)
    one, other, third = ids(workspace, *FRACTIONS)
    trinomials = ids(workspace, *TRINOMIALS)
    decide(workspace, trinomials, "different")
    apply_edit(workspace, {"kind": "relate", "a": other, "b": one, "as": "different"})
    suggest(workspace, silent)
    assert waiting(workspace) == {pair_of(one, third), pair_of(other, third)}
    decide(workspace, [third, other], "merge")
    suggest(workspace, silent)
    assert waiting(workspace) == set()


def test_undo_brings_a_decision_back_whoever_undoes_it(tmp_path: Path) -> None:
    """By the queue or in the history; also after the suggestions were computed without the pair."""
    workspace = twinned(tmp_path)
    before = waiting(workspace)
    members = ids(workspace, *FRACTIONS)
    decide(workspace, members, "merge")
    suggest(workspace, silent)
    done = undo_decision(workspace)
    assert set(done.members) == set(members)
    assert waiting(workspace) == before
    second = decide(workspace, members, "merge")
    undo(workspace, second.events[0])
    assert waiting(workspace) == before
    with pytest.raises(EmptyError):
        undo_decision(workspace)


def test_everybody_takes_back_their_own_last_decision(tmp_path: Path) -> None:
    """Or one that is named; decisions of others stay."""
    workspace = twinned(tmp_path)
    ada, bo = workspace.acting_as("Ada"), workspace.acting_as("Bo")
    mine = decide(ada, ids(workspace, *TRINOMIALS), "different")
    theirs = decide(bo, ids(workspace, *FRACTIONS), "related")
    assert undo_decision(ada).id == mine.id
    assert undo_decision(ada, theirs.id).events == theirs.events
    assert len(waiting(workspace)) == 4


def test_a_decision_that_cannot_be_is_refused_whole(tmp_path: Path) -> None:
    """One concept, one twice, a stranger as winner, no such decision, no such concept, or edited meanwhile."""
    workspace = twinned(tmp_path)
    one, other, third = ids(workspace, *FRACTIONS)
    for members, decision, winner in (
        ([one], "merge", ""), ([], "merge", ""), ([one, one], "merge", ""), ([one, other], "merge", third),
        ([one, other], "twins", ""),
    ):  # fmt: skip
        with pytest.raises(InputError):
            decide(workspace, members, decision, winner=winner)
    with pytest.raises(NotFoundError):
        decide(workspace, [one, "c_gone"], "different")
    apply_edit(workspace, {"kind": "rename", "concept": one, "name": "Sums of fractions"})
    with pytest.raises(ConflictError, match="meanwhile"):
        decide(workspace, [one, other], "merge", expected="")
    assert workspace.store.suggestions.decisions() == []
    assert len(workspace.store.curation.events()) == 1


def test_a_locked_concept_is_merged_only_for_a_reason_of_ones_own(tmp_path: Path) -> None:
    """What spoke for it is no reason to overrule somebody."""
    workspace = twinned(tmp_path)
    one, other = ids(workspace, *TRINOMIALS)
    apply_edit(workspace.acting_as("Ada"), {"kind": "lock", "concept": one, "locked": True})
    with pytest.raises(InputError, match="locked by Ada"):
        decide(workspace, [one, other], "merge")
    decide(workspace, [one, other], "merge", why="Ada agrees")
    assert workspace.store.curation.events()[-1].reason == "Ada agrees"


steps = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5), st.sampled_from([*DECISIONS, "undo", "compute"])), max_size=8
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_no_decided_pair_returns_after_any_sequence(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, int, str]]
) -> None:
    """Whatever is decided, undone and computed again: a pair with a decision that counts does not wait."""
    workspace = twinned(tmp_path_factory.mktemp("steps"))
    concepts = [c.id for c in workspace.store.concepts.concepts() if c.kind == "kp"]
    for a, b, step in steps:
        try:
            if step == "compute":
                suggest(workspace, silent)
            elif step == "undo":
                undo_decision(workspace)
            else:
                decide(workspace, [concepts[a], concepts[b]], step)
        except MathScaleError:
            # A merged one, a circle in the tree, one concept twice: refused, and nothing is written.
            pass
        merged = workspace.store.concepts.merges()
        decided = {
            pair_of(merged.get(d.a, d.a), merged.get(d.b, d.b))
            for d in workspace.store.suggestions.decisions()
            if d.decision != "later"
        }
        assert not waiting(workspace) & decided
        assert not {c for pair in waiting(workspace) for c in pair} & merged.keys()
    workspace.close()
