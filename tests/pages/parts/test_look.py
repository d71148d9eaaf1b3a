"""The look: the palette is the theme's, can be read in both, and nothing is told by colour alone."""

import tomllib

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.look import CHECK, CHECK_STATE, JOB_STATE, KIND, LEVEL_ICON, PALETTE, SERIES, VERDICT, WORDS
from tests.pages.apps import ROOT

THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
HUES = ("blue", "orange", "green", "red", "yellow", "violet", "gray")


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_palette_is_that_of_the_theme(theme: str) -> None:
    """Charts and canvases take colours from the palette, Streamlit from its file."""
    colours, options = PALETTE[theme], THEME[theme]
    names = {"background": "backgroundColor", "surface": "secondaryBackgroundColor", "text": "textColor"}
    names |= {"primary": "primaryColor", "border": "borderColor"} | {hue: f"{hue}Color" for hue in HUES}
    assert colours == {name: options[option] for name, option in names.items()}
    assert options["chartCategoricalColors"] == [colours[name] for name in SERIES]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_can_be_read_on_what_it_stands_on(theme: str) -> None:
    """AA asks for 4.5; marks of charts need 3."""
    options = THEME[theme]
    grounds = [options["backgroundColor"], options["secondaryBackgroundColor"]]
    for ground in grounds:
        assert contrast(options["textColor"], ground) > 7
        assert contrast(options["linkColor"], ground) > 4.5
    for hue in HUES:
        for ground in (*grounds, options[f"{hue}BackgroundColor"]):
            assert contrast(options[f"{hue}TextColor"], ground) > 4.5, (hue, ground)
        assert contrast(options[f"{hue}Color"], grounds[0]) > 3, hue


@pytest.mark.parametrize("table", [CHECK, CHECK_STATE, VERDICT, JOB_STATE], ids=["check", "state", "verdict", "job"])
def test_no_two_states_have_the_same_icon_or_the_same_word(table: dict[str, tuple[str, str, str]]) -> None:
    """Without its colour a state is still told from the others."""
    assert len({icon for icon, _, _ in table.values()}) == len(table)
    assert len({word for _, _, word in table.values()}) == len(table)


def test_every_icon_is_one_that_streamlit_has() -> None:
    """A misspelt icon would stop the page."""

    def script() -> None:
        import streamlit as st

        from pages.parts import look

        tables = (look.CHECK, look.CHECK_STATE, look.VERDICT, look.JOB_STATE)
        icons = {row[0] for table in tables for row in table.values()} | {row[0] for row in look.KIND.values()}
        for icon in sorted(icons | set(look.LEVEL_ICON.values())):
            st.badge("x", icon=icon)

    assert not AppTest.from_function(script).run().exception
    assert len({icon for icon, *_ in KIND.values()}) == len(KIND)
    assert len(set(LEVEL_ICON.values())) == len(LEVEL_ICON)


def test_words_are_explained_in_a_short_sentence() -> None:
    """An explanation is a sentence or two, short enough for a tooltip."""
    assert all(said.endswith(".") and 20 < len(said) < 160 for said in WORDS.values())


def test_the_chart_template_is_transparent() -> None:
    """The page's own ground shows through, by day and by night."""

    def script() -> None:
        import streamlit as st

        from pages.parts.look import plotly_template

        layout = plotly_template().layout
        st.text(f"{layout.paper_bgcolor} {layout.plot_bgcolor} {layout.font.color}")

    app = AppTest.from_function(script).run()
    assert app.text[0].value == f"rgba(0,0,0,0) rgba(0,0,0,0) {PALETTE['light']['text']}"
