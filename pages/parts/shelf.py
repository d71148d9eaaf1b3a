"""The shelf: names that models missed, each with its seeds, to adopt or to dismiss."""

import streamlit as st

from mathscale_core.pipeline.shelf import adopt, dismiss
from mathscale_core.views import curation
from mathscale_core.views.text import to_markdown, to_plain
from mathscale_core.workspace import Workspace
from pages.parts.address import page_choice, said
from pages.parts.look import KIND, WORDS
from pages.parts.problem import problem_card
from pages.parts.shell import clear_errors
from pages.parts.tables import pick_table


def shelf_page(space: Workspace) -> None:
    """Names that models missed, most seeds first; the chosen one with its seeds, to adopt or to dismiss."""
    total = curation.shelf(space)[1]
    if not total:
        st.info(
            "Nothing waits on the shelf. Guided extraction offers a model the concepts of this graph; names that it "
            "misses among them wait here for you to adopt or dismiss.", icon=":material/shelves:",
        )  # fmt: skip
        st.page_link("seeds.py", label="Go to Seeds to extract", icon=":material/grass:")
        return
    page = page_choice(-(-total // curation.PAGE), "page", "shelved")
    rows = curation.shelf(space, page=page)[0]
    names, detail = st.columns([2, 3], gap="medium")
    with names:
        st.caption(f"{total:,} name{' waits' if total == 1 else 's wait'}, most seeds first.", help=WORDS["shelf"])
        table = [{"name": to_plain(s.name), "kind": KIND[s.kind][2], "seeds": s.seeds} for s in rows]
        ids = [f"{s.kind}:{s.name}" for s in rows]
        asked = said("shelved") if said("shelved") in ids else ids[0]
        if picked := pick_table(table, ids, f"shelf-{page}-{total}", asked, most=560):
            st.query_params["shelved"] = picked
            st.rerun()
    with detail:
        _shelved(space, rows[ids.index(asked)])


def _shelved(space: Workspace, name: curation.Shelved) -> None:
    icon, colour, word, what = KIND[name.kind]
    st.subheader(to_markdown(name.name), anchor=False)
    st.badge(word, icon=icon, color=colour, help=what)
    with st.container(horizontal=True, gap="small"):
        label = f"Adopt for {name.seeds:,} seed{'' if name.seeds == 1 else 's'}"
        if st.button(label, type="primary", key="adopt", icon=":material/add_circle:",
                     help="Makes it a concept and tags its seeds; can be undone."):  # fmt: skip
            with clear_errors():
                adopt(space, name.kind, name.name)
                st.toast("Adopted.", icon=":material/add_circle:")
                st.rerun()
        if st.button("Dismiss", key="dismiss", icon=":material/block:", help="For good: it is not suggested again."):
            with clear_errors():
                dismiss(space, name.kind, name.name)
                st.toast("Dismissed.", icon=":material/block:")
                st.rerun()
    for seed in curation.shelved_seeds(space, name):
        with st.container(border=True):
            problem_card(seed.question, seed.solution, seed.answer, open_solution=False)
