"""Before a deploy: what it would cost the people of a Studio."""
