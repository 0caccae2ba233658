"""Which things each use case is asked about."""

from collections.abc import Callable, Mapping

from emr_studio_constructs.review.use_cases import UseCase

from .clusters import clusters, new_clusters, runtime_roles
from .compute import applications, endpoints, products, virtual_clusters
from .given import keys, network, nothing, secrets, workspaces
from .roles import roles
from .studios import studios
from .thing import Scene, Thing

_THINGS: Mapping[UseCase, Callable[[Scene], tuple[Thing, ...]]] = {
    UseCase.OPEN_STUDIO: studios,
    UseCase.USE_WORKSPACES: workspaces,
    UseCase.SHARE_WORKSPACES: workspaces,
    UseCase.ATTACH_TO_CLUSTERS: clusters,
    UseCase.USE_RUNTIME_ROLES: runtime_roles,
    UseCase.OPEN_PERSISTENT_UIS: clusters,
    UseCase.OPEN_CLUSTER_UIS: clusters,
    UseCase.CONTROL_CLUSTERS: clusters,
    UseCase.ATTACH_TO_EKS: endpoints,
    UseCase.SEE_EKS_JOB_RUNS: virtual_clusters,
    UseCase.ATTACH_TO_SERVERLESS: applications,
    UseCase.CREATE_FROM_TEMPLATES: products,
    UseCase.CREATE_CLUSTERS: new_clusters,
    UseCase.TAG_NEW_CLUSTERS: new_clusters,
    UseCase.PASS_ROLES: roles,
    UseCase.TAG_SECRETS: secrets,
    UseCase.READ_SECRETS: secrets,
    UseCase.USE_KEY: keys,
    UseCase.USE_INTERFACES: network,
    UseCase.CHANGE_GROUPS: network,
}


def things_of(use_case: UseCase, scene: Scene) -> tuple[Thing, ...]:
    """What a use case is asked about: one thing or more, what no template names last."""
    return _THINGS.get(use_case, nothing)(scene)
