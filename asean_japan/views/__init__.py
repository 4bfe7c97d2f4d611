"""What is answered at the addresses of the site as a whole."""
