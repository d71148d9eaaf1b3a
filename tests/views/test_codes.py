"""Coverage by code: concepts, distinct seeds, accepted questions, and the empty ones by name."""

from pathlib import Path

import pytest

from mathscale_core.errors import InputError
from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.testing.workspaces import fresh_workspace, small_workspace
from mathscale_core.views.codes import coverage, read_list, schemes
from mathscale_core.views.overlays import named_in_questions
from mathscale_core.workspace import Workspace


def ids(space: Workspace) -> dict[str, str]:
    return {c.name: c.id for c in space.store.concepts.concepts()}


def code(space: Workspace, name: str, *codes: str, match: str = "exact") -> None:
    add = [{"scheme": "Own", "code": c, "match": match} for c in codes]
    apply_edit(space, {"kind": "code", "concept": ids(space)[name], "add": add})


def test_without_codes_there_is_no_scheme(tmp_path: Path) -> None:
    """And a list of codes is all empty."""
    space = fresh_workspace(tmp_path)
    assert schemes(space) == {}
    (row,) = coverage(space, "Own", {"1.1": "Whole numbers"})
    assert (row.code, row.label, row.concepts, row.seeds, row.accepted) == ("1.1", "Whole numbers", (), 0, 0)


def test_a_code_counts_the_distinct_seeds_of_its_concepts(tmp_path: Path) -> None:
    """A concept may have two codes, a code two concepts; how it stands to it is said."""
    space = small_workspace(tmp_path)
    code(space, "Money", "7.1", "7.2")
    code(space, "Unit price", "7.1", match="narrower")
    known, carrying = ids(space), space.store.concepts.ids_of_concept
    one, two, empty = coverage(space, "Own", {"7.3": "Interest"})
    assert [(c.name, match) for c, match in one.concepts] == [("Money", "exact"), ("Unit price", "narrower")]
    assert one.seeds == len({*carrying(known["Money"]), *carrying(known["Unit price"])})
    assert two.seeds == len(carrying(known["Money"]))
    assert (empty.code, empty.label, empty.concepts) == ("7.3", "Interest", ())
    assert schemes(space) == {"Own": 2}
    assert coverage(space, "Another") == []


def test_accepted_questions_are_those_of_the_store_each_once(demo: Workspace) -> None:
    """Beside a count over every question; two codes may share their concepts."""
    key, concept = next(iter(named_in_questions(demo).items()))
    other = next(c for c in named_in_questions(demo).values() if c != concept)
    for one, codes in ((concept, ["1", "2"]), (other, ["2"])):
        apply_edit(demo, {"kind": "code", "concept": one, "add": [{"scheme": "Own", "code": c} for c in codes]})
    names = {k for k, c in named_in_questions(demo).items() if c in {concept, other}}
    mine = {k for k, c in named_in_questions(demo).items() if c == concept}
    assert key in mine
    first, second = coverage(demo, "Own")

    def accepted(wanted: set[tuple[str, str]]) -> int:
        found = demo.store.maps.written_for(dict.fromkeys(wanted, 0))
        return sum(found["accepted"])

    assert (first.accepted, second.accepted) == (accepted(mine), accepted(names))


def test_a_list_of_codes_is_read_line_by_line() -> None:
    """Tab, comma or blank; empty lines and a mark at the head do not count, the first label of a code does."""
    text = '\ufeff1.1\tWhole numbers\n\n1.2,"Fractions"\n1.3 Decimal numbers\n1.4\n1.1\tagain\n'
    assert read_list(text) == {"1.1": "Whole numbers", "1.2": "Fractions", "1.3": "Decimal numbers", "1.4": ""}
    with pytest.raises(InputError, match="Line 2"):
        read_list("1\n" + "x" * 500)
