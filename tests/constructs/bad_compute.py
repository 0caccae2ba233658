"""Mistakes in which compute people attach to."""

from aws_cdk import CfnParameter, Stack
from bad_inputs import Make, bad, role, sso
from conftest import Argument

from emr_studio_constructs import EmrOnEc2, EmrStudio


def propagating(stack: Stack) -> EmrStudio:
    return sso(stack, trusted_identity_propagation=True)


def with_roles(stack: Stack, **arguments: Argument) -> EmrOnEc2:
    return EmrOnEc2(**{"cluster_service_roles": [role(stack, "c")], "instance_roles": [role(stack, "i")], **arguments})


def with_text_as(argument: str) -> Make:
    return lambda s: with_roles(s, **{argument: "x"})


def with_key_known_at_deploy_only(stack: Stack) -> EmrOnEc2:
    return EmrOnEc2(cluster_tags={CfnParameter(stack, "Key", type="String").value_as_string: "a"})


KEYS = "must have keys of 1 to 128 characters that do not begin with aws:"
BAD_COMPUTE = [
    bad(
        "clusters by hand with propagation",
        lambda s: propagating(s).add_compute(with_roles(s)),
        "cluster_service_roles",
        "must not be given",
        "trusted_identity_propagation",
        "leave out both",
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
        for argument in ("cluster_service_roles", "instance_roles")
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
