"""The published data sets beside the checkout, for tests that read them where they are."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def published() -> Path:
    """The folder of published data sets; a test that wants it is skipped where it is not there."""
    folder = Path(__file__).parents[2].parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"the published data sets are not at {folder}")
    return folder
