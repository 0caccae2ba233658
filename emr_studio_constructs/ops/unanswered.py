"""Questions that AWS does not answer: what may not be looked at, what is not there, what cannot be reached."""

from botocore.exceptions import BotoCoreError, ClientError

from .aws import code_of, is_refusal, message_of
from .errors import OpsError

# By which services say that something is not there.
_MISSING = {
    "404",  # S3, of HeadBucket
    "NoSuchBucket",
    "NoSuchBucketPolicy",
    "NoSuchEntity",
    "NoSuchPublicAccessBlockConfiguration",
    "NotFoundException",
    "ParameterNotFound",
    "ResourceNotFoundException",
    "ServerSideEncryptionConfigurationNotFoundError",
    "ValidationError",  # CloudFormation, of a stack
    "InvalidVpcID.NotFound",
    "InvalidGroup.NotFound",
}

# Nobody answers any question to these credentials.
_NO_CREDENTIALS = {
    "AuthFailure",
    "ExpiredToken",
    "ExpiredTokenException",
    "InvalidAccessKeyId",
    "InvalidClientTokenId",
    "InvalidSignatureException",
    "RequestExpired",
    "SignatureDoesNotMatch",
    "UnrecognizedClientException",
}

# Where the name of the call is not that of its permission.
_ACTIONS = {
    "s3:ListBuckets": "s3:ListAllMyBuckets",
    "s3:HeadBucket": "s3:ListBucket",
    "s3:GetBucketEncryption": "s3:GetEncryptionConfiguration",
    "s3:GetPublicAccessBlock": "s3:GetBucketPublicAccessBlock",
    "s3:ListObjectsV2": "s3:ListBucket",
    "s3:ListObjectVersions": "s3:ListBucketVersions",
}


class UnansweredError(OpsError):
    """AWS answers a question with an error that is no answer, or cannot be reached."""

    def __init__(self, call: str, about: str, error: BotoCoreError | ClientError) -> None:
        """Keeps the permission that the call takes, such as `s3:ListBuckets`, what it is about, and the error."""
        super().__init__(message_of(error))
        self.action = _ACTIONS.get(call, call)
        self.about = about
        self.error = error

    @property
    def code(self) -> str:
        """The code of AWS's error; none where it could not be reached."""
        return code_of(self.error) if isinstance(self.error, ClientError) else ""

    @property
    def is_refusal(self) -> bool:
        """Whether IAM refused the question."""
        return isinstance(self.error, ClientError) and is_refusal(self.error)

    @property
    def is_missing(self) -> bool:
        """Whether what was asked about is not there."""
        return self.code in _MISSING

    @property
    def is_about_credentials(self) -> bool:
        """Whether the credentials are no good, so that no other question is answered either."""
        return self.code in _NO_CREDENTIALS
