"""By what a person's access to a Studio in IAM mode is limited, where the Studio's ARN is not the right measure."""

from collections.abc import Sequence
from dataclasses import dataclass

from ._border import check_list, check_tags
from .policies.row import Condition, equals

STUDIO_ARN = "<studio>"
EVERY_STUDIO = "arn:<partition>:elasticmapreduce:<region>:<account>:studio/*"


@dataclass(frozen=True)
class StudioTag:
    """Access to every Studio of the account and Region that has a tag, this one and ones to come.

    https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-manage-users.html

    Args:
        key: The tag's key.
        value: The tag's value; may be a policy variable such as `${aws:PrincipalTag/team}`, so that each person
            reaches the Studios of their own team.

    Raises:
        ValueError: No Studio can have such a tag.
    """

    key: str
    value: str

    def __post_init__(self) -> None:
        """Checks that a Studio can have the tag."""
        check_tags("StudioTag", {self.key: self.value})

    @property
    def on(self) -> str:
        """The Studios that are meant."""
        return EVERY_STUDIO

    @property
    def when(self) -> tuple[Condition, ...]:
        """The condition that narrows them down."""
        return (equals(f"elasticmapreduce:ResourceTag/{self.key}", self.value),)


@dataclass(frozen=True)
class SourceIdentity:
    """Access to this Studio, for sessions of the grantee that carry one of these source identities.

    The identity provider must set the source identity, and the role's trust must allow `sts:SetSourceIdentity`, as
    that of a `SamlFederationRole` does.

    https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-manage-users.html

    Args:
        names: The source identities, such as user names; one or more.

    Raises:
        ValueError: No name is given, or one that is empty or `*`.
    """

    names: Sequence[str]

    def __post_init__(self) -> None:
        """Checks the names, and freezes them."""
        check_list("names", self.names, "source identities")
        if not self.names or not all(self.names) or "*" in self.names:
            message = f"names must list one or more source identities, each in full, got {list(self.names)}"
            raise ValueError(message)
        object.__setattr__(self, "names", tuple(self.names))

    @property
    def on(self) -> str:
        """The Studio that is meant."""
        return STUDIO_ARN

    @property
    def when(self) -> tuple[Condition, ...]:
        """The condition that narrows the sessions down."""
        return (equals("aws:SourceIdentity", *self.names),)
