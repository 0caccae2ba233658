"""Errors as AWS answers them."""

INVALID_REQUEST = "InvalidRequestException"


class AwsError(Exception):
    """A refusal that the client sees: the error's type, a message, the HTTP status."""

    def __init__(self, code: str, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.code, self.message, self.status = code, message, status


def invalid_request(message: str) -> AwsError:
    """The one error that the Studio calls have for whatever the caller did wrong."""
    return AwsError(INVALID_REQUEST, message)
