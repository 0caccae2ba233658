"""Asks an IAM policy engine what the people and roles of synthesized Studios may do."""
