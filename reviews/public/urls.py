from django.urls import path, register_converter
from django.urls.converters import StringConverter

from reviews.public import feeds, views
from reviews.public.feed_formats import FORMATS
from reviews.public.reports import form as report_form


class FeedFormat(StringConverter):
    regex = "|".join(FORMATS)


register_converter(FeedFormat, "feed")

app_name = "reviews"
urlpatterns = [
    path("reviews/", views.review_list, name="list"),
    path("reviews/<slug:slug>/", views.review_detail, name="detail"),
    path("reviews/<slug:slug>/history/", views.history, name="history"),
    path("reviews/<slug:slug>/report/", report_form.report, name="report"),
    path("reviews/<slug:slug>/spoilers/", views.spoilers, name="spoilers"),
    path("reviews/<slug:slug>/spoilers/<number:number>/", views.parts, name="parts"),
    path("reviews/<slug:slug>/spoilers/<number:number>/<str:address>/", views.part, name="part"),
    path("reviews/<slug:slug>/spoilers/<number:number>/<str:address>/page/", views.opened, name="opened"),
    path("critics/<slug:slug>/", views.critic, name="critic"),
    path("feeds/reviews.<feed:form>", feeds.reviews, name="feed"),
    path("films/<slug:slug>/reviews.<feed:form>", feeds.film, name="film_feed"),
    path("franchises/<slug:slug>/reviews.<feed:form>", feeds.franchise, name="franchise_feed"),
    path("critics/<slug:slug>/reviews.<feed:form>", feeds.critic, name="critic_feed"),
]
