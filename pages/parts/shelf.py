"""The shelf on screen: a name that models missed, what it may be another name of, one key a decision, the next there.

Every decision is an edit or a mark of the name, and Z takes the last one back. Beside it stands how many new names
extraction still brings.
"""

from collections.abc import Sequence

import streamlit as st

from mathscale_core.errors import MathScaleError
from mathscale_core.pipeline.shelf import adopt, adopt_as_alias, dismiss, unsettle
from mathscale_core.views import curation, shelf
from mathscale_core.views.text import counted, to_markdown, to_plain
from mathscale_core.workspace import Workspace
from pages.parts.address import page_choice, said
from pages.parts.charts import lines
from pages.parts.finding import concept_finder
from pages.parts.look import KIND, WORDS
from pages.parts.problem import problem_card
from pages.parts.shell import show_error
from pages.parts.tables import pick_table
from pages.parts.wording import worded

KEYS = {
    "A": "adopt the name as a concept", "L": "make it another name of the chosen concept",
    "X": "dismiss it: it is not suggested again", "Z": "take back the last decision",
}  # fmt: skip
_DID, _SAID, _TROUBLE = "shelf-did", "shelf-said", "shelf-trouble"


def shelf_page(space: Workspace) -> None:
    """Names that models missed, most seeds first; the chosen one with its seeds and the concepts near to it."""
    if (trouble := st.session_state.pop(_TROUBLE, None)) is not None:
        show_error(trouble)
    total = curation.shelf(space)[1]
    if not total:
        _nothing_waits(space)
        return
    page = page_choice(-(-total // curation.PAGE), "page", "shelved")
    rows = curation.shelf(space, page=page)[0]
    ids = [_id(row) for row in rows]
    asked = said("shelved") if said("shelved") in ids else ids[0]
    at = ids.index(asked)
    names, detail = st.columns([2, 3], gap="medium")
    with names:
        st.caption(
            worded(f"{total:,} name{' waits' if total == 1 else 's wait'}, most seeds first."),
            help=worded(WORDS["shelf"]),
        )
        table = [{"name": to_plain(s.name), "kind": KIND[s.kind][2], "seeds": s.seeds} for s in rows]
        if picked := pick_table(table, ids, f"shelf-{page}-{total}", asked, most=420):
            st.query_params["shelved"] = picked
            st.rerun()
        _new_names(space)
    with detail:
        _shelved(space, rows[at], [*ids[at + 1 :], *reversed(ids[:at])])


def _id(name: shelf.Shelved) -> str:
    return f"{name.kind}:{name.name}"


def _nothing_waits(space: Workspace) -> None:
    if st.session_state.get(_SAID):
        st.success(f"The shelf is empty{_last_said()}", icon=":material/task_alt:")
        _undo_button(space)
    else:
        st.info(
            worded(
                "Nothing waits on the shelf. Guided extraction offers a model the concepts of this graph; names that "
                "it misses among them wait here for you to adopt or dismiss."
            ),
            icon=":material/shelves:",
        )
        st.page_link("seeds.py", label=worded("Go to Seeds to extract"), icon=":material/grass:")
    _new_names(space)


def _shelved(space: Workspace, name: shelf.Shelved, following: Sequence[str]) -> None:
    icon, colour, word, what = KIND[name.kind]
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.subheader(to_markdown(name.name), anchor=False, width="content")
        st.badge(word, icon=icon, color=colour, help=what)
        st.caption(worded(counted(name.seeds, "seed")) + _last_said())
    near = shelf.nearest(space, name)
    buttons = st.container(horizontal=True, gap="small", key="shelf-actions")
    concept = _another_name(space, name, near)
    with buttons:
        st.button(
            "Adopt", type="primary", key="adopt", shortcut="A", icon=":material/add_circle:", on_click=_settled,
            args=(space, name, "adopt", "", following), help=worded("Makes it a concept and tags its seeds."),
        )  # fmt: skip
        st.button(
            "Another name of …", key="alias", shortcut="L", icon=":material/label:", on_click=_settled,
            disabled=not concept, args=(space, name, "alias", concept, following),
            help=worded("Gives its seeds the chosen one, and from now on the name leads there."),
        )  # fmt: skip
        st.button(
            "Dismiss", key="dismiss", shortcut="X", icon=":material/block:", on_click=_settled,
            args=(space, name, "dismiss", "", following), help="It is not suggested again.",
        )  # fmt: skip
        _undo_button(space)
    for seed in curation.shelved_seeds(space, name):
        with st.container(border=True):
            problem_card(seed.question, seed.solution, seed.answer, open_solution=False)


def _another_name(space: Workspace, name: shelf.Shelved, near: Sequence[shelf.Near]) -> str:
    """The concept of which it may be another name: the nearest, unless another one is chosen or searched for."""
    if not near:
        st.caption(worded(f"There is no {KIND[name.kind][2]} yet that it could be another name of."))
        return ""
    by_id = {n.concept.id: n for n in near}
    chosen = st.radio(
        "Nearest", list(by_id), key=f"near-{_id(name)}", format_func=lambda c: _near(by_id[c]),
        help="How alike the nearest of its names is written, and the share of words that both have, from 0 to 1.",
    )  # fmt: skip
    with st.expander("Another one"):
        searched = concept_finder(space, "Search", f"shelf-search-{_id(name)}", kind=name.kind)
    return searched or str(chosen or "")


def _near(near: shelf.Near) -> str:
    by = "" if near.by == near.concept.name else f" (“{near.by}”)"
    numbers = f"spelling {near.spelling:.2f}, words {near.words:.2f}, {worded(counted(near.seeds, 'seed'))}"
    return f"{to_markdown(near.concept.name + by)} · **{near.score:.2f}** · {numbers}"


def _settled(space: Workspace, name: shelf.Shelved, deed: str, concept: str, following: Sequence[str]) -> None:
    """Decide and go on to the next name; runs before the page is drawn, so that no press is lost."""
    if not shelf.still_waits(space, name):
        return  # A second press of the same key, or somebody else was first.
    try:
        if deed == "adopt":
            events = [e.id for e in adopt(space, name.kind, name.name)]
        elif deed == "alias":
            events = [e.id for e in adopt_as_alias(space, name.kind, name.name, concept)]
        else:
            events = []
            dismiss(space, name.kind, name.name)
    except MathScaleError as error:
        st.session_state[_TROUBLE] = error
        return
    st.session_state.setdefault(_DID, []).append((space.root, name, events))
    word = {"adopt": "Adopted", "alias": "Another name now", "dismiss": "Dismissed"}[deed]
    st.session_state[_SAID] = f"{word}: {to_markdown(name.name)}. Z takes it back."
    if following:
        st.query_params["shelved"] = following[0]
    else:
        st.query_params.pop("shelved", None)


def _taken_back(space: Workspace) -> None:
    mine = [one for one in st.session_state.get(_DID, []) if one[0] == space.root]
    if not mine:
        st.session_state[_SAID] = "Nothing was decided here yet; older decisions stand under History."
        return
    _, name, events = mine[-1]
    try:
        unsettle(space, name.kind, name.name, events)
    except MathScaleError as error:
        st.session_state[_TROUBLE] = error
        return
    st.session_state[_DID].remove(mine[-1])
    st.session_state[_SAID] = f"Taken back: {to_markdown(name.name)}."
    st.query_params["shelved"] = _id(name)


def _undo_button(space: Workspace) -> None:
    st.button("Undo", key="shelf-undo", shortcut="Z", icon=":material/undo:", on_click=_taken_back, args=(space,))


def _last_said() -> str:
    words = st.session_state.get(_SAID)
    return f" · {words}" if words else ""


def _new_names(space: Workspace) -> None:
    """New names per 1,000 seeds, from the first answer to the last: a vocabulary that is whole brings few."""
    with st.expander(worded("New names per 1,000 seeds"), icon=":material/show_chart:"):
        runs = shelf.new_names(space)
        if not runs:
            st.caption(worded("No extractor has answered yet, so there is nothing to count."))
            return
        new, answers = sum(run.new for run in runs), runs[-1].upto
        st.caption(worded(f"{counted(new, 'new name')} in the answers on {counted(answers, 'seed')}, in their order."))
        lines(
            [run.upto for run in runs], {"new names per 1,000": [round(run.rate, 1) for run in runs]},
            ("answers so far", "new names per 1,000"), "new-names",
        )  # fmt: skip
