"""Editing the graph: rename and merge a concept, undo, the history of edits, and the shelf.

Every edit is an event of the log. What was shown last is sent along with an edit: where somebody else has edited the
same concept meanwhile, the edit is refused and the page shows how it is now.
"""

from collections.abc import Callable

import streamlit as st

from mathscale_core.pipeline.edits import apply_edit, undo
from mathscale_core.pipeline.shelf import adopt, dismiss
from mathscale_core.records import Concept
from mathscale_core.views import curation, explore
from mathscale_core.views.text import to_markdown, to_plain
from mathscale_core.workspace import Workspace
from pages.parts.address import page_choice, said
from pages.parts.look import KIND, WORDS
from pages.parts.problem import problem_card
from pages.parts.shell import clear_errors
from pages.parts.tables import pick_table

_FOUND = 12
_ICONS = {
    "rename": ":material/edit:", "merge": ":material/merge:", "retag": ":material/sell:",
    "restore": ":material/restore:", "undo": ":material/undo:",
}  # fmt: skip

Moved = Callable[[str], None]


def edit_panel(space: Workspace, concept: Concept, moved: Moved) -> None:
    """Rename, merge and history of one concept; ``moved`` is told which concept stands for it after a merge."""
    edits, total = curation.history(space, concept.id)
    seen = _seen(space, concept.id)
    # The same labels after every edit, so that the open one stays open.
    rename, merge, past = st.tabs([":material/edit: Rename", ":material/merge: Merge", ":material/history: Edits"])
    with rename:
        _rename(space, concept, seen)
    with merge:
        _merge(space, concept, seen, moved)
    with past:
        edit_list(space, edits, f"of-{concept.id}")
        if total > len(edits):
            st.caption(f"The newest {len(edits)} of {total:,}; the others stand under History.")


def edit_list(space: Workspace, edits: list[curation.Edit], key: str) -> None:
    """Edits, newest first, each that counts with its undo."""
    if not edits:
        st.caption("Nothing was edited here yet.")
        return
    reason = st.text_input(
        "Why undo", key=f"undo-why-{key}", placeholder="Why undo (optional)", label_visibility="collapsed"
    )
    for edit in edits:
        said, action = st.columns([5, 2], vertical_alignment="center", gap="small")
        text = to_markdown(edit.text)
        why = f" – {to_markdown(edit.reason)}" if edit.reason else ""
        said.markdown(
            f"{_ICONS.get(edit.kind, ':material/edit:')} {f'~~{text}~~ (undone)' if edit.undone_by else text}{why}  \n"
            f":small[{to_markdown(edit.actor)} · {edit.at[:16].replace('T', ' ')} UTC · `{edit.id}`]"
        )
        if edit.can_undo and action.button(
            "Undo", key=f"undo-{key}-{edit.id}", icon=":material/undo:",
            help="Takes this one edit back. Refused, with names, where a later edit depends on it.",
        ):  # fmt: skip
            with clear_errors():
                undo(space, edit.id, reason)
                st.toast("Undone.", icon=":material/undo:")
                st.rerun()


def history_page(space: Workspace) -> None:
    """The whole log, a page at a time."""
    total = curation.history(space)[1]
    page = page_choice(-(-total // curation.PAGE))
    edits = curation.history(space, page=page)[0]
    st.caption(f"{total:,} edit{'' if total == 1 else 's'}, newest first. {WORDS['curate']}")
    edit_list(space, edits, "all")


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


def _rename(space: Workspace, concept: Concept, seen: str) -> None:
    # Another name is another form, so that it shows the name of now. A form sends name and click in one run: else the
    # page would have looked again in between, and would not know what the editor saw.
    with st.form(f"rename-{concept.id}-{concept.name}", border=False):
        name = st.text_input("Name", concept.name, max_chars=120, key=f"name-{concept.id}-{concept.name}")
        reason = st.text_input("Why (optional)", key=f"rename-why-{concept.id}-{concept.name}")
        st.caption("Old names still lead to it, and walks stay valid.")
        if st.form_submit_button("Rename", key="rename", icon=":material/edit:"):
            with clear_errors():
                event = apply_edit(
                    space, {"kind": "rename", "concept": concept.id, "name": name, "reason": reason}, expected=seen
                )
                st.toast(f"Renamed to {to_markdown(event.payload['name'])}.", icon=":material/edit:")
                st.rerun()


def _merge(space: Workspace, concept: Concept, seen: str, moved: Moved) -> None:
    icon, _, word, _ = KIND[concept.kind]
    text = st.text_input(
        f"Merge with another {word}", key=f"merge-with-{concept.id}", type="search", live=True, icon=icon,
        placeholder=f"Name of the other {word}",
    )  # fmt: skip
    found = [
        h for h in explore.search(space, text, 200) if h.concept.kind == concept.kind and h.concept.id != concept.id
    ]
    if not text:
        return
    if not found:
        st.caption(f"No other {word} has such a name.")
        return
    names = {h.concept.id: f"{h.concept.name} · {h.seeds:,} seeds" for h in found[:_FOUND]}
    other = st.radio(
        "Which", list(names), format_func=lambda i: to_markdown(names[i]), key=f"merge-other-{concept.id}-{text}",
        label_visibility="collapsed",
    )  # fmt: skip
    # At first this concept goes into the other one.
    key = f"swapped-{concept.id}-{other}"
    if st.button("Swap", key="swap", icon=":material/swap_horiz:", help="Keep the other one of the two names."):
        st.session_state[key] = not st.session_state.get(key, False)
    pair = (concept.id, str(other))
    loser, winner = pair[::-1] if st.session_state.get(key, False) else pair
    with clear_errors():
        _merge_now(space, curation.merge_preview(space, loser, winner), seen, moved)


def _merge_now(space: Workspace, preview: curation.MergePreview, seen: str, moved: Moved) -> None:
    """What the merge will come to, and the button that does it."""
    with st.container(border=True):
        st.markdown(
            f"**{to_markdown(preview.loser.name)}** :material/arrow_forward: **{to_markdown(preview.winner.name)}**"
        )
        now, then = preview.neighbours
        st.markdown(
            f"{preview.loser_seeds:,} + {preview.winner_seeds:,} seeds, {preview.both:,} of them in both: "
            f"**{preview.seeds:,} seeds** afterwards  \n"
            f"neighbours {now:,} → **{then:,}**  \n"
            f"also called {to_markdown(', '.join(preview.aliases))}"
        )
    with st.form(f"merge-{preview.loser.id}-{preview.winner.id}", border=False):
        reason = st.text_input("Why (optional)")
        if st.form_submit_button("Merge", key="merge", type="primary", icon=":material/merge:"):
            edit = {"kind": "merge", "from": [preview.loser.id], "into": preview.winner.id, "reason": reason}
            apply_edit(space, edit, expected=seen)
            st.toast(f"Merged into {to_markdown(preview.winner.name)}.", icon=":material/merge:")
            moved(preview.winner.id)
            st.rerun()


def _seen(space: Workspace, concept: str) -> str:
    """The log's last event when this concept was last shown here; from now on it is the one of now."""
    key = f"seen-{concept}"
    now = curation.last_event(space)
    seen = str(st.session_state.get(key, now))
    st.session_state[key] = now
    return seen
