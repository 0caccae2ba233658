"""All rows of the policy tables, by table."""

from collections.abc import Iterable

from emr_studio_constructs.policies import (
    audit,
    capabilities,
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
from emr_studio_constructs.policies.rendering import Things
from emr_studio_constructs.policies.row import Allow

SERVICE_ROLE = (
    *service_role.NETWORK,
    *service_role.GIT_SECRETS,
    *service_role.COLLABORATION,
    *service_role.DIRECTORY_COLLABORATION,
    *service_role.STORAGE,
    *storage.SERVICE_ROLE_KEY,
)
PEOPLE = (
    *capabilities.MANDATORY,
    *dict.fromkeys(
        row
        for rows in (
            *capabilities.CAPABILITIES.values(),
            emr_serverless.ATTACHING_TO_APPLICATION,
            emr_serverless.USING_LOGS_KEY,
            emr_on_eks.ATTACHING,
            emr_on_eks.JOB_RUNS,
        )
        for row in rows
    ),
    *cluster_templates.using_templates(change=True),
    *emr_on_ec2.CLUSTER_CREATION,
    emr_on_ec2.TAGGING_NEW_CLUSTERS,
    *emr_on_ec2.RUNTIME_ROLES,
    *emr_on_ec2.OPENING_PERSISTENT_APP_UI,
)
# The rows of one policy each.
TABLES: dict[str, Iterable[Allow]] = {
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
ROWS = [row for rows in TABLES.values() for row in rows]

# One thing for each name in angle brackets.
THINGS: Things = {
    "partition": ["aws"],
    "region": ["eu-west-1"],
    "account": ["111122223333"],
    "url-suffix": ["amazonaws.com"],
    "studio": ["arn:aws:elasticmapreduce:eu-west-1:111122223333:studio/es-1"],
    "service-role": ["arn:aws:iam::111122223333:role/service"],
    "subnet": ["subnet-1"],
    "security-group": ["sg-1", "sg-2"],
    "bucket-arn": ["arn:aws:s3:::bucket"],
    "bucket-account": ["111122223333"],
    "objects": ["prefix/*"],
    "key": ["arn:aws:kms:eu-west-1:111122223333:key/1"],
    "cluster-service-role": ["arn:aws:iam::111122223333:role/cluster"],
    "stack": ["arn:aws:cloudformation:eu-west-1:111122223333:stack/stack/1"],
    "log-group": ["arn:aws:logs:eu-west-1:111122223333:log-group:log:*"],
    "instance-role": ["arn:aws:iam::111122223333:role/instance"],
    "auto-scaling-role": ["arn:aws:iam::111122223333:role/scaling"],
    "runtime-role": ["arn:aws:iam::111122223333:role/runtime"],
    "product": ["prod-1"],
    "log-location": ["bucket/logs"],
    "application": ["arn:aws:emr-serverless:eu-west-1:111122223333:/applications/1"],
    "logs-key": ["arn:aws:kms:eu-west-1:111122223333:key/2"],
    "virtual-cluster": ["arn:aws:emr-containers:eu-west-1:111122223333:/virtualclusters/1"],
    "endpoint": ["arn:aws:emr-containers:eu-west-1:111122223333:/virtualclusters/1/endpoints/1"],
    "execution-role": ["arn:aws:iam::111122223333:role/execution"],
    "readable-objects": ["arn:aws:s3:::data/in/*"],
    "readable-key": ["arn:aws:kms:eu-west-1:111122223333:key/3"],
    "writable-objects": ["arn:aws:s3:::data/out/*"],
    "writable-key": ["arn:aws:kms:eu-west-1:111122223333:key/4"],
    "stream": ["arn:aws:firehose:eu-west-1:111122223333:deliverystream/audit"],
    "configuration": ["prefix/life-cycle-configuration/configuration.json"],
}
