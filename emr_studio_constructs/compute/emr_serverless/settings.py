"""The settings of an EMR Serverless application: checked, and as CloudFormation has them.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-emrserverless-application.html
"""

import re

from aws_cdk import Tokenization
from aws_cdk.aws_emrserverless import CfnApplication

from emr_studio_constructs._border import is_known
from emr_studio_constructs.choices import LEAST_DISK_GB, LEAST_MEMORY_GB, LEAST_VCPU
from emr_studio_constructs.compute.releases import parts_of

_FIRST_RELEASE = (6, 14, 0)


def check_release(label: str) -> None:
    """Raises a `ValueError` for a release that has no interactive applications."""
    if not is_known(label):
        return
    if re.fullmatch(r"emr-spark-\d[\w.-]*", label):  # the releases that are Spark alone begin later
        return
    parts = parts_of(label)
    if not parts:
        message = f"release_label must be a release like emr-7.13.0, got {label!r}"
        raise ValueError(message)
    if parts < _FIRST_RELEASE:
        message = f"release_label must be emr-6.14.0 or later, got {label!r}: no Studio attaches to an earlier one"
        raise ValueError(message)


def maximum_capacity(vcpu: int, memory_gb: int, disk_gb: int) -> CfnApplication.MaximumAllowedResourcesProperty:
    """The most that all workers take together."""
    _check_least("maximum_vcpu", vcpu, LEAST_VCPU)
    _check_least("maximum_memory_gb", memory_gb, LEAST_MEMORY_GB)
    _check_least("maximum_disk_gb", disk_gb, LEAST_DISK_GB)
    return CfnApplication.MaximumAllowedResourcesProperty(
        cpu=f"{_text(vcpu)} vCPU", memory=f"{_text(memory_gb)} GB", disk=f"{_text(disk_gb)} GB"
    )


def _check_least(argument: str, value: object, least: int) -> None:
    if not is_known(value):
        return
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        message = (
            f"{argument} must be a whole number, {least} or more, got {value!r}: "
            "one notebook takes two workers of the default size"
        )
        raise ValueError(message)


def _text(number: int) -> str:
    return str(number) if is_known(number) else Tokenization.stringify_number(number)
