"""The desk's addresses under /admin/reviews/draft/, before those of the admin itself."""

from django.contrib import admin
from django.urls import path

from reviews.desk.checks import check_links, spoiler_reports
from reviews.desk.deciding import output_channels, preview, revisions, submissions
from reviews.desk.steps import preview_links, reassign, step_views, take_down, tightening
from reviews.desk.writing import import_view, live_views, markdown_editor, merge_view


def desk_urls():
    return [
        # Asked by script: these say 403 themselves, where the admin would redirect to its login page.
        path("markdown/preview/", markdown_editor.preview, name="reviews_draft_markdown_preview"),
        path("markdown/upload/", markdown_editor.upload, name="reviews_draft_markdown_upload"),
        path("<int:pk>/live/", live_views.live, name="reviews_draft_live"),
        path("<int:pk>/here/", live_views.still_open, name="reviews_draft_here"),
        path("<int:pk>/away/", live_views.closed, name="reviews_draft_away"),
        _page("waiting/", submissions.queue_page, "waiting"),
        _page("reports/", spoiler_reports.reports_page, "reports"),
        _page("reassign/", reassign.reassign, "reassign"),
        _page("import/", import_view.import_document, "import"),
        _page("import/make/", import_view.make_draft, "import_make"),
        _page("<int:pk>/merge/", merge_view.conflict, "merge"),
        _page("<int:pk>/discard/", merge_view.discard, "discard"),
        _page("<int:pk>/preview/", preview.preview, "preview"),
        _page("<int:pk>/previews/", preview_links.preview_links, "previews"),
        _page("<int:pk>/revisions/", revisions.revisions, "revisions"),
        _page("<int:pk>/revisions/<int:number>/preview/", preview.preview, "revision_preview"),
        _page("<int:pk>/revisions/<int:number>/full/", preview.full, "revision_full"),
        _page(
            "<int:pk>/revisions/<int:number>/surfaces/",
            output_channels.output_channels,
            "output_channels",
        ),
        _page(
            "<int:pk>/revisions/<int:number>/surfaces/card.png",
            output_channels.card,
            "output_channels_card",
        ),
        _page("<int:pk>/revisions/<int:number>/export/", revisions.export, "export"),
        _page("<int:pk>/compare/", revisions.compare, "compare"),
        _page("<int:pk>/submissions/<int:submission>/", submissions.submission_page, "submission"),
        _page("<int:pk>/take-down/", take_down.confirm_take_down, "take_down"),
        _page("<int:pk>/tighten/", tightening.tighten, "tighten"),
        _page("<int:pk>/links/", check_links.check_links, "check_links"),
        _page("<int:pk>/do/<slug:name>/", step_views.run_step, "do"),
    ]


def _page(route, view, name):
    return path(route, admin.site.admin_view(view), name=f"reviews_draft_{name}")
