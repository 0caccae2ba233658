"""Roles and accounts, as IAM knows them and ARNs name them."""

from emr_studio_constructs.ops.reader import Json, Reader


def role_of(read: Reader, arn: str) -> Json | None:
    """The role with an ARN; none where it is another account's."""
    if other_account(read, arn):
        return None
    found = read.find("iam", "get_role", RoleName=name_in(arn))
    return found["Role"] if found and found["Role"]["Arn"] == arn else None


def other_account(read: Reader, name_or_arn: str) -> str | None:
    """The account in an ARN, if it is another's; AWS's own policies are everybody's."""
    account = name_or_arn.split(":")[4] if name_or_arn.startswith("arn:") else read.aws.account
    return None if account in (read.aws.account, "aws") else account


def name_in(name_or_arn: str) -> str:
    """The name of what a name or an ARN is of."""
    return name_or_arn.rpartition("/")[2]
