"""What a template with a Studio gives whom: people, network, keys, what is kept."""
