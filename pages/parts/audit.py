"""The audit on screen: a question on the left, its tags on the right, one key for each of them, then the next question.

All tags are right until somebody says otherwise, so a question whose tags are all right takes one key.
"""

import streamlit as st

from mathscale_core.errors import MathScaleError
from mathscale_core.pipeline.audit import finish_item, start_audit, undo_item
from mathscale_core.views import audits
from mathscale_core.views.text import counted, to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.finding import concept_finder
from pages.parts.look import KIND
from pages.parts.problem import problem_card
from pages.parts.shell import clear_errors, same_workspace, show_error
from pages.parts.wording import kind_word, worded

KEYS = {
    "1": "the first tag is wrong, or right again; 2 to 9 likewise", "M": "look for one that is missing",
    "Enter": "done: keep it and go on", "Z": "take back the last question",
}  # fmt: skip
_HERE, _SAID, _TROUBLE, _LOOKING = "audit-here", "audit-said", "audit-trouble", "audit-looking"
_MATERIAL = {audits.SEEDS: "tags of seeds", audits.BENCHMARK: "labels of test items"}
#: Sampled at first: with 50 seeds and 3 tags each a precision of 0.8 is known to 0.07.
_NUMBER = 50
#: Tags are read like a list; on narrow screens they go under the question.
_STYLE = """<style>:is([class*="st-key-audit-tag-"], [class*="st-key-audit-unmiss-"]) button
:is(div, [data-has-shortcut]) { justify-content: flex-start; text-align: left; }
[class*="st-key-audit-tag-"] button [data-has-shortcut] { display: flex; width: 100%; }
[class*="st-key-audit-tag-"] kbd { margin-left: auto; }
@media (max-width: 1050px) { .st-key-audit-beside [data-testid="stHorizontalBlock"]:has(> .stColumn) {
flex-direction: column; gap: 12px; }
.st-key-audit-beside [data-testid="stColumn"] { width: 100% !important; flex: 1 1 auto !important; } }</style>"""


def audit_view(space: Workspace) -> None:
    """The audit; a part of the page that runs by itself, so that a mark redraws nothing else."""
    _audit(space)


@st.fragment
def _audit(space: Workspace) -> None:
    with same_workspace(space), clear_errors():
        if (trouble := st.session_state.pop(_TROUBLE, None)) is not None:
            show_error(trouble)
        known = audits.audits(space)
        if not known:
            st.info(
                worded(
                    "Nothing was audited yet. A random sample of questions is shown with their topics and KPs; you say "
                    "of each whether it is right, and the precision and recall of who gave them are counted."
                ),
                icon=":material/fact_check:",
            )
            _start_form(space)
            return
        audit = _chosen(space, known)
        item = audits.next_item(space, audit)
        if item is None:
            st.success(f"All {audit.sampled:,} were judged{_last_said()}", icon=":material/task_alt:")
            _undo_button(space, audit)
        else:
            _judge(space, item)
        _results(space)


def _chosen(space: Workspace, known: list[audits.Audit]) -> audits.Audit:
    """The audit that goes on, and the way to another one."""
    by_id = {audit.id: audit for audit in known}
    if st.session_state.get(_HERE) not in by_id:
        st.session_state[_HERE] = known[0].id
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Audit", list(by_id), key=_HERE, label_visibility="collapsed", format_func=lambda a: _told(by_id[a])
        )
        with st.popover("New audit", icon=":material/add:", width="content"):
            _start_form(space)
    return by_id[str(chosen)]


def _told(audit: audits.Audit) -> str:
    return f"{worded(_MATERIAL[audit.material])}: {_origin(audit.origin)} · {audit.done:,} of {audit.sampled:,} judged"


def _start_form(space: Workspace) -> None:
    material = st.radio(
        "What", list(_MATERIAL), format_func=lambda m: worded(_MATERIAL[m]), horizontal=True, key="audit-material"
    )
    found = audits.origins(space, str(material))
    if not found:
        st.caption(
            worded("No seed carries a tag yet: extract first." if material == audits.SEEDS
                   else "No test item carries labels: import some that do.")
        )  # fmt: skip
        return
    origin = st.selectbox(
        "By whom", list(found), key=f"audit-origin-{material}",
        format_func=lambda o: f"{_origin(o)} · {found[o]:,}",
    )  # fmt: skip
    number = st.number_input("How many, at random", 1, 10_000, _NUMBER, key="audit-number")
    st.button(
        "Draw the sample", key="audit-start", type="primary", icon=":material/casino:", on_click=_started,
        args=(space, str(material), str(origin), int(number)),
    )  # fmt: skip


def _origin(origin: str) -> str:
    return worded("came with the seed") if origin == "given" else origin


def _started(space: Workspace, material: str, origin: str, number: int) -> None:
    try:
        # Another number than before, so that a second audit is another sample.
        audit = start_audit(space, material, origin, number, len(audits.audits(space)))
    except MathScaleError as error:
        st.session_state[_TROUBLE] = error
        return
    st.session_state[_HERE] = audit.id
    st.session_state.pop(_SAID, None)


def _judge(space: Workspace, item: audits.Item) -> None:
    st.progress(item.done / item.sampled, text=f"**{item.done + 1:,} of {item.sampled:,}**{_last_said()}")
    wrong: list[str] = st.session_state.setdefault(_wrong(item), [])
    missing: dict[str, str] = st.session_state.setdefault(_missing(item), {})
    st.html(_STYLE)
    with st.container(key="audit-beside"):
        left, right = st.columns([3, 2], gap="large")
    with left, st.container(border=True):
        if item.question:
            problem_card(item.question, item.solution, item.answer, open_solution=False)
        else:
            st.caption("The item itself is gone; take it as it is, or begin another audit.")
    with right:
        for number, tag in enumerate(item.tags, 1):
            _tag(item, number, tag, is_wrong=tag.concept.id in wrong)
        if not item.tags:
            st.caption("It carries none by now.")
        for concept, name in list(missing.items()):
            st.button(
                f"Missing: {to_markdown(name)}", key=f"audit-unmiss-{concept}", icon=":material/add_circle:",
                help="Press to take it off again.", on_click=_taken_off, args=(item, concept), width="stretch",
            )  # fmt: skip
        if st.session_state.get(_LOOKING):
            _look(space, item, missing)
        with st.container(horizontal=True, gap="small", key="audit-actions"):
            st.button(
                "Done", key="audit-done", shortcut="Enter", type="primary", icon=":material/check:",
                on_click=_finished, args=(space, item),
            )  # fmt: skip
            st.button("Missing …", key="audit-look", shortcut="M", icon=":material/search:", on_click=_looking)
            _undo_button(space, item.audit)


def _tag(item: audits.Item, number: int, tag: audits.Tag, *, is_wrong: bool) -> None:
    concept = tag.concept
    name = f"~~{to_markdown(concept.name)}~~ · wrong" if is_wrong else to_markdown(concept.name)
    colour = "red" if is_wrong else "green"
    st.button(
        f":{colour}[:material/{'close' if is_wrong else 'check'}:] {name} · {kind_word(concept.kind)}",
        key=f"audit-tag-{number}-{concept.id}", shortcut=str(number) if number <= 9 else None, width="stretch",
        on_click=_turned, args=(item, concept.id), help=to_markdown(concept.definition) or KIND[concept.kind][3],
    )  # fmt: skip


def _turned(item: audits.Item, concept: str) -> None:
    wrong: list[str] = st.session_state.setdefault(_wrong(item), [])
    if concept in wrong:
        wrong.remove(concept)
    else:
        wrong.append(concept)


def _looking() -> None:
    st.session_state[_LOOKING] = not st.session_state.get(_LOOKING)


def _look(space: Workspace, item: audits.Item, missing: dict[str, str]) -> None:
    there = {t.concept.id for t in item.tags} | missing.keys()
    concept = concept_finder(space, "Which is missing?", f"audit-search-{item.id}-{len(missing)}", without=there)
    if concept:
        named = audits.name_of(space, concept)
        st.button(
            f"{to_markdown(named)} is missing", key="audit-add", icon=":material/add:", on_click=_added,
            args=(item, concept, named),
        )  # fmt: skip


def _added(item: audits.Item, concept: str, name: str) -> None:
    st.session_state.setdefault(_missing(item), {})[concept] = name
    st.session_state[_LOOKING] = False


def _taken_off(item: audits.Item, concept: str) -> None:
    st.session_state.get(_missing(item), {}).pop(concept, None)


def _finished(space: Workspace, item: audits.Item) -> None:
    """Keep what was said and go on; runs before the page is drawn, so that no press is lost."""
    wrong, missing = st.session_state.get(_wrong(item), []), list(st.session_state.get(_missing(item), {}))
    try:
        finish_item(space, item.audit.id, item.id, wrong, missing)
    except MathScaleError as error:
        st.session_state[_TROUBLE] = error
        return
    for key in (_wrong(item), _missing(item), _LOOKING):
        st.session_state.pop(key, None)
    said = [f"{len(wrong)} wrong"] if wrong else []
    said += [f"{len(missing)} missing"] if missing else []
    st.session_state[_SAID] = f"Kept: {', '.join(said) or 'all right'}. Z takes it back."


def _undo_button(space: Workspace, audit: audits.Audit) -> None:
    st.button(
        "Undo", key="audit-undo", shortcut="Z", icon=":material/undo:", on_click=_taken_back, args=(space, audit.id)
    )


def _taken_back(space: Workspace, audit: str) -> None:
    try:
        undo_item(space, audit)
    except MathScaleError as error:
        st.session_state[_TROUBLE] = error
    else:
        st.session_state[_SAID] = "Taken back."


def _results(space: Workspace) -> None:
    """Precision and recall of everybody who was audited, with 95% intervals."""
    rows = [
        {
            "whose": _origin(found.origin), "what": worded(_MATERIAL[found.material]),
            "judged": f"{found.done:,} of {found.sampled:,}", "right": found.right, "wrong": found.wrong,
            "missing": found.missing, "precision": _rate(found.precision), "recall": _rate(found.recall),
        }
        for found in audits.results(space)
    ]  # fmt: skip
    st.dataframe(rows, hide_index=True, key="audit-results")
    st.caption(
        worded(
            "Share and its 95% interval (Wilson). Precision: right ones of those given. Recall: right ones of those "
            "that should be there, among seeds that carry some. What you say of a seed holds by hand from then on; of "
            "test items it is only kept."
        )
    )


def _rate(rate: audits.Rate | None) -> str:
    """A share with its interval.

    >>> _rate(None)
    '–'
    """
    return (
        "–" if rate is None else f"{rate.value:.2f} ({rate.low:.2f}–{rate.high:.2f}) of {counted(rate.counted, 'tag')}"
    )


def _last_said() -> str:
    words = st.session_state.get(_SAID)
    return f" · {words}" if words else ""


def _wrong(item: audits.Item) -> str:
    return f"audit-wrong-{item.audit.id}-{item.id}"


def _missing(item: audits.Item) -> str:
    return f"audit-missing-{item.audit.id}-{item.id}"
