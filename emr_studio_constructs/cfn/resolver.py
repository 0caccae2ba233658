"""Resolves a synthesized template into concrete values."""

import ipaddress
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from .physical import Environment, Physical, Value

Template = Mapping[str, Any]
_NO_VALUE = object()
_VARIABLE = re.compile(r"\$\{(!?)([^}]+)\}")


class Resolver:
    """Replaces references and functions of a template by the values a deployment would give them."""

    def __init__(
        self,
        template: Template,
        *,
        account: str = "111122223333",
        region: str = "eu-west-1",
        partition: str = "aws",
        parameters: Mapping[str, Any] | None = None,
        imports: Mapping[str, Any] | None = None,
    ) -> None:
        self.template = template
        self.environment = Environment(account=account, region=region, partition=partition)
        self.parameters = dict(parameters or {})
        self.imports = dict(imports or {})
        self._deployed: dict[str, Physical] = {}

    def resolve(self, value: Value) -> Value:
        """The value with everything in it resolved; what is AWS::NoValue is left out."""
        if isinstance(value, list):
            return [item for item in map(self.resolve, value) if item is not _NO_VALUE]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            ((name, argument),) = value.items()
            if name == "Ref":
                return self.ref(argument)
            if name.startswith("Fn::"):
                return self._call(name.removeprefix("Fn::"), argument)
        return {key: item for key, raw in value.items() if (item := self.resolve(raw)) is not _NO_VALUE}

    def properties(self, logical_id: str) -> dict[str, Any]:
        """The resolved properties of a resource."""
        resolved: dict[str, Any] = self.resolve(self.template["Resources"][logical_id].get("Properties", {}))
        return resolved

    def physical(self, logical_id: str) -> Physical:
        """The resource as deployed."""
        if logical_id not in self._deployed:
            resource = self.template["Resources"][logical_id]
            plain = {k: v for k, v in resource.get("Properties", {}).items() if _is_name(k)}
            self._deployed[logical_id] = Physical(
                environment=self.environment,
                type=resource["Type"],
                logical_id=logical_id,
                properties=self.resolve(plain),
            )
        return self._deployed[logical_id]

    def ref(self, name: str) -> Value:
        """What Ref gives."""
        env = self.environment
        pseudo = {
            "AWS::AccountId": env.account,
            "AWS::Region": env.region,
            "AWS::Partition": env.partition,
            "AWS::URLSuffix": env.url_suffix,
            "AWS::NoValue": _NO_VALUE,
            "AWS::StackName": "stack",
            "AWS::StackId": env.arn(f"cloudformation:{env.region}:{env.account}:stack/stack/0"),
            "AWS::NotificationARNs": [],
        }
        if name in pseudo:
            return pseudo[name]
        if name in self.template.get("Parameters", {}):
            return self._parameter(name)
        return self.physical(name).ref()

    def get_att(self, logical_id: str, attribute: str) -> Value:
        """What Fn::GetAtt gives."""
        return self.physical(logical_id).attribute(attribute)

    def condition(self, name: str) -> bool:
        """Whether a condition of the template holds."""
        return bool(self._test(self.template["Conditions"][name]))

    def exports(self) -> dict[str, Any]:
        """What the template exports, for the `imports` of another."""
        outputs = self.template.get("Outputs", {}).values()
        return {self.resolve(o["Export"]["Name"]): self.resolve(o["Value"]) for o in outputs if "Export" in o}

    def outputs(self, stack: str) -> dict[str, Any]:
        """What the template of a stack puts out, for the `imports` of a template that reads outputs by their names."""
        outputs = self.template.get("Outputs", {})
        return {f"{stack}.{name}": self.resolve(output["Value"]) for name, output in outputs.items()}

    def _parameter(self, name: str) -> Value:
        declared = self.template["Parameters"][name]
        value = self.parameters.get(name, declared.get("Default", f"{name}-value"))
        is_list = "List" in declared["Type"] and isinstance(value, str)
        return value.split(",") if is_list else value

    def _test(self, rule: Value) -> bool:
        ((name, argument),) = rule.items()
        match name:
            case "Condition":
                return self.condition(argument)
            case "Fn::Equals":
                left, right = self.resolve(argument)
                return bool(left == right)
            case "Fn::Not":
                return not self._test(argument[0])
            case "Fn::And":
                return all(map(self._test, argument))
            case "Fn::Or":
                return any(map(self._test, argument))
        raise ValueError(f"no such condition function: {name}")

    def _call(self, function: str, argument: Value) -> Value:
        if function == "If":
            name, yes, no = argument
            return self.resolve(yes if self.condition(name) else no)
        if function == "Sub":
            return self._sub(argument)
        if function not in _FUNCTIONS:
            raise ValueError(f"no such function: Fn::{function}")
        return _FUNCTIONS[function](self, self.resolve(argument))

    def _sub(self, argument: Value) -> str:
        text, names = (argument, {}) if isinstance(argument, str) else argument

        def value(match: re.Match[str]) -> str:
            literal, name = match.groups()
            if literal:
                return f"${{{name}}}"
            if name in names:
                return str(self.resolve(names[name]))
            logical_id, dot, attribute = name.partition(".")
            return str(self.get_att(logical_id, attribute) if dot else self.ref(name))

        return _VARIABLE.sub(value, text)


def _get_att(resolver: Resolver, given: Value) -> Value:
    logical_id, attribute = given.split(".", 1) if isinstance(given, str) else given
    return resolver.get_att(logical_id, attribute)


def _get_stack_output(resolver: Resolver, given: Value) -> Value:
    name = f"{given['StackName']}.{given['OutputName']}"
    return resolver.imports.get(name, f"imported-{name}")


def _find_in_map(resolver: Resolver, given: Value) -> Value:
    name, first, second = given[:3]
    return resolver.resolve(resolver.template["Mappings"][name][first][second])


def _cidr(_resolver: Resolver, given: Value) -> Value:
    block, count, bits = given
    networks = ipaddress.ip_network(block).subnets(new_prefix=32 - int(bits))
    return [str(next(networks)) for _ in range(int(count))]


_FUNCTIONS: Mapping[str, Callable[[Resolver, Value], Value]] = {
    "Base64": lambda _, given: given,
    "Cidr": _cidr,
    "FindInMap": _find_in_map,
    "GetAZs": lambda resolver, given: [f"{given or resolver.environment.region}{letter}" for letter in "abc"],
    "GetAtt": _get_att,
    "GetStackOutput": _get_stack_output,
    "ImportValue": lambda resolver, given: resolver.imports.get(given, f"imported-{given}"),
    "Join": lambda _, given: given[0].join(map(str, given[1])),
    "Length": lambda _, given: len(given),
    "Select": lambda _, given: given[1][int(given[0])],
    "Split": lambda _, given: given[1].split(given[0]),
    "ToJsonString": lambda _, given: json.dumps(given),
}


def _is_name(name: str) -> bool:
    """Whether a property can tell a physical name or attribute; the others may refer back to the resource."""
    return name.endswith("Name") or name in {"Path", "CidrBlock", "AvailabilityZone", "VpcId"}


def resources(template: Template, kind: str) -> dict[str, dict[str, Any]]:
    """The resources of a type, by logical id."""
    return {name: found for name, found in template.get("Resources", {}).items() if found["Type"] == kind}


def the_only(template: Template, kind: str) -> tuple[str, dict[str, Any]]:
    """The logical id and the resource of the only one of a type."""
    found = resources(template, kind)
    if len(found) != 1:
        raise ValueError(f"{len(found)} resources of type {kind}: {sorted(found)}")
    return next(iter(found.items()))


def stable(template: Template) -> dict[str, Any]:
    """The template without what changes with the version of the CDK alone: asset hashes and the bootstrap version."""
    copy: dict[str, Any] = json.loads(re.sub(r"\b[0-9a-f]{64}\b", "<hash>", json.dumps(template)))
    for section, name in (("Parameters", "BootstrapVersion"), ("Rules", "CheckBootstrapVersion")):
        copy.get(section, {}).pop(name, None)
        if not copy.get(section, True):
            del copy[section]
    return copy
