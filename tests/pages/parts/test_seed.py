"""One seed on screen: held back and put back, tagged by hand with undo, and what is said of it."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from mathscale_core.pipeline.extract import extract
from mathscale_core.pipeline.seeds import add_seeds, hold_seeds
from mathscale_core.testing.workspaces import fresh_workspace, labelled_seed, small_workspace
from mathscale_core.views.seeds import SeedFilter, found_seeds
from mathscale_core.workspace import Workspace
from pages.parts.seed import OUTCOME, STATE, name_of
from tests.pages.apps import open_page, words


def first_seed(workspace: Workspace) -> str:
    return str(found_seeds(workspace, SeedFilter()).rows[0]["id"])


def press(app: AppTest, label: str) -> None:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception


def names(workspace: Workspace, seed: str) -> set[str]:
    return {tag["name"] for tag in workspace.store.concepts.tags_of(seed)}


def test_every_state_and_outcome_has_a_look() -> None:
    """With an icon and a word."""
    assert set(STATE) == {"active", "held", "withdrawn"}
    assert set(OUTCOME) == {"ok", "uncertain", "failed", "skipped"}
    assert name_of(("topic", "Money", 1200)) == "Money · topic · 1,200"


def test_a_seed_is_held_back_with_a_reason_and_put_back(tmp_path: Path) -> None:
    """The page says why it is held."""
    workspace = small_workspace(tmp_path)
    seed = first_seed(workspace)
    app = open_page(workspace, "seeds")
    app.text_input(key=f"why-{seed}").set_value("*needs* a figure")
    press(app, "Hold it back")
    assert workspace.store.seedfinder.states_of([seed]) == {seed: "held"}
    assert "Why: \\*needs\\* a figure" in words(app)
    press(app, "Put back")
    assert workspace.store.seedfinder.states_of([seed]) == {seed: "active"}


def test_a_tag_is_added_taken_off_and_the_edit_undone(tmp_path: Path) -> None:
    """Each is an event of the log."""
    workspace = small_workspace(tmp_path)
    seed = first_seed(workspace)
    app = open_page(workspace, "seeds")
    box = next(box for box in app.selectbox if box.label == "Add a topic or KP")
    money = next(c.id for c in workspace.store.concepts.concepts() if c.name == "Money")
    box.set_value(money).run()
    press(app, "Add it")
    assert "Money" in names(workspace, seed)
    app.button(key=f"remove-{seed}-{money}").click().run()
    assert "Money" not in names(workspace, seed)
    assert "taken off" in words(app)
    app.button(key="undo-retag").click().run()
    assert "Money" in names(workspace, seed)
    assert [event.kind for event in workspace.store.curation.events()] == ["retag", "retag", "undo"]


def test_what_extraction_said_is_shown(tmp_path: Path) -> None:
    """Also where it abstained."""
    workspace = fresh_workspace(tmp_path)
    add_seeds(workspace, [labelled_seed(1, question="Who?")])
    extract(workspace)
    app = open_page(workspace, "seeds")
    assert "abstained" in words(app)
    assert "It carries none" in words(app)


def test_questions_made_from_it_are_counted(demo: Workspace) -> None:
    """With the way to them."""
    seed = demo.store.questions.by_source("generated")[0].seeds[0]
    made = len(demo.store.questions.of_seed(seed))
    app = open_page(demo, "seeds", seed=seed)
    assert not app.exception
    label = f"{made:,} question{'' if made == 1 else 's'} had it as an example"
    assert label in [link.proto.label for link in app.get("page_link")]


def test_a_withdrawn_seed_can_only_be_read(tmp_path: Path) -> None:
    """There is no button to put it back."""
    from mathscale_core.seeds.text import question_key

    workspace = small_workspace(tmp_path)
    row = found_seeds(workspace, SeedFilter()).rows[0]
    hold_seeds(workspace, [str(row["id"])])
    workspace.store.seeds.withdraw([question_key(str(row["question"]))], "is a test item")
    app = open_page(workspace, "seeds")
    assert "is a test item" in words(app)
    assert not {"Put back", "Hold it back"} & {button.label for button in app.button}


def test_the_undo_of_a_tag_is_offered_on_its_own_seed_alone(tmp_path: Path) -> None:
    """Not on another seed, not in another workspace."""
    workspace, other = small_workspace(tmp_path), small_workspace(tmp_path / "other")
    first, second = (str(row["id"]) for row in found_seeds(workspace, SeedFilter()).rows[:2])
    app = open_page(workspace, "seeds")
    app.button(key=f"remove-{first}-{workspace.store.concepts.tags_of(first)[0]['id']}").click().run()
    app.query_params["seed"] = second
    assert "Undo" not in [b.label for b in app.run().button]
    app.query_params["seed"] = first
    assert "Undo" in [b.label for b in app.run().button]
    app.session_state["workspace"] = other
    assert "Undo" not in [b.label for b in app.run().button]


def test_a_new_name_is_asked_about_as_plain_words(tmp_path: Path) -> None:
    """Nothing of it is read as Markdown."""

    def script() -> None:
        import streamlit as st

        from pages.parts.seed import seed_panel

        seed_panel(st.session_state["workspace"], st.session_state["seed"])

    workspace = small_workspace(tmp_path)
    seed = first_seed(workspace)
    app = AppTest.from_function(script, default_timeout=30)
    app.session_state["workspace"], app.session_state["seed"] = workspace, seed
    app.session_state[f"add-{seed}-{len(workspace.store.concepts.tags_of(seed))}"] = "**bold** :red[no]"
    app.run()
    assert not app.exception
    [radio] = [r for r in app.radio if "is new or has another form" in r.label]
    assert "**bold**" not in radio.label
    assert ":red[" not in radio.label
