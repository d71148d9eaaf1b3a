"""Prompts are files; their name and content are their version, and values are put in as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mathscale_core.prompts import Prompt, load, shipped


def test_a_template_without_holders_is_its_own_text() -> None:
    """Nothing to fill, nothing changed; values that nobody asked for do not matter."""
    assert Prompt("p", "").render({}) == ""
    assert Prompt("p", "{plain} { {x} } {{not closed}").render({"x": "1"}) == "{plain} { {x} } {{not closed}"


@given(st.text(), st.text())
def test_values_are_never_read_as_templates(first: str, second: str) -> None:
    """Braces, backslashes and whole holders in a value come out as they went in."""
    prompt = Prompt("p", "<{{a}}|{{b}}|{{a}}>")
    assert prompt.render({"a": first, "b": second}) == f"<{first}|{second}|{first}>"
    assert Prompt("p", "{{a}}").render({"a": "{{b}} \\1 \\g<0>", "b": "x"}) == "{{b}} \\1 \\g<0>"


def test_a_holder_without_a_value_is_an_error() -> None:
    """No prompt goes out with a hole in it."""
    with pytest.raises(KeyError, match="question"):
        Prompt("p", "Solve {{question}}").render({})


def test_the_version_names_the_prompt_and_its_content() -> None:
    """Equal text, equal version; one changed letter, another."""
    # printf 'Solve.' | sha256sum
    assert Prompt("p", "Solve.").version == "p@dfb155c7"
    assert Prompt("p", "Solve.").version == Prompt("p", "Solve.").version
    assert len({Prompt(n, t).version for n in ("p", "q") for t in ("Solve.", "Solve!")}) == 4


def test_the_shipped_prompts_ask_for_what_the_steps_fill_in() -> None:
    """Extraction fills the question, and the offer where it is guided; generation topics, KPs, examples; twins two."""
    assert {prompt.name for prompt in shipped()} == {"extract", "extract-guided", "generate", "twins"}
    assert load("extract").render({"question": "QQ"}).count("QQ") == 1
    guided = load("extract-guided").render({"question": "QQ", "topics": "TT", "kps": "KK"})
    assert all(guided.count(value) == 1 for value in ("QQ", "TT", "KK"))
    text = load("generate").render({"topics": "TT", "kps": "KK", "examples": "EE"})
    assert all(text.count(value) == 1 for value in ("TT", "KK", "EE"))
    assert "{{" not in text
    twins = load("twins").render({"first": "FF", "second": "SS"})
    assert all(twins.count(value) == 1 for value in ("FF", "SS"))
