"""Extraction on the Seeds page: what waits, who is asked, and the job that it becomes."""

from pathlib import Path

from mathscale_core.pipeline.endpoints import save_endpoint
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


def test_an_endpoint_can_be_chosen_and_then_guided(tmp_path: Path) -> None:
    """The tagger has a vocabulary of its own and is not asked how."""
    workspace = small_workspace(tmp_path)
    save_endpoint(workspace, Endpoint("local", "http://127.0.0.1:9/v1", "tiny"))
    app = open_page(workspace, "seeds")
    assert not [radio for radio in app.radio if radio.key == "vocabulary"]
    app.selectbox(key="extractor").select("local").run()
    assert not app.exception
    assert app.radio(key="vocabulary").options == ["Free", "Guided"]
