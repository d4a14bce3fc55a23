"""What is kept of moving here: imports, and adoptions of what they made."""
