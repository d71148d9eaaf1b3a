"""Explore: search, the ego network and the panel of a concept."""

from dataclasses import replace
from pathlib import Path

import pytest

from mathscale_core.errors import NotFoundError
from mathscale_core.pipeline.edits import apply_edit, undo
from mathscale_core.pipeline.sample import sample
from mathscale_core.records import Concept
from mathscale_core.testing.workspaces import SMALL, fresh_workspace, labelled_seed, small_workspace
from mathscale_core.views.explore import ego, panel, search, seeds_of, standing, tags_of
from mathscale_core.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return small_workspace(tmp_path)


def named(workspace: Workspace, name: str) -> Concept:
    (found,) = (c for c in workspace.store.concepts.concepts() if c.name == name)
    return found


def seeds_with(*names: str) -> int:
    """Seeds of the small workspace that carry all these names."""
    return sum(set(names) <= {*topics, *kps} for topics, kps in SMALL)


def found(workspace: Workspace, text: str) -> list[str]:
    return [hit.concept.name for hit in search(workspace, text)]


def test_an_empty_workspace_has_nothing_to_find(tmp_path: Path) -> None:
    """Any search is empty; no concept has a panel or a network."""
    empty = fresh_workspace(tmp_path)
    assert (search(empty, ""), search(empty, "money"), seeds_of(empty, "c_1"), tags_of(empty, "s_1")) == (
        [],
        [],
        [],
        ([], []),
    )
    for view in (ego, panel):
        with pytest.raises(NotFoundError, match="c_1"):
            view(empty, "c_1")


def test_an_empty_search_gives_the_concepts_with_most_seeds(workspace: Workspace) -> None:
    """All concepts of the graph, most seeds first, with their seeds; the limit cuts."""
    hits = search(workspace, "")
    assert len(hits) == 9
    assert [h.seeds for h in hits] == sorted((h.seeds for h in hits), reverse=True)
    assert all(h.seeds == seeds_with(h.concept.name) for h in hits)
    assert search(workspace, "", limit=2) == hits[:2]


def test_every_word_must_begin_a_word_of_the_name(workspace: Workspace) -> None:
    """Words may be cut short and in any order; those that start with the text stand first."""
    assert set(found(workspace, "quantity")) == {"Fraction of a quantity", "Percent of a quantity"}
    assert found(workspace, "quant perc") == ["Percent of a quantity"]
    assert found(workspace, "fraction")[0] in {"Fractions", "Fraction of a quantity"}
    assert found(workspace, "fraction")[-1] == "Adding and subtracting fractions"
    assert found(workspace, "UNIT-PRICES") == ["Unit price"]
    assert found(workspace, "uantity") == found(workspace, "knots") == []


def test_a_dropped_concept_is_not_found(workspace: Workspace) -> None:
    """Search is over the current graph; the panel still knows it and its seeds."""
    assert found(workspace, "checking") == []
    shown = panel(workspace, named(workspace, "Checking a solution").id)
    assert (shown.seeds, shown.degree) == (1, 0)


def test_another_name_finds_the_concept(workspace: Workspace) -> None:
    """An alias leads to the concept, and the panel lists it."""
    money = named(workspace, "Money")
    workspace.store.concepts.add_tagged([], [("topic", "cash", money.id, "Cash")], [], [], "local", workspace.now())
    assert found(workspace, "cas") == ["Money"]
    assert panel(workspace, money.id).aliases == ("Cash",)


def test_an_ego_network_holds_the_neighbours_and_their_edges(workspace: Workspace) -> None:
    """Weights are the seeds that carry both, for every pair shown, each edge once."""
    money = named(workspace, "Money")
    network = ego(workspace, money.id)
    names = {n.concept.id: n.concept.name for n in network.neighbours} | {money.id: "Money"}
    assert (network.centre, network.left_out) == (money, 0)
    assert set(names.values()) == {
        "Money", "Fractions", "Percentages", "Linear equations", "Fraction of a quantity", "Unit price",
        "Percent of a quantity", "Solving linear equations",
    }  # fmt: skip
    for neighbour in network.neighbours:
        assert neighbour.weight == seeds_with("Money", neighbour.concept.name)
        assert neighbour.seeds == seeds_with(neighbour.concept.name)
        assert 0 < neighbour.there <= 1
        assert 0 < neighbour.back <= 1
    wanted = {
        (a, b, seeds_with(names[a], names[b])) for a in names for b in names if a < b and seeds_with(names[a], names[b])
    }
    assert set(network.edges) == wanted
    assert len(network.edges) == len(wanted)


def test_an_ego_network_is_cut_to_the_strongest(workspace: Workspace) -> None:
    """The limit keeps the heaviest neighbours, the edges among those, and says how many are left out."""
    money = named(workspace, "Money")
    whole, cut = ego(workspace, money.id), ego(workspace, money.id, limit=3)
    assert cut.neighbours == whole.neighbours[:3]
    assert cut.left_out == len(whole.neighbours) - 3
    inside = {money.id, *(n.concept.id for n in cut.neighbours)}
    assert set(cut.edges) == {e for e in whole.edges if {e[0], e[1]} <= inside}


def test_a_panel_counts_seeds_neighbours_and_compositions(workspace: Workspace) -> None:
    """The numbers are those of graph and store."""
    money = named(workspace, "Money")
    sample(workspace, 30)
    shown = panel(workspace, money.id)
    assert (shown.concept, shown.seeds, shown.degree) == (money, seeds_with("Money"), 7)
    assert shown.compositions == len(workspace.store.compositions.with_concept(money.id)) > 0


def test_seeds_of_a_concept_come_in_pages_with_their_names(workspace: Workspace) -> None:
    """In order of import; each seed's topics and knowledge points are told apart."""
    money = named(workspace, "Money")
    pages = [[s.line for s in seeds_of(workspace, money.id, 2, offset)] for offset in (0, 2, 4)]
    assert pages == [[3, 4], [5, 6], [11]]
    seed = labelled_seed(6, *SMALL[5])
    assert tags_of(workspace, seed.id) == (["Money", "Percentages"], ["Percent of a quantity", "Unit price"])


def test_every_name_of_a_merged_or_renamed_concept_finds_what_stands_for_it(workspace: Workspace) -> None:
    """Old names, aliases and the new one; the index is of the graph as it is now."""
    money, percent = named(workspace, "Money"), named(workspace, "Percentages")
    assert found(workspace, "perc")[0] in {"Percentages", "Percent of a quantity"}
    apply_edit(workspace, {"kind": "merge", "from": [percent.id], "into": money.id})
    event = apply_edit(workspace, {"kind": "rename", "concept": money.id, "name": "Prices"})
    assert found(workspace, "percentages") == found(workspace, "money") == ["Prices"] == found(workspace, "pric")[:1]
    assert standing(workspace, percent.id) == standing(workspace, money.id) == replace(money, name="Prices")
    assert standing(workspace, "c_gone") is None
    undo(workspace, event.id)
    assert found(workspace, "money") == ["Money"]


def test_a_dropped_concept_has_no_network_and_the_error_says_why(workspace: Workspace) -> None:
    """Its seeds are counted, so that one can decide to restore it."""
    dropped = named(workspace, "Checking a solution")
    with pytest.raises(NotFoundError) as caught:
        ego(workspace, dropped.id)
    assert "Checking a solution was dropped: 1 seed(s)" in caught.value.remedy


def test_signs_alone_find_nothing(workspace: Workspace) -> None:
    """A text without a letter or digit is no empty search."""
    assert found(workspace, "  ") == found(workspace, "")
    assert found(workspace, "...") == found(workspace, "<>") == []
