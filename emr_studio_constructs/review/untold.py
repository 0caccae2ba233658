"""What policies depend on and no template tells, with what is taken in its place.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
"""

from collections.abc import Iterable, Iterator

from emr_studio_constructs.evaluation import NamedPolicy

from .judged import Unjudged
from .policy_documents import Json, conditions_of, statements_of, values

# What requests carry, or what is asked with and without.
_TOLD = (
    "aws:principalaccount",
    "aws:principalarn",
    "aws:requesttag/",
    "aws:requestedregion",
    "aws:resourceaccount",
    "aws:resourcetag/",
    "aws:securetransport",
    "aws:sourceidentity",
    "aws:tagkeys",
    "aws:userid",
)


def untold(policies: Iterable[NamedPolicy]) -> Iterator[str]:
    """A sentence on each thing."""
    for policy in policies:
        if isinstance(policy, Unjudged):
            taken = "allow everything" if policy.document["Statement"] else "say nothing"
            yield f"{policy.fault}: it is taken to {taken}"
        statements = statements_of(dict(policy.document))
        for name in sorted(set(_made_up(statements))):
            yield f"{policy.name} is about {name}, which only the deploy knows: it is taken to be nothing else"
        for key in sorted(set(_keys(statements))):
            yield f"{policy.name} asks for {key}, which no template tells: requests are taken to come without it"


def _made_up(statements: Iterable[Json]) -> Iterator[str]:
    """The resources that are no ARNs, since what names them is made up."""
    for statement in statements:
        for name in (*values(statement.get("Resource")), *values(statement.get("NotResource"))):
            if name != "*" and ":" not in name:
                yield name


def _keys(statements: Iterable[Json]) -> Iterator[str]:
    for statement in statements:
        for _, key, _ in conditions_of(statement):
            if key.startswith("aws:") and not key.startswith(_TOLD):
                yield key
