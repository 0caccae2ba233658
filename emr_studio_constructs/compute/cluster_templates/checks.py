"""What EMR Studio asks of a cluster template, as far as it can be seen at synth.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-cluster-templates.html
https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-cluster-requirements.html
"""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from emr_studio_constructs._border import listed

from .release import RULE, is_late_enough
from .template import CLUSTER, ClusterTemplate, parameter_of, subnets_of

_APPLICATIONS = ("Spark", "Livy", "JupyterEnterpriseGateway")
_FIRST_WITH_GRAVITON = {5: (5, 36, 1), 6: (6, 9, 0)}
_GRAVITON = r"[a-z]+[0-9]+[a-z]*g[a-z]*\."  # a g after the generation, as of m6g, c7gn, im4gn


def check(template: ClusterTemplate) -> None:
    """Raises a `ValueError` for a template that EMR Studio could not use."""
    for rule in _RULES:
        rule(template)


def _cluster_name(template: ClusterTemplate) -> None:
    if "ClusterName" not in template.parameters:
        template.refuse("have a parameter ClusterName", _or_none(template.parameters), "EMR Studio fills it in")


def _one_cluster(template: ClusterTemplate) -> None:
    if len(template.clusters) != 1:
        got = f"{len(template.clusters)} among {_or_none(template.resource_types)}"
        template.refuse(f"make one {CLUSTER}", got, "write it as such, or as an aws_emr.CfnCluster")


def _cluster_id(template: ClusterTemplate) -> None:
    if "ClusterId" not in template.outputs:
        got = _or_none(template.outputs)
        template.refuse("have an output ClusterId", got, "EMR Studio attaches to the cluster by it")
    (cluster,) = template.clusters
    if (value := template.outputs["ClusterId"]) != {"Ref": cluster}:
        template.refuse("put out the cluster's id as ClusterId", str(value), f"let it be a Ref of {cluster}")


def _applications(template: ClusterTemplate) -> None:
    applications = template.cluster.get("applications") or []
    if not _is_list_of_objects(applications):
        return
    names = [application.get("name") for application in applications]
    if all(isinstance(name, str) for name in names) and (
        missing := [name for name in _APPLICATIONS if name not in names]
    ):
        template.refuse(f"install {listed(_APPLICATIONS)}", _or_none(names), f"add {listed(missing)}")


def _release(template: ClusterTemplate) -> None:
    release = template.release
    if release is not None and not is_late_enough(release):
        got = template.cluster.get("releaseLabel") or "none"
        template.refuse(f"be of release {RULE}", got, "set ReleaseLabel")


def _graviton(template: ClusterTemplate) -> None:
    if template.release and template.release < _FIRST_WITH_GRAVITON.get(template.release[0], ()):
        found = [kind for kind in template.instance_types if re.match(_GRAVITON, kind)]
        if found:
            rule = "be of release emr-5.36.1, emr-6.9.0 or later for Graviton instances"
            got = f"{template.cluster['releaseLabel']} with {listed(found)}"
            template.refuse(rule, got, "set ReleaseLabel, or choose other types")


def _kerberos(template: ClusterTemplate) -> None:
    if template.cluster.get("kerberosAttributes"):
        template.refuse("do without Kerberos", "KerberosAttributes", "EMR Studio cannot attach to such a cluster")


def _groups_or_fleets(template: ClusterTemplate) -> None:
    for instances in template.instances:
        found = [name for name in instances if re.search("Instance(Group|Fleet)s?$", name)]
        if len({"Fleet" in name for name in found}) > 1:
            got = listed([name[0].upper() + name[1:] for name in found])
            template.refuse("make its instances of groups or of fleets", got, "EMR takes no mixture, drop one kind")


def _one_primary_node(template: ClusterTemplate) -> None:
    for instances in template.instances:
        counts = _primary_nodes(instances)
        known = [int(count) for count in counts if str(count).isdigit()]
        if counts and len(known) == len(counts) and sum(known) != 1:
            fix = "let it be one, EMR Studio cannot attach to a cluster with more"
            template.refuse("have one primary node", sum(known), fix)


def _primary_nodes(instances: Mapping[str, Any]) -> list[Any]:
    """How many primary nodes there are, to be added up."""
    group, fleet = (instances.get(f"masterInstance{kind}") for kind in ("Group", "Fleet"))
    if isinstance(group, dict) and "Fn::If" not in group:
        return [group.get("instanceCount", 1)]
    if isinstance(fleet, dict) and "Fn::If" not in fleet:
        return [fleet.get(f"target{kind}Capacity", 0) for kind in ("OnDemand", "Spot")]
    return []


def _stays(template: ClusterTemplate) -> None:
    if any(instances.get("keepJobFlowAliveWhenNoSteps") in (False, "false") for instances in template.instances):
        what = "keep its cluster alive without steps"
        template.refuse(what, "KeepJobFlowAliveWhenNoSteps false", "let an AutoTerminationPolicy end it when idle")


def _subnet(template: ClusterTemplate) -> None:
    if not all(map(subnets_of, template.instances)):
        fix = "give the cluster an Ec2SubnetId, such as a parameter SubnetId"
        template.refuse("name a subnet of the Studio", "none", fix)
    for subnet in template.subnets:
        chosen = parameter_of(subnet)
        if chosen is None and (hidden := template.parameters_in(subnet)):
            fix = "make it a Ref of a parameter or an Fn::Select from one, which can be limited to the Studio's"
            template.refuse("choose its subnet by a parameter itself", f"{subnet} of {listed(hidden)}", fix)
        kind = template.parameters.get(chosen or "", "")
        if kind.startswith("AWS::SSM::"):
            fix = "make it an AWS::EC2::Subnet::Id, which can be limited to the Studio's"
            template.refuse("choose its subnet by a parameter of its own values", f"{chosen} of {kind}", fix)


_RULES: tuple[Callable[[ClusterTemplate], None], ...] = (
    _cluster_name,
    _one_cluster,
    _cluster_id,
    _applications,
    _release,
    _graviton,
    _kerberos,
    _groups_or_fleets,
    _one_primary_node,
    _stays,
    _subnet,
)


def _is_list_of_objects(values: object) -> bool:
    return isinstance(values, list) and all(isinstance(value, dict) for value in values)


def _or_none(values: Collection[Any]) -> str:
    """Words a list for a message, also one of nothing."""
    return listed(list(values)) or "none"
