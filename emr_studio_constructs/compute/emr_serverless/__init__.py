"""EMR Serverless: an application that people run notebooks on, and the roles that notebooks run with."""

from .app import Architecture, EmrServerlessApp
from .application import ServerlessApplication

__all__ = ["Architecture", "EmrServerlessApp", "ServerlessApplication"]
