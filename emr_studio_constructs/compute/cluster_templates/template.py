"""What a cluster template says, read from the constructs of its stack, whichever way it was written."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from aws_cdk import CfnOutput, CfnParameter, CfnResource, Stack, TreeInspector, aws_emr

from emr_studio_constructs.compute.releases import parts_of

CLUSTER = "AWS::EMR::Cluster"


@dataclass(frozen=True, kw_only=True)
class ClusterTemplate:
    """A template as data: functions of CloudFormation as they stand in it, such as `{"Ref": "SubnetId"}`.

    Args:
        name: What people know it by.
        parameters: Its parameters and their types.
        outputs: Its outputs and their values.
        resource_types: The types of all its resources.
        allowed_values: The values that people choose from, by parameter.
        clusters: Its clusters by logical id, with their properties in the CDK's spelling, such as `releaseLabel`.
    """

    name: str
    parameters: Mapping[str, str]
    allowed_values: Mapping[str, tuple[str, ...]]
    outputs: Mapping[str, Any]
    resource_types: tuple[str, ...]
    clusters: Mapping[str, Mapping[str, Any]]

    @property
    def cluster(self) -> Mapping[str, Any]:
        """The properties of the only cluster."""
        return next(iter(self.clusters.values()))

    @property
    def instances(self) -> Sequence[Mapping[str, Any]]:
        """What the cluster runs on, on either side of a condition."""
        found = map(_in_spelling_of_the_cdk, _each(self.cluster.get("instances")))
        return [instances for instances in found if isinstance(instances, dict)]

    @property
    def subnets(self) -> tuple[Any, ...]:
        """The subnets that EMR chooses from, whatever a condition decides."""
        return tuple(subnet for instances in self.instances for subnet in subnets_of(instances))

    @property
    def subnet_parameters(self) -> Mapping[str, str]:
        """The parameters by which people choose a subnet, or several, and their types."""
        chosen = {parameter_of(subnet) for subnet in self.subnets}
        return {name: kind for name, kind in self.parameters.items() if name in chosen}

    @property
    def instance_types(self) -> tuple[str, ...]:
        """The types of instances that are known, those that people choose from included."""
        kinds = [kind for named in _values_of("instanceType", self.instances) for kind in self._choices(named)]
        return tuple(dict.fromkeys(kind for kind in kinds if isinstance(kind, str)))

    def _choices(self, value: object) -> tuple[Any, ...]:
        return self.allowed_values.get(parameter_of(value) or "", ()) if isinstance(value, dict) else (value,)

    def parameters_in(self, value: object) -> list[str]:
        """The parameters on which a value depends."""
        text = json.dumps(value)
        return [name for name in self.parameters if re.search(rf'"Ref": "{name}"|\$\{{{name}}}', text)]

    @property
    def release(self) -> tuple[int, ...] | None:
        """The parts of the release, such as 7, 13, 0; empty where it is no release, none where it is not known yet."""
        label = self.cluster.get("releaseLabel") or ""
        if not isinstance(label, str):
            return None
        return parts_of(label)

    def refuse(self, rule: str, got: object, fix: str) -> NoReturn:
        """Raises the `ValueError` that says what the template must, what it has, and how to mend that."""
        message = f"templates[{self.name!r}] must {rule}, got {got}: {fix}"
        raise ValueError(message)


def read(name: str, stack: Stack) -> ClusterTemplate:
    """Reads the template of a stack; what is added to the stack later, or as an override, is not seen."""
    found = stack.node.find_all()
    parameters = [construct for construct in found if isinstance(construct, CfnParameter)]
    outputs = [construct for construct in found if isinstance(construct, CfnOutput)]
    clusters = [construct for construct in found if isinstance(construct, aws_emr.CfnCluster)]
    said = stack.resolve(
        {
            "parameters": [[each.logical_id, each.type, each.allowed_values or []] for each in parameters],
            "outputs": [[each.logical_id, each.value] for each in outputs],
            "clusters": [[each.logical_id, _properties(each)] for each in clusters],
        }
    )
    return ClusterTemplate(
        name=name,
        parameters={parameter: kind for parameter, kind, _ in said["parameters"]},
        allowed_values={parameter: tuple(values) for parameter, _, values in said["parameters"]},
        outputs=dict(said["outputs"]),
        resource_types=tuple(each.cfn_resource_type for each in found if isinstance(each, CfnResource)),
        clusters=dict(said["clusters"]),
    )


def _properties(cluster: aws_emr.CfnCluster) -> Mapping[str, Any]:
    inspector = TreeInspector()
    cluster.inspect(inspector)
    properties: Mapping[str, Any] = inspector.attributes["aws:cdk:cloudformation:props"]
    return properties


def subnets_of(instances: Mapping[str, Any]) -> Sequence[Any]:
    """The subnets that EMR chooses from for these instances."""
    return [subnet for name in ("ec2SubnetId", "ec2SubnetIds") for subnet in _each(instances.get(name))]


def parameter_of(value: object) -> str | None:
    """What a value refers to by itself, or takes a member of: a parameter's name, if it is one's."""
    match value:
        case {"Ref": str() as name} | {"Fn::Select": [_, {"Ref": str() as name}]}:
            return name
    return None


def _each(value: object) -> Iterator[Any]:
    """The members of a list, or the one that a value is, on either side of a condition."""
    match value:
        case None | {"Ref": "AWS::NoValue"}:
            return
        case {"Fn::If": [_, yes, no]}:
            yield from (*_each(yes), *_each(no))
        case list():
            for member in value:
                yield from _each(member)
        case _:
            yield value


def _in_spelling_of_the_cdk(value: object) -> object:
    """A value with its properties in the CDK's spelling, which CloudFormation's is left in below a condition."""
    match value:
        case dict():
            return {
                name if name == "Ref" or "::" in name else name[:1].lower() + name[1:]: _in_spelling_of_the_cdk(member)
                for name, member in value.items()
            }
        case list():
            return [_in_spelling_of_the_cdk(member) for member in value]
    return value


def _values_of(name: str, value: object) -> Iterator[Any]:
    """All values of a property, however deep it is."""
    members = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, dict) and name in value:
        yield value[name]
    for member in members:
        yield from _values_of(name, member)
