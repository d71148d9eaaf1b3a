"""Charts: counts as bars, nothing alive in a label."""

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from pages.parts.charts import label


def figure(app: AppTest) -> dict[str, Any]:
    """The one chart of a page."""
    found: dict[str, Any] = json.loads(app.get("plotly_chart")[0].proto.spec)
    return found


def test_no_rows_are_no_error() -> None:
    """An empty chart is drawn."""

    def script() -> None:
        from pages.parts.charts import count_bars

        count_bars([], "seeds", "blue", "empty")

    assert not AppTest.from_function(script, default_timeout=30).run().exception


def test_names_are_harmless() -> None:
    """Plotly reads tags in labels and draws what stands between dollars."""
    assert label("<a href=x>A</a> for \\$5") == "&lt;a href=x&gt;A&lt;/a&gt; for &#36;5"


def test_states_are_divided_by_word_and_pattern() -> None:
    """One series a state, in the order given, told by more than its colour."""

    def script() -> None:
        from pages.parts.charts import state_bars
        from pages.parts.look import CHECK

        state_bars([("form", {"pass": 3, "fail": 1}), ("recompute", {"unknown": 4})], CHECK, "checks")

    series = figure(AppTest.from_function(script, default_timeout=30).run())["data"]
    assert [(s["name"], s["x"]) for s in series] == [("pass", [3, 0]), ("fail", [1, 0]), ("could not tell", [0, 4])]
    assert len({s["marker"]["pattern"]["shape"] for s in series}) == 3


def test_groups_have_a_bar_a_series() -> None:
    """Upright bars side by side."""

    def script() -> None:
        from pages.parts.charts import series_bars

        series_bars(["middle", "high"], {"seeds": [1, 2], "questions": [3, 4]}, "levels")

    drawn = figure(AppTest.from_function(script, default_timeout=30).run())
    assert [(s["name"], s["y"]) for s in drawn["data"]] == [("seeds", [1, 2]), ("questions", [3, 4])]
    assert drawn["layout"]["barmode"] == "group"
