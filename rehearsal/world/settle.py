"""Makes a world in the local AWS, by the same API that one would use on AWS."""

from ipaddress import ip_network
from typing import Any

from rehearsal.assembly import Environment
from rehearsal.aws import LocalAws
from rehearsal.inventory import NOT_OURS

from .settle_compute import ID, make_compute
from .settle_iam import document, make_identity
from .things import PRIVATE, Bucket, Key, People, PrefixList, SecurityGroup, Topic, Vpc
from .world import World

_ANY_RANGE = "10.0.0.0/16"


def settle(world: World, aws: LocalAws) -> None:
    """Makes all of a world, once: a second time it is refused.

    Raises:
        ClientError: The local AWS refuses a part of it; one that is there already, for example.
    """
    for vpc in world.vpcs:
        _make_vpc(vpc, _client(aws, "ec2", vpc.environment))
    for group in world.security_groups:
        _make_group(group, _client(aws, "ec2", group.environment))
    for group in world.security_groups:
        _open_to_notebooks(group, _client(aws, "ec2", group.environment))
    for prefix_list in world.prefix_lists:
        _make_prefix_list(prefix_list, _client(aws, "ec2", prefix_list.environment))
    for key in world.keys:
        _make_key(key, _client(aws, "kms", key.environment))
    for bucket in world.buckets:
        _make_bucket(bucket, _client(aws, "s3", bucket.environment))
    for topic in world.topics:
        _make_topic(topic, _client(aws, "sns", topic.environment))
    for identity in world.identities:
        make_identity(identity, aws.client("iam", account=identity.account))
    make_compute(world, lambda service, environment: _client(aws, service, environment))
    if world.people:
        _gather(world.people, aws)


def _client(aws: LocalAws, service: str, environment: Environment) -> Any:
    return aws.client(service, account=environment.account, region=environment.region)


def _tagged(kind: str, chosen: str | None, **tags: str) -> list[dict[str, Any]]:
    """The tags of a new thing, among them the id that it is to have."""
    named = {ID: chosen, **tags} if chosen else tags
    return [{"ResourceType": kind, "Tags": [{"Key": key, "Value": value} for key, value in named.items()]}]


# --- EC2 --------------------------------------------------------------------------------------------------------------


def _make_vpc(vpc: Vpc, ec2: Any) -> None:
    cidr = ip_network(vpc.cidr or _ANY_RANGE, strict=False)
    ec2.create_vpc(CidrBlock=str(cidr), TagSpecifications=_tagged("vpc", vpc.id))
    ec2.modify_vpc_attribute(VpcId=vpc.id, EnableDnsHostnames={"Value": True})
    ranges = cidr.subnets(prefixlen_diff=len(vpc.subnets).bit_length())
    tables: set[str] = set()
    for subnet, own_range in zip(vpc.subnets, ranges, strict=False):
        # The CDK's look-up of VPCs reads these tags.
        types = {"aws-cdk:subnet-type": subnet.type, "aws-cdk:subnet-name": subnet.group}
        made = ec2.create_subnet(
            VpcId=vpc.id,
            AvailabilityZone=subnet.zone,
            CidrBlock=str(own_range),
            TagSpecifications=_tagged("subnet", subnet.id, **types),
        )
        if subnet.route_table is None:
            continue
        if subnet.route_table not in tables:
            ec2.create_route_table(VpcId=vpc.id, TagSpecifications=_tagged("route-table", subnet.route_table))
            tables.add(subnet.route_table)
        ec2.associate_route_table(RouteTableId=subnet.route_table, SubnetId=made["Subnet"]["SubnetId"])
    if vpc.subnets:
        _give_a_way_out(vpc, made["Subnet"]["SubnetId"], ec2)


def _give_a_way_out(vpc: Vpc, subnet: str, ec2: Any) -> None:
    """Private subnets reach the internet by a NAT gateway, a record in one of them: no packet passes."""
    gateway = ec2.create_nat_gateway(SubnetId=subnet, ConnectivityType="private")["NatGateway"]["NatGatewayId"]
    of_vpc = ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [vpc.id]}])["RouteTables"]
    named = {subnet.route_table for subnet in vpc.subnets if subnet.type == PRIVATE}
    for table in of_vpc:
        is_main = any(association.get("Main") for association in table["Associations"])
        if table["RouteTableId"] in named or (is_main and None in named):
            where = {"RouteTableId": table["RouteTableId"], "DestinationCidrBlock": "0.0.0.0/0"}
            ec2.create_route(**where, NatGatewayId=gateway)


def _make_group(group: SecurityGroup, ec2: Any) -> None:
    home = {"VpcId": group.vpc_id} if group.vpc_id else {}
    ec2.create_security_group(
        GroupName=f"rehearsal-{group.id}",
        Description=NOT_OURS,
        TagSpecifications=_tagged("security-group", group.id),
        **home,
    )


def _open_to_notebooks(group: SecurityGroup, ec2: Any) -> None:
    if group.notebooks_from:
        source = {"UserIdGroupPairs": [{"GroupId": group.notebooks_from}]}
        rule = {"IpProtocol": "tcp", "FromPort": 18888, "ToPort": 18888, **source}
        ec2.authorize_security_group_ingress(GroupId=group.id, IpPermissions=[rule])


def _make_prefix_list(prefix_list: PrefixList, ec2: Any) -> None:
    ec2.create_managed_prefix_list(
        PrefixListName=f"rehearsal-{prefix_list.id}",
        AddressFamily="IPv4",
        MaxEntries=1,
        TagSpecifications=_tagged("prefix-list", prefix_list.id),
    )


# --- KMS and S3 -------------------------------------------------------------------------------------------------------


def _make_key(key: Key, kms: Any) -> None:
    # Without a policy, the key gets the usual one: the account's own policies govern it.
    kms.create_key(Tags=[{"TagKey": ID, "TagValue": key.id}], MultiRegion=key.id.startswith("mrk-"))


def _make_bucket(bucket: Bucket, s3: Any) -> None:
    elsewhere = bucket.environment.region != "us-east-1"
    region = {"CreateBucketConfiguration": {"LocationConstraint": bucket.environment.region}} if elsewhere else {}
    s3.create_bucket(Bucket=bucket.name, **region)
    if bucket.key_arn:
        rule = {
            "ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": bucket.key_arn},
            "BucketKeyEnabled": True,
        }
        s3.put_bucket_encryption(Bucket=bucket.name, ServerSideEncryptionConfiguration={"Rules": [rule]})
    arn = f"arn:aws:s3:::{bucket.name}"
    statements = []
    if bucket.takes_logs:
        statements.append(_let("logging.s3.amazonaws.com", "s3:PutObject", f"{arn}/*"))
    if bucket.takes_trails:
        statements.append(_let("cloudtrail.amazonaws.com", "s3:GetBucketAcl", arn))
        statements.append(_let("cloudtrail.amazonaws.com", "s3:PutObject", f"{arn}/*"))
    if statements:
        s3.put_bucket_policy(Bucket=bucket.name, Policy=document(*statements))


def _let(service: str, action: str, resource: str) -> dict[str, Any]:
    """A statement that lets an AWS service do something."""
    return {"Effect": "Allow", "Principal": {"Service": service}, "Action": action, "Resource": resource}


# --- SNS --------------------------------------------------------------------------------------------------------------


def _make_topic(topic: Topic, sns: Any) -> None:
    arn = sns.create_topic(Name=topic.name)["TopicArn"]
    senders = [_let(f"{sender}.amazonaws.com", "sns:Publish", arn) for sender in ("cloudwatch", "events")]
    sns.set_topic_attributes(TopicArn=arn, AttributeName="Policy", AttributeValue=document(*senders))


# --- Identity Center --------------------------------------------------------------------------------------------------


def _gather(people: People, aws: LocalAws) -> None:
    users: dict[str, list[str]] = {name: [] for name in people.users}
    aws.set_people(users, people.groups, ids=people.ids, instance_arn=people.instance_arn)
    aws.set_quotas(users=people.user_quota, groups=people.group_quota)
