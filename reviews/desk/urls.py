"""URLs of the desk under /admin/reviews/draft/, placed before the admin's own."""

from django.contrib import admin
from django.urls import path

from reviews.desk.checks import check_links, spoiler_reports
from reviews.desk.deciding import output_channels, preview, revisions, submissions
from reviews.desk.imports import adopting, adoptions, archives, exports, single, understood
from reviews.desk.steps import (
    addresses,
    common_knowledge,
    old_addresses,
    preview_links,
    reassign,
    step_views,
    take_down,
    tightening,
)
from reviews.desk.writing import live_views, markdown_editor, merge_view


def desk_urls():
    return [
        # Called by script: these answer 403, where the admin would redirect to its login page.
        path("markdown/preview/", markdown_editor.preview, name="reviews_draft_markdown_preview"),
        path("markdown/upload/", markdown_editor.upload, name="reviews_draft_markdown_upload"),
        path("<number:pk>/live/", live_views.live, name="reviews_draft_live"),
        path("<number:pk>/checks/", live_views.saved_checks, name="reviews_draft_checks"),
        path("<number:pk>/here/", live_views.still_open, name="reviews_draft_here"),
        path("<number:pk>/away/", live_views.closed, name="reviews_draft_away"),
        _page("waiting/", submissions.queue_page, "waiting"),
        _page("reports/", spoiler_reports.reports_page, "reports"),
        _page("common-knowledge/", common_knowledge.list_page, "common_knowledge_list"),
        _page("reassign/", reassign.reassign, "reassign"),
        _page("import/", single.import_document, "import"),
        _page("adopt/", adopting.adopt_page, "adopt"),
        _page("adopt/check/", adopting.check_page, "adopt_check"),
        _page("adopt/<number:pk>/", adoptions.adoption_page, "adoption"),
        _page("adopt/<number:pk>/go-on/", adoptions.go_on_page, "adoption_go_on"),
        _page("adopt/<number:pk>/take-back/", adoptions.take_back_page, "take_adoption_back"),
        _page("export-own/", exports.export_own, "export_own"),
        _page("imports/", archives.imports_page, "imports"),
        _page("imports/<number:pk>/", archives.import_page, "import_archive"),
        _page("imports/<number:pk>/go-on/", archives.go_on_page, "import_go_on"),
        _page("imports/<number:pk>/undo/", archives.undo_page, "import_undo"),
        _page("imports/<number:pk>/text/", understood.check_page, "import_check"),
        _page("imports/<number:pk>/film/", understood.choose_film, "import_film"),
        _page("imports/<number:pk>/film/add/", understood.add_film_page, "import_add_film"),
        _page("imports/<number:pk>/make/", understood.make_draft, "import_make"),
        _page("imports/<number:pk>/discard/", understood.discard, "import_discard"),
        _page("<number:pk>/merge/", merge_view.conflict, "merge"),
        _page("<number:pk>/discard/", merge_view.discard, "discard"),
        _page("<number:pk>/preview/", preview.preview, "preview"),
        _page("<number:pk>/previews/", preview_links.preview_links, "previews"),
        _page("<number:pk>/revisions/", revisions.revisions, "revisions"),
        _page("<number:pk>/revisions/<number:number>/preview/", preview.preview, "revision_preview"),
        _page("<number:pk>/revisions/<number:number>/full/", preview.full, "revision_full"),
        _page(
            "<number:pk>/revisions/<number:number>/output-channels/",
            output_channels.output_channels,
            "output_channels",
        ),
        _page(
            "<number:pk>/revisions/<number:number>/output-channels/card.png",
            output_channels.card,
            "output_channels_card",
        ),
        _page("<number:pk>/revisions/<number:number>/export/", revisions.export, "export"),
        _page("<number:pk>/compare/", revisions.compare, "compare"),
        _page("<number:pk>/submissions/<number:submission>/", submissions.submission_page, "submission"),
        _page("<number:pk>/take-down/", take_down.confirm_take_down, "take_down"),
        _page("<number:pk>/addresses/", addresses.addresses, "addresses"),
        _page("<number:pk>/old-addresses/", old_addresses.old_addresses, "old_addresses"),
        _page("<number:pk>/tighten/", tightening.tighten, "tighten"),
        _page("<number:pk>/common-knowledge/", common_knowledge.declare_page, "common_knowledge"),
        _page("<number:pk>/links/", check_links.check_links, "check_links"),
        _page("<number:pk>/do/<slug:name>/", step_views.run_step, "do"),
    ]


def _page(route, view, name):
    return path(route, admin.site.admin_view(view), name=f"reviews_draft_{name}")
