"""Leaks put in by hand, one for each surface: what the canaries and the audit must find."""

import logging
from dataclasses import replace

from django.conf import settings as live_settings
from django.template.loader import get_template

from images.models import Image
from reviews.public import feeds, head_tags, urls, views
from reviews.public.review import page as review_page
from search.index import Entry, put
from shield.json_script import script_json


def in_a_template(monkeypatch, settings, tmp_path, edition, words):
    source = get_template("reviews/parts/_byline.html").template.source
    (tmp_path / "reviews/parts").mkdir(parents=True)
    (tmp_path / "reviews/parts/_byline.html").write_text(f"{source}<p>{words}</p>")
    engine = live_settings.TEMPLATES[0]
    settings.TEMPLATES = [engine | {"DIRS": [tmp_path, *engine["DIRS"]]}]


def in_a_comment(monkeypatch, settings, tmp_path, edition, words):
    in_a_template(monkeypatch, settings, tmp_path, edition, "")
    path = tmp_path / "reviews/parts/_byline.html"
    path.write_text(f"{path.read_text()}<!-- {words} -->")


def in_an_attribute(monkeypatch, settings, tmp_path, edition, words):
    in_a_template(monkeypatch, settings, tmp_path, edition, "")
    path = tmp_path / "reviews/parts/_byline.html"
    path.write_text(f'{path.read_text()}<p data-note="{words}"></p>')


def in_the_feed(monkeypatch, settings, tmp_path, edition, words):
    made = feeds.feed_item
    monkeypatch.setattr(feeds, "feed_item", lambda edition: replace(made(edition), summary=words))


def in_the_description(monkeypatch, settings, tmp_path, edition, words):
    _share(monkeypatch, description=words)


def in_structured_data(monkeypatch, settings, tmp_path, edition, words):
    _share(monkeypatch, data=script_json({"@type": "Review", "reviewBody": words}))


def _share(monkeypatch, **changes):
    made = head_tags.review_head_tags
    leaking = lambda *values: replace(made(*values), **changes)  # noqa: E731
    monkeypatch.setattr(review_page, "review_head_tags", leaking)


def in_the_search(monkeypatch, settings, tmp_path, edition, words):
    put(Entry(kind="review", thing=edition.pk, title=edition.headline, body=f"Something. {words}"))


def in_an_alternative_text(monkeypatch, settings, tmp_path, edition, words):
    Image.objects.update(alt=words)


def in_the_name_of_a_card_picture(monkeypatch, settings, tmp_path, edition, words):
    edition.safe["card"] = f"cards/{'-'.join(words.lower().split())}.png"
    edition.save()


def in_a_header(monkeypatch, settings, tmp_path, edition, words):
    made = views.review_detail

    def leaking(request, slug):
        response = made(request, slug)
        response.headers["X-Summary"] = "-".join(words.split())
        return response

    _route(monkeypatch, made, leaking)


def in_the_log(monkeypatch, settings, tmp_path, edition, words):
    made = views.review_page

    def leaking(*arguments):
        logging.getLogger("reviews").warning("rendering %s", words)
        return made(*arguments)

    monkeypatch.setattr(views, "review_page", leaking)


def _route(monkeypatch, made, leaking):
    pattern = next(p for p in urls.urlpatterns if getattr(p, "callback", None) is made)
    monkeypatch.setattr(pattern, "callback", leaking)
