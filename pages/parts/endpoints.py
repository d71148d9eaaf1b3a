"""Endpoints on screen: the list with test, default and removal, and the form that adds or changes one.

Keys never come here: a form holds the name of the variable that has the key, and the page says whether it is set.
"""

from dataclasses import replace

import streamlit as st

from mathscale_core.errors import MathScaleError
from mathscale_core.pipeline import endpoints as registry
from mathscale_core.records import Endpoint
from mathscale_core.views.text import to_markdown
from mathscale_core.workspace import Workspace
from pages.parts.loading import loading
from pages.parts.look import Colour
from pages.parts.shell import show_error
from pages.parts.wording import meaning, worded

STRUCTURED = ("auto", "json_schema", "json_object", "none")
_KEY: dict[str, tuple[str, Colour, str]] = {
    "set": (":material/key:", "green", "is set"),
    "missing": (":material/key_off:", "red", "is not set"),
    "none": (":material/lock_open:", "gray", "no key needed"),
}
_WELL_KNOWN = (
    "OpenAI https://api.openai.com/v1 · Ollama http://127.0.0.1:11434/v1 · vLLM and transformers serve "
    "http://127.0.0.1:8000/v1 · llama.cpp http://127.0.0.1:8080/v1"
)


def endpoint_section(space: Workspace) -> None:
    """Everything about endpoints."""
    endpoints, default = registry.list_endpoints(space), registry.default_endpoint(space)
    st.markdown(
        worded(
            "An endpoint is a server of models that speaks OpenAI's protocol, on this machine or elsewhere. Without "
            "one the **offline provider** serves: a tagger and problem families, no language model."
        )
    )
    if not endpoints:
        st.info(
            worded("No endpoint yet. Add one below; until then everything runs offline."), icon=":material/cloud_off:"
        )
    for endpoint in endpoints:
        endpoint_card(space, endpoint, is_default=endpoint.name == default)
    if default and st.button(
        worded("Make the offline provider the default"), icon=":material/cloud_off:", key="offline"
    ):
        registry.set_default(space, None)
        st.rerun()
    wanted = st.query_params.get("endpoint", "")
    edited = next((e for e in endpoints if e.name == wanted), None)
    endpoint_form(space, edited, first=not endpoints)


def endpoint_card(space: Workspace, endpoint: Endpoint, *, is_default: bool) -> None:
    """One endpoint: what it is, whether its key is there, and what can be done with it."""
    name = endpoint.name
    with st.container(border=True, key=f"endpoint-{name}", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{to_markdown(name)}** · {to_markdown(endpoint.model)}", width="content")
            if is_default:
                st.badge("default", icon=":material/star:", color="blue")
            icon, colour, word = _KEY[registry.key_state(space, endpoint)]
            st.badge(f"{to_markdown(endpoint.key_env)} {word}".strip(), icon=icon, color=colour)
        st.caption(f"{to_markdown(endpoint.base_url)} · {facts(endpoint)}")
        with st.container(horizontal=True, gap="small"):
            tested = st.button(
                "Test", icon=":material/network_check:", key=f"test-{name}", help="Sends one small real request."
            )
            if st.button("Change", icon=":material/edit:", key=f"change-{name}"):
                st.query_params["endpoint"] = name
                st.rerun()
            if not is_default and st.button("Make default", icon=":material/star:", key=f"default-{name}"):
                registry.set_default(space, name)
                st.rerun()
            with st.popover("Remove", icon=":material/delete:"):
                st.markdown(f"Remove **{to_markdown(name)}**? What it has written stays.")
                if st.button("Yes, remove it", key=f"remove-{name}", type="primary"):
                    registry.remove_endpoint(space, name)
                    st.query_params.pop("endpoint", None)
                    st.rerun()
        if tested:
            show_test(space, endpoint)


def facts(endpoint: Endpoint) -> str:
    """Limits and prices in a line."""
    said = [f"{endpoint.concurrency} at once"]
    said += [f"{endpoint.requests_per_minute:,} requests a minute"] if endpoint.requests_per_minute else []
    said += [f"{endpoint.tokens_per_minute:,} tokens a minute"] if endpoint.tokens_per_minute else []
    price = "price unknown"
    if endpoint.input_price is not None and endpoint.output_price is not None:
        currency = to_markdown(endpoint.currency)
        price = f"{endpoint.input_price:g} in, {endpoint.output_price:g} out {currency} a million tokens"
    return " · ".join([*said, price])


def show_test(space: Workspace, endpoint: Endpoint) -> None:
    """One real request: latency, structured output and reply, or the server's own words."""
    try:
        with loading(f"Asking “{to_markdown(endpoint.name)}”, at most {endpoint.timeout:g} s"):
            result = registry.test_endpoint(space, endpoint.name)
    except MathScaleError as error:
        show_error(error)
        return
    if result.ok:
        st.success("It answers, and the answer can be read.", icon=":material/check_circle:")
    else:
        st.warning("It answers, but not what it was asked for.", icon=":material/help:")
    with st.container(horizontal=True, gap="large"):
        st.metric("Latency", f"{result.seconds:.2f} s", width="content")
        st.metric("Structured output", result.structured, help=meaning("structured output"), width="content")
        st.metric(
            "Tokens", f"{result.tokens:,}" if result.tokens else "not said", help=meaning("token"), width="content"
        )
        st.metric("Requests sent", result.requests, width="content")
    for note in result.notes:
        st.caption(f":material/info: {to_markdown(note)}")
    st.caption("Reply" + (f" of {to_markdown(result.model)}" if result.model else ""))
    st.text(result.reply or "(empty)")


def endpoint_form(space: Workspace, edited: Endpoint | None, *, first: bool) -> None:
    """Add an endpoint, or change the one that the address names."""
    old = edited or Endpoint("", "", "")
    key = f"edit-{edited.name}" if edited else "new"
    title = f"Change {to_markdown(edited.name)}" if edited else worded("Add an endpoint")
    expanded = first or edited is not None
    with st.expander(title, expanded=expanded), st.form(f"form-{key}", border=False):
        a, b = st.columns(2)
        name = a.text_input(
            "Name", old.name, key=f"{key}-name", disabled=edited is not None, help="Yours, such as local."
        )
        model = b.text_input("Model", old.model, key=f"{key}-model", help="The name by which the server knows it.")
        base_url = a.text_input(
            "Address", old.base_url, key=f"{key}-url", help=_WELL_KNOWN, placeholder="http://127.0.0.1:8000/v1"
        )
        key_env = b.text_input(
            "Variable of the key", old.key_env, key=f"{key}-env", placeholder="OPENAI_API_KEY",
            help="Name of the environment variable that holds the key, never the key. Set it before the app starts; "
            "leave this empty where no key is needed.",
        )  # fmt: skip
        named = replace(old, name=name.strip(), base_url=base_url.strip(), model=model.strip(), key_env=key_env.strip())
        changed = limits(named, key)
        default = st.checkbox("Use it wherever nobody is named", key=f"{key}-default")
        with st.container(horizontal=True):
            saved = st.form_submit_button("Save", type="primary", icon=":material/save:")
            left = edited is not None and st.form_submit_button("Leave as it was")
    if saved:
        registry.save_endpoint(space, changed, default=default)
        st.toast(f"{to_markdown(changed.name)} is saved.")
    if saved or left:
        st.query_params.pop("endpoint", None)
        st.rerun()


def limits(old: Endpoint, key: str) -> Endpoint:
    """The fields that most leave as they are."""
    a, b, c, d = st.columns(4)
    at_once = a.number_input(
        "Requests at once", 1, 512, old.concurrency, key=f"{key}-at-once", help="How many are under way together."
    )
    requests = b.number_input(
        "Requests a minute", 0, 10_000_000, old.requests_per_minute, key=f"{key}-rpm", help="0: no limit."
    )
    tokens = c.number_input(
        "Tokens a minute", 0, 1_000_000_000, old.tokens_per_minute, key=f"{key}-tpm", help="0: no limit."
    )
    timeout = d.number_input(
        "Timeout, seconds", 1.0, 3600.0, old.timeout, key=f"{key}-timeout", help="Until one request is given up."
    )
    retries = a.number_input(
        "Retries", 0, 20, old.retries, key=f"{key}-retries", help="How often a failed request is sent again."
    )
    most = b.number_input(
        "Most tokens of a reply", 1, 200_000, old.max_tokens, key=f"{key}-most", help=meaning("token")
    )
    structured = c.selectbox(
        "Structured output", STRUCTURED, STRUCTURED.index(old.structured), key=f"{key}-structured",
        help=meaning("structured output") + " auto: the best that the server takes.",
    )  # fmt: skip
    currency = d.text_input("Currency", old.currency, key=f"{key}-currency")
    price = "Of a million tokens; empty where unknown. Costs are then unknown too, and never guessed."
    into = a.number_input(
        "Price in", 0.0, 1e6, old.input_price, key=f"{key}-in", placeholder="unknown", format="%g", help=price
    )
    out = b.number_input(
        "Price out", 0.0, 1e6, old.output_price, key=f"{key}-out", placeholder="unknown", format="%g", help=price
    )
    return replace(
        old, concurrency=at_once, requests_per_minute=requests, tokens_per_minute=tokens, timeout=timeout,
        retries=retries, max_tokens=most, structured=structured, currency=currency.strip(), input_price=into,
        output_price=out,
    )  # fmt: skip
