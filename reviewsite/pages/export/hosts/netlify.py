"""`_redirects` and `_headers`, as Netlify and Cloudflare Pages read them.

Cloudflare passes over rules with 410: what is gone answers 404 there.
"""

from reviews.public.feed_formats import FORMATS
from reviewsite.pages.export.hosts.rules import Rules

WITH_FEEDS = ("feeds", "films/:slug", "franchises/:slug", "critics/:slug")


def redirects(rules: Rules) -> str:
    base = rules.copy.base
    lines = [f"{base}{path} {link} {status}" for path, (link, status) in sorted(rules.redirects.items())]
    lines += [f"{base}{path} {base}{page} 410" for path, page in sorted(rules.gone.items())]
    return "".join(f"{line}\n" for line in lines)


def headers(rules: Rules) -> str:
    blocks = {"/*": rules.headers}
    blocks |= {f"{folder}*": values for folder, values in rules.folder_headers().items()}
    if rules.spoiler_headers:
        blocks["/reviews/:slug/spoilers/*"] = rules.spoiler_headers
    for form, (kind, _write) in FORMATS.items():
        blocks |= {f"/{folder}/reviews.{form}": {"Content-Type": kind} for folder in WITH_FEEDS}
    return "".join(_block(f"{rules.copy.base}{path}", values) for path, values in blocks.items())


def _block(path: str, values: dict[str, str]) -> str:
    return "".join([f"{path}\n", *(f"  {name}: {value}\n" for name, value in sorted(values.items()))])
