"""Tools that the Makefile calls. What runs before the installation needs the standard library alone."""
