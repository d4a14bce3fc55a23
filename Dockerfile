# The site, its worker and its timers (compose.yaml, docs/deploying.md). Nothing in here is written but what is mounted.
FROM python:3.11-slim-trixie AS packages
WORKDIR /srv/foyer
COPY requirements.txt requirements.lock ./
# Of the house's choice: django-storages[s3] for MEDIA_STORAGE, sentry-sdk for SENTRY_DSN
ARG PACKAGES=""
# hadolint ignore=SC2086
RUN python -m venv .venv \
    && .venv/bin/pip install --no-cache-dir -r requirements.txt -c requirements.lock ${PACKAGES}

FROM python:3.11-slim-trixie
# `backup` and `restore` need PostgreSQL's programs, of the server's version or a newer one.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/foyer
COPY --from=packages /srv/foyer/.venv .venv
COPY . .
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin foyer \
    && install -d -o foyer -g foyer media staticfiles /var/backups/foyer \
    && .venv/bin/python -m compileall -q -x '/\.venv/' .
USER 10001
ENV PATH=/srv/foyer/.venv/bin:$PATH PYTHONUNBUFFERED=1 HOST=0.0.0.0
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["script/serve"]
