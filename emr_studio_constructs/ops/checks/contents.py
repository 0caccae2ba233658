"""What each command asks, in the order of its answer."""

from .applications import applications, running_applications
from .ask import Check
from .bucket import access_logs, bucket, bucket_encryption, public_access
from .bucket_policy import bucket_policy
from .delete import mappings_lost, stack_keeps, stack_protection
from .eks import eks_clusters, endpoints, namespaces
from .iam_things import iam_things
from .identity_center import identity_center, mapped_people, people
from .interfaces import group_references, network_interfaces
from .key import key, key_policy
from .launched import emr_groups, launched_clusters
from .leftovers import leftovers, shared_bucket
from .mapped_by_hand import mapped_by_hand
from .network import free_addresses, subnets, vpc, vpc_dns, zones
from .new_endpoints import new_endpoints
from .quotas import people_quota, studio_name, studio_quota
from .roles import service_role, service_role_name, user_role
from .routes import s3_endpoint_policy, way_out
from .security_groups import notebook_port, security_groups, workspace_inbound
from .service_role_network import service_role_network
from .service_role_rights import service_role_key, service_role_storage
from .session_policies import session_policies
from .stack import bootstrap, stack_owner, stack_state

_NETWORK: tuple[Check, ...] = (
    vpc,
    vpc_dns,
    subnets,
    zones,
    free_addresses,
    way_out,
    s3_endpoint_policy,
    security_groups,
    workspace_inbound,
    notebook_port,
)
_STORAGE: tuple[Check, ...] = (bucket, bucket_encryption, public_access, bucket_policy, key, key_policy)
_SERVICE_ROLE: tuple[Check, ...] = (service_role, service_role_storage, service_role_key, service_role_network)

PREFLIGHT: tuple[Check, ...] = (
    bootstrap,
    stack_state,
    stack_owner,
    studio_quota,
    studio_name,
    identity_center,
    people,
    people_quota,
    mapped_by_hand,
    *_NETWORK,
    new_endpoints,
    *_STORAGE,
    access_logs,
    service_role_name,
    *_SERVICE_ROLE,
    iam_things,
    applications,
    eks_clusters,
    namespaces,
    endpoints,
)
"""Before a deploy: what would make it fail or hurt."""

DOCTOR: tuple[Check, ...] = (
    *_NETWORK,
    *_STORAGE,
    *_SERVICE_ROLE,
    user_role,
    identity_center,
    mapped_people,
    people_quota,
    session_policies,
)
"""Of a living Studio: what is wrong."""

TEARDOWN: tuple[Check, ...] = (
    stack_protection,
    network_interfaces,
    group_references,
    running_applications,
    launched_clusters,
    emr_groups,
    mappings_lost,
    leftovers,
    shared_bucket,
    stack_keeps,
)
"""Before a delete: what blocks or outlives it."""
