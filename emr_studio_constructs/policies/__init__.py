"""Who may do what, as tables: no construct, no scope, no CDK.

A row (`row.Allow`) has four columns: `sid`, `actions`, `on`, `when`. Names in angle brackets stand for things of one
Studio (`<account>`, `<bucket>`, `<service-role>`) and become ARNs when a policy is rendered; a row about something
that a Studio has not got is left out.

| file | who is allowed |
| --- | --- |
| `trust.py` | who may assume each role |
| `service_role.py` | what EMR Studio itself may do |
| `storage.py` | who may use the key, and that through S3 alone |
| `capabilities.py` | what a person can do, by capability |
| `tiers.py` | which tier has which capability |
| `private_git.py` | who tells EMR of private Git servers |
| `mapping_handler.py` | what the function that maps people by id may do |
| `function.py` | what every function of ours may do, and who may assume its role |
| `sign_in.py` | who may open a Studio in IAM mode |
| `emr_on_ec2.py` | what attached clusters add for people |
| `emr_serverless.py` | what attached Serverless applications add, and who may assume their runtime roles |
| `emr_on_eks.py` | what attached endpoints on EKS add, and who may assume their execution roles |
| `cluster_templates.py` | what cluster templates add, and what their launch role may do |
| `cluster_roles.py` | what the roles of clusters of a ready-made template may do, and who may assume them |
| `passing.py` | which roles may be passed on to EMR and to instances |
| `serverless_data.py` | what notebooks on EMR Serverless may do with the data that a config names |
| `audit.py` | who carries events to the bucket of an audit trail |

`row.py` says what a row is, `rendering.py` makes statements of rows, `size.py` counts their characters; `tables.py` has
all rows in one place.
"""
