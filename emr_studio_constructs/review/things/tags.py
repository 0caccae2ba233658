"""Tags of things and of requests, as the condition keys of IAM name them: `aws:ResourceTag/team`.

https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html
"""

from collections.abc import Mapping, Sequence

from emr_studio_constructs.evaluation import Context

CREATOR = "creatorUserId"
"""The tag by which EMR says whose a Workspace is."""
ONESELF = "${aws:userid}"
"""Stands in the context of a request for the user id of who asks."""

OF_EMR = ("elasticmapreduce:ResourceTag/", "aws:ResourceTag/")
OF_NEW_CLUSTERS = ("elasticmapreduce:RequestTag/", "aws:RequestTag/")
OF_SECRETS = ("secretsmanager:ResourceTag/", "aws:ResourceTag/")


def tags_in(context: Context, keys: Sequence[str]) -> Mapping[str, str]:
    """The tags of a context, by the condition keys that may name them."""
    return {
        key.removeprefix(start): str(value) for key, value in context.items() for start in keys if key.startswith(start)
    }


def tagged(tags: Mapping[str, str], keys: Sequence[str]) -> Context:
    """The context of what has tags, under each of the condition keys that may name them."""
    return {f"{start}{key}": value for start in keys for key, value in tags.items()}


def words(tags: Mapping[str, str]) -> str:
    """Tags, in words."""
    return ", ".join(f"{key}={value}" for key, value in tags.items())
