"""Backups: the database as it was at one moment, and every picture file, in a folder.

    FOLDER/2026-11-30T210500Z/manifest.json   what the backup holds, with checksums
    FOLDER/2026-11-30T210500Z/database        a SQLite file, or what pg_dump writes
    FOLDER/media/images/…                     picture files, shared by all backups: a file never changes

A backup stands under its name when it is whole. The open format of an archive is another thing:
`reviewsite.archive.writing`.
"""
