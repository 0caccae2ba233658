"""Who may write which private Git servers Workspaces use: one object, by one role.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-enable-git.html
"""

from .row import Allow, equals, like
from .storage import THROUGH_S3

PRIVATE_GIT_WRITER = (
    Allow(
        sid="AllowWritingGitServers",
        actions=("s3:PutObject", "s3:DeleteObject"),
        on=("<bucket-arn>/<configuration>",),
        when=(equals("aws:ResourceAccount", "<bucket-account>"),),
    ),
    Allow(
        sid="AllowEncryptingGitServers",
        actions=("kms:GenerateDataKey",),
        on=("<key>",),
        when=(*THROUGH_S3, like("kms:EncryptionContext:aws:s3:arn", "<bucket-arn>", "<bucket-arn>/<configuration>")),
    ),
)

LOCKED = (
    "s3:DeleteObject",
    "s3:DeleteObjectVersion",
    "s3:PutObject",
    "s3:ReplicateDelete",
    "s3:ReplicateObject",
    "s3:UpdateObjectEncryption",
)
"""What the bucket's policy denies to everybody else: whatever makes, changes or takes away an object."""
