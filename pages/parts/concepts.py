"""Concepts on screen: tables of hits and neighbours of which one can be picked, and one concept with its facts."""

from collections.abc import Sequence

import streamlit as st

from mathscale_core.records import Seed
from mathscale_core.views import explore
from mathscale_core.views.text import counted, to_markdown, to_plain
from mathscale_core.workspace import Workspace
from pages.parts.address import page_choice
from pages.parts.look import KIND, LEVEL_ICON, WORDS
from pages.parts.problem import concept_badges, problem_card, state_badges
from pages.parts.tables import row_table
from pages.parts.wording import kind_word, worded

SEEDS_A_PAGE = QUESTIONS_A_PAGE = 5
NEIGHBOURS_A_PAGE = 100
#: Why a concept is not in the graph.
_STATE = {
    "dropped": "too few seeds to be in the graph", "no seeds": "no seeds yet", "deleted": "deleted",
}  # fmt: skip


def hit_table(hits: Sequence[explore.Hit], key: str, *, most: int = 250) -> str:
    """Concepts with their seeds and neighbours; returns the id of one that was picked now, ``""`` where none was."""
    told = any(h.why or h.state for h in hits)
    rows = [
        {
            "name": to_plain(h.concept.name, 200), "kind": kind_word(h.concept.kind), "seeds": h.seeds,
            "neighbours": h.degree, **({"note": _note(h)} if told else {}),
        }
        for h in hits
    ]  # fmt: skip
    columns = {
        "name": st.column_config.TextColumn("name", width="large"),
        "kind": st.column_config.TextColumn("kind", help=WORDS["concept"]),
        "seeds": st.column_config.NumberColumn("seeds", help="Seeds that carry it."),
        "neighbours": st.column_config.NumberColumn("neighbours", help=WORDS["edge"]),
        "note": st.column_config.TextColumn("found by", help="Where its name does not say so.", width="medium"),
    }
    row = row_table(rows, key, most=most, columns=columns)
    # A row stays chosen while one walks on from it: only a new choice leads there.
    picked = "" if row is None else hits[row].concept.id
    memory = f"picked-{key}"
    new = picked if picked != st.session_state.get(memory, "") else ""
    st.session_state[memory] = picked
    return new


def neighbour_table(found: Sequence[explore.Neighbour], of: str, chosen: str, *, most: int) -> str:
    """Neighbours of a concept as a table; returns the one that was picked now, ``""`` where none was."""
    rows = [
        {"name": to_plain(n.concept.name, 200), "kind": KIND[n.concept.kind][2], "w": n.weight, "there": n.there,
         "back": n.back}
        for n in found
    ]  # fmt: skip
    ids = [n.concept.id for n in found]
    number = st.column_config.NumberColumn
    row = row_table(
        rows, f"neighbours-{of}-{chosen}-{len(ids)}", most=most, chosen=ids.index(chosen) if chosen in ids else None,
        columns={
            "name": st.column_config.TextColumn("neighbour", width=190),
            "kind": st.column_config.TextColumn("kind", width=50),
            "w": number("seeds", help="Seeds that carry both (the weight of the edge)", width=55),
            "there": number("p to", help="Probability of a step to it in their sub-graph", format="%.3f", width=60),
            "back": number("p back", help="Probability of a step back", format="%.3f", width=65),
        },
    )  # fmt: skip
    return ids[row] if row is not None and ids[row] != chosen else ""


def concept_facts(panel: explore.Panel) -> None:
    """Kind, numbers, meaning, names, codes, place and levels of a concept."""
    icon, colour, _, what = KIND[panel.concept.kind]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.badge(kind_word(panel.concept.kind), icon=icon, color=colour, help=what)
        if panel.locked:
            st.badge("locked", icon=":material/lock:", color="gray", help=f"Locked by {to_markdown(panel.locked)}.")
        if panel.state:
            st.badge(worded(_STATE[panel.state]), icon=":material/visibility_off:", color="gray")
        st.caption(
            f"{panel.seeds:,} seeds · {panel.degree:,} neighbours · in {panel.compositions:,} compositions",
            help=f"{WORDS['seed']} {WORDS['composition']}",
        )
    if panel.path:
        way = " › ".join(to_markdown(c.name) for c in (*panel.path, panel.concept))
        st.caption(f":material/account_tree: {way}")
    if panel.concept.definition:
        st.markdown(to_markdown(panel.concept.definition))
    if panel.aliases:
        st.caption("Also called: " + to_markdown(", ".join(panel.aliases)))
    if panel.codes:
        codes = (f"{c.scheme} {c.code}" + ("" if c.match == "exact" else f" ({c.match})") for c in panel.codes)
        st.caption(":material/tag: " + to_markdown(" · ".join(codes)))
    _related(panel)
    _levels(panel)


def concept_seeds(space: Workspace, panel: explore.Panel, version: str = "") -> None:
    """The seeds that carry a concept, five a page."""
    concept = panel.concept.id
    if not panel.seeds:
        st.caption("No seed carries it now.")
    page = page_choice(-(-panel.seeds // SEEDS_A_PAGE), "seeds-page")
    seed_cards(space, explore.seeds_of(space, concept, SEEDS_A_PAGE, (page - 1) * SEEDS_A_PAGE, version))


def seed_cards(space: Workspace, seeds: Sequence[Seed]) -> None:
    """Seeds, drawn, each with what it is tagged with."""
    tags = explore.tags_of(space, [seed.id for seed in seeds])
    for seed in seeds:
        with st.container(border=True):
            problem_card(seed.question, seed.solution, seed.answer, open_solution=False)
            concept_badges(*tags[seed.id], seed.level, in_list=True)
            st.caption(f"{to_markdown(seed.source)} · {to_markdown(seed.split)} · `{seed.id}`")


def concept_questions(space: Workspace, panel: explore.Panel) -> None:
    """Generated questions that carry a concept with checks and verdict, newest first, and the way to all of them."""
    questions, total = explore.written_for(space, panel.concept, QUESTIONS_A_PAGE)
    if not total:
        st.caption(worded("No generated question carries it yet."))
        return
    st.page_link(
        "questions.py", label=f"All {counted(total, 'question')} in the bank", icon=":material/quiz:",
        query_params={"source": "generated", panel.concept.kind: panel.concept.name},
    )  # fmt: skip
    for row in questions:
        with st.container(border=True):
            st.markdown(to_markdown(row["question"]))
            state_badges(row["check_state"], row["verdict"])


def _note(hit: explore.Hit) -> str:
    return " · ".join(part for part in (to_plain(hit.why, 120), worded(_STATE.get(hit.state, ""))) if part)


def _related(panel: explore.Panel) -> None:
    said: dict[str, list[str]] = {}
    for related in panel.related:
        said.setdefault(related.how, []).append(related.concept.name)
    for how, names in said.items():
        more = f" and {len(names) - 8:,} more" if len(names) > 8 else ""
        st.caption(f"{how.capitalize()} {to_markdown(', '.join(names[:8]))}{more}")


def _levels(panel: explore.Panel) -> None:
    """How its seeds spread over the levels."""
    levels = panel.levels or {}
    total = sum(levels.values())
    if total:
        with st.container(horizontal=True, gap="xsmall"):
            for level, n in levels.items():
                st.badge(
                    f"{to_markdown(level) or 'no level'} {n / total:.0%}", icon=LEVEL_ICON.get(level, LEVEL_ICON[""]),
                    color="gray", help=worded(f"{counted(n, 'seed')} of {total:,}"),
                )  # fmt: skip
