"""Wildcards in our policies that we accept, and findings about who holds a policy: which, and why."""

from collections.abc import Mapping

from emr_studio_constructs.policies.audit import EVENTS_PREFIX

REGIONAL = "arn:<partition>:{}:<region>:<account>:{}"

WILDCARDS: Mapping[str, str] = {
    # resources of rows, as the rows have them, and why they are as wide as this
    "*": "IAM limits these actions to no resource, or what they are about has no ARN.",
    REGIONAL.format("elasticmapreduce", "cluster/*"): "Clusters come and go; EmrOnEc2(cluster_tags=...) limits them.",
    REGIONAL.format("elasticmapreduce", "editor/*"): "People make Workspaces, whose ids nobody knows before.",
    REGIONAL.format("elasticmapreduce", "studio/*"): (
        "Access by tag is for all Studios with the tag; people are unmapped from a Studio that was replaced, too."
    ),
    REGIONAL.format("ec2", "network-interface/*"): "The Studio makes its interfaces itself, and tags them.",
    REGIONAL.format("ec2", "instance/*"): "Interfaces of a cluster's primary node, which is not known before.",
    REGIONAL.format("ec2", "security-group/*"): "Groups of a cluster's primary node, which are not known before.",
    REGIONAL.format("secretsmanager", "secret:*"): "Git credentials are told by their tag, which the row demands.",
    REGIONAL.format("secretsmanager", "secret:emr-studio-*"): "Git credentials that people store get this prefix.",
    "<bucket-arn>/<objects>": "The service role reads and writes all notebooks of its Studio.",
    f"<bucket-arn>/{EVENTS_PREFIX}*": "Firehose names what it delivers by time, in this folder alone.",
    "arn:<partition>:s3:::*": "People see the names in the account's buckets, to choose one; no content.",
    "arn:<partition>:s3:::aws-logs-<account>-<region>/elasticmapreduce/*": "Logs of clusters, each in its own folder.",
    REGIONAL.format("sagemaker", "domain/*"): "SageMaker was chosen by name: Capability.SAGEMAKER.",
    REGIONAL.format("sagemaker", "user-profile/*"): "SageMaker was chosen by name: Capability.SAGEMAKER.",
    REGIONAL.format("athena", "workgroup/*"): "Athena was chosen by name: Capability.ATHENA.",
    REGIONAL.format("athena", "datacatalog/*"): "Athena was chosen by name: Capability.ATHENA.",
    REGIONAL.format("glue", "database/*"): "Athena was chosen by name: Capability.ATHENA.",
    REGIONAL.format("glue", "table/*"): "Athena was chosen by name: Capability.ATHENA.",
    REGIONAL.format("cloudformation", "stack/SC-*/*"): "Stacks of provisioned products, which people make.",
    "arn:<partition>:s3:::*/*": "Templates in a bucket of Service Catalog's, told by the tag that the row demands.",
    "arn:<partition>:s3:::<log-location>/*": "Clusters write logs below the place that was given.",
    "<readable-objects>": "The config names these data, and nothing beside them.",
}

ENDS_IN_JOB_RUNS = "/jobruns/*"
JOB_RUNS = "Job runs of one application or virtual cluster, whose ids are drawn when they start."

SIGN_IN = "The right to open a Studio is the grantee's own, one statement a Studio, as the CDK grants it."

IMPORTED_USER = "Access was granted to an IAM user by name; to grant it to a group or role is better."
