"""Generate: choose what to write for and who writes, look at a few questions, then have a batch written as a job."""

import streamlit as st

from mathscale_core.pipeline.generate import Preview, preview, start_generation
from mathscale_core.prompts import load
from mathscale_core.records import Endpoint
from mathscale_core.views import generate as views
from mathscale_core.views.mix import list_mixes
from mathscale_core.views.text import counted, to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.address import said, show, write
from pages.parts.empty import nothing_yet
from pages.parts.jobs import job_progress
from pages.parts.loading import loading
from pages.parts.previews import estimate_line, preview_card
from pages.parts.provider import by, provider_select
from pages.parts.shell import clear_errors, head, workspace
from pages.parts.wording import meaning, worded

_ALL = "All compositions without a question"
_PREVIEWS = 3


def choose_mix(space: Workspace) -> str:
    """The mix to write for, ``""`` for every unused composition; the choice stands in the address."""
    names = [_ALL, *(m.name for m in list_mixes(space))]
    asked = said("mix")
    if asked and asked not in names:
        st.warning(worded(f"There is no mix “{to_markdown(asked)}”; all compositions are chosen."))

    def changed() -> None:
        write("mix", "" if st.session_state["source"] == _ALL else st.session_state["source"])

    key = show("source", asked if asked in names else _ALL)
    name = st.selectbox(
        "Write for", names, key=key, on_change=changed, help=meaning("mix"),
        format_func=lambda n: worded(n) if n == _ALL else n,
    )  # fmt: skip
    return "" if name == _ALL else name


def choose(space: Workspace) -> tuple[str, Endpoint | None, int, int]:
    """Mix, provider, number of questions, random number."""
    st.subheader("1 · Choose", anchor=False)
    what, who, amount = st.columns([4, 4, 2], gap="medium")
    with what:
        mix = choose_mix(space)
        with loading("Counting what has no question yet"):
            supply = views.supply(space, mix)
        old = "" if supply.current else " They were drawn from an older graph."
        have = "has" if supply.compositions == 1 else "have"
        of = counted(supply.compositions, "composition")
        st.caption(worded(f"{supply.unused:,} of {of} {have} no question yet.{old}"))
    with who:
        endpoint = provider_select(space)
    with amount:
        wanted = int(st.number_input("Questions", 1, 2_000_000, 20, key="n", bind="query-params"))
        with st.popover("More", icon=":material/tune:"):
            rng = int(
                st.number_input(
                    "Random number", 0, 2**52, key="model-rng", bind="query-params",
                    help="Goes to the model with each request. Another one asks anew where the same was asked before.",
                )
            )  # fmt: skip
    left = supply.unused or supply.compositions
    if wanted > left and left:
        of = counted(left, "composition")
        st.info(worded(f"{wanted:,} questions for {of}: several each, every one with further examples."))
    return mix, endpoint, wanted, rng


def look_first(space: Workspace, mix: str, endpoint: Endpoint | None, rng: int) -> Preview | None:
    """Preview a few with the requests that the batch will send; nothing is stored."""
    st.subheader("2 · Preview", anchor=False)
    # What was previewed under other choices says nothing of these.
    key = (space.root, mix, endpoint, rng, load("generate").version, space.graph().graph.version)
    held: tuple[object, Preview] | None = st.session_state.get("preview")
    again = "again " if held and held[0] == key else ""
    if st.button(
        f"Preview {_PREVIEWS} {again}{by(endpoint)}", icon=":material/visibility:",
        key="preview-button", help="Asks the first requests of the batch. It finds the replies and pays nothing again.",
    ):  # fmt: skip
        asking = f"Asking, at most {endpoint.timeout:.0f} s a request" if endpoint else "Drawing questions"
        with loading(asking):
            found = preview(space, _PREVIEWS, rng=rng, endpoint=endpoint, mix=mix)
        held = (key, found)
        st.session_state["preview"] = held
    if not held or held[0] != key:
        st.caption("Look at a few before you spend on many: question, solution, examples, checks and what they took.")
        return None
    for column, (number, item) in zip(st.columns(len(held[1].items)), enumerate(held[1].items, 1), strict=True):
        with column:
            preview_card(space, item, number)
    return held[1]


def batch(space: Workspace, mix: str, endpoint: Endpoint | None, wanted: int, rng: int, seen: Preview | None) -> None:
    """The batch as a job that goes on by itself; what it is estimated to take stands beside the button."""
    st.subheader("3 · Batch", anchor=False)
    spent = [(i.tokens, i.prompt_tokens) for i in seen.items] if seen else []
    estimate_line(views.estimate(spent, wanted, endpoint), wanted)
    label = f"Generate {wanted:,} {by(endpoint)}"
    if st.button(label, type="primary", icon=":material/edit_note:", key="batch"):
        with loading("Laying the job out"):
            job = start_generation(space, wanted, rng=rng, endpoint=endpoint, mix=mix)
        st.query_params["job"] = job


def started(space: Workspace) -> None:
    """The job of the address: how far it is, and where its questions are."""
    job = st.query_params.get("job", "")
    if not job:
        return
    with clear_errors():
        job_progress(space, job)
        with st.container(horizontal=True):
            st.page_link("questions.py", label="Its questions", icon=":material/quiz:", query_params={"job": job})
            st.page_link("review.py", label="Review", icon=":material/rate_review:")
            st.page_link("jobs.py", label="The job", icon=":material/work_history:", query_params={"job": job})


head("Generate", "Have a new question with its worked solution written for each composition.")
with clear_errors():
    space = workspace()
    if not space.store.compositions.count():
        nothing_yet(space, "There are no compositions to write for.")
        st.stop()
    mix, endpoint, wanted, rng = choose(space)
    if not views.supply(space, mix).compositions or (not mix and not views.supply(space).unused):
        st.info(
            worded(
                "Every composition of the current graph has a question. Draw more, or choose a mix to write further "
                "ones."
            )
        )
        st.page_link("mix.py", label="To Mix", icon=":material/casino:")
    else:
        seen = None
        with clear_errors():
            seen = look_first(space, mix, endpoint, rng)
        with clear_errors():
            batch(space, mix, endpoint, wanted, rng, seen)
    started(space)
