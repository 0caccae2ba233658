"""The Service Catalog portfolio that cluster templates are in: its products, who sees them, and within what limits.

https://docs.aws.amazon.com/servicecatalog/latest/adminguide/catalogs_portfolios.html
https://docs.aws.amazon.com/servicecatalog/latest/adminguide/catalogs_constraints_template-constraints.html
"""

import json
from collections.abc import Mapping, Sequence
from typing import cast

from aws_cdk import Names, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_servicecatalog as servicecatalog
from constructs import Construct, IConstruct

_ARNS = ("role_arn", "user_arn", "group_arn")


class TemplatePortfolio(Construct):
    """A portfolio with one product for each template, all launched by one role."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        stacks: Mapping[str, servicecatalog.ProductStack],
        launch_role: iam.IRole,
        provider_name: str,
        portfolio_name: str | None,
        tag_options: servicecatalog.TagOptions | None,
    ) -> None:
        """Defines what `ClusterTemplates` says of these arguments; `stacks` are its templates."""
        super().__init__(scope, construct_id)
        self._portfolio = servicecatalog.Portfolio(
            self,
            "Portfolio",
            display_name=portfolio_name or Names.unique_resource_name(self, max_length=100, separator="-"),
            provider_name=provider_name,
            tag_options=tag_options,
        )
        products = Construct(self, "Products")
        self._product_ids: dict[str, str] = {}
        self._in_portfolio: dict[str, IConstruct] = {}
        self._admitted: set[str] = set()
        self._subnets: list[str] = []
        self._constraints: dict[str, servicecatalog.CfnLaunchTemplateConstraint] = {}
        for name, stack in stacks.items():
            product = servicecatalog.CloudFormationProduct(
                products,
                name,
                product_name=name,
                owner=provider_name,
                product_versions=[
                    servicecatalog.CloudFormationProductVersion(
                        cloud_formation_template=servicecatalog.CloudFormationTemplate.from_product_stack(stack),
                        product_version_name="current",
                    )
                ],
            )
            self._product_ids[name] = product.product_id
            self._portfolio.add_product(product)
            self._in_portfolio[name] = self._portfolio.node.children[-1]
            self._portfolio.set_launch_role(product, launch_role)

    @property
    def product_ids(self) -> Sequence[str]:
        """The ids of all products."""
        return tuple(self._product_ids.values())

    def admit(self, studio: Construct, identity: iam.IIdentity) -> None:
        """Lets a user, group or role of a Studio see and launch the products.

        Args:
            studio: The Studio.
            identity: Who.

        Raises:
            ValueError: The identity is in the portfolio's stack, and the Studio in another.
        """
        arn = next(getattr(identity, name) for name in _ARNS if hasattr(identity, name))
        if arn in self._admitted:
            return
        self._admitted.add(arn)
        # Beside the identity, whose stack may need this one or be needed by it; what is imported has no such stack.
        defined = isinstance(identity, iam.Role | iam.User | iam.Group)
        if defined and _deployed_with(identity) == _deployed_with(self) != _deployed_with(studio):
            message = (
                f"grantee must not be in the stack of the templates, {_deployed_with(self)}, for a Studio in another, "
                f"{_deployed_with(studio)}, got {identity.node.path}: each would need the other, define the templates "
                "or the grantee in another stack"
            )
            raise ValueError(message)
        servicecatalog.CfnPortfolioPrincipalAssociation(
            cast("Construct", identity) if defined else self,
            f"AccessTo-{_path(self, identity)}" if defined else f"AccessOf-{_path(identity, self)}",
            portfolio_id=self._portfolio.portfolio_id,
            principal_arn=arn,
            principal_type="IAM",
        )

    def allow_subnets(
        self, scope: Construct, parameters: Mapping[str, Mapping[str, str]], subnets: Sequence[str]
    ) -> None:
        """Lets people choose these subnets, those of earlier calls, and no others.

        Args:
            scope: The Studio whose subnets they are. What limits people to them is defined there, since its stack may
                need the portfolio's.
            parameters: By template, the parameters that are to be among the subnets, and their types.
            subnets: The subnets.
        """
        self._subnets = list(dict.fromkeys([*self._subnets, *subnets]))
        for name, chosen_by in parameters.items():
            if name in self._constraints:
                self._constraints[name].rules = self._rules(chosen_by)
            elif chosen_by:
                # Portfolio.constrain_cloud_formation_parameters does not write out references to this stack.
                self._constraints[name] = servicecatalog.CfnLaunchTemplateConstraint(
                    scope,
                    f"SubnetsFor-{_path(self, scope)}-{name}",
                    portfolio_id=self._portfolio.portfolio_id,
                    product_id=self._product_ids[name],
                    description="Clusters are in the subnets of their EMR Studio",
                    rules=self._rules(chosen_by),
                )
                self._constraints[name].node.add_dependency(self._in_portfolio[name])

    def _rules(self, parameters: Mapping[str, str]) -> str:
        rules = {
            f"{parameter}OfStudio": {
                "Assertions": [
                    {
                        "Assert": {"Fn::EachMemberIn": [{"Ref": parameter}, self._subnets]}
                        if kind.startswith(("List<", "CommaDelimitedList"))
                        else {"Fn::Contains": [self._subnets, {"Ref": parameter}]},
                        "AssertDescription": f"{parameter} must be in the EMR Studio",
                    }
                ]
            }
            for parameter, kind in parameters.items()
        }
        return json.dumps(rules)


def _path(construct: IConstruct, scope: IConstruct) -> str:
    """A construct's path for an id in `scope`: in one stack that stack's own id is no part of it."""
    return construct.node.path.removeprefix(f"{Stack.of(scope).node.path}/").replace("/", "-")


def _deployed_with(construct: IConstruct) -> str:
    """The path of the stack that CloudFormation deploys a construct with, which is no nested one."""
    stack = Stack.of(construct)
    while parent := stack.nested_stack_parent:
        stack = parent
    return stack.node.path
