"""What a change of a template does, before it is deployed: to resources, and to the people who use what they make.

Needs cfn-lint, of the extras `[ops]` and `[testing]`.
"""

from .compare import compare
from .model import Action, Change, Loss, StackTemplate, Template

__all__ = ["Action", "Change", "Loss", "StackTemplate", "Template", "compare"]
