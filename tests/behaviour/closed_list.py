"""All actions that anybody holds, by service: a new one must be added here by hand."""

from collections.abc import Mapping

Actions = Mapping[str, str]

CUSTOM: Actions = {
    "elasticmapreduce": (
        "CreateEditor CreateRepository DeleteEditor DeleteRepository DescribeEditor DescribeRepository LinkRepository "
        "ListEditors ListRepositories OpenEditorInConsole StartEditor StopEditor UnlinkRepository"
    ),
    "iam": "PassRole",
    "secretsmanager": "CreateSecret ListSecrets TagResource",
    "sqs": "SendMessage",
}
"""The custom tier of these tests, besides Athena."""

EVERYBODY: Actions = {
    "ec2": "DescribeSecurityGroups DescribeSubnets DescribeVpcs",
    "elasticmapreduce": (
        "AttachEditor CreateEditor CreatePersistentAppUI CreateRepository DeleteEditor DeleteRepository "
        "DeleteWorkspaceAccess DescribeCluster DescribeEditor DescribePersistentAppUI DescribeRepository DetachEditor "
        "GetOnClusterAppUIPresignedURL GetPersistentAppUIPresignedURL LinkRepository ListBootstrapActions "
        "ListClusters ListEditors ListInstanceGroups ListRepositories ListSteps ListWorkspaceAccessIdentities "
        "OpenEditorInConsole PutWorkspaceAccess StartEditor StopEditor UnlinkRepository UpdateEditor"
    ),
    "iam": "ListRoles PassRole",
    "s3": "GetBucketLocation GetObject ListAllMyBuckets ListBucket",
    "secretsmanager": "CreateSecret ListSecrets TagResource",
}
"""Every built-in tier."""

ATHENA: Actions = {
    "athena": (
        "BatchGetNamedQuery BatchGetQueryExecution CreateNamedQuery DeleteNamedQuery GetDataCatalog GetDatabase "
        "GetNamedQuery GetPreparedStatement GetQueryExecution GetQueryResults GetQueryRuntimeStatistics "
        "GetTableMetadata GetWorkGroup ListDataCatalogs ListDatabases ListNamedQueries ListQueryExecutions "
        "ListTableMetadata ListWorkGroups StartQueryExecution StopQueryExecution UpdateNamedQuery"
    ),
    "glue": "BatchGetPartition GetDatabase GetDatabases GetPartition GetPartitions GetTable GetTables",
    "lakeformation": "GetDataAccess",
}
OPTIONAL: Actions = {
    "codewhisperer": "GenerateRecommendations",
    "sagemaker": "CreatePresignedDomainUrl DescribeDomain ListDomains ListUserProfiles",
}
CLUSTER_CREATION: Actions = {"elasticmapreduce": "AddTags RunJobFlow"}
COMPUTE: Mapping[str, Actions] = {
    "runtime roles": {"elasticmapreduce": "GetClusterSessionCredentials"},
    "EMR on EKS": {
        "emr-containers": (
            "DescribeJobRun DescribeManagedEndpoint DescribeVirtualCluster GetManagedEndpointSessionCredentials "
            "ListJobRuns ListManagedEndpoints ListVirtualClusters"
        ),
    },
    "EMR Serverless": {
        "emr-serverless": (
            "AccessInteractiveEndpoints GetApplication GetDashboardForJobRun ListApplications StartApplication"
        ),
    },
    "cluster templates": {
        "cloudformation": "DescribeStackResources",
        "servicecatalog": (
            "DescribeProduct DescribeProductView DescribeProvisioningParameters DescribeRecord ListLaunchPaths "
            "ListProvisioningArtifacts ProvisionProduct SearchProducts"
        ),
    },
}
"""By kind of compute, as `behaviour.compute` names them."""
IN_IAM_MODE: Mapping[str, Actions] = {"cluster templates": {"servicecatalog": "UpdateProvisionedProduct"}}
"""Likewise, where people of different tiers share no role."""
LOGS_KEY: Actions = {"kms": "Decrypt GenerateDataKey"}
"""Likewise, where the logs of EMR Serverless have a key of their own."""
FROM_INTERMEDIATE = ("EMR Serverless", "cluster templates")
"""The kinds that BASIC has not."""
SECRET_READ: Actions = {"secretsmanager": "GetSecretValue"}
SIGN_IN: Actions = {"elasticmapreduce": "CreateStudioPresignedUrl"}

SERVICE_ROLE: Actions = {
    "ec2": (
        "AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress CreateNetworkInterface "
        "CreateNetworkInterfacePermission CreateTags DeleteNetworkInterface DeleteNetworkInterfacePermission "
        "DescribeInstances DescribeNetworkInterfaces DescribeSecurityGroups DescribeSubnets DescribeTags DescribeVpcs "
        "ModifyNetworkInterfaceAttribute RevokeSecurityGroupEgress RevokeSecurityGroupIngress"
    ),
    "elasticmapreduce": "DescribeCluster ListInstances ListSteps",
    "iam": "GetRole GetUser ListRoles ListUsers",
    "kms": "Decrypt DescribeKey GenerateDataKey ReEncryptFrom ReEncryptTo",
    "s3": "DeleteObject GetEncryptionConfiguration GetObject ListBucket PutObject",
}
DIRECTORY: Actions = {
    "sso": "DescribeApplication DescribeInstance GetManagedApplicationInstance",
    "sso-directory": "SearchUsers",
}

KEY_POLICY: Actions = {
    "kms": (
        "CancelKeyDeletion CreateAlias Decrypt DeleteAlias "
        "DescribeCustomKeyStores DescribeKey DisableKey DisableKeyRotation EnableKey EnableKeyRotation "
        "GenerateDataKey GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext GenerateDataKeyWithoutPlaintext "
        "GetKeyLastUsage GetKeyPolicy GetKeyRotationStatus GetParametersForImport GetPublicKey ListAliases "
        "ListGrants ListKeyPolicies ListKeyRotations ListKeys ListResourceTags ListRetirableGrants PutKeyPolicy "
        "ReEncryptFrom ReEncryptTo RevokeGrant RotateKeyOnDemand ScheduleKeyDeletion TagResource UntagResource "
        "UpdateAlias UpdateCustomKeyStore UpdateKeyDescription UpdatePrimaryRegion"
    ),
}
"""What the policy of the key, where patterns stand for administration, lets the account's own policies allow."""
