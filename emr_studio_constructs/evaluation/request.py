"""A request: who does what to which resource, and what else is known of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from .principals import Principal
from .variables import Keys

Context = Mapping[str, str | Sequence[str]]
_ACCOUNT = 4


@dataclass(frozen=True, kw_only=True)
class Request:
    """May `principal` do `action` to `resource`?

    Args:
        principal: The ARN of a role session, a role, an IAM user or an identity provider, or the name of a service.
        action: Such as `s3:GetObject`, in any case.
        resource: An ARN without wildcards. Default: `*`, a request that names no resource.
        context: The keys of the context, in any case, with a value or several. Nothing is put into it unasked, not
            even what the principal tells, such as `aws:PrincipalArn`. A key with no values counts as none. Default:
            empty.
        resource_account: The account of a resource whose ARN names none, such as a bucket. Default: the principal's.

    Raises:
        ValueError: For a resource with wildcards. A principal that cannot be judged is refused by `decide`.
    """

    principal: str
    action: str
    resource: str = "*"
    context: Context = field(default_factory=dict)
    resource_account: str | None = None

    def __post_init__(self) -> None:
        """Refuses a resource that would match some patterns by chance."""
        if self.resource != "*" and ("*" in self.resource or "?" in self.resource):
            raise ValueError(f"resource {self.resource!r} of a request has wildcards: name one resource, or *")

    @cached_property
    def call(self) -> str:
        """The action in lower case, as `patterns.actions` matches it."""
        return self.action.lower()

    @cached_property
    def keys(self) -> Keys:
        """The context with its keys in lower case."""
        return {key.lower(): value for key, value in self.context.items() if value or isinstance(value, str)}

    @cached_property
    def who(self) -> Principal:
        """The principal, as policies may name it."""
        return Principal(self.principal)

    @cached_property
    def crosses_accounts(self) -> bool:
        """Whether the resource is another account's. No service or identity provider has an account in this."""
        parts = self.resource.split(":")
        # A managed policy of AWS's own has no number there, and is no other account's.
        named = parts[_ACCOUNT] if len(parts) > _ACCOUNT and parts[_ACCOUNT].isdigit() else ""
        return self.who.account not in ("", named or self.resource_account or self.who.account)
