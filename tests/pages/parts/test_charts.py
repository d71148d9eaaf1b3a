"""Charts: counts as bars, every number as text, nothing alive in a label."""

import json
import re
from collections.abc import Callable
from html import unescape

from streamlit.testing.v1 import AppTest

from pages.parts.charts import label


def drawn(script: Callable[[], None]) -> str:
    """The markup of the one chart of a page."""
    app = AppTest.from_function(script, default_timeout=30).run()
    assert not app.exception
    return str(app.get("html")[0].proto.body)


def text(markup: str) -> list[str]:
    """What is read, piece by piece."""
    return [unescape(piece).strip() for piece in re.findall(r">([^<]+)<", markup)]


def test_no_rows_are_no_error() -> None:
    """An empty chart is drawn."""

    def script() -> None:
        from pages.parts.charts import count_bars

        count_bars([], "seeds", "blue", "empty")

    assert text(drawn(script)) == ["seeds"]


def test_nothing_is_divided_by_where_all_counts_are_zero() -> None:
    """A row of zeros has bars of no length."""

    def script() -> None:
        from pages.parts.charts import series_bars

        series_bars(["high"], {"seeds": [0]}, "zeros")

    assert "--share:0.0000" in drawn(script)


def test_names_are_harmless() -> None:
    """Tags are text, and a dollar is one."""
    assert label("<a href=x>A</a> for \\$5") == "&lt;a href=x&gt;A&lt;/a&gt; for &#36;5"


def test_a_name_cannot_leave_its_label() -> None:
    """Quotes and tags of stored text end up as text in what is drawn."""

    def script() -> None:
        from pages.parts.charts import count_bars

        count_bars([('"><img src=x onerror=alert(1)>', 3)], "seeds", "blue", "hostile")

    markup = drawn(script)
    assert "<img" not in markup
    assert '"><img src=x onerror=alert(1)>' in text(markup)


def test_bars_are_as_long_as_their_share_of_the_longest() -> None:
    """The longest is whole, the others in proportion, each with its number."""

    def script() -> None:
        from pages.parts.charts import count_bars

        count_bars([("Sums", 1200), ("Areas", 300)], "seeds", "blue", "topics")

    markup = drawn(script)
    assert re.findall(r"--share:([\d.]+)", markup) == ["1.0000", "0.2500"]
    assert text(markup) == ["seeds", "Sums", "1,200", "Areas", "300"]


def test_states_are_divided_by_word_and_pattern() -> None:
    """A part a state that occurs, as wide as its count, told by more than its colour."""

    def script() -> None:
        from pages.parts.charts import state_bars
        from pages.parts.look import CHECK

        state_bars([("form", {"pass": 3, "fail": 1}), ("recompute", {"unknown": 4})], CHECK, "checks")

    markup = drawn(script)
    parts = re.findall(r'<span class="part (\w+)" style="flex-grow:(\d+)', markup)
    assert [(pattern, int(n)) for pattern, n in parts] == [("plain", 3), ("striped", 1), ("dotted", 4)]
    assert re.findall(r'<i class="(\w+)"', markup) == ["plain", "striped", "dotted"]
    assert text(markup)[:3] == ["pass", "fail", "could not tell"]


def test_groups_have_a_bar_a_series() -> None:
    """Upright bars side by side: a cell a name, in it a bar a series."""

    def script() -> None:
        from pages.parts.charts import series_bars

        series_bars(["middle", "high"], {"seeds": [1, 2], "questions": [3, 4]}, "levels")

    groups = re.findall(r'<div class="group">(.*?)</div>', drawn(script))
    assert [text(g) for g in groups] == [["1", "seeds", "3", "questions"], ["2", "seeds", "4", "questions"]]
    assert re.findall(r"--share:([\d.]+)", groups[1]) == ["0.5000", "1.0000"]


def test_lines_are_plotly_in_the_look_of_the_app() -> None:
    """A line a series, its points named; words are text, never markup."""

    def script() -> None:
        from pages.parts.charts import lines

        lines([1, 2, 5], {"topics <b>": [9, 7, 3], "KPs": [20, 11, 4]}, ("fewest seeds", "concepts"), "kept")

    app = AppTest.from_function(script, default_timeout=30).run()
    assert not app.exception
    figure = json.loads(app.get("plotly_chart")[0].proto.spec)
    assert [(trace["name"], len(trace["x"])) for trace in figure["data"]] == [("topics &lt;b&gt;", 3), ("KPs", 3)]
    assert figure["layout"]["xaxis"]["title"]["text"] == "fewest seeds"
    assert figure["layout"]["template"]["layout"]["paper_bgcolor"] == "rgba(0,0,0,0)"
