"""The edges as a Parquet table, for pandas, DuckDB or Spark: one undirected edge a row, each once. It only goes out.

A pair that a person unlinked is no edge and has no row.
"""

import io

import pyarrow as pa
import pyarrow.parquet as pq

from mathscale_core.records import GraphDocument


def render(document: GraphDocument) -> bytes:
    """Columns ``source``, ``target`` (ids), their names and kinds, ``weight`` and ``by_hand``."""
    linked = document.weight > 0
    ends = {"source": document.source[linked], "target": document.target[linked]}
    columns: dict[str, pa.Array] = {}
    for word, field, kind in (("", "id", pa.string()), ("_name", "name", pa.string()), ("_kind", "kind", pa.string())):
        # A name stands once for each concept and is repeated by its place, which needs no Python loop over edges.
        values = pa.array([getattr(c, field) for c in document.concepts], type=kind)
        for end, places in ends.items():
            columns[end + word] = values.take(pa.array(places, type=pa.int32()))
    table = pa.table(
        columns
        | {
            "weight": pa.array(document.weight[linked], type=pa.float64()),
            "by_hand": pa.array(document.by_hand[linked], type=pa.bool_()),
        }
    ).replace_schema_metadata({"graph_version": document.version})
    file = io.BytesIO()
    pq.write_table(table, file, compression="zstd")
    return file.getvalue()
