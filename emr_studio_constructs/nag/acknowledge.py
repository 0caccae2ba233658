"""Acknowledges the findings of the tables, where they are.

The constructs need no cdk-nag: acknowledgements are recorded with the CDK itself, and only for whoever calls
`acknowledge_known_findings`. The app adds its own for what it defines beside the constructs.
"""

import json
from collections.abc import Iterator

from aws_cdk import Acknowledgment, Stack, Validations
from aws_cdk import aws_iam as iam
from constructs import Construct, IConstruct

from emr_studio_constructs._border import place
from emr_studio_constructs.compute import ClusterTemplates, SparkClusterTemplate
from emr_studio_constructs.managed_policy import RowPolicy
from emr_studio_constructs.monitoring import StudioMonitoring
from emr_studio_constructs.policies.rendering import fill
from emr_studio_constructs.studio import EmrStudio

from .findings import FINDINGS, NIST, SOLUTIONS
from .wildcards import ENDS_IN_JOB_RUNS, IMPORTED_USER, JOB_RUNS, REGIONAL, SIGN_IN, WILDCARDS


def acknowledge_known_findings(subject: EmrStudio | StudioMonitoring) -> None:
    """Acknowledges the findings of cdk-nag that a Studio or its monitoring cannot be without, each with its reason.

    To be called when it is complete: after people and compute were added. Findings about rows of your own stay
    findings. An acknowledgement of something that is not found changes nothing.

    Args:
        subject: A Studio that is defined in this app, with its compute, or the monitoring of any Studio.
    """
    for where, part in _parts(subject):
        if isinstance(part, RowPolicy):
            _acknowledge_wildcards(part)
        for below, kind, finding, reason in FINDINGS:
            if isinstance(part, kind) and where.startswith(below):
                _acknowledge(part, finding, reason)
    if isinstance(subject, EmrStudio):
        _acknowledge_grants(subject)


def _acknowledge_grants(studio: EmrStudio) -> None:
    for grantee in studio.grantees:
        policies = [part for part in grantee.node.children if isinstance(part, iam.Policy)]
        for policy in policies:
            _acknowledge_sign_in(policy)
        if isinstance(grantee, iam.User) or not hasattr(grantee, "user_name"):
            continue
        for part in (*policies, *studio.tier_policies.node.children):
            _acknowledge(part, f"{NIST}IAMUserNoPolicies", IMPORTED_USER)


def _parts(subject: EmrStudio | StudioMonitoring) -> Iterator[tuple[str, IConstruct]]:
    """All that belongs to it, each by where it is: below the Studio, or below compute of a kind or the monitoring."""
    for root in (subject, *(_compute(subject) if isinstance(subject, EmrStudio) else ())):
        name = "" if isinstance(root, EmrStudio) else type(root).__name__
        for part in root.node.find_all():
            yield f"{name}{part.node.path.removeprefix(root.node.path)}".lstrip("/"), part


def _compute(studio: EmrStudio) -> Iterator[Construct]:
    """The compute of a Studio, with what stands beside it."""
    for compute in studio.compute:
        if isinstance(compute, Construct):
            yield compute
        if isinstance(compute, ClusterTemplates):
            yield from compute.cluster_roles
            yield from (
                template for template in compute.templates.values() if isinstance(template, SparkClusterTemplate)
            )


def _acknowledge_wildcards(policy: RowPolicy) -> None:
    for template in dict.fromkeys(template for row in policy.rows for template in row.on):
        is_of_job_runs = template.endswith(ENDS_IN_JOB_RUNS) and template.count("*") == 1
        if reason := JOB_RUNS if is_of_job_runs else WILDCARDS.get(template):
            for text in fill(template, policy.things):
                if "*" in text:
                    _acknowledge(policy, _wildcard(policy, text), reason)


def _acknowledge_sign_in(policy: iam.Policy) -> None:
    _acknowledge(policy, f"{NIST}IAMNoInlinePolicy", SIGN_IN)
    for template in ("*", REGIONAL.format("elasticmapreduce", "studio/*")):
        (text,) = fill(template, place(policy))
        _acknowledge(policy, _wildcard(policy, text), WILDCARDS[template])


def _acknowledge(part: IConstruct, finding: str, reason: str) -> None:
    Validations.of(part).acknowledge(Acknowledgment(id=finding, reason=reason))


def _wildcard(part: IConstruct, text: str) -> str:
    """The id of the finding about a resource, in which cdk-nag names what is known at deploy only: `<Logical.Arn>`."""
    return f"{SOLUTIONS}IAM5[Resource::{_named(Stack.of(part).resolve(text))}]"


def _named(resolved: object) -> str:
    match resolved:
        case str():
            return resolved
        case {"Ref": str(name)}:
            return f"<{name}>"
        case {"Fn::GetAtt": [str(name), str(attribute)]}:
            return f"<{name}.{attribute}>"
        case {"Fn::Join": [_, list(parts)]}:
            return "".join(_named(part) for part in parts)
    return json.dumps(resolved)
