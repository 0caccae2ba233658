"""Compute that a Studio's people may use: each kind in a file, told apart by `kind`."""

from typing import Annotated

from pydantic import Field

from .cluster_templates import ClusterTemplatesConfig
from .emr_on_ec2 import EmrOnEc2Config
from .emr_on_eks import EmrOnEksConfig
from .emr_serverless import EmrServerlessConfig

ComputeConfig = Annotated[
    EmrOnEc2Config | EmrServerlessConfig | EmrOnEksConfig | ClusterTemplatesConfig, Field(discriminator="kind")
]
