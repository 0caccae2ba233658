"""The command `report`: a page for reviewers about the Studios of a cloud assembly."""
