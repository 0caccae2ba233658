"""List prices of what costs whether or not anybody uses it: of one Region, gathered in one month.

Before free tiers, discounts and tax. AWS's own page is beside each price; what is written here was gathered from public
pages that quote them, some of EMR Serverless from a single one.
"""

from dataclasses import dataclass

REGION = "us-east-1"
DATE = "2026-11"
CURRENCY = "USD"
HOURS_A_MONTH = 730
"""As AWS's calculator has it: https://aws.amazon.com/calculator/calculator-assumptions/"""

VPC_PAGE = "https://aws.amazon.com/vpc/pricing/"
KMS_PAGE = "https://aws.amazon.com/kms/pricing/"
CLOUDWATCH_PAGE = "https://aws.amazon.com/cloudwatch/pricing/"
EMR_PAGE = "https://aws.amazon.com/emr/pricing/"


@dataclass(frozen=True)
class Price:
    """What one of something costs a month."""

    what: str
    monthly: float
    page: str


def _hourly(what: str, usd: float, page: str) -> Price:
    return Price(what, usd * HOURS_A_MONTH, page)


NAT_GATEWAY = _hourly("NAT gateway", 0.045, VPC_PAGE)
PUBLIC_ADDRESS = _hourly("public IPv4 address", 0.005, VPC_PAGE)
INTERFACE_ENDPOINT = _hourly("interface endpoint in a zone", 0.01, "https://aws.amazon.com/privatelink/pricing/")
KEY = Price("KMS key", 1.00, KMS_PAGE)
KEY_ROTATION = Price("each of the first two rotations of a KMS key", 1.00, KMS_PAGE)
ALARM = Price("metric of an alarm", 0.10, CLOUDWATCH_PAGE)
FAST_ALARM = Price("metric of an alarm by seconds", 0.30, CLOUDWATCH_PAGE)
COMPOSITE_ALARM = Price("composite alarm", 0.50, CLOUDWATCH_PAGE)
DASHBOARD = Price("dashboard", 3.00, CLOUDWATCH_PAGE)
LOG_GB = 0.03
"""USD a GB and month, as it is kept: compressed. https://aws.amazon.com/cloudwatch/pricing/"""
STORAGE_GB = {
    "STANDARD": 0.023,
    "INTELLIGENT_TIERING": 0.023,
    "REDUCED_REDUNDANCY": 0.024,
    "STANDARD_IA": 0.0125,
    "ONEZONE_IA": 0.01,
    "GLACIER_IR": 0.004,
    "GLACIER": 0.0036,
    "DEEP_ARCHIVE": 0.00099,
}
"""USD a GB and month in S3, by storage class. https://aws.amazon.com/s3/pricing/"""
SECRET = Price("secret", 0.40, "https://aws.amazon.com/secrets-manager/pricing/")
EKS_CLUSTER = _hourly("EKS cluster, in standard support", 0.10, "https://aws.amazon.com/eks/pricing/")

# Workers of EMR Serverless on x86, USD an hour.
WORKER_VCPU = 0.052624
WORKER_GB = 0.0057785
WORKER_DISK_GB = 0.000111
FREE_DISK_GB = 20
"""Of each worker, which has no less."""
