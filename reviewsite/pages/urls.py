from django.urls import path

from reviewsite.pages import robots, search, security_txt, sitemaps, views

app_name = "pages"
urlpatterns = [
    path("films/", views.films, name="films"),
    path("films/<slug:slug>/", views.film, name="film"),
    path("people/<slug:slug>/", views.person, name="person"),
    path("characters/<slug:slug>/", views.character, name="character"),
    path("franchises/", views.franchises, name="franchises"),
    path("franchises/<slug:slug>/", views.franchise, name="franchise"),
    path("genres/<slug:slug>/", views.genre, name="genre"),
    path("search/", search.search, name="search"),
    path("sitemap.xml", sitemaps.index, name="sitemaps"),
    path("sitemap-<slug:section>-<number:number>.xml", sitemaps.sitemap, name="sitemap"),
    path("robots.txt", robots.robots, name="robots"),
    path("llms.txt", robots.llms, name="llms"),
    path(security_txt.PATH, security_txt.security_txt, name="security_txt"),
    path("<slug:slug>/", views.page, name="page"),  # last: it matches any slug
]
