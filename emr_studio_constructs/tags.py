"""Tags that CloudFormation refuses for a Studio, found at synth.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-emr-studio.html
"""

import re

import jsii
from aws_cdk import aws_emr
from constructs import IValidation

from ._border import is_known

# The patterns of the type's schema, which are searched for, not matched from end to end; "+-=" is a range of
# characters there, with the digits in it.
_KEY = re.compile(r"^(?!aws:)[a-zA-Z+-=._:/]+$")
_VALUE = re.compile(r"[a-zA-Z+-=._:/]+$")


@jsii.implements(IValidation)
class StudioTagValidation:
    """Checks the tags that a Studio ends up with, those of its stack and app among them."""

    def __init__(self, studio: aws_emr.CfnStudio) -> None:
        """Checks the tags of `studio`, when the app is synthesized."""
        self._studio = studio

    def validate(self) -> list[str]:
        """Says which tags would be refused: one message each."""
        tags = self._studio.tags.tag_values()
        return [
            f"tag {key!r} with value {value!r} is refused for a Studio: a key takes letters, digits and + - = . _ : / "
            "without blanks, a value must not be empty and must end in one of these"
            for key, value in tags.items()
            if (is_known(key) and not _KEY.search(key)) or (is_known(value) and not _VALUE.search(value))
        ]
