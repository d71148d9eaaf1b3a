"""Problem families: parametric problems whose answers are right by construction, and their checkers.

Generators live beside this file, one module an area; the independent checker of each family lives in the
module of the same name under ``checkers/``.
"""

from mathscale_core.families import (
    arithmetic,
    arithmetic_data,
    arithmetic_numbers,
    calculus,
    calculus_areas,
    calculus_eigenvalues,
    calculus_matrices,
    chance,
    chance_values,
    commerce,
    extremes,
    functions,
    linear,
    linear_functions,
    logarithms,
    measurement,
    measurement_area,
    mixtures,
    polynomials,
    powers,
    proportion,
    quadratics,
    rates,
    rationals,
    sequences,
    shapes,
    shapes_points,
    shapes_tanks,
)
from mathscale_core.families.checkers import CHECKERS
from mathscale_core.families.checkers.checker import Checker
from mathscale_core.families.family import DIFFICULTIES, Difficulty, Draft, Family, Instance

__all__ = ["DIFFICULTIES", "FAMILIES", "Checker", "Difficulty", "Draft", "Family", "Instance", "checker_of"]

_AREAS = (
    arithmetic,
    arithmetic_data,
    arithmetic_numbers,
    calculus,
    calculus_areas,
    calculus_eigenvalues,
    calculus_matrices,
    chance,
    chance_values,
    commerce,
    extremes,
    functions,
    linear,
    linear_functions,
    logarithms,
    measurement,
    measurement_area,
    mixtures,
    polynomials,
    powers,
    proportion,
    quadratics,
    rates,
    rationals,
    sequences,
    shapes,
    shapes_points,
    shapes_tanks,
)
FAMILIES: tuple[Family, ...] = tuple(family for area in _AREAS for family in area.FAMILIES)


def checker_of(name: str) -> Checker | None:
    """The independent checker of a family, None where the family is not known."""
    return CHECKERS.get(name)
