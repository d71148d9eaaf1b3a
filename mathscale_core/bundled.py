"""Where the files that ship beside the package are: the app, its pages and the data, and what pyvis brings along.

In a checkout they stand in its top folder; in an installed wheel they stand inside the package.
"""

import json
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from mathscale_core.errors import NotFoundError

_PACKAGE = Path(__file__).resolve().parent


def bundled(name: str) -> Path:
    """The path of ``app.py``, ``pages`` or ``data``.

    Raises:
        NotFoundError: The installation lacks it.
    """
    for place in (_PACKAGE / "bundle", _PACKAGE.parent):
        if (place / name).exists():
            return place / name
    raise NotFoundError(f"This installation has no {name}.", "it beside or inside the package.", "Install it again.")


def bundled_rows(*names: str) -> Iterator[dict[str, Any]]:
    """The JSON objects of data files that ship, in order."""
    for name in names:
        with (bundled("data") / name).open(encoding="utf-8") as file:
            yield from map(json.loads, file)


def seed_files() -> list[Path]:
    """The seed files that ship, by name."""
    return sorted((bundled("data") / "seeds").glob("*.jsonl"))


def vis_network() -> Path:
    """vis-network, the drawer of graphs, as the pyvis wheel has it; found without importing pyvis.

    Raises:
        NotFoundError: pyvis is not installed, or a version that has it elsewhere.
    """
    spec = find_spec("pyvis")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        file = Path(place) / "lib" / "vis-9.1.2" / "vis-network.min.js"
        if file.exists():
            return file
    raise NotFoundError("There is no vis-network here.", "it inside the pyvis wheel.", "Run 'make install'.")
