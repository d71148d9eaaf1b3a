"""A filter bar whose every choice stands in the page's address, and saved views of it.

The address is the truth: a control shows what it says and writes what is chosen into it. Values of one control are
joined by commas; ``none`` stands for the empty one.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from mathscale_core.pipeline.bookmarks import delete_view, save_view
from mathscale_core.views import bank
from mathscale_core.views.text import to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.look import CHECK, CHECK_STATE, KIND, VERDICT, WORDS
from pages.parts.shell import clear_errors
from pages.parts.wording import kind_meaning, kind_word, worded

_ANY = {"source": "All but planted", "level": "Any", "format": "Any", "checks": "Any", "verdict": "Any"}
_LABELS = {"source": "Source", "level": "Level", "format": "Answer format", "checks": "Checks", "verdict": "Verdict"}
_HELP = {
    "checks": WORDS["verify"], "verdict": WORDS["verdict"], "level": WORDS["level"],
    "source": f"Generated here or imported. Planted: {WORDS['planted']}",
}  # fmt: skip
_IDS = ("provider", "job", "composition", "seed")
#: So many concepts a select lists: eleven thousand would travel to the browser at every run.
LISTED = 500
LISTED_HELP = f"The {LISTED} most frequent are listed; type the name of any other."

#: What the words find.
WORDS_HELP = (
    "Every word must stand in the question, in any case. The beginning of a word is enough (`frac` finds fractions); "
    "numbers and words of one or two letters must stand there whole, and signs as typed (`x^2`)."
)


def address(names: Sequence[str]) -> dict[str, str]:
    """What the page's address says of these filters."""
    return {name: st.query_params[name] for name in names if st.query_params.get(name)}


def filter_bar(space: Workspace, names: Sequence[str], *, counts: Mapping[str, Mapping[str, int]]) -> None:
    """Draw controls for these parts of the address.

    Args:
        space: Workspace.
        names: Parts of the address, in order; ``text``, ``topic`` and ``kp`` stand in the first line, choices in the
            second, the others behind "More filters".
        counts: Part to value to number of questions, as ``views.bank.facet_counts`` gives them.
    """
    first = [n for n in names if n in {"text", "topic", "kp"}]
    if first:
        for place, name in zip(st.columns([2 if n == "text" else 1.3 for n in first]), first, strict=True):
            with place:
                _text("text", "Words of the question") if name == "text" else _concept(space, name)
    second = [n for n in names if n in bank.CHOICES and n != "format"]
    rest = [n for n in names if n not in {*first, *second}]
    places = st.columns([*[3] * len(second), *([2] if rest else [])], vertical_alignment="top")
    for place, name in zip(places, second, strict=False):
        with place:
            _choice(name, counts.get(name, {}))
    if rest:
        used = len(address(rest))
        with places[-1]:
            st.space("small")
            box = st.popover(f"More ({used})" if used else "More", width="stretch")
        with box:
            more_filters(space, rest, counts)


def more_filters(space: Workspace, names: Sequence[str], counts: Mapping[str, Mapping[str, int]]) -> None:
    """The rarer filters."""
    if "format" in names:
        _choice("format", counts.get("format", {}))
    values = bank.choices(space)
    if "check" in names:
        _one("check", "What one check says", values["check"], _check_words)
    if "release" in names:
        _one(
            "release",
            worded("Release"),
            values["release"],
            lambda name: worded("in no release") if name == "-" else name,
        )
    if "dataset" in names and (values["dataset"] or st.query_params.get("dataset")):
        _one("dataset", "Imported from", values["dataset"], str)
    for name in _IDS:
        if name in names:
            _text(name, worded(name.capitalize()), placeholder="Exact name or id")


def clear_filters(names: Sequence[str]) -> None:
    """A button that takes every filter off, where there is one."""
    if address(names) and st.button("Clear filters", icon=":material/filter_alt_off:", type="tertiary", key="clear"):
        for name in (*names, "item", "page"):
            st.query_params.pop(name, None)
        st.rerun()


def saved_views(space: Workspace, page: str, names: Sequence[str]) -> None:
    """Save what the address says under a name; open or delete a saved view."""
    with st.popover("Views", icon=":material/bookmark:"), clear_errors():
        for number, view in enumerate(space.store.views.of_page(page)):
            line = st.container(horizontal=True, vertical_alignment="center")
            if line.button(to_markdown(view["name"]), key=f"view-{number}", type="tertiary", width="stretch"):
                st.query_params.from_dict(dict(parse_qsl(view["address"])))
                st.rerun()
            if line.button(
                "", key=f"drop-{number}", icon=":material/delete:", help="Delete this view", type="tertiary"
            ):
                delete_view(space, page, view["name"])
                st.rerun()
        with st.form("save-view", border=False, clear_on_submit=True):
            name = st.text_input("Save these filters as", key="view-name", max_chars=60)
            if st.form_submit_button("Save view"):
                save_view(space, page, str(name), urlencode(address(names)))
                st.rerun()


def _noted(name: str) -> None:
    """Write what was chosen into the address; another filter begins at its first page and first item."""
    value = st.session_state[f"filter-{name}"]
    if isinstance(value, list):
        text = ",".join(v or "none" for v in value if v in bank.CHOICES[name])
    else:
        text = str(value or "").strip()
    for gone in ("item", "page", name):
        st.query_params.pop(gone, None)
    if text:
        st.query_params[name] = text


def _show(name: str, value: object) -> str:
    """Bring the control to what the address says, and give its key."""
    key = f"filter-{name}"
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    return key


def _text(name: str, label: str, placeholder: str = "All of these words, or a question's id") -> None:
    key = _show(name, st.query_params.get(name, ""))
    st.text_input(
        label, key=key, on_change=_noted, args=(name,), type="search", placeholder=placeholder, live=name == "text",
        icon=":material/search:" if name == "text" else None, help=WORDS_HELP if name == "text" else None,
    )  # fmt: skip


def _concept(space: Workspace, kind: str) -> None:
    every = [name for name, _ in bank.concept_options(space, kind)]
    names = every[:LISTED]
    asked = st.query_params.get(kind, "")
    if asked:
        # An old name in the address leads to the concept under its present one.
        asked = bank.present_name(space, kind, asked)
        st.query_params[kind] = asked
        names += [asked] if asked not in names else []
    icon, word, says = KIND[kind][0], kind_word(kind), kind_meaning(kind)
    st.selectbox(
        word[0].upper() + word[1:], names, index=None, key=_show(kind, asked or None), on_change=_noted,
        args=(kind,), placeholder="Any", icon=icon, accept_new_options=len(every) > LISTED,
        help=f"{says} {LISTED_HELP}" if len(every) > LISTED else says,
    )  # fmt: skip


def _one(name: str, label: str, values: Sequence[str], words: object) -> None:
    asked = st.query_params.get(name, "")
    options = [*values, *([asked] if asked and asked not in values else [])]
    st.selectbox(
        label, options, index=None, key=_show(name, asked or None), on_change=_noted, args=(name,),
        format_func=words if callable(words) else str, placeholder="Any",
    )  # fmt: skip


def _choice(name: str, counts: Mapping[str, int]) -> None:
    """Several of a few values; their numbers stand below, as an option must keep its words for Streamlit to know it."""
    asked = {"" if v == "none" else v for v in st.query_params.get(name, "").split(",") if v}
    st.multiselect(
        _LABELS[name], bank.CHOICES[name], key=_show(name, [v for v in bank.CHOICES[name] if v in asked]),
        on_change=_noted, args=(name,), placeholder=_ANY[name], help=worded(_HELP.get(name, "")) or None,
        format_func=lambda value: _words(name, value), select_all=False,
    )  # fmt: skip
    numbers = [f"{_words(name, value)} {counts[value]:,}" for value in bank.CHOICES[name] if counts.get(value)]
    if numbers:
        st.caption(" · ".join(numbers))


def _words(name: str, value: str) -> str:
    if name == "checks":
        return CHECK_STATE[value][2]
    if name == "verdict":
        return VERDICT[value][2]
    return (value or "not stated").replace("_", " ")


def _check_words(value: str) -> str:
    check, _, state = value.partition("=")
    return f"{check.replace('_', ' ')}: {CHECK[state][2] if state in CHECK else state}"
