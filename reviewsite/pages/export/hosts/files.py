"""The rules files of an export, by their names in its folder."""

from reviewsite.pages.export.folder import STATE
from reviewsite.pages.export.hosts import caddy, netlify, nginx
from reviewsite.pages.export.hosts.rules import Rules


def rules_files(rules: Rules) -> dict[str, str]:
    """Those to include in a server's configuration are for a copy that has a host to itself."""
    files = {"_redirects": netlify.redirects(rules), "_headers": netlify.headers(rules)}
    if not rules.copy.base:
        files |= {f"{STATE}/nginx.conf": nginx.include(rules)}
        files |= {f"{STATE}/Caddyfile": caddy.snippet(rules)}
    return files
