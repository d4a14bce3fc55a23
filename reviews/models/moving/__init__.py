"""What is kept of moving here: imports."""
