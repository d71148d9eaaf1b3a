"""The bank under an address: filters, facets, concepts by all their names, downloads."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from mathscale_core.errors import InputError
from mathscale_core.pipeline.edits import apply_edits
from mathscale_core.pipeline.review import record_verdict
from mathscale_core.pipeline.verify import verify
from mathscale_core.seeds.rows import Row
from mathscale_core.testing.workspaces import fresh_workspace, small_workspace
from mathscale_core.views import bank
from mathscale_core.workspace import Workspace
from tests.pipeline.test_verify import add, question


def found(workspace: Workspace, **address: str) -> list[str]:
    rows = bank.page_of(workspace, bank.read_filter(workspace, address)).rows
    return [row["revision"].removeprefix("q_") for row in rows]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Four questions on the small graph, one of them planted."""
    made = small_workspace(tmp_path)
    add(
        made, question(1), replace(question(2, "imported"), level="high", dataset="gsm"), question(3, "planted"),
        replace(question(4), topics=("Fractions",), kps=()),
    )  # fmt: skip
    return made


def test_an_empty_bank_has_one_empty_page(tmp_path: Path) -> None:
    """Nothing is found, counted or offered."""
    empty = fresh_workspace(tmp_path)
    nothing = bank.read_filter(empty, {})
    assert bank.page_of(empty, nothing) == bank.BankPage([], 0, more=False, page=1, pages=1)
    assert bank.concept_options(empty, "topic") == []
    assert bank.unverified(empty) == 0
    assert set(bank.facet_counts(empty, nothing)) == {"checks", "source", "level", "format", "verdict", "dataset"}
    assert bank.download(empty, nothing, "jsonl") == b""


def test_an_address_is_read_as_filters(workspace: Workspace) -> None:
    """They combine; ``none`` is the empty value; what is not understood does not narrow."""
    assert found(workspace) == ["4", "2", "1"]
    assert found(workspace, level="high,none") == ["4", "2", "1"]
    assert found(workspace, level="high") == ["2"]
    assert found(workspace, level="none", source="generated") == ["4", "1"]
    assert found(workspace, source="planted") == ["3"]
    assert found(workspace, topic="Money", text="ada 1") == ["1"]
    assert found(workspace, level="nonsense", check="form=perhaps") == ["4", "2", "1"]
    verify(workspace)
    assert found(workspace, check="recompute=unknown", checks="unsure") == ["4", "2", "1"]
    record_verdict(workspace, "q_2", "reject")
    assert found(workspace, verdict="none") == ["4", "1"]
    assert found(workspace, verdict="reject,accept", dataset="gsm") == ["2"]


def test_pages_stay_within_what_there_is(workspace: Workspace) -> None:
    """A page beyond the last is the last; a count stops at its bound."""
    add(workspace, *(question(n) for n in range(100, 160)))
    nothing = bank.read_filter(workspace, {})
    last = bank.page_of(workspace, nothing, 99)
    assert (last.page, last.pages, len(last.rows), last.total, last.more) == (2, 2, 13, 63, False)
    assert bank.page_of(workspace, nothing, -3).page == 1
    assert bank.count(workspace, nothing, 10) == 11


def test_a_concept_is_found_by_all_its_names(workspace: Workspace) -> None:
    """After a rename and a merge the old names and the new lead to the same questions, and options are folded."""
    ids = {(c.kind, c.name): c.id for c in workspace.store.concepts.concepts()}
    assert bank.concept_options(workspace, "topic") == [("Money", 3), ("Fractions", 1)]
    apply_edits(
        workspace,
        [
            Row(1, {"kind": "rename", "concept": ids["topic", "Money"], "name": "Prices"}),
            Row(2, {"kind": "merge", "from": [ids["topic", "Fractions"]], "into": ids["topic", "Money"]}),
        ],
    )
    for name in ("Prices", "money", "Fractions"):
        assert found(workspace, topic=name) == ["4", "2", "1"]
    assert bank.concept_options(workspace, "topic") == [("Prices", 4)]
    assert bank.present_name(workspace, "topic", "Fractions") == "Prices"
    assert bank.names_of(workspace, "topic", "Unheard") == ("Unheard",)
    assert found(workspace, topic="Unheard") == []


def test_facets_are_counted_under_the_other_choices(workspace: Workspace) -> None:
    """A choice does not narrow its own numbers; planted ones are in no other number."""
    counts = bank.facet_counts(workspace, bank.read_filter(workspace, {"level": "high"}))
    assert counts["level"] == {"": 2, "high": 1}
    assert counts["source"] == {"imported": 1}
    assert counts["checks"] == {"unchecked": 1}
    assert bank.facet_counts(workspace, bank.read_filter(workspace, {"source": "planted"}))["level"] == {"": 1}


def test_what_is_unverified_is_counted_without_planted_ones(workspace: Workspace) -> None:
    """Also a failed one that lacks another check."""
    assert bank.unverified(workspace) == 3
    add(workspace, question(5, answer="8"))
    verify(workspace, ["final_answer"])
    assert workspace.store.questions.facts_of("q_5")["check_state"] == "failed"
    assert bank.unverified(workspace) == 4
    verify(workspace)
    assert bank.unverified(workspace) == 0


def test_a_download_holds_what_is_filtered(workspace: Workspace) -> None:
    """As JSON lines or CSV, with what machines and people say."""
    wanted = bank.read_filter(workspace, {"source": "imported"})
    (row,) = [json.loads(line) for line in bank.download(workspace, wanted, "jsonl").splitlines()]
    assert (row["id"], row["dataset"], row["check_state"], row["verdict"]) == ("q_2", "gsm", "unchecked", "")
    table = list(csv.DictReader(io.StringIO(bank.download(workspace, wanted, "csv").decode("utf-8-sig"))))
    assert [r["id"] for r in table] == ["q_2"]


def test_a_download_has_a_bound(workspace: Workspace) -> None:
    """Beyond it a release and the command line serve."""
    with pytest.raises(InputError, match="More than 2 questions"):
        bank.download(workspace, bank.read_filter(workspace, {}), "jsonl", most=2)


def test_choices_are_those_of_the_workspace(workspace: Workspace) -> None:
    """Releases and "in none", data sets, and every check with each of its states."""
    offered = bank.choices(workspace)
    assert (offered["release"], offered["dataset"]) == (["-"], ["gsm"])
    assert {"form=fail", "recompute=unknown"} <= set(offered["check"])
