"""The estimate in words."""

from streamlit.testing.v1 import AppTest

from mathscale_core.views.generate import Estimate


def said(estimate: Estimate) -> str:
    def page(estimate: object) -> None:
        from pages.parts.previews import estimate_line

        estimate_line(estimate, 400)  # type: ignore[arg-type]

    app = AppTest.from_function(page, args=(estimate,), default_timeout=30).run()
    assert not app.exception
    return "\n".join(e.value for e in [*app.caption, *app.markdown])


def test_nothing_is_known_without_a_preview() -> None:
    """And it says how it becomes known."""
    assert "preview a few" in said(Estimate(0, 0, 0, 0, None, None, None, "USD"))


def test_offline_is_free() -> None:
    """No tokens."""
    assert "free, no tokens" in said(Estimate(0, 0, 0, 0, 0.0, 0.0, 0.0, ""))


def test_tokens_and_cost_come_with_their_range() -> None:
    """In millions and thousands, from so many previews."""
    text = said(Estimate(3, 1_200_000, 900_000, 1_500_000, 3.4, 2.9, 4.1, "USD"))
    assert r"About **1.2M tokens, \$3.40** (from 3 previews; range 900K to 1.5M tokens, \$2.90 to \$4.10)" in text


def test_an_unknown_price_is_said() -> None:
    """The tokens stand."""
    assert "About **34.0K tokens, price unknown** (from one preview" in said(
        Estimate(1, 34_000, 34_000, 34_000, None, None, None, "USD")
    )
