"""What the service role must be able to do for a Workspace to run: put an interface into the Studio's network."""

from collections.abc import Iterator
from typing import Any

from rehearsal.local_aws.client import client
from rehearsal.local_aws.emulator.request import account, region
from rehearsal.local_aws.errors import AwsError

from ._service_role import service_role_of

Json = dict[str, Any]
_TAG = "for-use-with-amazon-emr-managed-policies"
_CREATE = "ec2:CreateNetworkInterface"


def role_makes_interfaces(studio: Json) -> None:
    """The service role makes a tagged interface in each subnet, with the Workspace group, and lets EMR use it.

    Source: https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-service-role.html, network interfaces
    Our reading: all of it is tried whenever a Workspace starts.
    """
    role = service_role_of(studio)
    for action, resource, context in _asked(studio):
        if not role.may(action, resource, context):
            message = f"Service role {role.arn} is not authorized to perform: {action} on resource: {resource}"
            raise AwsError("AccessDeniedException", message)


def _asked(studio: Json) -> Iterator[tuple[str, str, Json]]:
    interface = _arn("network-interface", "eni-NEW")
    new = {f"aws:RequestTag/{_TAG}": "true"}
    yield _CREATE, interface, new
    yield "ec2:CreateTags", interface, {**new, "ec2:CreateAction": "CreateNetworkInterface"}
    yield "ec2:CreateNetworkInterfacePermission", interface, {f"aws:ResourceTag/{_TAG}": "true"}
    for subnet in studio["SubnetIds"]:
        yield _CREATE, _arn("subnet", subnet), _tags_of(subnet)
    group = studio["WorkspaceSecurityGroupId"]
    yield _CREATE, _arn("security-group", group), _tags_of(group)


def _arn(kind: str, name: str) -> str:
    return f"arn:aws:ec2:{region()}:{account()}:{kind}/{name}"


def _tags_of(resource: str) -> Json:
    found = client("ec2").describe_tags(Filters=[{"Name": "resource-id", "Values": [resource]}])["Tags"]
    return {f"aws:ResourceTag/{tag['Key']}": tag["Value"] for tag in found}
