"""Explore's codes: what each code of an outside scheme holds, the empty ones by name, and a code more for a concept.

A list that is brought along is looked at and not stored.
"""

import csv
import io
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from mathscale_core.errors import InputError
from mathscale_core.views.codes import Covered, coverage, read_list, schemes
from mathscale_core.views.text import counted, to_markdown, to_plain
from mathscale_core.workspace import Workspace
from pages.parts.address import note, said, show
from pages.parts.finding import concept_finder
from pages.parts.impact import confirm, edits_under_way, seen_here, turn
from pages.parts.shell import clear_errors
from pages.parts.wording import worded

_WHERE = "codes"
_MATCHES = ("exact", "close", "broader", "narrower")
_NAMED = 40


def coverage_view(space: Workspace) -> None:
    """Scheme and list, the table of codes, the empty ones, and a form that adds a code."""
    edits_under_way(space, _WHERE)
    seen = seen_here(space, _WHERE)
    known = schemes(space)
    left, middle, right = st.columns([2, 2, 3], vertical_alignment="bottom")
    options = [*known, *([said("scheme-of")] if said("scheme-of") and said("scheme-of") not in known else [])]
    first = options[0] if options else None
    scheme = left.selectbox(
        "Scheme", options, key=show("scheme-of", said("scheme-of") or first), on_change=note, accept_new_options=True,
        args=("scheme-of", "scheme-of", ""), placeholder="Name of a scheme", index=None,
    )  # fmt: skip
    text = middle.text_input("Filter by code, label or concept", key=show("code", said("code")), on_change=note,
                             args=("code", "code", ""), type="search", live=True, icon=":material/search:")  # fmt: skip
    brought = right.file_uploader(
        "A list of codes, to see which are empty", type=["txt", "csv", "tsv"], key="codes-list",
        help="One code a line, its label behind a tab, comma or blank. It is looked at and not stored.",
    )  # fmt: skip
    with clear_errors():
        listed = read_list(_text_of(brought.getvalue())) if brought else {}
        if scheme:
            _table(coverage(space, str(scheme), listed), str(text or ""))
        else:
            st.info("No concept has a code yet. Give one below, or import a vocabulary with codes under In and out.",
                    icon=":material/tag:")  # fmt: skip
        _add(space, str(scheme or ""), seen)


def _table(rows: Sequence[Covered], text: str) -> None:
    words = text.casefold().split()
    shown = [row for row in rows if all(word in _said(row).casefold() for word in words)]
    empty = [row for row in rows if not row.concepts]
    held = len(rows) - len(empty)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{held:,} of {counted(len(rows), 'code')}** hold a concept", width="stretch")
        st.download_button("CSV", lambda: _csv(shown), file_name="codes.csv", mime="text/csv", on_click="ignore",
                           icon=":material/download:", key="codes-csv")  # fmt: skip
    if empty:
        named = ", ".join(f"{row.code} {row.label}".strip() for row in empty[:_NAMED])
        more = f" and {len(empty) - _NAMED:,} more" if len(empty) > _NAMED else ""
        st.warning(
            f"{counted(len(empty), 'code')} without a concept: {to_markdown(named)}{more}", icon=":material/inbox:"
        )
    cells = [
        {
            "code": row.code, "label": to_plain(row.label, 120), "concepts": to_plain(_concepts(row), 300),
            "seeds": row.seeds, "accepted": row.accepted,
        }
        for row in shown
    ]  # fmt: skip
    if cells:
        st.dataframe(
            pd.DataFrame(cells), hide_index=True, key="codes-table", height="content" if len(cells) < 12 else 430,
            column_config={
                "concepts": st.column_config.TextColumn("concepts", width="large", help="How each stands to the code."),
                "seeds": st.column_config.NumberColumn(worded("seeds"), help="Distinct ones."),
                "accepted": st.column_config.NumberColumn("accepted questions", help="Generated and accepted."),
            },
        )  # fmt: skip
    elif rows:
        st.caption("No code fits this filter.")


def _add(space: Workspace, scheme: str, seen: str) -> None:
    """A code more for a concept; codes are taken away in the concept's own panel."""
    st.markdown("**Give a concept a code**")
    concept = concept_finder(space, "Topic or KP", f"code-of-{turn()}")
    with st.form(f"code-add-{turn()}", border=False):
        left, middle, right = st.columns([3, 2, 2])
        into = left.text_input("Scheme", scheme, key=f"code-scheme-{scheme}-{turn()}", max_chars=80)
        code = middle.text_input("Code", key=f"code-code-{turn()}", max_chars=80)
        match = right.selectbox(
            "Match", _MATCHES, key=f"code-match-{turn()}", help="How the concept stands to the code."
        )
        if st.form_submit_button("Add the code", key="code-add", icon=":material/tag:"):
            with clear_errors():
                if not concept:
                    raise InputError("No concept is chosen.", "one that was found by its name.", "Search it above.")
                new = {"scheme": str(into or "").strip(), "code": str(code or "").strip(), "match": match}
                confirm(space, _WHERE, [{"kind": "code", "concept": concept, "add": [new]}], seen)


def _text_of(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError("The list is no text in UTF-8.", "UTF-8.", "Save it as UTF-8 and bring it again.") from error


def _concepts(row: Covered) -> str:
    return "; ".join(c.name + ("" if match == "exact" else f" ({match})") for c, match in row.concepts)


def _said(row: Covered) -> str:
    return f"{row.code}\n{row.label}\n{_concepts(row)}"


def _csv(rows: Sequence[Covered]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["code", "label", "concepts", "seeds", "accepted"])
    for row in rows:
        texts = [f"'{text}" if text[:1] in "=+-@\t\r" else text for text in (row.code, row.label, _concepts(row))]
        writer.writerow([*texts, row.seeds, row.accepted])
    return out.getvalue()
