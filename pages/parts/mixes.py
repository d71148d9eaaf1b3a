"""The kept mixes as a list: what each holds, and the way to its questions."""

import streamlit as st

from mathscale_core.views.mix import list_mixes
from mathscale_core.views.text import counted, to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.loading import loading
from pages.parts.wording import worded

_MIXES_SHOWN = 20


def kept_mixes(space: Workspace) -> None:
    """The mixes that were kept, each with what it holds and the way to its questions."""
    st.subheader("Kept mixes", anchor=False)
    with loading("Counting what the mixes hold"):
        found = list_mixes(space)
    if not found:
        st.caption("None yet. Tick what you want above, give it a name, and keep it.")
    for row in found[:_MIXES_SHOWN]:
        with st.container(border=True, horizontal=True, vertical_alignment="center", gap="medium"):
            st.markdown(f"**{to_markdown(row.name)}**", width="stretch")
            old = "" if row.current else " · drawn from an older graph"
            held = f"{counted(row.compositions, 'composition')}, {row.with_questions:,} with questions"
            st.caption(worded(f"{held} · {{who}}, {row.created[:10]}{old}", who=to_markdown(row.actor)))
            st.page_link(
                "generate.py", label="Generate from it", icon=":material/edit_note:", query_params={"mix": row.name}
            )
    if len(found) > _MIXES_SHOWN:
        st.caption(f"And {len(found) - _MIXES_SHOWN:,} older ones: `mathscale mix list`.")
