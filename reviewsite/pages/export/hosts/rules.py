"""What a host is told of redirects, of pages that are gone, and of headers."""

from dataclasses import dataclass, field

from django.conf import settings

from reviewsite.pages.export.places import Copy, Place

# Of one page or one answer, or the server's own affair.
NOT_COPIED = {"content-type", "content-length", "etag", "cache-control", "vary", "last-modified"}
FOREVER = "public, max-age=31536000, immutable"
MEDIA = {"Cache-Control": FOREVER, "Content-Security-Policy": "default-src 'none'; sandbox"}


@dataclass
class Rules:
    """By path in the copy. `redirects`: (link, status); `gone`: the path of the page to show."""

    copy: Copy
    redirects: dict[str, tuple[str, int]] = field(default_factory=dict)
    gone: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    spoiler_headers: dict[str, str] = field(default_factory=dict)  # where they differ

    def note_headers(self, place: Place, headers: dict[str, str]) -> None:
        """Those of the first page are those of all; those of the first spoiler page, of all such."""
        sent = {_title(name): self._value(name, value) for name, value in headers.items()}
        sent = {name: value for name, value in sent.items() if value and name.lower() not in NOT_COPIED}
        if not self.headers and not place.is_spoiler:
            self.headers = sent
        elif place.is_spoiler and not self.spoiler_headers:
            self.spoiler_headers = dict(sent.items() - self.headers.items())

    def folder_headers(self) -> dict[str, dict[str, str]]:
        """By the path of a folder, what its files are sent with besides."""
        is_hashed = "Manifest" in settings.STORAGES["staticfiles"]["BACKEND"]  # the names hold a hash
        static = {settings.STATIC_URL: {"Cache-Control": FOREVER}} if is_hashed else {}
        return static | {settings.MEDIA_URL: MEDIA}

    def _value(self, name: str, value: str) -> str:
        if self.copy.replaces_original:
            return value
        if name == "strict-transport-security":  # of this host alone: of its neighbours we know nothing
            return value.partition(";")[0] if self.copy.url.startswith("https:") else ""
        if name == "content-security-policy":  # the search form of a copy is sent to the original
            return value.replace("form-action 'self'", f"form-action 'self' {self.copy.origin}")
        return value


def _title(name: str) -> str:
    return name if name == "tdm-reservation" else name.title()
