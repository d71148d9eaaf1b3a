"""The ledger: a name is given once, and says who has it."""

from mathscale_core.vocabulary.changes import Ledger
from mathscale_core.vocabulary.matching import Matched, Names
from mathscale_core.vocabulary.rows import VocabularyRow
from tests.vocabulary.documents import school


def new(concept: str, name: str) -> Matched:
    return Matched(VocabularyRow("line 2", name), concept, "topic", None, whole=False)


def test_a_free_name_is_given_once() -> None:
    ledger = Ledger(Names(school()))
    assert ledger.may_have(new("c_1", "Sets"), "Sets")
    assert ledger.may_have(new("c_1", "Sets"), "sets")
    assert not ledger.may_have(new("c_2", "Sets"), "Sets")
    assert "another row of this file has" in ledger.problems[0].text


def test_a_name_of_another_is_refused_with_whose_it_is() -> None:
    """A concept's own name, another name of it, and one of a concept that was deleted."""
    ledger = Ledger(Names(school(), {("topic", "set"): "c_deleted"}))
    for name in ("Numbers", "rational number", "Sets"):
        assert not ledger.may_have(new("c_1", name), name)
    said = [p.found for p in ledger.problems]
    assert "'Numbers' (c_numbers) has" in said[0]
    assert "'Fractions' (c_fractions) has" in said[1]
    assert "the deleted concept c_deleted had" in said[2]


def test_a_change_knows_its_kind_and_its_concept_by_name() -> None:
    ledger = Ledger(Names(school()))
    ledger.change(new("c_1", " sets. "), "Add it", {"kind": "add"})
    assert [(c.kind, c.name, c.where) for c in ledger.changes] == [("add", "Sets", "line 2")]
