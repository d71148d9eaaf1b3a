"""The list of seeds on screen: filters that combine, each in the address, and a page of seeds as a table."""

from collections.abc import Mapping
from itertools import islice

import streamlit as st

from mathscale_core.views import seeds as view
from mathscale_core.views.seeds import FoundSeeds, SeedFilter
from mathscale_core.views.text import to_plain
from mathscale_core.workspace import Workspace
from pages.parts.address import page_choice
from pages.parts.filters import LISTED, LISTED_HELP
from pages.parts.loading import loading
from pages.parts.seed import STATE, name_of
from pages.parts.shell import clear_errors
from pages.parts.tables import pick_table
from pages.parts.wording import meaning, worded

#: What stands in the address.
FILTERS = ("text", "source", "level", "state", "concept", "tagged")
TAGGED = {
    "tagged": "with concepts",
    "untagged": "without, not yet tried",
    "uncertain": "without, the extractor abstained",
    "failed": "without, extraction failed",
}


def noted(name: str) -> None:
    """Write a choice into the address; another filter begins at its first page and first seed."""
    value = str(st.session_state[f"seeds-{name}"] or "").strip()
    for gone in ("seed", "page", name):
        st.query_params.pop(gone, None)
    if value:
        st.query_params[name] = value


def shown(name: str) -> str:
    """Bring a control to what the address says, and give its key."""
    st.session_state[f"seeds-{name}"] = st.query_params.get(name) or ("" if name == "text" else None)
    return f"seeds-{name}"


def choice(name: str, label: str, words: Mapping[str, str], help_text: str = "") -> None:
    """One filter: a value of those that there are, or any."""
    asked = st.query_params.get(name, "")
    options = [*words, *([asked] if asked and asked not in words else [])]
    st.selectbox(
        label, options, index=None, key=shown(name), on_change=noted, args=(name,), placeholder="Any",
        format_func=lambda value: worded(words[value]) if value in words else value, help=help_text or None,
    )  # fmt: skip


def _concept_choice(space: Workspace) -> None:
    """The concept that each seed carries: one of the most frequent, or any other by its name."""
    every, asked = view.concept_choices(space), st.query_params.get("concept", "")
    if asked and asked not in every:
        with clear_errors():
            asked = view.concept_named(space, asked).id
            st.query_params["concept"] = asked
    listed = [*islice(every, LISTED), *([asked] if asked else [])]
    says = f"{meaning('topic')} {meaning('knowledge point')}"
    st.selectbox(
        worded("Topic or KP"), list(dict.fromkeys(listed)), index=None, key=shown("concept"), on_change=noted,
        args=("concept",), placeholder="Any", accept_new_options=len(every) > LISTED,
        format_func=lambda c: name_of(every[c]) if c in every else c,
        help=f"{says} {LISTED_HELP}" if len(every) > LISTED else says,
    )  # fmt: skip


def filter_bar(space: Workspace) -> SeedFilter:
    """Filters that combine; each stands in the address."""
    with loading("Counting the seeds"):
        there = view.choices(space)
    text, concept = st.columns([3, 2])
    with text:
        st.text_input(
            "Words of the question", key=shown("text"), on_change=noted, args=("text",), live=True, type="search",
            placeholder=worded("All of these words, or a seed's id"), icon=":material/search:",
        )  # fmt: skip
    with concept:
        _concept_choice(space)
    places = st.columns(4)
    with places[0]:
        choice("source", "Source", {s: f"{to_plain(s, 40)} · {n:,}" for s, n in there.sources.items()})
    with places[1]:
        levels = {
            level: f"{level if level != 'unknown' else 'not stated'} · {n:,}" for level, n in there.levels.items()
        }
        choice("level", "Level", levels, meaning("level"))
    with places[2]:
        choice("state", "State", {s: f"{STATE[s][2]} · {n:,}" for s, n in there.states.items()}, meaning("held back"))
    with places[3]:
        choice("tagged", "Concepts", TAGGED, meaning("extract"))
    asked = {name: st.query_params.get(name, "") for name in FILTERS}
    if asked["tagged"] not in TAGGED:
        asked["tagged"] = ""
    return SeedFilter(**asked)


def seed_list(found: FoundSeeds, asked: str) -> None:
    """A page of seeds as a table; picking one opens it."""
    rows = [
        {
            "question": to_plain(r["question"], 160), "answer": to_plain(r["answer"], 30), "level": r["level"],
            "concepts": r["tags"], "state": STATE[r["state"]][2], "source": to_plain(r["source"], 24),
        }
        for r in found.rows
    ]  # fmt: skip
    ids = [str(r["id"]) for r in found.rows]
    columns = {
        "question": st.column_config.TextColumn(width=320),
        "concepts": st.column_config.NumberColumn(help=meaning("concept"), width=70),
    }
    picked = pick_table(rows, ids, f"seeds-{hash(tuple(ids))}", asked, most=560, columns=columns)
    if picked:
        st.query_params["seed"] = picked
        st.rerun()
    page_choice(found.pages, "page", "seed")
