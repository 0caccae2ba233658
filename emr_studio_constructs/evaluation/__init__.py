"""Says what IAM policies allow together, and which statements decide.

Identity policies, permissions boundaries, session policies and the policies of resources, those of keys and roles
among them, after https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html. A request
has one resource: whoever does something to several asks for each.

Not judged: service and resource control policies, policies of VPC endpoints, grants of keys, access control lists,
Lake Formation, and what a service checks by itself. The root user of an account, federated users of
`GetFederationToken`, anonymous callers and service-linked roles are not, either. The engine takes the context as given,
and does not know which actions, resources and keys there are: what nobody sends is refused by no name.
"""

from .decide import Decision, Result, decide
from .policies import NamedPolicy, Policies, Policy
from .request import Context, Request
from .statements import Statement

__all__ = ["Context", "Decision", "NamedPolicy", "Policies", "Policy", "Request", "Result", "Statement", "decide"]
