"""Fields of a post in front matter of other programs (YAML, TOML, JSON), and scores as people write them."""
