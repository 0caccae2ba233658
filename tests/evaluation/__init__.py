"""The package's own engine, against another one and against AWS's pages."""
