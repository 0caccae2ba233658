"""Questions to an IAM policy engine, asked about the policies of a synthesized template."""

from emr_studio_constructs.evaluation import Context, Policy, Result
from engine.engine import EngineError, allowed, ask
from engine.question import Answer, Question, account, role_arn

__all__ = ["Answer", "Context", "EngineError", "Policy", "Question", "Result", "account", "allowed", "ask", "role_arn"]
