"""ModelAdmins that combine several apps: films with credits, accounts, leak warnings."""

from django.contrib import admin
from django.contrib.auth.models import User

from films.admin import FilmAdmin, FilmAliasInline
from films.models import Film
from reviewsite.desk.accounts.admin import AccountAdmin
from reviewsite.desk.inlines import FilmCreditInline
from reviewsite.desk.leak_warnings import MODELS, LeakWarningMixin

admin.site.unregister(Film)
admin.site.unregister(User)
admin.site.register(User, AccountAdmin)


@admin.register(Film)
class FilmWithCreditsAdmin(FilmAdmin):
    inlines = [*FilmAdmin.inlines[:-1], FilmCreditInline, FilmAliasInline]


for model in MODELS:
    registered = type(admin.site.get_model_admin(model))
    admin.site.unregister(model)
    admin.site.register(model, type(registered.__name__, (LeakWarningMixin, registered), {}))
