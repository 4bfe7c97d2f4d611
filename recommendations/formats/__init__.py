"""Records and links as files."""
