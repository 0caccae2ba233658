"""Where a Studio is: one VPC, its subnets, its two groups."""

from typing import Any

from rehearsal.local_aws.errors import invalid_request

from ._lookup import look_up

Json = dict[str, Any]
_MOST_SUBNETS = 5


def check(studio: Json) -> None:
    """The rules of the network."""
    vpc_exists(studio)
    check_subnets(studio)
    groups_in_the_vpc(studio)


def check_subnets(studio: Json) -> None:
    """The rules of the subnets."""
    one_to_five_subnets(studio)
    subnets_in_the_vpc(studio)


def vpc_exists(studio: Json) -> None:
    """The VPC is one of the account and Region.

    Source: https://docs.aws.amazon.com/emr/latest/APIReference/API_CreateStudio.html, VpcId
    Our reading: a VPC that another account shares is looked up in the same way.
    """
    vpc = studio["VpcId"]
    look_up("ec2", "describe_vpcs", f"The vpc ID '{vpc}' does not exist.", VpcIds=[vpc])


def one_to_five_subnets(studio: Json) -> None:
    """A Studio takes 1 to 5 subnets.

    Source: https://docs.aws.amazon.com/emr/latest/APIReference/API_CreateStudio.html, SubnetIds
    """
    if not 1 <= (count := len(studio["SubnetIds"])) <= _MOST_SUBNETS:
        raise invalid_request(f"A Studio must have 1 to {_MOST_SUBNETS} subnets, but {count} were specified.")


def subnets_in_the_vpc(studio: Json) -> None:
    """All subnets belong to the Studio's VPC.

    Source: https://docs.aws.amazon.com/emr/latest/APIReference/API_CreateStudio.html, SubnetIds
    """
    for subnet in studio["SubnetIds"]:
        message = f"The subnet ID '{subnet}' does not exist."
        _refuse_outsider(studio, "Subnet", look_up("ec2", "describe_subnets", message, SubnetIds=[subnet])["Subnets"])


def groups_in_the_vpc(studio: Json) -> None:
    """Both security groups belong to the Studio's VPC.

    Source: https://docs.aws.amazon.com/emr/latest/APIReference/API_CreateStudio.html, EngineSecurityGroupId
    """
    for group in (studio["WorkspaceSecurityGroupId"], studio["EngineSecurityGroupId"]):
        message = f"The security group '{group}' does not exist."
        found = look_up("ec2", "describe_security_groups", message, GroupIds=[group])
        _refuse_outsider(studio, "Security group", found["SecurityGroups"])


def no_subnet_goes(before: Json, after: Json) -> None:
    """An update repeats the subnets that the Studio has, and may add some.

    Source: https://docs.aws.amazon.com/emr/latest/APIReference/API_UpdateStudio.html, SubnetIds
    """
    if removed := [subnet for subnet in before["SubnetIds"] if subnet not in after["SubnetIds"]]:
        raise invalid_request(f"Subnets cannot be removed from a Studio: {', '.join(removed)}.")


def _refuse_outsider(studio: Json, kind: str, found: list[Json]) -> None:
    for item in found:
        if item["VpcId"] != studio["VpcId"]:
            name = item.get("SubnetId") or item["GroupId"]
            raise invalid_request(f"{kind} {name} does not belong to VPC {studio['VpcId']}.")
