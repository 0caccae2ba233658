"""What all handlers share: AWS's schema checks the properties, the service's own API does the work."""

from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from rehearsal.local_aws.schemas import schema_of

Json = dict[str, Any]
_SYSTEM_TAGS = "aws:"


class SchemaHandler:
    """A type by its provider schema. A subclass makes, changes and removes one through boto3."""

    type_name: str

    def __init__(self) -> None:
        """Reads the schema."""
        self._schema = schema_of(self.type_name)
        self.name = self.type_name
        self.create_only = self._schema.create_only
        self.tag_property = self._schema.tag_property

    # What a subclass does.

    def make(self, properties: Json) -> tuple[str, Json]:
        """Makes the resource; returns its physical id and attributes."""
        raise NotImplementedError

    def change(self, physical_id: str, old: Json, new: Json) -> Json:
        """Changes the resource in place; returns its attributes."""
        raise NotImplementedError

    def remove(self, physical_id: str, properties: Json) -> None:
        """Removes the resource."""
        raise NotImplementedError

    # What CloudFormation calls.

    def create(self, properties: Json) -> tuple[str, Json]:
        """Checks, then makes."""
        checked = self._check(properties)
        try:
            return self.make(checked)
        except (ClientError, BotoCoreError) as error:
            raise _reason(error) from error

    def update(self, physical_id: str, old: Json, new: Json) -> Json:
        """Checks, then changes."""
        checked = self._check(new)
        try:
            return self.change(physical_id, self._without_system_tags(old), checked)
        except (ClientError, BotoCoreError) as error:
            raise _reason(error) from error

    def delete(self, physical_id: str, properties: Json) -> None:
        """Removes; that it is gone already is no failure."""
        try:
            self.remove(physical_id, properties)
        except ClientError as error:
            if not _is_gone(error):
                raise _reason(error) from error

    def _check(self, properties: Json) -> Json:
        properties = self._without_system_tags(properties)
        if problems := self._schema.problems(properties):
            raise ValueError(f"Properties validation failed for resource with message: [{', '.join(problems)}]")
        return properties

    def _without_system_tags(self, properties: Json) -> Json:
        tags = self.tag_property
        if not tags or self._schema.takes_system_tags or tags not in properties:
            return properties
        kept = [tag for tag in properties[tags] if not tag["Key"].startswith(_SYSTEM_TAGS)]
        return {**{name: value for name, value in properties.items() if name != tags}, **({tags: kept} if kept else {})}


def _reason(error: ClientError | BotoCoreError) -> ValueError:
    """The status reason of a failed resource, as CloudFormation words it."""
    if isinstance(error, BotoCoreError):
        return ValueError(f'Resource handler returned message: "{error}" (HandlerErrorCode: InternalFailure)')
    found, status = error.response["Error"], error.response["ResponseMetadata"]["HTTPStatusCode"]
    text = f"{found.get('Message')} (Operation: {error.operation_name}, Status Code: {status}, {found.get('Code')})"
    return ValueError(f'Resource handler returned message: "{text}"')


def _is_gone(error: ClientError) -> bool:
    found = error.response["Error"]
    return ".NotFound" in found.get("Code", "") or "does not exist" in found.get("Message", "")
