"""All rows of the policy tables, by table: whoever reads a template finds in them why a statement is as it is."""

from collections.abc import Mapping, Sequence

from . import (
    audit,
    cluster_roles,
    cluster_templates,
    emr_on_ec2,
    emr_on_eks,
    emr_serverless,
    function,
    mapping_handler,
    private_git,
    serverless_data,
    service_role,
    sign_in,
    storage,
)
from .capabilities import ATTACH, CAPABILITIES, MANDATORY, Capability
from .row import Allow

SERVICE_ROLE = (
    *service_role.NETWORK,
    *service_role.GIT_SECRETS,
    *service_role.COLLABORATION,
    *service_role.DIRECTORY_COLLABORATION,
    *service_role.STORAGE,
    *storage.SERVICE_ROLE_KEY,
)
OF_COMPUTE: Mapping[Capability, Sequence[Allow]] = {
    Capability.RUNTIME_ROLES: (*emr_on_ec2.RUNTIME_ROLES, *emr_on_ec2.OPENING_PERSISTENT_APP_UI),
    Capability.EMR_ON_EKS: emr_on_eks.ATTACHING,
    Capability.EMR_ON_EKS_JOB_RUNS: emr_on_eks.JOB_RUNS,
    Capability.EMR_SERVERLESS: (
        ATTACH,
        *emr_serverless.ATTACHING_TO_APPLICATION,
        *emr_serverless.USING_LOGS_KEY,
    ),
    Capability.CLUSTER_TEMPLATES: cluster_templates.using_templates(change=True),
    Capability.CLUSTER_CREATION: (*emr_on_ec2.CLUSTER_CREATION, emr_on_ec2.TAGGING_NEW_CLUSTERS),
}
"""The rows that compute brings, by functions, for capabilities that have none without it."""
PEOPLE = (
    *MANDATORY,
    *dict.fromkeys(row for rows in (*CAPABILITIES.values(), *OF_COMPUTE.values()) for row in rows),
)
# The rows of one policy each.
TABLES: Mapping[str, Sequence[Allow]] = {
    "service role": SERVICE_ROLE,
    "people": PEOPLE,
    "sign-in": sign_in.CONSOLE_LIST,
    "key": storage.KEY_POLICY,
    "mapping handler": (*mapping_handler.MAPPING_HANDLER, *function.LOGGING),
    "launch role": cluster_templates.launching(
        properties=cluster_templates.CLUSTER_PROPERTIES, parameter_types=cluster_templates.PARAMETER_TYPES
    ),
    "cluster service role": cluster_roles.CLUSTER_SERVICE_ROLE,
    "cluster logs": cluster_roles.CLUSTER_LOGS,
    "Serverless runtime role": (
        *serverless_data.WORKING_WITH_DATA,
        serverless_data.listing_names("bucket", "prefix"),
    ),
    "events to a stream": audit.PUTTING_EVENTS,
    "events to a bucket": audit.DELIVERING_EVENTS,
    "private Git": (*private_git.PRIVATE_GIT_WRITER, *function.LOGGING),
}
ROWS = tuple(row for rows in TABLES.values() for row in rows)
