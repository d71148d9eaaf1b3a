"""Stored text on screen: mathematics lives, everything else is shown as it is written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.views.text import to_markdown, to_plain


def test_empty_text_stays_empty() -> None:
    """Nothing is nothing."""
    assert to_markdown("") == ""
    assert to_plain("") == ""


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("<script>alert(1)</script>", r"\<script\>alert\(1\)\</script\>"),
        ("![x](http://a.b/c.png)", r"\!\[x\]\(http\://a\.b/c\.png\)"),
        (":red[x] :material/home:", r"\:red\[x\] \:material/home\:"),
        ("# Title\n- item", "\\# Title  \n\\- item"),
        ("It costs \\$5 or \\$6.", r"It costs \$5 or \$6\."),
        ("$a_1 * b$ and *c*", r"$a_1 * b$ and \*c\*"),
        ("$\\$ 18$ each", r"$\text{\textdollar} 18$ each"),
        ("a lone $ here", r"a lone \$ here"),
        ("back\\slash", r"back\\slash"),
        ("$x =\n\n 2$", "$x = 2$"),
        ("a\n\n    code *x*", "a  \n  \ncode \\*x\\*"),
        ("cost \\\\$x$ and $y$ end", r"cost \\\\$x$ and $y$ end"),
        ("12 cm^2", "12 cm²"),
    ],
)
def test_everything_but_mathematics_is_escaped(stored: str, shown: str) -> None:
    """HTML, links, pictures, directives, headings and lists are text."""
    assert to_markdown(stored) == shown


@given(st.text(alphabet="ab<>*_`[]()!#$\\{}:\n ", max_size=60))
def test_no_special_character_is_alive_outside_mathematics(text: str) -> None:
    """Each one is behind a backslash or inside dollars, whatever the text is."""
    outside = re.sub(r"(?<!\\)(?:\\\\)*\$(?:[^$\\]|\\.)*\$", "", to_markdown(text), flags=re.DOTALL)
    alive = re.sub(r"\\.", "", outside, flags=re.DOTALL)
    assert not re.search(r"[<>*_`\[\]()!#:{}]", alive)


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("Find $\\frac{3}{4}$ of \\$20.", "Find 3/4 of $20."),
        ("$x \\le 3$, $\\sqrt{2}$, $30^\\circ$", "x ≤ 3, √(2), 30°"),
        ("$4\\frac12 \\div 2\\frac{1}{3}$, $\\frac1{12}$, $\\frac{a+1}{2}$", "4 1/2 ÷ 2 1/3, 1/12, (a+1)/(2)"),
        ("two\nlines", "two lines"),
        ("$A = \\begin{pmatrix}-6 & -4 \\\\ 7 & 5\\end{pmatrix}$, $x^2$ in m^3", "A = [-6 -4 ; 7 5], x² in m³"),
        ("$\\left(\\pi, \\infty\\right)$", "(π, ∞)"),
    ],
)
def test_table_cells_read_as_plain_text(stored: str, shown: str) -> None:
    """The usual LaTeX becomes characters; the rest loses its backslash."""
    assert to_plain(stored) == shown


def test_a_long_cell_is_cut_with_an_ellipsis() -> None:
    """The limit counts the ellipsis."""
    assert to_plain("word " * 30, 20) == "word word word word…"
    assert len(to_plain("x" * 100, 20)) == 20


def test_a_table_of_a_question_is_drawn_and_its_cells_are_escaped() -> None:
    """Bars and rule stay alive; what only looks like a table does not."""
    stored = "Rain:\n| Month | *mm* |\n|---|---|\n| May | $4$ |\nHow much?"
    shown = to_markdown(stored)
    assert "\n\n| Month | \\*mm\\* |\n|---|---|\n| May | $4$ |\n\n" in shown
    assert to_markdown("| no | rule |") == r"\| no \| rule \|"
