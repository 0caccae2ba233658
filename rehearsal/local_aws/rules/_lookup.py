"""What other services of the account know."""

from typing import Any

from botocore.exceptions import ClientError, ParamValidationError

from rehearsal.local_aws.client import client
from rehearsal.local_aws.errors import invalid_request

Json = dict[str, Any]


def look_up(service: str, operation: str, unknown: str, **arguments: object) -> Json:
    """A service's answer.

    Raises:
        AwsError: It refuses; `unknown` is the message.
    """
    try:
        return dict(getattr(client(service), operation)(**arguments))
    except (ClientError, ParamValidationError) as error:
        raise invalid_request(unknown) from error
