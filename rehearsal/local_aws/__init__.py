"""The local AWS: ministack, and what it lacks for a Studio. Runs in an environment of its own."""
