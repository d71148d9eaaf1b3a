"""Import on screen: a file, what it is to become, its columns, what will be imported, and what became of it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from mathscale_core.pipeline.benchmarks import import_benchmark
from mathscale_core.pipeline.questions import import_questions
from mathscale_core.pipeline.seeds import import_seeds
from mathscale_core.pipeline.uploads import drop_upload, keep_upload
from mathscale_core.records import Progress, Rejected
from mathscale_core.views.imports import (
    FIELDS,
    IGNORE,
    KINDS,
    ImportPreview,
    Kind,
    forms_of,
    preview_import,
    rejected_csv,
)
from mathscale_core.views.text import counted, to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.loading import loading
from pages.parts.look import WORDS
from pages.parts.problem import concept_badges, problem_card
from pages.parts.wording import worded

#: What a file becomes: word of one row, word for the choice, explanation.
BECOMES: dict[Kind, tuple[str, str, str]] = {
    "seeds": ("seed", "Seed questions", WORDS["seed"]),
    "questions": (
        "question", "Finished questions",
        "Question-answer sets made elsewhere. They wait in the bank for checks and review, and are never seeds.",
    ),
    "tests": ("test item", "Test items", WORDS["test item"]),
}  # fmt: skip
_COMMAND = {"seeds": "seeds import", "questions": "questions import", "tests": "bench import"}
_CARDS = 3
_CELL = 70
_NOT_READ = ""


def import_panel(space: Workspace) -> None:
    """The whole way from a file to what became of it."""
    _outcome(space)
    kind = _kind()
    turn = st.session_state.setdefault("upload-turn", 0)
    sent = st.file_uploader(
        "File", type=["csv", "tsv", "json", "jsonl", "parquet"], key=f"upload-{turn}",
        help="GSM8K and MwpBench rows are known by their look; other files by their columns.",
    )  # fmt: skip
    st.caption(
        "CSV, TSV, JSON (one array, or one object a line), Parquet; text in UTF-8, at most "
        f"{st.get_option('server.maxUploadSize')} MB. A larger file is marked red and not sent; it comes in by the "
        f"command line: `mathscale {_COMMAND[kind]} FILE`."
    )
    before = st.session_state.get("upload-path")
    if sent is None:
        if before:
            drop_upload(space, Path(st.session_state.pop("upload-path")))
        return
    path = keep_upload(space, str(sent.file_id), sent.name, sent.getbuffer())
    if before and before != str(path):
        drop_upload(space, Path(before))
    st.session_state["upload-path"] = str(path)
    import_file(space, path, kind)


def import_file(space: Workspace, path: Path, kind: Kind) -> None:
    """From a file to its import: form, columns, what will be imported, and the button."""
    source, form, licence, label = _settings(path, kind)
    guessed = preview(space, path, kind, form, None, source)
    columns = _columns(path, kind, guessed) if kind != "tests" else None
    as_guessed = columns is None or columns == guessed.mapping
    shown = guessed if as_guessed else preview(space, path, kind, form, columns, source)
    with st.container(border=True):
        st.markdown("**This is what will be imported**")
        if shown.problem:
            st.warning(to_markdown(shown.problem.message), icon=":material/rule:")
            st.caption("Say above which column is the question, or choose another form.")
            return
        _counts(shown)
        for record in shown.shown[:_CARDS]:
            with st.container(border=True):
                concept_badges(record.topics, record.kps, record.level, in_list=True)
                problem_card(record.question, record.solution, record.answer, open_solution=False)
        if shown.rejected:
            _refused(shown.rejected, shown.rejected_count)
        if not shown.new and shown.complete:
            st.info("Nothing of this file is new here." if shown.read else "The file has no rows.")
            return
        word = BECOMES[kind][0]
        what = counted(shown.new, word) if shown.complete else f"the {word}s of the whole file"
        if st.button(worded(f"Import {what}"), type="primary", icon=":material/upload_file:", key="import"):
            settings = {"source": source, "form": form, "licence": licence, "label": label}
            st.session_state["import-outcome"] = (space.root, run_import(space, path, kind, columns, settings))
            drop_upload(space, path)
            for gone in ("upload-path", "previews"):
                st.session_state.pop(gone, None)
            st.session_state["upload-turn"] = st.session_state.get("upload-turn", 0) + 1
            st.rerun()


def run_import(
    space: Workspace, path: Path, kind: Kind, columns: Mapping[str, str] | None, settings: Mapping[str, str]
) -> dict[str, Any]:
    """Import the file and say what became of it: kind, file, read, imported, duplicates, rejected, more (sentences).

    Raises:
        MathScaleError: What the import raises; nothing was imported.
    """
    bar = st.progress(0.0, "Importing …")

    def report(progress: Progress) -> None:
        bar.progress(min(progress.done / max(progress.total, 1), 1.0), f"{progress.done:,} of {progress.total:,} rows")

    form, source = settings.get("form", ""), settings.get("source", "")
    common = {"kind": kind, "file": path.name}
    if kind == "seeds":
        done = import_seeds(space, path, form, source=source, columns=columns, report=report)
        more = [worded("Seeds without concepts wait for extraction.")]
        counts = {"read": done.read, "imported": done.imported, "duplicates": done.duplicates}
        return common | counts | _refusals(path, done.rejected) | {"more": more}
    if kind == "questions":
        staged = import_questions(
            space, path, form, source=source, licence=settings.get("licence", ""), columns=columns,
            label="none" if settings.get("label") == "none" else "offline", report=report,
        )  # fmt: skip
        more = [worded(f"With topics and KPs: {staged.labelled:,}; without: {staged.unlabelled:,}.")]
        counts = {"read": staged.read, "imported": staged.imported, "duplicates": staged.duplicates}
        return common | counts | _refusals(path, staged.rejected) | {"more": more}
    items = import_benchmark(space, path, form, dataset=source)
    more = [worded(f"Seeds withdrawn because they ask the same: {len(items.withdrawn_seeds):,}.")]
    counts = {"read": items.read, "imported": items.imported, "duplicates": items.known}
    return common | counts | _refusals(path, items.rejected) | {"more": more}


def _refusals(path: Path, rejected: tuple[Rejected, ...]) -> dict[str, Any]:
    """The refused rows while the file is there, as a table to download later."""
    return {"rejected": rejected, "table": rejected_csv(path, rejected)}


def preview(
    space: Workspace, path: Path, kind: Kind, form: str, columns: Mapping[str, str] | None, source: str
) -> ImportPreview:
    """What the import would be; read once for each way of reading it, anew after an import."""
    asked = (str(path), kind, form, None if columns is None else tuple(columns.items()), source)
    known = st.session_state.setdefault("previews", {})
    if asked not in known:
        if len(known) > 8:
            known.clear()
        with loading("Reading the file"):
            known[asked] = preview_import(space, path, kind, form, columns=columns, source=source)
    found: ImportPreview = known[asked]
    return found


def _kind() -> Kind:
    asked = st.query_params.get("into", "seeds")

    def chosen() -> None:
        st.query_params["into"] = st.session_state["into-choice"]

    st.session_state["into-choice"] = asked if asked in KINDS else "seeds"
    chosen_kind = st.segmented_control(
        "What the rows become", list(KINDS), key="into-choice", on_change=chosen, required=True,
        format_func=lambda k: worded(BECOMES[k][1]),
    )  # fmt: skip
    kind: Kind = chosen_kind or "seeds"
    st.caption(worded(BECOMES[kind][2]))
    return kind


def _settings(path: Path, kind: Kind) -> tuple[str, str, str, str]:
    """Source, form, licence and who labels."""
    places = st.columns(3 if kind != "questions" else 4, vertical_alignment="bottom")
    source = str(
        places[0].text_input(
            "Data set" if kind == "tests" else "Source", key=f"source-{path.parent.name}", placeholder=path.stem,
            max_chars=80, help="Name of the data set. What you say of its columns is kept for its next file.",
        )
    ).strip()  # fmt: skip
    form = str(
        places[1].selectbox(
            "Form", ["", *forms_of(kind)], key=f"form-{kind}", format_func=lambda f: f or "by its look",
            help="How the rows are written.",
        )
    )  # fmt: skip
    if kind != "questions":
        return source, form, "", ""
    licence = str(places[2].text_input("Licence", key="licence", max_chars=80, placeholder="of rows that name none"))
    label = places[3].selectbox(
        worded("Topics and KPs"), ["offline", "none"], key="label",
        format_func=lambda w: worded("by the offline tagger") if w == "offline" else "leave them without",
        help=worded("For rows that carry none. The tagger is no language model and abstains where it is not certain."),
    )  # fmt: skip
    return source, form, licence.strip(), str(label)


def _columns(path: Path, kind: Kind, guessed: ImportPreview) -> dict[str, str] | None:
    """Which column is read as what; None where the form says so itself."""
    if guessed.form in {"gsm8k", "mwpbench"} and not guessed.problem:
        name = {"gsm8k": "GSM8K", "mwpbench": "MwpBench"}[guessed.form]
        st.caption(f"Read as {name} rows: question and answer are where they are published.")
        return None
    note = " As for the last file of this source." if guessed.remembered else ""
    st.markdown(f"**Columns**{note}")
    mapping: dict[str, str] = {}
    for number, column in enumerate(guessed.columns):
        first, second, third = st.columns([2, 5, 2], vertical_alignment="center")
        first.markdown(to_markdown(column.name))
        second.text(" · ".join(_short(sample) for sample in column.samples) or "always empty")
        options = [_NOT_READ, *FIELDS]
        chosen = third.selectbox(
            column.name, options, index=options.index("" if column.field == IGNORE else column.field),
            key=f"column-{path.parent.name}-{kind}-{guessed.form}-{number}", label_visibility="collapsed",
            format_func=lambda f: f or "not read",
        )  # fmt: skip
        if chosen:
            mapping[column.name] = chosen
        elif column.name in FIELDS or column.name == "license":
            mapping[column.name] = IGNORE
    return mapping


def _short(cell: str) -> str:
    """A cell as it stands in the file, on one line."""
    line = " ".join(cell.split())
    return line if len(line) <= _CELL else f"{line[: _CELL - 1]}…"


def _counts(shown: ImportPreview) -> None:
    facts = st.columns(4)
    facts[0].metric("Rows" if shown.complete else "First rows", f"{shown.read:,}")
    facts[1].metric("New", f"{shown.new:,}")
    facts[2].metric("Here already", f"{shown.duplicates:,}", help="The same question is here, or twice in the file.")
    facts[3].metric("Refused", f"{shown.rejected_count:,}")
    if not shown.complete:
        st.caption("The file is large: only its beginning was read for this. The import reads all of it.")


def _refused(rejected: tuple[Rejected, ...], count: int) -> None:
    with st.expander(f"{counted(count, 'row')} will be refused"):
        for row in rejected[:10]:
            st.text(f"Line {row.line}: {row.reason}")
        if count > 10:
            st.caption("The whole list can be downloaded after the import.")


def _outcome(space: Workspace) -> None:
    """What became of this workspace's last import, until it is put away."""
    root, outcome = st.session_state.get("import-outcome", (None, {}))
    if root != space.root:
        return
    word = BECOMES[outcome["kind"]][0]
    with st.container(border=True, key="import-outcome-box"):
        st.success(
            worded(f"{counted(outcome['imported'], word)} imported from {{file}}.", file=to_markdown(outcome["file"])),
            icon=":material/check_circle:",
        )
        rejected = outcome["rejected"]
        st.markdown(
            f"{counted(outcome['read'], 'row')} = {outcome['imported']:,} imported + {outcome['duplicates']:,} here "
            f"already + {len(rejected):,} refused. {' '.join(outcome['more'])}"
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            if rejected:
                st.download_button(
                    f"Download the {len(rejected):,} refused", outcome["table"], "refused.csv", "text/csv",
                    on_click="ignore", icon=":material/download:", key="refused",
                )  # fmt: skip
            if outcome["kind"] == "questions":
                st.page_link("questions.py", label="Open the bank", icon=":material/quiz:")
            if st.button("Put away", type="tertiary", key="put-away"):
                del st.session_state["import-outcome"]
                st.rerun()
