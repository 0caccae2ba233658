"""Requests held against the service model that AWS publishes with botocore."""

from functools import cache
from typing import Any

from botocore import session
from botocore.model import ServiceModel, Shape
from botocore.validate import ParamValidator

from .errors import AwsError


@cache
def emr_model() -> ServiceModel:
    """AWS's own model of the EMR API."""
    return session.get_session().get_service_model("emr")


def inputs_of(operation: str) -> list[str]:
    """The members that an operation takes."""
    return list(emr_model().operation_model(operation).input_shape.members)


def members_of(shape: str) -> list[str]:
    """The members of a structure."""
    return list(emr_model().shape_for(shape).members)


def validate(operation: str, request: dict[str, Any]) -> None:
    """Refuses what the model does not allow: missing and unknown members, wrong types, lengths, values outside an enum.

    The model's one pattern for the Studio calls, which keeps control characters out, is left alone: Python reads no
    surrogates in it.

    Raises:
        AwsError: `ValidationException`, with all that is wrong.
    """
    shape = emr_model().operation_model(operation).input_shape
    if shape is None:
        return
    report = ParamValidator().validate(request, shape)
    found = report.generate_report().splitlines() if report.has_errors() else _limits(shape, request, "")
    if found:
        message = f"{len(found)} validation error{'s' * (len(found) > 1)} detected: {'; '.join(found)}"
        raise AwsError("ValidationException", message)


def _limits(shape: Shape, value: Any, where: str) -> list[str]:
    """Greatest lengths and enums, which botocore leaves to the service."""
    if shape.type_name == "structure":
        members = shape.members.items()
        return [text for name, member in members if name in value for text in _limits(member, value[name], name)]
    if shape.type_name == "list":
        return [text for item in value for text in _limits(shape.member, item, where)]
    if shape.type_name != "string":
        return []
    at = f"Value '{value}' at '{where}' failed to satisfy constraint: Member must"
    if shape.enum and value not in shape.enum:
        return [f"{at} satisfy enum value set: [{', '.join(shape.enum)}]"]
    if (longest := shape.metadata.get("max")) is not None and len(value) > longest:
        return [f"{at} have length less than or equal to {longest}"]
    return []
