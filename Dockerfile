# The image of web, worker and beat; the embedded servers are not in it.

FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /venv
COPY requirements.txt /tmp/requirements.txt
RUN /venv/bin/pip install --require-hashes -r /tmp/requirements.txt

FROM python:3.11-slim-bookworm
# Pango for the PDF; PostgreSQL's own pg_dump and pg_restore, as new as the server.
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 ca-certificates postgresql-common \
 && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y \
 && apt-get install -y --no-install-recommends postgresql-client-18 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin oia \
 && install -d -o oia -g oia -m 0750 /data /data/var /data/files /backups
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    OIA_VAR=/data/var OIA_FILES=/data/files STATIC_ROOT=/app/staticfiles
COPY --from=build /venv /venv
WORKDIR /app
COPY . /app
# Collecting needs the settings, not their secrets: these values exist in this one command only.
RUN DATABASE_URL=postgres://build@localhost/build REDIS_URL=redis://localhost \
    SECRET_KEY=build ALLOWED_HOSTS=build OIA_VAR=/tmp/build \
    python manage.py collectstatic --noinput --verbosity 0
USER oia
VOLUME ["/data"]
EXPOSE 8000
CMD ["gunicorn", "oia.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "sync", "--workers", "4", "--timeout", "60", "--max-requests", "2000", "--max-requests-jitter", "200", "--worker-tmp-dir", "/dev/shm", "--access-logfile", "-", "--logger-class", "oia.accesslog.Masked"]
