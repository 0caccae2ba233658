"""What Service Catalog keeps, by id: portfolios, products, constraints, tag options."""

import secrets
from collections.abc import Iterator
from typing import Any

from .emulator.request import account, account_and_region_store, region
from .errors import AwsError

Json = dict[str, Any]

_things = account_and_region_store()


def keep(kind: str, thing: Json) -> Json:
    """A thing with an id of its own, `kind` and letters; it is kept until it is dropped."""
    thing["Id"] = f"{kind}-{secrets.token_hex(7)[:13]}"
    _things[thing["Id"]] = thing
    return thing


def find(thing_id: str) -> Json:
    """The thing of an id.

    Raises:
        AwsError: There is none.
    """
    thing: Json | None = _things.get(thing_id)
    if thing is None:
        raise AwsError("ResourceNotFoundException", f"Resource {thing_id} does not exist.")
    return thing


def all_of(kind: str) -> Iterator[Json]:
    """All things of a kind."""
    return (thing for thing_id, thing in _things.items() if thing_id.startswith(f"{kind}-"))


def drop(thing_id: str, *, used_by: list[str]) -> Json:
    """Takes a thing away.

    Raises:
        AwsError: There is none, or something uses it.
    """
    find(thing_id)
    if used_by:
        raise AwsError("ResourceInUseException", f"Resource {thing_id} is in use: {', '.join(used_by)}.")
    del _things[thing_id]
    return {}


def arn_in_request(request: Json) -> str:
    """The portfolio or product that a request is about, as IAM knows it."""
    for thing_id in (request.get(name, "") for name in ("Id", "ProductId", "PortfolioId")):
        if thing_id.startswith(("prod-", "port-")):
            return arn_of(thing_id)
    return "*"


def arn_of(thing_id: str) -> str:
    """The ARN of a portfolio or product."""
    kind = "product" if thing_id.startswith("prod-") else "portfolio"
    # ministack knows one partition.
    return f"arn:aws:catalog:{region()}:{account()}:{kind}/{thing_id}"
