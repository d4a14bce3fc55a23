"""Lines to import in a site block of a Caddyfile, whose `root` is the copy's folder."""

from reviews.public.feed_formats import FORMATS
from reviewsite.pages.export.folder import STATE
from reviewsite.pages.export.hosts.rules import Rules

ERRORS = """handle_errors {{
{headers}	@gone expression {{err.status_code}} == 410
	@missing expression {{err.status_code}} == 404
	rewrite @gone /_gone{{http.request.orig_uri.path}}index.html
	rewrite @missing /404.html
	file_server
}}
"""


def snippet(rules: Rules) -> str:
    lines = [
        "# Made by export_site, to import in a site block of a Caddyfile whose root is this folder.",
        *_headers_of_all(rules),
        *_headers_of_some(rules),
        *(f"redir {path} {link} {code}" for path, (link, code) in sorted(rules.redirects.items())),
        *(f"error {path} 410" for path in sorted(rules.gone)),
        f"file_server {{\n\thide {STATE} _redirects _headers\n}}",
    ]
    headers = "".join(f"\t{line}\n" for line in _headers_of_all(rules))
    return "".join(f"{line}\n" for line in lines) + ERRORS.format(headers=headers)


def _headers_of_all(rules: Rules) -> list[str]:
    """`?`: unless it is set by what follows. One directive each: a block of them holds as a whole or not."""
    return [f'header ?{name} "{value}"' for name, value in sorted(rules.headers.items())]


def _headers_of_some(rules: Rules) -> list[str]:
    some = {f"{folder}*": headers for folder, headers in rules.folder_headers().items()}
    if rules.spoiler_headers:
        some["/reviews/*/spoilers/*"] = rules.spoiler_headers
    lines = [
        f'header {match} {name} "{value}"'
        for match, headers in some.items()
        for name, value in sorted(headers.items())
    ]
    for form, (kind, _write) in FORMATS.items():
        lines += [f"@{form} path */reviews.{form}", f'header @{form} Content-Type "{kind}"']
    return lines
