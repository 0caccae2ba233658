"""Calls as CloudTrail records them and EventBridge delivers them, after the records that AWS publishes.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/logging-using-cloudtrail.html
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
"""

from conftest import ACCOUNT, REGION, Json

EMR = "elasticmapreduce.amazonaws.com"
CLOUDFORMATION = "cloudformation.amazonaws.com"


def session(role_arn: str, name: str = "alice") -> Json:
    """Somebody who took on a role."""
    account, role = role_arn.split(":")[4], role_arn.rsplit("/", maxsplit=1)[-1]
    return {
        "type": "AssumedRole",
        "principalId": f"AROAEXAMPLEEXAMPLE123:{name}",
        "arn": f"arn:aws:sts::{account}:assumed-role/{role}/{name}",
        "accountId": account,
        "accessKeyId": "ASIAEXAMPLEEXAMPLE12",
        "sessionContext": {
            "sessionIssuer": {
                "type": "Role",
                "principalId": "AROAEXAMPLEEXAMPLE123",
                "arn": role_arn,
                "accountId": account,
                "userName": role,
            },
            "attributes": {"creationDate": "2026-11-20T08:00:00Z", "mfaAuthenticated": "false"},
        },
    }


ADMIN = session(f"arn:aws:iam::{ACCOUNT}:role/ops/Admin")
IAM_USER: Json = {
    "type": "IAMUser",
    "principalId": "AIDAEXAMPLEEXAMPLE123",
    "arn": f"arn:aws:iam::{ACCOUNT}:user/alice",
    "accountId": ACCOUNT,
    "accessKeyId": "AKIAEXAMPLEEXAMPLE12",
    "userName": "alice",
}
ROOT: Json = {
    "type": "Root",
    "principalId": ACCOUNT,
    "arn": f"arn:aws:iam::{ACCOUNT}:root",
    "accountId": ACCOUNT,
    "accessKeyId": "",
}
IDENTITY_CENTER_USER: Json = {
    "type": "IdentityCenterUser",
    "accountId": ACCOUNT,
    "onBehalfOf": {
        "userId": "90677bd5e2-11111111-2222-3333-4444-555555555555",
        "identityStoreArn": f"arn:aws:identitystore::{ACCOUNT}:identitystore/d-1234567890",
    },
    "credentialId": "90e292de-5eb8-446e-9602-90f7c45044f7",
}


def call(
    event_name: str,
    parameters: Json | None = None,
    *,
    by: Json = ADMIN,
    address: str = "192.0.2.1",
    service: str = EMR,
    refused: str | None = None,
    error_code: str = "AccessDenied",
    account: str = ACCOUNT,
    region: str = REGION,
    source: str | None = None,
    detail_type: str = "AWS API Call via CloudTrail",
) -> Json:
    """A call of an API; `refused` has the error message of one that was refused."""
    error = {} if refused is None else {"errorCode": error_code, "errorMessage": refused}
    return {
        "version": "0",
        "id": "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
        "detail-type": detail_type,
        "source": source or f"aws.{service.removesuffix('.amazonaws.com')}",
        "account": account,
        "time": "2026-11-20T09:00:00Z",
        "region": region,
        "resources": [],
        "detail": {
            "eventVersion": "1.11",
            "userIdentity": by,
            "eventTime": "2026-11-20T09:00:00Z",
            "eventSource": service,
            "eventName": event_name,
            "awsRegion": region,
            "sourceIPAddress": address,
            "userAgent": address if address.endswith(".com") else "aws-cli/2.31.0",
            **error,
            "requestParameters": parameters,
            "responseElements": None,
            "requestID": "3f6a3f2c-1111-4222-8333-444455556666",
            "eventID": "b4d0f1aa-1111-4222-8333-444455556666",
            "readOnly": False,
            "eventType": "AwsApiCall",
            "managementEvent": True,
            "recipientAccountId": account,
            "eventCategory": "Management",
        },
    }


def denied(action: str, resource: str | None = None, because: str = "") -> str:
    """What IAM's refusals say.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
    """
    on = "" if resource is None else f" on resource: {resource}"
    return f"User: {ADMIN['arn']} is not authorized to perform: {action}{on}{because}"
