"""The vocabulary out to a file and back in: whole or not at all, and every change an edit that can be taken back."""

import csv
from pathlib import Path

import networkx as nx
import pytest

from mathscale_core.adapters.documents import document_of
from mathscale_core.errors import ConflictError, InputError, NotFoundError
from mathscale_core.pipeline.edits import apply_edit, undo
from mathscale_core.pipeline.vocabulary import export_graph, import_vocabulary
from mathscale_core.records import Code, ConceptEntry
from mathscale_core.testing.workspaces import fresh_workspace, small_workspace
from mathscale_core.vocabulary.forms import ENDING, IN
from mathscale_core.vocabulary.proposal import Choices
from mathscale_core.workspace import Workspace


def concepts(workspace: Workspace) -> dict[str, ConceptEntry]:
    """Every concept by its name."""
    return {c.name: c for c in document_of(workspace.store, workspace.draft(), whole=True).concepts}


Cells = dict[str, dict[str, str]]


def edited(workspace: Workspace, folder: Path, cells: Cells, *more: dict[str, str], without: str = "") -> Path:
    """The exported table after somebody edited cells of it in a spreadsheet, added rows or took one out."""
    path = folder / "edited.csv"
    export_graph(workspace, "csv", path, overwrite=True)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [{**row, **cells.get(row["name"], {})} for row in csv.DictReader(file) if row["name"] != without]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows([*rows, *more])
    return path


def test_an_export_says_what_it_wrote(tmp_path: Path) -> None:
    """Read by networkx: equal counts."""
    workspace = small_workspace(tmp_path)
    done = export_graph(workspace, "graphml", tmp_path / "new" / "graph.graphml")
    graph = nx.read_graphml(done.path)
    sizes = workspace.draft().graph
    assert (done.nodes, done.edges) == (graph.number_of_nodes(), graph.number_of_edges())
    assert (done.nodes, done.edges) == (len(sizes.position), sum(sizes.edges.values()))


def test_an_export_writes_over_nothing_unasked(tmp_path: Path) -> None:
    workspace = small_workspace(tmp_path)
    path = tmp_path / "graph.json"
    path.write_text("mine", "utf-8")
    with pytest.raises(ConflictError, match="There is a file"):
        export_graph(workspace, "json", path)
    assert path.read_text("utf-8") == "mine"
    export_graph(workspace, "json", path, overwrite=True)
    with pytest.raises(InputError, match="belongs to the workspace"):
        export_graph(workspace, "json", workspace.root / "settings.json", overwrite=True)
    with pytest.raises(InputError, match="'xlsx' is not known"):
        export_graph(workspace, "xlsx", tmp_path / "graph.xlsx")
    with pytest.raises(InputError, match="A view was asked for in csv"):
        export_graph(workspace, "csv", tmp_path / "graph.csv", concept="c_1")
    with pytest.raises(NotFoundError, match="no concept 'c_1'"):
        export_graph(workspace, "html", tmp_path / "graph.html", concept="c_1")
    assert not (tmp_path / "graph.html").exists()


def test_an_edited_table_becomes_edits_of_its_editor(tmp_path: Path) -> None:
    """Rename, definition, parent and code in one file; the log says where they came from."""
    workspace = small_workspace(tmp_path).acting_as("Emmy")
    old = concepts(workspace)

    cells = {
        "Money": {"name": "Prices"},
        "Unit price": {"definition": "What one costs.", "parent": "Prices", "codes": "MSC 2020:97M30:close"},
    }
    done = import_vocabulary(workspace, edited(workspace, tmp_path, cells))
    assert [(e.kind, e.actor, e.reason) for e in done.events] == [
        (kind, "Emmy", "imported from edited.csv") for kind in ("rename", "define", "code", "relate")
    ]
    now = concepts(workspace)
    assert now["Prices"].id == old["Money"].id
    unit = now["Unit price"]
    assert (unit.definition, unit.parent, unit.codes) == (
        "What one costs.", now["Prices"].id, (Code("MSC 2020", "97M30", "close"),),
    )  # fmt: skip
    for event in reversed(done.events):
        undo(workspace, event.id)
    assert concepts(workspace) == old


@pytest.mark.parametrize("form", IN)
def test_every_format_that_comes_in_rebuilds_a_vocabulary_elsewhere(tmp_path: Path, form: str) -> None:
    """Out of one workspace and into an empty one by name: tree, codes, definitions and other names are the same."""
    here, there = small_workspace(tmp_path), fresh_workspace(tmp_path, name="there")
    for edit in (
        {"kind": "add", "as": "topic", "name": "Numbers", "id": "c_n", "aliases": ["Zahlen"], "definition": "Counted."},
        {"kind": "relate", "a": "c_n", "b": concepts(here)["Fractions"].id, "as": "parent-of"},
        {"kind": "code", "concept": "c_n", "add": [{"scheme": "MSC 2020", "code": "97F30", "match": "narrower"}]},
    ):
        apply_edit(here, edit)
    path = tmp_path / f"out.{ENDING[form]}"
    export_graph(here, form, path)
    with pytest.raises(InputError, match="which no concept has now, and 9 more problems"):
        import_vocabulary(there, path)
    done = import_vocabulary(there, path, Choices(by_name=True))
    assert done.proposal.problems == ()
    wanted = {c.name: c for c in document_of(here.store, here.draft()).concepts}
    found = concepts(there)
    assert found.keys() == wanted.keys()
    for name, c in found.items():
        above = {e.id: e.name for e in (*found.values(), *wanted.values())}
        assert (c.kind, c.definition, c.aliases, c.codes) == (
            wanted[name].kind, wanted[name].definition, wanted[name].aliases, wanted[name].codes,
        )  # fmt: skip
        assert above.get(c.parent) == above.get(wanted[name].parent)


def test_importing_twice_changes_nothing_the_second_time(tmp_path: Path) -> None:
    """A taxonomy of one's own with tree and codes: what is there by name is used, the rest is new."""
    workspace = small_workspace(tmp_path)
    path = tmp_path / "own.ttl"
    path.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '<http://o.org/1> a skos:Concept ; skos:prefLabel "Everyday mathematics" ; skos:notation "E" .\n'
        '<http://o.org/2> a skos:Concept ; skos:prefLabel "money" ; skos:altLabel "Currency" ; '
        "skos:broader <http://o.org/1> .\n"
        '<http://o.org/3> a skos:Concept ; skos:prefLabel "Giving change" ; skos:broader <http://o.org/2> .\n',
        "utf-8",
    )
    done = import_vocabulary(workspace, path)
    assert sorted(e.kind for e in done.events) == ["add", "add", "alias", "code", "relate", "relate"]
    now = concepts(workspace)
    assert now["Giving change"].parent == now["Money"].id
    assert now["Money"].parent == now["Everyday mathematics"].id
    assert now["Money"].aliases == ("Currency",)
    again = import_vocabulary(workspace, path)
    assert (again.events, again.proposal.same) == ((), 3)


BAD: dict[str, tuple[Cells, str]] = {
    "a long name": ({"Money": {"name": "x" * 5000}}, "a name of 5,000 characters"),
    "a formula": ({"Money": {"name": "=1+1"}}, "a formula in the column name"),
    "an unknown id": ({"Money": {"id": "c_unknown"}}, "the id 'c_unknown'"),
    "a taken name": ({"Money": {"name": "Fractions"}}, "which 'Fractions'"),
    "a circle": ({"Money": {"parent": "Money"}}, "a circle: Money → Money"),
    "a name without a letter": ({"Money": {"name": "!?"}}, "the name '!?'"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_a_word_and_the_log_is_intact(tmp_path: Path, name: str) -> None:
    """Nothing is applied, not even the good rows, unless the rest is asked for."""
    workspace = small_workspace(tmp_path)
    cells, found = BAD[name]
    path = edited(workspace, tmp_path, {**cells, "Percentages": {"definition": "How many of every hundred."}})
    before = concepts(workspace)
    with pytest.raises(InputError) as refused:
        import_vocabulary(workspace, path)
    assert found in refused.value.found
    assert "Nothing was applied" in refused.value.remedy
    assert (workspace.store.curation.events(), concepts(workspace)) == ([], before)
    done = import_vocabulary(workspace, path, rest=True)
    assert [e.kind for e in done.events] == ["define"]
    assert concepts(workspace)["Percentages"].definition == "How many of every hundred."


@pytest.mark.parametrize("name", ["<b>Bold</b>", "العددُ النسبيّ", "🧮 Abacus", "−1 as exponent", "A|b \\ c"])
def test_names_of_every_script_come_in_and_go_out_again(tmp_path: Path, name: str) -> None:
    workspace = small_workspace(tmp_path)
    import_vocabulary(workspace, edited(workspace, tmp_path, {"Money": {"name": name}}))
    assert name in concepts(workspace)
    assert import_vocabulary(workspace, edited(workspace, tmp_path, {})).events == ()


def test_an_edit_of_somebody_else_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    """What was shown is out of date: the file is not applied."""
    workspace = small_workspace(tmp_path)
    path = edited(workspace, tmp_path, {"Money": {"name": "Prices"}})
    seen = ""
    apply_edit(
        workspace.acting_as("Ada"),
        {"kind": "define", "concept": concepts(workspace)["Money"].id, "definition": "What things cost."},
    )
    with pytest.raises(ConflictError, match="Ada has edited"):
        import_vocabulary(workspace, path, expected=seen)
    assert "Money" in concepts(workspace)


def test_the_name_of_a_deleted_concept_is_said_to_be_taken(tmp_path: Path) -> None:
    workspace = small_workspace(tmp_path)
    apply_edit(workspace, {"kind": "delete", "concept": concepts(workspace)["Money"].id, "reason": "no topic"})
    path = tmp_path / "own.csv"
    path.write_text("name,kind\nMoney,topic\n", "utf-8")
    with pytest.raises(InputError, match="the deleted concept"):
        import_vocabulary(workspace, path)


def test_what_is_missing_is_deleted_when_that_is_asked_for(tmp_path: Path) -> None:
    """Only what an export holds: what cleaning drops was never in the file."""
    workspace = small_workspace(tmp_path)
    path = edited(workspace, tmp_path, {}, without="Money")
    assert import_vocabulary(workspace, path).events == ()
    done = import_vocabulary(workspace, path, Choices(delete_missing=True))
    assert [e.kind for e in done.events] == ["delete"]
    assert "Money" not in concepts(workspace)
    assert "Checking a solution" in concepts(workspace)
