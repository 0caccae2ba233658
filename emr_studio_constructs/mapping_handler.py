"""The Lambda function that maps people by id, with all that it needs."""

from constructs import Construct

from .policies.mapping_handler import MAPPING_HANDLER
from .studio_function import StudioFunction


class MappingHandler(StudioFunction):
    """Maps people by their ids, for the mappings of one Studio."""

    def __init__(self, scope: Construct, construct_id: str, *, role_path: str | None, policy_path: str | None) -> None:
        """Defines the function.

        Args:
            scope: Where it is defined.
            construct_id: Its id, unique in `scope`.
            role_path: Its role's path. Default: `/`.
            policy_path: The path of the role's policy. Default: `/`.
        """
        super().__init__(
            scope,
            construct_id,
            handler="session_mapping",
            purpose="maps people by id to an EMR Studio",
            rows=MAPPING_HANDLER,
            things={},
            role_path=role_path,
            policy_path=policy_path,
        )
