from django.db import models
from django.utils.translation import gettext_lazy as _

from films.models import Film
from reviews.models.edition import Edition


class NamedFilm(models.Model):
    """A film that the text of an edition speaks of: its own, its franchises', or one that it names.

    Written beside the edition's `HiddenSentence` rows. A title that comes into the film record later is
    seen when the rows are written anew.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("film named in an edition")
        verbose_name_plural = _("films named in editions")
        constraints = [models.UniqueConstraint(fields=["edition", "film"], name="one_named_film_an_edition")]

    def __str__(self):
        return f"{self.edition_id} names {self.film_id}"
