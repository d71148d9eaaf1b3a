"""Who writes: the offline provider, which is no language model, or one of the endpoints."""

import streamlit as st

from mathscale_core.pipeline.endpoints import default_endpoint, key_state, list_endpoints
from mathscale_core.records import Endpoint
from mathscale_core.views.text import to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.address import said, show
from pages.parts.wording import meaning, worded

OFFLINE = "offline"


def provider_select(space: Workspace, key: str = "provider") -> Endpoint | None:
    """Choose who writes; the choice stands in the address. None is the offline provider."""
    known = {e.name: e for e in list_endpoints(space)}
    names = [OFFLINE, *known]
    asked = said(key, default_endpoint(space) or OFFLINE)
    show(key, asked if asked in names else OFFLINE)
    if asked not in names:
        st.warning(worded(f"There is no endpoint “{to_markdown(asked)}” any more; the offline provider is chosen."))

    def chosen() -> None:
        st.query_params[key] = st.session_state[key]

    name = st.selectbox(
        worded("Provider"), names, key=key, on_change=chosen, help=meaning("provider"),
        format_func=lambda n: provider_name(known.get(n)),
    )  # fmt: skip
    endpoint = known.get(name)
    _say_more(space, endpoint)
    return endpoint


def provider_name(endpoint: Endpoint | None) -> str:
    """The provider in a few words, as plain text."""
    return f"{endpoint.name} · {endpoint.model}" if endpoint else "offline (no language model)"


def by(endpoint: Endpoint | None) -> str:
    """The end of a button's label: who does it; safe in Markdown.

    >>> by(None)
    'offline (no language model)'
    >>> by(Endpoint("local", "http://127.0.0.1:8000/v1", "qwen"))
    'with local · qwen'
    """
    return f"with {to_markdown(provider_name(endpoint))}" if endpoint else provider_name(None)


def money(amount: float | None, currency: str) -> str:
    r"""An amount for people; safe in Markdown.

    >>> money(3.4, "USD"), money(0.00123, "EUR"), money(None, "USD")
    ('\\$3.40', '0.0012 EUR', 'price unknown')
    """
    if amount is None:
        return "price unknown"
    number = f"{amount:,.2f}" if amount >= 1 or amount == 0 else f"{amount:.2g}"
    return f"\\${number}" if currency == "USD" else f"{number} {to_markdown(currency)}".strip()


def _say_more(space: Workspace, endpoint: Endpoint | None) -> None:
    if endpoint is None:
        st.caption(worded("Questions of the nearest problem family, free. For a language model add an endpoint:"))
        st.page_link(
            "settings.py", label=worded("Endpoints"), icon=":material/settings:", query_params={"section": "Endpoints"}
        )
        return
    prices = "price unknown"
    if endpoint.input_price is not None and endpoint.output_price is not None:
        each = (money(endpoint.input_price, endpoint.currency), money(endpoint.output_price, endpoint.currency))
        prices = f"{each[0]} a million prompt tokens, {each[1]} a million reply tokens"
    st.caption(f"{to_markdown(endpoint.base_url)} · {prices}")
    if key_state(space, endpoint) == "missing":
        st.warning(
            f"The variable {to_markdown(endpoint.key_env)} is not set, so it will refuse.", icon=":material/key_off:"
        )
