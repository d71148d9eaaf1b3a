"""The log on screen: by person, kind and concept; each edit with its undo or redo, and what stands in the way of it."""

import streamlit as st

from mathscale_core.errors import ConflictError, MathScaleError
from mathscale_core.pipeline.edits import in_the_way, misfits, undo, undo_all
from mathscale_core.views import curation, explore
from mathscale_core.views.notes import count_open
from mathscale_core.views.text import counted, to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.address import note, page_choice, said, show, write
from pages.parts.finding import concept_finder
from pages.parts.look import WORDS
from pages.parts.notes import notes_list
from pages.parts.shell import clear_errors, show_error
from pages.parts.wording import worded

_ICONS = {
    "rename": "edit", "merge": "merge", "retag": "sell", "restore": "restore", "undo": "undo", "delete": "delete",
    "alias": "label", "define": "notes", "change-kind": "swap_horiz", "lock": "lock", "code": "tag",
    "add": "add_circle", "split": "call_split", "mark": "flag", "relate": "account_tree", "edge": "link",
}  # fmt: skip
_BLOCKED = "undo-blocked"
#: An edit stays beside its button on narrow screens too.
_STYLE = """<style>:is([class*="st-key-edit-all-"], [class*="st-key-edit-waits-"], [class*="st-key-edit-of-"])
{ flex-wrap: nowrap; } :is([class*="st-key-edit-all-"], [class*="st-key-edit-waits-"], [class*="st-key-edit-of-"])
> div:first-child { min-width: 0; }</style>"""


def history_page(space: Workspace) -> None:
    """The whole log, a page at a time, under filters; or the notes."""
    waiting = count_open(space)
    shown = st.segmented_control(
        "Show", ["Edits", "Notes"], key=show("log", "Notes" if said("log") == "Notes" else "Edits"), required=True,
        on_change=note, args=("log", "log", "Edits", "page"), label_visibility="collapsed",
    )  # fmt: skip
    if shown == "Notes":
        notes_list(space)
        return
    if waiting:
        st.caption(f":material/sticky_note_2: {counted(waiting, 'open note')} under Notes.")
    with clear_errors():
        _misfits(space)
        wanted = _filters(space)
        total = curation.history(space, wanted=wanted)[1]
        page = page_choice(-(-total // curation.PAGE))
        edits = curation.history(space, wanted=wanted, page=page)[0]
        st.caption(f"{counted(total, 'edit')}, newest first. {worded(WORDS['curate'])}")
        edit_list(space, edits, "all")


def edit_list(space: Workspace, edits: list[curation.Edit], key: str) -> None:
    """Edits, newest first, each that counts with its undo, each that was undone with its redo."""
    if not edits:
        st.caption("Nothing was edited here yet.")
        return
    reason = st.text_input(
        "Why undo", key=f"undo-why-{key}", placeholder="Why undo (optional)", label_visibility="collapsed"
    )
    st.html(_STYLE)
    for edit in edits:
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"edit-{key}-{edit.id}"):
            st.markdown(_line(edit), width="stretch")
            if edit.can_undo and st.button(
                "Undo", key=f"undo-{key}-{edit.id}", icon=":material/undo:",
                help="Takes this one edit back. Refused, with names, where a later edit depends on it.",
            ):  # fmt: skip
                _take_back(space, edit.id, str(reason or ""), key)
            if edit.undone_by and st.button("Redo", key=f"redo-{key}-{edit.id}", icon=":material/redo:"):
                _take_back(space, edit.undone_by, str(reason or ""), key)
        if st.session_state.get(_BLOCKED) == (space.root, key, edit.id):
            _in_the_way(space, edit.id, str(reason or ""), key)


def _line(edit: curation.Edit) -> str:
    text = to_markdown(edit.text)
    why = f" – {to_markdown(edit.reason)}" if edit.reason else ""
    state = "" if not edit.waits else " :violet-badge[proposed]" if edit.proposed else " :gray-badge[draft]"
    struck = f"~~{text}~~ (undone)" if edit.undone_by else text
    return (
        f":material/{_ICONS.get(edit.kind, 'edit')}: {struck}{why}{state}  \n"
        f":small[{_who(edit)} · {edit.at[:16].replace('T', ' ')} UTC · `{edit.id}`]"
    )


def _who(edit: curation.Edit) -> str:
    """Who did it; of what was proposed, also who published it."""
    actor = to_markdown(edit.actor)
    if edit.proposed and not edit.waits:
        return f"proposed by {actor}, published by {to_markdown(edit.publisher)} in version {edit.version}"
    return actor


def _take_back(space: Workspace, event: str, reason: str, key: str) -> None:
    """Undo, or show what stands in the way; a redo is the undo of an undo."""
    st.session_state.pop(_BLOCKED, None)
    try:
        undo(space, event, reason)
    except ConflictError as error:
        if not in_the_way(space, event):
            show_error(error)
            return
        st.session_state[_BLOCKED] = (space.root, key, event)
        st.rerun()
    except MathScaleError as error:
        show_error(error)
        return
    st.toast("Done.", icon=":material/undo:")
    st.rerun()


def _in_the_way(space: Workspace, event: str, reason: str, key: str) -> None:
    """The later edits that depend on one, with the way to each, and all of them undone at once."""
    later = curation.edits_of(space, [e.id for e in in_the_way(space, event)])
    with st.container(border=True, key=f"in-the-way-{key}"):
        st.markdown(f":orange[:material/warning:] {counted(len(later), 'later edit')} would not fit without it:")
        for edit in later:
            st.markdown(f"- {to_markdown(edit.text)} :small[({to_markdown(edit.actor)}, `{edit.id}`)]")
            if edit.concept:
                st.page_link("explore.py", label="Look at it", icon=":material/hub:",
                             query_params={"concept": edit.concept})  # fmt: skip
        with st.container(horizontal=True, gap="small"):
            if st.button(f"Undo {counted(len(later) + 1, 'edit')}", key=f"undo-them-{key}", icon=":material/undo:"):
                with clear_errors():
                    undo_all(space, [event, *(e.id for e in later)], reason)
                    st.session_state.pop(_BLOCKED)
                    st.rerun()
            if st.button("Leave it", key=f"leave-{key}", type="tertiary"):
                st.session_state.pop(_BLOCKED)
                st.rerun()


def _filters(space: Workspace) -> curation.HistoryFilter:
    """Person, kind and concept; each stands in the address."""
    who, what, which = st.columns([2, 2, 3])
    with who:
        _choice("by", "Person", curation.people_of(space))
    with what:
        _choice("did", "Kind", curation.kinds_of(space))
    with which:
        asked = said("of")
        found = explore.standing(space, asked) if asked else None
        if asked:
            name = found.name if found else asked
            if st.button(f"{to_markdown(name)}", key="of-none", icon=":material/close:", help="Edits of all concepts"):
                write("of", "", "page")
                st.rerun()
        else:
            chosen = concept_finder(space, "Topic or KP", "history-of")
            if chosen and st.button("Show its edits", key="history-of-it", icon=":material/filter_alt:"):
                write("of", chosen, "page")
                st.rerun()
    return curation.HistoryFilter(said("of"), said("by"), said("did"))


def _choice(name: str, label: str, options: list[str]) -> None:
    asked = said(name)
    every = [*options, *([asked] if asked and asked not in options else [])]
    st.selectbox(label, every, index=None, key=show(f"history-{name}", asked or None), on_change=note,
                 args=(f"history-{name}", name, "", "page"), placeholder="Any")  # fmt: skip


def _misfits(space: Workspace) -> None:
    """Edits that no longer fit what is there, each with what is in its way and its cure."""
    found = misfits(space)
    if not found:
        return
    fit = "fits" if len(found) == 1 else "fit"
    with st.expander(f"{counted(len(found), 'edit')} no longer {fit} what is there", icon=":material/warning:"):
        st.caption(
            "New labels or seeds came after them. Each still does what it can; undo it, or mend what it is about."
        )
        for edit in curation.edits_of(space, list(found)):
            error = found[edit.id]
            with st.container(border=True, gap="xsmall"):
                st.markdown(f"**{to_markdown(edit.text)}** :small[({to_markdown(edit.actor)})]")
                st.text(error.found)
                st.text(f"Cure: {error.remedy.removeprefix('Nothing was applied; ')}")
                with st.container(horizontal=True, gap="small"):
                    if st.button("Undo it", key=f"cure-{edit.id}", icon=":material/undo:"):
                        _take_back(space, edit.id, "it no longer fits", "all")
                    if edit.concept:
                        st.page_link("explore.py", label="Look at it", icon=":material/hub:",
                                     query_params={"concept": edit.concept})  # fmt: skip
