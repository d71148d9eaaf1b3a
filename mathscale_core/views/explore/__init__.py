"""What Explore shows: concepts that a search finds, a neighbourhood, and all that is known of a concept or an edge."""

from mathscale_core.views.explore.concept import Panel, Related, panel, seeds_of, standing, tags_of, written_for
from mathscale_core.views.explore.edge import EdgePanel, edge, seeds_of_edge
from mathscale_core.views.explore.finding import Hit, find, found_of, search
from mathscale_core.views.explore.neighbourhood import Edge, Ego, Neighbour, Node, Wish, ego, neighbours
from mathscale_core.views.explore.own import dragged, starred, visited
from mathscale_core.views.explore.version import shown

__all__ = [
    "Edge",
    "EdgePanel",
    "Ego",
    "Hit",
    "Neighbour",
    "Node",
    "Panel",
    "Related",
    "Wish",
    "dragged",
    "edge",
    "ego",
    "find",
    "found_of",
    "neighbours",
    "panel",
    "search",
    "seeds_of",
    "seeds_of_edge",
    "shown",
    "standing",
    "starred",
    "tags_of",
    "visited",
    "written_for",
]  # fmt: skip
