"""Requests held against the service model that AWS publishes with botocore."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from botocore import session
from botocore.model import ServiceModel, Shape
from botocore.validate import ParamValidator

from .errors import AwsError

Json = dict[str, Any]


@cache
def model_of(service: str) -> ServiceModel:
    """AWS's own model of a service."""
    return session.get_session().get_service_model(service)


def inputs_of(operation: str) -> list[str]:
    """The members that an operation of EMR takes."""
    return list(model_of("emr").operation_model(operation).input_shape.members)


def members_of(shape: str) -> list[str]:
    """The members of a structure of EMR."""
    return list(model_of("emr").shape_for(shape).members)


def validate(operation: str, request: dict[str, Any], *, service: str = "emr") -> None:
    """Refuses what the model does not allow: missing and unknown members, wrong types, lengths, values outside an enum.

    Patterns are left alone: the one of the Studio calls keeps control characters out, and Python reads no surrogates in
    it; those of the Identity Store have classes that Python does not know.

    Raises:
        AwsError: `ValidationException`, with all that is wrong.
    """
    shape = model_of(service).operation_model(operation).input_shape
    if shape is None:
        return
    report = ParamValidator().validate(request, shape)
    found = report.generate_report().splitlines() if report.has_errors() else _limits(shape, request, "")
    if found:
        message = f"{len(found)} validation error{'s' * (len(found) > 1)} detected: {'; '.join(found)}"
        raise AwsError("ValidationException", message)


def _limits(shape: Shape, value: Any, where: str) -> list[str]:
    """Greatest lengths and numbers, and enums, which botocore leaves to the service."""
    if shape.type_name == "structure":
        members = shape.members.items()
        return [text for name, member in members if name in value for text in _limits(member, value[name], name)]
    if shape.type_name == "list":
        return [text for item in value for text in _limits(shape.member, item, where)]
    return _limits_of_scalar(shape, value, where)


def _limits_of_scalar(shape: Shape, value: Any, where: str) -> list[str]:
    at = f"Value '{value}' at '{where}' failed to satisfy constraint: Member must"
    most = shape.metadata.get("max")
    if shape.type_name == "integer" and most is not None and value > most:
        return [f"{at} have value less than or equal to {most}"]
    if shape.type_name == "string" and shape.enum and value not in shape.enum:
        return [f"{at} satisfy enum value set: [{', '.join(shape.enum)}]"]
    if shape.type_name == "string" and most is not None and len(value) > most:
        return [f"{at} have length less than or equal to {most}"]
    return []


def answering(service: str, operations: Mapping[str, Callable[[Json], Json]]) -> Callable[[str, Json], Json]:
    """What answers the calls of a service by their names: its operations, with requests that fit AWS's model."""

    def answer(name: str, request: Json) -> Json:
        if name not in operations:
            raise AwsError("UnknownOperationException", f"The local AWS has no {name} of {service}.")
        validate(name, request, service=service)
        return operations[name](request)

    return answer
