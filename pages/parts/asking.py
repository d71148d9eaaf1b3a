"""A language model asked about suggested twins: where an endpoint is set, its cost said first."""

import streamlit as st

from mathscale_core.pipeline.asktwins import count_asking, start_asking
from mathscale_core.pipeline.endpoints import list_endpoints
from mathscale_core.views import suggestions
from mathscale_core.views.jobs import statuses
from mathscale_core.views.text import counted, to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.jobs import job_progress
from pages.parts.provider import money, provider_name
from pages.parts.shell import clear_errors
from pages.parts.wording import worded

_FEW = 50


def ask_menu(space: Workspace) -> None:
    """Behind a button: how many pairs, by which model, for how much; nothing where no endpoint is set."""
    known = {endpoint.name: endpoint for endpoint in list_endpoints(space)}
    left = suggestions.not_asked(space)
    last = statuses(space, limit=1, kind="twins")
    moving = bool(last) and last[0].moves
    if not known or not (left or moving):
        return
    with st.popover("Ask a model …", icon=":material/smart_toy:", width="content"), clear_errors():
        if moving:
            job_progress(space, last[0].id)
            return
        st.markdown(worded("A model says of each pair whether both are one: one signal more. You decide."))
        name = st.selectbox("Model", list(known), format_func=lambda n: provider_name(known[n]), key="twins-endpoint")
        number = int(st.number_input("Pairs", 1, left, min(left, _FEW), key="twins-pairs"))
        asking = count_asking(space, known[name], number)
        st.caption(
            f"About {counted(asking.tokens, 'token')}, {money(asking.cost, asking.currency)}. The best pairs first; "
            "what was asked once is not asked again."
        )
        if st.button(f"Ask about {counted(asking.pairs, 'pair')}", key="twins-ask", type="primary",
                     help=f"By {to_markdown(provider_name(known[name]))}."):  # fmt: skip
            start_asking(space, known[name], number)
            st.rerun()
