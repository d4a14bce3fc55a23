"""The desk's addresses under /admin/reviews/draft/, before those of the admin itself."""

from django.contrib import admin
from django.urls import path

from reviews.desk import (
    deciding,
    editor,
    importing,
    looking,
    preview,
    reassigning,
    reports,
    revisions,
    sharing,
    steps,
    surfaces,
    taking_down,
    tightening,
)
from reviews.desk.writing import conflict, live


def desk_urls():
    return [
        # Asked by script: these say 403 themselves, where the admin would redirect to its login page.
        path("markdown/preview/", editor.preview, name="reviews_draft_markdown_preview"),
        path("markdown/upload/", editor.upload, name="reviews_draft_markdown_upload"),
        path("<int:pk>/live/", live.live, name="reviews_draft_live"),
        path("<int:pk>/here/", live.here, name="reviews_draft_here"),
        path("<int:pk>/away/", live.away, name="reviews_draft_away"),
        _page("waiting/", deciding.waiting, "waiting"),
        _page("reports/", reports.reports, "reports"),
        _page("reassign/", reassigning.reassign, "reassign"),
        _page("import/", importing.import_document, "import"),
        _page("import/make/", importing.make_draft, "import_make"),
        _page("<int:pk>/merge/", conflict.conflict, "merge"),
        _page("<int:pk>/discard/", conflict.discard, "discard"),
        _page("<int:pk>/preview/", preview.preview, "preview"),
        _page("<int:pk>/previews/", sharing.previews, "previews"),
        _page("<int:pk>/revisions/", revisions.revisions, "revisions"),
        _page("<int:pk>/revisions/<int:number>/preview/", preview.preview, "revision_preview"),
        _page("<int:pk>/revisions/<int:number>/full/", preview.full, "revision_full"),
        _page("<int:pk>/revisions/<int:number>/surfaces/", surfaces.surfaces, "surfaces"),
        _page("<int:pk>/revisions/<int:number>/surfaces/card.png", surfaces.card, "surfaces_card"),
        _page("<int:pk>/revisions/<int:number>/export/", revisions.export, "export"),
        _page("<int:pk>/compare/", revisions.compare, "compare"),
        _page("<int:pk>/submissions/<int:submission>/", deciding.submission, "submission"),
        _page("<int:pk>/take-down/", taking_down.confirm, "take_down"),
        _page("<int:pk>/tighten/", tightening.tighten, "tighten"),
        _page("<int:pk>/links/", looking.look_at_links, "look_at_links"),
        _page("<int:pk>/do/<slug:name>/", steps.do, "do"),
    ]


def _page(route, view, name):
    return path(route, admin.site.admin_view(view), name=f"reviews_draft_{name}")
