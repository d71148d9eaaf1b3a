"""One spelling from many: names are cleaned, equal names share a key, and each name finds one concept."""

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mathscale_core.bundled import bundled_rows
from mathscale_core.extraction.names import MAX_NAME, Resolved, clean_name, name_key, resolve
from mathscale_core.records import ConceptKind

words = st.sampled_from([
    "linear", "Equations", "the", "of", "A", "series", "analyses", "matrices", "Pythagoras'", "theorem", "classes",
    "thes", "café", "CAFÉ", "\n", "\t", " ", "-", "–", "2", "ß", "ŉ", "ﬁ", "\u200b", "\u0301", "İ", "ǆ", ".", "•",
    "'s", "’",
])  # fmt: skip
names = st.lists(words, max_size=8).map("".join) | st.lists(words, max_size=8).map(" ".join) | st.text(max_size=150)


# -- spelling -----------------------------------------------------------------------------------------------


@given(names)
@example("linear\nequations")
@example("x" * (MAX_NAME - 1) + " y")
@example("ŉ")
@example("ß" + "x" * MAX_NAME)
@example("0 \x1b 0")
@example("\u200b\u200b .a")
def test_a_clean_name_stays_as_it_is(name: str) -> None:
    """Cleaning twice is cleaning once; a clean name is one line of at most 120 characters."""
    clean = clean_name(name)
    assert clean_name(clean) == clean
    assert len(clean) <= MAX_NAME
    assert clean == " ".join(clean.split())
    assert clean.isprintable()


@given(names)
def test_the_key_belongs_to_the_clean_name_and_is_its_own_key(name: str) -> None:
    """Key and spelling do not depend on how often they are taken."""
    key = name_key(name)
    assert name_key(clean_name(name)) == key
    assert name_key(key) == key
    assert key == key.casefold()


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("", ""),
        (" . ", ""),
        ("  linear   equations. ", "Linear equations"),
        ("linear\nequations", "Linear equations"),
        ("linear\tequations", "Linear equations"),
        ("linear\u00a0equations", "Linear equations"),
        ("lin\u200bear equations", "Linear equations"),  # an invisible space
        ("* Linear equations;", "Linear equations"),
        ('"Linear equations"', "Linear equations"),
        ("LCM", "LCM"),
        ("ﬁnite sets", "Finite sets"),
        ("élan", "Élan"),
        ("2D shapes", "2D shapes"),
        ("<b>Sets</b>", "<b>Sets</b>"),  # what it is shown in must not run it
    ],
)
def test_a_name_is_shown_in_one_clean_line(name: str, wanted: str) -> None:
    """Spaces, bullets, quotes and closing marks go; the first letter is upper."""
    assert clean_name(name) == wanted


@pytest.mark.parametrize(
    "spellings",
    [
        ("Linear equations", "linear equation", "LINEAR  EQUATIONS", "Linear-equations", "The linear equations."),
        ("Pythagorean theorem", "the Pythagorean Theorems"),
        ("Pythagoras' theorem", "Pythagoras theorem", "Pythagoras’ theorem"),
        ("Euler's formula", "Euler formula", "Eulers formulae", "Euler’s Formulas"),
        ("Matrices", "matrix"),
        ("Vertices of polygons", "vertex of a polygon"),
        ("Axes", "axis"),
        ("Indices", "index"),
        ("Equivalence classes", "equivalence class"),
        ("Boxes", "box"),
        ("Properties", "property"),
        ("Hypotheses", "hypothesis"),
        ("Loci", "locus"),
        ("Time series", "the time series"),
        ("Café problems", "Cafe\u0301 problem", "cafe problem"),
        ("Area and perimeter", "area, perimeter"),
    ],
)
def test_equal_names_share_a_key(spellings: Sequence[str]) -> None:
    """Case, accents, hyphens, apostrophes, plurals and small words make no other concept."""
    assert len({name_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Linear equations", "Linear inequalities"),
        ("2D shapes", "3D shapes"),
        ("Statistics", "Static"),
        ("Calculus", "Calculation"),
        ("Sum", "Product"),
        ("The", "Of"),  # small words alone still differ
    ],
)
def test_other_concepts_have_other_keys(first: str, second: str) -> None:
    """What says something else stays apart."""
    assert name_key(first) != name_key(second)


def test_the_shipped_vocabulary_has_no_two_concepts_of_one_key() -> None:
    """Every topic and every knowledge point that ships is told from the others of its kind, aliases included."""
    keys: dict[tuple[str, str], str] = {}
    for row in bundled_rows("vocabulary.jsonl"):
        assert clean_name(row["name"]) == row["name"]
        for name in (row["name"], *row.get("aliases", [])):
            assert keys.setdefault((row["kind"], name_key(name)), row["name"]) == row["name"]


# -- concepts -----------------------------------------------------------------------------------------------


def test_no_names_make_no_concepts() -> None:
    """Nothing in, nothing out; an empty name is passed over."""
    assert resolve([], {}, {}) == Resolved({}, (), ())
    assert resolve([("topic", ""), ("kp", " . ")], {}, {}) == Resolved({}, (), ())


def test_spellings_of_one_name_make_one_concept() -> None:
    """The first spelling is shown; a topic and a knowledge point of one name are two concepts."""
    found = resolve([("kp", "linear equations"), ("kp", "The Linear Equation"), ("topic", "Linear equations")], {}, {})
    assert [(c.kind, c.name) for c in found.concepts] == [("kp", "Linear equations"), ("topic", "Linear equations")]
    assert found.ids["kp", "linear equations"] == found.ids["kp", "The Linear Equation"]
    assert found.ids["kp", "linear equations"] != found.ids["topic", "Linear equations"]
    assert [name[:2] for name in found.names] == [("kp", "linear equation"), ("topic", "linear equation")]


def test_a_known_name_keeps_its_concept() -> None:
    """A concept that was renamed is found under its old name; nothing new is made."""
    found = resolve([("kp", "Linear equations")], {("kp", "linear equation"): "c_old"}, {})
    assert found == Resolved({("kp", "Linear equations"): "c_old"}, (), ())


VOCABULARY: dict[tuple[ConceptKind, str], tuple[str, str, tuple[str, ...]]] = {
    ("kp", name_key(name)): ("Pythagorean theorem", "On right triangles.", ("Theorem of Pythagoras",))
    for name in ("Pythagorean theorem", "Theorem of Pythagoras")
}


def test_an_alias_of_the_vocabulary_leads_to_its_name() -> None:
    """The shipped name and definition are taken, and both names are entered in the table."""
    found = resolve([("kp", "theorem of Pythagoras")], {}, VOCABULARY)
    [concept] = found.concepts
    assert (concept.name, concept.definition) == ("Pythagorean theorem", "On right triangles.")
    assert {key for _, key, _, _ in found.names} == {name_key("Pythagorean theorem"), name_key("Theorem of Pythagoras")}
    assert {c for _, _, c, _ in found.names} == {concept.id}


def test_an_alias_that_came_later_finds_the_concept_that_is_there() -> None:
    """A workspace that knows the name and not yet its alias gets no second concept."""
    known = {("kp", name_key("Pythagorean theorem")): "c_there"}
    found = resolve([("kp", "Theorem of Pythagoras")], known, VOCABULARY)  # type: ignore[arg-type]
    assert found.ids["kp", "Theorem of Pythagoras"] == "c_there"
    assert found.concepts == ()
    assert [(key, concept) for _, key, concept, _ in found.names] == [(name_key("Theorem of Pythagoras"), "c_there")]


kinds: st.SearchStrategy[ConceptKind] = st.sampled_from(["topic", "kp"])


@given(st.lists(st.tuples(kinds, names), max_size=8))
def test_equal_keys_have_one_concept_and_others_have_others(written: list[tuple[ConceptKind, str]]) -> None:
    """Concepts and keys stand one to one, and what was made is known when the same names come again."""
    found = resolve(written, {}, {})
    for kind, name in written:
        assert ((kind, name) in found.ids) == bool(name_key(name))
    concept_of = {(kind, name_key(name)): concept for (kind, name), concept in found.ids.items()}
    assert len(set(concept_of.values())) == len(concept_of) == len(found.concepts)
    assert all(concept_of[kind, name_key(name)] == concept for (kind, name), concept in found.ids.items())
    again = resolve(written, {(kind, key): concept for kind, key, concept, _ in found.names}, {})
    assert again == Resolved(found.ids, (), ())
