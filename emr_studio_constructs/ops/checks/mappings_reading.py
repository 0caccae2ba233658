"""Who is mapped to a Studio, as EMR lists them."""

from .reader import Json, Reader


def mappings_of(read: Reader, studio_id: str) -> list[Json]:
    """The session mappings of a Studio.

    Raises:
        UnansweredError: Nobody may look.
    """
    return read.items("emr", "list_studio_session_mappings", "SessionMappings", StudioId=studio_id)
