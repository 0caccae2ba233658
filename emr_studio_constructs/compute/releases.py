"""The release of EMR that compute has by default."""

CURRENT = "emr-7.13.0"
"""The newest EMR 7 in AWS's lists of 2026-11: a new one in a new version of this library changes what it is used for.

https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-release-7x.html
https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/release-versions.html
https://docs.aws.amazon.com/emr/latest/EMR-on-EKS-DevelopmentGuide/emr-eks-releases.html
"""
