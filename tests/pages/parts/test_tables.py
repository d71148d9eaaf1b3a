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


def _picking() -> None:
    import streamlit as st

    from pages.parts.tables import pick_table

    ids = ["q_1", "q_2"]
    st.text(pick_table([{"a": 1}, {"a": 2}], ids, "items", st.session_state.get("open", ""), most=300) or "none")
    st.text(str(st.session_state["picked-in"]["items"]))


def test_a_picking_table_keeps_its_place_and_follows_a_change_from_elsewhere() -> None:
    """The open row is not picked anew; another open row draws the table anew."""
    app = AppTest.from_function(_picking)
    app.session_state["open"] = "q_2"
    app.run()
    assert [t.value for t in app.text] == ["none", "('q_2', 0)"]
    app.run()
    assert app.text[1].value == "('q_2', 0)"
    app.session_state["open"] = "q_1"
    app.run()
    assert [t.value for t in app.text] == ["none", "('q_1', 1)"]
