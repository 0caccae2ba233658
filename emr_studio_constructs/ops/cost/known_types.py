"""Which types of resources cost nothing, cost by use alone, or cost what no template tells."""

from emr_studio_constructs.cfn.resource_types import NESTED_STACK

from .prices import CLOUDWATCH_PAGE, EMR_PAGE, KMS_PAGE, VPC_PAGE

_IAM = "https://aws.amazon.com/iam/faqs/"
_EMR_STUDIO = "https://aws.amazon.com/emr/faqs/"
_S3 = "https://aws.amazon.com/s3/pricing/"
_LAMBDA = "https://aws.amazon.com/lambda/pricing/"
_CLOUDFORMATION = "https://aws.amazon.com/cloudformation/pricing/"
_EVENTBRIDGE = "https://aws.amazon.com/eventbridge/pricing/"
_SERVICE_CATALOG = "https://aws.amazon.com/servicecatalog/pricing/"
_SNS = "https://aws.amazon.com/sns/pricing/"
_SQS = "https://aws.amazon.com/sqs/pricing/"

FREE = {
    "AWS::CDK::Metadata": _CLOUDFORMATION,
    "AWS::CloudFormation::WaitCondition": _CLOUDFORMATION,
    "AWS::CloudFormation::WaitConditionHandle": _CLOUDFORMATION,
    "AWS::EC2::EgressOnlyInternetGateway": VPC_PAGE,
    "AWS::EC2::InternetGateway": VPC_PAGE,
    "AWS::EC2::NetworkAcl": VPC_PAGE,
    "AWS::EC2::NetworkAclEntry": VPC_PAGE,
    "AWS::EC2::Route": VPC_PAGE,
    "AWS::EC2::RouteTable": VPC_PAGE,
    "AWS::EC2::SecurityGroup": VPC_PAGE,
    "AWS::EC2::SecurityGroupEgress": VPC_PAGE,
    "AWS::EC2::SecurityGroupIngress": VPC_PAGE,
    "AWS::EC2::Subnet": VPC_PAGE,
    "AWS::EC2::SubnetNetworkAclAssociation": VPC_PAGE,
    "AWS::EC2::SubnetRouteTableAssociation": VPC_PAGE,
    "AWS::EC2::VPC": VPC_PAGE,
    "AWS::EC2::VPCGatewayAttachment": VPC_PAGE,
    "AWS::EMR::SecurityConfiguration": EMR_PAGE,
    "AWS::EMR::Studio": _EMR_STUDIO,
    "AWS::EMR::StudioSessionMapping": _EMR_STUDIO,
    "AWS::IAM::Group": _IAM,
    "AWS::IAM::InstanceProfile": _IAM,
    "AWS::IAM::ManagedPolicy": _IAM,
    "AWS::IAM::OIDCProvider": _IAM,
    "AWS::IAM::Policy": _IAM,
    "AWS::IAM::Role": _IAM,
    "AWS::IAM::SAMLProvider": _IAM,
    "AWS::IAM::ServiceLinkedRole": _IAM,
    "AWS::IAM::User": _IAM,
    "AWS::KMS::Alias": KMS_PAGE,
    "AWS::Lambda::EventInvokeConfig": _LAMBDA,
    "AWS::Lambda::Permission": _LAMBDA,
    "AWS::Logs::ResourcePolicy": CLOUDWATCH_PAGE,
    "AWS::S3::BucketPolicy": _S3,
    "AWS::SNS::TopicPolicy": _SNS,
    "AWS::SQS::QueuePolicy": _SQS,
}
"""What AWS has no price for, by type, with the page that has it or none."""

BY_USE = {
    "AWS::CloudFormation::CustomResource": ("function, run at deploys", _LAMBDA),
    "AWS::CloudTrail::Trail": (
        "trail; the first of an account and Region is free, but for its bucket",
        "https://aws.amazon.com/cloudtrail/pricing/",
    ),
    "AWS::EC2::FlowLog": ("flow log", CLOUDWATCH_PAGE),
    "AWS::EMRContainers::VirtualCluster": ("virtual cluster, for what runs in it", EMR_PAGE),
    "AWS::Events::Rule": ("EventBridge rule; events of AWS's services are free", _EVENTBRIDGE),
    "AWS::KinesisFirehose::DeliveryStream": ("Firehose stream", "https://aws.amazon.com/firehose/pricing/"),
    "AWS::Lambda::Function": ("Lambda function", _LAMBDA),
    "AWS::Lambda::LayerVersion": ("Lambda layer", _LAMBDA),
    "AWS::Logs::MetricFilter": ("metric from a log", CLOUDWATCH_PAGE),
    "AWS::S3::Bucket": ("bucket", _S3),
    "AWS::SNS::Subscription": ("subscription to a topic", _SNS),
    "AWS::SNS::Topic": ("topic", _SNS),
    "AWS::SQS::Queue": ("queue", _SQS),
    "AWS::ServiceCatalog::CloudFormationProduct": ("part of a Service Catalog", _SERVICE_CATALOG),
    "AWS::ServiceCatalog::LaunchRoleConstraint": ("part of a Service Catalog", _SERVICE_CATALOG),
    "AWS::ServiceCatalog::LaunchTemplateConstraint": ("part of a Service Catalog", _SERVICE_CATALOG),
    "AWS::ServiceCatalog::Portfolio": ("part of a Service Catalog", _SERVICE_CATALOG),
    "AWS::ServiceCatalog::PortfolioPrincipalAssociation": ("part of a Service Catalog", _SERVICE_CATALOG),
    "AWS::ServiceCatalog::PortfolioProductAssociation": ("part of a Service Catalog", _SERVICE_CATALOG),
    "AWS::ServiceCatalog::TagOption": ("part of a Service Catalog", _SERVICE_CATALOG),
    "AWS::ServiceCatalog::TagOptionAssociation": ("part of a Service Catalog", _SERVICE_CATALOG),
}
"""What costs only when it is used or holds something, by type, in words."""

NOT_IN_TEMPLATES = {
    NESTED_STACK: "its template is not in the assembly",
    "AWS::EMR::Cluster": "instances, by type and hour",
    "AWS::EMRContainers::Endpoint": "a pod and a load balancer in the EKS cluster, for as long as it is there",
    "Fn::ForEach": "as many resources as a deploy is told",
    "Fn::Transform": "what a macro makes of it at the deploy",
}
"""What costs, though no template tells how much, by type."""
