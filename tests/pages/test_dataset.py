"""Dataset: a release's facts, its items page by page, one item with its walk."""

from pathlib import Path

from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.pipeline.release import make_release
from mathscale_core.pipeline.review import record_verdict
from mathscale_core.testing.workspaces import small_workspace
from mathscale_core.workspace import Workspace, create_workspace
from tests.pages.apps import address, open_page, words
from tests.pipeline.test_verify import add, question


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
    assert [m.value for m in app.metric if m.label == "Questions"] == [f"{release.items:,}"]
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


def test_the_first_release_is_made_on_the_page(tmp_path: Path) -> None:
    """What would enter and why others stay out is said before; a name is needed; then the release is open."""
    workspace = small_workspace(tmp_path)
    add(workspace, question(1), question(2))
    app = open_page(workspace, "dataset")
    assert app.button(key="make").label == "Make a release of 0 questions"
    assert app.button(key="make").disabled
    assert "no person accepted it" in app.table[0].value.to_string()
    record_verdict(workspace, "q_1", "accept")
    app.run()
    app.text_input(key="release-name").set_value("mine").run()
    assert app.button(key="make").label == "Make a release of 1 question"
    app.button(key="make").click().run()
    assert not app.exception
    assert [r.name for r in workspace.store.releases.list()] == ["mine"]
    assert app.selectbox(key="release").value == "mine"
    assert len(app.dataframe[0].value) == 1
    workspace.close()


def test_a_taken_name_is_a_clear_word(demo: Workspace) -> None:
    """The release that is there is not changed."""
    app = open_page(demo, "dataset")
    app.button(key="new-release").click().run()
    app.radio(key="accept").set_value("any").run()
    app.text_input(key="release-name").set_value("demo").run()
    app.button(key="make").click().run()
    assert not app.exception
    assert "'demo' exists with other contents" in words(app)
    assert len(demo.store.releases.list()) == 1


def test_a_further_release_is_made_in_a_dialog_that_closes(demo: Workspace) -> None:
    """It opens on demand, says what would enter, and after the release is made the page shows it and no dialog."""
    app = open_page(demo, "dataset", find="solve")
    assert "make" not in [b.key for b in app.button]
    app.button(key="new-release").click().run()
    app.radio(key="accept").set_value("any").run()
    app.text_input(key="release-name").set_value("second").run()
    app.button(key="make").click().run()
    assert not app.exception
    assert [r.name for r in demo.store.releases.list()] == ["demo", "second"]
    assert app.selectbox(key="release").value == "second"
    assert address(app)["release"] == "second"
    assert "make" not in [b.key for b in app.button]
    assert "find" not in address(app)


def test_a_release_is_narrowed_by_checks_and_compared(demo: Workspace) -> None:
    """By the state as it is now; another release says what both hold."""
    first = demo.store.releases.items("demo", limit=1)[0]["revision"]
    record_verdict(demo, first, "accept")
    make_release(demo, "one", "reviewed")
    app = open_page(demo, "dataset")
    app.selectbox(key="release").select("demo").run()
    app.selectbox(key="state").select("passed").run()
    assert set(app.dataframe[0].value["checks"]) == {"passed"}
    app.selectbox(key="other").select("one").run()
    assert "**1** in both · **239** only in demo · **0** only in one" in words(app)


def test_what_is_narrowed_stands_in_the_address_and_follows_it(demo: Workspace) -> None:
    """Release, words, checks and page; another choice begins at its first page and item."""
    item = demo.store.releases.items("demo", limit=1, offset=60)[0]["revision"]
    app = open_page(demo, "dataset", release="demo", page="2", item=item)
    assert not app.exception
    assert app.dataframe[0].value["#"].iloc[0] == 51
    assert item in words(app)
    app.selectbox(key="state").select("passed").run()
    assert address(app)["checks"] == "passed"
    assert "page" not in app.query_params
    assert "item" not in app.query_params
    app.query_params["find"], app.query_params["checks"] = "solve", ""
    app.run()
    assert (app.text_input(key="find").value, app.selectbox(key="state").value) == ("solve", "")


def test_the_release_of_questions_filter_is_not_touched(demo: Workspace) -> None:
    """Both pages say ``release``; a visit to Dataset writes nothing into the address by itself."""
    app = open_page(demo, "dataset")
    assert "release" not in app.query_params
    gone = open_page(demo, "dataset", release="gone")
    assert not gone.exception
    assert gone.selectbox(key="release").value == "demo"
