"""Parquet files: rows in batches, numbers as one writes them, what cannot be read named."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mathscale_core.errors import InputError
from mathscale_core.records import Rejected
from mathscale_core.seeds.parquet import Nested, parquet_rows
from mathscale_core.seeds.rows import MAX_LINE_BYTES, Row, read_rows
from tests.seeds.written import measured


def written(folder: Path, columns: dict[str, Any], **options: Any) -> Path:
    path = folder / "rows.parquet"
    pq.write_table(pa.table(columns), path, **options)
    return path


def rows(path: Path) -> list[Row | Rejected]:
    return list(parquet_rows(path))


def test_a_table_without_rows_has_none(tmp_path: Path) -> None:
    """Its columns alone are no rows."""
    assert rows(written(tmp_path, {"question": pa.array([], pa.string())})) == []


def test_cells_are_read_as_they_would_be_written(tmp_path: Path) -> None:
    """Whole floats without a point, no number as nothing, lists of texts as lists."""
    path = written(
        tmp_path,
        {
            "question": ["Was?", None], "n": [7, None], "x": [18.0, float("nan")], "y": [0.5, 1e300],
            "yes": [True, False], "topics": [["a", "b"], None], "word": pa.array(["u", "v"]).dictionary_encode(),
        },
    )  # fmt: skip
    first, second = rows(path)
    assert isinstance(first, Row) and isinstance(second, Row)
    assert (first.line, second.line) == (1, 2)
    assert dict(first.fields) == {
        "question": "Was?", "n": "7", "x": "18", "y": "0.5", "yes": True, "topics": ["a", "b"], "word": "u",
    }  # fmt: skip
    assert dict(second.fields) == {
        "question": None, "n": None, "x": None, "y": "1e+300", "yes": False, "topics": None, "word": "v",
    }  # fmt: skip


def test_a_nested_column_is_named_and_not_read(tmp_path: Path) -> None:
    """The others are."""
    path = written(tmp_path, {"question": ["a"], "turns": [[{"role": "user"}]], "raw": [b"\x00"]})
    [row] = rows(path)
    assert isinstance(row, Row)
    assert row.fields["question"] == "a"
    assert isinstance(row.fields["turns"], Nested)
    assert "struct" in str(row.fields["turns"])
    assert str(row.fields["raw"]) == "a nested column (binary)"


def test_rows_beyond_the_bound_are_rejected_alone(tmp_path: Path) -> None:
    """With their size."""
    before, long, after = rows(written(tmp_path, {"q": ["a", "b" * (MAX_LINE_BYTES + 1), "c"]}))
    assert isinstance(before, Row) and isinstance(after, Row)
    assert isinstance(long, Rejected)
    assert (long.line, "1,000,001 characters" in long.reason) == (2, True)


def test_text_that_is_not_utf8_costs_its_row_alone(tmp_path: Path) -> None:
    """Whatever a writer has put in."""
    bad = pa.array([b"good", b"caf\xe9", b"fine"]).cast(pa.binary()).view(pa.string())
    found = rows(written(tmp_path, {"q": bad}))
    assert [isinstance(row, Row) for row in found] == [True, False, True]
    assert found[1].line == 2


@pytest.mark.parametrize("content", [b"", b"question,answer\n1,2\n", b"PAR1" + b"\x00" * 50, b"PAR1"])
def test_what_is_no_parquet_file_is_refused(tmp_path: Path, content: bytes) -> None:
    """Empty, of another kind, or cut off."""
    path = tmp_path / "rows.parquet"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        list(read_rows(path, "parquet"))
    assert caught.value.remedy


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    """Its foot promises what its body does not hold."""
    path = written(tmp_path, {"q": [str(n) * 50 for n in range(20_000)]}, compression="snappy")
    content = bytearray(path.read_bytes())
    content[100:4000] = b"\xff" * 3900
    path.write_bytes(bytes(content))
    with pytest.raises(InputError, match="cannot be read as Parquet"):
        list(parquet_rows(path))


def test_a_table_of_nested_columns_alone_or_with_a_name_twice_is_refused(tmp_path: Path) -> None:
    """There is nothing to read, or no telling which."""
    with pytest.raises(InputError, match="struct"):
        rows(written(tmp_path, {"turns": [{"role": "user"}]}))
    path = tmp_path / "twice.parquet"
    pq.write_table(pa.Table.from_arrays([pa.array(["a"]), pa.array(["b"])], names=["q", "q"]), path)
    with pytest.raises(InputError, match="'q' twice"):
        rows(path)


def test_a_large_file_is_not_held_in_memory(tmp_path: Path) -> None:
    """250 MB of text in one row group are read in a fraction of it."""
    path = tmp_path / "rows.parquet"
    with pq.ParquetWriter(path, pa.schema([("q", pa.string())]), compression="none", use_dictionary=False) as writer:
        writer.write_table(pa.table({"q": [f"{n} {'x' * 2500}" for n in range(100_000)]}), row_group_size=100_000)
    said, grown = measured("print(sum(1 for _ in parquet.parquet_rows(path)))", path)
    assert said == "100000"
    assert grown < 100_000
