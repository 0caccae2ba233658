"""What a config takes for granted."""

import json
from functools import partial
from typing import Any

import pytest

from emr_studio_constructs.app.config import ConfigFile
from emr_studio_constructs.app.load import load_config
from rehearsal.assembly import Environment
from rehearsal.world import (
    Application,
    Bucket,
    Endpoint,
    Identity,
    IdentityKind,
    Key,
    People,
    PrefixList,
    SecurityGroup,
    Subnet,
    Topic,
    VirtualCluster,
    Vpc,
    World,
    WorldError,
    world_of,
)

HERE = Environment()
ELSEWHERE = Environment(account="444455556666", region="us-east-1")
EMR, EC2 = frozenset({"elasticmapreduce.amazonaws.com"}), frozenset({"ec2.amazonaws.com"})
VPC, GROUP, OTHER_GROUP, PREFIX_LIST = "vpc-0a1b2c3d", "sg-0a1b2c3d", "sg-1a1b2c3d", "pl-0a1b2c3d"
SUBNETS = ["subnet-0a1b2c3d", "subnet-1a1b2c3d", "subnet-2a1b2c3d", "subnet-3a1b2c3d"]
KEY = "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d"
ID = "906a1b2c3d-4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d"
OTHER_ID = "906a1b2c3d-08172635-a4b5-c6d7-e8f9-0a1b2c3d4e5f"
IDENTITY_CENTER = {"mode": "IDENTITY_CENTER"}

Json = dict[str, Any]


def the_world_of(*studios: Json) -> World:
    named = {f"Studio{number}": studio for number, studio in enumerate(studios)}
    return world_of(ConfigFile.model_validate_json(json.dumps({"studios": named})))


def at(environment: Environment) -> Json:
    return {"account": environment.account, "region": environment.region}


def in_vpc(**more: object) -> Json:
    """A network in a VPC that the config describes."""
    vpc = {"source": "ATTRIBUTES", "vpc_id": VPC, "availability_zones": ["eu-west-1a", "eu-west-1b"], **more}
    return {"vpc": {"private_subnet_ids": SUBNETS[:2]} | vpc}


def looked_up(**subnets: object) -> Json:
    picked = {"subnets": subnets} if subnets else {}
    return {**at(HERE), "network": {"vpc": {"source": "LOOKUP", "vpc_id": VPC}, **picked}}


def named(
    kind: IdentityKind,
    name: str,
    *,
    account: str = HERE.account,
    path: str = "/",
    services: frozenset[str] = frozenset(),
) -> Identity:
    return Identity(kind=kind, account=account, name=name, path=path, services=services)


role = partial(named, IdentityKind.ROLE)


def test_a_studio_that_names_nothing_takes_nothing_for_granted() -> None:
    assert the_world_of({}) == World(environments=(HERE,))
    assert str(the_world_of({})) == "nothing"


def test_a_new_network_and_a_new_bucket_take_nothing_for_granted() -> None:
    studio = {"network": {"vpc": {"source": "NEW"}, "git": [{"cidr": "10.0.0.0/8"}]}, "storage": {"source": "NEW"}}
    assert the_world_of(studio) == World(environments=(HERE,))


def test_a_studio_is_where_its_config_says() -> None:
    assert the_world_of({}, at(ELSEWHERE), at(HERE)).environments == (HERE, ELSEWHERE)


# --- The network ------------------------------------------------------------------------------------------------------


def test_a_described_vpc_has_its_subnets_in_its_zones_in_turn() -> None:
    network = in_vpc(private_subnet_ids=SUBNETS[:3], isolated_subnet_ids=SUBNETS[3:], cidr="10.1.0.0/16")
    (vpc,) = the_world_of({"network": network}).vpcs
    assert vpc == Vpc(
        environment=HERE,
        id=VPC,
        cidr="10.1.0.0/16",
        subnets=(
            Subnet(id=SUBNETS[0], zone="eu-west-1a", type="Private", group="Private"),
            Subnet(id=SUBNETS[1], zone="eu-west-1b", type="Private", group="Private"),
            Subnet(id=SUBNETS[2], zone="eu-west-1a", type="Private", group="Private"),
            Subnet(id=SUBNETS[3], zone="eu-west-1a", type="Isolated", group="Isolated"),
        ),
    )


def test_route_tables_belong_to_the_subnets_in_their_order() -> None:
    tables = ["rtb-0a1b2c3d", "rtb-1a1b2c3d"]
    (vpc,) = the_world_of({"network": in_vpc(private_subnet_route_table_ids=tables)}).vpcs
    assert [subnet.route_table for subnet in vpc.subnets] == tables


def test_a_vpc_to_look_up_has_private_subnets_in_two_zones() -> None:
    (vpc,) = the_world_of(looked_up()).vpcs
    assert [(subnet.id, subnet.zone, subnet.type) for subnet in vpc.subnets] == [
        (None, "eu-west-1a", "Private"),
        (None, "eu-west-1b", "Private"),
    ]


def test_a_vpc_to_look_up_has_the_subnets_that_the_config_picks() -> None:
    by_id, by_type, by_group = (
        the_world_of(looked_up(**picked)).vpcs[0].subnets
        for picked in ({"ids": SUBNETS}, {"type": "PRIVATE_ISOLATED"}, {"group_name": "Notebooks"})
    )
    assert [subnet.id for subnet in by_id] == SUBNETS
    assert {subnet.type for subnet in by_type} == {"Isolated"}
    assert {subnet.group for subnet in by_group} == {"Notebooks"}


def test_two_studios_in_one_vpc_find_the_subnets_of_both() -> None:
    first, second = (in_vpc(private_subnet_ids=SUBNETS[at : at + 2]) for at in (0, 1))
    (vpc,) = the_world_of({"network": first}, {"network": second}).vpcs
    assert [subnet.id for subnet in vpc.subnets] == SUBNETS[:3]


def test_vpcs_of_one_id_in_two_accounts_are_two() -> None:
    world = the_world_of({"network": in_vpc()}, {**at(ELSEWHERE), "network": in_vpc()})
    assert [vpc.environment for vpc in world.vpcs] == [HERE, ELSEWHERE]


def test_security_groups_are_in_the_studios_vpc() -> None:
    groups = {"workspace": GROUP, "engine": OTHER_GROUP}
    world = the_world_of({"network": {**in_vpc(), "security_groups": groups}})
    assert world.security_groups == (
        SecurityGroup(environment=HERE, id=GROUP, vpc_id=VPC),
        SecurityGroup(environment=HERE, id=OTHER_GROUP, vpc_id=VPC, notebooks_from=GROUP),
    )


def test_a_git_servers_group_is_where_another_studio_places_it() -> None:
    peer: Json = {"network": {"git": [{"security_group_id": GROUP}]}}
    owner = {"network": {**in_vpc(), "security_groups": {"workspace": GROUP, "engine": OTHER_GROUP}}}
    assert the_world_of(peer).security_groups == (SecurityGroup(environment=HERE, id=GROUP),)
    assert {group.vpc_id for group in the_world_of(peer, owner).security_groups} == {VPC}


def test_git_servers_by_prefix_list_are_there() -> None:
    studio = {"network": {"git": [{"prefix_list_id": PREFIX_LIST}]}}
    assert the_world_of(studio, studio).prefix_lists == (PrefixList(environment=HERE, id=PREFIX_LIST),)


# --- Storage ----------------------------------------------------------------------------------------------------------


def test_an_existing_bucket_is_encrypted_by_the_key_that_the_config_names() -> None:
    storage = {"source": "EXISTING", "bucket_name": "notebooks", "prefix": "", "encryption_key_arn": KEY}
    world = the_world_of({"storage": storage})
    assert world.buckets == (Bucket(environment=HERE, name="notebooks", key_arn=KEY),)
    assert world.keys == (Key(environment=HERE, id="0a1b2c3d"),)


def test_a_key_is_where_its_arn_says() -> None:
    arn = f"arn:aws:kms:{ELSEWHERE.region}:{ELSEWHERE.account}:key/mrk-0a1b2c3d"
    world = the_world_of({**at(HERE), "storage": {"source": "NEW", "encryption_key_arn": arn}})
    assert world.keys == (Key(environment=ELSEWHERE, id="mrk-0a1b2c3d"),)


def test_the_bucket_for_access_logs_is_there_and_takes_them() -> None:
    world = the_world_of({"storage": {"source": "NEW", "server_access_logs": {"bucket_name": "logs"}}})
    assert world.buckets == (Bucket(environment=HERE, name="logs", takes_logs=True),)


def test_a_bucket_that_two_studios_name_is_one_with_all_that_both_say() -> None:
    existing = {"source": "EXISTING", "bucket_name": "shared", "prefix": "", "encryption_key_arn": KEY}
    logged = {"source": "NEW", "server_access_logs": {"bucket_name": "shared"}}
    world = the_world_of({"storage": existing}, {"storage": logged})
    assert world.buckets == (Bucket(environment=HERE, name="shared", key_arn=KEY, takes_logs=True),)


# --- Compute ----------------------------------------------------------------------------------------------------------

VIRTUAL_CLUSTER, ENDPOINT = "0b0qvauoy3ch", "4e5f60718293"
NOTEBOOKS = "arn:aws:iam::111122223333:role/notebooks"
EXISTING_ENDPOINT: Json = {
    "kind": "EMR_ON_EKS",
    "source": "EXISTING",
    "endpoint_arn": f"arn:aws:emr-containers:eu-west-1:111122223333:/virtualclusters/{VIRTUAL_CLUSTER}"
    f"/endpoints/{ENDPOINT}",
    "execution_role_arn": NOTEBOOKS,
}
NEW_ENDPOINT: Json = {
    "kind": "EMR_ON_EKS",
    "source": "NEW",
    "id": "Notebooks",
    "cluster_name": "analytics",
    "namespace": "studio",
    "execution_role_arn": NOTEBOOKS,
}


def serverless(**keys: object) -> Json:
    return {"kind": "EMR_SERVERLESS", "source": "NEW", "id": "Notebooks", **keys}


def test_an_application_by_its_arn_is_there() -> None:
    arn = "arn:aws:emr-serverless:eu-west-1:111122223333:/applications/00f1a2b3c4d5e6f7"
    existing = {
        "kind": "EMR_SERVERLESS",
        "source": "EXISTING",
        "application_arn": arn,
        "runtime_role_arns": [NOTEBOOKS],
    }
    world = the_world_of({**at(HERE), "compute": [existing]})
    assert world.applications == (Application(environment=HERE, id="00f1a2b3c4d5e6f7"),)
    assert world.identities == (role("notebooks", services=frozenset({"emr-serverless.amazonaws.com"})),)


def test_a_new_application_takes_its_data_keys_and_groups_for_granted() -> None:
    data = {"bucket_name": "lake", "prefix": "", "access": "READ", "encryption_key_arn": f"{KEY}ff"}
    new = serverless(network="STUDIO", security_group_ids=[GROUP], encryption_key_arn=KEY, data=[data])
    world = the_world_of({**at(HERE), "network": in_vpc(), "compute": [new]})
    assert world.buckets == (Bucket(environment=HERE, name="lake", key_arn=f"{KEY}ff"),)
    assert world.keys == (Key(environment=HERE, id="0a1b2c3d"), Key(environment=HERE, id="0a1b2c3dff"))
    assert world.security_groups == (SecurityGroup(environment=HERE, id=GROUP, vpc_id=VPC),)
    assert world.applications == ()


def test_an_endpoint_by_its_arn_is_there_with_its_role() -> None:
    world = the_world_of({**at(HERE), "compute": [EXISTING_ENDPOINT]})
    assert world.virtual_clusters == (VirtualCluster(environment=HERE, id=VIRTUAL_CLUSTER),)
    assert world.endpoints == (
        Endpoint(environment=HERE, id=ENDPOINT, virtual_cluster=VIRTUAL_CLUSTER, execution_role_arn=NOTEBOOKS),
    )
    assert world.identities == (role("notebooks"),)


def test_a_virtual_cluster_has_the_namespace_that_one_of_two_says() -> None:
    into = {**NEW_ENDPOINT, "virtual_cluster_id": VIRTUAL_CLUSTER}
    for compute in ([EXISTING_ENDPOINT, into], [into, EXISTING_ENDPOINT]):
        assert the_world_of({**at(HERE), "compute": compute}).virtual_clusters == (
            VirtualCluster(environment=HERE, id=VIRTUAL_CLUSTER, cluster_name="analytics", namespace="studio"),
        )
    assert the_world_of({**at(HERE), "compute": [NEW_ENDPOINT]}).virtual_clusters == ()


def test_the_identity_provider_of_a_cluster_is_there_by_its_url() -> None:
    url = "oidc.eks.eu-west-1.amazonaws.com/id/0A1B2C3D4E5F60718293A4B5C6D7E8F9"
    new = {key: value for key, value in NEW_ENDPOINT.items() if key != "execution_role_arn"}
    studio = {**at(HERE), "compute": [{**new, "oidc_provider_arn": f"arn:aws:iam::111122223333:oidc-provider/{url}"}]}
    assert the_world_of(studio).identities == (named(IdentityKind.OIDC_PROVIDER, url),)


def test_roles_of_templates_and_clusters_trust_who_takes_them_on() -> None:
    arns = {name: f"arn:aws:iam::111122223333:role/{name}" for name in ("launch", "service", "instance", "scaling")}
    templates = {
        "kind": "CLUSTER_TEMPLATES",
        "id": "Templates",
        "provider_name": "Data platform",
        "launch_role_arn": arns["launch"],
        "templates": [{"name": "mine", "source": "FILE", "path": "templates/mine.yaml"}],
    }
    clusters = {
        "kind": "EMR_ON_EC2",
        "cluster_service_role_arns": [arns["service"]],
        "instance_role_arns": [arns["instance"]],
        "auto_scaling_role_arns": [arns["scaling"]],
        "runtime_role_arns": [NOTEBOOKS],
    }
    identities = the_world_of({**at(HERE), "compute": [templates, clusters]}).identities
    assert {each.name: each.services for each in identities} == {
        "launch": {"servicecatalog.amazonaws.com"},
        "service": EMR,
        "instance": EC2,
        "scaling": EMR | {"application-autoscaling.amazonaws.com"},
        "notebooks": frozenset(),
    }


# --- IAM and Identity Center ------------------------------------------------------------------------------------------


def test_a_name_is_of_the_studios_account() -> None:
    access = [{"role": "engineer"}, {"user": "alice"}, {"group": "analysts"}]
    assert the_world_of({**at(ELSEWHERE), "access": access}).identities == (
        named(IdentityKind.ROLE, "engineer", account=ELSEWHERE.account),
        named(IdentityKind.USER, "alice", account=ELSEWHERE.account),
        named(IdentityKind.GROUP, "analysts", account=ELSEWHERE.account),
    )


def test_an_arn_says_account_path_and_name() -> None:
    access = [{"role": f"arn:aws:iam::{ELSEWHERE.account}:role/teams/data/engineer"}]
    assert the_world_of({**at(HERE), "access": access}).identities == (
        role("engineer", path="/teams/data/", account=ELSEWHERE.account),
    )


def test_a_studio_without_account_that_names_things_of_one_is_refused() -> None:
    access = [{"role": f"arn:aws:iam::{ELSEWHERE.account}:role/engineer"}]
    message = f"studios.Studio0: names things of account {ELSEWHERE.account}: add account and region to rehearse it"
    with pytest.raises(WorldError, match=message):
        the_world_of({"access": access})


def test_a_studio_of_another_partition_is_refused() -> None:
    with pytest.raises(WorldError, match="cn-north-1 is in partition aws-cn"):
        the_world_of(at(Environment(account=HERE.account, region="cn-north-1")))


def test_one_role_by_name_and_by_arn_is_one_with_the_path_of_the_arn() -> None:
    by_name, by_arn = {"role": "engineer"}, {"role": "arn:aws:iam::111122223333:role/data/engineer"}
    for access in ([by_name, by_arn], [by_arn, by_name]):
        assert the_world_of({"access": access}).identities == (role("engineer", path="/data/"),)


def test_roles_are_trusted_to_the_services_that_take_them_on() -> None:
    prefix = "arn:aws:iam::111122223333:role/"
    compute = {
        "kind": "EMR_ON_EC2",
        "cluster_service_role_arns": [f"{prefix}cluster"],
        "instance_role_arns": [f"{prefix}instance"],
    }
    studio = {"roles": {"service_role_arn": f"{prefix}service"}, "compute": [compute]}
    assert the_world_of(studio).identities == (
        role("service", services=EMR),
        role("cluster", services=EMR),
        role("instance", services=EC2),
    )


def test_a_role_with_two_uses_is_trusted_to_both_services() -> None:
    arn = "arn:aws:iam::111122223333:role/both"
    compute = {"kind": "EMR_ON_EC2", "cluster_service_role_arns": [arn], "instance_role_arns": [arn]}
    assert the_world_of({"compute": [compute]}).identities == (role("both", services=EMR | EC2),)


def test_a_permissions_boundary_is_there_unless_aws_brings_it() -> None:
    own, of_aws = "team/boundary", "PowerUserAccess"
    assert the_world_of({"roles": {"permissions_boundary": f"arn:aws:iam::111122223333:policy/{own}"}}).identities == (
        named(IdentityKind.POLICY, "boundary", path="/team/"),
    )
    assert the_world_of({"roles": {"permissions_boundary": f"arn:aws:iam::aws:policy/{of_aws}"}}).identities == ()


def test_a_saml_role_takes_its_provider_for_granted_alone() -> None:
    saml_role = {"name": "People", "provider_arn": "arn:aws:iam::111122223333:saml-provider/example-idp"}
    assert the_world_of({"access": [{"saml_role": saml_role}]}).identities == (
        named(IdentityKind.SAML_PROVIDER, "example-idp"),
    )


def test_people_of_all_studios_are_there_once_with_the_largest_quotas() -> None:
    studios: list[Json] = [
        {"auth": {**IDENTITY_CENTER, "user_quota": 150}, "users": {"alice": "BASIC"}, "groups": {"analysts": "BASIC"}},
        {"auth": {**IDENTITY_CENTER, "group_quota": 10}, "users": {"alice": "ADVANCED", "bob": "BASIC"}},
    ]
    assert the_world_of(*studios).people == People(
        users=("alice", "bob"), groups=("analysts",), ids={}, user_quota=150, group_quota=10
    )


def test_people_by_id_are_there_with_their_ids() -> None:
    studio = {
        "auth": IDENTITY_CENTER,
        "users": {"alice": "BASIC", "carol": {"identity_id": ID, "tier": "BASIC"}},
        "groups": {"carol": {"identity_id": OTHER_ID, "tier": "BASIC"}},
    }
    people = the_world_of(studio).people
    assert people
    assert people.users == ("alice", "carol")
    assert people.ids == {"USER/carol": ID, "GROUP/carol": OTHER_ID}


def test_the_identity_center_instance_is_the_one_that_a_studio_names() -> None:
    arn = "arn:aws:sso:::instance/ssoins-fedcba9876543210"
    people = the_world_of({"auth": IDENTITY_CENTER}, {"auth": {**IDENTITY_CENTER, "instance_arn": arn}}).people
    assert people
    assert people.instance_arn == arn


def test_people_of_a_people_file_are_there() -> None:
    people = world_of(load_config("config/people-file.yaml")[0]).people
    assert people
    assert people.users == ("alice@example.com", "bob@example.com", "carol@example.com")
    assert people.groups == ("analysts", "data-engineers")
    assert set(people.ids) == {"USER/carol@example.com"}


def test_identity_center_is_there_for_a_studio_without_people() -> None:
    assert the_world_of({"auth": IDENTITY_CENTER}).people == People(
        users=(), groups=(), ids={}, user_quota=100, group_quota=5
    )


def test_a_world_in_words_counts_what_there_is() -> None:
    assert str(world_of(load_config("config/everything.yaml")[0])) == (
        "1 VPC, 2 security groups, 1 prefix list, 4 keys, 6 buckets, 1 topic, 1 application, 2 virtual clusters, "
        "1 endpoint, 10 roles, 1 IAM user, 1 IAM group, 1 managed policy, 1 SAML provider, 1 OIDC provider, "
        "3 users of Identity Center, 4 groups of Identity Center"
    )


# --- Monitoring -------------------------------------------------------------------------------------------------------


def test_what_monitoring_names_is_there_once_for_all_studios_and_a_trails_bucket_takes_trails() -> None:
    topic = f"arn:aws:sns:{HERE.region}:{HERE.account}:alarms"
    watched = {**at(HERE), "monitoring": {"alarm_topic_arn": topic, "audit_bucket_name": "logs"}}
    with_trail = {**at(HERE), "monitoring": {"alarm_topic_arn": topic, "trail": True, "trail_bucket_name": "logs"}}
    world = the_world_of(watched, with_trail)
    assert world.topics == (Topic(environment=HERE, name="alarms"),)
    assert world.buckets == (Bucket(environment=HERE, name="logs", takes_trails=True),)
    assert str(world) == "1 bucket, 1 topic"
