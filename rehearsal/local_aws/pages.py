"""Lists in pages, by the `Marker` of the EMR API."""

from typing import Any

from .errors import invalid_request

# AWS says so of ListClusters; of Studios and mappings it is our reading.
PAGE = 50


def page_of(name: str, items: list[dict[str, Any]], request: dict[str, Any]) -> dict[str, Any]:
    """The page that the request's marker asks for."""
    marker = request.get("Marker", "0")
    if not marker.isdigit():
        raise invalid_request("Marker is not valid.")
    start = int(marker)
    answer: dict[str, Any] = {name: items[start : start + PAGE]}
    if start + PAGE < len(items):
        answer["Marker"] = str(start + PAGE)
    return answer
