"""Physical names and attributes that look like those AWS gives, the same ones at every run."""

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

# Whatever a template holds: text, numbers, lists, objects.
Value = Any

_HEX_IDS = {
    "AWS::EC2::EIP": "eipalloc",
    "AWS::EC2::FlowLog": "fl",
    "AWS::EC2::Instance": "i",
    "AWS::EC2::InternetGateway": "igw",
    "AWS::EC2::LaunchTemplate": "lt",
    "AWS::EC2::NatGateway": "nat",
    "AWS::EC2::NetworkAcl": "acl",
    "AWS::EC2::NetworkInterface": "eni",
    "AWS::EC2::RouteTable": "rtb",
    "AWS::EC2::SecurityGroup": "sg",
    "AWS::EC2::Subnet": "subnet",
    "AWS::EC2::VPC": "vpc",
    "AWS::EC2::VPCEndpoint": "vpce",
}
# type: the property that names the resource, and its ARN after the partition
_NAMED = {
    "AWS::IAM::Role": ("RoleName", "iam::{account}:role{path}{name}"),
    "AWS::IAM::User": ("UserName", "iam::{account}:user{path}{name}"),
    "AWS::IAM::Group": ("GroupName", "iam::{account}:group{path}{name}"),
    "AWS::IAM::InstanceProfile": ("InstanceProfileName", "iam::{account}:instance-profile{path}{name}"),
    "AWS::IAM::ManagedPolicy": ("ManagedPolicyName", "iam::{account}:policy{path}{name}"),
    "AWS::IAM::SAMLProvider": ("Name", "iam::{account}:saml-provider/{name}"),
    "AWS::KinesisFirehose::DeliveryStream": (
        "DeliveryStreamName",
        "firehose:{region}:{account}:deliverystream/{name}",
    ),
    "AWS::KMS::Alias": ("AliasName", "kms:{region}:{account}:{name}"),
    "AWS::Lambda::Function": ("FunctionName", "lambda:{region}:{account}:function:{name}"),
    "AWS::Logs::LogGroup": ("LogGroupName", "logs:{region}:{account}:log-group:{name}:*"),
    "AWS::SNS::Topic": ("TopicName", "sns:{region}:{account}:{name}"),
    "AWS::SecretsManager::Secret": ("Name", "secretsmanager:{region}:{account}:secret:{name}-{six}"),
    "AWS::SSM::Parameter": ("Name", "ssm:{region}:{account}:parameter/{name}"),
}
_REF_IS_ARN = {
    "AWS::EMRContainers::Endpoint",
    "AWS::IAM::ManagedPolicy",
    "AWS::IAM::SAMLProvider",
    "AWS::SNS::Topic",
    "AWS::SSO::Instance",
    "AWS::SecretsManager::Secret",
}


@cache
def digest(*parts: str) -> str:
    """64 hex digits that depend on the parts alone."""
    return hashlib.sha256("/".join(parts).encode()).hexdigest()


@cache
def upper_id(*parts: str, length: int) -> str:
    """Upper-case letters and digits, as in the id of a studio or a cluster."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    number = int(digest(*parts), 16)
    return "".join(alphabet[(number // 36**i) % 36] for i in range(length))


@dataclass(frozen=True, kw_only=True)
class Environment:
    """Where a template is deployed."""

    account: str = "111122223333"
    region: str = "eu-west-1"
    partition: str = "aws"
    stack: str = ""
    """The stack's name, which is in the physical names of what has none of its own; none where there is one stack."""

    @property
    def outermost_stack(self) -> str:
        """The name of the stack that is deployed: of a nested one, that which it is in."""
        return self.stack.partition("/")[0]

    def unique(self, logical_id: str) -> str:
        """The logical id, told apart from those of other stacks."""
        return "-".join([*filter(None, self.stack.split("/")), logical_id])

    @property
    def url_suffix(self) -> str:
        """The end of host names."""
        return "amazonaws.com.cn" if self.partition == "aws-cn" else "amazonaws.com"

    def arn(self, rest: str) -> str:
        """An ARN of the partition."""
        return f"arn:{self.partition}:{rest}"


@dataclass(frozen=True, kw_only=True)
class Physical:
    """One deployed resource, its properties resolved."""

    environment: Environment
    type: str
    logical_id: str
    properties: Mapping[str, Any]

    def ref(self) -> str:
        """What Ref gives."""
        if self.type in _REF_IS_ARN:
            return self.arn()
        return self.name() if self.type in _NAMED else self._id()

    @property
    def _unique(self) -> str:
        return self.environment.unique(self.logical_id)

    def attribute(self, attribute: str) -> Value:
        """What Fn::GetAtt gives."""
        if attribute in {"Arn", "PolicyArn", "InstanceArn", f"{self.type.rsplit('::', 1)[-1]}Arn"}:
            return self.arn()
        if attribute in self.properties:
            return self.properties[attribute]
        special = self._special(attribute)
        if special is not None:
            return special
        if attribute in {"Id", "GroupId", f"{self.type.rsplit('::', 1)[-1]}Id"} or attribute.endswith(":Id"):
            return self._id()
        if attribute.endswith("Arn"):
            return f"{self.arn()}/{attribute}"
        return f"{self.logical_id}.{attribute}"

    def name(self) -> str:
        """The name the template gives, or the logical id."""
        return str(self.properties.get(_NAMED[self.type][0]) or self._unique)

    def arn(self) -> str:
        """The ARN."""
        env = self.environment
        service, kind = [*self.type.lower().split("::"), "resource"][1:3]
        if self.type in _NAMED:
            rest = _NAMED[self.type][1].format(
                account=env.account,
                region=env.region,
                path=self.properties.get("Path") or "/",
                name=self.name(),
                six=digest(self._unique)[:6],
            )
            return env.arn(rest)
        places = {
            "AWS::S3::Bucket": f"s3:::{self._id()}",
            "AWS::SSO::Instance": f"sso:::instance/{self._id()}",
            "AWS::EMR::Studio": f"elasticmapreduce:{env.region}:{env.account}:studio/{self._id()}",
            "AWS::EMR::Cluster": f"elasticmapreduce:{env.region}:{env.account}:cluster/{self._id()}",
            "AWS::EMRServerless::Application": f"emr-serverless:{env.region}:{env.account}:/applications/{self._id()}",
            "AWS::EMRContainers::VirtualCluster": self._virtual_cluster(),
            "AWS::EMRContainers::Endpoint": f"{self._virtual_cluster()}/endpoints/{self._id()}",
        }
        return env.arn(places.get(self.type, f"{service}:{env.region}:{env.account}:{kind}/{self._id()}"))

    def _id(self) -> str:
        prefix = _HEX_IDS.get(self.type)
        if prefix:
            return f"{prefix}-{digest(self.type, self._unique)[:17]}"
        own = {
            "AWS::S3::Bucket": self.properties.get("BucketName") or self._unique.lower()[:63],
            "AWS::KMS::Key": str(uuid.UUID(digest(self.type, self._unique)[:32])),
            "AWS::EMR::Studio": f"es-{upper_id(self.type, self._unique, length=25)}",
            "AWS::SSO::Instance": f"ssoins-{digest(self.type, self._unique)[:16]}",
            "AWS::ServiceCatalog::CloudFormationProduct": f"prod-{self.properties.get('Name')}",
            "AWS::ServiceCatalog::Portfolio": f"port-{digest(self.type, self._unique)[:13]}",
            "AWS::EMR::Cluster": f"j-{upper_id(self.type, self._unique, length=13)}",
            "AWS::EMRContainers::VirtualCluster": digest(self.type, self._unique)[:25],
            "AWS::EMRContainers::Endpoint": digest(self.type, self._unique)[:13],
        }
        return str(own.get(self.type, self._unique))

    def _virtual_cluster(self) -> str:
        env = self.environment
        cluster = self.properties.get("VirtualClusterId") or self._id()
        return f"emr-containers:{env.region}:{env.account}:/virtualclusters/{cluster}"

    def _special(self, attribute: str) -> str | None:
        env, own = self.environment, self._id()
        found = {
            ("AWS::IAM::Role", "RoleId"): f"AROA{upper_id(self._unique, length=17)}",
            ("AWS::EMR::Studio", "Url"): f"https://{own}.emrstudio-prod.{env.region}.{env.url_suffix}",
            ("AWS::S3::Bucket", "DomainName"): f"{own}.s3.{env.url_suffix}",
            ("AWS::S3::Bucket", "RegionalDomainName"): f"{own}.s3.{env.region}.{env.url_suffix}",
            ("AWS::EC2::VPC", "DefaultSecurityGroup"): f"sg-{digest('default', self._unique)[:17]}",
            ("AWS::EC2::EIP", "AllocationId"): own,
        }
        return found.get((self.type, attribute))
