"""Steps on the addresses of a review: its slug, former ones, and those that it had at another site."""
