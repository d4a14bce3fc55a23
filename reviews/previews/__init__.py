"""Previews of unpublished reviews, in the admin and at secret links for outsiders. Nothing here is public.

`render` uses the same functions as publishing does; `access_log` stores who
looked; `views` serves the links.
"""
