"""The service role at work."""

from typing import Any

from rehearsal.local_aws.emulator.iam import Role

# How EMR calls the sessions in which it works as a service role.
_SESSION = "ElasticMapReduceEditorsSession"


def service_role_of(studio: dict[str, Any]) -> Role:
    """The service role of a Studio, as EMR takes it on."""
    return Role(arn=studio["ServiceRole"], session=_SESSION)
