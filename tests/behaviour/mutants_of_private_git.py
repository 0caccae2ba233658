"""Broken variants of who tells EMR of private Git servers, each with the test that must notice."""

from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3

from behaviour import test_private_git
from behaviour.breaking import Mutant, calls, on_resources, swap, without
from behaviour.settings import PRIVATE_GIT
from emr_studio_constructs import private_git as construct
from emr_studio_constructs.policies import private_git

_WRITER = private_git.PRIVATE_GIT_WRITER

MUTANTS = (
    Mutant(
        name="the writer of Git servers writes notebooks",
        breaks=swap(_WRITER, on_resources(_WRITER, "AllowWritingGitServers", "<bucket-arn>/*")),
        test=test_private_git.test_the_writer_writes_one_object_and_nothing_else,
        setting=PRIVATE_GIT,
    ),
    Mutant(
        name="the writer of Git servers writes to another account",
        breaks=swap(_WRITER, without(_WRITER, "aws:ResourceAccount")),
        test=test_private_git.test_the_writer_writes_one_object_and_nothing_else,
        setting=PRIVATE_GIT,
    ),
    Mutant(
        name="the writer of Git servers encrypts everything",
        breaks=swap(_WRITER, without(_WRITER, "kms:EncryptionContext:aws:s3:arn")),
        test=test_private_git.test_the_writer_encrypts_what_it_writes_and_reads_nothing,
        setting=PRIVATE_GIT,
    ),
    Mutant(
        name="versions of the Git servers are deleted by anybody",
        breaks=swap(private_git.LOCKED, tuple(each for each in private_git.LOCKED if "Version" not in each)),
        test=test_private_git.test_nobody_else_changes_the_folder_whatever_they_may_do,
        setting=PRIVATE_GIT,
    ),
    Mutant(
        name="the folder of the Git servers is not locked",
        breaks=calls(
            s3.Bucket,
            "add_to_resource_policy",
            lambda *_: iam.AddToResourcePolicyResult(statement_added=True),
        ),
        test=test_private_git.test_nobody_else_changes_the_folder_whatever_they_may_do,
        setting=PRIVATE_GIT,
    ),
    Mutant(
        name="every folder is locked",
        breaks=lambda patch: patch.setattr(construct, "_FOLDER", "*"),
        test=test_private_git.test_emr_reads_the_object_and_notebooks_stay_as_free_as_they_were,
        setting=PRIVATE_GIT,
    ),
)
