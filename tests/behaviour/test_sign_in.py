"""Who opens a Studio."""

from dataclasses import replace

from behaviour.arns import EDITOR, OTHER_STUDIO
from behaviour.person import judge
from behaviour.settings import BARE, PROPAGATING, both, on
from behaviour.studios import Studio

OPEN = "elasticmapreduce:CreateStudioPresignedUrl"
IAM, IDENTITY_CENTER = both(BARE)


@on(IAM)
def test_who_was_let_in_opens_this_studio_alone(studio: Studio) -> None:
    people = [*studio.people.values(), studio.person("sign-in"), studio.person("console")]
    judge(
        allowed=[person.asks(OPEN, studio.arn) for person in people],
        refused=[person.asks(OPEN, OTHER_STUDIO) for person in people],
    )


@on(IDENTITY_CENTER, PROPAGATING)
def test_nobody_opens_a_studio_of_identity_center_by_iam(studio: Studio) -> None:
    judge(refused=[p.asks(OPEN, arn) for p in studio.everybody for arn in (studio.arn, OTHER_STUDIO)])


@on(IAM)
def test_a_studio_tag_opens_the_studios_that_have_it(studio: Studio) -> None:
    tag, asked = "elasticmapreduce:ResourceTag/team", studio.person("tag").asks(OPEN, studio.arn)
    other = replace(asked, resource=OTHER_STUDIO)
    judge(
        allowed=[asked.with_context({tag: "data"}), other.with_context({tag: "data"})],
        refused=[asked, other, asked.with_context({tag: "sales"})],
    )


@on(IAM)
def test_a_studio_tag_opens_the_studios_of_ones_own_team(studio: Studio) -> None:
    tag, own = "elasticmapreduce:ResourceTag/team", "aws:PrincipalTag/team"
    asked = studio.person("own-team").asks(OPEN, OTHER_STUDIO)
    judge(
        allowed=[asked.with_context({tag: team, own: team}) for team in ("data", "sales")],
        refused=[asked.with_context({tag: "data", own: "sales"}), asked.with_context({tag: "data"}), asked],
    )


@on(IAM)
def test_a_source_identity_opens_this_studio(studio: Studio) -> None:
    key, asked = "aws:SourceIdentity", studio.person("source").asks(OPEN, studio.arn)
    judge(
        allowed=[asked.with_context({key: "anna"}), asked.with_context({key: "bob"})],
        refused=[
            asked,
            asked.with_context({key: "eve"}),
            replace(asked, resource=OTHER_STUDIO).with_context({key: "anna"}),
        ],
    )


@on(IAM)
def test_the_console_shows_studios_to_who_was_given_it(studio: Studio) -> None:
    show, describe = "elasticmapreduce:ListStudios", "elasticmapreduce:DescribeStudio"
    console = studio.person("console")
    others = [person for person in studio.everybody if person != console]
    judge(
        allowed=[console.asks(show), console.asks(describe, studio.arn)],
        refused=[
            console.asks(describe, OTHER_STUDIO),
            *(person.asks(show) for person in others),
            *(person.asks(describe, studio.arn) for person in others),
        ],
    )


@on(IAM)
def test_signing_in_alone_gives_no_workspace(studio: Studio) -> None:
    person = studio.person("sign-in")
    judge(
        allowed=[person.asks(OPEN, studio.arn)],
        refused=[person.asks("elasticmapreduce:CreateEditor"), person.asks("elasticmapreduce:StartEditor", EDITOR)],
    )
