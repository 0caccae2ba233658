"""What can be chosen, in arguments, config files and the command line alike: words and bounds, without the CDK."""

from enum import StrEnum


class UserAssignment(StrEnum):
    """Whether people of IAM Identity Center must be assigned to the Studio to sign in."""

    REQUIRED = "REQUIRED"
    OPTIONAL = "OPTIONAL"


class IdentityType(StrEnum):
    """What kind of identity is mapped."""

    USER = "USER"
    GROUP = "GROUP"


USER_QUOTA = 100
"""How many users a Studio may have, where AWS has not raised the account's quota."""
GROUP_QUOTA = 5
"""How many groups."""


class GitSecrets(StrEnum):
    """By whose permissions the Git credentials of a Workspace are read.

    https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-service-role.html
    """

    SERVICE_ROLE = "SERVICE_ROLE"
    """The service role's: it reads every secret that is tagged for EMR."""
    USER = "USER"
    """The person's: each reads only secrets tagged with their own user id, as Studio has tagged them since 2023.

    A secret of the Studio that has no such tag belongs to whoever tags it first: AWS demands that people may tag.
    """


class Encryption(StrEnum):
    """How the bucket that a Studio defines encrypts notebooks."""

    KMS = "KMS"
    """With a KMS key of yours: the one given, or one that is defined."""
    S3_MANAGED = "S3_MANAGED"
    """With a key that S3 manages: no key policy, no key to disable, no cost."""


class NotebookStorageClass(StrEnum):
    """A storage class from which S3 reads at once.

    Those that take a restore are left out: a Workspace cannot open a file in them until somebody has restored it.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html
    """

    INTELLIGENT_TIERING = "INTELLIGENT_TIERING"
    """Cheaper the longer nobody reads a file, without a price for reading; each file costs a little to watch."""
    INFREQUENT_ACCESS = "INFREQUENT_ACCESS"
    """About half the price; reading costs; 30 days are charged at least."""
    GLACIER_INSTANT_RETRIEVAL = "GLACIER_INSTANT_RETRIEVAL"
    """About a sixth of the price; reading costs more; 90 days are charged at least."""


LEAST_INFREQUENT_ACCESS_DAYS = 30
"""AWS's pages disagree on whether S3 takes fewer; it charges for as many."""


class Architecture(StrEnum):
    """The processors of an EMR Serverless application."""

    ARM64 = "ARM64"
    """Graviton: the cheaper ones."""
    X86_64 = "X86_64"
    """For libraries and images that are made for it alone."""


class StudioMetric(StrEnum):
    """What can be measured of a Studio, and alarmed on."""

    SIGN_INS = "SIGN_INS"
    """How often people opened the Studio."""
    REFUSED_CALLS = "REFUSED_CALLS"
    """Calls that were refused for want of a permission."""
    MAPPING_CHANGES = "MAPPING_CHANGES"
    """Mappings that were made, changed and deleted, by whomever."""
    MAPPED_BY_HAND = "MAPPED_BY_HAND"
    """Those of them that neither CloudFormation nor the Studio itself made."""
    WORKSPACE_ACTIONS = "WORKSPACE_ACTIONS"
    """What people did with Workspaces; only with `workspace_actions=True`."""
    STUDIO_CHANGES = "STUDIO_CHANGES"
    """Updates of the Studio and its tags, and its delete."""
    BUCKET_SIZE = "BUCKET_SIZE"
    """The bytes in the whole bucket, old versions too, in the classes that S3 reads from at once; once a day."""
    BUCKET_OBJECTS = "BUCKET_OBJECTS"
    """The objects in the whole bucket, each old version one of them; once a day."""


MOST_SUBNETS = 5
"""Of a Studio: https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-considerations.html"""

MOST_CORE_NODES = 1000
"""Of a cluster of a ready-made template."""
LONGEST_CLUSTER_IDLE_MINUTES = 7 * 24 * 60
"""After how long without use such a cluster ends at the latest.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-auto-termination-policy.html
"""

LONGEST_APPLICATION_IDLE_MINUTES = 7 * 24 * 60
"""After how long without work an application of EMR Serverless stops at the latest.

https://docs.aws.amazon.com/emr-serverless/latest/APIReference/API_AutoStopConfig.html
"""
# A notebook takes a kernel and a Spark driver, by default each of 4 vCPU, 16 GB and 20 GB of disk.
LEAST_VCPU, LEAST_MEMORY_GB, LEAST_DISK_GB = 8, 32, 40
"""Of all workers of such an application together."""

LONGEST_SESSION_IDLE_MINUTES = 24 * 60
"""After how long without use a session on an endpoint of EMR on EKS ends at the latest."""
