"""The CloudFormation types that a Studio's stacks have and ministack has not, or has in part."""

from rehearsal.local_aws.emulator.cloudformation import add_resource_type, complete_resource_type
from rehearsal.local_aws.emulator.prefix_lists import keep_prefix_lists

from .address import ElasticIp, NatGateway
from .base import SchemaHandler
from .bucket import apply_bucket_properties
from .catalog_constraint import LaunchRoleConstraint, LaunchTemplateConstraint
from .catalog_product import CatalogProduct
from .container_endpoint import Endpoint, VirtualCluster
from .flow_log import FlowLog
from .portfolio import (
    Portfolio,
    PortfolioPrincipalAssociation,
    PortfolioProductAssociation,
    TagOptionAssociation,
)
from .role import apply_permissions_boundary
from .security_group_rule import SecurityGroupEgress, SecurityGroupIngress
from .serverless_application import ServerlessApplication
from .session_mapping import StudioSessionMapping
from .studio import Studio
from .tag_option import TagOption
from .trail import Trail
from .vpc import vpc_attributes

_TYPES: tuple[type[SchemaHandler], ...] = (
    Studio,
    StudioSessionMapping,
    SecurityGroupIngress,
    SecurityGroupEgress,
    ElasticIp,
    NatGateway,
    FlowLog,
    VirtualCluster,
    Endpoint,
    ServerlessApplication,
    Portfolio,
    CatalogProduct,
    PortfolioProductAssociation,
    PortfolioPrincipalAssociation,
    LaunchRoleConstraint,
    LaunchTemplateConstraint,
    TagOption,
    TagOptionAssociation,
    Trail,
)


def register() -> None:
    """Teaches CloudFormation all of them."""
    keep_prefix_lists()
    for handler in _TYPES:
        add_resource_type(handler())
    complete_resource_type("AWS::S3::Bucket", apply_bucket_properties)
    complete_resource_type("AWS::EC2::VPC", vpc_attributes)
    complete_resource_type("AWS::IAM::Role", apply_permissions_boundary)
