"""Files from a browser: kept in a folder of the workspace under a safe name, and removed."""

import os
from pathlib import Path

import pytest

from mathscale_core.pipeline.uploads import FOLDER, drop_upload, keep_upload
from mathscale_core.testing.workspaces import fresh_workspace


def test_an_empty_file_is_kept_and_dropped(tmp_path: Path) -> None:
    """Nothing of it is left behind; dropping again, or dropping another path, does nothing."""
    workspace = fresh_workspace(tmp_path)
    path = keep_upload(workspace, "key", "rows.csv", b"")
    assert path.read_bytes() == b""
    assert path.is_relative_to(workspace.root / FOLDER)
    drop_upload(workspace, path)
    drop_upload(workspace, path)
    assert list((workspace.root / FOLDER).iterdir()) == []
    other = tmp_path / "other" / "rows.csv"
    other.parent.mkdir()
    other.write_text("mine", "utf-8")
    drop_upload(workspace, other)
    assert other.exists()


def test_the_same_key_is_the_same_file_and_written_once(tmp_path: Path) -> None:
    """A page draws itself anew at every click."""
    workspace = fresh_workspace(tmp_path)
    path = keep_upload(workspace, "key", "rows.csv", memoryview(b"first"))
    assert keep_upload(workspace, "key", "rows.csv", b"second") == path
    assert path.read_bytes() == b"first"
    assert keep_upload(workspace, "other", "rows.csv", b"second") != path


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../settings.json", "settings.json"),
        ("..\\..\\settings.json", "settings.json"),
        ("a\x00b\n.csv", "a_b_.csv"),
        ("..", "file"),
        ("ü" * 300 + ".jsonl", "ü" * 95 + ".jsonl"),
        ("<b>.parquet", "_b_.parquet"),
    ],
)
def test_a_name_stays_in_its_folder(tmp_path: Path, name: str, safe: str) -> None:
    """Whatever the browser says."""
    workspace = fresh_workspace(tmp_path)
    path = keep_upload(workspace, "../key", name, b"x")
    assert path.name == safe
    assert path.parent.parent == workspace.root / FOLDER


def test_what_nobody_imported_is_removed_after_a_day(tmp_path: Path) -> None:
    """When the next file comes."""
    workspace = fresh_workspace(tmp_path)
    old = keep_upload(workspace, "old", "rows.csv", b"x")
    young = keep_upload(workspace, "young", "rows.csv", b"x")
    os.utime(old.parent, (0, 0))
    keep_upload(workspace, "new", "rows.csv", b"x")
    assert (old.exists(), young.exists()) == (False, True)
