"""What the site promises, told as behaviour."""
