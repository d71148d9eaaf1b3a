"""Saved views: kept by page and name."""

from mathscale_core.adapters.store import Store

AT = "2026-01-02"


def test_a_view_is_kept_under_its_name_until_it_is_removed(store: Store) -> None:
    """None at first; a name is taken once a page; what is gone cannot be removed."""
    assert store.views.of_page("questions") == []
    assert store.views.add("questions", "hard", "level=high", "Emmy", AT)
    assert not store.views.add("questions", "hard", "level=college", "Emmy", AT)
    assert store.views.add("review", "hard", "checks=failed", "Emmy", AT)
    assert store.views.add("questions", "Easy", "level=middle", "Emmy", AT)
    assert [(v["name"], v["address"]) for v in store.views.of_page("questions")] == [
        ("Easy", "level=middle"),
        ("hard", "level=high"),
    ]
    assert store.views.remove("questions", "hard")
    assert not store.views.remove("questions", "hard")
    assert [v["name"] for v in store.views.of_page("review")] == ["hard"]
