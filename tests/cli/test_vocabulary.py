"""``graph export`` and ``graph import``: the table out, edited, looked at, and in."""

from pathlib import Path

import networkx as nx
import pytest
from rdflib import Graph
from rdflib.namespace import RDF, SKOS

from mathscale_core.adapters.executors import LocalExecutor
from mathscale_core.testing.workspaces import small_workspace
from mathscale_core.workspace import open_workspace
from tests.shell import Shell


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """On a small workspace that nobody holds."""
    workspace = small_workspace(tmp_path)
    workspace.close()
    return Shell(workspace.root, capsys)


def test_graphml_opens_in_networkx_with_the_counts_of_graph_stats(shell: Shell, tmp_path: Path) -> None:
    done = shell("graph", "export", "--format", "graphml", "--output", tmp_path / "out.graphml")
    stats = shell("graph", "stats")
    graph = nx.read_graphml(done["path"])
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (done["nodes"], done["edges"])
    assert (done["nodes"], done["edges"]) == (stats["topics"] + stats["kps"], sum(stats["edges"].values()))


def test_skos_parses_in_rdflib_with_every_concept(shell: Shell, tmp_path: Path) -> None:
    done = shell("graph", "export", "--format", "skos", "--output", tmp_path / "out.ttl")
    graph = Graph().parse(done["path"])
    assert len(set(graph.subjects(RDF.type, SKOS.Concept))) == done["nodes"]


def test_a_view_is_of_a_concept_by_name(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "view.html"
    shell("graph", "export", "--format", "html", "--output", path, "--concept", "money", "--depth", "2")
    assert '<h1 dir="auto">Money</h1>' in path.read_text("utf-8")
    assert shell.fails("graph", "export", "--format", "html", "--output", path)["kind"] == "conflict"
    nobody = shell.fails("graph", "export", "--format", "html", "--output", path, "--overwrite", "--concept", "Nobody")
    assert nobody["kind"] == "not_found"


def test_a_table_is_looked_at_before_it_is_applied(shell: Shell, tmp_path: Path) -> None:
    """A dry run lists the changes in words and changes nothing; the import applies the same ones."""
    path = tmp_path / "table.csv"
    shell("graph", "export", "--format", "csv", "--output", path)
    path.write_text(path.read_text("utf-8-sig").replace(",Money,", ",Prices,"), "utf-8")
    dry = shell("graph", "import", path, "--dry-run")
    assert (dry["read"], dry["same"], dry["applied"], dry["problems"]) == (9, 8, 0, [])
    assert [(c["kind"], c["text"]) for c in dry["changes"]] == [("rename", "Rename “Money” to “Prices”")]
    assert shell("graph", "log")["events"] == []
    done = shell("graph", "import", path)
    assert (done["applied"], done["changes"]) == (1, dry["changes"])
    assert [e["kind"] for e in shell("graph", "log")["events"]] == ["rename"]


def test_a_file_with_problems_is_refused_and_its_rest_applied_when_asked(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(f"name,kind,definition\n{'x' * 5000},topic,\nMoney,topic,What things cost.\n", "utf-8")
    error = shell.fails("graph", "import", path)
    assert "line 2: a name of 5,000 characters" in error["message"]
    assert shell("graph", "log")["events"] == []
    done = shell("graph", "import", path, "--rest")
    assert (done["applied"], done["problems_count"], done["problems"][0]["where"]) == (1, 1, "line 2")


def test_a_new_name_is_mapped_to_the_one_that_is_there(shell: Shell, tmp_path: Path) -> None:
    """The dry run names the nearest; ``--map`` takes it, by name or id."""
    path = tmp_path / "own.csv"
    path.write_text("name,kind\nPercentage calculations,topic\n", "utf-8")
    (change,) = shell("graph", "import", path, "--dry-run")["changes"]
    assert (change["kind"], change["nearest"]["name"]) == ("add", "Percentages")
    said = shell.done("graph", "import", path, "--dry-run", as_json=False).out
    assert f'--map "Percentage calculations={change["nearest"]["id"]}"' in said
    done = shell("graph", "import", path, "--map", "percentage calculations=Percentages")
    assert [c["text"] for c in done["changes"]] == ["“Percentages” is also called “Percentage calculations”"]
    assert "no name and '='" in shell.fails("graph", "import", path, "--map", "Percentages")["message"]


def test_kind_and_format_can_be_said(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "own.list"
    path.write_text("name\nSets\n", "utf-8")
    assert "ends in .list" in shell.fails("graph", "import", path)["message"]
    done = shell("graph", "import", path, "--format", "csv", "--kind", "topic")
    assert [c["text"] for c in done["changes"]] == ["Add the topic “Sets”"]


def test_people_read_problems_first_and_counts_last(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("name,kind,definition\n!?,topic,\n" + "".join(f"Set {n},topic,\n" for n in range(120)), "utf-8")
    lines = shell.done("graph", "import", path, "--dry-run", as_json=False).out.splitlines()
    assert lines[0].startswith("problem  line 2: found the name '!?'")
    assert lines[-6].split() == ["and", "20", "more"]
    assert [line.split() for line in lines[-5:]] == [
        ["read", "121"], ["same", "0"], ["changes", "120"], ["problems", "1"], ["applied", "0"],
    ]  # fmt: skip


def test_missing_rows_are_deleted_only_when_asked(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("name\nMoney\n", "utf-8")
    assert shell("graph", "import", path)["applied"] == 0
    assert shell("graph", "import", path, "--delete-missing")["applied"] == 8
    workspace = open_workspace(shell.workspace, LocalExecutor())
    names = [c.name for c in workspace.store.concepts.concepts()]
    workspace.close()
    assert names == ["Money", "Checking a solution"]
