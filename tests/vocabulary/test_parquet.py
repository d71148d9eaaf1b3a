"""The edges as Parquet, read by DuckDB, which is no code of ours."""

from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from mathscale_core.vocabulary.parquet import render
from tests.vocabulary.documents import document, school


def test_every_edge_is_a_row_with_names_kinds_weight_and_hand(tmp_path: Path) -> None:
    path = tmp_path / "edges.parquet"
    path.write_bytes(render(school()))

    def query(what: str) -> list[tuple[object, ...]]:
        found = duckdb.sql(what)
        assert found is not None
        return found.fetchall()

    columns = "source_name, target_name, source_kind, target_kind, weight, by_hand"
    rows = query(f"SELECT {columns} FROM '{path}' ORDER BY weight, source_name")
    assert rows[0] == ("Geometry", "Angle sums", "topic", "kp", 2.0, False)
    assert rows[1] == ("Fractions", "Percentages", "topic", "topic", 3.0, True)
    assert len(rows) == 5
    assert query(f"SELECT source, target FROM '{path}' WHERE weight = 6") == [("c_numbers", "c_fractions")]


def test_a_pair_that_was_unlinked_has_no_row(tmp_path: Path) -> None:
    path = tmp_path / "edges.parquet"
    path.write_bytes(render(document(*school().concepts, edges=((0, 1, 2.0),), by_hand=((0, 2, 0.0), (1, 2, 7.0)))))
    assert pq.read_table(path).column("weight").to_pylist() == [2.0, 7.0]


def test_an_empty_graph_is_a_table_with_columns_and_its_version(tmp_path: Path) -> None:
    path = tmp_path / "edges.parquet"
    path.write_bytes(render(document()))
    table = pq.read_table(path)
    assert (table.num_rows, len(table.column_names)) == (0, 8)
    assert table.schema.metadata[b"graph_version"] == b"g_drawn"
