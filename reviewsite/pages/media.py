"""Files of MEDIA_ROOT, where no web server in front of the site sends them itself (docs/operators.md)."""

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404
from django.views.decorators.http import require_safe
from django.views.static import serve


@require_safe
def media(request, path):
    """A file of MEDIA_ROOT; 404 for a folder. Files are named by the hash of their bytes and never change."""
    try:
        response = serve(request, path, document_root=settings.MEDIA_ROOT)
    except (
        OSError,
        SuspiciousFileOperation,
    ) as error:  # a name too long for the disk; a way out of the folder
        raise Http404 from error
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
