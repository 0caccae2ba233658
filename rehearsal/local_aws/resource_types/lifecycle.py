"""Lifecycle rules of a bucket: the template and the API say the same in other words."""

from typing import Any

Json = dict[str, Any]
_AS_THEY_ARE = ("Status", "AbortIncompleteMultipartUpload", "NoncurrentVersionExpiration")
_TRANSLATED = ("Id", "Prefix", "ExpirationInDays", "Transitions")


def lifecycle_rule(rule: Json) -> Json:
    """A rule as the API has it; without a prefix it is for all objects.

    Raises:
        ValueError: The rule has a part that is not translated here.
    """
    if unknown := rule.keys() - {*_AS_THEY_ARE, *_TRANSLATED}:
        raise ValueError(f"the rehearsal knows no lifecycle rule with {', '.join(sorted(unknown))}")
    said: Json = {name: rule[name] for name in _AS_THEY_ARE if name in rule}
    said["Filter"] = {"Prefix": rule.get("Prefix", "")}
    if "Id" in rule:
        said["ID"] = rule["Id"]
    if "ExpirationInDays" in rule:
        said["Expiration"] = {"Days": rule["ExpirationInDays"]}
    if "Transitions" in rule:
        said["Transitions"] = [
            {"StorageClass": each["StorageClass"], "Days": each["TransitionInDays"]} for each in rule["Transitions"]
        ]
    return said
