"""The command line `emr-studio`: for whoever runs Studios after the deploy.

Everything here reads and writes AWS by boto3, and defines no construct.
"""
