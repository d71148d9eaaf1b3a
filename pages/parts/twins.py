"""A cluster of suggested twins on screen: the names that would go, a big arrow, and the name that would stay."""

from collections.abc import Callable

import streamlit as st

from mathscale_core.views.members import Member
from mathscale_core.views.suggestions import Shown
from mathscale_core.views.text import counted, to_markdown
from pages.parts.look import KIND
from pages.parts.wording import kind_meaning, kind_word, worded

_FEW = 4
#: Big enough that nobody merges the wrong way round.
_ARROW = (
    '<div role="img" aria-label="The names on the left go into the one on the right" title="S swaps it"'
    ' style="text-align: center; font-size: 3.5rem; line-height: 1; padding-top: 1.5rem">→</div>'
)

Keep = Callable[[Shown, str], None]


def cluster_cards(shown: Shown, winner: str, tick: str, keep: Keep) -> None:
    """The members: those that would be merged on the left, the one that stays on the right.

    Args:
        shown: The cluster.
        winner: The member that stays.
        tick: Begins the keys of the checkboxes.
        keep: Called with the cluster and a member that is to stay.
    """
    icon, colour, _, _ = KIND[shown.kind]
    late = " · put off before" if shown.postponed else ""
    more = " · untick what does not belong here; it stays in the queue" if len(shown.members) > 2 else ""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.badge(kind_word(shown.kind), icon=icon, color=colour, help=kind_meaning(shown.kind))
        names = counted(len(shown.members), "name")
        st.caption(f"{names} that may be one thing · confidence {shown.confidence:.0%}{late}{more}")
    _evidence(shown)
    left, middle, right = st.columns([10, 2, 10], gap="small")
    with left:
        for member in shown.members:
            if member.concept.id != winner:
                _card(shown, member, tick, keep)
    middle.html(_ARROW)
    with right:
        for member in shown.members:
            if member.concept.id == winner:
                _card(shown, member, tick, None)


def member_facts(member: Member) -> None:
    """Seeds, meaning and other names of one concept."""
    st.caption(worded(counted(member.seeds, "seed")))
    if member.concept.definition:
        st.markdown(to_markdown(member.concept.definition))
    if member.aliases:
        st.caption("Also called: " + to_markdown(", ".join(member.aliases)))


def member_seeds(member: Member) -> None:
    """The questions of a few of its seeds."""
    if not member.examples:
        st.caption(worded("No seed carries it now."))
    for seed in member.examples:
        st.markdown(f":gray[:material/format_quote:] {to_markdown(seed.question)}")


def _evidence(shown: Shown) -> None:
    lines = [f"{to_markdown(a)} – {to_markdown(b)}: {said}" for a, b, said in shown.evidence]
    if len(lines) == 1:
        st.markdown(f"**Why:** {shown.evidence[0][2]}")
    elif len(lines) <= _FEW:
        st.markdown("**Why:**\n" + "\n".join(f"- {line}" for line in lines))
    else:
        with st.expander(f"Why: {counted(len(lines), 'pair')}"):
            st.markdown("\n".join(f"- {line}" for line in lines))
    for caution in shown.cautions:
        st.markdown(f":orange[:material/warning:] {to_markdown(caution)}")


def _card(shown: Shown, member: Member, tick: str, keep: Keep | None) -> None:
    """One member with its checkbox; ``keep`` is None for the one that stays."""
    concept = member.concept
    key = f"{tick}-{concept.id}"
    st.session_state.setdefault(key, True)
    with st.container(border=True, key=f"twin-{'stays' if keep is None else 'goes'}-{concept.id}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.checkbox(to_markdown(concept.name), key=key, width="stretch")
            if keep is None:
                st.badge("stays", icon=":material/check:", color="green", width="content")
        member_facts(member)
        member_seeds(member)
        if keep is not None:
            st.button("Keep this name", key=f"keep-{key}", type="tertiary", icon=":material/arrow_forward:",
                      on_click=keep, args=(shown, concept.id), width="content")  # fmt: skip
