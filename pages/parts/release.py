"""Releases on screen: making one after seeing what would enter, what it is, how it differs, and its download."""

import shlex

import streamlit as st

from mathscale_core.errors import MathScaleError
from mathscale_core.pipeline.release import make_release
from mathscale_core.records import Accept, Progress
from mathscale_core.views import releases
from mathscale_core.views.bank import MOST_DOWNLOADED
from mathscale_core.views.text import counted, to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.loading import loading
from pages.parts.shell import show_error
from pages.parts.wording import meaning, worded

#: Where the session keeps that the dialog is open: it outlasts what is drawn anew behind it.
_OPEN = "new-release-open"
#: A release of more questions says how far its making is.
LONG = 20_000
#: Way of accepting to its name and what it means.
POLICIES: dict[Accept, tuple[str, str]] = {
    "reviewed": ("Reviewed", "Only what a person has accepted."),
    "checked": (
        "Checked",
        "What a person has accepted, and what passed every check and had its answer recomputed by something other than "
        "its maker. Nothing that a person is against.",
    ),
    "any": ("Any", "Everything with an answer that no person is against. Marked as unreviewed wherever it is shown."),
}


def make_form(space: Workspace) -> None:
    """Choose what is accepted, see what would enter and why others are left out, then make it."""
    accept: Accept = st.radio(
        "Accept", list(POLICIES), key="accept", format_func=lambda a: POLICIES[a][0], horizontal=True,
        help=meaning("policy"),
    )  # fmt: skip
    st.caption(POLICIES[accept][1])
    with loading("Looking what would enter"):
        preview = releases.preview(space, accept)
    facts = st.columns(3)
    facts[0].metric("Would enter", f"{preview.items:,}")
    facts[1].metric("Accepted by people", f"{preview.by_people:,}")
    facts[2].metric("Left out", f"{sum(preview.excluded.values()):,}")
    if preview.excluded:
        st.table([{"left out because": to_markdown(why), "questions": f"{n:,}"} for why, n in preview.excluded.items()])
    name = st.text_input("Name", key="release-name", max_chars=80, live=True, placeholder="Such as first-200")
    if st.button(
        worded(f"Make a release of {counted(preview.items, 'question')}"), type="primary", icon=":material/dataset:",
        key="make", disabled=not (preview.items and str(name).strip()),
    ):  # fmt: skip
        _make(space, str(name).strip(), accept)
    if not preview.items:
        st.caption("Nothing would enter. Review some questions, or run the checks first.")
        st.page_link("review.py", label="Review questions", icon=":material/rate_review:")


def new_release(space: Workspace) -> None:
    """A button that opens the form in a dialog: what would enter is looked up when it is asked for."""

    def keep_open(*, wanted: bool) -> None:
        st.session_state[_OPEN] = wanted

    st.button(
        worded("New release"), icon=":material/add:", width="stretch", key="new-release", on_click=keep_open,
        kwargs={"wanted": True},
    )  # fmt: skip
    if st.session_state.get(_OPEN):
        opened = st.dialog(
            worded("New release"), width="medium", icon=":material/dataset:", on_dismiss=lambda: keep_open(wanted=False)
        )
        opened(make_form)(space)


def _make(space: Workspace, name: str, accept: Accept) -> None:
    """Make the release and have the whole page open it, which closes the dialog; an error stays where it happens."""
    place = st.empty()

    def show(step: Progress) -> None:
        # What is done in a blink needs no bar.
        if step.total > LONG:
            said = worded(f"{step.note.capitalize()}: {step.done:,} of {counted(step.total, 'question')}")
            place.progress(step.done / step.total, f"{said}. Until it is done, leaving makes no release at all.")

    try:
        with loading("Making the release"):
            made = make_release(space, name, accept, show)
    except MathScaleError as error:
        show_error(error)
        return
    for gone in ("item", "page", "find", "checks"):
        st.query_params.pop(gone, None)
    st.query_params["release"] = made.name
    for gone in ("release-name", _OPEN):
        st.session_state.pop(gone, None)
    st.toast(worded(f"The release “{to_markdown(made.name)}” is made."), icon=":material/dataset:")
    st.rerun()


def release_facts(space: Workspace, name: str, others: list[str]) -> None:
    """What the release is: counts, who accepted, what was left out, and how it differs from another."""
    with loading("Reading the release"):
        release = releases.release_named(space, name)
    facts = st.columns(4)
    facts[0].metric("Questions", f"{release.items:,}")
    facts[1].metric("Accepted by people", f"{release.accepted_by_people:,}")
    facts[2].metric("Accepted by rule", f"{release.accepted_by_policy:,}", help=POLICIES["checked"][1])
    facts[3].metric("Left out", f"{sum(release.excluded.values()):,}")
    st.caption(
        worded(f"Digest `{release.digest[:16]}…` · graph `{release.graph_version}` · made with accept = ")
        + release.accept,
        help=meaning("digest"),
    )
    if release.accept == "any":
        st.warning(
            worded("This release is unreviewed: its questions were accepted by nobody."), icon=":material/warning:"
        )
    if release.excluded:
        reasons = [f"{n:,} because {reason}" for reason, n in release.excluded.items()]
        st.caption("Left out: " + to_markdown("; ".join(reasons)))
    if others:
        other = st.selectbox(
            "Compare with", others, index=None, key="other", placeholder=worded("Another release"), width=300
        )
        if other:
            said = releases.compare(space, name, str(other))
            st.markdown(
                f"**{said.both:,}** in both · **{said.only_first:,}** only in {to_markdown(name)} · "
                f"**{said.only_second:,}** only in {to_markdown(str(other))}"
            )


def export_form(space: Workspace, name: str, search: str, check_state: str, shown: int) -> None:
    """Download what is shown: format, fields, number of rows, and what is left out."""
    with st.popover(f"Download {shown:,}", icon=":material/download:", width="stretch", disabled=not shown):
        if shown > MOST_DOWNLOADED:
            command = f"mathscale export --release {shlex.quote(name)} --format jsonl --output FILE"
            st.caption(
                f"More than {MOST_DOWNLOADED:,} questions do not go through a browser. Narrow the search, or use:"
            )
            st.code(command, language=None, wrap_lines=True)
            return
        form = str(st.selectbox("Format", list(releases.FORMS), key="form", format_func=releases.FORMS.__getitem__))
        fields: list[str] = []
        if form in releases.WITH_FIELDS:
            fields = st.multiselect("Fields", releases.fields(), key="fields", placeholder="Every field")
        bare, first = releases.without_answer(space, name, search=search, check_state=check_state)
        if bare:
            names = f"`{'`, `'.join(first)}`" + "…" * (bare > len(first))
            st.caption(f"Left out, as without an answer: {counted(bare, 'question')}, {names}")
        st.download_button(
            f"Download {counted(shown - bare, 'row')}",
            lambda: releases.download(space, name, form, fields=fields, search=search, check_state=check_state),
            releases.file_name(name, form), on_click="ignore", key="download", type="primary",
        )  # fmt: skip
