"""Common knowledge: the page that answers a hidden sentence for all reviews, and the list of such answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from reviews.desk.base import refused_input
from reviews.desk.base.guards import desk_page, get_draft_or_404, log_opened, require_permission
from reviews.desk.base.review_state import person_name
from reviews.desk.steps import step_forms
from reviews.models import CommonKnowledge, HiddenSentence
from reviews.permissions.access import may

ANSWERS_PER_PAGE = 25
STEP = "common-knowledge"


def declare_page(request, pk):
    """The sentence, with a form for the reason. Afterwards it leads back to the page that linked here."""
    draft = get_draft_or_404(request.user, pk)
    require_permission(request.user, "decide", draft.review)
    sentence = request.GET.get("sentence", "").replace("\0", "")  # which PostgreSQL cannot look for
    withheld = HiddenSentence.objects.withheld(with_upcoming=True).filter(edition__review=pk, hash=sentence)
    came_from = _came_from(request)
    here = f"{request.path}?{urlencode({'sentence': sentence, 'next': came_from})}"
    form = step_forms.CommonKnowledgeForm(initial={"sentence": sentence})
    refused_input.fill_form(form, refused_input.recall(request, pk, STEP)[1])
    context = {"draft": draft, "hidden": withheld.first(), "form": form, "next": came_from, "back": here}
    return desk_page(
        request, "reviews/desk/steps/common_knowledge.html", context, title=_("Common knowledge")
    )


def _came_from(request) -> str:
    """The path of the desk's page that linked here, also after a refusal; else of the list."""
    parts = urlsplit(request.headers.get("referer", ""))
    linked = f"{parts.path}?{parts.query}" if parts.query else parts.path
    for path in (request.GET.get("next", ""), linked if parts.netloc == request.get_host() else ""):
        if path and url_has_allowed_host_and_scheme(path, allowed_hosts=None):
            return path
    return reverse("admin:reviews_draft_common_knowledge_list")


@dataclass(frozen=True)
class AnswerRow:
    """An answer for all reviews. `sentence` is empty for who may not read the review."""

    answer: CommonKnowledge
    by: str
    withdrawn_by: str
    is_readable: bool
    sentence: str
    form: step_forms.EndCommonKnowledgeForm


def list_page(request):
    """What is common knowledge, then what is so no longer."""
    require_permission(request.user, "decide")
    page = Paginator(CommonKnowledge.objects.for_screen(), ANSWERS_PER_PAGE).get_page(request.GET.get("p"))
    context = {"page_obj": page, "rows": _rows(request.user, page.object_list)}
    return desk_page(
        request, "reviews/desk/steps/common_knowledge_list.html", context, title=_("Common knowledge")
    )


def _rows(user, answers: Iterable[CommonKnowledge]) -> list[AnswerRow]:
    readable = {answer.review_id for answer in answers if may(user, "see", answer.review)}
    sentences = _sentences(answers)
    log_opened(user, *readable)
    return [
        AnswerRow(
            answer=answer,
            by=person_name(answer.by),
            withdrawn_by=person_name(answer.withdrawn_by) if answer.withdrawn_by else "",
            is_readable=answer.review_id in readable,
            sentence=sentences.get(answer.sentence, "") if answer.review_id in readable else "",
            form=step_forms.EndCommonKnowledgeForm(
                initial={"answer": answer.pk}, auto_id=f"end-{answer.pk}-%s"
            ),
        )
        for answer in answers
    ]


def _sentences(answers: Iterable[CommonKnowledge]) -> dict[str, str]:
    """The words by hash, as long as an edition withholds them."""
    hashes = {answer.sentence for answer in answers}
    rows = HiddenSentence.objects.filter(hash__in=hashes, edition__review__in={a.review_id for a in answers})
    return dict(rows.order_by().values_list("hash", "text")) if hashes else {}
