"""The picture of a Studio: people, roles, notebooks and compute; and its network with the ports between groups."""

from emr_studio_constructs.review.access import AccessMatrix
from emr_studio_constructs.review.encryption import Encryption
from emr_studio_constructs.review.network import Network
from emr_studio_constructs.review.studio import ReviewedStudio

from .network import draw_network, paths_in_words
from .overview import draw_overview, overview_of
from .svg import GAP, STYLE, Drawing

__all__ = ["STYLE", "picture_of"]


def picture_of(studio: ReviewedStudio, *, access: AccessMatrix, network: Network, encryption: Encryption) -> str:
    """The picture of a Studio as SVG, in a page or alone; it is dark or light as the reader likes it.

    Args:
        studio: The Studio.
        access: Who may do what in it.
        network: Where it is, and who reaches whom.
        encryption: Where it saves notebooks, and by which key.
    """
    columns = overview_of(studio, access, encryption)
    cards = [f"{heading.capitalize()}: {'; '.join(map(str, cards))}." for heading, cards in columns.items() if cards]
    drawing = Drawing(title=f"Architecture of {studio.name}", description=" ".join([*cards, *paths_in_words(network)]))
    draw_network(drawing, network, draw_overview(drawing, columns) + 2 * GAP)
    return drawing.svg()
