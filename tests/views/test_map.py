"""The map's packet, read back byte for byte as the browser reads it; and the table under it."""

import csv
import io
import json
import zlib
from pathlib import Path
from typing import Any

import numpy as np

from mathscale_core.adapters.store.maps import StoredMap
from mathscale_core.layout import links_of
from mathscale_core.pipeline.edits import apply_edit
from mathscale_core.pipeline.layout import lay_out_version
from mathscale_core.pipeline.synth import synthesise
from mathscale_core.testing.workspaces import fresh_workspace, small_workspace
from mathscale_core.views.map import GraphMap, as_csv, map_of, packet, rows_of, table
from mathscale_core.views.overlays import overlay
from mathscale_core.workspace import Workspace

#: What a browser is sent at most, at full size.
MOST_BYTES = 2_000_000


def laid_out(workspace: Workspace) -> GraphMap:
    lay_out_version(workspace)
    drawn = map_of(workspace)
    assert drawn is not None
    return drawn


def unpacked(data: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and arrays of a packet, by its description."""
    said = int.from_bytes(data[:4], "little")
    header = json.loads(data[4 : 4 + said])
    n, m, at = header["concepts"], header["edges"], 4 + said
    arrays: dict[str, Any] = {}
    small = [("bins", "u1", n), ("chosen", "u1", n), ("values", "<f4", n), ("behind", "<i4", n * header["behind"])]
    for name, kind, count in small:
        arrays[name] = np.frombuffer(data, kind, count, at)
        at += -(-arrays[name].nbytes // 4) * 4
    body, at = zlib.decompress(data[at:]), 0
    for name, kind, count in [
        ("at", "<f4", 2 * n), ("seeds", "<i4", n), ("degree", "<i4", n), ("community", "<i4", n),
        ("ends", "<u4", 2 * m), ("weights", "u1", m),
    ]:  # fmt: skip
        arrays[name] = np.frombuffer(body, kind, count, at)
        at += arrays[name].nbytes
    arrays["names"] = body[at:].decode().split("\n")
    return header, arrays


def test_a_graph_that_was_not_laid_out_has_no_map(tmp_path: Path) -> None:
    """Nor has an empty one; once laid out it is there."""
    assert map_of(fresh_workspace(tmp_path, name="empty")) is None
    workspace = small_workspace(tmp_path)
    assert map_of(workspace) is None
    assert laid_out(workspace) is map_of(workspace)


def test_the_packet_holds_the_graph(tmp_path: Path) -> None:
    """Names, numbers, positions and every edge with its weight, as the graph has them."""
    workspace = small_workspace(tmp_path)
    drawn, graph = laid_out(workspace), workspace.graph().graph
    header, found = unpacked(packet(drawn, None, (1, 3), {"paper": "#ffffff"}))
    assert found["names"] == [c.name for c in (*graph.topics, *graph.kps)]
    assert (header["topics"], header["paper"]) == (len(graph.topics), "#ffffff")
    assert found["seeds"].tolist() == [*graph.topic_seeds.tolist(), *graph.kp_seeds.tolist()]
    assert np.flatnonzero(found["chosen"]).tolist() == [1, 3]
    assert np.allclose(found["at"].reshape(-1, 2), drawn.at, atol=1e-5)
    links = links_of(graph)
    wanted = sorted(zip(links.source.tolist(), links.target.tolist(), links.weights.tolist(), strict=True))
    ends = found["ends"].reshape(-1, 2).tolist()
    read = sorted(
        (a, b, 2 ** (w / header["log_step"])) for (a, b), w in zip(ends, found["weights"].tolist(), strict=True)
    )
    assert [(a, b) for a, b, _ in read] == [(a, b) for a, b, _ in wanted]
    assert np.allclose([w for *_, w in read], [w for *_, w in wanted], rtol=0.03)
    assert (np.diff(found["weights"].astype(int)) >= 0).all()
    assert sum(c["concepts"] for c in header["communities"]) == len(drawn.concepts)


def test_an_overlay_goes_along_with_its_numbers(tmp_path: Path) -> None:
    """Steps and values; a rate with what it is made of; without data there is no number."""
    workspace = small_workspace(tmp_path)
    drawn = laid_out(workspace)
    header, found = unpacked(packet(drawn, overlay(workspace, "degree")))
    assert (header["title"], header["form"], header["behind"]) == ("Degree", "count", False)
    assert found["values"].tolist() == found["degree"].tolist()
    header, found = unpacked(packet(drawn, overlay(workspace, "acceptance")))
    assert np.isnan(found["values"]).all()
    assert (found["bins"] == header["no_data"]).all()
    assert found["behind"].tolist() == [0] * len(drawn.concepts)


def test_a_rename_is_on_the_map_at_once(tmp_path: Path) -> None:
    """It is no new version: nothing is laid out, and the names are the present ones, of communities too."""
    workspace = small_workspace(tmp_path)
    money = next(c for c in laid_out(workspace).concepts if c.name == "Money")
    apply_edit(workspace, {"kind": "rename", "concept": money.id, "name": "Coins & <b>notes</b>\nall"})
    drawn = map_of(workspace)
    assert drawn is not None
    _, found = unpacked(packet(drawn, None))
    assert any(name.startswith("Coins") for name in found["names"])
    assert len(found["names"]) == len(drawn.concepts)
    assert not any("Money" in c.name for c in drawn.communities.values())


def test_the_table_is_in_the_order_of_what_is_shown(tmp_path: Path) -> None:
    """Most seeds first; by an overlay the highest first, those without data last; of a choice only the chosen."""
    workspace = small_workspace(tmp_path)
    drawn = laid_out(workspace)
    rows = table(drawn, None, rows_of(drawn, None))
    assert [r.seeds for r in rows] == sorted((r.seeds for r in rows), reverse=True)
    degree = overlay(workspace, "degree")
    assert [r.degree for r in table(drawn, degree, rows_of(drawn, degree, (0, 4, 2)))] == sorted(
        (int(drawn.degree[i]) for i in (0, 4, 2)), reverse=True
    )
    assert {r.value for r in table(drawn, overlay(workspace, "accuracy"), [0, 1])} == {"no data"}


def test_csv_holds_ids_and_numbers_and_no_formula(tmp_path: Path) -> None:
    """One line a concept; what is not known is empty; a name that begins like a formula is text."""
    workspace = small_workspace(tmp_path)
    concept = laid_out(workspace).concepts[0]
    apply_edit(workspace, {"kind": "rename", "concept": concept.id, "name": "=SUM(A1)"})
    drawn = map_of(workspace)
    assert drawn is not None
    shown = overlay(workspace, "acceptance")
    lines = list(csv.DictReader(io.StringIO(as_csv(drawn, shown, rows_of(drawn, shown)))))
    assert {line["id"] for line in lines} == {c.id for c in drawn.concepts}
    assert {line["acceptance"] for line in lines} == {""}
    assert {line["questions"] for line in lines} == {"0"}
    assert next(line["name"] for line in lines if line["id"] == concept.id) == "'=SUM(A1)"


def test_at_full_size_the_browser_is_sent_less_than_two_megabytes(tmp_path: Path) -> None:
    """2,018 topics, 8,892 KPs and all edges of 20,857 seeds; any positions pack as badly as these random ones."""
    workspace = fresh_workspace(tmp_path)
    synthesise(workspace, 2018, 8892, 20857)
    graph = workspace.graph().graph
    ids = tuple(sorted(c.id for c in (*graph.topics, *graph.kps)))
    at = np.random.default_rng(0).normal(size=(len(ids), 2))
    workspace.store.maps.put(StoredMap(graph.version, ids, at, np.arange(len(ids), dtype=np.int32) % 40), {})
    drawn = map_of(workspace)
    assert drawn is not None
    assert len(drawn.concepts) == 10_910
    assert drawn.edges > 100_000
    assert len(packet(drawn, overlay(workspace, "seeds"), range(5000))) < MOST_BYTES
