"""Looking words up in all that may be read: an index of our own, on either database the same."""
