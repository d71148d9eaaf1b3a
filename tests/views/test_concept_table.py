"""The table of concepts beside the panel of each, written out by hand."""

import csv
import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.errors import NotFoundError
from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.pipeline.layout import lay_out_version
from mathscale_core.sampling.exact import inclusion
from mathscale_core.testing.workspaces import fresh_workspace, small_workspace
from mathscale_core.views import explore
from mathscale_core.views.concept_table import (
    COLUMNS,
    NUMBERS,
    Table,
    Wish,
    as_csv,
    communities,
    concept_table,
    rows_of,
    schemes,
)
from mathscale_core.workspace import Workspace


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    return small_workspace(tmp_path)


def ids(space: Workspace) -> dict[str, str]:
    return {c.name: c.id for c in space.store.concepts.concepts()}


def names(table: Table, wish: Wish) -> list[str]:
    return [table.concepts[i].name for i in rows_of(table, wish)]


def test_an_empty_graph_has_no_rows(tmp_path: Path) -> None:
    """And a CSV of the head alone."""
    table = concept_table(fresh_workspace(tmp_path))
    assert rows_of(table, Wish()) == []
    assert as_csv(table, []) == f"id,{','.join(COLUMNS)}\n"
    assert communities(table) == schemes(table) == []


def test_a_row_says_what_the_panel_says(small: Workspace) -> None:
    """Seeds, neighbours by kind and the exact chance of every concept."""
    table, graph = concept_table(small), small.draft().graph
    exact = inclusion(graph)
    chances = [*exact.topics.tolist(), *exact.kps.tolist()]
    assert len(table.concepts) == 9
    for at, concept in enumerate(table.concepts):
        panel, row = explore.panel(small, concept.id), table.row(at)
        near = [n.kind for n, *_ in graph.neighbours(concept.id)]
        assert (row["seeds"], row["degree"]) == (panel.seeds, panel.degree)
        assert (row["topics"], row["kps"]) == (near.count("topic"), near.count("kp"))
        assert row["probability"] == chances[at]
        assert row["level"] == "elementary"
        assert row["generated"] is row["acceptance"] is None
        assert row["community"] == row["parent"] == row["codes"] == row["locked"] == ""


def test_what_people_said_stands_in_its_row_at_once(small: Workspace) -> None:
    """Parent, code, lock; and the filters find it."""
    known = ids(small)
    apply_edit(small, {"kind": "relate", "a": known["Money"], "b": known["Unit price"], "as": "parent-of"})
    apply_edit(small, {"kind": "code", "concept": known["Money"], "add": [{"scheme": "MSC 2020", "code": "91G"}]})
    apply_edit(small, {"kind": "lock", "concept": known["Fractions"]})
    apply_edit(small, {"kind": "alias", "concept": known["Percentages"], "add": ["Per cents"]})
    table = concept_table(small)
    assert table.row(rows_of(table, Wish(text="unit"))[0])["parent"] == "Money"
    assert names(table, Wish(placed="yes", by="name", ascending=True)) == ["Money", "Unit price"]
    assert len(names(table, Wish(placed="no"))) == 7
    assert names(table, Wish(scheme="MSC 2020")) == names(table, Wish(text="91g")) == ["Money"]
    assert names(table, Wish(locked="yes")) == ["Fractions"]
    assert names(table, Wish(text="cents per")) == ["Percentages"]
    assert schemes(table) == ["MSC 2020"]


def test_communities_come_with_the_map(small: Workspace) -> None:
    """The table that was shown before the map was laid out is not shown again."""
    assert communities(concept_table(small)) == []
    lay_out_version(small)
    table = concept_table(small)
    found = communities(table)
    assert found
    assert sum(len(rows_of(table, Wish(community=name))) for name in found) == 9


@given(
    by=st.sampled_from(COLUMNS), ascending=st.booleans(), kind=st.sampled_from(["", "topic", "kp"]),
    column=st.sampled_from(NUMBERS), low=st.none() | st.integers(0, 6), high=st.none() | st.integers(0, 6),
)  # fmt: skip
def test_filters_and_order_are_what_a_loop_over_the_rows_gives(
    tmp_path_factory: pytest.TempPathFactory, by: str, ascending: bool, kind: str, column: str,
    low: int | None, high: int | None,
) -> None:  # fmt: skip
    """The rows that fit, sorted by the column, those without a value last."""
    table = _shared(tmp_path_factory)
    found = rows_of(table, Wish(kind=kind, between={column: (low, high)}, by=by, ascending=ascending))
    rows = [table.row(i) for i in range(len(table.concepts))]

    def fits(row: dict[str, object]) -> bool:
        value = row[column]
        if kind not in {"", row["kind"]}:
            return False
        if low is None and high is None:
            return True
        return isinstance(value, int | float) and (low is None or value >= low) and (high is None or value <= high)

    assert set(found) == {i for i, row in enumerate(rows) if fits(row)}
    values = [rows[i][by] for i in found]
    known = [v.casefold() if isinstance(v, str) else v for v in values if v not in {None, ""}]
    assert values[len(known) :] == [v for v in values if v in {None, ""}]
    assert known == sorted(known, reverse=not ascending)  # type: ignore[type-var]


_made: list[Table] = []


def _shared(factory: pytest.TempPathFactory) -> Table:
    if not _made:
        space = small_workspace(factory.mktemp("table"))
        known = ids(space)
        apply_edit(space, {"kind": "relate", "a": known["Money"], "b": known["Unit price"], "as": "parent-of"})
        _made.append(concept_table(space))
    return _made[0]


def test_a_choice_of_ids_holds_with_the_other_filters(small: Workspace) -> None:
    """As of the map's lasso; ids that are gone do not count, and none is none."""
    known, table = ids(small), concept_table(small)
    among = frozenset({known["Money"], known["Unit price"], "c_gone"})
    assert names(table, Wish(among=among, kind="kp")) == ["Unit price"]
    assert names(table, Wish(among=frozenset())) == []


def test_a_column_that_is_none_is_not_found(small: Workspace) -> None:
    """Nor has a text a least value."""
    table = concept_table(small)
    with pytest.raises(NotFoundError, match="beauty"):
        rows_of(table, Wish(by="beauty"))
    with pytest.raises(NotFoundError, match="name"):
        rows_of(table, Wish(between={"name": (1, None)}))


def test_the_csv_is_exactly_what_is_shown(small: Workspace) -> None:
    """Same rows, same order; what is not known is empty; nothing in it is a formula."""
    known = ids(small)
    apply_edit(small, {"kind": "rename", "concept": known["Money"], "name": "=Money()"})
    table = concept_table(small)
    rows = rows_of(table, Wish(kind="topic", by="name", ascending=True))
    read = list(csv.DictReader(io.StringIO(as_csv(table, rows))))
    assert [r["id"] for r in read] == [table.concepts[i].id for i in rows]
    assert read[0]["name"] == "'=Money()"
    assert {r["acceptance"] for r in read} == {""}
    assert np.allclose([float(r["probability"]) for r in read], table.numbers["probability"][rows])
