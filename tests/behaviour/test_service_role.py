"""What EMR Studio itself may do in a Studio's network, and to find collaborators."""

from dataclasses import replace

from engine import Question

from behaviour import arns
from behaviour.arns import ACCOUNT, INTERFACE, OTHER_ACCOUNT, OTHER_GROUP, OTHER_SUBNET, here
from behaviour.person import judge
from behaviour.settings import BARE, PROPAGATING, both, on
from behaviour.studios import Studio

REQUESTED, OF_RESOURCE = f"aws:RequestTag/{arns.EMR_TAG}", f"aws:ResourceTag/{arns.EMR_TAG}"


def subnets(studio: Studio) -> list[str]:
    return [here("ec2", f"subnet/{subnet}") for subnet in studio.properties["SubnetIds"]]


def groups(studio: Studio) -> list[str]:
    names = ("WorkspaceSecurityGroupId", "EngineSecurityGroupId")
    return [here("ec2", f"security-group/{studio.properties[name]}") for name in names]


def creation(studio: Studio, subnet: str, group: str) -> Question:
    asked = studio.service_role.asks("ec2:CreateNetworkInterface", INTERFACE, {REQUESTED: "true"})
    return replace(asked, also={subnet: {}, group: {}})


def test_network_interfaces_are_made_in_the_subnets_and_groups_of_the_studio(studio: Studio) -> None:
    own, subnet, group = creation, subnets(studio)[0], groups(studio)[0]
    judge(
        allowed=[own(studio, one, another) for one in subnets(studio) for another in groups(studio)],
        refused=[own(studio, OTHER_SUBNET, group), own(studio, subnet, OTHER_GROUP)],
    )


def test_network_interfaces_are_made_with_the_tag(studio: Studio) -> None:
    asked = creation(studio, subnets(studio)[0], groups(studio)[0])
    judge(
        allowed=[asked],
        refused=[asked.with_context(without=[REQUESTED]), asked.with_context({REQUESTED: "false"})],
    )


def test_only_tagged_network_interfaces_are_deleted_or_lent(studio: Studio) -> None:
    actions = ("DeleteNetworkInterface", "CreateNetworkInterfacePermission", "DeleteNetworkInterfacePermission")
    asked = [studio.service_role.asks(f"ec2:{action}", INTERFACE) for action in actions]
    judge(
        allowed=[one.with_context({OF_RESOURCE: "true"}) for one in asked],
        refused=[*asked, *(one.with_context({OF_RESOURCE: "false"}) for one in asked)],
    )


def test_network_interfaces_are_tagged_while_they_are_made_alone(studio: Studio) -> None:
    key = "ec2:CreateAction"
    asked = studio.service_role.asks("ec2:CreateTags", INTERFACE)
    made = asked.with_context({key: "CreateNetworkInterface"})
    judge(
        allowed=[made],
        refused=[asked, asked.with_context({key: "RunInstances"}), replace(made, resource=OTHER_GROUP)],
    )


def test_rules_change_in_the_groups_of_the_studio_alone(studio: Studio) -> None:
    def asked(group: str) -> list[Question]:
        directions = ("Ingress", "Egress")
        actions = [f"ec2:{verb}SecurityGroup{way}" for verb in ("Authorize", "Revoke") for way in directions]
        return [studio.service_role.asks(action, group) for action in actions]

    judge(allowed=[one for group in groups(studio) for one in asked(group)], refused=asked(OTHER_GROUP))


def test_groups_are_put_on_instances_and_interfaces_of_this_account_alone(studio: Studio) -> None:
    asked = studio.service_role.asks("ec2:ModifyNetworkInterfaceAttribute", INTERFACE)
    foreign = OTHER_GROUP.replace(ACCOUNT, OTHER_ACCOUNT)
    judge(
        allowed=[replace(asked, also={arns.INSTANCE: {}, groups(studio)[1]: {}})],
        refused=[replace(asked, also={foreign: {}})],
    )


@on(*both(BARE), PROPAGATING)
def test_collaborators_are_found_where_there_is_collaboration(studio: Studio) -> None:
    directory = ["sso:GetManagedApplicationInstance", "sso-directory:SearchUsers"]
    iam = [studio.service_role.asks(f"iam:{action}") for action in ("ListUsers", "ListRoles")]
    iam += [studio.service_role.asks("iam:GetRole", arns.OTHER_ROLE)]
    sso = [studio.service_role.asks(action) for action in directory]
    in_iam_mode, propagates = studio.setting.mode == "iam", studio.setting.propagates_identity
    judge(
        allowed=[] if propagates else iam if in_iam_mode else [*iam, *sso],
        refused=[*iam, *sso] if propagates else sso if in_iam_mode else [],
    )
