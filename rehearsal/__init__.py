"""A local AWS with EMR Studio's rules, driven by the real CDK CLI."""
