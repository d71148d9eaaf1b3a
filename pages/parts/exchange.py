"""In and out: the vocabulary as a file of every format, and a table or taxonomy in, seen before it is applied.

An import is edits like those made by hand: each stands in the history under its person and can be taken back.
"""

from pathlib import Path
from typing import Literal

import streamlit as st

from mathscale_core.pipeline.uploads import drop_upload, keep_upload
from mathscale_core.pipeline.vocabulary import import_vocabulary
from mathscale_core.records import ConceptKind
from mathscale_core.views import vocabulary as view
from mathscale_core.views.curation import last_event
from mathscale_core.views.text import to_markdown, to_plain
from mathscale_core.views.vocabulary import Change, Choices, ImportPreview
from mathscale_core.workspace import Workspace
from pages.parts.address import said
from pages.parts.loading import loading
from pages.parts.shell import clear_errors
from pages.parts.wording import worded

_ICON = {
    "csv": ":material/table:", "json": ":material/data_object:", "graphml": ":material/hub:",
    "skos": ":material/account_tree:", "parquet": ":material/view_column:", "html": ":material/public:",
}  # fmt: skip
_TYPES = ["csv", "tsv", "txt", "json", "graphml", "ttl", "rdf", "skos", "owl", "xml"]
#: Kind of edit to its icon and word; what a person does most comes first.
_EDITS = {
    "add": "add", "rename": "rename", "define": "definition", "alias": "other names", "relate": "relation",
    "edge": "edge", "code": "codes", "change-kind": "kind", "lock": "lock", "delete": "delete",
}  # fmt: skip
_NEW_KIND: dict[ConceptKind | Literal[""], str] = {
    "": "topics where others hang below, else KPs", "topic": "topics", "kp": "knowledge points",
}  # fmt: skip
_TEXT, _ROWS = 220, 500
#: A column that leaves the room to the others: only a pinned one does not grow.
_NARROW = st.column_config.TextColumn(width=112, pinned=True)


def exchange_view(space: Workspace) -> None:
    """The two ways side by side: a file out, and one in with what it would change below."""
    _outcome(space)
    out, into = st.columns(2, gap="large")
    with out:
        downloads(space)
    with into:
        path = upload(space)
        choices = reading_choices(path) if path else Choices()
    if path:
        with clear_errors():
            import_panel(space, path, choices)


def downloads(space: Workspace) -> None:
    """One button a format; a file is made when it is asked for."""
    st.subheader("Out", anchor=False)
    st.caption(
        worded("The draft with all edits of now: names, tree, codes, relations and edges. Nothing leaves this machine.")
    )
    called = view.name_in_graph(space, said("concept"))
    centre = said("concept") if called else ""
    depth = int(st.session_state.get("html-depth") or 1)
    forms = list(view.OUT.items())
    for pair in zip(forms[::2], forms[1::2], strict=True):
        for half, (form, what) in zip(st.columns(2, gap="small"), pair, strict=True):
            with half:
                _download(space, form, what, centre if form == "html" else "", depth if centre else 1)
    if centre:
        st.segmented_control(
            f"The picture is around “{to_markdown(called)}”", [1, 2, 3], key="html-depth", default=1,
            required=True, format_func=lambda n: f"{n} step{'' if n == 1 else 's'}",
        )  # fmt: skip
    else:
        st.caption(
            "The picture is of the biggest concepts; once a concept is open, it is of that one and its neighbours."
        )


def _download(space: Workspace, form: str, what: str, concept: str, depth: int) -> None:
    name, _, use = what.partition(": ")
    with st.container(gap="xxsmall"):
        st.download_button(
            name, lambda: view.download(space, form, concept=concept, depth=depth), view.file_name(space, form),
            view.MEDIA[form], on_click="ignore", key=f"download-{form}", icon=_ICON[form], width="stretch",
        )  # fmt: skip
        st.caption(worded(f"{use[:1].upper()}{use[1:]}"))


def upload(space: Workspace) -> Path | None:
    """The file that was sent, kept for as long as it is looked at."""
    st.subheader("In", anchor=False)
    st.caption(
        worded(
            "A table that was edited, or a taxonomy of your own with tree, codes and relations: CSV, JSON, GraphML, "
            "SKOS. You see what it would change before anything is applied; a missing row deletes nothing."
        )
    )
    turn = st.session_state.setdefault("exchange-turn", 0)
    sent = st.file_uploader("File", type=_TYPES, key=f"exchange-upload-{turn}", label_visibility="collapsed")
    before = st.session_state.get("exchange-path")
    if sent is None:
        if before:
            drop_upload(space, Path(st.session_state.pop("exchange-path")))
        return None
    path = keep_upload(space, str(sent.file_id), sent.name, sent.getbuffer())
    if before and before != str(path):
        drop_upload(space, Path(before))
    st.session_state["exchange-path"] = str(path)
    return path


def reading_choices(path: Path) -> Choices:
    """How the file is read; what concerns few files is folded away."""
    with st.expander("How the file is read", icon=":material/tune:"):
        form = st.selectbox(
            "Format", ["", *view.IN], key="exchange-form", format_func=lambda f: f.upper() if f else "by its name",
        )  # fmt: skip
        kinds = list(_NEW_KIND)
        kind = st.selectbox(
            "New concepts that say no kind are", kinds, key="exchange-kind", format_func=lambda k: worded(_NEW_KIND[k])
        )
        by_name = st.checkbox(
            "Find concepts by name, not by id", key="exchange-by-name",
            help="For a file of another workspace, whose ids mean other concepts. It then only adds.",
        )  # fmt: skip
        delete = st.checkbox("Delete what the file does not name", key="exchange-delete")
    mapping = st.session_state.get(f"exchange-map-{path.parent.name}", {})
    return Choices(str(form), dict(mapping), kind or None, bool(delete), bool(by_name))


def import_panel(space: Workspace, path: Path, choices: Choices) -> None:
    """What the file would change, problems first, and the button that applies it."""
    found = preview(space, path, choices)
    changes, problems = found.proposal.changes, found.proposal.problems
    st.subheader(f"What {to_markdown(path.name)} would change", anchor=False)
    counts = [
        f"**{n:,}** {w}{'' if n == 1 else 's'}" for n, w in ((len(changes), "change"), (len(problems), "problem"))
    ]
    st.markdown(f"{' · '.join(counts)} · **{found.proposal.same:,}** unchanged")
    if problems:
        st.caption(":material/error: Not applied")
        st.dataframe(
            [
                {"where": p.where, "found": p.found[:_TEXT], "wanted": worded(p.wanted), "do next": worded(p.remedy)}
                for p in problems[:_ROWS]
            ],
            hide_index=True, height="content" if len(problems) < 9 else 320, key="exchange-problems",
            column_config={
                "where": _NARROW, "found": st.column_config.TextColumn(width="large"),
            },
        )  # fmt: skip
        _more(len(problems))
    if changes:
        st.caption(":material/edit: Changes")
        rows = [
            {
                "where": c.where, "what": _what(c), "change": to_plain(worded(c.text), _TEXT),
                "most like": to_plain(c.like.name) if c.like else "",
            }
            for c in changes[:_ROWS]
        ]  # fmt: skip
        st.dataframe(
            rows, hide_index=True, height="content" if len(changes) < 11 else 400, key="exchange-changes",
            column_order=["where", "what", "change", *(["most like"] if any(c.like for c in changes[:_ROWS]) else [])],
            column_config={
                "where": _NARROW, "what": _NARROW,
                "change": st.column_config.TextColumn(width="large"),
            },
        )  # fmt: skip
        _more(len(changes))
    _mapping(path, found)
    _apply(space, path, choices, found)


def preview(space: Workspace, path: Path, choices: Choices) -> ImportPreview:
    """What the file would change; worked out once for each way of reading it and each state of the log."""
    asked = (str(path), repr(choices), last_event(space))
    known = st.session_state.get("exchange-preview")
    if known is None or known[0] != asked:
        with loading("Comparing the file with the vocabulary"):
            known = st.session_state["exchange-preview"] = (asked, view.preview_import(space, path, choices))
    found: ImportPreview = known[1]
    return found


def _mapping(path: Path, found: ImportPreview) -> None:
    """New names that may mean a concept that is here: a person says so, and the name becomes another name of it."""
    key = f"exchange-map-{path.parent.name}"
    offered = {c.name: c.like for c in found.proposal.changes if c.like}
    chosen: dict[str, str] = st.session_state.get(key, {})
    labels: dict[str, str] = st.session_state.setdefault(f"{key}-labels", {})
    for name, like in sorted(offered.items(), key=lambda pair: -pair[1].score):
        labels[name] = f"{name} = {like.name}"
    likes = {**chosen, **{name: like.concept for name, like in offered.items()}}
    if not likes:
        return

    def mapped() -> None:
        st.session_state[key] = {name: likes[name] for name in st.session_state[f"{key}-names"]}

    st.multiselect(
        "New names that mean a concept that is here", list(likes), default=list(chosen), key=f"{key}-names",
        on_change=mapped, format_func=lambda n: to_plain(labels.get(str(n), str(n)), 90),
        placeholder="None: all of them are new",
        help="The name becomes another name of that concept, and no new one is made.",
    )  # fmt: skip


def _apply(space: Workspace, path: Path, choices: Choices, found: ImportPreview) -> None:
    count, problems = len(found.proposal.changes), len(found.proposal.problems)
    if not count:
        st.info("Nothing would change." if not problems else "Nothing of this file can be applied.")
        return
    rest = False
    if problems:
        rest = st.checkbox(
            f"Apply the rest, without the {problems:,} problem{'' if problems == 1 else 's'}", key="exchange-rest"
        )
    if st.button(
        f"Apply {count:,} change{'' if count == 1 else 's'}", type="primary", icon=":material/check:",
        key="exchange-apply", disabled=bool(problems) and not rest,
        help="As edits under your name; each can be undone." if rest or not problems else "There are problems.",
    ):  # fmt: skip
        with loading("Applying the changes"):
            done = import_vocabulary(space, path, choices, rest=rest, expected=found.seen)
        st.session_state["exchange-outcome"] = (space.root, len(done.events), path.name)
        drop_upload(space, path)
        for gone in ("exchange-path", "exchange-preview"):
            st.session_state.pop(gone, None)
        st.session_state["exchange-turn"] = st.session_state.get("exchange-turn", 0) + 1
        st.rerun()


def _what(change: Change) -> str:
    """What an edit is about, in a word."""
    return "tree" if change.edit.get("as") == "parent-of" else worded(_EDITS.get(change.kind, change.kind))


def _outcome(space: Workspace) -> None:
    root, count, name = st.session_state.pop("exchange-outcome", (None, 0, ""))
    if root == space.root:
        st.success(
            f"{count:,} change{'' if count == 1 else 's'} of {to_markdown(name)} applied. Each stands under History "
            "and can be undone there.", icon=":material/check_circle:",
        )  # fmt: skip


def _more(count: int) -> None:
    if count > _ROWS:
        st.caption(f"The first {_ROWS:,} of {count:,}; `mathscale graph import FILE --dry-run` counts all of them.")
