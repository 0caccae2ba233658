"""Lists in pages, by the `Marker` of the EMR API or the `NextToken` of others."""

from typing import Any

from .errors import AwsError, invalid_request

Json = dict[str, Any]

# AWS says so of ListClusters; of Studios and mappings it is our reading.
PAGE = 50
# The most that the Identity Store gives in one page; that it gives as many by default is our reading.
_LARGEST_PAGE = 100


def page_of(name: str, items: list[Json], request: Json) -> Json:
    """The page that the request's marker asks for."""
    marker = request.get("Marker", "0")
    if not marker.isdigit():
        raise invalid_request("Marker is not valid.")
    return _page(name, items, start=int(marker), size=PAGE, more="Marker")


def token_page_of(name: str, items: list[Json], request: Json) -> Json:
    """The page that the request's token asks for, as long as it says."""
    token = request.get("NextToken", "0")
    if not token.isdigit():
        raise AwsError("ValidationException", "NextToken is not valid.")
    size = request.get("MaxResults", _LARGEST_PAGE)
    return _page(name, items, start=int(token), size=size, more="NextToken")


def _page(name: str, items: list[Json], *, start: int, size: int, more: str) -> Json:
    answer: Json = {name: items[start : start + size]}
    if start + size < len(items):
        answer[more] = str(start + size)
    return answer
