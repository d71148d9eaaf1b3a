"""Extraction on the Seeds page: what waits, who is asked, and the job that it becomes."""

from pathlib import Path

from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.pipeline.endpoints import save_endpoint
from mathscale_core.pipeline.extract import count_extraction
from mathscale_core.pipeline.seeds import add_seeds
from mathscale_core.pipeline.work import take_in_open
from mathscale_core.records import Endpoint
from mathscale_core.testing.workspaces import fresh_workspace, labelled_seed, small_workspace
from tests.pages.apps import open_page, words


def test_nothing_waits_where_every_seed_has_labels(tmp_path: Path) -> None:
    """The button is there and cannot be pressed."""
    app = open_page(small_workspace(tmp_path), "seeds")
    button = app.button(key="extract")
    assert (button.label, button.disabled) == ("Extract from 0 seeds", True)
    assert "has seen every seed" in words(app)


def test_extraction_becomes_a_job_and_its_seeds_carry_concepts(tmp_path: Path) -> None:
    """Offline; its progress is on the page, and then nothing waits."""
    workspace = fresh_workspace(tmp_path)
    question = "Solve the quadratic equation $x^2 - 5x + 6 = 0$ by factoring."
    add_seeds(workspace, [labelled_seed(1, question=question), labelled_seed(2, question="Who?")])
    app = open_page(workspace, "seeds")
    assert app.button(key="extract").label == "Extract from 2 seeds"
    app.button(key="extract").click().run()
    assert not app.exception
    take_in_open(workspace)
    [job] = workspace.store.jobs.list()
    assert job["kind"] == "extract"
    app.run()
    assert not app.exception
    assert app.button(key="extract").label == "Extract from 0 seeds"
    assert workspace.store.concepts.outcomes() == {"ok": 1, "uncertain": 1}


def test_who_and_how_can_be_chosen(tmp_path: Path) -> None:
    """Free or guided, by the tagger as by an endpoint."""
    workspace = small_workspace(tmp_path)
    save_endpoint(workspace, Endpoint("local", "http://127.0.0.1:9/v1", "tiny"))
    app = open_page(workspace, "seeds")
    assert app.radio(key="vocabulary").value == "free"
    app.selectbox(key="extractor").select("local").run()
    assert not app.exception
    assert app.radio(key="vocabulary").options == ["Free", "Guided"]


def test_cost_comes_first_and_for_new_seeds_alone(tmp_path: Path) -> None:
    """The tagger is free; an endpoint with prices has a price, one without says that it is not known."""
    workspace = small_workspace(tmp_path)
    add_seeds(workspace, [labelled_seed(n) for n in (101, 102)])
    save_endpoint(workspace, Endpoint("priced", "http://127.0.0.1:9/v1", "tiny", input_price=3.0, output_price=9.0))
    save_endpoint(workspace, Endpoint("local", "http://127.0.0.1:9/v1", "other"))
    app = open_page(workspace, "seeds")
    assert "2 new seeds offline: free, no tokens." in words(app)
    app.selectbox(key="extractor").select("priced").run()
    expected = count_extraction(workspace, Endpoint("priced", "http://127.0.0.1:9/v1", "tiny"))
    assert f"2 new seeds: about {expected.tokens:,} tokens, about 0.00 USD." in words(app)
    app.radio(key="vocabulary").set_value("guided").run()
    app.selectbox(key="extractor").select("local").run()
    assert not app.exception
    assert "cost unknown: the endpoint has no prices" in words(app)


def test_a_vocabulary_of_ones_own_is_worked_into(tmp_path: Path) -> None:
    """Where people made the concepts, Guided is chosen at first."""
    workspace = fresh_workspace(tmp_path)
    apply_edit(workspace, {"kind": "add", "as": "kp", "name": "Median"})
    add_seeds(workspace, [labelled_seed(1, question="Find the median of 1, 2 and 9.")])
    app = open_page(workspace, "seeds")
    assert app.radio(key="vocabulary").value == "guided"
    app.button(key="extract").click().run()
    assert not app.exception
    take_in_open(workspace)
    assert [
        row["name"]
        for row in workspace.store.concepts.tags_of(labelled_seed(1, question="Find the median of 1, 2 and 9.").id)
    ] == ["Median"]
