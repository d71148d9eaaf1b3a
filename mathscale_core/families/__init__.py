"""Problem families: parametric problems whose answers are right by construction, and their checkers.

Generators live beside this file, one module an area; the independent checker of each family lives in the
module of the same name under ``checkers/``.
"""

import importlib
import pkgutil

from mathscale_core.families import checkers
from mathscale_core.families.checkers.checker import Checker
from mathscale_core.families.family import DIFFICULTIES, Difficulty, Draft, Family, Instance

__all__ = ["DIFFICULTIES", "FAMILIES", "Checker", "Difficulty", "Draft", "Family", "Instance", "checker_of", "family"]

FAMILIES = tuple(f for m in pkgutil.iter_modules(__path__) if not m.ispkg for f in getattr(importlib.import_module(f"{__name__}.{m.name}"), "FAMILIES", ()))
_CHECKERS = {n: c for m in pkgutil.iter_modules(checkers.__path__) for n, c in getattr(importlib.import_module(f"{checkers.__name__}.{m.name}"), "CHECKERS", {}).items()}
_BY_NAME = {f.name: f for f in FAMILIES}


def family(name: str) -> Family | None:
    """The family of that name, None where there is none."""
    return _BY_NAME.get(name)


def checker_of(name: str) -> Checker | None:
    """The independent checker of a family, None where the family is not known."""
    return _CHECKERS.get(name)
