"""Who may use the key that encrypts notebooks: the rows of the service role, and the policy of a key that we define.

S3 passes the bucket's ARN as encryption context where S3 Bucket Keys are on, and the object's ARN where they are off:
both are this bucket and nothing else. The key's own policy cannot name the bucket, which names the key: it lets the
account's IAM policies decide, and that for use through S3 alone.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-workspace-storage-encryption.html
"""

from .row import ANY, Allow, equals, like

THROUGH_S3 = (
    equals("kms:CallerAccount", "<account>"),
    equals("kms:ViaService", "s3.<region>.<url-suffix>"),
)
"""The conditions on the use of a key by S3, for this account."""

SERVICE_ROLE_KEY = (
    Allow(
        sid="AllowWorkspaceStorageEncryption",
        actions=("kms:Decrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"),
        on=("<key>",),
        when=(*THROUGH_S3, like("kms:EncryptionContext:aws:s3:arn", "<bucket-arn>", "<bucket-arn>/<objects>")),
    ),
    Allow(
        sid="AllowDescribingWorkspaceStorageKey",
        actions=("kms:DescribeKey",),
        on=("<key>",),
    ),
)

KEY_POLICY = (
    Allow(
        sid="AllowAccountToAdministerKey",
        actions=(
            "kms:CancelKeyDeletion",
            "kms:CreateAlias",  # not CreateGrant, by which use outside S3 could be passed on
            "kms:DeleteAlias",
            "kms:Describe*",
            "kms:Disable*",
            "kms:Enable*",
            "kms:Get*",
            "kms:List*",
            "kms:Put*",
            "kms:Revoke*",
            "kms:RotateKeyOnDemand",
            "kms:ScheduleKeyDeletion",
            "kms:TagResource",
            "kms:UntagResource",
            "kms:Update*",
        ),
        on=ANY,  # in a key's policy: this key
    ),
    Allow(
        sid="AllowAccountToUseKeyThroughS3",
        actions=("kms:Decrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"),
        on=ANY,  # in a key's policy: this key
        when=THROUGH_S3,
    ),
)
