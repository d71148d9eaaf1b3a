"""Explore's tree: lines by address, keys that move them, the shelf of what stands nowhere."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.testing.workspaces import small_workspace
from mathscale_core.workspace import Workspace
from tests.pages.apps import address, open_page, words


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    return small_workspace(tmp_path)


def ids(space: Workspace) -> dict[str, str]:
    return {c.name: c.id for c in space.store.concepts.concepts()}


def place(space: Workspace, parent: str, *children: str) -> None:
    known = ids(space)
    for child in children:
        apply_edit(space, {"kind": "relate", "a": known[parent], "b": known[child], "as": "parent-of"})


def shown(app: AppTest) -> list[str]:
    return [b.label for b in app.button if str(b.key).startswith("branch-")]


def press(app: AppTest, key: str) -> None:
    """Press a button, and go through the dialog where one opens."""
    app.button(key=key).click().run()
    if any(b.key == "edit-apply" for b in app.button):
        app.button(key="edit-apply").click().run()
    assert not app.exception


def test_an_empty_tree_says_how_it_begins(small: Workspace) -> None:
    """And counts what is not placed."""
    app = open_page(small, "explore", view="Tree")
    assert not app.exception
    assert "Nothing stands in the tree yet" in words(app)
    assert shown(app) == []


def test_lines_unfold_by_address_and_by_key(small: Workspace) -> None:
    """With counts rolled up; J and K choose, L unfolds."""
    place(small, "Money", "Percentages", "Unit price")
    known = ids(small)
    app = open_page(small, "explore", view="Tree")
    assert shown(app) == ["Money"]
    assert "2 concepts below" in words(app)
    app.button(key="tree-next").click().run()
    assert address(app)["branch"] == known["Money"]
    app.button(key="tree-fold").click().run()
    assert shown(app) == ["Money", "Percentages", "Unit price"]
    assert address(app)["unfolded"] == known["Money"]
    app.button(key="tree-next").click().run()
    assert address(app)["branch"] == known["Percentages"]
    app.button(key="tree-before").click().run()
    app.button(key="tree-fold").click().run()
    assert shown(app) == ["Money"]
    assert not app.exception


def test_indent_and_outdent_move_a_line_and_undo_is_offered(small: Workspace) -> None:
    """Under the sibling before it, and back again."""
    place(small, "Money", "Fractions", "Percentages")
    known = ids(small)
    app = open_page(small, "explore", view="Tree", unfolded=known["Money"], branch=known["Percentages"])
    press(app, "tree-indent")
    assert small.store.edits.parents()[known["Percentages"]] == known["Fractions"]
    assert shown(app) == ["Money", "Fractions", "Percentages"]
    press(app, f"undo-done-{known['Percentages']}")
    assert small.store.edits.parents()[known["Percentages"]] == known["Money"]
    press(app, "tree-outdent")
    assert known["Percentages"] not in small.store.edits.parents()


def test_what_would_run_in_a_circle_is_refused_in_the_cores_words(small: Workspace) -> None:
    """Nothing changes."""
    place(small, "Money", "Fractions")
    known = ids(small)
    app = open_page(small, "explore", view="Tree", branch=known["Money"])
    app.text_input(key=f"relate-to-{known['Money']}").set_value("Fractions").run()
    app.button(key="relate").click().run()
    assert not app.exception
    assert "circle" in words(app)
    assert small.store.edits.parents() == {known["Fractions"]: known["Money"]}


def test_something_is_put_under_the_chosen_concept(small: Workspace) -> None:
    """Found by its name; it is unfolded to be seen."""
    known = ids(small)
    app = open_page(small, "explore", view="Tree", branch=known["Money"])
    next(t for t in app.text_input if t.label == "Put under it").set_value("Unit price").run()
    press(app, "tree-put")
    assert small.store.edits.parents() == {known["Unit price"]: known["Money"]}
    assert shown(app) == ["Money", "Unit price"]


def test_the_shelf_of_what_is_not_placed_places_it(small: Workspace) -> None:
    """First one is chosen, then others go under it; a search narrows the shelf."""
    known = ids(small)
    app = open_page(small, "explore", view="Tree", leaf="waits")
    assert "9 concepts. Choose one" in words(app)
    app.button(key=f"choose-{known['Money']}").click().run()
    app.text_input(key="waits").set_value("unit").run()
    assert not app.exception
    press(app, f"place-{known['Unit price']}")
    assert small.store.edits.parents() == {known["Unit price"]: known["Money"]}
    assert "0 concepts, to be placed under Money" in words(app)
