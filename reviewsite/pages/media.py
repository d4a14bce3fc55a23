"""Pictures, where no web server in front of the site sends them itself (docs/operators.md)."""

import mimetypes

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import FileSystemStorage, default_storage
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe
from django.views.static import serve


@require_safe
def media(request, path):
    """A stored file; 404 for a folder. Files are named by the hash of their bytes and never change."""
    try:
        response = _of_disk(request, path) if _is_on_disk() else _of_bucket(path)
    except (FileNotFoundError, SuspiciousFileOperation) as error:  # none; a way out of the folder
        raise Http404 from error
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _is_on_disk() -> bool:
    return isinstance(default_storage, FileSystemStorage)


def _of_disk(request, path):
    try:
        return serve(request, path, document_root=settings.MEDIA_ROOT)
    except OSError as error:  # a name too long for the disk
        raise Http404 from error


def _of_bucket(path):
    file = default_storage.open(path)
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return FileResponse(file, content_type=kind, headers={"Content-Length": file.size})
