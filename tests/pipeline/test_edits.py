"""Edits: all of a file are applied, or none; each can be taken back."""

import json
from pathlib import Path
from typing import Any

import pytest

from mathscale_core.errors import ConflictError, InputError, MathScaleError, NotFoundError
from mathscale_core.pipeline.edits import apply_edit_file, apply_edits, in_the_way, undo, undo_all
from mathscale_core.pipeline.seeds import add_seeds
from mathscale_core.records import EditEvent
from mathscale_core.seeds.rows import Row
from mathscale_core.testing.workspaces import NOON, fresh_workspace, labelled_seed, small_workspace, write_rows
from mathscale_core.workspace import Workspace


def dropped(workspace: Workspace) -> str:
    ((concept, _),) = workspace.graph().dropped
    return concept.id


def test_no_edits_change_nothing(tmp_path: Path) -> None:
    """An empty list is applied without an event."""
    workspace = fresh_workspace(tmp_path)
    assert apply_edits(workspace, []) == []
    assert workspace.store.curation.events() == []


def test_a_restore_brings_a_dropped_concept_back(tmp_path: Path) -> None:
    """The graph holds it; the event says who, when and why."""
    workspace = small_workspace(tmp_path).acting_as("Emmy")
    concept, before = dropped(workspace), workspace.graph().graph
    path = write_rows(tmp_path / "edits.jsonl", [{"kind": "restore", "concept": concept, "reason": "needed"}])
    (event,) = apply_edit_file(workspace, path)
    assert (event.kind, event.payload, event.actor, event.reason) == ("restore", {"concept": concept}, "Emmy", "needed")
    assert event.at.startswith(NOON.isoformat()[:19])
    assert workspace.store.curation.events() == [event]
    after = workspace.graph().graph
    assert set(after.position) == {*before.position, concept}
    assert after.version != before.version


def test_equal_edits_are_events_of_their_own(tmp_path: Path) -> None:
    """The same edit three times, in one file and in a second, is three events in this order."""
    workspace = small_workspace(tmp_path)
    row = {"kind": "restore", "concept": dropped(workspace)}
    first = apply_edit_file(workspace, write_rows(tmp_path / "two.jsonl", [row, row]))
    second = apply_edit_file(workspace, write_rows(tmp_path / "one.jsonl", [row]))
    assert len({e.id for e in first + second}) == 3
    assert workspace.store.curation.events() == first + second


@pytest.mark.parametrize(
    ("bad", "error", "said"),
    [
        ('{"kind": "explode", "concept": "c_1"}', InputError, "Line 2 has the edit kind 'explode'"),
        ('{"kind": "restore"}', InputError, "Line 2: concept"),
        ('{"kind": "restore", "concept": "c_1", "colour": "blue"}', InputError, "Line 2: colour"),
        ('{"kind": "restore", "concept": "c_nowhere"}', NotFoundError, "c_nowhere"),
        ('{"kind": ', InputError, "Line 2: "),
        ("[]", InputError, "Line 2: "),
    ],
)
def test_one_bad_edit_applies_none(tmp_path: Path, bad: str, error: type[MathScaleError], said: str) -> None:
    """The line is named, and a good edit before it was not applied either."""
    workspace = small_workspace(tmp_path)
    version = workspace.graph().graph.version
    path = tmp_path / "edits.jsonl"
    path.write_text(json.dumps({"kind": "restore", "concept": dropped(workspace)}) + f"\n{bad}\n", "utf-8")
    with pytest.raises(error, match=said):
        apply_edit_file(workspace, path)
    assert workspace.store.curation.events() == []
    assert workspace.graph().graph.version == version


def named(workspace: Workspace, name: str) -> str:
    """Id of the concept of this name, merged or not."""
    found = [c for c in workspace.store.concepts.kinds() if name in shown(workspace, c)]
    return found[0]


def shown(workspace: Workspace, concept: str) -> str:
    found = workspace.store.concepts.concept(concept)
    return found.name if found else ""


def edit(workspace: Workspace, *rows: dict[str, object], expected: str | None = None) -> list[EditEvent]:
    return apply_edits(workspace, [Row(n, row) for n, row in enumerate(rows, 1)], expected=expected)


def seeds_of(workspace: Workspace, concept: str) -> set[str]:
    return set(workspace.store.concepts.ids_of_concept(concept))


def test_a_rename_shows_everywhere_and_leaves_walks_alone(tmp_path: Path) -> None:
    """The graph's version says what can be walked: a name does not change it; both names lead to the concept."""
    workspace = small_workspace(tmp_path)
    money, before = named(workspace, "Money"), workspace.graph().graph.version
    edit(workspace, {"kind": "rename", "concept": money, "name": "money and prices"})
    graph = workspace.graph().graph
    assert graph.version == before
    assert "Money and prices" in {c.name for c in graph.topics}
    assert workspace.store.concepts.aliases(money) == ["Money"]
    names = workspace.store.concepts.names()
    assert names["topic", "money"] == names["topic", "money price"] == money
    add_seeds(workspace, [labelled_seed(99, ["Money and Prices"], ["Unit price"])])
    assert labelled_seed(99).id in seeds_of(workspace, money)


def test_a_merge_joins_seeds_edges_and_names(tmp_path: Path) -> None:
    """A seed that carries both counts once; new seeds under an old name come to the winner."""
    workspace = small_workspace(tmp_path)
    money, percent = named(workspace, "Money"), named(workspace, "Percentages")
    both = seeds_of(workspace, money) | seeds_of(workspace, percent)
    before = workspace.graph().graph
    edit(workspace, {"kind": "merge", "from": [percent], "into": money, "reason": "same"})
    after = workspace.graph().graph
    assert (percent in after.position, len(after.topics)) == (False, len(before.topics) - 1)
    assert seeds_of(workspace, money) == both
    assert after.version != before.version
    assert "Percentages" in workspace.store.concepts.aliases(money)
    assert workspace.store.concepts.merged_into(percent) == money
    add_seeds(workspace, [labelled_seed(99, ["Percentage"], ["Unit price"])])
    assert seeds_of(workspace, money) == {*both, labelled_seed(99).id}


def test_a_retag_gives_and_takes_concepts(tmp_path: Path) -> None:
    """Labels are overruled, by hand; a seed without labels is no longer waiting for extraction."""
    workspace = small_workspace(tmp_path)
    add_seeds(workspace, [labelled_seed(99)])
    money, unit, new = named(workspace, "Money"), named(workspace, "Unit price"), labelled_seed(99).id
    edit(workspace, {"kind": "retag", "seeds": [new, labelled_seed(5).id], "add": [unit], "remove": [money]})
    assert [(t["id"], t["origin"]) for t in workspace.store.concepts.tags_of(new)] == [(unit, "by hand")]
    assert [t["id"] for t in workspace.store.concepts.tags_of(labelled_seed(5).id)] == [unit]
    assert workspace.store.concepts.count_untried() == 0


@pytest.mark.parametrize(
    "rows",
    [
        [{"kind": "rename", "concept": "Money", "name": "Prices"}],
        [{"kind": "merge", "from": ["Percentages", "Fractions"], "into": "Money"}],
        [
            {"kind": "merge", "from": ["Fractions"], "into": "Money"},
            {"kind": "merge", "from": ["Money"], "into": "Percentages"},
        ],
        [{"kind": "retag", "seeds": ["1", "5"], "add": ["Percentages"], "remove": ["Money", "Fractions"]}],
        [
            {"kind": "merge", "from": ["Unit price"], "into": "Checking a solution"},
            {"kind": "restore", "concept": "Money"},
        ],
    ],
)  # fmt: skip
def test_undoing_every_edit_gives_the_graph_back(tmp_path: Path, rows: list[dict[str, object]]) -> None:
    """Version, names and labels are those of before, and the log keeps all."""
    workspace = small_workspace(tmp_path)
    before = workspace.graph().graph

    def with_ids(value: object) -> object:
        if isinstance(value, list):
            return [with_ids(v) for v in value]
        text = str(value)
        return labelled_seed(int(text)).id if text.isdigit() else named(workspace, text)

    plain = {"kind", "name"}
    events = edit(
        workspace, *({key: value if key in plain else with_ids(value) for key, value in row.items()} for row in rows)
    )
    assert workspace.graph().graph.version != before.version or rows[0]["kind"] == "rename"
    for event in reversed(events):
        undo(workspace, event.id, "a try")
    after = workspace.graph().graph
    assert (after.version, after.topics, after.kps) == (before.version, before.topics, before.kps)
    assert [e.kind for e in workspace.store.curation.events()] == [*(e.kind for e in events), *["undo"] * len(events)]


def test_what_depends_on_an_edit_is_named_when_it_is_undone(tmp_path: Path) -> None:
    """Nothing is undone; after the later edit is, it can be. What is not there cannot be undone."""
    workspace = small_workspace(tmp_path)
    money, percent = named(workspace, "Money"), named(workspace, "Percentages")
    first, second = edit(
        workspace,
        {"kind": "merge", "from": [percent], "into": money},
        {"kind": "rename", "concept": money, "name": "Percentages"},
    )
    with pytest.raises(ConflictError, match=second.id):
        undo(workspace, first.id)
    assert len(workspace.store.curation.events()) == 2
    undo(workspace, second.id)
    undo(workspace, first.id, "they differ")
    assert workspace.store.curation.events()[-1].reason == "they differ"
    with pytest.raises(NotFoundError, match="e_gone"):
        undo(workspace, "e_gone")


def test_two_who_edit_the_same_do_not_overwrite_each_other(tmp_path: Path) -> None:
    """The second to save is told who was first; edits of other concepts do not hinder."""
    workspace = small_workspace(tmp_path)
    money, percent, unit = (named(workspace, n) for n in ("Money", "Percentages", "Unit price"))
    (seen,) = edit(workspace, {"kind": "rename", "concept": percent, "name": "Per cent"}, expected="")
    edit(workspace.acting_as("Emmy"), {"kind": "rename", "concept": money, "name": "Prices"})
    with pytest.raises(ConflictError, match="Emmy has edited"):
        edit(workspace, {"kind": "merge", "from": [percent], "into": money}, expected=seen.id)
    edit(workspace, {"kind": "rename", "concept": percent, "name": "Percents"}, expected=seen.id)
    undo(workspace, workspace.store.curation.events()[-2].id)
    with pytest.raises(ConflictError, match="undo"):
        edit(workspace, {"kind": "rename", "concept": money, "name": "Costs"}, expected=seen.id)
    edit(workspace, {"kind": "retag", "seeds": [labelled_seed(1).id], "add": [unit]}, expected=seen.id)
    with pytest.raises(ConflictError, match="retag"):
        edit(workspace, {"kind": "retag", "seeds": [labelled_seed(1).id], "add": [money]}, expected=seen.id)


def test_edits_of_one_file_build_on_each_other(tmp_path: Path) -> None:
    """A name that the first gives is taken for the second; nothing of the file is applied."""
    workspace = small_workspace(tmp_path)
    rows = [
        {"kind": "rename", "concept": named(workspace, "Money"), "name": "Prices"},
        {"kind": "rename", "concept": named(workspace, "Fractions"), "name": "price"},
    ]
    with pytest.raises(ConflictError, match="Line 2: 'Price' is a name of the concept"):
        apply_edit_file(workspace, write_rows(tmp_path / "edits.jsonl", rows))
    assert workspace.store.curation.events() == []
    assert shown(workspace, named(workspace, "Money")) == "Money"


def test_a_split_of_seeds_that_do_not_carry_the_concept_is_refused(tmp_path: Path) -> None:
    """It moves tags and makes none; in one file a tag may be given first."""
    workspace = small_workspace(tmp_path)
    concept = workspace.draft().graph.kps[0].id
    carrying = workspace.store.concepts.ids_of_concept(concept)
    strange = next(s for s in workspace.draft().concepts_of_seed if s not in carrying)
    split = {
        "kind": "split",
        "concept": concept,
        "into": [{"name": "Part", "seeds": [strange]}],
        "reason": "two skills",
    }
    with pytest.raises(InputError, match=f"The seed {strange} does not carry {concept}"):
        apply_edits(workspace, [Row(1, split)])
    assert workspace.store.curation.events() == []
    apply_edits(workspace, [Row(1, {"kind": "retag", "seeds": [strange], "add": [concept]}), Row(2, split)])
    part = workspace.store.curation.events()[1].payload["into"][0]["id"]
    assert workspace.store.concepts.ids_of_concept(part) == [strange]


def test_a_rule_tags_seeds_that_come_later(tmp_path: Path) -> None:
    """A new seed with the word carries the concept, whatever its own labels say."""
    workspace = small_workspace(tmp_path)
    concept = workspace.draft().graph.kps[0].id
    apply_edits(workspace, [Row(1, {"kind": "retag", "where": {"words": ["dodecahedron"]}, "add": [concept]})])
    before = workspace.store.concepts.ids_of_concept(concept)
    late = labelled_seed(901, question="How many faces has a dodecahedron?")
    add_seeds(workspace, [late])
    assert set(workspace.store.concepts.ids_of_concept(concept)) == {*before, late.id}


def test_what_edits_make_is_a_concept_like_others_until_it_is_undone(tmp_path: Path) -> None:
    """It has a name, seeds and a place in the graph; undone it is nowhere, redone it is back."""
    workspace = small_workspace(tmp_path)
    seed = next(iter(workspace.draft().concepts_of_seed))
    (event,) = apply_edits(
        workspace, [Row(1, {"kind": "add", "as": "kp", "name": "casting out nines", "seeds": [seed]})]
    )
    made = event.payload["id"]
    found = workspace.store.concepts.concept(made)
    assert found is not None and (found.kind, found.name) == ("kp", "Casting out nines")
    assert made in workspace.draft().graph.position
    taken = undo(workspace, event.id)
    assert made not in {c.id for c in workspace.store.concepts.concepts()}
    assert made not in workspace.draft().graph.position
    undo(workspace, taken.id)
    assert made in workspace.draft().graph.position


def test_what_stands_in_the_way_of_an_undo_is_named_and_taken_back_with_it(tmp_path: Path) -> None:
    """Those that depend on it and no others; all go, or none."""
    workspace = small_workspace(tmp_path)
    money, percent, unit = (named(workspace, n) for n in ("Money", "Percentages", "Unit price"))
    rows: list[dict[str, Any]] = [
        {"kind": "merge", "from": [percent], "into": money},
        {"kind": "rename", "concept": unit, "name": "Price of one"},
        {"kind": "rename", "concept": money, "name": "Percentages"},
    ]
    merge, other, rename = apply_edits(workspace, [Row(n, row) for n, row in enumerate(rows, 1)])
    assert in_the_way(workspace, merge.id) == [rename]
    assert in_the_way(workspace, other.id) == in_the_way(workspace, rename.id) == in_the_way(workspace, "e_none") == []
    with pytest.raises(ConflictError):
        undo_all(workspace, [rename.id, merge.id])
    assert len(workspace.store.curation.events()) == 3
    done = undo_all(workspace, [merge.id, rename.id], "they differ")
    assert [(e.payload["event"], e.reason) for e in done] == [(rename.id, "they differ"), (merge.id, "they differ")]
    assert (shown(workspace, percent), shown(workspace, unit)) == ("Percentages", "Price of one")
