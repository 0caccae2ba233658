"""EMR Serverless: an application that people run notebooks on, and the roles that notebooks run with."""

from .app import EmrServerlessApp
from .base import ServerlessApplication

__all__ = ["EmrServerlessApp", "ServerlessApplication"]
