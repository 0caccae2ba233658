"""What is asked of every Studio: each rule yields what it finds."""
