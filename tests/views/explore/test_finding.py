"""Search: by the beginnings of words, other names, codes, and with slips of typing."""

from dataclasses import replace
from pathlib import Path

import pytest

from mathscale_core.pipeline.edits import apply_edit, undo
from mathscale_core.testing.workspaces import fresh_workspace
from mathscale_core.views.explore import find, found_of, search, standing
from mathscale_core.workspace import Workspace
from tests.views.explore.small import named, seeds_with


def names(workspace: Workspace, text: str) -> list[str]:
    return [hit.concept.name for hit in search(workspace, text)]


def found(workspace: Workspace, text: str) -> list[str]:
    return [hit.concept.name for hit in find(workspace, text)]


def test_an_empty_workspace_has_nothing_to_find(tmp_path: Path) -> None:
    """Any search is empty."""
    empty = fresh_workspace(tmp_path)
    assert (search(empty, ""), search(empty, "money"), find(empty, "money"), found_of(empty, ["c_1"])) == (
        [],
        [],
        [],
        [],
    )


def test_an_empty_search_gives_the_concepts_with_most_seeds(workspace: Workspace) -> None:
    """All concepts of the graph, most seeds first, with their seeds; the limit cuts."""
    hits = search(workspace, "")
    assert len(hits) == 9
    assert [h.seeds for h in hits] == sorted((h.seeds for h in hits), reverse=True)
    assert all(h.seeds == seeds_with(h.concept.name) for h in hits)
    assert search(workspace, "", limit=2) == hits[:2]
    assert find(workspace, "") == []


def test_every_word_must_begin_a_word_of_the_name(workspace: Workspace) -> None:
    """Words may be cut short and in any order; those that start with the text stand first."""
    assert set(names(workspace, "quantity")) == {"Fraction of a quantity", "Percent of a quantity"}
    assert names(workspace, "quant perc") == ["Percent of a quantity"]
    assert names(workspace, "fraction")[0] in {"Fractions", "Fraction of a quantity"}
    assert names(workspace, "fraction")[-1] == "Adding and subtracting fractions"
    assert names(workspace, "UNIT-PRICES") == ["Unit price"]
    assert names(workspace, "uantity") == names(workspace, "knots") == []


def test_signs_alone_find_nothing(workspace: Workspace) -> None:
    """A text without a letter or digit is no empty search."""
    assert names(workspace, "  ") == names(workspace, "")
    assert names(workspace, "...") == names(workspace, "<>") == found(workspace, "<>") == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("monye", "Money"), ("Percentgaes", "Percentages"), ("lineer equa", "Linear equations"), ("fractoi", "Fractions")],
)
def test_slips_of_typing_are_forgiven_and_said(workspace: Workspace, typed: str, meant: str) -> None:
    """Letters swapped, left out, other; also in a word that is still being typed."""
    assert names(workspace, typed) == []
    hits = {hit.concept.name: hit.why for hit in find(workspace, typed)}
    assert hits[meant].startswith("did you mean")


def test_short_words_must_be_right(workspace: Workspace) -> None:
    """A slip in three letters would find anything."""
    assert found(workspace, "mny") == []


def test_an_exact_name_asks_for_no_guess(workspace: Workspace) -> None:
    """Nothing stands beside it that is only like it."""
    assert [(h.concept.name, h.why) for h in find(workspace, "money")] == [("Money", "")]


def test_only_wished_kinds_are_found(workspace: Workspace) -> None:
    """Topics alone or knowledge points alone."""
    assert {h.concept.kind for h in find(workspace, "fraction")} == {"topic", "kp"}
    assert [h.concept.name for h in find(workspace, "fraction", ("topic",))] == ["Fractions"]
    assert {h.concept.kind for h in find(workspace, "fraction", ("kp",))} == {"kp"}


def test_concepts_outside_the_graph_are_found_and_say_why(workspace: Workspace) -> None:
    """One that cleaning dropped, and one that no seed carries yet; search for choosing leaves both out."""
    apply_edit(workspace, {"kind": "add", "as": "topic", "name": "Knot theory"})
    assert [(h.seeds, h.state) for h in find(workspace, "checking")] == [(1, "dropped")]
    assert [(h.seeds, h.degree, h.state) for h in find(workspace, "knot")] == [(0, 0, "no seeds")]
    assert names(workspace, "checking") == names(workspace, "knot") == []


def test_another_name_or_a_code_finds_the_concept_and_is_named(workspace: Workspace) -> None:
    """What led there stands beside a name that does not say it."""
    money = named(workspace, "Money")
    workspace.store.concepts.add_tagged([], [("topic", "cash", money.id, "Cash")], [], [], "local", workspace.now())
    apply_edit(workspace, {"kind": "code", "concept": money.id, "add": [{"scheme": "CCSS", "code": "2.MD.C.8"}]})
    assert names(workspace, "cas") == ["Money"]
    assert [h.why for h in find(workspace, "cas")] == ["also called Cash"]
    assert [(h.concept.name, h.why) for h in find(workspace, "2.md.c")] == [("Money", "code CCSS 2.MD.C.8")]
    assert found(workspace, "ccss 2.MD") == ["Money"]


def test_every_name_of_a_merged_or_renamed_concept_finds_what_stands_for_it(workspace: Workspace) -> None:
    """Old names, aliases and the new one; the index is of the graph as it is now."""
    money, percent = named(workspace, "Money"), named(workspace, "Percentages")
    assert names(workspace, "perc")[0] in {"Percentages", "Percent of a quantity"}
    apply_edit(workspace, {"kind": "merge", "from": [percent.id], "into": money.id})
    event = apply_edit(workspace, {"kind": "rename", "concept": money.id, "name": "Prices"})
    assert names(workspace, "percentages") == names(workspace, "money") == ["Prices"] == names(workspace, "pric")[:1]
    assert standing(workspace, percent.id) == standing(workspace, money.id) == replace(money, name="Prices")
    assert standing(workspace, "c_gone") is None
    assert [h.concept.name for h in found_of(workspace, [percent.id, money.id, "c_gone"])] == ["Prices"]
    undo(workspace, event.id)
    assert names(workspace, "money") == ["Money"]


def test_long_and_odd_texts_are_searched_and_not_refused(workspace: Workspace) -> None:
    """5,000 letters, right-to-left, emoji, markup."""
    for text in ("x" * 5000, "money " * 1000, "مثلث", "😀", "<b>money</b>", "\x00"):
        find(workspace, text)
