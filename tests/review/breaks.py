"""Each way to break a template by hand, and what is found of it."""

from collections.abc import Callable

from emr_studio_constructs.review.finding import Severity
from review.by_hand import EVERYWHERE, Json, statements_of

Break = Callable[[Json], None]
Found = tuple[Severity, str, str]

HIGH, MEDIUM, LOW = Severity.HIGH, Severity.MEDIUM, Severity.LOW


def _set(logical_id: str, name: str, value: object) -> Break:
    def change(resources: Json) -> None:
        resources[logical_id]["Properties"][name] = value

    return change


def _unset(logical_id: str, *names: str) -> Break:
    def change(resources: Json) -> None:
        for name in names:
            for holder in (resources[logical_id], resources[logical_id]["Properties"]):
                holder.pop(name, None)

    return change


def _without(*logical_ids: str) -> Break:
    def change(resources: Json) -> None:
        for logical_id in logical_ids:
            del resources[logical_id]

    return change


def _state(logical_id: str, **statement: object) -> Break:
    """Adds a statement to a policy."""

    def change(resources: Json) -> None:
        statements_of(resources, logical_id).append({"Sid": "New", "Effect": "Allow", **statement})

    return change


def _restate(logical_id: str, name: str, value: object) -> Break:
    """Changes the first statement of a policy; without a value, takes something out."""

    def change(resources: Json) -> None:
        statement = statements_of(resources, logical_id)[0]
        statement[name] = value
        if value is None:
            del statement[name]

    return change


def _let_in(logical_id: str, cidr: str) -> Break:
    rule = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "CidrIp": cidr}
    return _set(logical_id, "SecurityGroupIngress", [rule])


def _emptied(resources: Json) -> None:
    _unset("Bucket", "DeletionPolicy")(resources)
    resources["Empty"] = {"Type": "Custom::S3AutoDeleteObjects", "Properties": {"BucketName": {"Ref": "Bucket"}}}


def _encrypt(**rule: object) -> Break:
    def change(resources: Json) -> None:
        configuration = resources["Bucket"]["Properties"]["BucketEncryption"]["ServerSideEncryptionConfiguration"][0]
        configuration.update(rule)

    return change


def _public_route(resources: Json) -> None:
    del resources["WayOut"]["Properties"]["NatGatewayId"]
    resources["WayOut"]["Properties"]["GatewayId"] = "igw-1"


def _in_one_zone(resources: Json) -> None:
    zone = resources["SubnetA"]["Properties"]["AvailabilityZone"]
    resources["SubnetB"]["Properties"]["AvailabilityZone"] = zone


_OF_ANOTHER_BUCKET = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "arn:aws:kms:eu-west-1:111122223333:key/other"}
_RESOURCES = "arn:aws:s3:::other/*"

BREAKS: dict[str, tuple[Break, Found]] = {
    "no TLS": (_without("BucketPolicy"), (MEDIUM, "Bucket", "without TLS")),
    "TLS for some alone": (
        _restate("BucketPolicy", "Principal", {"AWS": "111122223333"}),
        (MEDIUM, "Bucket", "TLS"),
    ),
    "public by a flag": (
        _set("Bucket", "PublicAccessBlockConfiguration", {"BlockPublicAcls": False}),
        (HIGH, "Bucket", "does not block public access: BlockPublicAcls"),
    ),
    "public by policy": (
        _state("BucketPolicy", Principal="*", Action="s3:GetObject", Resource="*"),
        (HIGH, "Bucket", "lets the public in"),
    ),
    "public not spoken of": (_unset("Bucket", "PublicAccessBlockConfiguration"), (LOW, "Bucket", "does not say")),
    "bucket not kept": (_unset("Bucket", "DeletionPolicy"), (MEDIUM, "Bucket", "is not kept")),
    "bucket not kept when replaced": (_unset("Bucket", "UpdateReplacePolicy"), (MEDIUM, "Bucket", "is not kept")),
    "bucket emptied": (_emptied, (HIGH, "Bucket", "with all notebooks")),
    "no versions": (_unset("Bucket", "VersioningConfiguration"), (LOW, "Bucket", "keeps no versions")),
    "two keys": (_encrypt(ServerSideEncryptionByDefault=_OF_ANOTHER_BUCKET), (HIGH, "Bucket", "another key")),
    "bucket without the key": (_unset("Bucket", "BucketEncryption"), (MEDIUM, "Bucket", "does not encrypt with")),
    "Studio not told": (_unset("Studio", "EncryptionKeyArn"), (MEDIUM, "Bucket", "is not told")),
    "no Bucket Keys": (_encrypt(BucketKeyEnabled=False), (LOW, "Bucket", "without S3 Bucket Keys")),
    "key not kept": (_unset("Key", "DeletionPolicy"), (HIGH, "Key", "is not kept")),
    "key not rotated": (_set("Key", "EnableKeyRotation", value=False), (LOW, "Key", "no new key material")),
    "key for everybody": (_restate("Key", "Principal", {"AWS": "*"}), (HIGH, "Key", "lets everybody in")),
    "Workspaces reached from everywhere": (_let_in("Workspaces", EVERYWHERE), (HIGH, "Workspaces", "lets traffic in")),
    "Workspaces reached from the VPC": (
        _let_in("Workspaces", "10.0.0.0/16"),
        (MEDIUM, "Workspaces", "lets traffic in"),
    ),
    "clusters reached from the internet": (
        _let_in("Engine", "8.8.8.0/24"),
        (HIGH, "Engine", "lets in from 8.8.8.0/24"),
    ),
    "clusters reached from everywhere": (_let_in("Engine", "::/0"), (HIGH, "Engine", "lets in from ::/0, tcp 22")),
    "engine group without rules": (
        _unset("Engine", "SecurityGroupEgress"),
        (MEDIUM, "Engine", "out to 0.0.0.0/0, everything"),
    ),
    "engine group that goes out": (
        _set("Engine", "SecurityGroupEgress", [{"IpProtocol": "6", "FromPort": 1, "ToPort": 9, "CidrIp": EVERYWHERE}]),
        (MEDIUM, "Engine", "out to 0.0.0.0/0, tcp 1-9"),
    ),
    "Workspaces let out to all": (
        _set("Workspaces", "SecurityGroupEgress", [{"IpProtocol": "-1", "CidrIp": EVERYWHERE}]),
        (MEDIUM, "Workspaces", "out to 0.0.0.0/0, everything"),
    ),
    "no notebook port out": (_without("ToEngine"), (MEDIUM, "Workspaces", "18888")),
    "no notebook port in": (_unset("Engine", "SecurityGroupIngress"), (MEDIUM, "Workspaces", "18888")),
    "one zone": (_in_one_zone, (MEDIUM, "SubnetA", "in one zone")),
    "one subnet": (_set("Studio", "SubnetIds", ["subnet-1"]), (MEDIUM, "subnet-1", "in one zone")),
    "public subnets": (_public_route, (MEDIUM, "SubnetB", "is public: its way out is internet gateway igw-1")),
    "trust as printed": (_restate("ServiceRole", "Principal", None), (HIGH, "ServiceRole", "names no principal")),
    "trust for everybody": (
        _restate("UserRole", "Principal", {"AWS": "*"}),
        (HIGH, "UserRole", "lets everybody assume"),
    ),
    "trust for any account": (_restate("ServiceRole", "Condition", None), (MEDIUM, "ServiceRole", "on behalf of any")),
    "no person": (_restate("UserRole", "Action", "sts:AssumeRole"), (MEDIUM, "UserRole", "sts:SetContext")),
    "user role in IAM mode": (_set("Studio", "AuthMode", "IAM"), (HIGH, "Studio", "has a user role")),
    "no user role": (_unset("Studio", "UserRole"), (HIGH, "Studio", "has no user role")),
    "any role passed": (
        _state("SessionPolicy", Action="iam:PassRole", Resource="*"),
        (HIGH, "SessionPolicy", "passes"),
    ),
    "all roles passed but one": (
        _state("SessionPolicy", Action="iam:PassRole", NotResource="arn:aws:iam::111122223333:role/admin"),
        (HIGH, "SessionPolicy", "New passes roles"),
    ),
    "roles passed by pattern": (
        _state("SessionPolicy", Action="iam:Pass*", Resource="arn:aws:iam::111122223333:role/emr-*"),
        (HIGH, "SessionPolicy", "passes roles"),
    ),
    "a role passed to any service": (
        _state("SessionPolicy", Action="iam:PassRole", Resource="arn:aws:iam::111122223333:role/spark"),
        (LOW, "SessionPolicy", "New passes roles to any service"),
    ),
    "an action of old": (
        _restate("SessionPolicy", "Action", "emr-containers:CreateAccessTokenForManagedEndpoint"),
        (MEDIUM, "SessionPolicy", "which IAM does not know"),
    ),
    "an action that never was": (
        _restate("SessionPolicy", "Action", ["kms:ReEncrypt"]),
        (MEDIUM, "SessionPolicy", "kms:ReE"),
    ),
    "a key with another prefix": (
        _restate("SessionPolicy", "Condition", {"StringEquals": {"emr:ResourceTag/creatorUserId": "x"}}),
        (MEDIUM, "SessionPolicy", "emr:resourcetag"),
    ),
    "groups for people": (
        _state("SessionPolicy", Action="ec2:AuthorizeSecurityGroupEgress", Resource="arn:aws:ec2:::vpc/vpc-1"),
        (MEDIUM, "SessionPolicy", "gives people ec2:AuthorizeSecurityGroupEgress"),
    ),
    "all actions": (_restate("SessionPolicy", "Action", "*"), (HIGH, "SessionPolicy", "allows *")),
    "all of a service": (_restate("SessionPolicy", "Action", "s3:*"), (HIGH, "SessionPolicy", "Clusters allows s3:*")),
    "some of a service": (_restate("SessionPolicy", "Action", "s3:Get*"), (MEDIUM, "SessionPolicy", "allows s3:Get*")),
    "all resources": (_restate("SessionPolicy", "Resource", "*"), (MEDIUM, "SessionPolicy", "Clusters is about *")),
    "other objects": (
        _state("SessionPolicy", Action="s3:GetObjectAcl", Resource=_RESOURCES),
        (LOW, "SessionPolicy", f"is about {_RESOURCES}"),
    ),
    "a policy that IAM refuses": (
        _restate("SessionPolicy", "Effect", "allow"),
        (HIGH, "SessionPolicy", "cannot be judged: Clusters of SessionPolicy: the effect is Allow or Deny"),
    ),
    "a key's policy that IAM refuses": (
        _restate("Key", "Principal", {"AWS": "arn:aws:iam::*:root"}),
        (HIGH, "Key", "cannot be judged: Account of Key.KeyPolicy: principal"),
    ),
    "a bucket for an organization": (
        _state(
            "BucketPolicy",
            Effect="Deny",
            Principal="*",
            Action="s3:*",
            Resource="*",
            Condition={"StringNotEquals": {"aws:PrincipalOrgID": "o-1"}},
        ),
        (LOW, "bucket policy BucketPolicy", "asks for aws:principalorgid, which no template tells"),
    ),
    "a sign-in that only the deploy knows": (
        _set("Studio", "AuthMode", "Mode-value"),
        (MEDIUM, "Studio", "its AuthMode is Mode-value, and taken to be IAM"),
    ),
    "all but": (
        _state("SessionPolicy", NotAction="iam:*", Resource="arn:aws:s3:::x"),
        (HIGH, "SessionPolicy", "all but what NotAction names"),
    ),
}
