import json

import pytest

from emr_studio_constructs.changes.template_text import read_template

SHORT = """\
AWSTemplateFormatVersion: 2010-09-09
Resources:
  Studio:
    Type: AWS::EMR::Studio
    Properties:
      VpcId: !Ref Vpc
      ServiceRole: !GetAtt Role.Arn
      DefaultS3Location: !Sub "s3://${Bucket}/notebooks"
      SubnetIds: !If [IsLarge, !Split [",", !ImportValue Subnets], [!Select [0, !GetAZs ""]]]
"""
LONG = {
    "AWSTemplateFormatVersion": "2010-09-09",
    "Resources": {
        "Studio": {
            "Type": "AWS::EMR::Studio",
            "Properties": {
                "VpcId": {"Ref": "Vpc"},
                "ServiceRole": {"Fn::GetAtt": ["Role", "Arn"]},
                "DefaultS3Location": {"Fn::Sub": "s3://${Bucket}/notebooks"},
                "SubnetIds": {
                    "Fn::If": [
                        "IsLarge",
                        {"Fn::Split": [",", {"Fn::ImportValue": "Subnets"}]},
                        [{"Fn::Select": [0, {"Fn::GetAZs": ""}]}],
                    ]
                },
            },
        }
    },
}


@pytest.mark.parametrize(
    "text", [SHORT, json.dumps(LONG), json.dumps(SHORT), LONG], ids=["yaml", "json", "cli", "boto"]
)
def test_a_template_is_the_same_in_whatever_form_it_comes(text: str | dict[str, object]) -> None:
    assert read_template(text) == LONG


def test_what_yaml_takes_for_dates_is_text() -> None:
    assert read_template("Resources: {Role: {Version: 2012-10-17}}") == {
        "Resources": {"Role": {"Version": "2012-10-17"}}
    }


@pytest.mark.parametrize("text", ["Resources: [", "- Studio", "nothing", '"nothing"', "A: 1\nA: 2"])
def test_what_is_no_template_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_template(text)
