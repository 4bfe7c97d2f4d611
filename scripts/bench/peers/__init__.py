"""What the site is measured against: the least that the same server and the same data can cost."""
