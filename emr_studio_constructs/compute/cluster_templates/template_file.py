"""A cluster template that is a file of CloudFormation."""

from pathlib import Path

from aws_cdk import aws_servicecatalog as servicecatalog
from aws_cdk.cloudformation_include import CfnInclude
from constructs import Construct


class TemplateFile(servicecatalog.ProductStack):
    """A template in JSON or YAML."""

    def __init__(self, scope: Construct, construct_id: str, *, path: Path) -> None:
        """Takes in what the file holds.

        Args:
            scope: Where the template is used.
            construct_id: Its id, unique in `scope`.
            path: The file, from the working directory.

        Raises:
            ValueError: The file cannot be read, or is no template.
        """
        super().__init__(scope, construct_id)
        must = f"templates[{construct_id!r}] must be"
        if not path.is_file():
            message = f"{must} the path of a file, got {str(path)!r}, where there is none: correct the path"
            raise ValueError(message)
        if not path.read_bytes().strip():
            message = (
                f"{must} a CloudFormation template, got {str(path)!r}, which is empty: write it, or correct the path"
            )
            raise ValueError(message)
        try:
            CfnInclude(self, "Template", template_file=str(path))
        except RuntimeError as error:  # what the CDK tells of a file, it tells by an error only
            message = (
                f"{must} a CloudFormation template that holds together, got {str(path)!r}, of which "
                f"the CDK says {str(error).splitlines()[0]!r}: correct the file"
            )
            raise ValueError(message) from error
