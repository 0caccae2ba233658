"""The types of resources that are spoken of by name."""

STUDIO = "AWS::EMR::Studio"
MAPPING_BY_NAME = "AWS::EMR::StudioSessionMapping"
MAPPING_BY_ID = "Custom::EmrStudioSessionMapping"
APPLICATION = "AWS::EMRServerless::Application"
NESTED_STACK = "AWS::CloudFormation::Stack"
CUSTOM = ("Custom::", "AWS::CloudFormation::CustomResource")
"""How the types of custom resources begin."""
