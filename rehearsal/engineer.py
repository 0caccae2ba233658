"""Whoever deploys: an IAM user with keys of their own, whose every call is signed and asked of IAM."""

from .aws import Credentials, LocalAws

_NAME = "rehearsal-engineer"
_ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"


def hire_engineer(aws: LocalAws, account: str) -> Credentials:
    """Makes the engineer of an account, an administrator."""
    iam = aws.client("iam", account=account)
    iam.create_user(UserName=_NAME)
    iam.attach_user_policy(UserName=_NAME, PolicyArn=_ADMINISTRATOR)
    key = iam.create_access_key(UserName=_NAME)["AccessKey"]
    return Credentials(key["AccessKeyId"], key["SecretAccessKey"])
