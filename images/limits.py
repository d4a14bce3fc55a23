"""Limits of uploaded pictures. No Django here: settings.py reads the defaults of its settings from it."""

MAX_BYTES = 8 * 1024 * 1024  # default of the setting IMAGE_MAX_BYTES
MAX_PIXELS = 40_000_000  # default of the setting IMAGE_MAX_PIXELS: more would take too much memory to open
MAX_SIDE = 2400  # pixels a stored picture is scaled down to: full width on a high-density screen
