"""Things that requests are about and no template names: a Workspace, a cluster, somebody's bucket.

Their ids have the form that AWS gives them: https://docs.aws.amazon.com/service-authorization/latest/reference/
"""

from collections.abc import Mapping

from .studio import ReviewedStudio

# name: service, the ARN's last part
_ARNS = {
    "workspace": ("elasticmapreduce", "editor/e-ABCDEFGH"),
    "cluster": ("elasticmapreduce", "cluster/j-ABCDEFGH"),
    "other-studio": ("elasticmapreduce", "studio/es-OTHER"),
    "application": ("emr-serverless", "/applications/abcd"),
    "virtual-cluster": ("emr-containers", "/virtualclusters/abcd"),
    "endpoint": ("emr-containers", "/virtualclusters/abcd/endpoints/efgh"),
    "product": ("catalog", "product/prod-abcd"),
    "stack-of-template": ("cloudformation", "stack/SC-cluster/12345678-1234-1234-1234-123456789012"),
    "git-secret": ("secretsmanager", "secret:emr-studio-git-AbCdEf"),
    "other-secret": ("secretsmanager", "secret:database-AbCdEf"),
    "domain": ("sagemaker", "domain/d-abcd"),
    "profile": ("sagemaker", "user-profile/d-abcd/anna"),
    "workgroup": ("athena", "workgroup/primary"),
    "data-catalog": ("athena", "datacatalog/AwsDataCatalog"),
    "catalog": ("glue", "catalog"),
    "database": ("glue", "database/sales"),
    "table": ("glue", "table/sales/orders"),
    "key": ("kms", "key/12345678-1234-1234-1234-123456789012"),
    "interface": ("ec2", "network-interface/eni-0123456789abcdef0"),
    "other-subnet": ("ec2", "subnet/subnet-0123456789abcdef0"),
    "other-security-group": ("ec2", "security-group/sg-0123456789abcdef0"),
}


def values_of(studio: ReviewedStudio) -> Mapping[str, str]:
    """What the names in angle brackets of requests stand for, as long as no thing says otherwise."""
    place = studio.found.environment
    properties = studio.properties
    arns = {
        name: f"arn:{place.partition}:{service}:{place.region}:{place.account}:{rest}"
        for name, (service, rest) in _ARNS.items()
    }
    bucket, prefix = studio.notebooks_at
    notebook = "/".join([*filter(None, prefix.split("/")), "e-ABCDEFGH/notebook.ipynb"])
    role = f"arn:{place.partition}:iam::{place.account}:role/somebody-elses"
    return {
        **arns,
        "account": place.account,
        "region": place.region,
        "partition": place.partition,
        "url-suffix": place.url_suffix,
        "studio": studio.arn,
        "service-role": str(properties["ServiceRole"]),
        "role": role,
        "runtime-role": role,
        "execution-role": role,
        "bucket": f"arn:{place.partition}:s3:::{bucket}",
        "notebook": f"arn:{place.partition}:s3:::{bucket}/{notebook}",
        "other-bucket": f"arn:{place.partition}:s3:::somebody-elses-bucket",
        "log": f"arn:{place.partition}:s3:::aws-logs-{place.account}-{place.region}"
        "/elasticmapreduce/j-ABCDEFGH/containers/stderr.gz",
        "key": str(properties.get("EncryptionKeyArn") or arns["key"]),
    }
