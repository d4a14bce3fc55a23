import json
from dataclasses import asdict
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.http.request import split_domain_port, validate_host
from django.utils import timezone

from reviewsite import env
from reviewsite.pages.export.export import Export, Result
from reviewsite.pages.export.folder import Folder, NotOurs
from reviewsite.pages.export.moments import next_change
from reviewsite.pages.export.places import Copy


class Command(BaseCommand):
    help = (
        "Export the whole public site into DIR, as files that any static host can serve: pages, feeds, "
        "sitemaps, pictures, static files, 404.html; redirects, what is gone (410) and headers as _redirects "
        "and _headers (Netlify, Cloudflare Pages), and as .foyer-export/nginx.conf and Caddyfile to include. "
        "Search and reports lead to SITE_URL, and so do spoilers unless they come along; in a copy for "
        "SITE_URL itself they are left out. Each page says that it is a copy. Run it again: what has not "
        "changed is not written, what is gone is deleted, and files that no export wrote are left alone. "
        "Every link is checked. Exit status: 0, or 1 if a link is broken, a page could not be read or a file "
        "not written. The last line says when to export again, if anything begins or ends by the clock."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "folder", metavar="DIR", type=Path, help="an empty folder, or one of an earlier export"
        )
        parser.add_argument(
            "--site-url", metavar="URL", help="where the copy will be served (default: SITE_URL)"
        )
        parser.add_argument(
            "--with-spoilers", action="store_true", help="spoiler pages too, with noindex in them"
        )
        parser.add_argument("--dry-run", action="store_true", help="check every link, and write nothing")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *args, folder, site_url, with_spoilers, dry_run, json: bool, **options):
        now = timezone.now()
        target = Folder(folder, is_dry=dry_run)
        copy = Copy(settings.SITE_URL, _address(site_url), with_spoilers)
        _require_host()
        _require_static()
        try:
            with target.opened():
                result = Export(copy, target, now, self._progress).run()
        except NotOurs as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            reason = f"{error.strerror or error}: {error.filename or folder}"
            raise CommandError(f"{reason}. What was written stays; run it again after that.") from error
        (self._print_json if json else self._print)(result, target, next_change(now))
        if result.broken:
            raise CommandError(f"Broken links: {len(result.broken)}.")

    def _progress(self, addresses: int):
        if addresses % 100 == 0 and self.stderr.isatty():
            self.stderr.write(f"{addresses} addresses copied …")

    def _print_json(self, result: Result, folder: Folder, again):
        counts = {name: getattr(folder, name) for name in ("written", "unchanged", "deleted")}
        summary = asdict(result) | counts | {"export_again_at": again and again.isoformat()}
        self.stdout.write(json.dumps(summary, ensure_ascii=False, indent=2))

    def _print(self, result: Result, folder: Folder, again):
        for item in result.broken:
            self.stdout.write(
                f"Broken: {item.link} in {item.page or 'the list of first pages'}: {item.answer}"
            )
        if result.unread:
            self.stdout.write("Nothing was deleted, since not every page could be read.")
        self.stdout.write(
            f"{result.pages} pages, {result.assets} files, {result.redirects} redirects, {result.gone} gone: "
            f"{folder.written} written, {folder.unchanged} unchanged, {folder.deleted} deleted."
        )
        if again:
            self.stdout.write(f"Export again at {timezone.localtime(again).isoformat(timespec='minutes')}.")


def _address(site_url: str | None) -> str:
    try:
        return env.url("--site-url", site_url) if site_url else settings.SITE_URL
    except ImproperlyConfigured as error:
        raise CommandError(str(error)) from error


def _require_host():
    """Pages are asked for under SITE_URL."""
    host = split_domain_port(urlsplit(settings.SITE_URL).netloc)[0]
    if not validate_host(host, settings.ALLOWED_HOSTS):
        raise CommandError(f"ALLOWED_HOSTS lacks {host}, the host of SITE_URL: no page would answer.")


def _require_static():
    """Names with hashes are known only after collectstatic."""
    try:
        staticfiles_storage.url("css/site.css")
    except ValueError as error:
        raise CommandError("Run collectstatic first: static files have no names yet.") from error
