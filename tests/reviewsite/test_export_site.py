"""The public site as files: what is in them, what a second export does, and that no link is broken."""

import json
import re
import shutil
import threading
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urljoin

import httpx
import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone

from bench.pages.nginx import nginx
from reviews import workflow
from reviews.models import Edition
from reviewsite.pages.export.moments import next_change
from reviewsite.pages.models import Page
from tests.canaries.canaries import KINDS, ON_REQUEST, Answer, planted
from tests.factories import FilmFactory
from tests.reviews.builders import begun, document, live, renamed, somebody, submitted

pytestmark = pytest.mark.django_db
COPY_URL = "https://copy.example.org"
SITE = "http://localhost:8000"
OLD = "/2016/still%C3%A9water/"
STATIC = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
LINK = re.compile(r"""(?:href|src|srcset|data-spoiler)="([^"]+)"|<loc>([^<]+)<|url\("([^"]+)"\)""")


def house():
    planted()
    film = FilmFactory(title="The Weir", slug="the-weir")
    film.aliases.create(slug="the-dam")
    review = renamed(live(document(film, headline="Still water")).review, "the-weir-still")
    for old, addresses in ((review, [OLD, "/?p=3", "/a;b/*/"]), (begun(), ["/2016/draft/"])):
        workflow.set_old_addresses(old, addresses=addresses, by=old.author)


@contextmanager
def as_served(media):
    """Settings of the export in any scope; pages of lists as short as the house is small."""
    with (
        pytest.MonkeyPatch.context() as patch,
        override_settings(MEDIA_ROOT=media, SECURE_SSL_REDIRECT=False),
    ):
        patch.setattr("reviews.rendering.social_card.storage.draw", lambda words: repr(words).encode())
        patch.setattr("reviews.public.views.REVIEWS_PER_PAGE", 1)
        patch.setattr("reviewsite.pages.views.FILMS_PER_PAGE", 2)
        yield


@pytest.fixture(scope="module")
def exported(databases, django_db_setup, django_db_blocker):
    """The folder of a copy without spoilers, and where the house's pictures are."""
    media = databases.folder / f"export-media-{databases.worker}"
    folder = databases.folder / f"export-{databases.worker}"
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=media),
        as_served(media),
        databases.filled(f"export_{databases.worker}", house),
    ):
        call_command("export_site", folder, site_url=COPY_URL)
        yield folder, media


@pytest.fixture
def folder(exported, db, tmp_path):
    """A copy of the copy, to export into once more."""
    folder, media = exported
    shutil.copytree(folder, tmp_path / "site")
    with as_served(media):
        yield tmp_path / "site"


def export(folder, capsys, **options):
    capsys.readouterr()
    call_command("export_site", folder, **({"site_url": COPY_URL, "json": True} | options))
    return json.loads(capsys.readouterr().out)


def files(folder):
    return {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}


def words(path):
    return Answer(path.name, 200, path.read_bytes().decode("utf-8", "replace")).words()


def test_no_file_holds_what_spoils_unless_it_was_asked_for(exported):
    folder, _media = exported
    names = files(folder)

    assert {name for name, path in names.items() if Answer(name, 200, "").words() or words(path)} == set()
    assert not [name for name in names if "/spoilers/" in name]


def test_a_static_server_answers_every_link_of_the_copy(exported):
    folder, _media = exported
    waiting, answers = ["/", "/sitemap.xml", "/robots.txt", "/feeds/reviews.atom"], {}
    with served(folder) as site, httpx.Client(base_url=site) as client:
        while waiting:
            address = waiting.pop()
            if address not in answers:
                response = client.get(address)
                answers[address] = response.status_code
                waiting += links_of(address, response)
    assert set(answers.values()) == {200}
    assert "/reviews/the-weir-still/" in answers
    for folder in ("/reviews/before/", "/films/after/", "/media/", "/static/fonts/"):
        assert [address for address in answers if address.startswith(folder)], folder


@contextmanager
def served(folder):
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def links_of(address, response):
    """The paths of links to the copy itself."""
    if response.headers["content-type"].startswith(("image", "font")):
        return
    for link in LINK.findall(response.text):
        url = urljoin(f"{COPY_URL}{address}", unescape("".join(link)).partition("#")[0])
        if url.startswith(f"{COPY_URL}/"):
            yield url.removeprefix(COPY_URL)


def test_a_page_names_its_original_and_what_needs_a_server_leads_there(exported):
    folder, _media = exported
    page = (folder / "reviews/the-weir-still/index.html").read_text()
    address = f"{SITE}/reviews/the-weir-still/"

    assert f'<link rel="canonical" href="{address}">' in page
    assert "This page is a copy, made on <time" in page
    assert f'href="{address}"' in page.partition("copy-note")[2]
    assert re.search(rf'href="{address}spoilers/\d+/[^"]+/page/" rel="nofollow"', " ".join(page.split()))
    assert f'href="{address}report/"' in page
    assert f'href="{SITE}/search/"' in page
    assert "data-spoiler=" not in page
    assert f'action="{SITE}/search/"' in (folder / "404.html").read_text()
    assert f"form-action 'self' {SITE};" in (folder / "_headers").read_text()
    feed = (folder / "feeds/reviews.atom").read_text()
    assert not re.search(rf"{SITE}/(?!reviews/[^/]+/spoilers/)", feed)


def test_former_addresses_and_what_is_gone_are_rules(exported):
    folder, _media = exported
    rules = (folder / "_redirects").read_text()
    assert "/films/the-dam/ /films/the-weir/ 301" in rules
    assert "redir /films/the-dam/ /films/the-weir/ 301" in (folder / ".foyer-export/Caddyfile").read_text()
    assert " /reviews/the-weir-still/ 301" in rules
    for old in ("/2016/still%C3%A9water", "/2016/still%C3%A9water/"):
        assert f"{old} /reviews/the-weir-still/ 301" in rules
    assert "/feed/ /feeds/reviews.rss 301" in rules
    assert not re.search(r"draft|[?]p=|/a;b", rules)
    assert "noindex" in (folder / f"_gone{gone_address(folder)}index.html").read_text()
    assert "X-Frame-Options: DENY" in (folder / "_headers").read_text()


@pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed")
def test_nginx_answers_by_the_rules(exported, tmp_path):
    folder, _media = exported
    own = f"listen 127.0.0.1:PORT; root {folder}; include {folder}/.foyer-export/nginx.conf;"
    with nginx(tmp_path, 0, http=f"server {{ {own} }}") as (port, _pid):
        answers = {
            address: httpx.get(f"http://127.0.0.1:{port}{address}")
            for address in ("/", "/films/the-dam/", gone_address(folder), "/nowhere/", "/_redirects", OLD)
        }
        feed = httpx.head(f"http://127.0.0.1:{port}/feeds/reviews.json")
    assert [answer.status_code for answer in answers.values()] == [200, 301, 410, 404, 404, 301]
    assert answers["/films/the-dam/"].headers["Location"].endswith("/films/the-weir/")
    assert "Taken down" in answers[gone_address(folder)].text
    assert "Nothing is showing here" in answers["/nowhere/"].text
    for answer in answers.values():
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert feed.headers["Content-Type"] == "application/feed+json; charset=utf-8"


def gone_address(folder):
    rules = (folder / "_redirects").read_text()
    return re.search(r"^(/reviews/[^/ ]+/) /_gone\1 410$", rules, re.MULTILINE)[1]


def test_a_second_export_writes_nothing(folder, capsys):
    before = {name: path.stat().st_mtime_ns for name, path in files(folder).items()}
    result = export(folder, capsys)

    assert (result["written"], result["deleted"]) == (0, 0)
    assert {name: path.stat().st_mtime_ns for name, path in files(folder).items()} == before


def test_what_was_taken_down_goes_and_what_others_put_there_stays(folder, capsys):
    (folder / "CNAME").write_text("copy.example.org")
    review = Edition.objects.live().get(review__slug="the-weir-still").review
    workflow.take_down(review, by=somebody("Moderator"), reason="An error.")
    result = export(folder, capsys)

    assert result["deleted"]
    assert not (folder / "reviews/the-weir-still").exists()
    assert (
        "/reviews/the-weir-still/ /_gone/reviews/the-weir-still/ 410" in (folder / "_redirects").read_text()
    )
    assert (folder / "CNAME").exists()


def test_an_export_that_was_killed_is_repaired(folder, capsys):
    """The manifest does not know yet of a page that was half a day old, nor of one that is gone since."""
    names = files(folder)
    manifest = json.loads(names[".foyer-export/manifest.json"].read_text())
    del manifest["about/index.html"]
    names[".foyer-export/manifest.json"].write_text(json.dumps(manifest))
    names["about/index.html"].write_text("older")
    (folder / "passing.html").write_text("gone since")
    (folder / ".foyer-export/journal").write_text("about/index.html\npassing.html\n")
    result = export(folder, capsys)

    assert (result["written"], result["deleted"]) == (1, 1)
    assert "This page is a copy" in names["about/index.html"].read_text()
    assert files(folder).keys() == names.keys()


def test_a_folder_of_somebody_else_is_refused(folder, tmp_path, capsys):
    (tmp_path / "other").mkdir()
    (tmp_path / "other/thesis.txt").write_text("words")
    with pytest.raises(CommandError, match="no export made it"):
        export(tmp_path / "other", capsys)
    with pytest.raises(CommandError, match=r"Not a directory: .*thesis.txt.*run it again"):
        export(tmp_path / "other/thesis.txt/site", capsys)

    (folder / "notes").mkdir()
    (folder / "notes/index.html").write_text("mine")
    Page.objects.create(title="Notes", slug="notes", text="Words.")
    with pytest.raises(CommandError, match=r"notes/index\.html was not written by an export"):
        export(folder, capsys)
    assert (folder / "notes/index.html").read_text() == "mine"


def test_a_site_that_would_not_answer_is_refused(tmp_path, settings):
    settings.ALLOWED_HOSTS = ["example.org"]
    with pytest.raises(CommandError, match="ALLOWED_HOSTS lacks localhost"):
        call_command("export_site", tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_broken_link_fails_and_is_named(folder, capsys):
    Page.objects.filter(slug="about").update(text="See [this](/films/no-such-film/).")
    with pytest.raises(CommandError, match="Broken links: 1"):
        export(folder, capsys, json=False)

    assert "Broken: /films/no-such-film/ in /about/: answered 404" in capsys.readouterr().out


def test_nothing_is_deleted_while_a_page_cannot_be_read(folder, capsys, monkeypatch):
    monkeypatch.setattr("reviewsite.pages.views.film_view", lambda film: 1 / 0)
    before = files(folder).keys()
    with pytest.raises(CommandError, match="Broken links"):
        export(folder, capsys)

    assert json.loads(capsys.readouterr().out)["unread"]
    assert files(folder).keys() == before


def test_spoilers_come_along_in_files_of_their_own(folder, capsys):
    export(folder, capsys, with_spoilers=True)
    spoiling = {name: path for name, path in files(folder).items() if words(path)}

    assert {kind for kind, (_word, where) in KINDS.items() if where == ON_REQUEST} <= set().union(
        *map(words, spoiling.values())
    )
    html = {name: path for name, path in spoiling.items() if name.endswith(".html")}
    assert all(re.match(r"reviews/[^/]+/spoilers/", name) for name in html)
    assert all('name="robots" content="noindex' in path.read_text() for path in html.values())
    assert "/reviews/:slug/spoilers/*\n" in (folder / "_headers").read_text()


def test_a_copy_for_the_sites_own_address_leaves_out_what_needs_a_server(folder, tmp_path, capsys):
    export(tmp_path / "own", capsys, site_url=SITE)
    page = (tmp_path / "own/reviews/the-weir-still/index.html").read_text()

    assert "/search/" not in page
    assert "/report/" not in page
    assert not re.search(r'(href|data-spoiler)="[^"]*/spoilers/', page)
    assert "<form" not in (tmp_path / "own/404.html").read_text().partition("<main")[2]


def test_the_summary_says_when_something_begins(folder, capsys):
    at = timezone.now().replace(microsecond=0) + timedelta(days=3)
    submission = submitted(document(FilmFactory(title="Later", slug="later")))
    workflow.approve(submission, digest=submission.revision.digest, moderator=somebody("Moderator"), at=at)
    assert next_change(timezone.now()) == at

    result = export(folder, capsys, dry_run=True)
    assert result["export_again_at"] == at.isoformat()
    assert not list(folder.glob("films/later"))
