"""The rail strip: counts, empty stations, and nothing alive in a name."""

from streamlit.testing.v1 import AppTest


def test_names_are_escaped_and_empty_stations_are_marked() -> None:
    """Text is text; an empty station is dashed and told to a screen reader."""

    def script() -> None:
        from mathscale_core.views.rail import Station
        from pages.parts.rail import rail_strip

        rail_strip([Station("<b>Seeds</b>", 1234, "seeds", "x < y", True), Station("Mix", 0, "sets", "", False)])

    app = AppTest.from_function(script).run()
    body = app.get("html")[0].proto.body
    assert "&lt;b&gt;Seeds" in body
    assert "1,234" in body
    assert 'class="station empty"' in body
    assert 'title="empty"' in body
