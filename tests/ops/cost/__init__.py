"""What a cloud assembly costs."""
