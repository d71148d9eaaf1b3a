"""Stored text on screen: mathematics lives, everything else is shown as it is written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.seeds.text import to_stored
from mathscale_core.views.text import to_markdown, to_plain


def test_empty_text_stays_empty() -> None:
    """Nothing is nothing."""
    assert to_markdown("") == ""
    assert to_plain("") == ""


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("<script>alert(1)</script>", r"\<script\>alert\(1\)\</script\>"),
        ("![x](http://a.b/c.png)", "\\!\\[x\\]\\(http\\:\u2060//a\\.b/c\\.png\\)"),
        (":red[x] :material/home:", "\\:red\\[x\\] \\:\u2060material/home\\:"),
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
        ("$![x](http://a.b/c.png)$$$", "$![x](http://a.b/c.png)$\u200b\\$\\$"),
        ("$ $ and $$", r"\$\$ and \$\$"),
        ("$a$$b$", "$a$\u200b$b$"),
        ("$a\\\\$$b$", "$a\\\\$\u200b$b$"),
        ("\\$$x$\\$", r"\$$x$\$"),
        ("$[0, 1)$ and $]$", r"$\lbrack 0, 1)$ and $\rbrack $"),
        ("$\\sqrt[3]{x}$", r"$\sqrt[3]{x}$"),
    ],
)
def test_everything_but_mathematics_is_escaped(stored: str, shown: str) -> None:
    """HTML, links, pictures, directives, headings and lists are text."""
    assert to_markdown(stored) == shown


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("see https://a.b/c", "see https\\:\u2060//a\\.b/c"),
        ("WWW.a.b", "WWW\u2060\\.a\\.b"),
        ("write to a.b@c.d", "write to a\\.b\u2060@c\\.d"),
        (":smile: :100: 2:15:07", "\\:\u2060smile\\: \\:\u2060100\\: 2\\:15\\:07"),
        ("3 @ \\$2, $a@b.c$", r"3 @ \$2, $a@b.c$"),
    ],
)
def test_an_address_in_a_text_is_no_link_and_a_name_no_picture(stored: str, shown: str) -> None:
    """A joint nobody sees stands where the screen would find an address, icon or emoji; plain text has none."""
    assert to_markdown(stored) == shown
    assert to_plain("see https://a.b/c, www.a.b, a@c.d") == "see https://a.b/c, www.a.b, a@c.d"


_PIECES = st.sampled_from(
    ["$", "$$", "$$$", "x", "1", " ", "![i](http://e)", "[l](http://e)", "`", "\\$", "\\\\", "\n", "\n\n", "a", "$1",
     "|", "{", "}", "\\(", "\\)", "[", "]", "\\", "<b>", "*", ":red[", "www.", "https://", "@", "| a |\n|---|\n"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=14).map("".join) | st.text(alphabet="ab<>*_`[]()!#$\\{}:\n ", max_size=60))
def test_nothing_is_alive_outside_what_the_reader_takes_for_mathematics(text: str) -> None:
    """Read as the reader of Markdown does, by runs of dollars, no special character stands outside formulas."""
    for stored in (text, to_stored(text)):
        outside = _outside_mathematics(to_markdown(stored))
        assert not re.search(r"[<>*_`\[\]()!#:{}$]", outside), (stored, outside)
        assert not re.search(r"://|www\.|\w@", outside), (stored, outside)


@given(st.lists(_PIECES, max_size=14).map("".join))
def test_a_text_never_ends_the_directive_that_it_stands_in(text: str) -> None:
    """The reader of a directive looks for its closing bracket first; those of the text come in pairs."""
    depth = 0
    for bracket in re.findall(r"\\[\\\[\]]|[\[\]]", to_markdown(text)):
        depth += {"[": 1, "]": -1}.get(bracket, 0)
        assert depth >= 0
    assert depth == 0


def _outside_mathematics(markdown: str) -> str:
    """The rule of remark-math: a run of n dollars opens, the next run of exactly n closes; none is, and it is text.

    What a backslash stands before is text too, but not inside mathematics. A paragraph is read by itself.
    """
    outside: list[str] = []
    for paragraph in re.split(r"\n[ \t]*\n", markdown):
        place = 0
        while place < len(paragraph):
            if re.match(r"\\[!-/:-@\[-`{-~]", paragraph[place:]):
                place += 2
                outside.append(" ")
            elif run := re.match(r"\$+", paragraph[place:]):
                begin = place + run.end()
                closing = (
                    begin + found.end()
                    for found in re.finditer(r"\$+", paragraph[begin:])
                    if len(found.group()) == run.end()
                )
                place = next(closing, 0) or begin
                outside.append("" if place > begin else run.group())
            else:
                outside.append(paragraph[place])
                place += 1
        outside.append("\n")
    return "".join(outside)


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
