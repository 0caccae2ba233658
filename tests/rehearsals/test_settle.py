"""A world in the local AWS, read back by its own API."""

import json
from typing import Any

import pytest

from rehearsal.assembly import Environment
from rehearsal.aws import LocalAws
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
    settle,
)

Client = Any

# An account that no other test uses, and a Region that S3 wants no name for.
PLACE = Environment(account="123412341234", region="us-east-1")
VPC, GROUP, LONE_GROUP, PREFIX_LIST = "vpc-0a1b2c3d", "sg-0a1b2c3d4e5f60718", "sg-1a1b2c3d", "pl-0a1b2c3d"
PRIVATE, TABLE = "subnet-0a1b2c3d4e5f60718", "rtb-0a1b2c3d"
KEYS = ("0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9", "mrk-0a1b2c3d4e5f60718293a4b5c6d7e8f9")
KEY_ARN = f"arn:aws:kms:{PLACE.region}:{PLACE.account}:key/{KEYS[0]}"
ID = "906a1b2c3d-4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d"
INSTANCE = "arn:aws:sso:::instance/ssoins-fedcba9876543210"
EMR = "elasticmapreduce.amazonaws.com"
ROLE = f"arn:aws:iam::{PLACE.account}:role/settled-notebooks"

WORLD = World(
    vpcs=(
        Vpc(
            environment=PLACE,
            id=VPC,
            subnets=(
                Subnet(id=PRIVATE, zone="us-east-1a", type="Private", group="Notebooks", route_table=TABLE),
                Subnet(zone="us-east-1b", type="Isolated", group="Isolated"),
            ),
        ),
    ),
    security_groups=(
        SecurityGroup(environment=PLACE, id=GROUP, vpc_id=VPC),
        SecurityGroup(environment=PLACE, id=LONE_GROUP, notebooks_from=GROUP),
    ),
    prefix_lists=(PrefixList(environment=PLACE, id=PREFIX_LIST),),
    keys=tuple(Key(environment=PLACE, id=name) for name in KEYS),
    buckets=(
        Bucket(environment=PLACE, name="settled-notebooks", key_arn=KEY_ARN),
        Bucket(environment=PLACE, name="settled-logs", takes_logs=True),
        Bucket(environment=PLACE, name="settled-trails", takes_trails=True),
    ),
    topics=(Topic(environment=PLACE, name="settled-alarms"),),
    identities=tuple(
        Identity(kind=kind, account=PLACE.account, name=f"settled-{kind}", path=path, services=services)
        for kind, path, services in (
            (IdentityKind.ROLE, "/data/", frozenset({EMR})),
            (IdentityKind.USER, "/data/", frozenset()),
            (IdentityKind.GROUP, "/", frozenset()),
            (IdentityKind.POLICY, "/data/", frozenset()),
            (IdentityKind.SAML_PROVIDER, "/", frozenset()),
            (IdentityKind.OIDC_PROVIDER, "/", frozenset()),
        )
    ),
    applications=(Application(environment=PLACE, id="00f1a2b3c4d5e6f7"),),
    virtual_clusters=(VirtualCluster(environment=PLACE, id="0b0qvauoy3ch", cluster_name="eks", namespace="studio"),),
    endpoints=(
        Endpoint(environment=PLACE, id="4e5f60718293", virtual_cluster="0b0qvauoy3ch", execution_role_arn=ROLE),
    ),
)


class Settled:
    """The account's clients, by service."""

    def __init__(self, aws: LocalAws) -> None:
        self._aws = aws

    def __getattr__(self, service: str) -> Client:
        return self._aws.client(service, account=PLACE.account, region=PLACE.region)


@pytest.fixture(scope="module")
def there(aws: LocalAws) -> Settled:
    settle(WORLD, aws)
    return Settled(aws)


def test_a_vpc_has_the_id_and_the_subnets_that_the_config_names(there: Settled) -> None:
    subnets = there.ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [VPC]}])["Subnets"]
    first, second = sorted(subnets, key=lambda subnet: str(subnet["AvailabilityZone"]))
    assert first["SubnetId"] == PRIVATE
    assert {"Key": "aws-cdk:subnet-name", "Value": "Notebooks"} in first["Tags"]
    assert second["SubnetId"] != PRIVATE
    assert len({first["CidrBlock"], second["CidrBlock"]}) == 2


def test_a_route_table_has_its_id_and_its_subnet(there: Settled) -> None:
    (table,) = there.ec2.describe_route_tables(RouteTableIds=[TABLE])["RouteTables"]
    assert [association["SubnetId"] for association in table["Associations"]] == [PRIVATE]


def test_private_subnets_have_a_way_out_and_names(there: Settled) -> None:
    [table] = there.ec2.describe_route_tables(RouteTableIds=[TABLE])["RouteTables"]
    assert [route["DestinationCidrBlock"] for route in table["Routes"] if "NatGatewayId" in route] == ["0.0.0.0/0"]
    names = there.ec2.describe_vpc_attribute(VpcId=VPC, Attribute="enableDnsHostnames")
    assert names["EnableDnsHostnames"]["Value"]


def test_an_engine_group_is_open_to_the_notebooks_of_its_workspace_group(there: Settled) -> None:
    [engine] = there.ec2.describe_security_groups(GroupIds=[LONE_GROUP])["SecurityGroups"]
    [rule] = engine["IpPermissions"]
    assert (rule["FromPort"], rule["UserIdGroupPairs"][0]["GroupId"]) == (18888, GROUP)


def test_security_groups_have_their_ids_and_vpcs(there: Settled) -> None:
    own, lone = there.ec2.describe_security_groups(GroupIds=[GROUP, LONE_GROUP])["SecurityGroups"]
    assert (own["GroupId"], own["VpcId"]) == (GROUP, VPC)
    (default,) = there.ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"]
    assert (lone["GroupId"], lone["VpcId"]) == (LONE_GROUP, default["VpcId"])


def test_an_application_has_its_id_and_is_for_notebooks(there: Settled) -> None:
    serverless = there._aws.client("emr-serverless", account=PLACE.account, region=PLACE.region)
    application = serverless.get_application(applicationId="00f1a2b3c4d5e6f7")["application"]
    assert application["interactiveConfiguration"] == {"studioEnabled": True}


def test_an_endpoint_has_its_id_its_role_and_its_virtual_cluster(there: Settled) -> None:
    containers = there._aws.client("emr-containers", account=PLACE.account, region=PLACE.region)
    found = containers.describe_managed_endpoint(virtualClusterId="0b0qvauoy3ch", id="4e5f60718293")["endpoint"]
    assert (found["state"], found["executionRoleArn"]) == ("ACTIVE", ROLE)
    provider = containers.describe_virtual_cluster(id="0b0qvauoy3ch")["virtualCluster"]["containerProvider"]
    assert (provider["id"], provider["info"]["eksInfo"]["namespace"]) == ("eks", "studio")


def test_the_identity_provider_of_an_eks_cluster_is_known_by_its_url(there: Settled) -> None:
    (provider,) = there.iam.list_open_id_connect_providers()["OpenIDConnectProviderList"]
    assert provider["Arn"] == f"arn:aws:iam::{PLACE.account}:oidc-provider/settled-oidc-provider"


def test_a_prefix_list_has_its_id(there: Settled) -> None:
    assert there.ec2.describe_managed_prefix_lists(PrefixListIds=[PREFIX_LIST])["PrefixLists"]


def test_a_rule_for_a_prefix_list_is_made_and_taken_back(there: Settled) -> None:
    rule = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "PrefixListIds": [{"PrefixListId": PREFIX_LIST}]}
    there.ec2.authorize_security_group_egress(GroupId=GROUP, IpPermissions=[rule])
    assert PREFIX_LIST in _prefix_lists_of(there, GROUP)
    there.ec2.revoke_security_group_egress(GroupId=GROUP, IpPermissions=[rule])
    assert not _prefix_lists_of(there, GROUP)


def _prefix_lists_of(there: Settled, group: str) -> list[str]:
    (found,) = there.ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"]
    return [each["PrefixListId"] for rule in found["IpPermissionsEgress"] for each in rule["PrefixListIds"]]


def test_without_the_tag_ids_are_random(there: Settled) -> None:
    made = there.ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
    assert made != VPC
    assert made != there.ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]


@pytest.mark.parametrize("key", KEYS)
def test_a_key_has_its_id_and_works(there: Settled, key: str) -> None:
    found = there.kms.describe_key(KeyId=key)["KeyMetadata"]
    assert (found["Enabled"], found["MultiRegion"]) == (True, key.startswith("mrk-"))
    secret = there.kms.encrypt(KeyId=key, Plaintext=b"notebook")["CiphertextBlob"]
    assert there.kms.decrypt(CiphertextBlob=secret)["Plaintext"] == b"notebook"


def test_a_bucket_is_encrypted_by_its_key(there: Settled) -> None:
    found = there.s3.get_bucket_encryption(Bucket="settled-notebooks")["ServerSideEncryptionConfiguration"]["Rules"]
    assert found[0]["ApplyServerSideEncryptionByDefault"]["KMSMasterKeyID"] == KEY_ARN


def test_a_bucket_for_logs_lets_s3_write_them(there: Settled) -> None:
    (statement,) = json.loads(there.s3.get_bucket_policy(Bucket="settled-logs")["Policy"])["Statement"]
    assert (statement["Principal"], statement["Action"]) == ({"Service": "logging.s3.amazonaws.com"}, "s3:PutObject")


def test_a_bucket_for_trails_lets_cloudtrail_write_them(there: Settled) -> None:
    statements = json.loads(there.s3.get_bucket_policy(Bucket="settled-trails")["Policy"])["Statement"]
    assert {statement["Action"] for statement in statements} == {"s3:GetBucketAcl", "s3:PutObject"}
    assert {statement["Principal"]["Service"] for statement in statements} == {"cloudtrail.amazonaws.com"}


def test_a_topic_takes_alarms_and_events(there: Settled) -> None:
    arn = f"arn:aws:sns:{PLACE.region}:{PLACE.account}:settled-alarms"
    policy = json.loads(there.sns.get_topic_attributes(TopicArn=arn)["Attributes"]["Policy"])
    senders = {statement["Principal"]["Service"] for statement in policy["Statement"]}
    assert senders == {"cloudwatch.amazonaws.com", "events.amazonaws.com"}


def test_a_role_trusts_its_account_and_its_service_for_this_account_alone(there: Settled) -> None:
    role = there.iam.get_role(RoleName="settled-role")["Role"]
    account, service = role["AssumeRolePolicyDocument"]["Statement"]
    assert role["Path"] == "/data/"
    assert account["Principal"] == {"AWS": f"arn:aws:iam::{PLACE.account}:root"}
    assert service["Principal"] == {"Service": EMR}
    assert service["Condition"]["StringEquals"] == {"aws:SourceAccount": PLACE.account}


def test_users_groups_policies_and_saml_providers_are_there(there: Settled) -> None:
    prefix = f"arn:aws:iam::{PLACE.account}:"
    assert there.iam.get_user(UserName="settled-user")["User"]["Path"] == "/data/"
    assert there.iam.get_group(GroupName="settled-group")["Group"]["Path"] == "/"
    assert there.iam.get_policy(PolicyArn=f"{prefix}policy/data/settled-policy")
    assert there.iam.get_saml_provider(SAMLProviderArn=f"{prefix}saml-provider/settled-saml-provider")


@pytest.mark.usefixtures("directory")
def test_people_are_in_the_directory_with_the_ids_and_the_instance_that_are_known(aws: LocalAws) -> None:
    people = People(
        users=("alice", "carol"), groups=(), ids={"USER/carol": ID}, instance_arn=INSTANCE, user_quota=9, group_quota=9
    )
    settle(World(people=people), aws)
    [instance] = aws.client("sso-admin").list_instances()["Instances"]
    assert instance["InstanceArn"] == INSTANCE
    users = aws.client("identitystore").list_users(IdentityStoreId=instance["IdentityStoreId"])["Users"]
    assert {user["UserName"]: user["UserId"] == ID for user in users} == {"alice": False, "carol": True}
