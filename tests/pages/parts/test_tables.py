"""A row of a table is chosen by its box or by any of its cells."""

from streamlit.testing.v1 import AppTest


def _script() -> None:
    import streamlit as st

    from pages.parts.tables import row_table

    chosen = row_table([{"a": 1, "b": 2}, {"a": 3, "b": 4}], "rows", most=300, chosen=st.session_state.get("first"))
    st.text(str(chosen))


def test_nothing_is_chosen_at_first_unless_it_is_said() -> None:
    """The first choice is the caller's."""
    assert AppTest.from_function(_script).run().text[0].value == "None"
    app = AppTest.from_function(_script)
    app.session_state["first"] = 1
    assert app.run().text[0].value == "1"
