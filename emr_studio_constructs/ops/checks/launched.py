"""What people launched from the cluster templates of a Studio's stack, and what EMR left in its VPC.

https://docs.aws.amazon.com/servicecatalog/latest/userguide/enduser-delete.html
https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-man-sec-groups.html
"""

from collections.abc import Iterator

from emr_studio_constructs.ops.reader import Reader

from .finding import GUIDE, Finding, good, problem, warning
from .stack_reading import physical_ids_of
from .subject import Subject

_LAUNCH_ROLE = "https://docs.aws.amazon.com/servicecatalog/latest/adminguide/constraints-launch.html"
_VPC = "https://docs.aws.amazon.com/vpc/latest/userguide/delete-vpc.html"
_FEW = 3


def launched_clusters(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether there are clusters that people launched from templates of the stack."""
    products = physical_ids_of(read, subject, "AWS::ServiceCatalog::CloudFormationProduct")
    if not products:
        return
    everybody = {"AccessLevelFilter": {"Key": "Account", "Value": "self"}}
    found = read.items("servicecatalog", "scan_provisioned_products", "ProvisionedProducts", **everybody)
    launched = [each for each in found if each.get("ProductId") in products]
    names = [each["Name"] for each in launched]
    if not launched:
        yield good("cluster templates", "nothing that was launched from them is there")
        return
    yield warning(
        "cluster templates",
        f"{len(names)} launched from them: {', '.join(names[:_FEW])}{', ...' * (len(names) > _FEW)}",
        cause="their clusters outlive the stack, and the launch role by which Service Catalog ends them may go with "
        f"it: {_LAUNCH_ROLE}",
        fix="end them all before the delete:",
        command=f"aws servicecatalog terminate-provisioned-product --provisioned-product-id {launched[0]['Id']}",
    )


def emr_groups(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether EMR left security groups in a VPC that goes with the stack."""
    if subject.vpc_id not in physical_ids_of(read, subject, "AWS::EC2::VPC"):
        return
    of_vpc = read.ec2("describe_security_groups", "SecurityGroups", vpc_id=[str(subject.vpc_id)])
    found = [f"{each['GroupId']} ({each['GroupName']})" for each in of_vpc if _is_of_emr(each["GroupName"])]
    if found:
        yield problem(
            str(subject.vpc_id),
            f"has security groups that EMR made for clusters: {', '.join(found)}",
            cause=f"EMR leaves them when clusters end ({GUIDE}/emr-man-sec-groups.html), and a VPC with groups of "
            f"others is not deleted: {_VPC}",
            fix="when no cluster is left, take out the rules by which they name each other, then delete them:",
            command=f"aws ec2 delete-security-group --group-id {found[0].partition(' ')[0]}",
        )
    else:
        yield good(str(subject.vpc_id), "has no security groups that EMR made for clusters")


def _is_of_emr(name: str) -> bool:
    return name.startswith("ElasticMapReduce-")
