"""Mix: what is drawn is seen with its walk, and what is ticked is kept; the address says what was asked for."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from mathscale_core.pipeline.seeds import add_seeds
from mathscale_core.testing.workspaces import fresh_workspace, labelled_seed, small_workspace
from mathscale_core.views.mix import concept_choices, draw_walks, mix
from mathscale_core.workspace import Workspace
from tests.pages.apps import address, open_page, words


def opened(workspace: Workspace, **query: str) -> AppTest:
    return open_page(workspace, "mix", **query)


def labels(app: AppTest) -> list[str]:
    return [b.label for b in app.button]


def test_an_empty_graph_says_what_to_do_first(empty: Workspace) -> None:
    """No draw without a graph."""
    app = opened(empty)
    assert not app.exception
    assert "The graph is empty" in words(app)
    assert not app.checkbox


def test_topics_without_a_knowledge_point_give_no_walk(tmp_path: Path) -> None:
    """It is said, and nothing can be kept."""
    workspace = fresh_workspace(tmp_path)
    add_seeds(workspace, [labelled_seed(n, ["Money", "Fractions"]) for n in (1, 2)])
    app = opened(workspace)
    assert not app.exception
    assert "No walk reaches a knowledge point" in words(app)


def test_what_is_ticked_is_kept_under_the_name(tmp_path: Path) -> None:
    """The button repeats number and name; afterwards the mix is listed, and what it holds is not ticked again."""
    workspace = small_workspace(tmp_path)
    app = opened(workspace, name="Week 3", draws="5", rng="4")
    assert not app.exception
    assert "Keep 5 in mix “Week 3”" in labels(app)
    app.checkbox[1].uncheck()
    app.checkbox[4].uncheck().run()
    assert "Keep 3 in mix “Week 3”" in labels(app)
    app.button(key="keep").click().run()
    assert not app.exception
    assert mix(workspace, "Week 3").compositions == 3
    assert "3 added, 3 compositions" in app.success[0].value
    assert "3 compositions, 0 with questions" in words(app)
    assert not any(c.value for c in app.checkbox)


def test_without_a_name_nothing_can_be_kept(tmp_path: Path) -> None:
    """The button waits for one."""
    app = opened(small_workspace(tmp_path))
    assert app.button(key="keep").disabled
    assert app.button(key="keep-many").disabled


def test_many_are_kept_without_looking(tmp_path: Path) -> None:
    """As many as the field says."""
    workspace = small_workspace(tmp_path)
    app = opened(workspace, name="many")
    app.number_input(key="many").set_value(40).run()
    assert "Keep 40 unique compositions in mix “many”" in labels(app)
    app.button(key="keep-many").click().run()
    assert not app.exception
    assert mix(workspace, "many").compositions == 40


def test_the_address_names_what_each_must_hold(tmp_path: Path) -> None:
    """Topics and knowledge points by their ids; choosing others writes the address, and a gone one is said."""
    workspace = small_workspace(tmp_path)
    money, other = list(concept_choices(workspace))[:2]
    app = opened(workspace, topics=f"{money},c_gone", n="3")
    assert not app.exception
    assert app.multiselect[0].value == [money]
    assert "does not have" in words(app)
    assert "draws hold" in words(app)
    app.multiselect[0].set_value([money, other]).run()
    assert app.query_params["topics"] in (f"{money},{other}", [f"{money},{other}"])
    drawn = draw_walks(workspace, 3, rng=0, contains=[money, other]).compositions
    assert all(f"draw {c.draw:,} " in words(app) for c in drawn)


def test_drawing_others_takes_the_next_random_number(tmp_path: Path) -> None:
    """It is shown, and stands in the address."""
    app = opened(small_workspace(tmp_path), rng="6")
    next(b for b in app.button if b.label == "Draw others").click().run()
    assert app.number_input(key="rng").value == 7
    assert app.query_params["rng"] in ("7", ["7"])


def test_the_walk_of_another_composition_is_shown_when_asked_for(tmp_path: Path) -> None:
    """Step by step, with each probability; one walk at a time."""
    workspace = small_workspace(tmp_path)
    app = opened(workspace)
    second = draw_walks(workspace, 8, rng=0).compositions[1]
    app.button(key="walk-2").click().run()
    assert labels(app).count("Hide walk") == 1
    for number, step in enumerate(second.steps, 1):
        assert f"{number}. " in words(app)
        assert f"p = {step.probability:.3g}" in words(app)


def test_concepts_that_never_meet_are_told(tmp_path: Path) -> None:
    """With the number of draws that were looked at."""
    workspace = fresh_workspace(tmp_path)
    add_seeds(workspace, [labelled_seed(n, ["Money"], ["Unit price"]) for n in (1, 2)])
    add_seeds(workspace, [labelled_seed(n, ["Chance"], ["Dice"]) for n in (3, 4)])
    app = opened(workspace, topics=",".join(concept_choices(workspace)))
    assert "0 of 2,000,000 draws hold" in words(app)


def test_a_mix_of_an_older_graph_is_said_when_more_is_to_be_kept(tmp_path: Path) -> None:
    """The error stands where it happens, and the page goes on."""
    workspace = small_workspace(tmp_path)
    app = opened(workspace, name="one")
    app.button(key="keep").click().run()
    add_seeds(workspace, [labelled_seed(99, ["Money", "Fractions"], ["Unit price"])])
    app = opened(workspace, name="one")
    app.button(key="keep").click().run()
    assert not app.exception
    assert "was drawn from the graph" in words(app)
    assert "drawn from an older graph" in words(app)


def test_concepts_and_the_shown_walk_follow_the_address(tmp_path: Path) -> None:
    """Also where it changes under the page; more than can be chosen, twice the same or unknown ones are no harm."""
    workspace = small_workspace(tmp_path)
    first, second, *_ = concept_choices(workspace)
    app = opened(workspace, topics=first, walk="2")
    assert [b.label for b in app.button if b.label in {"Show walk", "Hide walk"}][:2] == ["Show walk", "Hide walk"]
    app.query_params["topics"] = f"{second},{second},c_gone"
    app.run()
    assert not app.exception
    assert app.multiselect[0].value == [second]
    assert "are left out" in words(app)
    next(b for b in app.button if b.label == "Hide walk").click().run()
    assert address(app)["walk"] == "0"
    assert "Hide walk" not in labels(app)
