"""What there is of a Studio, read by boto3 as anybody would."""

import re
from collections.abc import Callable, Iterator
from typing import Any

Clients = Callable[[str], Any]
"""A way to boto3 clients of one account and Region, by service."""
Json = dict[str, Any]
NOT_OURS = "There already, with rules that a config does not tell"
"""What describes a security group that a rehearsal made because a config names it."""
Row = tuple[str, str]


def studios_in(clients: Clients, stack: str) -> list[Json]:
    """The Studios of a stack, as EMR describes them."""
    return [
        clients("emr").describe_studio(StudioId=name)["Studio"]
        for kind, name in resources_in(clients, stack)
        if kind == "AWS::EMR::Studio"
    ]


def resources_in(clients: Clients, stack: str) -> list[tuple[str, str]]:
    """The types and physical ids of a stack's resources."""
    pages = clients("cloudformation").get_paginator("list_stack_resources").paginate(StackName=stack)
    return [
        (resource["ResourceType"], resource["PhysicalResourceId"])
        for page in pages
        for resource in page["StackResourceSummaries"]
    ]


def describe(clients: Clients, studio: Json) -> Iterator[Row]:
    """What belongs to a Studio, in words."""
    yield "Studio", f"{studio['StudioId']}, {studio['AuthMode']} mode, named {studio['Name']}"
    yield "description", studio.get("Description", "none")
    yield "URL", studio["Url"]
    yield "network", f"{studio['VpcId']}: {', '.join(studio['SubnetIds'])}"
    for name in ("Workspace", "Engine"):
        yield f"{name.lower()} group", _group(clients, studio[f"{name}SecurityGroupId"])
    yield "location", studio["DefaultS3Location"]
    yield "bucket", _bucket(clients, studio)
    yield "service role", _role(clients, studio["ServiceRole"])
    if "UserRole" in studio:
        yield "user role", _role(clients, studio["UserRole"])
        yield from _mappings(clients, studio)


def _group(clients: Clients, group_id: str) -> str:
    group = clients("ec2").describe_security_groups(GroupIds=[group_id])["SecurityGroups"][0]
    if group["Description"] == NOT_OURS:
        return f"{group_id}: there already, with rules of its own"
    inbound = [rule for permission in group["IpPermissions"] for rule in _rules(permission, "from")]
    outbound = [rule for permission in group["IpPermissionsEgress"] for rule in _rules(permission, "to")]
    return f"{group_id}: in {', '.join(inbound) or 'nothing'}; out {', '.join(outbound) or 'nothing'}"


def _bucket(clients: Clients, studio: Json) -> str:
    s3, bucket = clients("s3"), studio["DefaultS3Location"].removeprefix("s3://").partition("/")[0]
    rule = s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]["Rules"][0]
    encryption = rule["ApplyServerSideEncryptionByDefault"]
    block = s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"]
    facts = [
        f"encrypted by {encryption.get('KMSMasterKeyID', encryption['SSEAlgorithm'])}",
        "with Bucket Key" if rule.get("BucketKeyEnabled") else "without Bucket Key",
        "no public access" if all(block.values()) else f"public access block {block}",
        f"versioning {s3.get_bucket_versioning(Bucket=bucket).get('Status', 'off').lower()}",
    ]
    return f"{bucket}: {', '.join(facts)}"


def _role(clients: Clients, arn: str) -> str:
    iam, name = clients("iam"), arn.rpartition("/")[2]
    attached = iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"]
    inline = iam.list_role_policies(RoleName=name)["PolicyNames"]
    return f"{name}: {', '.join([*(policy['PolicyName'] for policy in attached), *inline])}"


def _mappings(clients: Clients, studio: Json) -> Iterator[Row]:
    pages = clients("emr").get_paginator("list_studio_session_mappings")
    for page in pages.paginate(StudioId=studio["StudioId"]):
        for mapping in page["SessionMappings"]:
            policy = clients("iam").get_policy(PolicyArn=mapping["SessionPolicyArn"])["Policy"]
            yield mapping["IdentityType"].lower(), f"{mapping['IdentityName']}: {_tier_in(policy['Description'])}"


def _tier_in(description: str) -> str:
    """The tier that a policy's description names, or all that it says."""
    found = re.search(r"\btier (\S+)", description)
    return found[1] if found else description


def _rules(permission: Json, preposition: str) -> Iterator[str]:
    """A rule for each peer of a permission."""
    protocol, port = permission["IpProtocol"], permission.get("FromPort")
    if protocol == "icmp":
        # What the CDK writes for a group that lets nothing out.
        return
    what = "everything" if protocol == "-1" else f"{protocol.upper()} {port}"
    for key, name in (
        ("UserIdGroupPairs", "GroupId"),
        ("IpRanges", "CidrIp"),
        ("Ipv6Ranges", "CidrIpv6"),
        ("PrefixListIds", "PrefixListId"),
    ):
        for peer in permission.get(key, ()):
            yield f"{what} {preposition} {peer[name]}"
