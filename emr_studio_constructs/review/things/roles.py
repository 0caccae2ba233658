"""Roles that may be passed, each with the service that it may be passed to.

https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
"""

from dataclasses import replace

from .thing import Scene, Thing, told_apart

_TO = "iam:PassedToService"
_SERVICES = {
    "elasticmapreduce": "EMR",
    "ec2": "EC2",
    "emr-serverless": "EMR Serverless",
}
# One that no policy for EMR Studio names.
_ANY_SERVICE = "lambda"


def roles(scene: Scene) -> tuple[Thing, ...]:
    """The roles that policies name, and any other one to each service that clusters and notebooks work with."""
    named = [
        _role(scene, each.resource, str(each.context.get(_TO, "")))
        for each in scene.mentions("iam:PassRole", keys=(_TO,))
        if scene.concrete(each.resource, "role") != scene.values["role"]
    ]
    others = (
        replace(_role(scene, scene.values["role"], service), name=f"any other role to {words}", is_other=True)
        for service, words in _SERVICES.items()
    )
    return (*told_apart(named), *others)


def _role(scene: Scene, pattern: str, service: str) -> Thing:
    """A role, or those that a pattern stands for, to a service: none for any."""
    short = service.partition(".")[0]
    suffix = scene.studio.found.environment.url_suffix if short == "ec2" else "amazonaws.com"
    return Thing(
        name=f"{scene.called(pattern)} to {_SERVICES.get(short, short or 'any service')}",
        values={"role": scene.concrete(pattern, "role"), "service": f"{short or _ANY_SERVICE}.{suffix}"},
    )
