"""Codes of outside schemes: which concepts stand under each, how many seeds and accepted questions, which are empty.

No scheme ships: what is known of one is the codes that concepts carry, and a list that somebody brings for a look.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from mathscale_core.errors import InputError
from mathscale_core.records import Concept
from mathscale_core.views.explore.told import told
from mathscale_core.views.explore.version import seeds_with
from mathscale_core.views.overlays import named_in_questions
from mathscale_core.workspace import Workspace

#: Longest list of codes that is read.
LONGEST = 20_000
_LETTERS = 400


@dataclass(frozen=True, slots=True)
class Covered:
    """One code of a scheme.

    Attributes:
        code: The code.
        label: What the list that was brought along calls it, ``""`` where it does not.
        concepts: (concept, how it stands to the code), by name.
        seeds: Distinct seeds that carry one of them.
        accepted: Accepted generated questions that carry one of them.
    """

    code: str
    label: str
    concepts: tuple[tuple[Concept, str], ...]
    seeds: int
    accepted: int


def schemes(workspace: Workspace) -> dict[str, int]:
    """Scheme to the number of its codes that concepts carry."""
    codes: dict[str, set[str]] = {}
    for some in told(workspace).codes.values():
        for code in some:
            codes.setdefault(code.scheme, set()).add(code.code)
    return {scheme: len(codes[scheme]) for scheme in sorted(codes)}


def coverage(workspace: Workspace, scheme: str, listed: Mapping[str, str] | None = None) -> list[Covered]:
    """Every known code of a scheme, in order; those of the list are there too when no concept carries them."""
    known = {c.id: c for c in workspace.store.concepts.concepts()}
    carried: dict[str, dict[str, str]] = {code: {} for code in listed or {}}
    for concept, some in told(workspace).codes.items():
        for code in some:
            if code.scheme == scheme and concept in known:
                carried.setdefault(code.code, {})[concept] = code.match
    accepted, draft = _accepted(workspace, carried), workspace.draft()
    return [
        Covered(
            code, (listed or {}).get(code, ""),
            tuple(sorted(((known[c], match) for c, match in held.items()), key=lambda pair: pair[0].name)),
            len({s for c in held for s in seeds_with(draft, c)}), accepted.get(code, 0),
        )
        for code, held in sorted(carried.items())
    ]  # fmt: skip


def read_list(text: str) -> dict[str, str]:
    """Code to label from a list of one code a line, its label behind a tab, comma or blank.

    Raises:
        InputError: It is too long, or a line is.
    """
    found: dict[str, str] = {}
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        said = line.strip()
        if not said:
            continue
        if len(said) > _LETTERS or number > LONGEST:
            raise InputError(
                f"Line {number} of the list {'is too many' if number > LONGEST else f'has {len(said)} characters'}.",
                f"at most {LONGEST:,} lines of one code and its label, {_LETTERS} characters each.",
                "Shorten the list and bring it again.",
            )
        cut = next((mark for mark in ("\t", ",", " ") if mark in said), "\t")
        code, _, label = said.partition(cut)
        found.setdefault(code.strip().strip('"'), label.strip().strip('"'))
    return found


def _accepted(workspace: Workspace, carried: Mapping[str, Mapping[str, str]]) -> dict[str, int]:
    """Code to accepted questions; a question that carries two of its concepts counts once."""
    names: dict[str, list[tuple[str, str]]] = {}
    for key, concept in named_in_questions(workspace).items():
        names.setdefault(concept, []).append(key)
    numbers, waiting = {code: n for n, code in enumerate(carried)}, [code for code, held in carried.items() if held]
    counts: dict[str, int] = {}
    by_number = {n: code for code, n in numbers.items()}
    # The store counts for one code a name; codes that share a concept take turns.
    while waiting:
        places, later = dict[tuple[str, str], int](), list[str]()
        for code in waiting:
            keys = [key for concept in carried[code] for key in names.get(concept, ())]
            if any(key in places for key in keys):
                later.append(code)
            else:
                places |= dict.fromkeys(keys, numbers[code])
        found = workspace.store.maps.written_for(places) if places else {"place": [], "accepted": []}
        counts |= {by_number[n]: done for n, done in zip(found["place"], found["accepted"], strict=True)}
        waiting = later
    return counts
