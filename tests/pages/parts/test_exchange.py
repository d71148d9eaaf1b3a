"""In and out on screen: downloads made when asked for, a file looked at before it is applied."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.pipeline.uploads import FOLDER, keep_upload
from mathscale_core.testing.workspaces import fresh_workspace, small_workspace
from mathscale_core.views import vocabulary
from mathscale_core.views.vocabulary import OUT
from mathscale_core.workspace import Workspace
from tests.pages.apps import open_page, words


def _script() -> None:
    import streamlit as st

    from pages.parts.exchange import import_panel, reading_choices
    from pages.parts.shell import clear_errors

    path = st.session_state["path"]
    choices = reading_choices(path)
    if path.is_file():
        with clear_errors():
            import_panel(st.session_state["workspace"], path, choices)


def sent(workspace: Workspace, content: str | bytes, name: str = "own.csv") -> AppTest:
    """The panel for a file that was sent."""
    body = content.encode() if isinstance(content, str) else content
    app = AppTest.from_function(_script, default_timeout=60)
    app.session_state["workspace"] = workspace
    app.session_state["path"] = keep_upload(workspace, "key", name, body)
    return app.run()


def concepts(workspace: Workspace) -> dict[str, str]:
    """Name to definition."""
    return {c.name: c.definition for c in workspace.store.concepts.concepts()}


def test_every_format_has_its_button(tmp_path: Path) -> None:
    """On the view In and out of Explore; also where there is nothing yet."""
    for workspace in (small_workspace(tmp_path), fresh_workspace(tmp_path, name="empty")):
        app = open_page(workspace, "explore")
        app.query_params["view"] = "In and out"
        app.run()
        assert not app.exception
        assert len(app.get("download_button")) == len(OUT)
        assert "Nothing leaves this machine" in words(app)


def test_the_picture_is_of_the_concept_in_the_address(tmp_path: Path) -> None:
    workspace = small_workspace(tmp_path)
    app = open_page(workspace, "explore")
    app.query_params["view"], app.query_params["concept"] = "In and out", vocabulary.concept_called(workspace, "Money")
    app.run()
    assert "The picture is around “Money”" in [c.label for c in app.segmented_control]
    app.query_params["concept"] = "c_gone"
    app.run()
    assert not app.exception
    assert "The picture is of the biggest concepts" in words(app)


def test_a_file_that_cannot_be_read_is_refused_in_clear_words(tmp_path: Path) -> None:
    app = sent(small_workspace(tmp_path), "name\nÄhnlichkeit\n".encode("latin-1"))
    assert not app.exception
    assert "is not UTF-8" in words(app)
    assert "Do next:" in words(app)
    assert [b.key for b in app.button] == []


def test_changes_are_seen_before_they_are_applied(tmp_path: Path) -> None:
    """Applied once, under the name of who acts; the uploaded file is gone afterwards."""
    workspace = small_workspace(tmp_path)
    app = sent(workspace, "name,kind,definition\nMoney,topic,What things cost.\nFractions,topic,\n")
    assert "**1** change · **0** problems · **1** unchanged" in words(app)
    assert list(app.dataframe[0].value["change"]) == ["Define “Money”: “What things cost.”"]
    assert concepts(workspace)["Money"] != "What things cost."
    app.button(key="exchange-apply").click().run()
    assert not app.exception
    assert concepts(workspace)["Money"] == "What things cost."
    assert list((workspace.root / FOLDER).glob("*/*")) == []
    assert app.session_state["exchange-outcome"][1:] == (1, "own.csv")


def test_problems_stand_first_and_hold_the_button_back(tmp_path: Path) -> None:
    """Until the rest is asked for."""
    workspace = small_workspace(tmp_path)
    app = sent(workspace, f"name,kind,definition\n{'x' * 5000},topic,\nMoney,topic,What things cost.\n")
    assert list(app.dataframe[0].value["where"]) == ["line 2"]
    assert "5,000 characters" in app.dataframe[0].value["found"][0]
    assert app.button(key="exchange-apply").disabled
    app.checkbox(key="exchange-rest").check().run()
    app.button(key="exchange-apply").click().run()
    assert not app.exception
    assert concepts(workspace)["Money"] == "What things cost."
    assert len(workspace.store.curation.events()) == 1


def test_a_new_name_is_said_to_be_one_that_is_here(tmp_path: Path) -> None:
    """The nearest stands beside it; chosen, it becomes another name and no new concept."""
    workspace = small_workspace(tmp_path)
    app = sent(workspace, "name,kind\nPercentage calculations,topic\n")
    assert list(app.dataframe[0].value["most like"]) == ["Percentages"]
    app.multiselect[0].set_value(["Percentage calculations"]).run()
    assert not app.exception
    assert list(app.dataframe[0].value["what"]) == ["other names"]
    app.multiselect[0].set_value([]).run()
    assert list(app.dataframe[0].value["what"]) == ["add"]


def test_how_the_file_is_read_changes_what_it_would_do(tmp_path: Path) -> None:
    workspace = small_workspace(tmp_path)
    app = sent(workspace, "name\nSets\n")
    assert list(app.dataframe[0].value["change"]) == ["Add the knowledge point “Sets”"]
    app.selectbox(key="exchange-kind").set_value("topic").run()
    assert list(app.dataframe[0].value["change"]) == ["Add the topic “Sets”"]
    app.checkbox(key="exchange-delete").check().run()
    assert set(app.dataframe[0].value["what"]) == {"add", "delete"}
    app.selectbox(key="exchange-form").set_value("json").run()
    assert "is no JSON" in words(app)


def test_a_file_of_another_workspace_is_read_by_name(tmp_path: Path) -> None:
    there = fresh_workspace(tmp_path, name="there")
    app = sent(there, vocabulary.download(small_workspace(tmp_path), "json"), "out.json")
    assert "**0** changes · **9** problems" in words(app)
    assert "Nothing of this file can be applied" in words(app)
    app.checkbox(key="exchange-by-name").check().run()
    assert "**9** changes · **0** problems" in words(app)


def test_relations_and_weights_of_a_file_are_seen_and_applied(tmp_path: Path) -> None:
    """Beside the tree; a word that nobody is called by is a problem."""
    workspace = small_workspace(tmp_path)
    app = sent(
        workspace,
        "name,kind,parent,related,edges_by_hand\nMoney,topic,,Percentages|Nothing so called,\n"
        "Unit price,kp,Money,,Percentages:7\n",
    )
    assert "no concept and no usable row is called so" in app.dataframe[0].value["found"][0]
    assert dict(zip(app.dataframe[1].value["change"], app.dataframe[1].value["what"], strict=True)) == {
        "“Unit price” goes below “Money”": "tree", "“Money” and “Percentages” are related": "relation",
        "The edge of “Unit price” and “Percentages” weighs 7 by hand": "edge",
    }  # fmt: skip
    app.checkbox(key="exchange-rest").check().run()
    app.button(key="exchange-apply").click().run()
    assert not app.exception
    assert [e.kind for e in workspace.store.curation.events()] == ["relate", "relate", "edge"]
    assert list(workspace.store.edits.edges().values()) == [7]


def test_an_edit_of_somebody_else_is_seen_at_the_next_look(tmp_path: Path) -> None:
    """The preview belongs to one state of the log."""
    workspace = small_workspace(tmp_path)
    app = sent(workspace, "name,kind\nSets,topic\n")
    assert "**1** change " in words(app)
    apply_edit(workspace.acting_as("Ada"), {"kind": "add", "as": "topic", "name": "Sets"})
    app.run()
    assert "Nothing would change" in words(app)


@pytest.mark.parametrize("name", ["<img src=x onerror=alert(1)>", "A **bold** $x^2$", "العدد"])
def test_names_of_a_file_are_text(tmp_path: Path, name: str) -> None:
    app = sent(small_workspace(tmp_path), json.dumps([{"name": name, "kind": "kp"}]), "own.json")
    assert not app.exception
    assert name.replace("$x^2$", "x²") in app.dataframe[0].value["change"][0]
