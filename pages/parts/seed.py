"""One seed on screen: its texts, its tags with who said so, holding it back, and tagging it by hand."""

from itertools import islice

import streamlit as st

from mathscale_core.pipeline.edits import undo
from mathscale_core.pipeline.seeds import hold_seeds, release_seeds, retag
from mathscale_core.records import ConceptKind
from mathscale_core.views.seeds import SeedDetail, concept_choices, seed_detail
from mathscale_core.views.text import counted, to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.filters import LISTED
from pages.parts.look import KIND, LEVEL_ICON, WORDS
from pages.parts.notes import notes_expander
from pages.parts.problem import problem_card
from pages.parts.shell import clear_errors
from pages.parts.wording import kind_meaning, kind_word, meaning, worded

#: Icon, colour, word, explanation of a seed's state.
STATE: dict[str, tuple[str, str, str, str]] = {
    "active": (":material/check_circle:", "green", "active", "It is in the graph and among the examples."),
    "held": (":material/pause_circle:", "violet", "held back", WORDS["held back"]),
    "withdrawn": (":material/block:", "red", "withdrawn", "It is a test item, so that it cannot be a seed."),
}
#: Icon, word of what an extractor said.
OUTCOME: dict[str, tuple[str, str]] = {
    "ok": (":material/label:", "tagged"),
    "uncertain": (":material/help:", "abstained"),
    "failed": (":material/error:", "failed"),
    "skipped": (":material/skip_next:", "left out"),
}


def seed_panel(space: Workspace, seed: str) -> None:
    """A seed with all that is known of it and what can be done with it.

    Raises:
        NotFoundError: There is no such seed.
    """
    detail = seed_detail(space, seed)
    with st.container(border=True):
        _badges(detail)
        problem_card(detail.seed.question, detail.seed.solution, detail.seed.answer, open_solution=False)
        _state_buttons(space, detail)
    with clear_errors():
        _tags(space, detail)
    _extractions(detail)
    _made(detail)
    notes_expander(space, seed)
    about = detail.seed
    facts = [about.source, about.split, about.licence or "licence unknown", f"row {about.line}"]
    st.caption(f"{to_markdown(' · '.join(facts))} · imported by {to_markdown(detail.actor)} · `{about.id}`")


def name_of(choice: tuple[ConceptKind, str, int]) -> str:
    """A concept among the choices: name, kind, number of seeds.

    >>> name_of(("kp", "Percent of a quantity", 12))
    'Percent of a quantity · KP · 12'
    """
    kind, name, seeds = choice
    return f"{name} · {kind_word(kind)} · {seeds:,}"


def _badges(detail: SeedDetail) -> None:
    icon, colour, word, says = STATE[detail.state]
    with st.container(horizontal=True, gap="xsmall"):
        st.badge(word, icon=icon, color=colour, help=worded(says))  # type: ignore[arg-type]
        if detail.seed.level:
            st.badge(detail.seed.level, icon=LEVEL_ICON.get(detail.seed.level, LEVEL_ICON[""]), color="gray")
        st.badge(detail.seed.format.replace("_", " "), icon=":material/edit:", color="gray")
    if detail.state_reason:
        st.caption(f"Why: {to_markdown(detail.state_reason)}")


def _state_buttons(space: Workspace, detail: SeedDetail) -> None:
    seed = detail.seed.id
    if detail.state == "held":
        if st.button("Put back", icon=":material/play_arrow:", key=f"put-back-{seed}"):
            release_seeds(space, [seed])
            st.rerun()
    elif detail.state == "active":
        with st.popover("Hold back", icon=":material/pause_circle:", help=meaning("held back")):
            reason = st.text_input("Why", key=f"why-{seed}", max_chars=300, placeholder="Such as: needs a figure")
            if st.button("Hold it back", key=f"hold-{seed}", type="primary"):
                hold_seeds(space, [seed], str(reason))
                st.rerun()


def _tags(space: Workspace, detail: SeedDetail) -> None:
    seed = detail.seed.id
    st.markdown(worded("**Topics and knowledge points**"), help=f"{meaning('topic')} {meaning('knowledge point')}")
    if not detail.tags:
        st.caption("It carries none. Extraction names them, or you do.")
    for tag in detail.tags:
        icon, colour, _, _ = KIND[tag["kind"]]
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"tag-{seed}-{tag['id']}"):
            st.badge(to_markdown(tag["name"]), icon=icon, color=colour, help=kind_meaning(tag["kind"]))
            if st.button("", icon=":material/close:", type="tertiary", key=f"remove-{seed}-{tag['id']}",
                         help=worded("Take it off this seed")):  # fmt: skip
                _edited(space, seed, retag(space, [seed], remove=[tag["id"]])[-1].id, f"“{tag['name']}” taken off")
            st.caption(to_markdown(_said_by(tag["origin"], float(tag["certainty"]))), width="stretch")
    _add_tag(space, detail)
    _undo(space, seed)


def _add_tag(space: Workspace, detail: SeedDetail) -> None:
    seed = detail.seed.id
    worn = {tag["id"] for tag in detail.tags}
    # Any other is found by its name when it is typed.
    choices = {c: choice for c, choice in islice(concept_choices(space).items(), LISTED) if c not in worn}
    chosen = st.selectbox(
        worded("Add a topic or KP"), list(choices), index=None, key=f"add-{seed}-{len(worn)}", accept_new_options=True,
        format_func=lambda c: name_of(choices[c]) if c in choices else c, placeholder="Type a name, or a new one",
    )  # fmt: skip
    if chosen is None:
        return
    kind: ConceptKind | None = None
    if chosen not in choices:
        said = st.radio(
            f"“{to_markdown(chosen)}” is new or has another form. It is a", ["kp", "topic"], horizontal=True,
            format_func=lambda k: worded("knowledge point") if k == "kp" else "topic", key=f"kind-{seed}",
        )  # fmt: skip
        kind = "topic" if said == "topic" else "kp"
    if st.button("Add it", type="primary", icon=":material/add:", key=f"add-it-{seed}"):
        name = choices[chosen][1] if chosen in choices else chosen
        _edited(space, seed, retag(space, [seed], add=[chosen], kind=kind)[-1].id, f"“{name}” added")


def _edited(space: Workspace, seed: str, event: str, what: str) -> None:
    """Remember the edit for its undo on this seed, and draw the page anew."""
    st.session_state["last-retag"] = ((space.root, seed), event, what)
    st.rerun()


def _undo(space: Workspace, seed: str) -> None:
    where, event, what = st.session_state.get("last-retag", (None, "", ""))
    if where != (space.root, seed):
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(to_markdown(what), width="stretch")
        if st.button("Undo", icon=":material/undo:", type="tertiary", key="undo-retag"):
            del st.session_state["last-retag"]
            undo(space, event)
            st.rerun()


def _extractions(detail: SeedDetail) -> None:
    for said in detail.extractions:
        icon, word = OUTCOME[said["outcome"]]
        reason = f": {to_markdown(said['reason'])}" if said["reason"] else ""
        st.caption(f"{icon} {to_markdown(said['origin'])} {worded(word)}{reason}")


def _made(detail: SeedDetail) -> None:
    if detail.made:
        st.page_link(
            "questions.py", icon=":material/quiz:", query_params={"seed": detail.seed.id},
            label=f"{counted(detail.made, 'question')} had it as an example",
        )  # fmt: skip


def _said_by(origin: str, certainty: float) -> str:
    """Who says that a seed carries a concept, and how surely.

    >>> _said_by("offline:offline-tagger@2", 0.731)
    'offline:offline-tagger@2, certainty 0.73'
    """
    if origin == "given":
        return worded("came with the seed")
    return origin if origin == "by hand" else f"{origin}, certainty {certainty:.2f}"
