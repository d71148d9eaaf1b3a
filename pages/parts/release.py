"""Releases on screen: making one after seeing what would enter, what it is, how it differs, and its download."""

import streamlit as st

from mathscale_core.errors import MathScaleError
from mathscale_core.pipeline.release import make_release
from mathscale_core.records import Accept
from mathscale_core.views import releases
from mathscale_core.views.text import to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.look import WORDS
from pages.parts.shell import show_error

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
        help=WORDS["policy"],
    )  # fmt: skip
    st.caption(POLICIES[accept][1])
    preview = releases.preview(space, accept)
    facts = st.columns(3)
    facts[0].metric("Would enter", f"{preview.items:,}")
    facts[1].metric("Accepted by people", f"{preview.by_people:,}")
    facts[2].metric("Left out", f"{sum(preview.excluded.values()):,}")
    if preview.excluded:
        st.table([{"left out because": to_markdown(why), "questions": f"{n:,}"} for why, n in preview.excluded.items()])
    name = st.text_input("Name", key="release-name", max_chars=80, placeholder="Such as first-200")
    if (trouble := st.session_state.pop("trouble", None)) is not None:
        show_error(trouble)
    st.button(
        f"Release {preview.items:,} questions", type="primary", icon=":material/dataset:", key="make",
        disabled=not (preview.items and str(name).strip()), on_click=_made, args=(space, str(name).strip(), accept),
    )  # fmt: skip
    if not preview.items:
        st.caption("Nothing would enter. Review some questions, or run the checks first.")
        st.page_link("review.py", label="Review questions", icon=":material/rate_review:")


def _made(space: Workspace, name: str, accept: Accept) -> None:
    """Make the release and open it; runs before the page is drawn, because the page's own choice is changed."""
    try:
        made = make_release(space, name, accept)
    except MathScaleError as error:
        st.session_state["trouble"] = error
        return
    st.query_params["release"] = made.name
    st.session_state["release-name"] = ""
    st.query_params.pop("item", None)
    st.toast(f"Released {made.items:,} questions.", icon=":material/dataset:")


def release_facts(space: Workspace, name: str, others: list[str]) -> None:
    """What the release is: counts, who accepted, what was left out, and how it differs from another."""
    release = releases.release_named(space, name)
    facts = st.columns(4)
    facts[0].metric("Questions", f"{release.items:,}")
    facts[1].metric("Accepted by people", f"{release.accepted_by_people:,}")
    facts[2].metric("Accepted by rule", f"{release.accepted_by_policy:,}", help=POLICIES["checked"][1])
    facts[3].metric("Left out", f"{sum(release.excluded.values()):,}")
    st.caption(
        f"Digest `{release.digest[:16]}…` · graph `{release.graph_version}` · made with accept = {release.accept}",
        help=WORDS["digest"],
    )
    if release.accept == "any":
        st.warning("This release is unreviewed: its questions were accepted by nobody.", icon=":material/warning:")
    if release.excluded:
        reasons = [f"{n:,} because {reason}" for reason, n in release.excluded.items()]
        st.caption("Left out: " + to_markdown("; ".join(reasons)))
    if others:
        other = st.selectbox("Compare with", others, index=None, key="other", placeholder="Another release", width=300)
        if other:
            said = releases.compare(space, name, str(other))
            st.markdown(
                f"**{said.both:,}** in both · **{said.only_first:,}** only in {to_markdown(name)} · "
                f"**{said.only_second:,}** only in {to_markdown(str(other))}"
            )


def export_form(space: Workspace, name: str, search: str, check_state: str, shown: int) -> None:
    """Download what is shown: format, fields, number of rows, and what is left out."""
    with st.popover(f"Download {shown:,}", icon=":material/download:", width="stretch", disabled=not shown):
        form = str(st.selectbox("Format", list(releases.FORMS), key="form", format_func=releases.FORMS.__getitem__))
        fields: list[str] = []
        if form in releases.WITH_FIELDS:
            fields = st.multiselect("Fields", releases.fields(), key="fields", placeholder="Every field")
        bare, first = releases.without_answer(space, name, search=search, check_state=check_state)
        if bare:
            st.caption(f"{bare:,} have no answer and are left out: `{'`, `'.join(first)}`" + "…" * (bare > len(first)))
        st.download_button(
            f"Download {shown - bare:,} rows",
            lambda: releases.download(space, name, form, fields=fields, search=search, check_state=check_state),
            releases.file_name(name, form), on_click="ignore", key="download", type="primary",
        )  # fmt: skip
