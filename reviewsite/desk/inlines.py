"""Inlines of one app on the form of another, put together at the top of the house."""

from cast.admin import CreditInline


class FilmCreditInline(CreditInline):
    fk_name = "film"
