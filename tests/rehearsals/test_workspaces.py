"""Workspaces: the network interface that one needs to start, and what IAM takes calls to be about."""

import pytest
from botocore.exceptions import ClientError

from rehearsal.aws import REGION, root_of
from rehearsal.people.raw_call import call_emr
from rehearsals.given import Account, Json, a_caller, allow
from rehearsals.given_studios import a_group, a_service_role, a_studio, a_subnet, a_vpc, bucket_of, studio_request

TAG = "for-use-with-amazon-emr-managed-policies"
CREATE = "ec2:CreateNetworkInterface"
INTERFACES, SUBNETS, GROUPS = (
    f"arn:aws:ec2:*:*:{kind}/*" for kind in ("network-interface", "subnet", "security-group")
)
NEW = {"StringEquals": {f"aws:RequestTag/{TAG}": "true"}}
OLD = {"StringEquals": {f"aws:ResourceTag/{TAG}": "true"}}
IN_CREATION = {"StringEquals": {"ec2:CreateAction": "CreateNetworkInterface"}}
STATEMENTS: dict[str, Json] = {
    "making interfaces": allow(CREATE, INTERFACES, Condition=NEW),
    "tagging them": allow("ec2:CreateTags", INTERFACES, Condition=IN_CREATION),
    "letting EMR use them": allow("ec2:CreateNetworkInterfacePermission", INTERFACES, Condition=OLD),
    "putting them into subnets": allow(CREATE, SUBNETS),
    "putting groups on them": allow(CREATE, GROUPS),
}

pytestmark = pytest.mark.usefixtures("directory")


def start_a_workspace(account: Account, *statements: Json, **changes: object) -> str:
    """Starts a Workspace of a Studio whose service role may do this beside what a Studio needs."""
    request = studio_request(account, **changes)
    request["ServiceRole"] = a_service_role(account, bucket_of(request), *statements)
    workspace = {"Name": "w", "StudioId": a_studio(account, request), "ServiceRole": request["ServiceRole"]}
    root = root_of(account.id)
    editor = call_emr(account.aws, root, REGION, "CreateEditor", workspace)["EditorId"]
    call_emr(account.aws, root, REGION, "StartEditor", {"EditorId": editor})
    return str(editor)


def test_a_workspace_starts_with_the_permissions_that_aws_lists(account: Account) -> None:
    start_a_workspace(account, *STATEMENTS.values())


@pytest.mark.parametrize("lacking", STATEMENTS)
def test_a_workspace_does_not_start_without_each_of_them(account: Account, lacking: str) -> None:
    others = [statement for name, statement in STATEMENTS.items() if name != lacking]
    with pytest.raises(ClientError, match=r"Service role \S+ is not authorized to perform: ec2:Create\w+ on resource"):
        start_a_workspace(account, *others)


def test_a_role_limited_by_tag_needs_the_tag_on_subnets_and_groups(account: Account) -> None:
    by_tag = {
        **STATEMENTS,
        "putting them into subnets": allow(CREATE, SUBNETS, Condition=OLD),
        "putting groups on them": allow(CREATE, GROUPS, Condition=OLD),
    }
    with pytest.raises(ClientError, match="subnet/subnet-"):
        start_a_workspace(account, *by_tag.values())


@pytest.mark.parametrize("call", ["StopEditor", "DeleteEditor"])
def test_a_workspace_has_one_interface_with_the_workspace_group_until_it_is_stopped(
    account: Account, call: str
) -> None:
    vpc = a_vpc(account)
    group, ec2 = a_group(account, vpc), account.client("ec2")

    def interfaces() -> list[Json]:
        found = ec2.describe_network_interfaces(Filters=[{"Name": "group-id", "Values": [group]}])
        return list(found["NetworkInterfaces"])

    network = {"VpcId": vpc, "SubnetIds": [a_subnet(account, vpc)], "EngineSecurityGroupId": a_group(account, vpc)}
    editor = start_a_workspace(account, *STATEMENTS.values(), **network, WorkspaceSecurityGroupId=group)
    call_emr(account.aws, root_of(account.id), REGION, "StartEditor", {"EditorId": editor})
    [interface] = interfaces()
    assert (interface["SubnetId"], interface["Description"]) == (network["SubnetIds"][0], f"Workspace {editor}")

    call_emr(account.aws, root_of(account.id), REGION, call, {"EditorId": editor})
    assert interfaces() == []


def test_linking_a_repository_is_not_limited_to_a_workspace_as_iam_knows_no_resource_for_it(account: Account) -> None:
    request = studio_request(account)
    workspace = {"Name": "w", "StudioId": a_studio(account, request), "ServiceRole": request["ServiceRole"]}
    editor = call_emr(account.aws, root_of(account.id), REGION, "CreateEditor", workspace)["EditorId"]
    link = "elasticmapreduce:LinkRepository"

    limited = a_caller(account, allow(link, "arn:aws:elasticmapreduce:*:*:editor/*"))
    with pytest.raises(ClientError, match="AccessDenied"):
        call_emr(account.aws, limited, REGION, "LinkRepository", {"EditorId": editor})

    call_emr(account.aws, a_caller(account, allow(link)), REGION, "LinkRepository", {"EditorId": editor})
