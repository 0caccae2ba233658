"""Mistakes in an EMR Serverless application."""

from aws_cdk import Duration, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from bad_inputs import Make, bad, group, key, role, sso, subnets
from conftest import Argument, imported_vpc, new_studio

from emr_studio_constructs import EmrServerlessApp, Tier

REPOSITORY = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/spark"
ARN = "arn:aws:emr-serverless:eu-west-1:111122223333:/applications/00abc"


def application(**arguments: Argument) -> Make:
    return lambda stack: EmrServerlessApp(stack, "Spark", **arguments)


def in_vpc(stack: Stack, **arguments: Argument) -> EmrServerlessApp:
    return EmrServerlessApp(stack, "Spark", vpc=imported_vpc(stack), **arguments)


def existing(arn: str = ARN, **arguments: Argument) -> Make:
    return lambda stack: EmrServerlessApp.from_application_arn(
        stack, "Spark", arn, **{"runtime_roles": [role(stack)], **arguments}
    )


def public_vpc(stack: Stack) -> ec2.IVpc:
    return ec2.Vpc.from_vpc_attributes(
        stack,
        "Public",
        vpc_id="vpc-0123456789abcdef0",
        availability_zones=["eu-west-1a"],
        public_subnet_ids=["subnet-0123456789abcde10"],
        public_subnet_route_table_ids=["rtb-0123456789abcde10"],
    )


def untrusting(stack: Stack) -> iam.Role:
    return iam.Role(stack, "Untrusting", assumed_by=iam.ServicePrincipal("ec2.amazonaws.com"))


def foreign_role(stack: Stack) -> iam.IRole:
    return iam.Role.from_role_arn(stack, "Foreign", "arn:aws:iam::999988887777:role/theirs")


def sharing_the_key_of_notebooks(stack: Stack) -> None:
    studio = new_studio(stack)
    studio.add_compute(EmrServerlessApp(stack, "Spark", encryption_key=studio.encryption_key))


def sharing_a_given_key(stack: Stack) -> None:
    ours = key(stack)
    studio = new_studio(stack, encryption_key=ours)
    theirs = kms.Key.from_key_arn(stack, "Again", ours.key_arn)
    studio.add_compute(EmrServerlessApp(stack, "Spark", encryption_key=theirs))


TRUST = ("runtime_roles", "must trust emr-serverless.amazonaws.com", "Stack/Untrusting", "before the role is passed")
BAD_SERVERLESS = [
    *(
        bad(f"the release {label!r}", application(release_label=label), "release_label", *words)
        for label, *words in (
            ("", "must be a release like emr-7.13.0", "got ''"),
            ("7.13.0", "must be a release like emr-7.13.0", "got '7.13.0'"),
            ("emr-7.13", "must be a release like emr-7.13.0", "got 'emr-7.13'"),
            ("emr-6.13.0", "must be emr-6.14.0 or later", "got 'emr-6.13.0'", "no Studio attaches"),
            ("emr-5.36.0", "must be emr-6.14.0 or later", "got 'emr-5.36.0'"),
        )
    ),
    bad("processors of another kind", application(architecture="ARM"), "architecture", "ARM64, X86_64", "got 'ARM'"),
    *(
        bad(
            f"{argument} for no notebook",
            application(**{argument: least - 1}),
            argument,
            f"must be a whole number, {least} or more, got {least - 1}:",
        )
        for argument, least in (("maximum_vcpu", 8), ("maximum_memory_gb", 32), ("maximum_disk_gb", 40))
    ),
    *(
        bad(f"{value!r} as a number of vCPU", application(maximum_vcpu=value), "maximum_vcpu", f"got {value!r}")
        for value in ("64", "64 vCPU", True, 8.5)
    ),
    bad(
        "a number as idle time",
        application(idle_timeout=15),
        *("idle_timeout must be 1 to 10080 whole minutes", "got 15", "pass Duration.minutes("),
    ),
    *(
        bad(
            f"idling for {timeout.to_human_string()}",
            application(idle_timeout=timeout),
            *("idle_timeout must be 1 to 10080 whole minutes", got, "pass Duration.minutes("),
        )
        for timeout, got in (
            (Duration.minutes(0), "got 0:"),
            (Duration.seconds(90), "got 1.5:"),
            (Duration.minutes(10081), "got 10081:"),
        )
    ),
    *(
        bad(f"the application name {name!r}", application(application_name=name), "application_name", *words)
        for name, *words in (
            ("", "must have 1 to 64 characters", "got 0"),
            ("a" * 65, "must have 1 to 64 characters", "got 65"),
            ("our spark", "must be letters, digits and ._/#-", "got 'our spark'"),
        )
    ),
    *(
        bad(f"the image {image!r}", application(image_uri=image), "image_uri", "with a tag or digest", f"got {image!r}")
        for image in ("spark:1.0", REPOSITORY, f"{REPOSITORY}@md5:{'0' * 64}", f"{REPOSITORY}@sha256:{'0' * 63}", "")
    ),
    bad(
        "subnets without their VPC",
        lambda s: EmrServerlessApp(s, "Spark", vpc_subnets=subnets(s, 1)),
        *("vpc_subnets needs vpc beside it", "without vpc"),
    ),
    bad(
        "groups without their VPC",
        lambda s: EmrServerlessApp(s, "Spark", security_groups=[group(s)]),
        *("security_groups needs vpc beside it", "without vpc"),
    ),
    bad(
        "no group for workers",
        lambda s: in_vpc(s, security_groups=[]),
        *("security_groups", "must number 1 to 5", "got 0", "leave it out"),
    ),
    bad(
        "six groups for workers",
        lambda s: in_vpc(s, security_groups=[group(s, f"Group{number}") for number in range(6)]),
        *("security_groups", "must number 1 to 5", "got 6"),
    ),
    bad(
        "a text as groups of workers",
        lambda s: in_vpc(s, security_groups="sg-1"),
        *("security_groups must be a list of security groups", "got the text 'sg-1'", "put it in brackets"),
    ),
    bad(
        "seventeen subnets for workers",
        lambda s: in_vpc(s, vpc_subnets=subnets(s, 17)),
        *("vpc_subnets", "must number 1 to 16", "got 17"),
    ),
    bad(
        "a VPC of public subnets alone for workers",
        lambda s: EmrServerlessApp(s, "Spark", vpc=public_vpc(s)),
        *("subnets must number 1 to 16 for an EMR Serverless application", "got 0 of vpc Stack/Public", "vpc_subnets"),
    ),
    bad(
        "a subnet twice for workers",
        lambda s: in_vpc(s, vpc_subnets=ec2.SubnetSelection(subnets=imported_vpc(s, "Again").private_subnets[:1] * 2)),
        *("vpc_subnets must be different", "got one twice among", "name each once"),
    ),
    bad(
        "connections without a VPC",
        lambda s: EmrServerlessApp(s, "Spark").connections,
        *("vpc must be given for Stack/Spark", "got none"),
    ),
    bad(
        "a key of another Region for logs",
        lambda s: EmrServerlessApp(s, "Spark", encryption_key=key(s, region="us-east-1")),
        *("encryption_key must be in the stack's Region eu-west-1", "got one in us-east-1"),
    ),
    bad(
        "an asymmetric key for logs",
        lambda s: EmrServerlessApp(s, "Spark", encryption_key=kms.Key(s, "Key", key_spec=kms.KeySpec.RSA_2048)),
        *("encryption_key must be symmetric", "Stack/Key", "RSA_2048"),
    ),
    bad(
        "no runtime role",
        application(runtime_roles=[]),
        *("runtime_roles must name one or more", "got none", "a notebook runs with one"),
    ),
    bad(
        "a text as runtime roles",
        application(runtime_roles="analyst"),
        *("runtime_roles must be a list of roles", "got the text 'analyst'", "put it in brackets"),
    ),
    bad(
        "a runtime role without brackets",
        lambda s: application(runtime_roles=role(s))(s),
        *("runtime_roles must be a list of roles", "got no list", "put it in brackets"),
    ),
    bad(
        "a text as a runtime role",
        application(runtime_roles=["analyst"]),
        *("runtime_roles must be given as iam.IRole", "got 'analyst'", "import it with iam.Role.from_role_arn"),
    ),
    bad(
        "the key of notebooks for logs",
        sharing_the_key_of_notebooks,
        *("encryption_key of Stack/Spark must not be the Studio's", "got Stack/Studio/Storage/Key", "define another"),
    ),
    bad(
        "a given key of notebooks for logs",
        sharing_a_given_key,
        *("encryption_key of Stack/Spark must not be the Studio's", "got Stack/Again", "people may use the key"),
    ),
    bad(
        "a path of policies with a dot",
        application(policy_path="/data.team/"),
        *("policy_path must be an IAM path without dots", "got '/data.team/'"),
    ),
    bad(
        "a runtime role that EMR Serverless cannot take on",
        lambda s: EmrServerlessApp(s, "Spark", runtime_roles=[untrusting(s)]),
        *TRUST,
    ),
    bad(
        "a runtime role of another account",
        lambda s: EmrServerlessApp(s, "Spark", runtime_roles=[foreign_role(s)]),
        *("runtime_roles must be of the stack's account 111122223333", "got one of 999988887777"),
    ),
    bad(
        "a path for given runtime roles",
        lambda s: EmrServerlessApp(s, "Spark", runtime_roles=[role(s)], role_path="/data/"),
        *("role_path must not be given with runtime_roles", "are yours"),
    ),
    bad(
        "a path of runtime roles with a dot",
        application(role_path="/data.team/"),
        *("role_path must be an IAM path without dots", "got '/data.team/'"),
    ),
    *(
        bad(
            f"the application {arn!r}",
            existing(arn),
            "application_arn must be the ARN of an application",
            f"got {arn!r}",
        )
        for arn in ("00abc", ARN.replace(":/", ":"), f"{ARN}/jobruns/00def", ARN.replace("emr-serverless", "emr"), "")
    ),
    bad(
        "an application of another account",
        existing(ARN.replace("111122223333", "999988887777")),
        *("application_arn must be in the stack's account 111122223333", "got one in 999988887777", "reaches no other"),
    ),
    bad(
        "an application of another Region",
        existing(ARN.replace("eu-west-1", "us-east-1")),
        *("application_arn must be in the stack's Region eu-west-1", "got one in us-east-1", "reaches no other"),
    ),
    bad("an existing application without runtime roles", existing(runtime_roles=[]), "runtime_roles", "got none"),
    bad(
        "an existing application with a role that it cannot take on",
        lambda s: existing(runtime_roles=[untrusting(s)])(s),
        *TRUST,
    ),
    bad(
        "a key of another Region for the logs of an application that exists",
        lambda s: existing(encryption_key=key(s, region="us-east-1"))(s),
        *("encryption_key must be in the stack's Region eu-west-1", "got one in us-east-1"),
    ),
    bad(
        "serverless with propagation",
        lambda s: sso(s, trusted_identity_propagation=True).add_compute(EmrServerlessApp(s, "Spark")),
        *("must not be", "EmrServerlessApp", "trusted_identity_propagation", "cannot have EMR_SERVERLESS"),
    ),
    bad(
        "serverless for BASIC",
        lambda s: new_studio(s).add_compute(EmrServerlessApp(s, "Spark"), tiers=[Tier.BASIC]),
        *("tiers of EmrServerlessApp must have EMR_SERVERLESS", "got BASIC", "leave it out"),
    ),
]
