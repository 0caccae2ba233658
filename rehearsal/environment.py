"""The environment variables of whoever rehearses, without what would lead a client away from the local AWS."""

from collections.abc import Mapping

# Credentials, profiles, endpoints and the like of AWS and the CDK; whatever their names, ours come after.
_PREFIXES = ("AWS_", "BOTO_", "CDK_")
_PROXIES = ("ALL_PROXY", "HTTP_PROXY", "HTTPS_PROXY")


def without_aws(variables: Mapping[str, str]) -> dict[str, str]:
    """The variables that have nothing to do with AWS, the CDK or a proxy."""
    return {
        name: value
        for name, value in variables.items()
        if not name.startswith(_PREFIXES) and name.upper() not in _PROXIES
    }
