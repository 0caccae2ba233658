"""Which subnets of a VPC a Studio or its compute is in."""

from collections.abc import Sequence

from aws_cdk import aws_ec2 as ec2

from ._border import listed


def choose_subnets(
    vpc: ec2.IVpc, selection: ec2.SubnetSelection | None, *, most: int, whose: str
) -> Sequence[ec2.ISubnet]:
    """The selected subnets; by default the private ones, those with a way to the internet if there are any.

    Args:
        vpc: Where the subnets are.
        selection: Which ones. Default: the private ones, never public ones.
        most: How many there may be.
        whose: Whose they are, for messages.

    Raises:
        ValueError: There is none, there are more than `most`, or one is named twice.
    """
    if selection is None:
        subnets: Sequence[ec2.ISubnet] = vpc.private_subnets or vpc.isolated_subnets
    elif selection.subnets:  # the CDK would ask each for its zone, which imported ones do not know
        subnets = selection.subnets
    else:
        selected = vpc.select_subnets(
            availability_zones=selection.availability_zones,
            one_per_az=selection.one_per_az,
            subnet_filters=selection.subnet_filters,
            subnet_group_name=selection.subnet_group_name,
            subnet_type=selection.subnet_type,
        )
        if selected.is_pending_lookup:  # the CLI looks the VPC up and synthesizes again
            return selected.subnets
        subnets = selected.subnets
    if len({subnet.subnet_id for subnet in subnets}) < len(subnets):
        paths = listed([subnet.node.path for subnet in subnets])
        message = f"vpc_subnets must be different, got one twice among {paths}: name each once"
        raise ValueError(message)
    if not 1 <= len(subnets) <= most:
        message = (
            f"subnets must number 1 to {most} for {whose}, got {len(subnets)} of vpc {vpc.node.path}: "
            "pass vpc_subnets to choose"
        )
        raise ValueError(message)
    return subnets
