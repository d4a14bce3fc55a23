"""Inlines of one app for the ModelAdmin of another, which must not import it."""

from cast.admin import CreditInline


class FilmCreditInline(CreditInline):
    fk_name = "film"
