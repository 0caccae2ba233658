"""Clusters with runtime roles, attached, and what people may do with them."""

from aws_cdk import Stack

from emr_studio_constructs import EmrStudio


def attach(stack: Stack, studio: EmrStudio) -> None:
    raise NotImplementedError


USE_CASES = ()
