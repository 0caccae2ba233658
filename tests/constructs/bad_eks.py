"""Mistakes in endpoints of EMR on EKS."""

from aws_cdk import CfnParameter, Duration, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from bad_inputs import Make, bad, role, sso, vpc
from conftest import Argument, imported_vpc, new_app, new_stack, new_studio
from eks_clusters import ENDPOINT_ARN, first_generation_cluster, imported_cluster, new_cluster, new_endpoint

from emr_studio_constructs import EmrOnEksEndpoint


def endpoint(**arguments: Argument) -> Make:
    return lambda stack: new_endpoint(stack, **arguments)


def existing(arn: str) -> Make:
    return lambda stack: EmrOnEksEndpoint.from_endpoint_arn(stack, "Endpoint", arn, execution_role=role(stack))


def with_propagation(stack: Stack) -> None:
    sso(stack, trusted_identity_propagation=True).add_compute(new_endpoint(stack))


def in_region(region: str) -> Make:
    return lambda stack: new_endpoint(new_stack(region=region, name=f"{stack.stack_name}-{region}"))


def in_another_vpc(stack: Stack) -> None:
    cluster = imported_cluster(
        stack,
        vpc=ec2.Vpc.from_vpc_attributes(
            stack, "Other", vpc_id="vpc-0fedcba9876543210", availability_zones=["eu-west-1a"]
        ),
    )
    new_studio(stack).add_compute(new_endpoint(stack, cluster=cluster))


def in_another_defined_vpc(stack: Stack) -> None:
    cluster = new_cluster(stack, vpc(stack, "Theirs"))
    new_studio(stack, vpc=vpc(stack, "Ours")).add_compute(new_endpoint(stack, cluster=cluster))


def in_public_subnets(stack: Stack) -> None:
    ours = imported_vpc(stack)
    studio = new_studio(stack, vpc=ours, vpc_subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PUBLIC))
    studio.add_compute(new_endpoint(stack, cluster=imported_cluster(stack, vpc=ours)))


def in_other_subnets(stack: Stack) -> None:
    ours = ec2.Vpc(stack, "Vpc", max_azs=2)
    first, second = (ec2.SubnetSelection(subnets=[subnet]) for subnet in ours.private_subnets)
    studio = new_studio(stack, vpc=ours, vpc_subnets=first)
    studio.add_compute(new_endpoint(stack, cluster=new_cluster(stack, ours, second)))


def in_other_subnets_of_an_imported_vpc(stack: Stack) -> None:
    ours, theirs = (imported_vpc(stack, name) for name in ("Ours", "Theirs"))
    studio = new_studio(stack, vpc=ours, vpc_subnets=ec2.SubnetSelection(subnets=ours.private_subnets[:1]))
    others = ec2.SubnetSelection(subnets=theirs.private_subnets[1:])
    studio.add_compute(new_endpoint(stack, cluster=new_cluster(stack, theirs, others)))


def in_public_subnets_alone(stack: Stack) -> None:
    ours = ec2.Vpc(stack, "Vpc", max_azs=2)
    cluster = first_generation_cluster(stack, ours, ec2.SubnetSelection(subnet_type=ec2.SubnetType.PUBLIC))
    new_studio(stack, vpc=ours).add_compute(new_endpoint(stack, cluster=cluster))


def twice_in_a_namespace(stack: Stack) -> None:
    cluster = new_cluster(stack, imported_vpc(stack))
    for name in ("First", "Second"):
        new_endpoint(stack, name, cluster=cluster)


def twice_in_a_namespace_by_two_stacks(_: Stack) -> None:
    app = new_app()
    for name in ("First", "Second"):
        new_endpoint(new_stack(app, name), name)


def foreign_role(stack: Stack) -> iam.IRole:
    return iam.Role.from_role_arn(stack, "Foreign", "arn:aws:iam::999988887777:role/theirs")


def with_name_known_at_deploy_only(stack: Stack) -> None:
    new_endpoint(stack, execution_role_name=CfnParameter(stack, "Name", type="String").value_as_string)


def with_role_for_ec2(stack: Stack) -> None:
    new_endpoint(stack, execution_role=iam.Role(stack, "Mine", assumed_by=iam.ServicePrincipal("ec2.amazonaws.com")))


def without_provider(stack: Stack) -> None:
    new_endpoint(stack, cluster=imported_cluster(stack, provider=None))


def for_no_tier(stack: Stack) -> None:
    new_studio(stack).add_compute(new_endpoint(stack), tiers=[])


LATEST = "must be like emr-7.13.0-latest, of release 6.7.0 or later"
TIMEOUT = "must be 1 to 1440 whole minutes"
ARN = "must be an endpoint's ARN, like arn:aws:emr-containers:"
BAD_EKS = [
    *(
        bad(f"an endpoint in {region}", in_region(region), "region", f"got {region}", "attach EMR on EC2")
        for region in ("eu-south-1", "cn-north-1", "us-gov-west-1")
    ),
    *(
        bad(f"{name!r} as a namespace", endpoint(namespace=name), "namespace", "must be a Kubernetes", f"got {name!r}")
        for name in ("", "Emr", "emr_studio", "-emr", "emr-", "e" * 64)
    ),
    *(
        bad(
            f"{label!r} as a release",
            endpoint(release_label=label),
            "release_label",
            LATEST,
            f"got {label!r}",
            "choose",
        )
        for label in ("", "emr-7.13.0", "7.13.0-latest", "emr-6.6.0-latest", "emr-5.36.0-latest", "latest")
    ),
    *(
        bad(
            f"{what} of idle time",
            endpoint(session_idle_timeout=time),
            *("session_idle_timeout", TIMEOUT, f"got {got}", "pass Duration.minutes("),
        )
        for what, time, got in (
            ("no time", Duration.minutes(0), "0"),
            ("half a minute", Duration.seconds(30), "0.5"),
            ("one and a half minutes", Duration.seconds(90), "1.5"),
            ("more than a day", Duration.minutes(1441), "1441"),
            ("a number", 90, "90"),
            ("nothing", 0, "0"),
        )
    ),
    *(
        bad(f"{name!r} as a virtual cluster", endpoint(virtual_cluster_id=name), "virtual_cluster_id", f"got {name!r}")
        for name in ("", "ABC", "abc/def", "a" * 65)
    ),
    bad(
        "a long virtual cluster name",
        endpoint(virtual_cluster_name="v" * 65),
        *("virtual_cluster_name must be 1 to 64 letters", "got 'vvv"),
    ),
    bad(
        "a long endpoint name", endpoint(endpoint_name="n" * 65), "endpoint_name", "must be 1 to 64 letters", "got 'nnn"
    ),
    bad("no endpoint name", endpoint(endpoint_name=""), "endpoint_name", "must be 1 to 64 letters", "got ''"),
    bad(
        "an endpoint name with a dot",
        endpoint(endpoint_name="a.b"),
        "endpoint_name",
        "a letter or digit first",
        "got 'a.b'",
    ),
    bad(
        "a virtual cluster name with a blank",
        endpoint(virtual_cluster_name="a b"),
        *("virtual_cluster_name", "any of . - _ / #", "got 'a b'"),
    ),
    bad(
        "a long role name", endpoint(execution_role_name="r" * 65), "execution_role_name", "must be 1 to 64", "got 'rrr"
    ),
    bad("a role name with a slash", endpoint(execution_role_name="a/b"), "execution_role_name", "got 'a/b'"),
    bad(
        "a role name known at deploy only",
        with_name_known_at_deploy_only,
        *("execution_role_name", "must be known at synth", "got a token", "write it out"),
    ),
    bad(
        "a name for a virtual cluster that is there",
        endpoint(virtual_cluster_id="abcd", virtual_cluster_name="mine"),
        *("virtual_cluster_name", "must not be given beside virtual_cluster_id", "got 'mine'", "leave it out"),
    ),
    bad(
        "a name for a role that is there",
        lambda s: new_endpoint(s, execution_role=role(s), execution_role_name="mine"),
        *("execution_role_name", "must not be given beside execution_role", "got 'mine'", "leave it out"),
    ),
    bad(
        "a role that service accounts cannot assume",
        with_role_for_ec2,
        *("execution_role", "got Stack/Mine", "no sts:AssumeRoleWithWebIdentity", "leave it out"),
    ),
    bad(
        "a cluster without an identity provider",
        without_provider,
        *("cluster", "must have an open_id_connect_provider", "got Stack/Cluster", "pass execution_role"),
    ),
    *(
        bad(f"{arn!r} as an endpoint", existing(arn), "endpoint_arn", ARN, f"got {arn!r}")
        for arn in ("", "efgh", ENDPOINT_ARN.replace("/endpoints", "/jobruns"), ENDPOINT_ARN.replace(":/", ":"))
    ),
    bad(
        "an endpoint of another Region",
        existing(ENDPOINT_ARN.replace("eu-west-1", "us-east-1")),
        *("endpoint_arn", "must be in the stack's Region eu-west-1", "got one in us-east-1", "Studio reaches no other"),
    ),
    bad(
        "an endpoint of another account",
        existing(ENDPOINT_ARN.replace("111122223333", "999988887777")),
        *("endpoint_arn", "must be in the stack's account 111122223333", "got one in 999988887777"),
    ),
    bad(
        "the name of a cluster",
        endpoint(cluster="analytics"),
        *("cluster must be an EKS cluster", "got 'analytics'", "import it with aws_eks_v2.Cluster.from_cluster"),
    ),
    bad(
        "the ARN of a role",
        endpoint(execution_role="arn:aws:iam::111122223333:role/mine"),
        *(
            "execution_role must be given as iam.IRole",
            "got 'arn:aws:iam::111122223333:role/mine'",
            "import it with iam.Role",
        ),
    ),
    *(
        bad(
            f"a role of another account for {what}",
            make,
            *("execution_role must be of the stack's account 111122223333", "got one of 999988887777"),
        )
        for what, make in (
            ("an endpoint", lambda s: new_endpoint(s, execution_role=foreign_role(s))),
            (
                "an endpoint that exists",
                lambda s: EmrOnEksEndpoint.from_endpoint_arn(
                    s, "Endpoint", ENDPOINT_ARN, execution_role=foreign_role(s)
                ),
            ),
        )
    ),
    bad(
        "a path of the execution role with a dot",
        endpoint(role_path="/data.team/"),
        *("role_path must be an IAM path without dots", "got '/data.team/'"),
    ),
    bad(
        "a path for a role that is there",
        lambda s: new_endpoint(s, execution_role=role(s), role_path="/data/"),
        *("role_path", "must not be given beside execution_role", "got '/data/'", "leave it out"),
    ),
    *(
        bad(
            f"two virtual clusters of a namespace in {what}",
            make,
            "namespace must have no virtual cluster yet",
            "got 'emr', which has ",
            "First/VirtualCluster",
            "pass virtual_cluster_id=first.virtual_cluster_id",
        )
        for what, make in (("a stack", twice_in_a_namespace), ("two stacks", twice_in_a_namespace_by_two_stacks))
    ),
    bad(
        "a cluster of the first generation in public subnets",
        in_public_subnets_alone,
        *("cluster", "must share a private subnet", "got Stack/Cluster in none of Stack/Vpc/Private", "add one"),
    ),
    *(
        bad(
            f"a cluster in another {what}",
            make,
            "cluster",
            "must be in the Studio's VPC",
            "choose a cluster in that VPC",
        )
        for what, make in (("VPC", in_another_vpc), ("VPC of the app", in_another_defined_vpc))
    ),
    bad(
        "a cluster for a Studio in public subnets",
        in_public_subnets,
        *("cluster", "must share a private subnet", "got a Studio in public subnets alone", "vpc_subnets"),
    ),
    bad(
        "a cluster in other subnets",
        in_other_subnets,
        *("cluster", "must share a private subnet", "got Stack/Cluster in none of Stack/Vpc/Private", "add one"),
    ),
    bad(
        "a cluster in other subnets of a VPC that is imported twice",
        in_other_subnets_of_an_imported_vpc,
        *("cluster", "must share a private subnet", "got Stack/Cluster in none of Stack/Ours/PrivateSubnet", "add one"),
    ),
    bad(
        "an endpoint with propagation",
        with_propagation,
        *("EmrOnEksEndpoint", "must not be", "trusted_identity_propagation", "EMR_ON_EKS"),
    ),
    bad("an endpoint for no tier", for_no_tier, "tiers of EmrOnEksEndpoint", "got none"),
]
