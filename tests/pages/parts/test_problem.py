"""The problem card shows stored text as it is: mathematics drawn, everything else dead."""

from streamlit.testing.v1 import AppTest

from tests.pages.apps import words


def test_html_and_markdown_of_a_question_are_shown_and_not_run() -> None:
    """A script, a link and a directive stay text; the formula stays a formula."""

    def script() -> None:
        from pages.parts.problem import problem_card

        problem_card("<script>x</script> [l](http://a) :red[x] $x_1$ costs \\$5", "", "")

    app = AppTest.from_function(script).run()
    assert not app.exception
    said = words(app)
    assert "\\<script\\>" in said
    assert "\\[l\\]\\(http\\:" in said
    assert "\\:red\\[" in said
    assert "$x_1$ costs \\$5" in said
    assert "gives no answer" in said
    assert "gives no solution" in said


def test_checks_and_walks_have_words_and_not_colour_alone() -> None:
    """State, reason and probability are written out; nothing yet is said."""

    def script() -> None:
        from mathscale_core.records import CheckResult
        from mathscale_core.views.questions import Step
        from pages.parts.problem import check_list, concept_badges, walk_steps

        check_list([])
        walk_steps([])
        check_list([CheckResult("q", "test_overlap", "1", "unknown", "no test items are imported")])
        walk_steps([Step("c1", "Circles", "topic", "start", 0.5), Step("c2", "Sets", "topic", "topic step", None)])
        concept_badges(["Circles"], ["Chords"], "high")

    app = AppTest.from_function(script).run()
    assert not app.exception
    said = words(app)
    assert "Not verified yet" in said
    assert "was not written for a composition" in said
    assert "**test overlap**: could not tell – no test items are imported" in said
    assert "p = 0.5" in said
    assert "belong to the older version" in said


def test_badges_in_a_list_are_one_text_and_names_in_it_are_text() -> None:
    """Kinds differ by icon and colour; a name cannot end its badge; without any there is nothing."""

    def script() -> None:
        from pages.parts.problem import concept_badges

        concept_badges([], [], in_list=True)
        concept_badges(["Sets]:red[x"], ["Chords"], "high", in_list=True)

    app = AppTest.from_function(script).run()
    assert not app.exception
    (text,) = [m.value for m in app.markdown]
    assert text.count("-badge[") == 3
    assert ":blue-badge[:material/" in text and ":orange-badge[:material/" in text
    assert "Sets]" not in text
