"""What the Seeds page shows: pages of found seeds, choices of the filters, one seed with all that is known."""

from pathlib import Path

import pytest

from mathscale_core.errors import NotFoundError
from mathscale_core.pipeline.seeds import hold_seeds
from mathscale_core.testing.workspaces import fresh_workspace, small_workspace
from mathscale_core.views.seeds import (
    SeedFilter,
    choices,
    concept_choices,
    concept_named,
    found_seeds,
    seed_detail,
    waiting,
)
from mathscale_core.workspace import Workspace


def test_an_empty_workspace_has_nothing_to_choose(tmp_path: Path) -> None:
    """One page without rows."""
    workspace = fresh_workspace(tmp_path)
    found = found_seeds(workspace, SeedFilter())
    assert (found.rows, found.total, found.page, found.pages) == ((), 0, 1, 1)
    assert choices(workspace).seeds == 0
    assert concept_choices(workspace) == {}
    assert waiting(workspace, "any") == 0


def test_a_page_beyond_the_last_is_the_last(tmp_path: Path) -> None:
    """Addresses are old sometimes."""
    workspace = small_workspace(tmp_path)
    found = found_seeds(workspace, SeedFilter(), page=9, size=5)
    assert (len(found.rows), found.total, found.page, found.pages) == (2, 12, 3, 3)
    assert found_seeds(workspace, SeedFilter(), page=-1, size=5).page == 1


def test_the_filters_offer_what_there_is(tmp_path: Path) -> None:
    """With numbers; concepts with most seeds first, dropped ones at the end."""
    workspace = small_workspace(tmp_path)
    hold_seeds(workspace, [found_seeds(workspace, SeedFilter()).rows[0]["id"]])
    there = choices(workspace)
    assert (there.sources, there.levels) == ({"drawn": 12}, {"elementary": 12})
    assert (there.states, there.seeds) == ({"active": 11, "held": 1}, 12)
    offered = list(concept_choices(workspace).values())
    assert offered[0][2] == max(n for _, _, n in offered)
    assert ("kp", "Checking a solution", 1) in offered[-3:]


def test_a_seed_is_shown_with_all_that_is_known(demo: Workspace) -> None:
    """Tags with their origin, and the questions that had it as an example."""
    made = demo.store.questions.by_source("generated")[0].seeds[0]
    detail = seed_detail(demo, made)
    assert detail.seed.id == made
    assert (detail.state, detail.state_reason, detail.extractions) == ("active", "", ())
    assert {tag["origin"] for tag in detail.tags} == {"given"}
    assert detail.made >= len(detail.questions) >= 1
    assert all(made in question.seeds for question in detail.questions)


def test_a_seed_or_concept_that_is_gone_is_not_found(tmp_path: Path) -> None:
    """With what to do."""
    workspace = small_workspace(tmp_path)
    with pytest.raises(NotFoundError, match="s_gone"):
        seed_detail(workspace, "s_gone")
    with pytest.raises(NotFoundError, match="Knots"):
        concept_named(workspace, "Knots")


def test_a_concept_is_named_by_id_name_or_another_spelling(tmp_path: Path) -> None:
    """As a person types it."""
    workspace = small_workspace(tmp_path)
    money = concept_named(workspace, "money")
    assert money.name == "Money"
    assert concept_named(workspace, money.id) == money
    assert concept_named(workspace, "unit prices").kind == "kp"
