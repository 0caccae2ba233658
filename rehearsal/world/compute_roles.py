"""The roles that compute takes for granted, and the services that take them on."""

from collections.abc import Iterator

from emr_studio_constructs.app.config import StudioConfig

EMR = "elasticmapreduce.amazonaws.com"
_CLUSTERS = {
    "cluster_service_role_arns": frozenset({EMR}),
    "instance_role_arns": frozenset({"ec2.amazonaws.com"}),
    "auto_scaling_role_arns": frozenset({EMR, "application-autoscaling.amazonaws.com"}),
    "launch_role_arn": frozenset({"servicecatalog.amazonaws.com"}),
}
# Runtime roles of clusters are taken on by instance roles of the account, execution roles of EMR on EKS by pods.
_SERVERLESS = {"runtime_role_arns": frozenset({"emr-serverless.amazonaws.com"})}


def compute_roles_of(studio: StudioConfig) -> Iterator[tuple[str, frozenset[str]]]:
    """Each role by its ARN, with the services: they are the keys of all kinds of compute that end so."""
    for compute in studio.compute:
        services = _SERVERLESS if compute.kind == "EMR_SERVERLESS" else _CLUSTERS
        for key, named in compute:
            if key.endswith(("role_arn", "role_arns")):
                arns = [named] if isinstance(named, str) else named or ()
                yield from ((arn, services.get(key, frozenset())) for arn in arns)
