"""Lines to include in a `server` block of nginx, whose `root` is the copy's folder."""

from urllib.parse import unquote

from reviews.public.feed_formats import FORMATS
from reviewsite.pages.export.folder import STATE
from reviewsite.pages.export.hosts.rules import Rules


def include(rules: Rules) -> str:
    lines = [
        "# Made by export_site, to include in a server block of nginx whose root is this folder.",
        "index index.html;",
        "charset utf-8;",
        "error_page 404 /404.html;",
        *_headers(rules.headers),
        "location / { try_files $uri $uri/ =404; }",
        f"location ~ ^/({STATE.replace('.', '[.]')}/|_redirects$|_headers$) {{ return 404; }}",
        *_folders(rules),
        *_feeds(),
        *_addresses(rules),
    ]
    return "".join(f"{line}\n" for line in lines)


def _folders(rules: Rules) -> list[str]:
    """With all headers: a location that has one of its own inherits none."""
    folders = {f"^~ {folder}": headers for folder, headers in rules.folder_headers().items()}
    if rules.spoiler_headers:
        folders["~ ^/reviews/[^/]+/spoilers/"] = rules.spoiler_headers
    return [
        line
        for match, headers in folders.items()
        for line in (f"location {match} {{", *_headers(rules.headers | headers, "    "), "}")
    ]


def _headers(headers: dict[str, str], indent: str = "") -> list[str]:
    return [f'{indent}add_header {name} "{value}" always;' for name, value in sorted(headers.items())]


def _feeds() -> list[str]:
    kinds = {form: kind for form, (kind, _write) in FORMATS.items()}
    return [
        f'location ~ /reviews\\.{form}$ {{ types {{ }} default_type "{kind}"; }}'
        for form, kind in kinds.items()
    ]


def _addresses(rules: Rules) -> list[str]:
    """nginx compares decoded paths."""
    moved = [
        f'location = "{unquote(path)}" {{ return {status} {link}; }}'
        for path, (link, status) in sorted(rules.redirects.items())
    ]
    gone = [
        f"location = {path} {{ error_page 410 {page}index.html; return 410; }}"
        for path, page in sorted(rules.gone.items())
    ]
    return moved + gone
