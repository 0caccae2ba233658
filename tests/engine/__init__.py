"""Questions to an IAM policy engine, asked about the policies of a synthesized template."""

from engine.engine import Answer, Context, EngineError, Policy, Question, Result, account, allowed, ask, role_arn

__all__ = ["Answer", "Context", "EngineError", "Policy", "Question", "Result", "account", "allowed", "ask", "role_arn"]
