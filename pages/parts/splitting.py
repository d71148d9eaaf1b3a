"""Splitting a concept: its seeds go to parts, by hand one after the other or by words; what is in no part stays."""

import streamlit as st

from mathscale_core.views.explore import Panel
from mathscale_core.views.retagging import carrying_seeds, saying, seeds_shown, words_of
from mathscale_core.views.text import counted, to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.address import show
from pages.parts.finding import reason_field
from pages.parts.impact import confirm, turn
from pages.parts.shell import clear_errors
from pages.parts.wording import worded

_A_PAGE, _MOST_PARTS = 6, 4
STAYS = "stays"


def split_form(space: Workspace, panel: Panel, seen: str) -> None:
    """Name the parts, give each its seeds, and split."""
    concept = panel.concept
    seeds = carrying_seeds(space, concept.id)
    if not seeds:
        st.caption(worded("No seed carries it, so there is nothing to split."))
        return
    assigned = _assigned(space, concept.id, seeds)
    parts = _parts(concept.id)
    if not parts:
        st.caption("Name a part to begin.")
        return
    later = _by_words(space, concept.id, parts, seeds, assigned)
    _by_hand(space, concept.id, parts, seeds, assigned)
    counts = {part: sum(of == part for of in assigned.values()) for part in parts}
    said = " · ".join(f"{to_markdown(part)} {n:,}" for part, n in counts.items())
    st.markdown(f"{said} · stays {len(seeds) - sum(counts.values()):,}")
    words = {part: later.get(part, ()) for part in parts}
    evidence = "; ".join(
        f"{part}: {n} of {len(seeds)} seeds" + (f" with {' '.join(words[part])}" if words[part] else "")
        for part, n in counts.items()
    )
    reason = reason_field(f"split-{concept.id}", evidence, required=True)
    if st.button("Split", key="split", type="primary", icon=":material/call_split:"):
        with clear_errors():
            into = [
                {"name": part, "seeds": [s for s in seeds if assigned.get(s) == part], "words": list(words[part])}
                for part in parts
            ]
            edit = {"kind": "split", "concept": concept.id, "into": into, "reason": reason}
            confirm(space, concept.id, [edit], seen)


def _assigned(space: Workspace, concept: str, seeds: list[str]) -> dict[str, str]:
    """Seed to part, kept by the session while the concept carries the same seeds."""
    key = f"split-of-{concept}"
    root, carried, assigned = st.session_state.get(key, (None, None, {}))
    if (root, carried) != (space.root, seeds):
        assigned = {}
        st.session_state[key] = (space.root, seeds, assigned)
    return assigned  # type: ignore[no-any-return]


def _parts(concept: str) -> list[str]:
    """The names of the parts; none again after each edit, so that what was split is not offered once more."""
    names = st.multiselect(
        "Parts", [], key=f"split-parts-{concept}-{turn()}", accept_new_options=True, max_selections=_MOST_PARTS,
        placeholder="Type a name and press Enter", help="Each becomes a concept of its own; what is in no part stays.",
    )  # fmt: skip
    return list(dict.fromkeys(str(name).strip() for name in names if str(name).strip() not in {"", STAYS}))


def _by_words(
    space: Workspace, concept: str, parts: list[str], seeds: list[str], assigned: dict[str, str]
) -> dict[str, tuple[str, ...]]:
    """Give the seeds that say some words to a part; returns the words of parts that hold for later seeds too."""
    later: dict[str, tuple[str, ...]] = st.session_state.setdefault(f"split-later-{concept}-{turn()}", {})
    with st.form(f"split-words-{concept}", border=True):
        part = st.selectbox("Give to", parts, key=f"split-to-{concept}")
        text = st.text_input(worded("the seeds whose question says"), key=f"split-say-{concept}",
                             placeholder='median, or "box plot"')  # fmt: skip
        rule = st.checkbox(worded("and seeds that come later"), key=f"split-rule-{concept}")
        if st.form_submit_button("Give", key="split-give", icon=":material/rule:"):
            words = words_of(str(text or ""))
            found = saying(space, seeds, words)
            assigned.update(dict.fromkeys(found, str(part)))
            later.pop(str(part), None)
            if rule and words:
                later[str(part)] = words
            st.toast(worded(f"{counted(len(found), 'seed')} given."), icon=":material/rule:")
    return later


def _by_hand(space: Workspace, concept: str, parts: list[str], seeds: list[str], assigned: dict[str, str]) -> None:
    pages = -(-len(seeds) // _A_PAGE)
    page = int(st.pagination(pages, key=f"split-page-{concept}") or 1) if pages > 1 else 1
    for seed in seeds_shown(space, seeds, _A_PAGE, (page - 1) * _A_PAGE):
        with st.container(border=True, gap="small"):
            st.markdown(to_markdown(seed.question))
            now = assigned.get(seed.id, STAYS)
            key = show(f"split-{concept}-{seed.id}", now if now in parts else STAYS)
            st.segmented_control(
                "Part", [STAYS, *parts], key=key, on_change=_give, args=(assigned, seed.id, key),
                label_visibility="collapsed", required=True, format_func=to_markdown,
            )  # fmt: skip


def _give(assigned: dict[str, str], seed: str, key: str) -> None:
    assigned[seed] = str(st.session_state[key] or STAYS)
