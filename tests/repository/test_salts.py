"""What was signed or named by a hash before code moved is still known after."""

from reviews import spoiler_reports
from reviews.models import preview
from reviews.rendering.social_card import storage
from reviewsite.desk.accounts import models as accounts


def test_salts_stay_when_their_modules_are_renamed():
    assert storage.SALT == "reviews.cardpicture"
    assert spoiler_reports.SALT == "reviews.reporting"
    assert preview._signer.salt == "foyer.preview-link"
    assert accounts.SALT == "accounts.login"
    assert accounts._signer.salt == "accounts.invitation"
