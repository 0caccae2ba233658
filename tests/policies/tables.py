"""All rows of the policy tables, by table."""

from collections.abc import Iterable

from emr_studio_constructs.policies import capabilities, emr_on_ec2, mapping_handler, service_role, sign_in, storage
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
    *dict.fromkeys(row for rows in capabilities.CAPABILITIES.values() for row in rows),
    *emr_on_ec2.CLUSTER_CREATION,
    emr_on_ec2.TAGGING_NEW_CLUSTERS,
)
# The rows of one policy each.
TABLES: dict[str, Iterable[Allow]] = {
    "service role": SERVICE_ROLE,
    "people": PEOPLE,
    "sign-in": sign_in.CONSOLE_LIST,
    "key": storage.KEY_POLICY,
    "mapping handler": mapping_handler.MAPPING_HANDLER,
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
}
