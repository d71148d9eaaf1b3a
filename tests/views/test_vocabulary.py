"""What goes out and what a file would change, as screens and commands show it."""

import json
from pathlib import Path

import pytest

from mathscale_core.errors import InputError, NotFoundError
from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.testing.workspaces import small_workspace
from mathscale_core.views import vocabulary
from mathscale_core.views.vocabulary import Choices
from mathscale_core.workspace import Workspace


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    return small_workspace(tmp_path)


def test_a_download_is_the_document_in_that_format(space: Workspace) -> None:
    value = json.loads(vocabulary.download(space, "json"))
    assert [c["name"] for c in value["concepts"]] == [c.name for c in vocabulary.document(space).concepts]
    assert vocabulary.file_name(space, "skos").endswith(".ttl")
    fractions = vocabulary.concept_called(space, "fractions")
    assert vocabulary.name_in_graph(space, fractions) == "Fractions"
    assert vocabulary.name_in_graph(space, vocabulary.concept_called(space, "Checking a solution")) == ""
    assert b">Fractions</h1>" in vocabulary.download(space, "html", concept=fractions, depth=2)


def test_a_concept_is_called_by_id_name_or_another_name(space: Workspace) -> None:
    money, fractions = (vocabulary.concept_called(space, name) for name in ("money", "Fraction"))
    assert vocabulary.concept_called(space, money) == money
    apply_edit(space, {"kind": "merge", "from": [money], "into": fractions})
    assert vocabulary.concept_called(space, money) == fractions
    assert vocabulary.concept_called(space, "Money") == fractions
    with pytest.raises(NotFoundError, match="no concept 'Nobody'"):
        vocabulary.concept_called(space, "Nobody")
    apply_edit(space, {"kind": "add", "as": "kp", "name": "Fractions"})
    with pytest.raises(InputError, match="a topic and a knowledge point"):
        vocabulary.concept_called(space, "Fractions")


def test_a_preview_changes_nothing_and_knows_the_log_it_saw(space: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("name,kind,definition\nMoney,topic,What things cost.\nPrice,topic,\n", "utf-8")
    event = apply_edit(space, {"kind": "add", "as": "topic", "name": "Sets"})
    found = vocabulary.preview_import(space, path)
    assert [c.kind for c in found.proposal.changes] == ["add", "define"]
    assert (found.seen, space.store.curation.events()) == (event.id, [event])
    mapped = vocabulary.preview_import(
        space, path, Choices(mapping={"Price": vocabulary.concept_called(space, "Money")})
    )
    assert "which line 2 is about as well" in mapped.proposal.problems[0].text


def test_what_cleaning_drops_is_found_by_an_import(space: Workspace, tmp_path: Path) -> None:
    """It is not in an export, and yet no new concept."""
    path = tmp_path / "own.csv"
    path.write_text("name,definition\nChecking a solution,Put it in.\n", "utf-8")
    assert [c.kind for c in vocabulary.preview_import(space, path).proposal.changes] == ["define"]
    assert "Checking a solution" not in [c.name for c in vocabulary.document(space).concepts]


def test_a_preview_tells_who_would_be_deleted(space: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("name\nMoney\n", "utf-8")
    found = vocabulary.preview_import(space, path, Choices(delete_missing=True)).proposal
    assert {c.kind for c in found.changes} == {"delete"}
    assert len(found.changes) == len(vocabulary.document(space).concepts) - 1
