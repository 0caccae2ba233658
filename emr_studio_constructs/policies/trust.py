"""Who may assume the roles of a Studio.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-service-role.html
https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-user-permissions.html
"""

from dataclasses import dataclass

from .row import Condition, arn_like, equals

EMR = "elasticmapreduce.amazonaws.com"


@dataclass(frozen=True, kw_only=True)
class Trust:
    """Lets one AWS service assume a role: beside `sts:AssumeRole`, the actions in `also`, when all of `when` holds."""

    service: str
    also: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()


# A service that acts for somebody else's account (the confused deputy) is refused.
ON_BEHALF_OF_THIS_ACCOUNT = (
    equals("aws:SourceAccount", "<account>"),
    arn_like("aws:SourceArn", "arn:<partition>:elasticmapreduce:<region>:<account>:*"),
)

SERVICE_ROLE_TRUST = Trust(service=EMR, when=ON_BEHALF_OF_THIS_ACCOUNT)

# AWS documents no source conditions for the user role, so none are set: a refused sign-in would lock everybody out.
# `sts:SetContext` carries the identity of the person who signed in.
USER_ROLE_TRUST = Trust(service=EMR, also=("sts:SetContext",))
