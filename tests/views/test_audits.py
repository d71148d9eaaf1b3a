"""Audits for people: the next item, precision and recall of who gave tags, and of a concept's labels."""

from pathlib import Path

import pytest

from mathscale_core.pipeline.audit import finish_item, start_audit
from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.records import BenchmarkItem
from mathscale_core.testing.workspaces import fresh_workspace, small_workspace
from mathscale_core.views import audits
from mathscale_core.workspace import Workspace


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    """The small workspace with four test items that are said to be about Money."""
    made = small_workspace(tmp_path)
    items = [
        BenchmarkItem(f"e/{n}", "e", n, "", f"Question {n}", (), str(n), "By hand.", "", "CC0-1.0", ("Money",), ())
        for n in range(1, 5)
    ]
    made.store.benchmarks.add(items, "local", "")
    return made


def test_nothing_audited_is_nothing_known(tmp_path: Path) -> None:
    """No rate is made up."""
    workspace = fresh_workspace(tmp_path)
    assert (audits.audits(workspace), audits.results(workspace)) == ([], [])
    assert audits.label_precision(workspace, "c_1") is None
    assert audits.UNCHECKED == "labels unchecked"


def test_the_next_item_comes_with_its_tags(space: Workspace) -> None:
    """One after the other in the order drawn, then none; a named one at any time."""
    audit = audits.audits(space)[0] if audits.audits(space) else start_audit(space, "seeds", "given", 2)
    first = audits.next_item(space, audit)
    assert first is not None
    assert (first.done, first.sampled) == (0, 2)
    assert first.question.startswith("Seed ")
    assert {t.concept.name for t in first.tags} == {
        row["name"] for row in space.store.concepts.tags_of(first.id)
    }  # fmt: skip
    finish_item(space, audit.id, first.id)
    second = audits.next_item(space, audit)
    assert second is not None
    assert (second.done, second.id != first.id) == (1, True)
    finish_item(space, audit.id, second.id)
    assert audits.next_item(space, audit) is None
    again = audits.next_item(space, audit, first.id)
    assert again is not None
    assert again.id == first.id


def test_precision_and_recall_are_counted_over_all_tags(space: Workspace) -> None:
    """One wrong of all, two missing; counted here by hand."""
    audit = start_audit(space, "seeds", "given", 12)
    names = space.store.concepts.names()
    given = {
        i: {t.concept.id for t in space.store.audits.tags(audit, i, {})} for i, _ in space.store.audits.items(audit.id)
    }
    linear = names["topic", "linear equation"]
    without = [i for i, tags in given.items() if linear not in tags][:2]
    for number, (item, tags) in enumerate(given.items()):
        wrong = sorted(tags)[:1] if number == 0 else []
        finish_item(space, audit.id, item, wrong, [linear] if item in without else [])
    total = sum(map(len, given.values()))
    found = audits.result(space, audit)
    assert (found.right, found.wrong, found.missing, found.done) == (total - 1, 1, 2, 12)
    assert found.precision is not None
    assert found.recall is not None
    assert found.precision.value == pytest.approx((total - 1) / total)
    assert found.recall.value == pytest.approx((total - 1) / (total + 1))
    assert found.precision.low < found.precision.value < found.precision.high
    assert audits.results(space) == [found]


def test_an_item_of_two_audits_counts_once(space: Workspace) -> None:
    """As it was judged in the newest; sampled and done are those of both."""
    acting = [start_audit(space, "benchmark", "e", 4, rng) for rng in (0, 1)]
    money = space.store.concepts.names()["topic", "money"]
    for audit, wrong in zip(acting, ([], [money]), strict=True):
        for item, _ in space.store.audits.items(audit.id):
            finish_item(space, audit.id, item, wrong)
    (found,) = audits.results(space)
    assert (found.right + found.wrong, found.sampled, found.done) == (4, 8, 8)


def test_labels_of_a_concept_have_a_precision_once_they_were_judged(space: Workspace) -> None:
    """Before that they are unchecked; what was merged into it counts."""
    names = space.store.concepts.names()
    money, percent = names["topic", "money"], names["topic", "percentage"]
    assert audits.label_precision(space, money) is None
    audit = start_audit(space, "benchmark", "e", 4)
    for number, (item, _) in enumerate(space.store.audits.items(audit.id)):
        finish_item(space, audit.id, item, [money] if number == 0 else [])
    found = audits.label_precision(space, money)
    assert found is not None
    assert (found.value, found.counted) == (0.75, 4)
    assert audits.label_precision(space, percent) is None
    assert audits.label_precision(space, money, audits.SEEDS) is None
    apply_edit(space, {"kind": "merge", "from": [money], "into": percent})
    assert audits.label_precision(space, percent) == found
    assert audits.name_of(space, percent) == "Percentages"
