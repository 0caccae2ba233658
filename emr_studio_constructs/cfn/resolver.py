"""Resolves a synthesized template into concrete values."""

import re
from collections.abc import Mapping
from typing import Any

from .functions import FUNCTIONS
from .physical import Environment, Physical, Value
from .template import Template, TemplateError

_NO_VALUE = object()
_DYNAMIC = re.compile(r"\{\{(resolve:[^}]*)\}\}")
_VARIABLE = re.compile(r"\$\{(!?)([^}]+)\}")


class _Properties(dict[str, Any]):
    """The properties of a resource, of which some must be there."""

    def __init__(self, properties: Mapping[str, Any], owner: str) -> None:
        super().__init__(properties)
        self._owner = owner

    def __missing__(self, name: str) -> Value:
        raise TemplateError(f"{self._owner} has no {name}, which CloudFormation demands")


class Resolver:
    """Replaces references and functions of a template by the values a deployment would give them.

    A macro stays as it is written, and what only a deploy knows is made up, without colons, so that nobody takes it for
    an ARN: a parameter without a default is `NAME-value`, an import `imported-NAME`, a dynamic reference its own words.
    All else that cannot be resolved raises a `TemplateError`.
    """

    def __init__(
        self,
        template: Template,
        *,
        account: str = Environment.account,
        region: str = Environment.region,
        partition: str = Environment.partition,
        stack: str = Environment.stack,
        parameters: Mapping[str, Any] | None = None,
        imports: Mapping[str, Any] | None = None,
        nested: Mapping[str, "Resolver"] | None = None,
    ) -> None:
        """Resolves a template for where it is deployed.

        Args:
            template: The template.
            account: The account. Default: 111122223333.
            region: The Region. Default: eu-west-1.
            partition: The partition. Default: aws.
            stack: The stack's name, by which its physical names differ from those of others. Default: it has none.
            parameters: The values of its parameters. Default: the defaults, or made up.
            imports: The values of exports, and of outputs as `STACK.OUTPUT`. Default: made up.
            nested: The nested stacks whose outputs are known, by logical id.
        """
        self.template = template
        self.environment = Environment(account=account, region=region, partition=partition, stack=stack)
        # Those given may be empty still, and be filled later.
        self.parameters: Mapping[str, Any] = {} if parameters is None else parameters
        self.imports: Mapping[str, Any] = {} if imports is None else imports
        self.nested: Mapping[str, Resolver] = {} if nested is None else nested
        self._deployed: dict[str, Physical] = {}

    def resolve(self, value: Value) -> Value:
        """The value with everything in it resolved; what is AWS::NoValue is left out."""
        if isinstance(value, list):
            return [item for item in map(self.resolve, value) if item is not _NO_VALUE]
        if isinstance(value, str) and "{{" in value:
            return _DYNAMIC.sub(lambda found: found[1].replace(":", "-"), value)
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
        resource = self._resource(logical_id)
        return _Properties(self.resolve(resource.get("Properties", {})), f"{resource['Type']} {logical_id}")

    def physical(self, logical_id: str) -> Physical:
        """The resource as deployed."""
        if logical_id not in self._deployed:
            resource = self._resource(logical_id)
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
            "AWS::StackName": env.stack or "stack",
            "AWS::StackId": env.arn(f"cloudformation:{env.region}:{env.account}:stack/{env.stack or 'stack'}/0"),
            "AWS::NotificationARNs": [],
        }
        if name in pseudo:
            return pseudo[name]
        if name in self.template.get("Parameters", {}):
            return self._parameter(name)
        return self.physical(name).ref()

    def get_att(self, logical_id: str, attribute: str) -> Value:
        """What Fn::GetAtt gives."""
        if attribute.startswith("Outputs.") and logical_id in self.nested:
            return self.nested[logical_id].output(attribute.removeprefix("Outputs."))
        return self.physical(logical_id).attribute(attribute)

    def condition(self, name: str) -> bool:
        """Whether a condition of the template holds."""
        return bool(self._test(self._named("Conditions", name)))

    def output(self, name: str) -> Value:
        """The value of an output."""
        return self.resolve(self._named("Outputs", name)["Value"])

    def _resource(self, logical_id: str) -> Mapping[str, Any]:
        resource: Mapping[str, Any] = self._named("Resources", logical_id)
        return resource

    def _named(self, section: str, name: str) -> Value:
        found = self.template.get(section, {})
        if name not in found:
            raise TemplateError(f"{section} has no {name!r}, to which the template refers")
        return found[name]

    def _parameter(self, name: str) -> Value:
        declared = self.template["Parameters"][name]
        type_ = str(declared["Type"])
        is_list = "List" in type_
        # The default of one from Parameter Store is where its value is kept.
        default = None if type_.startswith("AWS::SSM::Parameter::Value") else declared.get("Default")
        made_up = f"{name}-value,{name}-value-2" if is_list else f"{name}-value"
        value = self.parameters.get(name, made_up if default is None else default)
        return value.split(",") if is_list and isinstance(value, str) else value

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
        raise TemplateError(f"no such condition function: {name}")

    def _call(self, function: str, argument: Value) -> Value:
        try:
            return self._result(function, argument)
        except TemplateError:
            raise
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            raise TemplateError(f"Fn::{function} cannot be resolved, got {argument!r}") from error

    def _result(self, function: str, argument: Value) -> Value:
        match function:
            case "Transform":
                return {"Fn::Transform": argument}
            case "If":
                name, yes, no = argument
                return self.resolve(yes if self.condition(name) else no)
            case "Sub":
                return self._sub(argument)
        return self._of_resolved(function, self.resolve(argument))

    def _of_resolved(self, function: str, given: Value) -> Value:
        match function:
            case "GetAtt":
                return self.get_att(*(given.split(".", 1) if isinstance(given, str) else given))
            case "GetAZs":
                return [f"{given or self.environment.region}{letter}" for letter in "abc"]
            case "FindInMap":
                name, first, second = given[:3]
                return self.resolve(self.template["Mappings"][name][first][second])
            case "ImportValue":
                return self._imported(given)
            case "GetStackOutput":
                return self._imported(f"{given['StackName']}.{given['OutputName']}")
        if function not in FUNCTIONS:
            raise TemplateError(f"no such function: Fn::{function}")
        return FUNCTIONS[function](given)

    def _imported(self, name: str) -> Value:
        return self.imports[name] if name in self.imports else f"imported-{name.replace(':', '-')}"

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


def _is_name(name: str) -> bool:
    """Whether a property can tell a physical name or attribute; the others may refer back to the resource."""
    return name.endswith("Name") or name in {"Path", "CidrBlock", "AvailabilityZone", "VirtualClusterId", "VpcId"}
