"""Studios to open, and as whom.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-manage-users.html
"""

from emr_studio_constructs.evaluation import Context
from emr_studio_constructs.policies.sign_in import SIGN_IN_ACTION

from .tags import OF_EMR, tagged, tags_in, words
from .thing import Scene, Thing

_SOURCE_IDENTITY = "aws:SourceIdentity"


def studios(scene: Scene) -> tuple[Thing, ...]:
    """This Studio, with the source identities that policies ask for; Studios by tags that they ask for; any other."""
    tags = {tag["Key"]: str(tag["Value"]) for tag in scene.studio.properties.get("Tags", ())}

    def this(name: str, context: Context) -> Thing:
        return Thing(name=name, values={"studio": scene.studio.arn}, context={**tagged(tags, OF_EMR), **context})

    names = {
        str(each.context[_SOURCE_IDENTITY]): each.context
        for each in scene.mentions(SIGN_IN_ACTION, keys=(_SOURCE_IDENTITY,))
        if each.context
    }
    others = {
        f"Studios tagged {words(tags_in(each.written, OF_EMR))}": each.context
        for each in scene.mentions(SIGN_IN_ACTION, keys=OF_EMR)
        if each.context
    }
    other = {"studio": scene.values["other-studio"]}
    return (
        this("by IAM, past IAM Identity Center" if scene.studio.in_identity_center else "this Studio", {}),
        *(this(f"this Studio, as {name}", context) for name, context in names.items()),
        *(Thing(name=name, values=other, context=context) for name, context in others.items()),
        Thing(name="any other Studio", values=other, is_other=True),
    )
