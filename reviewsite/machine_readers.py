"""The house's policy for machine readers: what programs that answer and learn (AI) may use.

MACHINE_READERS says it for the safe text and for what spoils; search engines are told by `noindex`. It is
written as Content-Usage (draft-ietf-aipref-attach), Content-Signal (contentsignals.org) and tdm-reservation
(W3C TDMRep). Those who do not read them are not kept out: nothing here replaces leaving spoilers out.
"""

from django.conf import settings


def content_usage(use: str) -> str:
    """A usage preference; `use` is yes or no."""
    return f"train-ai={use[0]}"


def content_signal(use: str, *, search: str = "yes") -> str:
    return f"search={search}, ai-input={use}, ai-train={use}"


class MachineReadersMiddleware:
    """Adds the policy to every response. What search engines may not index is what spoils."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_indexed = "noindex" not in response.headers.get("X-Robots-Tag", "")
        use = _use_of(response, is_indexed=is_indexed)
        response.headers["Content-Usage"] = content_usage(use)
        response.headers["Content-Signal"] = content_signal(use, search="yes" if is_indexed else "no")
        response.headers["tdm-reservation"] = "0" if use == "yes" else "1"
        return response


def _use_of(response, *, is_indexed: bool) -> str:
    """Whether machine readers may use a response. Never what is for one reader alone (desk, previews)."""
    if "no-store" in response.headers.get("Cache-Control", ""):
        return "no"
    return settings.MACHINE_READERS["safe" if is_indexed else "spoilers"]
