"""Generate: choose, look at three, have a batch written; a server that refuses is quoted."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from mathscale_core.errors import ModelError
from mathscale_core.pipeline.endpoints import save_endpoint
from mathscale_core.pipeline.mixes import keep_many
from mathscale_core.pipeline.work import take_in_open
from mathscale_core.records import Endpoint
from mathscale_core.testing.scripted import ScriptedModel, writes_questions
from mathscale_core.testing.workspaces import small_workspace
from mathscale_core.workspace import Workspace
from tests.pages.apps import address, open_page, words

LOCAL = Endpoint("local", "http://127.0.0.1:1/v1", "qwen", input_price=1.0, output_price=2.0)


def ready(tmp_path: Path, model: ScriptedModel | None = None, *, endpoint: Endpoint | None = None) -> Workspace:
    workspace = small_workspace(tmp_path, model)
    keep_many(workspace, "Week 3", 12, 0)
    if endpoint:
        save_endpoint(workspace, endpoint, default=True)
    return workspace


def opened(workspace: Workspace, **query: str) -> AppTest:
    return open_page(workspace, "generate", **query)


def labels(app: AppTest) -> str:
    return "\n".join(b.label for b in app.button)


def test_without_compositions_there_is_nothing_to_choose(empty: Workspace) -> None:
    """Nothing to choose, nothing to press."""
    app = opened(empty)
    assert not app.exception
    assert "no compositions to write for" in words(app)
    assert "Generate" not in labels(app)


def test_what_there_is_to_write_for_is_said(tmp_path: Path) -> None:
    """And that offline is free and no language model."""
    app = opened(ready(tmp_path))
    assert not app.exception
    assert "12 of 12 compositions have no question yet" in words(app)
    assert "20 questions offline: free" in words(app)
    assert "20 questions for 12 compositions" in words(app)


def test_the_address_holds_the_choices(tmp_path: Path) -> None:
    """Mix, provider, number and random number; what is gone is said, and another is chosen."""
    workspace = ready(tmp_path, endpoint=LOCAL)
    app = opened(workspace, mix="Week 3", provider="offline", n="5", **{"model-rng": "3"})
    assert not app.exception
    assert (app.selectbox(key="source").value, app.selectbox(key="provider").value) == ("Week 3", "offline")
    assert (app.number_input(key="n").value, app.number_input(key="model-rng").value) == (5, 3)
    gone = opened(workspace, mix="Week 9", provider="remote")
    assert not gone.exception
    assert "no mix “Week 9”" in words(gone)
    assert "no endpoint “remote”" in words(gone)


def test_a_preview_shows_three_questions_and_stores_none(tmp_path: Path) -> None:
    """Question, answer, checks, walk and examples of each."""
    workspace = ready(tmp_path)
    app = opened(workspace)
    app.button(key="preview-button").click().run()
    assert not app.exception
    said = words(app)
    assert said.count("**Answer:**") == 3
    assert said.count("**recompute**") == 3
    assert said.count("start]") == 3
    assert "No language model wrote it" in said
    assert workspace.store.questions.count() == 0


def test_what_a_preview_took_becomes_the_estimate(tmp_path: Path) -> None:
    """7 tokens each, for 20 questions, with the number of previews it comes from; before it nothing is known."""
    app = opened(ready(tmp_path, ScriptedModel(writes_questions), endpoint=LOCAL))
    assert "not known yet" in words(app)
    app.button(key="preview-button").click().run()
    assert not app.exception
    assert "About **140 tokens" in words(app)
    assert "from 3 previews" in words(app)
    assert words(app).count("7 tokens") == 3


def test_a_preview_of_other_choices_is_not_shown(tmp_path: Path) -> None:
    """It says nothing of them."""
    app = opened(ready(tmp_path))
    app.button(key="preview-button").click().run()
    app.number_input(key="model-rng").set_value(5).run()
    assert not app.exception
    assert "**Answer:**" not in words(app)


def test_a_refusing_server_is_quoted(tmp_path: Path) -> None:
    """In its own words, as text; the batch can still be started."""
    refusal = ModelError("The server answered 401: <b>invalid</b> api key.", "a key it takes.", "Set the variable.")
    app = opened(ready(tmp_path, ScriptedModel(lambda _: refusal), endpoint=LOCAL))
    app.button(key="preview-button").click().run()
    assert not app.exception
    assert sum("<b>invalid</b> api key" in t.value for t in app.text) == 3
    assert "Generate 20 with local" in labels(app)


def test_a_batch_is_a_job_whose_questions_come_in(tmp_path: Path) -> None:
    """The button repeats number and provider; the job stands in the address; its questions enter the bank, checked."""
    workspace = ready(tmp_path, ScriptedModel(writes_questions), endpoint=LOCAL)
    app = opened(workspace, mix="Week 3", n="5")
    assert "Generate 5 with local · qwen" in labels(app)
    app.button(key="batch").click().run()
    assert not app.exception
    (row,) = workspace.store.jobs.list()
    assert app.query_params["job"] in (row["id"], [row["id"]])
    take_in_open(workspace)
    assert workspace.store.questions.count() == 5
    app.run()
    assert not app.exception
    assert "7 of 12 compositions have no question yet" in words(app)
    assert "done" in words(app)


def test_when_all_have_a_question_a_mix_is_still_written_for(tmp_path: Path) -> None:
    """Without one, the way leads to Mix."""
    workspace = ready(tmp_path)
    app = opened(workspace, n="12")
    app.button(key="batch").click().run()
    take_in_open(workspace)
    app.run()
    assert "Every composition of the current graph has a question" in words(app)
    assert "Generate" not in labels(app)
    further = opened(workspace, mix="Week 3", n="3")
    assert "Generate 3 offline" in labels(further)


def test_a_job_that_is_gone_is_said(tmp_path: Path) -> None:
    """An old address; the page stands."""
    app = opened(ready(tmp_path), job="j_gone")
    assert not app.exception
    assert "j_gone" in words(app)
    assert "Generate 20" in labels(app)


def test_the_choices_follow_an_address_that_changes_under_them(tmp_path: Path) -> None:
    """As the browser's Back changes it."""
    workspace = ready(tmp_path, endpoint=LOCAL)
    app = opened(workspace, mix="Week 3", provider="offline")
    del app.query_params["mix"]
    app.query_params["provider"] = "local"
    app.run()
    assert str(app.selectbox(key="source").value).startswith("All compositions")
    assert app.selectbox(key="provider").value == "local"
    app.selectbox(key="source").set_value("Week 3").run()
    assert address(app)["mix"] == "Week 3"
