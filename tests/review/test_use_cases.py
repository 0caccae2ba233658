from emr_studio_constructs.policies.capabilities import CAPABILITIES, MANDATORY
from emr_studio_constructs.review.requests import ATTACHING, REQUESTS
from emr_studio_constructs.review.use_cases import UseCase


def test_every_use_case_has_requests_in_the_order_of_the_use_cases() -> None:
    assert list(REQUESTS) == list(UseCase)
    assert all(asks.about for asks in REQUESTS.values())


def test_no_two_use_cases_ask_the_same_about_their_things() -> None:
    asked = [(ask.action, ask.on, str(dict(ask.when))) for asks in REQUESTS.values() for ask in asks.about]
    assert len(asked) == len(set(asked))


def test_attaching_workspaces_is_asked_beside_each_kind_of_compute_that_people_attach_to() -> None:
    attaching = [name for name, asks in REQUESTS.items() if set(map(str, ATTACHING)) <= set(map(str, asks.beside))]
    assert attaching == [UseCase.ATTACH_TO_CLUSTERS, UseCase.ATTACH_TO_EKS, UseCase.ATTACH_TO_SERVERLESS]


def test_every_action_of_a_capability_is_asked_but_those_that_go_with_another() -> None:
    rows = [*MANDATORY, *(row for rows in CAPABILITIES.values() for row in rows)]
    asked = {ask.action for asks in REQUESTS.values() for ask in (*asks.about, *asks.beside)}
    rest = sorted({action for row in rows for action in row.actions} - asked)
    assert rest == [
        "athena:BatchGetNamedQuery",
        "athena:BatchGetQueryExecution",
        "athena:CreateNamedQuery",
        "athena:DeleteNamedQuery",
        "athena:GetDataCatalog",
        "athena:GetDatabase",
        "athena:GetNamedQuery",
        "athena:GetPreparedStatement",
        "athena:GetQueryRuntimeStatistics",
        "athena:GetWorkGroup",
        "athena:ListNamedQueries",
        "athena:ListQueryExecutions",
        "athena:ListTableMetadata",
        "athena:UpdateNamedQuery",
        "glue:BatchGetPartition",
        "glue:GetDatabases",
        "glue:GetPartition",
        "glue:GetPartitions",
        "glue:GetTables",
    ]
