"""What is asked of the arguments of cluster templates before anything is made of them."""

import os
import re
from collections.abc import Mapping, Sequence

from aws_cdk import Duration, Token
from aws_cdk import aws_iam as iam
from aws_cdk import aws_servicecatalog as servicecatalog

from emr_studio_constructs._border import check_both, check_list, check_path, check_pattern, check_tags, is_known
from emr_studio_constructs.choices import LONGEST_CLUSTER_IDLE_MINUTES, MOST_CORE_NODES
from emr_studio_constructs.compute.releases import CURRENT, parts_of
from emr_studio_constructs.identities import check_account, check_trust
from emr_studio_constructs.policies.cluster_templates import LAUNCH_ROLE_TRUST
from emr_studio_constructs.policies.row import EMR_TAG

from .release import RULE, is_late_enough
from .roles import ClusterRoles

_MINUTE = 60


def check_templates(templates: object) -> None:
    """Raises a `ValueError` unless these are templates by their names."""
    if not isinstance(templates, Mapping):
        message = f"templates must map names to templates, got {templates!r}: write them like {{'spark': template}}"
        raise ValueError(message)
    if not templates:
        message = "templates must name one or more, got none: give a SparkClusterTemplate"
        raise ValueError(message)
    for name, template in templates.items():
        if not is_known(name):
            message = "templates must have names that are known at synth, got a token: write the name out"
            raise ValueError(message)
        if not re.fullmatch(r"[a-zA-Z0-9][a-zA-Z0-9._-]*", name):
            message = (
                "templates must have names of letters, digits, dots, hyphens and underscores, a letter or digit first, "
                f"got {name!r}: rename it"
            )
            raise ValueError(message)
        if not isinstance(template, servicecatalog.ProductStack | str | os.PathLike):
            message = (
                f"templates[{name!r}] must be a ProductStack, such as a SparkClusterTemplate, or the path of a file, "
                f"got a {type(template).__name__}: define a ProductStack"
            )
            raise ValueError(message)


def check_paths(launch_role: iam.IRole | None, **paths: str | None) -> None:
    """Raises a `ValueError` for the path, by argument, of what is defined where no launch role is given."""
    for argument, path in paths.items():
        check_path(argument, path)
        if launch_role is not None and path is not None:
            message = f"{argument} must not be given with launch_role, which is used as it is: leave one of them out"
            raise ValueError(message)


def check_roles(launch_role: iam.IRole | None, roles: Mapping[str, Sequence[iam.IRole]], account: str) -> None:
    """Raises a `ValueError` for roles that do not go together.

    Args:
        launch_role: The role that was given.
        roles: Those for a launch role that is to be defined: the two kinds that a cluster has, by argument.
        account: Where it launches.
    """
    for argument, several in roles.items():
        check_list(argument, several, "roles")
    if launch_role is None:
        given = {argument: bool(several) for argument, several in roles.items()}
        check_both("a cluster is created with roles of both kinds", **given)
        return
    for argument, several in roles.items():
        if several:
            message = (
                f"launch_role is used as it is, and goes without {' and '.join(roles)}, got {argument}: "
                "leave one of them out"
            )
            raise ValueError(message)
    check_account("launch_role", launch_role, account)
    check_trust("launch_role", launch_role, LAUNCH_ROLE_TRUST.service)


def check_cluster_roles(roles: object) -> None:
    """Raises a `ValueError` for what are no roles of clusters."""
    if not isinstance(roles, ClusterRoles):
        message = f"roles must be ClusterRoles, got a {type(roles).__name__}: define them by ClusterRoles(...)"
        raise ValueError(message)


def check_release(label: str) -> None:
    """Raises a `ValueError` for a release to whose clusters no Studio attaches; one not known yet passes."""
    if is_known(label) and not is_late_enough(parts_of(label)):
        message = f"release_label must be a release, {RULE}, got {label!r}: leave it out for {CURRENT}"
        raise ValueError(message)


def check_core_nodes(default: int, most: int) -> None:
    """Raises a `ValueError` for numbers of core nodes that do not fit; those not known yet pass."""
    if is_known(most) and not 1 <= most <= MOST_CORE_NODES:
        message = f"max_core_nodes must number 1 to {MOST_CORE_NODES}, got {most}: choose another"
        raise ValueError(message)
    if is_known(default) and is_known(most) and not 1 <= default <= most:
        message = f"default_core_nodes must number 1 to max_core_nodes, {most}, got {default}: change one of them"
        raise ValueError(message)


def check_idle_timeout(timeout: Duration) -> None:
    """Raises a `ValueError` for a time after which EMR ends no cluster; one not known yet passes."""
    known = isinstance(timeout, Duration)
    if known and timeout.is_unresolved():
        if timeout.unit_label() != "seconds":
            message = (
                f"idle_timeout must be in seconds where it is a token, got {timeout.unit_label()}, which cannot be "
                "converted: use Duration.seconds(...)"
            )
            raise ValueError(message)
    elif not known or not _MINUTE <= timeout.to_seconds() <= LONGEST_CLUSTER_IDLE_MINUTES * _MINUTE:
        got = timeout.to_human_string() if known else repr(timeout)
        message = f"idle_timeout must be 1 minute to 7 days, got {got}: pass Duration.minutes(...)"
        raise ValueError(message)


def check_log_uri(log_uri: str | None) -> None:
    """Raises a `ValueError` for what is no part of a bucket, or not known at synth."""
    if Token.is_unresolved(log_uri):
        message = "log_uri must be known at synth, got a token: write the bucket's name out"
        raise ValueError(message)
    rule = "an S3 location with a prefix, like s3://bucket/logs/"
    check_pattern("log_uri", log_uri, r"s3://[a-z0-9][a-z0-9.-]+/([^/\s]+/)+", rule)


def check_cluster_tags(tags: Mapping[str, str]) -> None:
    """Raises a `ValueError` for tags that clusters of a ready-made template cannot have."""
    check_tags("cluster_tags", tags)
    if (value := tags.get(EMR_TAG, "true")) != "true":
        message = (
            f"cluster_tags must leave {EMR_TAG} as it is, true, got {value!r}: without it EMR's policy runs no "
            "cluster, leave it out"
        )
        raise ValueError(message)
