"""Commands on suggested twins: the list of them, and a decision on two or more concepts."""

import argparse
from typing import Any

from mathscale_core.cli.command import Arguments, Command, Result
from mathscale_core.errors import InputError
from mathscale_core.pipeline.asktwins import ask_twins, count_asking
from mathscale_core.pipeline.endpoints import provider_of
from mathscale_core.pipeline.suggest import decide, suggest
from mathscale_core.ports import Report
from mathscale_core.twins.precision import DECISIONS
from mathscale_core.views import suggestions
from mathscale_core.workspace import Workspace

_LISTED = 50


def _suggest_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--limit", type=int, default=_LISTED, help="how many pairs are listed, best first")
    parser.add_argument("--recompute", action="store_true", help="compute them anew for the graph as it stands")
    parser.add_argument(
        "--endpoint", metavar="NAME", help="ask this model about those that are listed, as one signal more"
    )
    parser.add_argument("--preview", action="store_true", help="say what asking would cost, and ask nobody")


def _suggest(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    if arguments.recompute or not workspace.store.suggestions.version():
        suggest(workspace, report)
    asked: dict[str, Any] = {}
    if arguments.endpoint or arguments.preview:
        endpoint = provider_of(workspace, arguments.endpoint)
        if endpoint is None:
            raise InputError(
                "The offline provider was to be asked about twins.", "a language model at an endpoint.",
                "Name one with --endpoint; see 'mathscale endpoints list'.",
            )  # fmt: skip
        asking = count_asking(workspace, endpoint, arguments.limit)
        asked = {"asking": {"pairs": asking.pairs, "tokens": asking.tokens, "cost": asking.cost,
                            "currency": asking.currency}}  # fmt: skip
        if not arguments.preview:
            done = ask_twins(workspace, endpoint, arguments.limit, report)
            asked["job"] = done.id
    counts = suggestions.counts(workspace)
    rows = [
        {
            "a": s.a.id, "b": s.b.id, "names": [s.a.name, s.b.name], "kind": s.twins.kind,
            "score": round(s.twins.score, 4), "signals": s.twins.signals.known(), "reason": s.reason,
        }
        for s in suggestions.listed(workspace, max(0, arguments.limit))
    ]  # fmt: skip
    return {"suggestions": rows, "left": counts.left, "decided": counts.decided, **asked}


def _said(result: Result) -> list[str]:
    """Each pair with its ids below it, ready for ``graph decide``."""
    lines = [f"suggestions  {len(result['suggestions']):,}"]
    for row in result["suggestions"]:
        lines.append(f"  {row['score']:.2f}  {' – '.join(row['names'])} ({row['kind']}): {row['reason']}")
        lines.append(f"        {row['a']} {row['b']}")
    lines += [f"left         {result['left']:,}", f"decided      {result['decided']:,}"]
    if asking := result.get("asking"):
        price = "price unknown" if asking["cost"] is None else f"{asking['cost']:.4f} {asking['currency']}"
        lines.append(f"asking       {asking['pairs']:,} pairs, about {asking['tokens']:,} tokens, {price}")
    return lines


def _decide_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("concepts", nargs="+", metavar="CONCEPT", help="two or more; the first stays, or is the parent")
    parser.add_argument("--as", dest="decision", choices=DECISIONS, required=True, help="what they are to each other")
    parser.add_argument("--reason", default="", help="why; what spoke for it without one")


def _decide(workspace: Workspace, arguments: Arguments, report: Report) -> Result:
    done = decide(workspace, arguments.concepts, arguments.decision, why=arguments.reason)
    return {"version": workspace.draft().graph.version, "events": list(done.events), "decision": done.id}


COMMANDS = (
    Command(
        ("graph", "suggest"), "pairs of concepts that may be one, for a person to decide", _suggest, _suggest_arguments,
        say=_said,
    ),
    Command(("graph", "decide"), "merge, relate or keep apart two or more concepts", _decide, _decide_arguments),
)  # fmt: skip
