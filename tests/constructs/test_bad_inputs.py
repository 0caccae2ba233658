"""Mistakes are refused where they are made, by a message with the argument, the value, the rule and the fix."""

import re

import pytest
from bad_attaching import BAD_ATTACHING
from bad_auth import BAD_AUTH
from bad_clusters import BAD_CLUSTERS
from bad_eks import BAD_EKS
from bad_inputs import Bad
from bad_monitoring import BAD_MONITORING
from bad_names import BAD_NAMES
from bad_networks import BAD_NETWORKS
from bad_people import BAD_PEOPLE
from bad_private_git import BAD_PRIVATE_GIT
from bad_rows import BAD_ROWS
from bad_serverless import BAD_SERVERLESS
from bad_storage import BAD_STORAGE
from bad_studios import BAD_STUDIOS
from bad_templates import BAD_TEMPLATES
from bad_tiers import BAD_TIERS
from bad_vpcs import BAD_VPCS
from conftest import new_stack

BAD_INPUTS = [
    *BAD_VPCS,
    *BAD_NETWORKS,
    *BAD_STORAGE,
    *BAD_STUDIOS,
    *BAD_AUTH,
    *BAD_PEOPLE,
    *BAD_NAMES,
    *BAD_TIERS,
    *BAD_ROWS,
    *BAD_CLUSTERS,
    *BAD_PRIVATE_GIT,
    *BAD_ATTACHING,
    *BAD_TEMPLATES,
    *BAD_SERVERLESS,
    *BAD_EKS,
    *BAD_MONITORING,
]
# What a message begins with where it is no argument.
CALLED = {"CustomTier", "GitAccess.to", "StudioTag"}


def message_of(mistake: Bad) -> str:
    with pytest.raises(ValueError) as error:  # noqa: PT011  # the message is what the tests look at
        mistake.make(new_stack())
    return str(error.value)


@pytest.mark.parametrize("mistake", BAD_INPUTS, ids=lambda mistake: mistake.name)
def test_each_mistake_is_refused_by_a_message_that_helps(mistake: Bad) -> None:
    message = message_of(mistake)
    assert [word for word in mistake.words if word not in message] == [], message
    first = re.match(r"[\w.]+", message)
    assert first, message
    assert first[0] in CALLED or first[0].islower(), message
    assert not message.endswith("."), message
    assert "\n" not in message
    assert "Token[" not in message, message
    assert " object at 0x" not in message, message


def test_at_least_a_hundred_different_mistakes_are_refused() -> None:
    assert len({mistake.name for mistake in BAD_INPUTS}) == len(BAD_INPUTS) >= 100
