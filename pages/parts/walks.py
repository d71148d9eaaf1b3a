"""Compositions on screen: choosing what they must hold, one as a card, and a walk as picture and as steps."""

from collections.abc import Sequence

import streamlit as st

from mathscale_core.records import Concept
from mathscale_core.views import explore
from mathscale_core.views.mix import DrawnComposition, concept_choices
from mathscale_core.views.questions import Step
from mathscale_core.views.text import counted, to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.address import said, show, write
from pages.parts.problem import concept_badges, walk_steps
from pages.parts.walkcanvas import walk_canvas
from pages.parts.wording import kind_word, meaning, worded

#: Up to so many concepts a select holds them all; of more it holds what a search finds.
_ALL = 1500
_MOST_CHOSEN = 8


def concept_select(space: Workspace, key: str = "topics") -> list[Concept]:
    """Choose concepts that each composition is to hold; the choice stands in the address as their ids."""
    known = concept_choices(space)
    asked = list(dict.fromkeys(c for c in said(key).split(",") if c))
    if any(c not in known for c in asked):
        st.warning(
            worded("The address names topics or knowledge points that the graph does not have; they are left out.")
        )
    chosen = [c for c in asked if c in known][:_MOST_CHOSEN]
    show(f"{key}-chosen", chosen)
    offered = list(known)
    if len(known) > _ALL:
        text = st.text_input(
            worded("Find a topic or KP"), key=f"{key}-search", live=True, icon=":material/search:",
            placeholder="Name or beginning of a word; what is found can be chosen below",
        )  # fmt: skip
        hits = [h.concept.id for h in explore.search(space, text, 50)]
        offered = list(dict.fromkeys([*chosen, *hits]))

    def changed() -> None:
        write(key, ",".join(st.session_state[f"{key}-chosen"]))

    st.multiselect(
        worded("Topics and KPs that each must hold"), offered, key=f"{key}-chosen", on_change=changed,
        max_selections=_MOST_CHOSEN, placeholder="Any. Choose some to draw for a unit or an exam",
        help=f"{meaning('topic')} {meaning('knowledge point')}",
        format_func=lambda c: name_of(*known[c]),
        # Enter is to take the one best match, not all that match.
        select_all=False,
    )  # fmt: skip
    return [known[c][0] for c in st.session_state[f"{key}-chosen"]]


def name_of(concept: Concept, seeds: int) -> str:
    """A concept among the choices: name, kind, and how many seeds carry it."""
    return f"{concept.name} · {kind_word(concept.kind)}, {worded(counted(seeds, 'seed'))}"


def drawn_card(composition: DrawnComposition, number: int, rng: int, *, shown: bool) -> tuple[bool, bool]:
    """One drawn composition, with its walk where that is shown.

    Returns:
        Whether it is ticked to be kept, and whether its walk was asked for now.
    """
    with st.container(border=True, gap="xsmall", key=f"drawn-{number}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            keep = st.checkbox(
                f"Keep {number}", value=not composition.in_mix, key=f"keep-{rng}-{composition.id}-{composition.in_mix}"
            )
            with st.container(width="stretch"):
                concept_badges([t.name for t in composition.topics], [k.name for k in composition.kps])
            asked = st.button(
                worded("Hide walk" if shown else "Show walk"),
                key=f"walk-{number}",
                icon=":material/route:",
                type="tertiary",
            )
        st.caption(_facts(composition))
        if shown:
            walk_view(composition.steps, "walk")
    return bool(keep), bool(asked)


def walk_view(steps: Sequence[Step], key: str) -> None:
    """A walk as a picture, and beside it step by step with the probability of each."""
    picture, words = st.columns([3, 2], gap="medium", vertical_alignment="center")
    with picture:
        walk_canvas(steps, key=f"{key}-picture")
    with words:
        walk_steps(steps)


def _facts(composition: DrawnComposition) -> str:
    said = ["new to the seeds" if composition.novel else "some seed holds all of it"]
    if composition.in_mix:
        said.append("in this mix")
    elif composition.stored:
        said.append("stored already")
    fits = f"{to_markdown(composition.family)} ({composition.nearness:.2f})" if composition.nearness else "none fits"
    return worded(f"draw {composition.draw:,} · {' · '.join(said)} · offline family: {{fits}}", fits=fits)
