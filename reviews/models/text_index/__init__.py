"""Derived from texts, to compare one review with the others; `refresh_derived` makes older rows anew."""
