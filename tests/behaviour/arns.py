"""Things of the account that the questions are about, beside those of the Studio itself."""

ACCOUNT, OTHER_ACCOUNT = "111122223333", "999988887777"
REGION, OTHER_REGION = "eu-west-1", "us-east-1"
EMR = "elasticmapreduce.amazonaws.com"
EMR_TAG = "for-use-with-amazon-emr-managed-policies"
USER_TAG = "for-use-with-amazon-emr-managed-user-policies"
CREATOR = "elasticmapreduce:ResourceTag/creatorUserId"


def here(service: str, rest: str) -> str:
    return f"arn:aws:{service}:{REGION}:{ACCOUNT}:{rest}"


EDITOR = here("elasticmapreduce", "editor/e-ABCDEFGH")
CLUSTER = here("elasticmapreduce", "cluster/j-ABCDEFGH")
OTHER_STUDIO = here("elasticmapreduce", "studio/es-OTHER")

GIT_SECRET = here("secretsmanager", "secret:emr-studio-git-AbCdEf")
OTHER_SECRET = here("secretsmanager", "secret:database-AbCdEf")

BUCKET = "arn:aws:s3:::some-bucket"
LOG = f"arn:aws:s3:::aws-logs-{ACCOUNT}-{REGION}/elasticmapreduce/j-ABCDEFGH/containers/stderr.gz"

CLUSTER_SERVICE_ROLE = f"arn:aws:iam::{ACCOUNT}:role/cluster-service"
INSTANCE_ROLE = f"arn:aws:iam::{ACCOUNT}:role/cluster-instance"
OTHER_ROLE = f"arn:aws:iam::{ACCOUNT}:role/administrator"
SAML_PROVIDER = f"arn:aws:iam::{ACCOUNT}:saml-provider/idp"

VIRTUAL_CLUSTER = here("emr-containers", "/virtualclusters/abcd")
ENDPOINT = here("emr-containers", "/virtualclusters/abcd/endpoints/efgh")
CONTAINER_JOB = here("emr-containers", "/virtualclusters/abcd/jobruns/efgh")
APPLICATION = here("emr-serverless", "/applications/abcd")
SERVERLESS_JOB = here("emr-serverless", "/applications/abcd/jobruns/efgh")
PRODUCT = here("catalog", "product/prod-abcd")
STACK = here("cloudformation", "stack/SC-cluster/12345678-1234-1234-1234-123456789012")
DOMAIN = here("sagemaker", "domain/d-abcd")
PROFILE = here("sagemaker", "user-profile/d-abcd/anna")
WORKGROUP = here("athena", "workgroup/primary")
DATA_CATALOG = here("athena", "datacatalog/AwsDataCatalog")
CATALOG, DATABASE = here("glue", "catalog"), here("glue", "database/sales")
TABLE = here("glue", "table/sales/orders")

INTERFACE = here("ec2", "network-interface/eni-0123456789abcdef0")
INSTANCE = here("ec2", "instance/i-0123456789abcdef0")
OTHER_SUBNET = here("ec2", "subnet/subnet-0123456789abcdef0")
OTHER_GROUP = here("ec2", "security-group/sg-0123456789abcdef0")
