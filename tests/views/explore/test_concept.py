"""A concept's panel: numbers of graph and store, and all that curators said of it."""

from pathlib import Path

import pytest

from mathscale_core.errors import NotFoundError
from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.pipeline.generate import generate
from mathscale_core.pipeline.sample import sample
from mathscale_core.ports import silent
from mathscale_core.testing.workspaces import SMALL, fresh_workspace, labelled_seed
from mathscale_core.views.explore import panel, seeds_of, tags_of, written_for
from mathscale_core.workspace import Workspace
from tests.views.explore.small import named, seeds_with


def test_an_empty_workspace_has_no_panel(tmp_path: Path) -> None:
    """Nothing is there, and that is said."""
    empty = fresh_workspace(tmp_path)
    assert (seeds_of(empty, "c_1"), tags_of(empty, []), tags_of(empty, ["s_1"])) == ([], {}, {"s_1": ([], [])})
    with pytest.raises(NotFoundError, match="c_1"):
        panel(empty, "c_1")


def test_a_panel_counts_seeds_neighbours_compositions_and_levels(workspace: Workspace) -> None:
    """The numbers are those of graph and store."""
    money = named(workspace, "Money")
    sample(workspace, 30)
    shown = panel(workspace, money.id)
    assert (shown.concept, shown.seeds, shown.degree, shown.state) == (money, seeds_with("Money"), 7, "")
    assert shown.compositions == len(workspace.store.compositions.with_concept(money.id)) > 0
    assert shown.levels == {"elementary": seeds_with("Money")}


def test_a_panel_says_what_curators_said(workspace: Workspace) -> None:
    """Other names, codes, the way down the tree, relations both ways, and who locked it."""
    money, percent, fractions = (named(workspace, n) for n in ("Money", "Percentages", "Fractions"))
    for edit in (
        {"kind": "alias", "concept": money.id, "add": ["Cash"]},
        {"kind": "code", "concept": money.id, "add": [{"scheme": "CCSS", "code": "2.MD.C.8"}]},
        {"kind": "relate", "a": fractions.id, "b": percent.id, "as": "parent-of"},
        {"kind": "relate", "a": percent.id, "b": money.id, "as": "parent-of"},
        {"kind": "relate", "a": money.id, "b": fractions.id, "as": "related"},
        {"kind": "lock", "concept": money.id},
    ):
        apply_edit(workspace, edit)
    shown = panel(workspace, money.id)
    assert shown.aliases == ("Cash",)
    assert [(c.scheme, c.code) for c in shown.codes] == [("CCSS", "2.MD.C.8")]
    assert shown.path == (fractions, percent)
    assert [(r.how, r.concept) for r in shown.related] == [("related to", fractions)]
    assert shown.locked == workspace.actor
    assert [(r.how, r.concept) for r in panel(workspace, percent.id).related] == [("parent of", money)]


def test_what_is_not_in_the_graph_says_why(workspace: Workspace) -> None:
    """Dropped by cleaning, deleted, and without seeds yet."""
    dropped, money = named(workspace, "Checking a solution"), named(workspace, "Money")
    shown = panel(workspace, dropped.id)
    assert (shown.seeds, shown.degree, shown.state) == (1, 0, "dropped")
    assert len(seeds_of(workspace, dropped.id)) == 1
    apply_edit(workspace, {"kind": "add", "as": "topic", "name": "Knot theory"})
    assert panel(workspace, named(workspace, "Knot theory").id).state == "no seeds"
    apply_edit(workspace, {"kind": "delete", "concept": money.id, "reason": "too wide"})
    assert panel(workspace, money.id).state == "deleted"


def test_seeds_of_a_concept_come_in_pages_with_their_names(workspace: Workspace) -> None:
    """In order of import; each seed's topics and knowledge points are told apart."""
    money = named(workspace, "Money")
    pages = [[s.line for s in seeds_of(workspace, money.id, 2, offset)] for offset in (0, 2, 4)]
    assert pages == [[3, 4], [5, 6], [11]]
    one, other = labelled_seed(6, *SMALL[5]), labelled_seed(1, *SMALL[0])
    assert tags_of(workspace, [one.id, other.id]) == {
        one.id: (["Money", "Percentages"], ["Percent of a quantity", "Unit price"]),
        other.id: (["Fractions"], ["Adding and subtracting fractions"]),
    }


def test_generated_questions_of_a_concept_are_counted_and_paged(workspace: Workspace) -> None:
    """Those that carry it, the newest first, also under the name that it had before."""
    sample(workspace, 20)
    generate(workspace, 12, silent)
    money = named(workspace, "Money")
    wanted = [q.revision for q in workspace.store.questions.by_source("generated") if "Money" in q.topics]
    rows, total = written_for(workspace, money, limit=50)
    assert {row["revision"] for row in rows} == set(wanted)
    assert total == len(wanted)
    assert written_for(workspace, money, limit=2)[0] == rows[:2]
