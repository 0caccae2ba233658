"""Code that runs in Lambda: plain Python with boto3, no CDK."""
