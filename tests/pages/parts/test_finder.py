"""The search box: hits of every kind, and with nothing typed the shortcuts."""

from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.pipeline.explore import star, visit
from mathscale_core.views import explore
from mathscale_core.workspace import Workspace
from tests.pages.apps import address, open_page, words


def test_a_search_lists_hits_and_says_when_there_is_none(demo: Workspace) -> None:
    """Prefixes of words find, slips too; nonsense gets a hint, and 5,000 letters are cut."""
    app = open_page(demo, "explore")
    app.text_input(key="q").set_value("pythag").run()
    assert "Pythagorean theorem" in list(app.dataframe[0].value["name"])
    app.text_input(key="q").set_value("pyhtagorean").run()
    assert "Pythagorean theorem" in list(app.dataframe[0].value["name"])
    for nonsense in ("xyzzy <b>", "xyzzy" * 1000):
        app.text_input(key="q").set_value(nonsense).run()
        assert not app.exception
        assert "No topic or knowledge point" in words(app)


def test_one_kind_alone_is_searched_on_request(demo: Workspace) -> None:
    """The choice stands in the address."""
    app = open_page(demo, "explore", q="fraction", find="topic")
    assert set(app.dataframe[0].value["kind"]) == {"topic"}
    app.selectbox(key="find").set_value("kp").run()
    assert address(app)["find"] == "kp"
    assert set(app.dataframe[0].value["kind"]) == {"KP"}
    app.query_params["find"] = "odd"
    app.run()
    assert not app.exception


def test_a_concept_without_seeds_is_found(demo: Workspace) -> None:
    """A taxonomy may be there before the seeds."""
    apply_edit(demo, {"kind": "add", "as": "topic", "name": "Knot invariants"})
    app = open_page(demo, "explore", q="knot inv")
    assert list(app.dataframe[0].value["note"]) == ["no seeds yet"]


def test_stars_and_last_visits_stand_where_nothing_is_typed(demo: Workspace) -> None:
    """A star is no visit twice; a press puts the concept in the middle, where it is no last visit yet."""
    one, other = (h.concept.id for h in explore.search(demo, "", 2))
    star(demo, one)
    visit(demo, one)
    visit(demo, other)
    app = open_page(demo, "explore")
    keys = [b.key for b in app.button if str(b.key).startswith(("star-", "recent-"))]
    assert keys == [f"star-{one}", f"recent-{other}"]
    app.button(key=f"recent-{other}").click().run()
    assert address(app)["concept"] == other
    app.run()
    assert [b.key for b in app.button if str(b.key).startswith("recent-")] == []
    app.text_input(key="q").set_value("pythag").run()
    assert not any(str(b.key).startswith("star-") for b in app.button)
