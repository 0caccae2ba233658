"""For a team that runs Spark on Kubernetes: a Studio whose people attach to a namespace of an existing EKS cluster.

In the cluster there must be: access for EMR on EKS to the namespace, the AWS Load Balancer Controller, x86 nodes.

https://docs.aws.amazon.com/emr/latest/EMR-on-EKS-DevelopmentGuide/prereqs-for-studio.html
"""

from aws_cdk import App, CfnOutput, Environment, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_eks_v2 as eks
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from constructs import Construct

from emr_studio_constructs import EmrOnEksEndpoint, EmrStudio, Tier

ISSUER = "oidc.eks.eu-west-1.amazonaws.com/id/0A1B2C3D4E5F60718293A4B5C6D7E8F9"


class NotebooksStack(Stack):
    """A Studio in the cluster's VPC, and two endpoints: who reads the data, and who changes it."""

    def __init__(self, scope: Construct, construct_id: str, *, env: Environment) -> None:
        """Takes the cluster as it is, and defines the rest."""
        super().__init__(scope, construct_id, env=env)
        vpc = ec2.Vpc.from_lookup(self, "Vpc", vpc_name="shared")
        cluster = eks.Cluster.from_cluster_attributes(
            self,
            "Cluster",
            cluster_name="analytics",
            vpc=vpc,
            open_id_connect_provider=iam.OidcProviderNative.from_oidc_provider_arn(
                self, "Issuer", f"arn:aws:iam::111122223333:oidc-provider/{ISSUER}"
            ),
        )
        lake = s3.Bucket.from_bucket_name(self, "Lake", "example-lake")

        # All who attach to an endpoint share its execution role, so there is one for each set of permissions. A
        # namespace takes one virtual cluster, so the second endpoint is put into that of the first.
        readers = EmrOnEksEndpoint(self, "Readers", cluster=cluster, namespace="notebooks")
        lake.grant_read(readers.execution_role)
        writers = EmrOnEksEndpoint(
            self,
            "Writers",
            cluster=cluster,
            namespace="notebooks",
            virtual_cluster_id=readers.virtual_cluster_id,
        )
        lake.grant_read_write(writers.execution_role)

        studio = EmrStudio(self, "Studio", vpc=vpc)
        studio.add_compute(readers, tiers=[Tier.BASIC])
        studio.add_compute(writers, tiers=[Tier.ADVANCED])
        studio.grant_access(iam.Role.from_role_name(self, "Analysts", "analyst"), tier=Tier.BASIC)
        studio.grant_access(iam.Role.from_role_name(self, "Engineers", "data-engineer"), tier=Tier.ADVANCED)
        CfnOutput(self, "StudioUrl", value=studio.url)


app = App()
NotebooksStack(app, "Notebooks", env=Environment(account="111122223333", region="eu-west-1"))
app.synth()
