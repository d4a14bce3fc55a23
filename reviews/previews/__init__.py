"""Previews: what a text will look like, at the desk and for outsiders with a link. Nothing here is public.

`showing` bakes and renders by the very functions that publish; `looked` keeps
who looked; `views` answers at the addresses of links.
"""
