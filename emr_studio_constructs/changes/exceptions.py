"""What CloudFormation does otherwise than its schemas say, by name.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-emr-studio.html
https://docs.aws.amazon.com/emr/latest/APIReference/API_UpdateStudio.html
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-emrserverless-application.html
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html
"""

from collections.abc import Mapping

from emr_studio_constructs.cfn.resource_types import APPLICATION, CUSTOM, MAPPING_BY_ID, STUDIO

from .model import Action

_NOT_UPDATED = (
    "cannot be changed by EMR's UpdateStudio, though the schema says in place: the Studio is replaced, or the change "
    "never reaches it"
)
# type and property: what happens, and why
_PROPERTIES: Mapping[tuple[str, str], tuple[Action, str]] = {
    (STUDIO, "IdpAuthUrl"): (Action.MAY_REPLACE, _NOT_UPDATED),
    (STUDIO, "IdpRelayStateParameterName"): (Action.MAY_REPLACE, _NOT_UPDATED),
    (STUDIO, "EncryptionKeyArn"): (
        Action.REPLACE,
        "cannot change in place by CloudFormation, though EMR's UpdateStudio could",
    ),
    # The function that maps by id answers with another physical id.
    **{(MAPPING_BY_ID, each): (Action.REPLACE, "is who is mapped") for each in ("IdentityType", "IdentityId")},
    (MAPPING_BY_ID, "StudioId"): (Action.REPLACE, "is where they are mapped"),
    (MAPPING_BY_ID, "SessionPolicyArn"): (Action.UPDATE, ""),
    (MAPPING_BY_ID, "ServiceTimeout"): (Action.UPDATE, ""),
}

# The schema says that most of an application may be replaced, AWS's page that there are interruptions. Others saw it
# refused while the application is started, tags too: https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/2370
_REPLACE_AN_APPLICATION = ("Name", "Type")


def exception_of(resource_type: str, name: str) -> tuple[Action, str] | None:
    """What a change of a property does, and why, where the schema does not say so."""
    if resource_type == APPLICATION and name not in _REPLACE_AN_APPLICATION:
        return Action.UPDATE, ""
    found = _PROPERTIES.get((resource_type, name))
    if found is None and resource_type.startswith(CUSTOM):
        if name == "ServiceToken":
            return Action.FAIL, "of a custom resource must stay: CloudFormation refuses another one"
        return Action.MAY_REPLACE, "is for its function: that decides whether the resource becomes another"
    return found


def exceptional_properties(resource_type: str) -> tuple[str, ...]:
    """The properties of a type of which the table says by name what a change does."""
    return tuple(name for type_, name in _PROPERTIES if type_ == resource_type)
