"""Extraction on screen: how far it is, who is asked, and the job that does it."""

import streamlit as st

from mathscale_core.pipeline.endpoints import default_endpoint, list_endpoints
from mathscale_core.pipeline.extract import (
    Vocabulary,
    count_extraction,
    has_own_vocabulary,
    origin_of,
    start_extraction,
)
from mathscale_core.records import Endpoint
from mathscale_core.views.jobs import statuses
from mathscale_core.views.seeds import waiting
from mathscale_core.views.text import counted
from mathscale_core.workspace import Workspace
from pages.parts.jobs import job_progress
from pages.parts.loading import loading
from pages.parts.provider import OFFLINE, provider_name
from pages.parts.shell import clear_errors
from pages.parts.wording import meaning, worded

_VOCABULARY = {
    "free": ("Free", "The model names concepts in its own words, as in the paper."),
    "guided": ("Guided", "The nearest concepts of the graph are offered; names beyond them wait on the shelf."),
}


def extraction_panel(space: Workspace) -> None:
    """Start an extraction, and see the one that runs."""
    last = statuses(space, limit=1, kind="extract")
    moving = bool(last) and last[0].moves
    with loading("Counting what waits for extraction"):
        # Where people made the vocabulary, its names are picked and none is made.
        untried = waiting(space, origin_of(None, "guided" if has_own_vocabulary(space) else "free"))
    title = worded(f"Extraction: {counted(untried, 'seed')} without concepts") if untried else "Extraction"
    with st.expander(title, expanded=moving, key="extraction"):
        if last and (moving or st.session_state.get("extraction-job") == last[0].id):
            job_progress(space, last[0].id)
        if moving:
            st.caption("Another extraction can start when this one is done.")
            return
        _start(space)


def _start(space: Workspace) -> None:
    who, how = st.columns([3, 2])
    with who:
        endpoint = _provider(space)
    own = has_own_vocabulary(space)
    chosen = how.radio(
        "Names", list(_VOCABULARY), index=1 if own else 0, key="vocabulary", horizontal=True, captions=None,
        format_func=lambda v: _VOCABULARY[v][0], help=worded(" ".join(says for _, says in _VOCABULARY.values())),
    )  # fmt: skip
    vocabulary: Vocabulary = "guided" if chosen == "guided" else "free"
    if not endpoint:
        how.caption(
            worded(
                "The tagger learned from labelled seeds. It is no language model; where it is not certain it abstains."
            )
        )
    number = waiting(space, origin_of(endpoint, vocabulary))
    st.caption(
        worded(f"{meaning('extract')} Seeds that came with concepts, or were tagged by hand, are left as they are.")
    )
    if number:
        _cost(space, number, endpoint, vocabulary)
    else:
        st.caption(worded("This extractor has seen every seed that needs one."))
    label = worded(f"Extract from {counted(number, 'seed')}")
    if st.button(label, type="primary", icon=":material/label:", key="extract", disabled=not number):
        with loading("Laying the job out"):
            st.session_state["extraction-job"] = start_extraction(space, endpoint, vocabulary)
        st.rerun()


def _cost(space: Workspace, number: int, endpoint: Endpoint | None, vocabulary: Vocabulary) -> None:
    """What it will take, before anybody is asked; seeds that this extractor has done are not asked about again."""
    if endpoint is None:
        st.caption(worded(f"{counted(number, 'new seed')} offline: free, no tokens."))
        return
    with clear_errors():
        # Offers of a large graph take a second, so they are counted once for what is there.
        key = (space.root, origin_of(endpoint, vocabulary), space.store.writes)
        if st.session_state.get("extraction-cost", (None,))[0] != key:
            with loading("Counting what it will cost"):
                st.session_state["extraction-cost"] = (key, count_extraction(space, endpoint, vocabulary))
        taken = st.session_state["extraction-cost"][1]
        price = "cost unknown: the endpoint has no prices"
        if taken.cost is not None:
            price = f"about {taken.cost:,.2f} {taken.currency}"
        st.caption(worded(f"{counted(number, 'new seed')}: about {taken.tokens:,} tokens, {price}."))


def _provider(space: Workspace) -> Endpoint | None:
    """Who names concepts; None is the offline tagger."""
    known = {endpoint.name: endpoint for endpoint in list_endpoints(space)}
    names = [OFFLINE, *known]
    default = default_endpoint(space) or OFFLINE
    name = st.selectbox(
        "Who names them", names, index=names.index(default) if default in names else 0, key="extractor",
        format_func=lambda n: provider_name(known.get(n)), help=meaning("provider"),
    )  # fmt: skip
    return known.get(str(name))
