"""The report page, in a browser and out of it."""
