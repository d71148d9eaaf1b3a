"""Mix: draw compositions from the graph, see how each was walked, keep some under a name."""

import streamlit as st

from mathscale_core.pipeline.mixes import keep_many, keep_mix
from mathscale_core.records import Concept
from mathscale_core.views import mix as mixes
from mathscale_core.views.text import counted, to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.address import number_said
from pages.parts.empty import nothing_yet
from pages.parts.loading import loading
from pages.parts.mixes import kept_mixes
from pages.parts.shell import clear_errors, head, workspace
from pages.parts.walks import concept_select, drawn_card
from pages.parts.wording import meaning, worded


def setting() -> tuple[int, int]:
    """How many compositions and from which random number; "draw others" takes the next one."""

    def others() -> None:
        st.session_state["rng"] = (int(st.session_state["rng"]) + 1) % 2**52

    amount, number, more = st.columns([2, 3, 3], vertical_alignment="bottom", gap="small")
    count = amount.number_input("How many", 1, mixes.MOST_SHOWN, 8, key="draws", bind="query-params")
    rng = number.number_input(
        "Random number", 0, 2**52, key="rng", bind="query-params",
        help=worded("The same number draws the same compositions again, here and on the command line."),
    )  # fmt: skip
    more.button("Draw others", icon=":material/casino:", on_click=others, width="stretch")
    return int(count), int(rng)


def said_of(drawing: mixes.Drawing, chosen: list[Concept], count: int) -> None:
    """How rare what was chosen is, and what to do where it never meets."""
    if not chosen:
        return
    names = to_markdown(" + ".join(c.name for c in chosen))
    if not drawing.compositions:
        st.warning(
            worded(
                f"0 of {drawing.looked:,} draws hold {{names}}: these never meet in a walk, or hardly ever. Take one "
                "away, or see on Explore what is near them.",
                names=names,
            ),
            icon=":material/route:",
        )
        return
    share = drawing.holding / drawing.looked
    fewer = f"; more than {len(drawing.compositions)} were not found" if len(drawing.compositions) < count else ""
    st.caption(f"{drawing.holding:,} of {drawing.looked:,} draws hold {names} ({share:.2%} of draws){fewer}.")


def cards(drawing: mixes.Drawing, rng: int) -> list[int]:
    """The drawn compositions, the walk of one of them shown; returns the draws that are ticked."""
    # Counted from one, as on the cards; 0 is none.
    viewed = number_said("walk", 1) - 1
    ticked = []
    for i, composition in enumerate(drawing.compositions):
        keep, asked = drawn_card(composition, i + 1, rng, shown=i == viewed)
        if keep:
            ticked.append(composition.draw)
        if asked:
            st.query_params["walk"] = "0" if i == viewed else str(i + 1)
            st.rerun()
    return ticked


def keep_bar(space: Workspace, draws: list[int], rng: int, chosen: list[Concept]) -> None:
    """Keep what is ticked, or many without looking, under a name."""
    naming, keeping, many = st.columns([3, 3, 3], vertical_alignment="bottom", gap="small")
    name = naming.text_input(
        "Name of the mix",
        key="name",
        bind="query-params",
        max_chars=80,
        placeholder="Fractions week 3",
        help=meaning("mix"),
    )
    name, contains = name.strip(), [c.id for c in chosen]
    shown = f" in mix “{to_markdown(name)}”" if name else ""
    if keeping.button(
        f"Keep {len(draws):,}{shown}", type="primary", icon=":material/bookmark_add:", width="stretch",
        disabled=not (name and draws), help=None if name else "Give the mix a name first.", key="keep",
    ):  # fmt: skip
        kept = keep_mix(space, name, draws, rng, contains)
        finish(f"{kept.new:,} added, {counted(kept.compositions, 'composition')} in the mix.", name)
    with many.popover("Keep many without looking", icon=":material/library_add:", width="stretch"):
        wanted = int(st.number_input(worded("Unique compositions"), 1, 2_000_000, 200, step=100, key="many"))
        label = worded(f"Keep {counted(wanted, 'unique composition')}{shown}")
        if st.button(label, disabled=not name, key="keep-many"):
            with loading("Drawing compositions"):
                kept = keep_many(space, name, wanted, rng, contains)
            fewer = f" The graph gives no more than {kept.kept:,}." if kept.kept < wanted else ""
            finish(f"{kept.new:,} added, {counted(kept.compositions, 'composition')} in the mix.{fewer}", name)
        if not name:
            st.caption("Give the mix a name first.")


def finish(said: str, name: str) -> None:
    """Draw the page anew with a word on what was done, so that all its numbers are true."""
    st.session_state["mix-said"] = (said, name)
    st.rerun()


def said_last() -> None:
    """The word on what was kept just now, with the way on."""
    said, name = st.session_state.pop("mix-said", ("", ""))
    if said:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.success(f"Mix “{to_markdown(name)}”: {worded(said)}", icon=":material/bookmark_added:")
            st.page_link(
                "generate.py", label="Generate from it", icon=":material/edit_note:", query_params={"mix": name}
            )


head("Mix", "Draw compositions by random walk on the graph, look at each, and keep those to write questions for.")
with clear_errors():
    space = workspace()
    with loading("Building the graph"):
        anything = bool(mixes.concept_choices(space))
    if not anything:
        nothing_yet(space, "The graph is empty: there is nothing to draw from.")
        st.stop()
    said_last()
    st.subheader("1 · Draw", anchor=False, help=f"{meaning('composition')} {meaning('walk')}")
    choosing, numbers = st.columns([1, 1], gap="medium", vertical_alignment="bottom")
    with choosing:
        chosen = concept_select(space)
    with numbers:
        count, rng = setting()
    name = str(st.session_state.get("name", st.query_params.get("name", "")))
    with loading("Drawing compositions"):
        drawing = mixes.draw_walks(space, count, rng=rng, contains=[c.id for c in chosen], mix=name)
    said_of(drawing, chosen, count)
    ticked = cards(drawing, rng)
    if drawing.compositions:
        st.subheader("2 · Keep", anchor=False, help="What is not kept is discarded: the random number draws it again.")
        with clear_errors():
            keep_bar(space, ticked, rng, chosen)
    elif not chosen:
        st.warning(worded("No walk reaches a knowledge point: no topic of the graph has one."), icon=":material/route:")
    kept_mixes(space)
