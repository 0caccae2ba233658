"""Whether a cluster template fits the role that launches it, and the Studio that it is for.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-cluster-templates.html
https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-idc-considerations.html
"""

from collections.abc import Collection

from emr_studio_constructs._border import listed
from emr_studio_constructs.policies.cluster_templates import PARAMETER_TYPES

from .template import CLUSTER, ClusterTemplate

_FIRST_TO_PROPAGATE = (6, 15, 0)
_PLAIN_TYPES = ("String", "Number", "CommaDelimitedList", "List<Number>")


def check_launch(template: ClusterTemplate, service_roles: Collection[str] | None) -> None:
    """Raises a `ValueError` for a template that takes more than the launch role that is defined here may do.

    Args:
        template: The template.
        service_roles: The names of all roles that may be passed to EMR; none where they are not known.
    """
    if others := sorted({kind for kind in template.resource_types if kind != CLUSTER}):
        template.refuse(f"make nothing but an {CLUSTER}", listed(others), "pass a launch_role that may make them too")
    kinds = {kind: kind.removeprefix("List<").removesuffix(">") for kind in template.parameters.values()}
    if others := sorted(kind for kind, one in kinds.items() if kind not in _PLAIN_TYPES and one not in PARAMETER_TYPES):
        fix = "pass a launch_role that may look them up"
        template.refuse(f"have parameters of EC2 or plain ones, {listed(_PLAIN_TYPES)}", listed(others), fix)
    if scaling := template.cluster.get("autoScalingRole"):
        fix = "pass a launch_role that may pass it, or use a ManagedScalingPolicy"
        template.refuse("do without an AutoScalingRole", str(scaling), fix)
    role = template.cluster.get("serviceRole")
    if service_roles is not None and isinstance(role, str) and role.rpartition("/")[2] not in service_roles:
        fix = "name it in cluster_service_roles and the cluster's instance role in instance_roles"
        named = f"the service roles named, {listed(list(service_roles))}" if service_roles else "a service role named"
        template.refuse(f"give its cluster {'one of ' if service_roles else ''}{named}", role, fix)


def check_subnets(template: ClusterTemplate, subnets: Collection[str]) -> None:
    """Raises a `ValueError` for a template that names a subnet other than the Studio's, which are all known."""
    wrong = [subnet for subnet in template.subnets if isinstance(subnet, str) and subnet not in subnets]
    if wrong:
        template.refuse(f"use a subnet of the Studio, {listed(sorted(subnets))}", listed(wrong), "choose one of them")


def check_propagation(template: ClusterTemplate) -> None:
    """Raises a `ValueError` for a template whose clusters do not propagate the identity of people."""
    where = "in a Studio with trusted_identity_propagation"
    if not template.cluster.get("securityConfiguration"):
        fix = "set a SecurityConfiguration that turns on IAM Identity Center"
        template.refuse(f"have a SecurityConfiguration {where}", "none", fix)
    if template.release is not None and template.release < _FIRST_TO_PROPAGATE:
        got = template.cluster.get("releaseLabel")
        template.refuse(f"be of release emr-6.15.0 or later {where}", got, "set ReleaseLabel")
