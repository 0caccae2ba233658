"""What the function that maps people by id may do, and who it is."""

from dataclasses import replace

from engine import Question

from behaviour.arns import ACCOUNT, EMR, OTHER_ACCOUNT, OTHER_REGION, OTHER_STUDIO, REGION, STACK, here
from behaviour.person import judge
from behaviour.settings import BY_ID, on
from behaviour.studios import Studio
from emr_studio_constructs.cfn import the_only, trust_policy

MAPPING = [f"elasticmapreduce:{verb}StudioSessionMapping" for verb in ("Create", "Update", "Delete")]
OWN_STACK = here("cloudformation", "stack/stack/0")
LAMBDA = "lambda.amazonaws.com"


@on(BY_ID)
def test_people_are_mapped_to_every_studio_of_the_account_and_region(studio: Studio) -> None:
    asked = [studio.function.asks(action, arn) for action in MAPPING for arn in (studio.arn, OTHER_STUDIO)]
    foreign = (studio.arn.replace(ACCOUNT, OTHER_ACCOUNT), studio.arn.replace(REGION, OTHER_REGION))
    judge(
        allowed=[*asked, studio.function.asks("elasticmapreduce:ListStudioSessionMappings")],
        refused=[studio.function.asks(action, arn) for action in MAPPING for arn in foreign],
    )


@on(BY_ID)
def test_people_are_found_and_assigned_in_identity_center(studio: Studio) -> None:
    application = f"arn:aws:sso::{ACCOUNT}:application/ssoins-1234567890abcdef/apl-1234567890abcdef"
    plain = ("sso:AssociateProfile", "sso:DisassociateProfile", "sso:GetProfile", "sso:ListInstances")
    directory = [f"sso-directory:{verb}" for verb in ("SearchUsers", "SearchGroups", "DescribeUser", "DescribeGroup")]
    of_application = [f"sso:{verb}ApplicationAssignment" for verb in ("Create", "Delete")]
    judge(
        allowed=[
            *(studio.function.asks(action) for action in (*plain, *directory)),
            *(studio.function.asks(action, application) for action in of_application),
        ],
        refused=[
            *(studio.function.asks(f"sso:{verb}Application", application) for verb in ("Update", "Delete")),
            *(studio.function.asks(f"sso-directory:{verb}") for verb in ("CreateUser", "DeleteGroup")),
        ],
    )


@on(BY_ID)
def test_the_own_stack_is_read_alone(studio: Studio) -> None:
    verbs = ("ListStackResources", "DescribeStacks", "DescribeStackEvents")
    own = [studio.function.asks(f"cloudformation:{verb}", OWN_STACK) for verb in verbs]
    changes = [
        studio.function.asks(f"cloudformation:{verb}", OWN_STACK)
        for verb in ("DeleteStack", "UpdateStack", "GetTemplate")
    ]
    judge(allowed=own, refused=[*(replace(asked, resource=STACK) for asked in own), *changes])


@on(BY_ID)
def test_the_own_log_is_written_alone(studio: Studio) -> None:
    function, _ = the_only(studio.template, "AWS::Lambda::Function")
    name = studio.found.properties(function)["LoggingConfig"]["LogGroup"]
    verbs = ("CreateLogStream", "PutLogEvents")
    own = [studio.function.asks(f"logs:{verb}", here("logs", f"log-group:{name}:log-stream:s")) for verb in verbs]
    other = here("logs", "log-group:other:log-stream:s")
    judge(allowed=own, refused=[replace(asked, resource=other) for asked in own])


@on(BY_ID)
def test_nothing_else_of_a_studio_is_touched(studio: Studio) -> None:
    verbs = ("DeleteStudio", "UpdateStudio", "DescribeStudio", "CreateStudioPresignedUrl")
    judge(
        refused=[
            *(studio.function.asks(f"elasticmapreduce:{verb}", studio.arn) for verb in verbs),
            studio.function.asks("iam:PassRole", studio.service_role_arn),
            studio.function.asks("s3:GetObject", f"{studio.bucket_arn}/notebook"),
        ]
    )


@on(BY_ID)
def test_the_role_is_assumed_by_lambda_alone(studio: Studio) -> None:
    arn = studio.function.role_arn
    policy = trust_policy(studio.found, studio.role_id(arn))
    asked = Question(principal=LAMBDA, action="sts:AssumeRole", resource=arn, resource_policy=policy)
    person = f"arn:aws:sts::{ACCOUNT}:assumed-role/administrator/eve"
    judge(allowed=[asked], refused=[replace(asked, principal=other) for other in (EMR, "ec2.amazonaws.com", person)])
