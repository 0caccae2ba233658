"""What AWS calls its console and its sign-in page in each partition."""

from aws_cdk import CfnMapping, Stack
from aws_cdk.region_info import RegionInfo
from constructs import Construct

from ._border import is_known, listed

CONSOLE = "Console"
SAML_AUDIENCE = "SamlAudience"

_PARTITIONS = {
    "aws": {
        CONSOLE: "console.aws.amazon.com",
        SAML_AUDIENCE: "https://signin.aws.amazon.com/saml",
    },
    "aws-cn": {
        CONSOLE: "console.amazonaws.cn",
        SAML_AUDIENCE: "https://signin.amazonaws.cn/saml",
    },
    "aws-us-gov": {
        CONSOLE: "console.amazonaws-us-gov.com",
        SAML_AUDIENCE: "https://signin.amazonaws-us-gov.com/saml",
    },
}


def in_partition(scope: Construct, name: str) -> str:
    """What `name` is in the partition of `scope`'s stack; looked up at deploy where the Region is not known.

    Raises:
        ValueError: The Region is in a partition that this library does not know.
    """
    stack = Stack.of(scope)
    if is_known(stack.region):
        partition = RegionInfo.get(stack.region).partition or "aws"
        if partition not in _PARTITIONS:
            message = f"region must be in one of the partitions {listed(list(_PARTITIONS))}, got {stack.region}"
            raise ValueError(message)
        return _PARTITIONS[partition][name]
    mapping = scope.node.try_find_child("Partitions") or CfnMapping(scope, "Partitions", mapping=_PARTITIONS)
    assert isinstance(mapping, CfnMapping)  # noqa: S101  # nothing else has this id
    return mapping.find_in_map(stack.partition, name)
