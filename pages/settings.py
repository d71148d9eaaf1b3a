"""Settings: the person, endpoints, prompts, the cleaning threshold, workspaces and health."""

import streamlit as st

from mathscale_core.views import settings
from mathscale_core.views.text import to_plain
from mathscale_core.workspace import Workspace
from pages.parts import serving
from pages.parts.address import note, said, show
from pages.parts.charts import lines
from pages.parts.endpoints import endpoint_section
from pages.parts.loading import loading
from pages.parts.look import Colour
from pages.parts.roles import ROLES, work_as
from pages.parts.shell import clear_errors, head, workspace
from pages.parts.wording import kind_word, meaning, worded
from pages.parts.workspaces import workspace_section

HEALTH: dict[str, tuple[str, Colour, str]] = {
    "ok": (":material/check_circle:", "green", "works"),
    "degraded": (":material/warning:", "yellow", "works, but needs a look"),
    "error": (":material/error:", "red", "does not work"),
}


def person_section(space: Workspace) -> None:
    """Who acts, and how the workspace is seen at first."""
    with st.form("person", width=520):
        name = st.text_input(
            "Name",
            space.settings.person,
            max_chars=80,
            help=worded("Stands beside every edit, verdict and release from now on."),
        )
        roles = list(ROLES)
        role = st.selectbox(
            "Working as", roles, roles.index(space.settings.working_as), format_func=str.capitalize,
            help="How this workspace is seen when one comes to it. It can be changed on every page for a visit.",
        )  # fmt: skip
        if st.form_submit_button("Save", type="primary", icon=":material/save:"):
            space.set_all({"person": name.strip(), "working_as": role})
            work_as(role)
            st.rerun()
    said = "  \n".join(f"{role.icon} **{name.capitalize()}**: {role.what}" for name, role in ROLES.items())
    st.markdown(worded(said))


def prompt_section(_: Workspace) -> None:
    """The prompts that ship, to read."""
    st.caption("Name and content hash are a prompt's version; every reply keeps the version it was asked with.")
    for prompt in settings.prompts():
        with st.expander(f"{prompt.name} · `{prompt.version}`", icon=":material/notes:"):
            st.code(prompt.text, language=None, wrap_lines=True)


def cleaning_section(space: Workspace) -> None:
    """How many seeds a concept must have, with what each threshold keeps."""
    present = space.settings.minimum_seeds
    minimum = st.number_input(
        worded("Fewest seeds of a concept"), 1, 1000, present, key="minimum", help=meaning("cleaning"), width=220
    )
    with loading("Trying thresholds"):
        effects = settings.cleaning_effects(space, int(minimum))
    rows = [
        {
            worded("fewest seeds"): f"{e.minimum}{' (now)' if e.present else ''}", "topics kept": e.topics,
            worded("KPs kept"): e.kps, "topics left out": e.topics_dropped, worded("KPs left out"): e.kps_dropped,
        }
        for e in effects
    ]  # fmt: skip
    table, chart = st.columns([3, 2], gap="large")
    table.dataframe(rows, hide_index=True, width="stretch")
    with chart:
        kept = {worded("topics kept"): [e.topics for e in effects], worded("KPs kept"): [e.kps for e in effects]}
        lines([e.minimum for e in effects], kept, (worded("fewest seeds"), worded("concepts")), "cleaning")
    if minimum != present and st.button(f"Use {minimum}", type="primary", icon=":material/check:", key="clean"):
        space.set("minimum_seeds", str(minimum))
        st.rerun()
    out = settings.left_out(space)
    if out:
        with st.expander(worded(f"Left out now: the {len(out)} with most seeds"), icon=":material/filter_alt:"):
            shown = [{"name": to_plain(name), "kind": kind_word(kind), worded("seeds"): n} for name, kind, n in out]
            st.dataframe(shown, hide_index=True, width="content")
    st.caption(
        "Nothing is deleted: a lower threshold brings concepts back, and on Explore a curator restores single ones."
    )


def health_section(_: Workspace) -> None:
    """What /healthz says."""
    with loading("Asking how it is"):
        health = serving.health()
    icon, colour, word = HEALTH.get(str(health["status"]), HEALTH["error"])
    st.badge(word, icon=icon, color=colour)
    names = {"database_bytes": "database", "free_disk_bytes": "free space on the disk"}
    rows = [
        {"what": names.get(k, k.replace("_", " ")), "is": settings.size(v) if k in names else moment(v)}
        for k, v in health.items()
        if k != "status" and v != ""
    ]
    st.dataframe(rows, hide_index=True, width=620, column_config={"what": st.column_config.TextColumn(width=180)})
    st.caption("The same for machines: `/healthz`, or `mathscale health`.")


def moment(value: object) -> str:
    """A fact as text; a time to the second."""
    text = "unknown" if value is None else str(value)
    return f"{text[:10]} {text[11:19]} UTC" if text[10:11] == "T" and text.endswith("+00:00") else text


SECTIONS = {
    "Person": person_section,
    "Endpoints": endpoint_section,
    "Prompts": prompt_section,
    "Cleaning": cleaning_section,
    "Workspaces": workspace_section,
    "Health": health_section,
}

head("Settings", "Who works here, which models serve, and how the workspace is kept.")
asked = said("section").capitalize()
section = st.segmented_control(
    "Section", list(SECTIONS), key=show("section", asked if asked in SECTIONS else "Person"), required=True,
    format_func=worded, on_change=note, args=("section", "section", "Person"), label_visibility="collapsed",
)  # fmt: skip
with clear_errors():
    SECTIONS[section or "Person"](workspace())
