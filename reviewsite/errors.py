"""Public error pages. (500.html needs no view.)"""

from pagecache import respond


def not_found(request, exception):
    return respond.page("404.html", {}, status=404)
