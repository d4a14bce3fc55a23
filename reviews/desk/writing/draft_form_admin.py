"""The form of a draft in the admin: ModelAdmin hooks, which share one `EditSession` per request."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect

from reviews import workflow
from reviews.desk.base.guards import log_opened
from reviews.desk.base.review_state import badges
from reviews.desk.writing.add_view import add_review
from reviews.desk.writing.edit_session import EditSession, session_of
from reviews.desk.writing.inlines import with_markdown_widgets, without_related_links
from reviews.desk.writing.panel import panel


class DraftFormAdmin:
    """Saves the rows, then calls `workflow.save` once, in one transaction that locks the review."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        return with_markdown_widgets(without_related_links(field), db_field, {"verdict_text": 5})

    def get_autocomplete_fields(self, request):
        return [] if request.GET.get("rows") else self.autocomplete_fields

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if object_id is None:
            return add_review(self, request)
        with transaction.atomic():
            session = request.edit_session = EditSession(request, object_id)
            session.open()
            if session.is_replacement:
                return session.replace_other_window()
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_queryset(self, request):
        """For a form that is opened: with all that it shows."""
        drafts, session = super().get_queryset(request), session_of(request)
        return session.for_form(drafts) if session else drafts

    def get_object(self, request, object_id, from_field=None):
        draft, session = super().get_object(request, object_id, from_field), session_of(request)
        if session and draft:
            session.read(draft)
        return draft

    def get_form(self, request, obj=None, change=False, **kwargs):
        """The form class, with the working copy to fill it with, if any."""
        form, session = super().get_form(request, obj, change, **kwargs), session_of(request)
        state = {"autosaved": session and session.data, "other_window": session and session.other}
        return type(form.__name__, (form,), state)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        options, session = super().get_formset_kwargs(request, obj, inline, prefix), session_of(request)
        data = session and session.data
        return options if data is None else options | {"data": data}

    def get_inline_formsets(self, request, formsets, inline_instances, obj=None):
        for formset in formsets:
            formset.keep_sent_rows()
        return super().get_inline_formsets(request, formsets, inline_instances, obj)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        log_opened(request.user, obj.pk)
        session = request.edit_session
        refused, values = session.refused_input(obj)
        runs_checks = bool(refused or "checks" in request.GET or request.method == "POST")
        extra = {
            "panel": panel(request.user, obj, session.saved_text, values, refused, runs_checks=runs_checks),
            "badges": badges(obj),
            "is_nav_sidebar_enabled": False,
            "opens_rows": bool(request.GET.get("rows")),
            "edit_context": session.context(obj, context["adminform"].form),
        }
        return super().render_change_form(request, context | extra, add, change, form_url, obj)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        request.edit_session.save(form.instance)

    def response_change(self, request, obj):
        session = request.edit_session
        return session.response(obj) or session.response_after_message(
            obj, super().response_change(request, obj)
        )

    def delete_model(self, request, obj):
        workflow.delete(obj.review, by=request.user)

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except workflow.Refused as refused:
            messages.error(request, str(refused))
            return redirect("admin:reviews_draft_change", object_id)
