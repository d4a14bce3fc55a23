"""What is logged and mailed while a world full of spoilers is written, approved and read."""

import logging

import pytest
from django.core import mail

from tests.canaries.canaries import Answer, planted, walk


@pytest.mark.django_db
@pytest.mark.social_cards
def test_nothing_that_spoils_is_logged_or_mailed(client, caplog):
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.WARNING, logger="factory")  # the tests' own
    planted()
    walk(client)

    assert not Answer("", 0, caplog.text).words(), "nothing is logged"
    sent = "".join(str(message.message()) for message in mail.outbox)
    assert not Answer("", 0, sent).words(), "nothing is mailed"
