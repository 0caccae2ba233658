"""Mistakes in the Studio itself, its roles and policies, and in Studios that are defined elsewhere."""

from aws_cdk import Stack
from aws_cdk import aws_iam as iam
from bad_inputs import Make, bad, role, studio, studio_in
from conftest import Argument, new_stack, new_studio

from emr_studio_constructs import Capability, EmrStudio, IdentityCenterAuth


def imported(**arguments: Argument) -> Make:
    return lambda s: EmrStudio.from_studio_attributes(s, "S", studio_id="es-1", service_role=role(s), **arguments)


def untrusting(stack: Stack) -> dict[str, Argument]:
    return {"service_role": iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("ec2.amazonaws.com"))}


DOTLESS = "an IAM path without dots, like /emr-studio/"
BAD_STUDIOS = [
    bad("an empty name", studio(studio_name=""), "studio_name", "got 0", "must have 1 to 256 characters"),
    bad("a long name", studio(studio_name="x" * 257), "studio_name", "got 257", "must have 1 to 256 characters"),
    bad(
        "a name with a blank", studio(studio_name="my studio"), "studio_name", "'my studio'", "must be letters, digits"
    ),
    bad("a long description", studio(description="x" * 257), "description", "got 257", "must have 0 to 256 characters"),
    bad("a role path without slashes", studio(role_path="emr"), "role_path", "'emr'", DOTLESS),
    bad("a role path with a dot", studio(role_path="/a.b/"), "role_path", "'/a.b/'", DOTLESS),
    bad("a policy path without slashes", studio(policy_path="emr"), "policy_path", "'emr'", DOTLESS),
    bad("a policy path with a dot", studio(policy_path="/a.b/"), "policy_path", "'/a.b/'", DOTLESS),
    bad(
        "an optional capability that is none",
        studio(optional_capabilities=[Capability.ATHENA, Capability.GIT]),
        *("optional_capabilities", "got GIT", "must be among SAGEMAKER, CODEWHISPERER, ATHENA"),
    ),
    bad(
        "an optional capability that is no list",
        studio(optional_capabilities="ATHENA"),
        *("optional_capabilities", "must be a list of capabilities", "got the text 'ATHENA'", "put it in brackets"),
    ),
    *(
        bad(name, make, "git_secrets", "got 'X'", "must be one of SERVICE_ROLE, USER")
        for name, make in (
            ("Git secrets of nobody", studio(git_secrets="X")),
            ("Git secrets of nobody in an imported Studio", imported(git_secrets="X")),
        )
    ),
    bad(
        "a service role that EMR may not assume",
        studio_in(untrusting),
        *("service_role", "must trust elasticmapreduce.amazonaws.com", "got Stack/Role", "let it assume the role"),
    ),
    bad(
        "a service role with a dot",
        studio_in(lambda stack: {"service_role": role(stack, "a.b")}),
        *("service_role", "role/a.b", "without a dot", "CloudFormation refuses it"),
    ),
    bad(
        "an id that is none",
        lambda s: EmrStudio.from_studio_id(s, "S", "es-1a"),
        "studio_id",
        "'es-1a'",
        "must be a Studio's id",
        "like es-",
    ),
    bad(
        "attributes of an id that is none",
        lambda s: EmrStudio.from_studio_attributes(s, "S", studio_id="x", service_role=role(s)),
        *("studio_id", "'x'", "must be a Studio's id", "like es-"),
    ),
    bad(
        "a user role in IAM mode",
        lambda s: EmrStudio.from_studio_attributes(
            s, "S", studio_id="es-1", service_role=role(s), user_role=role(s, "u")
        ),
        *("user_role", "goes with auth=IdentityCenterAuth", "only with it"),
    ),
    bad(
        "no user role in Identity Center mode",
        lambda s: EmrStudio.from_studio_attributes(
            s, "S", studio_id="es-1", service_role=role(s), auth=IdentityCenterAuth()
        ),
        *("user_role", "goes with auth=IdentityCenterAuth"),
    ),
    bad(
        "a partition that is not known",
        lambda _: new_studio(new_stack(region="us-iso-east-1")).deep_link,
        *("region", "must be in one of the partitions aws, aws-cn, aws-us-gov", "got us-iso-east-1"),
    ),
]
