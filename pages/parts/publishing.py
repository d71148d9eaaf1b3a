"""Publishing the draft: what waits, what it changes, which mixes it touches, one line; and the versions so far."""

import streamlit as st

from mathscale_core.curation.preview import Change
from mathscale_core.errors import NotFoundError
from mathscale_core.pipeline.mixes import move_mix
from mathscale_core.pipeline.people import proposes
from mathscale_core.pipeline.publish import DRAFT, LONGEST_LINE, changed_mixes, difference, publish
from mathscale_core.views import curation, explore, mix, publishing
from mathscale_core.views.text import counted, to_markdown, to_plain
from mathscale_core.workspace import Workspace
from pages.parts.canvas import Picture, graph_canvas
from pages.parts.history import edit_list
from pages.parts.impact import change_facts, mover_table
from pages.parts.loading import loading
from pages.parts.shell import clear_errors
from pages.parts.wording import worded

_SHOWN, _MOVERS, _MIXES = 8, 50, 20
_WISH = explore.Wish(strongest=12)


def publish_page(space: Workspace) -> None:
    """What the draft holds that is not published, its publishing, and what was published before."""
    versions = publishing.versions(space)
    with clear_errors():
        _waiting(space, versions)
    with clear_errors():
        _old_mixes(space)
    _versions(space, versions)


def _waiting(space: Workspace, versions: list[publishing.Published]) -> None:
    st.subheader(
        "The draft", anchor=False, help="Curators work on the draft; mixes and generation use what is published."
    )
    if versions:
        last = versions[0]
        st.caption(
            f"Version {last.number} is used: “{to_markdown(last.line)}”, by {to_markdown(last.actor)}, "
            f"{last.created[:10]}."
        )
    else:
        st.caption("Nothing was published yet: everybody uses the draft as it is.")
    edits, total = curation.history(space, wanted=curation.HistoryFilter(waits=True), size=_SHOWN)
    if total:
        proposed = publishing.count_proposed(space)
        st.markdown(f"**{counted(total, 'edit')} since**" + (f", {proposed:,} of them proposed" if proposed else ""))
        with st.expander("The newest of them" if total > _SHOWN else "These edits"):
            edit_list(space, edits, "waits")
    if versions:
        with loading("Comparing the draft with what is published"):
            change = difference(space, str(versions[0].number), movers=_MOVERS)
        if change.is_nothing:
            st.success("The draft is what is published.", icon=":material/check_circle:")
            return
        change_facts(change)
        mover_table(change, "draft-movers", _MOVERS)
        _on_canvas(space, change, str(versions[0].number), DRAFT, "draft")
        with loading("Looking at the mixes"):
            mixes = changed_mixes(space)
        if mixes:
            st.markdown("**Mixes that hold what is no more in the draft**")
            st.dataframe(
                [{"mix": to_plain(m.name), "compositions": m.compositions, "touched": m.changed} for m in mixes],
                hide_index=True, key="changed-mixes", column_config={
                    "compositions": st.column_config.NumberColumn(worded("compositions")),
                },
            )  # fmt: skip
            st.caption("They keep working with their own version; below they can be moved to the current one.")
    _publish_form(space, len(versions) + 1)


def _on_canvas(space: Workspace, change: Change, old: str, new: str, place: str) -> None:
    """The neighbourhood of a concept that moved, before and after, side by side; ``place`` begins the keys."""
    movers = {m.concept.id: m.concept.name for m in change.movers}
    if not movers:
        return
    chosen = st.selectbox(
        "On the canvas", list(movers), format_func=lambda c: to_plain(movers[c]), key=f"{place}-canvas-{old}-{new}",
        width=340,
        help=worded("Its strongest neighbours in both versions of the graph."),
    )  # fmt: skip
    for column, version in zip(st.columns(2), (old, new), strict=True):
        with column:
            st.caption(_said(version).capitalize())
            try:
                ego = explore.ego(space, str(chosen), _WISH, "" if version == DRAFT else version)
            except NotFoundError:
                st.info("It is not there.", icon=":material/hide_source:")
                continue
            graph_canvas(Picture(ego, _WISH, str(chosen)), f"{place}-canvas-{version}-{chosen}", _nothing_to_tell)


def _nothing_to_tell() -> None:
    """These pictures are for looking."""


def _publish_form(space: Workspace, number: int) -> None:
    if proposes(space):
        st.info("You propose edits; somebody else looks at the draft and publishes it.", icon=":material/how_to_vote:")
        return
    with st.form(f"publish-{number}", border=False):
        line = st.text_input("What is new, in one line", key=f"publish-line-{number}", max_chars=LONGEST_LINE)
        if st.form_submit_button(f"Publish as version {number}", key="publish", type="primary",
                                 icon=":material/publish:"):  # fmt: skip
            with clear_errors():
                done = publish(space, str(line or ""))
                st.toast(f"Version {done.number} is published.", icon=":material/publish:")
                st.rerun()


def _old_mixes(space: Workspace) -> None:
    """Mixes of an older version, each with the way to the current one."""
    old = [row for row in mix.list_mixes(space) if not row.current]
    if not old:
        return
    st.subheader("Mixes of an older version", anchor=False)
    for row in old[:_MIXES]:
        with st.container(
            border=True, horizontal=True, vertical_alignment="center", gap="medium", key=f"old-{row.name}"
        ):
            st.markdown(
                f"**{to_markdown(row.name)}** · {worded(counted(row.compositions, 'composition'))}", width="stretch"
            )
            if st.button("Move to the current one", key=f"move-{row.name}", icon=":material/move_up:",
                         help=worded("Compositions with a concept that is no more leave the mix.")):  # fmt: skip
                moved = move_mix(space, row.name)
                st.toast(worded(f"{counted(moved.stayed, 'composition')} stayed, {moved.left:,} left."))
                st.rerun()


def _versions(space: Workspace, versions: list[publishing.Published]) -> None:
    if not versions:
        return
    st.subheader("Versions", anchor=False)
    st.dataframe(
        [
            {"version": p.number, "what was new": to_plain(p.line), "by": to_plain(p.actor),
             "when": f"{p.created[:16].replace('T', ' ')} UTC", "digest": p.version}
            for p in versions
        ],
        hide_index=True, key="versions",
    )  # fmt: skip
    names = [DRAFT, *(str(p.number) for p in versions)]
    if len(names) < 3:
        return
    left, right = st.columns(2)
    old = left.selectbox("Compare", names[1:], index=len(names) - 2, key="compare-old", format_func=_said)
    new = right.selectbox("with", names, key="compare-new", format_func=_said)
    if old != new:
        with clear_errors():
            with loading("Comparing two versions"):
                change = difference(space, str(old), str(new), movers=_MOVERS)
            change_facts(change, key="compared-facts")
            mover_table(change, f"compared-{old}-{new}", _MOVERS)
            _on_canvas(space, change, str(old), str(new), "compared")


def _said(version: str) -> str:
    return "the draft" if version == DRAFT else f"version {version}"
