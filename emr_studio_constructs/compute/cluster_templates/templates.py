"""Cluster templates: a Service Catalog portfolio of what a Studio's people may start clusters from."""

from collections.abc import Mapping, Sequence
from functools import partial
from os import PathLike
from pathlib import Path
from typing import cast

from aws_cdk import Annotations, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_servicecatalog as servicecatalog
from constructs import Construct

from emr_studio_constructs._border import check_length, is_known
from emr_studio_constructs.auth import IamAuth, propagates_identity
from emr_studio_constructs.interfaces import Attachment, IEmrStudio
from emr_studio_constructs.policies.capabilities import Capability
from emr_studio_constructs.policies.cluster_templates import using_templates
from emr_studio_constructs.policies.rendering import name_things
from emr_studio_constructs.policies.row import EMR_TAG
from emr_studio_constructs.vpc import StudioVpc, are_different

from .arguments import check_paths, check_roles, check_templates
from .checks import check
from .fit import check_propagation, check_subnets
from .launch_role import LaunchRole
from .portfolio import TemplatePortfolio
from .roles import ClusterRoles
from .spark import SparkClusterTemplate
from .template import read
from .template_file import TemplateFile


class ClusterTemplates(Construct):
    """Templates that people start EMR clusters from, for tiers with the capability CLUSTER_TEMPLATES.

    ```python
    roles = ClusterRoles(self, "ClusterRoles")
    spark = SparkClusterTemplate(self, "Spark", roles=roles)
    studio.add_compute(ClusterTemplates(self, "Templates", templates={"spark": spark}, provider_name="data-platform"))
    ```

    A portfolio of Service Catalog has a product for each template. Whoever launches one does it with the launch role:
    nobody gets its permissions, or the clusters' roles, themselves. A template by which people choose a subnet takes
    those of the Studio alone. To attach to their clusters, people need the capability CLUSTERS as well.

    People see what they launched, and with `IamAuth` can change it. With `IdentityCenterAuth` they cannot: all share
    the user role, and AWS would let them change it into a product of another tier. Nobody ends what they launched, as
    in AWS's table: a cluster ends when it is idle, if its template says so, and an administrator ends the provisioned
    product that it leaves (`aws servicecatalog terminate-provisioned-product`). Do so before this goes from the app:
    the launch role goes too, without which Service Catalog can end nothing.

    A portfolio takes several Studios of one VPC, whose people choose among the subnets of all of them.

    What a template refers to in another stack, CloudFormation exports from there, and cannot change while a cluster
    lives: write names out, as `ClusterRoles` does.

    https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-cluster-templates.html
    https://docs.aws.amazon.com/servicecatalog/latest/adminguide/constraints-launch.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        templates: Mapping[str, servicecatalog.ProductStack | str | PathLike[str]],
        provider_name: str,
        portfolio_name: str | None = None,
        tag_options: servicecatalog.TagOptions | None = None,
        launch_role: iam.IRole | None = None,
        cluster_service_roles: Sequence[iam.IRole] = (),
        instance_roles: Sequence[iam.IRole] = (),
        role_path: str | None = None,
        policy_path: str | None = None,
    ) -> None:
        """Defines the portfolio, its products, and the role that launches them.

        Args:
            scope: Where the portfolio is defined: in any stack of the Studio's account and Region. What lets people in,
                and limits them to subnets, is defined beside those people and the Studio. Grantees that are defined
                beside the portfolio want the Studio there, too.
            construct_id: Its id, unique in `scope`.
            templates: The templates by the names that people see: each a `SparkClusterTemplate`, a `ProductStack` of
                yours with all its constructs, or the path of a CloudFormation template in JSON or YAML. People choose
                subnets by parameters that the cluster names with a Ref, or an Fn::Select.
            provider_name: Who offers them, 1 to 50 characters.
            portfolio_name: What the portfolio is called, 1 to 100 characters. Default: a name made from the construct's
                path.
            tag_options: Tags that people give to what they launch, with the values to choose from. Default: none.
            launch_role: The role that launches the templates, used as it is: of the account, and trusting
                `servicecatalog.amazonaws.com`. Default: one is defined that may make clusters of these templates, and
                nothing else.
            cluster_service_roles: The service roles that templates of yours name, for the defined launch role to pass
                on. Those of a `SparkClusterTemplate` are known. Default: none.
            instance_roles: The roles of the instance profiles that templates of yours name, likewise; the two go
                together. Default: none.
            role_path: The path of the defined launch role, without dots. Default: `/`.
            policy_path: The path of its policy, likewise. Default: `/`.

        Raises:
            ValueError: A template is none that EMR Studio or the launch role can work with, or an argument is out of
                bounds, or is for a defined launch role where one is given; the message names it.
        """
        check_length("provider_name", provider_name, 50, shortest=1)
        check_length("portfolio_name", portfolio_name, 100, shortest=1)
        check_paths(launch_role, role_path=role_path, policy_path=policy_path)
        check_templates(templates)
        roles = {"cluster_service_roles": cluster_service_roles, "instance_roles": instance_roles}
        check_roles(launch_role, roles, Stack.of(scope).account)
        super().__init__(scope, construct_id)
        self._vpc: ec2.IVpc | None = None
        files = Construct(self, "Files")
        stacks = {
            name: given
            if isinstance(given, servicecatalog.ProductStack)
            else TemplateFile(files, name, path=Path(given))
            for name, given in templates.items()
        }
        self._read = [read(name, stack) for name, stack in stacks.items()]
        for template in self._read:
            check(template)
        self.templates: Mapping[str, servicecatalog.ProductStack] = stacks
        self.cluster_roles: Sequence[ClusterRoles] = list(
            dict.fromkeys(stack.roles for stack in stacks.values() if isinstance(stack, SparkClusterTemplate))
        )
        self.launch_role = (
            launch_role
            or LaunchRole(
                self,
                "LaunchRole",
                templates=self._read,
                cluster_roles=self.cluster_roles,
                service_roles=cluster_service_roles,
                instance_roles=instance_roles,
                role_path=role_path,
                policy_path=policy_path,
            ).role
        )
        self._portfolio = TemplatePortfolio(
            self,
            "Catalog",
            stacks=stacks,
            launch_role=self.launch_role,
            provider_name=provider_name,
            portfolio_name=portfolio_name,
            tag_options=tag_options,
        )

    def bind(self, studio: IEmrStudio) -> Attachment:
        """Fits the templates to a Studio, and says what its people may do with them; called by `add_compute`.

        Args:
            studio: A Studio of the portfolio's account and Region.

        Raises:
            ValueError: The Studio is in another VPC than one before, its people could not attach to a cluster of a
                template, or a template names a subnet that is not the Studio's.
        """
        self._check_vpc(studio.vpc)
        subnets = [subnet.subnet_id for subnet in studio.subnets]
        for template in self._read:
            if propagates_identity(studio.auth):
                check_propagation(template)
            if subnets and all(map(is_known, subnets)):
                check_subnets(template, subnets)
        chosen_by = {template.name: template.subnet_parameters for template in self._read}
        scope = cast("Construct", studio)
        if subnets:
            self._portfolio.allow_subnets(scope, chosen_by, subnets)
        elif any(chosen_by.values()):
            self._add_info(
                "SubnetsOfTemplates",
                f"Studio {scope.node.path} was imported without its subnets, so nothing limits people to them: "
                "import it with them, or see that people choose them",
            )
        if self.cluster_roles and studio.vpc and not isinstance(studio.vpc.node.scope, StudioVpc):
            self._add_info(
                "TagsForClusters",
                f"clusters start where VPC and subnets have the tag {EMR_TAG}=true: see that the Studio's have it",
            )
        # In Identity Center mode all tiers share the user role.
        rows = name_things(
            using_templates(change=isinstance(studio.auth, IamAuth)), {"product": self._portfolio.product_ids}
        )
        return Attachment(rows={Capability.CLUSTER_TEMPLATES: rows}, admit=partial(self._portfolio.admit, scope))

    def _check_vpc(self, vpc: ec2.IVpc | None) -> None:
        ours = self._vpc = self._vpc or vpc
        if vpc and ours and are_different(ours, vpc):
            message = (
                f"compute must be for Studios of one VPC, {ours.node.path}, got ClusterTemplates {self.node.path} for "
                f"one in {vpc.node.path} too, whose people could choose subnets of either: define one for each VPC"
            )
            raise ValueError(message)

    def _add_info(self, info_id: str, message: str) -> None:
        Annotations.of(self).add_info_v2(f"emr-studio-constructs:{info_id}", message)
