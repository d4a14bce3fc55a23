"""Headers that say what a browser may do with a page, beside those of Django's own middleware.

Content-Security-Policy from SECURE_CSP, as Django 6 sends it.
"""

from django.conf import settings

# The site asks for none of these, and nothing that stands on its pages may.
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "microphone",
        "payment",
        "usb",
    )
)


class PolicyMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response
        self.policy = "; ".join(
            f"{name} {' '.join(sources)}" for name, sources in settings.SECURE_CSP.items()
        )

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            # Feeds and pictures are shown by other sites; pages are not.
            response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
