"""Export the reviews of one's own: texts, revisions and pictures in a zip."""

import tempfile
from pathlib import Path

from django.http import FileResponse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from reviews.desk.base.guards import require_permission
from reviews.exporting.targets import ZipTarget
from reviews.exporting.texts import pictures_of, write_pictures, write_texts
from reviews.models import Review


@require_safe
def export_own(request):
    """A zip of all reviews whose author this account is, drafts too. Importing it makes them drafts again."""
    require_permission(request.user, "begin")
    reviews = Review.objects.filter(author=request.user, erasure=None)
    folder = tempfile.TemporaryDirectory()
    path = Path(folder.name) / "reviews.zip"
    with ZipTarget(path) as target:
        write_texts(target, reviews)
        write_pictures(target, pictures_of(reviews))
    file = path.open("rb")
    folder.cleanup()  # the open file stays readable
    name = f"reviews-{slugify(request.user.username) or 'mine'}-{timezone.localdate()}.zip"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
