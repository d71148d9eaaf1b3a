"""Choosing who writes: prices and missing keys are said before anything is sent."""

from dataclasses import replace
from pathlib import Path

from mathscale_core.pipeline.endpoints import save_endpoint
from mathscale_core.pipeline.mixes import keep_many
from mathscale_core.records import Endpoint
from mathscale_core.testing.workspaces import small_workspace
from mathscale_core.workspace import Workspace
from pages.parts.provider import by, money, provider_name
from tests.pages.apps import open_page, words

REMOTE = Endpoint("remote", "https://models.example/v1", "large*", key_env="MODEL_KEY")


def page_with(tmp_path: Path, endpoint: Endpoint) -> str:
    workspace: Workspace = small_workspace(tmp_path)
    keep_many(workspace, "one", 3, 0)
    save_endpoint(workspace, endpoint, default=True)
    app = open_page(workspace, "generate")
    assert not app.exception
    assert app.selectbox(key="provider").value == endpoint.name
    return words(app)


def test_nobody_is_the_offline_provider() -> None:
    """It says that it is no language model."""
    assert provider_name(None) == by(None) == "offline (no language model)"


def test_an_endpoint_is_named_with_its_model() -> None:
    """As plain text in a select, as Markdown on a button."""
    assert provider_name(REMOTE) == "remote · large*"
    assert by(REMOTE) == r"with remote · large\*"


def test_a_missing_key_and_an_unknown_price_are_said(tmp_path: Path) -> None:
    """The variable is named; nothing is guessed of the price."""
    said = page_with(tmp_path, REMOTE)
    assert r"MODEL\_KEY is not set" in said
    assert "price unknown" in said


def test_prices_are_said_a_million_tokens(tmp_path: Path) -> None:
    """Both of them."""
    said = page_with(tmp_path, replace(REMOTE, key_env="", input_price=0.15, output_price=0.6))
    assert r"\$0.15 a million prompt tokens, \$0.6 a million reply tokens" in said
    assert "is not set" not in said


def test_money_is_exact_enough_at_any_size() -> None:
    """Cents from one on, two digits below."""
    assert [money(a, "USD") for a in (1234.5, 0.0, 0.05)] == [r"\$1,234.50", r"\$0.00", r"\$0.05"]


def test_the_way_to_the_endpoints_opens_them(tmp_path: Path) -> None:
    """The link's section is one of Settings."""
    workspace = small_workspace(tmp_path)
    keep_many(workspace, "one", 3, 0)
    [link] = [e for e in open_page(workspace, "generate").get("page_link") if e.proto.label == "Endpoints"]
    assert link.proto.query_string == "section=Endpoints"
