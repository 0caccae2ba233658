"""What a cloud assembly costs each month, used or not."""
