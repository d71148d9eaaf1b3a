"""The queue as it is shown: order, the next one, cautions, counts; similar concepts."""

from pathlib import Path

import pytest

from mathscale_core.errors import NotFoundError
from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.pipeline.suggest import decide
from mathscale_core.testing.workspaces import fresh_workspace
from mathscale_core.twins.precision import Standing
from mathscale_core.views import suggestions
from tests.pipeline.test_suggest import FRACTIONS, TRINOMIALS
from tests.pipeline.twinned import ids, twinned


def test_an_empty_workspace_has_an_empty_queue(tmp_path: Path) -> None:
    """Nothing left, nothing decided, no version; nothing is listed."""
    workspace = fresh_workspace(tmp_path)
    assert suggestions.next_clusters(workspace) == []
    assert suggestions.listed(workspace, 5) == []
    assert suggestions.cluster_of(workspace, ["c_1", "c_2"]) is None
    counts = suggestions.counts(workspace)
    assert (counts.left, counts.postponed, counts.decided, counts.version) == (0, 0, 0, "")
    assert counts.standings == tuple(Standing(s, 0, 0) for s in ("spelling", "words", "neighbours", "shared"))


def test_the_cluster_of_most_seeds_comes_first_and_the_next_one_with_it(tmp_path: Path) -> None:
    """Members by seeds, two seeds each, the reason of every pair."""
    workspace = twinned(tmp_path)
    first, second = suggestions.next_clusters(workspace)
    assert {m.concept.name for m in first.members} == set(FRACTIONS)
    assert first.members[0].concept.name == "Fractions, adding"
    assert [m.seeds for m in first.members] == [3, 2, 2]
    assert all(len(m.examples) == 2 for m in first.members)
    assert len(first.evidence) == 3
    assert {m.concept.name for m in second.members} == set(TRINOMIALS)
    assert second.evidence[0][2].startswith("spelled alike 0.97")
    assert suggestions.next_clusters(workspace, 2, without=first.ids) == [second]
    assert suggestions.still_waits(workspace, first)


def test_what_was_put_off_comes_last(tmp_path: Path) -> None:
    """And says so; it is left, and not decided."""
    workspace = twinned(tmp_path)
    first, second = suggestions.next_clusters(workspace)
    decide(workspace, first.ids, "later")
    now, last = suggestions.next_clusters(workspace)
    assert (now.ids, last.ids, now.postponed, last.postponed) == (second.ids, first.ids, False, True)
    counts = suggestions.counts(workspace)
    assert (counts.left, counts.postponed, counts.decided) == (4, 3, 0)


def test_counts_follow_decisions(tmp_path: Path) -> None:
    """Precision is the share of a signal's decided pairs that were one thing; a decided cluster waits no more."""
    workspace = twinned(tmp_path)
    first, second = suggestions.next_clusters(workspace)
    decide(workspace, first.ids, "merge")
    decide(workspace, second.ids, "different")
    counts = suggestions.counts(workspace)
    assert (counts.left, counts.decided) == (0, 4)
    assert counts.standings[0] == Standing("spelling", 4, 3)
    assert not suggestions.still_waits(workspace, first)
    assert suggestions.cluster_of(workspace, second.ids) is None


def test_a_model_is_shown_where_one_was_asked(tmp_path: Path) -> None:
    """Its column is there from then on."""
    workspace = twinned(tmp_path)
    pair = workspace.store.suggestions.waiting()[0].pair
    workspace.store.suggestions.tell({pair: 0.9})
    assert [s.signal for s in suggestions.counts(workspace).standings] == list(suggestions.SIGNALS)


def test_cautions_name_locks_definitions_and_seeds_that_carry_both(tmp_path: Path) -> None:
    """What to know before a merge."""
    workspace = twinned(tmp_path)
    one, other = ids(workspace, *TRINOMIALS)
    seeds = workspace.store.concepts.ids_of_concept(one)
    for edit in (
        {"kind": "lock", "concept": one}, {"kind": "define", "concept": one, "definition": "Into two brackets."},
        {"kind": "define", "concept": other, "definition": "Another thing.", "reason": "it is"},
        {"kind": "retag", "seeds": seeds, "add": [other]},
    ):  # fmt: skip
        apply_edit(workspace, {"reason": "for the test", **edit})
    shown = suggestions.cluster_of(workspace, [one, other])
    assert shown is not None
    text = "\n".join(shown.cautions)
    assert "Factoring trinomials was locked by local" in text
    assert "different definitions" in text
    assert "stand together in a seed" in text


def test_the_list_is_best_first_and_as_long_as_asked(tmp_path: Path) -> None:
    """With names and reasons."""
    workspace = twinned(tmp_path)
    rows = suggestions.listed(workspace, 3)
    assert len(rows) == 3
    assert [r.twins.score for r in rows] == sorted((r.twins.score for r in rows), reverse=True)
    assert {rows[0].a.name, rows[0].b.name} <= set(FRACTIONS)


def test_similar_concepts_are_found_for_any_one(tmp_path: Path) -> None:
    """Best first, of its kind; one that is not in the graph is said."""
    workspace = twinned(tmp_path)
    found = suggestions.similar(workspace, ids(workspace, FRACTIONS[0])[0], 2)
    assert {s.concept.name for s in found} == set(FRACTIONS[1:])
    assert found[0].seeds in {2, 3}
    topics = suggestions.similar(workspace, ids(workspace, "Fractions")[0], 9)
    assert {s.concept.name for s in topics} == {"Equations", "Shapes"}
    with pytest.raises(NotFoundError, match="no concept 'c_gone'"):
        suggestions.similar(workspace, "c_gone")
