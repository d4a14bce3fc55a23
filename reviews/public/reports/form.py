"""The form in which readers report a spoiler; never cached.

It sets no cookie and has no CSRF token: nobody is logged in here in whose
name something could be sent. Cross-site submissions are refused by the
headers Sec-Fetch-Site and Origin.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from pagecache import respond
from reviews import spoiler_reports
from reviews.models import Edition
from reviews.permissions.client_network import client_network
from reviews.public.page_values import LinkView
from reviews.public.reports.passages import PassageName, passages_of
from reviews.public.views import moved_review

SOMEWHERE_ELSE = gettext_lazy("Somewhere else on the page: the headline, a picture, a name")


@dataclass(frozen=True)
class ReportView:
    """Values of the report page, including what was typed into the form."""

    url: str
    review: LinkView
    film: str
    edition: int
    passages: tuple[PassageName, ...]
    place: str
    quote: str
    note: str
    errors: tuple[str, ...]
    is_thanks: bool


class ReportForm(forms.Form):
    edition = forms.IntegerField()
    place = forms.ChoiceField(required=False)
    quote = forms.CharField(required=False, max_length=500)
    note = forms.CharField(required=False, max_length=1000)
    website = forms.CharField(required=False)  # honeypot: hidden from people, so only bots fill it in

    def __init__(self, data, *, edition, passages):
        super().__init__(data)
        self.live = edition
        self.fields["place"].choices = [("", ""), *((passage.key, passage.name) for passage in passages)]
        self.fields["place"].error_messages["invalid_choice"] = _(
            "This passage is not on the page any more. Choose another one."
        )

    def clean(self):
        data = super().clean()
        if data.get("edition") != self.live.number:
            self.add_error(None, _("The review has changed since you opened this page. Is it still there?"))
        if not (data.get("place") or data.get("quote") or data.get("note")) and not self.errors:
            self.add_error(None, _("Choose the passage, or tell us in a word where it stands."))
        return data


@csrf_exempt  # see the module docstring
@sensitive_post_parameters()  # reports may spoil: kept out of error reports
@require_http_methods(["GET", "HEAD", "POST"])
def report(request, slug):
    edition = Edition.objects.live().for_page().filter(review__slug=slug).first()
    if not edition:
        return moved_review(slug, "report")
    passages = passages_of(edition)
    if request.method != "POST":
        data = {"place": request.GET.get("at", "")}
        return _page(request, edition, passages, data, is_thanks="thanks" in request.GET)
    if is_cross_site(request):
        messages = [_("This was sent from another site’s page. Look at it here, and send it again.")]
        return _page(request, edition, passages, request.POST, errors=messages, status=403)
    form = ReportForm(request.POST, edition=edition, passages=passages)
    if not form.is_valid():
        messages = [message for errors in form.errors.values() for message in errors]
        return _page(request, edition, passages, request.POST, errors=messages, status=400)
    if not form.cleaned_data["website"]:
        fields = {name: form.cleaned_data[name] for name in ("place", "quote", "note")}
        try:
            spoiler_reports.receive_report(edition, **fields, address=client_network(request))
        except spoiler_reports.TooManyReports:
            messages = [
                _("That is many reports within one hour. Keep this page open and send it again later.")
            ]
            return _page(request, edition, passages, request.POST, errors=messages, status=429)
    return HttpResponseRedirect(f"{edition.review.address_of('report')}?thanks=1")


def is_cross_site(request) -> bool:
    """Whether the request headers say that another site's page sent this."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = request.headers.get("Origin")
    return bool(origin) and urlsplit(origin).netloc not in (
        request.get_host(),
        urlsplit(settings.SITE_URL).netloc,
    )


def _page(request, edition, passages, data, *, errors=(), is_thanks=False, status=200):
    view = ReportView(
        url=edition.review.address_of("report"),
        review=LinkView(edition.headline, edition.review.get_absolute_url()),
        film=edition.film.title,
        edition=edition.number,
        passages=passages,
        place=data.get("place", ""),
        quote=data.get("quote", ""),
        note=data.get("note", ""),
        errors=tuple(errors),
        is_thanks=is_thanks,
    )
    response = respond.page("reviews/report.html", {"page": view, "elsewhere": SOMEWHERE_ELSE}, status=status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
