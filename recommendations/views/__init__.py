"""What is answered at the addresses of the records."""
