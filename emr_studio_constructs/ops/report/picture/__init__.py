"""The picture of a Studio: people, roles, notebooks and compute; and its network with the ports between groups."""

from emr_studio_constructs.review.access import AccessMatrix, access_of
from emr_studio_constructs.review.encryption_reading import encryption_of
from emr_studio_constructs.review.network_reading import network_of
from emr_studio_constructs.review.studio import ReviewedStudio

from .network import draw_network, paths_in_words
from .overview import draw_overview, overview_of
from .svg import GAP, STYLE, Drawing

__all__ = ["STYLE", "picture_of"]


def picture_of(studio: ReviewedStudio, access: AccessMatrix | None = None) -> str:
    """The picture of a Studio as SVG, in a page or alone; it is dark or light as the reader likes it.

    Args:
        studio: The Studio.
        access: Who may do what in it. Default: it is evaluated.
    """
    columns = overview_of(studio, access or access_of(studio), encryption_of(studio))
    network = network_of(studio)
    cards = [f"{heading.capitalize()}: {'; '.join(map(str, cards))}." for heading, cards in columns.items() if cards]
    drawing = Drawing(title=f"Architecture of {studio.name}", description=" ".join([*cards, *paths_in_words(network)]))
    draw_network(drawing, network, draw_overview(drawing, columns) + 2 * GAP)
    return drawing.svg()
