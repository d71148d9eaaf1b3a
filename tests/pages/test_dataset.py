"""Dataset: a release's facts, its items page by page, one item with its walk."""

from pathlib import Path

from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.workspace import Workspace, create_workspace
from tests.pages.apps import open_page, words


def test_without_a_release_the_page_says_how_to_make_one(tmp_path: Path) -> None:
    """An empty workspace has no release."""
    workspace = create_workspace(tmp_path / "empty", LocalExecutor())
    app = open_page(workspace, "dataset")
    assert not app.exception
    assert "There is no release yet" in words(app)
    workspace.close()


def test_the_demo_release_shows_its_items_and_opens_the_first(demo: Workspace) -> None:
    """Facts, 50 rows a page, and a question with walk, checks and provider."""
    app = open_page(demo, "dataset")
    assert not app.exception
    release = demo.store.releases.list()[0]
    assert [m.value for m in app.metric][:1] == [f"{release.items:,}"]
    assert len(app.dataframe[0].value) == min(50, release.items)
    text = words(app)
    assert "No language model was used" in text
    assert "to KP" in text
    assert "recomputed by the checker" in text


def test_an_item_has_an_address_and_a_gone_one_gets_a_word(demo: Workspace) -> None:
    """The item of the address is opened; another id is said not to be there."""
    item = demo.store.releases.items("demo", limit=1, offset=7)[0]
    app = open_page(demo, "dataset")
    app.query_params["item"] = item["revision"]
    app.run()
    assert item["revision"] in words(app)
    app.query_params["item"] = "q_gone"
    app.run()
    assert not app.exception
    assert "There is no question 'q_gone'" in words(app)


def test_a_search_narrows_the_table(demo: Workspace) -> None:
    """Nothing found is said."""
    app = open_page(demo, "dataset")
    app.text_input(key="find").set_value("no such words anywhere").run()
    assert "No question of this release matches" in words(app)
