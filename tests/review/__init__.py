"""What a review says of templates, by cases that are written by hand."""
