"""Documents for the tests: a small one drawn by hand, and any that Hypothesis thinks of."""

import numpy as np
from hypothesis import strategies as st

from mathscale_core.records import Code, ConceptEntry, ConceptKind, GraphDocument, Relation

#: What people and their programs put into names: formulas, quotes, other scripts, pictures, line ends.
NASTY = (
    '=HYPERLINK("http://x","y")', "+1", "-x", "@SUM(A1)", "\tTab", "'quoted'", "'=1", 'say "hi"', "a|b", "a\\b", "a:b",
    "العددُ النسبيّ", "קו ישר", "🧮 abacus", "<script>alert(1)</script>", "</script>", "line\nbreak", "\r\nleading",
    "a,b;c\td", "\u202eright to left", "＝1+1", "  =2", "−5", "$x^2$",
)  # fmt: skip
#: Text that UTF-8 can hold.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(NASTY)
#: Text that XML can hold, too.
XML_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=30)
Edges = tuple[tuple[int, int, float], ...]
#: A name as the log would store it has something in it.
FILLED = TEXT.filter(str.strip)
MATCHES = st.sampled_from(("exact", "close", "broader", "narrower"))


def document(
    *concepts: ConceptEntry,
    edges: Edges = (),
    by_hand: Edges = (),
    relations: tuple[Relation, ...] = (),
) -> GraphDocument:
    """A document of these concepts; an edge is (place, place, weight), and by hand its weight may be 0."""
    every = (*edges, *by_hand)
    return GraphDocument(
        "g_drawn", concepts, np.array([a for a, _, _ in every], dtype=np.int32),
        np.array([b for _, b, _ in every], dtype=np.int32), np.array([w for _, _, w in every], dtype=np.float64),
        np.array([n >= len(edges) for n in range(len(every))], dtype=np.bool_), relations,
    )  # fmt: skip


def entry(name: str, kind: ConceptKind = "kp", **more: object) -> ConceptEntry:
    """A concept whose id is made of its name."""
    return ConceptEntry(f"c_{name.casefold().replace(' ', '_')}", kind, name, **more)  # type: ignore[arg-type]


def school() -> GraphDocument:
    """Six concepts, three levels, codes of two schemes, one lock, a relation and five edges, one of them by hand.

    ::

        Numbers ─┬─ Fractions ─── adding fractions
                 └─ Percentages
        Geometry ── angle sums
    """
    numbers, fractions = entry("Numbers", "topic", seeds=9), entry("Fractions", "topic", seeds=6)
    return document(
        numbers,
        ConceptEntry(
            fractions.id, "topic", "Fractions", "Parts of a whole.", ("Rational numbers", "Broken | numbers"),
            (Code("MSC 2020", "97F40"), Code("https://example.org/scheme/", "fr:1", "close")), numbers.id, True, 6,
        ),
        entry("Percentages", "topic", parent=numbers.id, seeds=4),
        entry("Geometry", "topic", seeds=3),
        entry("Adding fractions", parent=fractions.id, seeds=5, definition="Find a common denominator,\nthen add."),
        entry("Angle sums", parent="c_geometry", seeds=2, codes=(Code("MSC 2020", "97G40", "broader"),)),
        edges=((0, 1, 6.0), (0, 2, 4.0), (1, 4, 5.0), (3, 5, 2.0)), by_hand=((1, 2, 3.0),),
        relations=(Relation("c_fractions", "c_percentages", "related"),),
    )  # fmt: skip


@st.composite
def documents(draw: st.DrawFn, text: st.SearchStrategy[str] = TEXT) -> GraphDocument:
    """Any document: names, definitions and codes of any text, a tree, and edges."""
    filled = text.filter(str.strip)
    names = draw(st.lists(filled, max_size=6))
    codes = st.builds(Code, filled.map(str.strip), filled.map(str.strip), MATCHES)
    concepts = [
        ConceptEntry(
            f"c_{n}", draw(st.sampled_from(("topic", "kp"))), name, draw(text),
            tuple(draw(st.lists(filled, max_size=3))),
            tuple(draw(st.lists(codes, max_size=2, unique_by=lambda c: (c.scheme, c.code)))),
            f"c_{draw(st.integers(0, n - 1))}" if n and draw(st.booleans()) else "", draw(st.booleans()),
            draw(st.integers(0, 99)),
        )
        for n, name in enumerate(names)
    ]  # fmt: skip
    pairs = [(a, b) for a in range(len(concepts)) for b in range(a)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    weights, hands = st.integers(1, 99), st.integers(0, 99)
    hand = [pair for pair in chosen if draw(st.booleans())]
    edges = tuple((a, b, float(draw(weights))) for a, b in chosen if (a, b) not in hand)
    above = {frozenset((c.id, c.parent)) for c in concepts}
    relations = tuple(
        Relation(f"c_{b}", f"c_{a}", draw(st.sampled_from(("same", "related", "different"))))
        for a, b in chosen[:3]
        if frozenset((f"c_{a}", f"c_{b}")) not in above
    )
    by_hand = tuple((a, b, float(draw(hands))) for a, b in hand)
    return document(*concepts, edges=edges, by_hand=by_hand, relations=relations)
