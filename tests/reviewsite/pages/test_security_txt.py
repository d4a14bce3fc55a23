"""/.well-known/security.txt (RFC 9116)."""

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured

from reviewsite import env
from reviewsite.pages.security_txt import PATH

pytestmark = pytest.mark.django_db


def test_there_is_none_unless_somebody_is_named(client, settings):
    settings.SECURITY_CONTACT = []
    assert client.get(f"/{PATH}").status_code == 404


def test_it_names_whom_to_write_to_and_never_ends(client, settings):
    settings.SECURITY_CONTACT = ["mailto:security@example.org", "https://example.org/faults/"]
    settings.SITE_URL = "https://example.org"
    with time_machine.travel("2026-11-30T20:00:00Z", tick=False):
        answer = client.get(f"/{PATH}")
    with time_machine.travel("2027-11-30T20:00:00Z", tick=False):
        later = client.get(f"/{PATH}")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.text.splitlines() == [
        "Contact: mailto:security@example.org",
        "Contact: https://example.org/faults/",
        "Expires: 2027-05-29T00:00:00Z",
        "Preferred-Languages: en",
        "Canonical: https://example.org/.well-known/security.txt",
    ]
    assert "Expires: 2028-05-28" in later.text, "nothing keeps it"


def test_contacts_are_addresses_of_mail_or_pages(monkeypatch):
    monkeypatch.setenv("SECURITY_CONTACT", "security@example.org, https://example.org/faults/")
    assert env.contacts("SECURITY_CONTACT") == ["mailto:security@example.org", "https://example.org/faults/"]
    for value in ("example.org", "http://example.org/", "mailto:a b@example.org"):
        monkeypatch.setenv("SECURITY_CONTACT", value)
        with pytest.raises(ImproperlyConfigured, match="expected security@"):
            env.contacts("SECURITY_CONTACT")
