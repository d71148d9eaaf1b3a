"""Each role reads its own words: no foreign noun on any page, in any state, while nothing else changes."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mathscale_core.pipeline.generate import generate
from mathscale_core.pipeline.mixes import keep_many
from mathscale_core.pipeline.release import make_release
from mathscale_core.pipeline.seeds import add_seeds
from mathscale_core.pipeline.uploads import keep_upload
from mathscale_core.pipeline.verify import verify
from mathscale_core.testing.workspaces import labelled_seed, small_workspace
from mathscale_core.views.releases import fields
from mathscale_core.views.text import to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.roles import PAGES
from tests.pages.apps import everything_said, open_page

#: Role to what it is spared, as words; the page's own names are tested with the navigation.
FOREIGN = {
    "educator": (
        "compositions? few-shots? kps? knowledge.points? walks? graphs? seeds? digests? providers? endpoints? "
        "revisions? extractors? taggers? tagged abstain(?:s|ed)? releases? released edges? cached?"
    ),
    "reviewer": (
        "compositions? few-shots? kps? walks? graphs? seeds? digests? providers? endpoints? revisions? extractors? "
        "taggers? tagged abstain(?:s|ed)? edges? cached?"
    ),
}
#: Every page in the states in which it says something else.
STATES: tuple[tuple[str, dict[str, str]], ...] = (
    *((page, {}) for page in PAGES if page not in {"explore"}),
    ("seeds", {"tab": "import"}), ("seeds", {"text": "nothing is like this"}), ("mix", {"name": "Week 3"}),
    ("mix", {"topics": "c_gone"}), ("generate", {"mix": "gone"}), ("generate", {"provider": "gone"}),
    ("questions", {"look": "cards"}), ("questions", {"text": "nothing is like this"}), ("questions", {"edit": "first"}),
    ("dataset", {"find": "nothing is like this"}), ("jobs", {"job": "first"}), ("settings", {"section": "Endpoints"}),
    ("settings", {"section": "Prompts"}), ("settings", {"section": "Cleaning"}),
    ("settings", {"section": "Workspaces"}),
)  # fmt: skip


@pytest.fixture(scope="module")
def space(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A small workspace that has been once through the loop; its questions are of fractions and prices."""
    workspace = small_workspace(tmp_path_factory.mktemp("roles"))
    add_seeds(workspace, [labelled_seed(77)])
    keep_many(workspace, "Week 3", 6, 0)
    generate(workspace, 4, mix="Week 3")
    verify(workspace)
    make_release(workspace, "first", "any")
    return workspace


def opened(workspace: Workspace, role: str, page: str, query: dict[str, str]) -> AppTest:
    """The page as a role sees it; ``first`` stands for the first question or job."""
    first = {
        "edit": lambda: str(workspace.store.questions.by_source("generated")[0].revision),
        "job": lambda: str(workspace.store.jobs.list(1)[0]["id"]),
    }
    real = {name: first[name]() if value == "first" else value for name, value in query.items()}
    if "edit" in real:
        real["item"] = real["edit"]
    return open_page(workspace, page, role=role, **real)


def foreign(texts: list[str], role: str, workspace: Workspace) -> list[str]:
    """What of these texts holds a word that the role is spared; commands, ids and the bank's own texts are no words."""
    bank = [q for source in ("generated", "imported") for q in workspace.store.questions.by_source(source)]
    theirs = {to_markdown(text) for q in bank for text in (q.question, q.solution, q.answer)}
    pattern = re.compile(rf"(?<![\w@:-])(?:{'|'.join(FOREIGN[role].split())})(?![\w@-])", re.IGNORECASE)
    # The fields of an export have their names for programs; the seeds of a small workspace say "Seed 1" themselves.
    ours = (text for text in texts if text not in fields() and text not in theirs)
    kept = r"`[^`]*`|<style.*?</style>|:material/\w+:|Seed \d+"
    said = (re.sub(kept, "", text, flags=re.DOTALL) for text in ours)
    return sorted({text for text in said if pattern.search(text)})


@pytest.mark.parametrize("role", FOREIGN)
@pytest.mark.parametrize(("page", "query"), STATES, ids=lambda v: "-".join(v.values()) if isinstance(v, dict) else v)
def test_no_foreign_word_is_on_the_page(space: Workspace, role: str, page: str, query: dict[str, str]) -> None:
    """Labels, captions, buttons, help, options, columns and empty states."""
    app = opened(space, role, page, query)
    assert not app.exception
    texts = everything_said(app)
    assert len(texts) > 20
    assert foreign(texts, role, space) == []


@pytest.mark.parametrize("role", FOREIGN)
@pytest.mark.parametrize("page", [p for p in PAGES if p != "explore"])
def test_no_foreign_word_is_in_an_empty_workspace(empty: Workspace, role: str, page: str) -> None:
    """What is missing and what comes first is said in plain words too."""
    assert foreign(everything_said(opened(empty, role, page, {})), role, empty) == []


@pytest.mark.parametrize("role", ["everything", "data scientist", "curator"])
def test_the_fields_words_stay_where_they_are_wanted(space: Workspace, role: str) -> None:
    """The paper's words on the pages that have them."""
    said = "\n".join(everything_said(opened(space, role, "mix", {})))
    assert "Draw compositions by random walk on the graph" in said
    assert "KP" in said
    assert "Topics and KPs that each must hold" in said


@pytest.mark.parametrize("role", FOREIGN)
def test_only_words_change(space: Workspace, role: str) -> None:
    """Keys, values and address of the controls are the same in every role, and so is what a button does."""
    for page in ("mix", "generate", "questions", "dataset"):
        plain, field = opened(space, role, page, {}), opened(space, "everything", page, {})
        for kind in ("button", "selectbox", "multiselect", "text_input", "number_input", "checkbox"):
            mine = {w.key: getattr(w, "value", None) for w in plain.get(kind) if w.key != "role"}
            assert mine == {w.key: getattr(w, "value", None) for w in field.get(kind) if w.key != "role"}


def _picture() -> None:
    import streamlit as st

    from mathscale_core.views.mix import draw_walks
    from pages.parts.walkcanvas import walk_data
    from pages.parts.wording import speak_as

    speak_as(st.session_state["role"])
    st.session_state["picture"] = walk_data(draw_walks(st.session_state["workspace"], 1, rng=0).compositions[0].steps)


@pytest.mark.parametrize("role", FOREIGN)
def test_the_picture_of_a_walk_has_the_roles_words_too(space: Workspace, role: str) -> None:
    """In each box, and in the sentence for those who do not see it; the kinds, which style it, stay."""
    app = AppTest.from_function(_picture)
    app.session_state["workspace"], app.session_state["role"] = space, role
    app.run()
    assert not app.exception
    picture = app.session_state["picture"]
    assert {node["kind"] for node in picture["nodes"]} == {"topic", "kp"}
    assert foreign([picture["said"], *(node["word"] for node in picture["nodes"])], role, space) == []


def _exchange() -> None:
    import streamlit as st

    from pages.parts.exchange import downloads, import_panel, reading_choices, upload
    from pages.parts.wording import speak_as

    speak_as(st.session_state["role"])
    space, path = st.session_state["workspace"], st.session_state["path"]
    downloads(space)
    upload(space)
    import_panel(space, path, reading_choices(path))


@pytest.mark.parametrize("role", FOREIGN)
def test_the_vocabulary_goes_out_and_in_in_the_roles_words(space: Workspace, role: str) -> None:
    """What the buttons, choices and cells of ours say; names and definitions of the file stay as they are."""
    file = "name,kind,definition,edges_by_hand\nSets of seeds,kp,A graph of edges.,Money:3\nSums,theme,,\n"
    app = AppTest.from_function(_exchange, default_timeout=60)
    app.session_state["workspace"], app.session_state["role"] = space, role
    app.session_state["path"] = keep_upload(space, role, "own.csv", file.encode())
    app.run()
    assert not app.exception
    assert foreign(everything_said(app), role, space) == []
    changes = app.dataframe[1].value
    skill = "skill" if role == "educator" else "knowledge point"
    assert list(changes["change"]) == [
        f"Add the {skill} “Sets of seeds”", "The link of “Sets of seeds” and “Money” weighs 3 by hand",
    ]  # fmt: skip
    assert list(changes["what"]) == ["add", "link"]


def test_a_draw_of_an_educator_is_the_same_draw(tmp_path: Path) -> None:
    """Kept in their words, stored as ever."""
    workspace = small_workspace(tmp_path)
    app = opened(workspace, "educator", "mix", {"name": "Unit", "draws": "3"})
    app.button(key="keep").click().run()
    assert not app.exception
    assert "3 sets of topics in the mix" in app.success[0].value
    assert workspace.store.compositions.count() == 3
    workspace.close()
