"""AWS::EC2::VPC: what ministack's own handler leaves out."""

from typing import Any

Json = dict[str, Any]


def vpc_attributes(_vpc: str, properties: Json) -> Json:
    """The attribute that the CDK asks for."""
    return {"CidrBlock": properties["CidrBlock"]}
