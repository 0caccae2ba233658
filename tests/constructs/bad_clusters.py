"""Mistakes in which clusters people attach to, and create."""

from aws_cdk import CfnParameter, Stack
from aws_cdk import aws_iam as iam
from bad_inputs import Make, bad, role, sso
from conftest import Argument, new_studio

from emr_studio_constructs import EmrOnEc2, EmrStudio


def propagating(stack: Stack) -> EmrStudio:
    return sso(stack, trusted_identity_propagation=True)


def with_roles(stack: Stack, **arguments: Argument) -> EmrOnEc2:
    return EmrOnEc2(**{"cluster_service_roles": [role(stack, "c")], "instance_roles": [role(stack, "i")], **arguments})


def with_text_as(argument: str) -> Make:
    return lambda s: with_roles(s, **{argument: "x"})


def without_brackets(argument: str) -> Make:
    return lambda s: with_roles(s, **{argument: role(s)})


def with_arn_in(argument: str) -> Make:
    return lambda s: with_roles(s, **{argument: ["arn:aws:iam::111122223333:role/x"]})


def with_role_of_another_account_as(argument: str) -> Make:
    def attach(stack: Stack) -> None:
        theirs = iam.Role.from_role_arn(stack, "Theirs", "arn:aws:iam::999988887777:role/theirs")
        new_studio(stack).add_compute(with_roles(stack, **{argument: [theirs]}))

    return attach


def with_key_known_at_deploy_only(stack: Stack) -> EmrOnEc2:
    return EmrOnEc2(cluster_tags={CfnParameter(stack, "Key", type="String").value_as_string: "a"})


ROLES = ("runtime_roles", "cluster_service_roles", "instance_roles", "auto_scaling_roles")
KEYS = "must have keys of 1 to 128 characters that do not begin with aws:"
BAD_CLUSTERS = [
    bad(
        "clusters by hand with propagation",
        lambda s: propagating(s).add_compute(with_roles(s)),
        "cluster_service_roles",
        "must not be given",
        "trusted_identity_propagation",
        "leave out both",
    ),
    bad(
        "runtime roles with propagation",
        lambda s: propagating(s).add_compute(EmrOnEc2(runtime_roles=[role(s)])),
        "runtime_roles",
        "must not be given",
        "trusted_identity_propagation",
        "leave them out",
    ),
    bad(
        "automatic scaling of clusters that nobody creates",
        lambda s: EmrOnEc2(auto_scaling_roles=[role(s)]),
        "auto_scaling_roles",
        "needs cluster_service_roles and instance_roles",
        "nobody creates clusters",
    ),
    bad(
        "no cluster tag",
        lambda _: EmrOnEc2(cluster_tags={}),
        "cluster_tags",
        "got none",
        "must name one or more",
        "leave it out",
    ),
    *(
        bad(f"a cluster tag with {what}", make, "cluster_tags", *words)
        for what, make, words in (
            ("no key", lambda _: EmrOnEc2(cluster_tags={"": "a"}), (KEYS, "got ''")),
            ("a key of AWS", lambda _: EmrOnEc2(cluster_tags={"aws:team": "a"}), (KEYS, "got 'aws:team'")),
            ("a long key", lambda _: EmrOnEc2(cluster_tags={"k" * 129: "a"}), (KEYS, "got 'kkk")),
            ("no value", lambda _: EmrOnEc2(cluster_tags={"team": ""}), ("must have values", "got '' for 'team'")),
            (
                "a long value",
                lambda _: EmrOnEc2(cluster_tags={"team": "v" * 257}),
                ("of 1 to 256 characters", "got 'vvv"),
            ),
            ("only a text", with_text_as("cluster_tags"), ("must map keys to values", "got 'x'", "write them like")),
            ("a token as its key", with_key_known_at_deploy_only, ("must have keys that are known", "write the key")),
        )
    ),
    *(
        bad(
            f"a text as {argument}",
            with_text_as(argument),
            *(argument, "must be a list of roles", "got the text 'x'", "put it in brackets"),
        )
        for argument in ROLES
    ),
    *(
        bad(
            f"{argument} without brackets",
            without_brackets(argument),
            *(argument, "must be a list of roles", "got no list", "put it in brackets"),
        )
        for argument in ROLES
    ),
    *(
        bad(
            f"an ARN in {argument}",
            with_arn_in(argument),
            *(argument, "must be given as iam.IRole", "got 'arn:aws:iam::111122223333:role/x'", "import it with"),
        )
        for argument in ROLES
    ),
    *(
        bad(
            f"{argument} of another account",
            with_role_of_another_account_as(argument),
            *(argument, "must be of the stack's account 111122223333", "got one of 999988887777", "choose one"),
        )
        for argument in ROLES
    ),
    bad(
        "service roles alone",
        lambda s: EmrOnEc2(cluster_service_roles=[role(s)]),
        "cluster_service_roles",
        "needs instance_roles",
        "roles of both kinds",
    ),
    bad(
        "instance roles alone",
        lambda s: EmrOnEc2(instance_roles=[role(s)]),
        "instance_roles",
        "needs cluster_service_roles",
        "roles of both kinds",
    ),
]
