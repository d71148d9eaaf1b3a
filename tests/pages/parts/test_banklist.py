"""The list of the bank turns its pages in the address; too much is no download."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from mathscale_core.testing.workspaces import small_workspace
from tests.pages.apps import words
from tests.pipeline.test_verify import add, question


def _script(most: int) -> None:
    import streamlit as st

    from mathscale_core.views import bank
    from pages.parts.banklist import download, turn_page

    space = st.session_state["workspace"]
    wanted = bank.read_filter(space, {})
    found = bank.page_of(space, wanted, int(st.query_params.get("page", "1")))
    download(space, wanted, most, more=False)
    turn_page(found)
    st.text(f"page {found.page} of {found.pages}")


def test_a_page_has_an_address_and_a_download_a_bound(tmp_path: Path) -> None:
    """One page needs no turning; more than the bound leads to a release."""
    workspace = small_workspace(tmp_path)
    add(workspace, *(question(n) for n in range(60)))
    app = AppTest.from_function(_script, default_timeout=30, args=(60,))
    app.session_state["workspace"] = workspace
    app.query_params["page"] = "2"
    app.run()
    assert not app.exception
    assert app.text[0].value == "page 2 of 2"
    assert "make a release" not in words(app)
    app = AppTest.from_function(_script, default_timeout=30, args=(50_001,))
    app.session_state["workspace"] = workspace
    assert "make a release and use" in words(app.run())
    workspace.close()
