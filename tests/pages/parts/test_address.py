"""The address by hand: controls show what it says, and write into it what is chosen."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.apps import address


def _script() -> None:
    import streamlit as st

    from pages.parts.address import note, number_said, page_choice, said, show

    st.text_input(
        "Words", key=show("words", said("words")), on_change=note, args=("words", "words", "", "item", "page")
    )
    shown = show("look", said("look", "table"))
    st.selectbox("Look", ["table", "cards"], key=shown, on_change=note, args=("look", "look", "table"))
    st.text(f"page {page_choice(4, 'page', 'item')}, limit {number_said('limit', 16)}")


def opened(**query: str) -> AppTest:
    app = AppTest.from_function(_script)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def test_without_an_address_everything_is_at_its_beginning() -> None:
    """And nothing is written."""
    app = opened()
    assert app.text[0].value == "page 1, limit 16"
    assert address(app) == {}


def test_controls_follow_an_address_that_changes_under_them() -> None:
    """As the browser's Back changes it."""
    app = opened(words="area", look="cards", page="3", limit="5")
    assert (app.text_input[0].value, app.selectbox[0].value) == ("area", "cards")
    assert app.text[0].value == "page 3, limit 5"
    app.query_params["words"] = "volume"
    del app.query_params["look"]
    app.run()
    assert (app.text_input[0].value, app.selectbox[0].value) == ("volume", "table")


def test_a_choice_is_written_and_takes_off_what_it_ends() -> None:
    """The default stands there as nothing."""
    app = opened(words="area", item="q_1", page="2", look="cards")
    app.text_input[0].set_value(" volume ").run()
    assert address(app) == {"words": "volume", "look": "cards"}
    app.selectbox[0].set_value("table").run()
    app.text_input[0].set_value("").run()
    assert address(app) == {}


@pytest.mark.parametrize(("page", "shown"), [("0", 1), ("-2", 1), ("²", 1), ("9" * 30, 1), ("99", 4), ("x", 1)])
def test_an_address_without_such_a_page_leads_to_one_that_is_there(page: str, shown: int) -> None:
    """Nonsense is the first, too large a number the last."""
    app = opened(page=page)
    assert not app.exception
    assert app.text[0].value.startswith(f"page {shown},")
