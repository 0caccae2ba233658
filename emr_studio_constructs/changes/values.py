"""Reads values of a template as CloudFormation does, as far as they are known before a deploy.

Parameters have their defaults, mappings and conditions are taken in, and what means the same is written in one way:
`Fn::Sub` as `Fn::Join`, numbers and truth as text. What only a deploy knows stays a function.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
"""

import re
from collections.abc import Iterator

from emr_studio_constructs.cfn.resource_types import NESTED_STACK

from .conditions import Rule, test
from .functions import Value, computed, find, join
from .model import StackTemplate
from .template_check import checked

_NO_VALUE = object()
_VARIABLE = re.compile(r"\$\{(!?)([^}]+)\}")


class Values:
    """Reads the values of the template of one stack; those of a nested stack as if all were one template."""

    def __init__(
        self, stack: StackTemplate, region: str | None, *, name: str = "", outer: "Values | None" = None
    ) -> None:
        """Reads no value yet.

        Args:
            stack: The stack.
            region: Where it is deployed; none: not known.
            name: What its logical ids begin with, such as `Inner/` in a nested stack.
            outer: Reads the template that it is nested in.

        Raises:
            ValueError: The template is none, or only a deploy knows its resources.
        """
        self.template = checked(stack.template)
        self.name = name
        self._outer = outer
        self._pseudo = {"AWS::NoValue": _NO_VALUE, **({"AWS::Region": region} if region else {})}
        self.nested = {
            logical_id: Values(inner, region, name=f"{name}{logical_id}/", outer=self)
            for logical_id, resource in self.template["Resources"].items()
            if resource["Type"] == NESTED_STACK and (inner := stack.nested(logical_id))
        }
        """Those of the nested stacks whose templates are known, by their logical ids."""

    def read(self, value: Value) -> Value:
        """A value with all in it that is known; what is `AWS::NoValue` is left out."""
        match value:
            case dict():
                if len(value) == 1:
                    ((name, argument),) = value.items()
                    if name == "Ref" or name.startswith("Fn::"):
                        return self._call(name, argument)
                return {key: found for key, raw in value.items() if (found := self.read(raw)) is not _NO_VALUE}
            case list():
                return [found for raw in value if (found := self.read(raw)) is not _NO_VALUE]
            case bool():
                return str(value).lower()
            case int() | float():
                return str(value)
        return value

    def holds(self, name: str) -> Rule:
        """Whether a condition holds: true, false, or what it says where only the deploy knows.

        Raises:
            ValueError: There is no such condition.
        """
        if name not in (conditions := self.template.get("Conditions", {})):
            raise ValueError(f"Conditions has no {name}")
        return test(conditions[name], self.read, self.holds)

    def _call(self, function: str, argument: Value) -> Value:
        match function, argument:
            case "Ref", str():
                found = self._ref(argument)
            case "Fn::GetAtt", str():
                name, _, attribute = argument.partition(".")
                found = self._attribute(name, attribute)
            case "Fn::GetAtt", [str(name), attribute]:
                found = self._attribute(name, self.read(attribute))
            case "Fn::If", [name, yes, no]:
                found = self._choose(name, self.read(yes), self.read(no))
            case "Fn::FindInMap", [str(name), *keys]:
                found = find(self.template.get("Mappings", {}).get(name), self.read(keys))
            case "Fn::Sub", str():
                found = join([*self._pieces(argument, {})])
            case "Fn::Sub", [str(text), variables]:
                found = join([*self._pieces(text, variables)])
            case _:
                found = computed(function, self.read(argument))
        return found

    def _ref(self, name: str) -> Value:
        if name.startswith("AWS::"):
            return self._pseudo.get(name, {"Ref": name})
        if self._outer and name in (arguments := self._arguments(self._outer)):
            return self._outer.read(arguments[name])
        parameter = self.template.get("Parameters", {}).get(name, {})
        if "Default" not in parameter:
            return {"Ref": self.name + name}
        default = self.read(parameter["Default"])
        if parameter["Type"].startswith("AWS::SSM::Parameter::Value"):
            # The default is the parameter's name, the value is in Systems Manager.
            return {parameter["Type"]: default}
        return [each.strip() for each in default.split(",")] if "List" in parameter["Type"] else default

    def _arguments(self, outer: "Values") -> dict[str, Value]:
        """What a nested stack is handed."""
        logical_id = self.name.removeprefix(outer.name).removesuffix("/")
        return dict(outer.template["Resources"][logical_id]["Properties"].get("Parameters", {}))

    def _attribute(self, name: str, attribute: Value) -> Value:
        if name in self.nested and isinstance(attribute, str):
            inner = self.nested[name]
            if output := inner.template.get("Outputs", {}).get(attribute.removeprefix("Outputs.")):
                return inner.read(output["Value"])
        return {"Fn::GetAtt": [self.name + name, attribute]}

    def _choose(self, name: str, yes: Value, no: Value) -> Value:
        holds = self.holds(name)
        if isinstance(holds, bool):
            return yes if holds else no
        return {"Fn::If": [holds, *(None if each is _NO_VALUE else each for each in (yes, no))]}

    def _pieces(self, text: str, variables: dict[str, Value]) -> Iterator[Value]:
        """The text of `Fn::Sub` between its variables, and these."""
        end = 0
        for variable in _VARIABLE.finditer(text):
            literal, name = variable.groups()
            yield text[end : variable.start()]
            end = variable.end()
            if literal:
                yield f"${{{name}}}"
            elif name in variables:
                yield self.read(variables[name])
            else:
                yield self.read({"Fn::GetAtt": name} if "." in name else {"Ref": name})
        yield text[end:]
