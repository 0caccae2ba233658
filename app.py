"""Turns a config file into CDK stacks: `cdk synth -c config=config/minimal.yaml`."""

from emr_studio_constructs.app.main import main

if __name__ == "__main__":
    main()
