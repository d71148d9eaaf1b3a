"""JSON: the whole document comes back the same; a nested taxonomy of one's own comes in."""

import json

import numpy as np
import pytest
from hypothesis import given

from mathscale_core.errors import InputError
from mathscale_core.records import Code, GraphDocument
from mathscale_core.vocabulary.json import read, read_document, render
from mathscale_core.vocabulary.rows import rows_of
from tests.vocabulary.documents import document, documents, school


def same(one: GraphDocument, other: GraphDocument) -> bool:
    columns = [(getattr(d, name) for d in (one, other)) for name in ("source", "target", "weight", "by_hand")]
    return (one.version, one.concepts, one.relations) == (other.version, other.concepts, other.relations) and all(
        a.dtype == b.dtype and np.array_equal(a, b) for a, b in columns
    )


@given(documents())
def test_a_document_comes_back_the_same(whole: GraphDocument) -> None:
    """Concepts, edges, weights, hands and relations; and the same bytes again."""
    data = render(whole)
    assert same(read_document(data, "v.json"), whole)
    assert render(read_document(data, "v.json")) == data
    assert read(data, "v.json").rows == rows_of(whole)


def test_it_is_the_json_of_every_other_program() -> None:
    """Plain objects with ids; one a line, so that two exports can be compared."""
    value = json.loads(render(school()))
    assert (value["format"], value["version"], len(value["concepts"]), len(value["edges"])) == (
        "mathscale-graph", "g_drawn", 6, 5,
    )  # fmt: skip
    assert value["edges"][4] == {"source": "c_fractions", "target": "c_percentages", "weight": 3.0, "by_hand": True}
    assert value["relations"] == [{"a": "c_fractions", "b": "c_percentages", "as": "related"}]
    assert render(school()).count(b"\n") > 6 + 5
    assert json.loads(render(document()))["concepts"] == []


def test_a_relation_stands_with_whichever_concept_is_in_the_file() -> None:
    """One that is missing altogether, and a parent among the relations, are problems; unsaid parts say nothing."""
    whole = json.loads(render(school()))
    whole["relations"] = [
        {"a": "c_gone", "b": "c_numbers", "as": "same"}, {"a": "c_gone", "b": "c_lost", "as": "related"},
        {"a": "c_numbers", "b": "c_geometry", "as": "parent-of"},
    ]  # fmt: skip
    found = read(json.dumps(whole).encode(), "v.json")
    rows = {row.id: row for row in found.rows}
    assert rows["c_numbers"].relations == {"related": (), "same": ("c_gone",), "different": ()}
    assert [p.where for p in found.problems] == ["relation 2", "relation 3"]
    assert "'c_gone' and 'c_lost', both not in the file" in found.problems[0].text
    del whole["relations"], whole["edges"]
    bare = read(json.dumps(whole).encode(), "v.json").rows[0]
    assert (bare.relations, bare.edges, bare.all_edges) == ({}, (), False)


def test_a_taxonomy_of_ones_own_keeps_its_tree_and_codes() -> None:
    """Children hang below what holds them, however names repeat."""
    basics = {"name": "Basics", "related": ["Geometry"], "codes": [{"scheme": "Ours", "code": "A1"}]}
    mine = [{"name": "Algebra", "children": [basics]},
            {"name": "Geometry", "children": [{"name": "Basics", "kind": "topic"}]}]  # fmt: skip
    rows = read(json.dumps(mine).encode(), "mine.json").rows
    assert [(r.name, r.where, r.parent, r.handle) for r in rows] == [
        ("Algebra", "entry 1", None, "entry 1"), ("Basics", "entry 1.1", "entry 1", "entry 1.1"),
        ("Geometry", "entry 2", None, "entry 2"), ("Basics", "entry 2.1", "entry 2", "entry 2.1"),
    ]  # fmt: skip
    assert (rows[1].codes, rows[1].relations) == ((Code("Ours", "A1"),), {"related": ("Geometry",)})
    assert (rows[3].kind, rows[1].kind, rows[1].aliases) == ("topic", None, None)


def test_a_broken_entry_is_a_problem_and_the_others_are_read() -> None:
    mine = [{"title": "no name"}, {"name": "Sums", "kind": "theme"}, 7, {"name": "Limits", "children": "none"}]
    found = read(json.dumps(mine).encode(), "mine.json")
    assert [r.name for r in found.rows] == ["Limits"]
    assert [p.where for p in found.problems] == ["entry 1", "entry 2", "entry 3", "entry 4"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{", "is no JSON"),
        ("[" * 100_000, "nested too deep|is no JSON"),
        ('[{"name": "\\ud800"}]', "holds"),
        ('[{"name": "a", "weight": NaN}]', "holds NaN"),
        ('{"nodes": []}', "holds nodes"),
        ("7", "holds int"),
        ('{"format": "mathscale-graph", "format_version": 2, "concepts": []}', "format_version"),
        (
            '{"format": "mathscale-graph", "format_version": 1, "concepts": [{"id": "c_1", "kind": "x", "name": "a"}]}',
            "kind",
        ),
        (
            '{"format": "mathscale-graph", "format_version": 1, "concepts": [], '
            '"edges": [{"source": "c_1", "target": "c_2", "weight": 1}]}',
            "an edge to 'c_1'",
        ),
        (
            '{"format": "mathscale-graph", "format_version": 1, "concepts": [{"id": "c_1", "kind": "kp", "name": "a"}, '
            '{"id": "c_1", "kind": "kp", "name": "b"}]}',
            "'c_1' twice",
        ),
    ],
)  # fmt: skip
def test_what_is_no_vocabulary_is_refused_with_a_word(text: str, found: str) -> None:
    with pytest.raises(InputError, match=found) as refused:
        read(text.encode(), "v.json")
    assert refused.value.remedy


def test_a_tree_deeper_than_any_is_cut_with_a_word() -> None:
    mine: dict[str, object] = {"name": "bottom"}
    for n in range(60):
        mine = {"name": f"level {n}", "children": [mine]}
    found = read(json.dumps([mine]).encode(), "mine.json")
    assert len(found.rows) == 50
    assert "50 levels" in found.problems[0].text
