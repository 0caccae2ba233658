"""What a Studio is, before all else: its stack and template, its place, how people sign in, roles, where notebooks are.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-emr-studio.html
"""

import hashlib
from collections.abc import Iterator

from emr_studio_constructs.cfn import Environment

from .section import Section

# Only those that a Studio has are shown.
_PROPERTIES = {
    "IdcInstanceArn": "Identity Center instance",
    "IdcUserAssignment": "Assignment to the Studio",
    "TrustedIdentityPropagationEnabled": "Trusted identity propagation",
    "IdpAuthUrl": "Identity provider",
    "ServiceRole": "Service role",
    "UserRole": "User role",
    "DefaultS3Location": "Notebooks",
    "Description": "Description",
}


def facts_of(section: Section) -> dict[str, str]:
    """What there is to know at the first glance."""
    studio, stack = section.studio, section.stack
    return {
        "Stack": studio.stack,
        "Account": stack.account or f"not named; {Environment.account} stands for it",
        "Region": stack.region or f"not named; {Environment.region} stands for it",
        "Template": f"{stack.file.name}, SHA-256 {hashlib.sha256(stack.file.read_bytes()).hexdigest()[:16]}…",
        "People sign in with": _sign_in(section),
        **dict(_named(section)),
    }


def _named(section: Section) -> Iterator[tuple[str, str]]:
    for name, called in _PROPERTIES.items():
        if name in section.studio.properties:
            yield called, str(section.studio.properties[name])


def _sign_in(section: Section) -> str:
    if section.studio.in_identity_center:
        return "IAM Identity Center"
    return "IAM, by an identity provider" if "IdpAuthUrl" in section.studio.properties else "IAM"
