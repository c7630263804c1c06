# The production image: one for web, worker and beat. Nothing runs as root.
FROM python:3.13-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/venv
COPY requirements.txt /tmp/requirements.txt
RUN /opt/venv/bin/pip install --require-hashes -r /tmp/requirements.txt \
    && /opt/venv/bin/python -m compileall -q /opt/venv
COPY . /app
WORKDIR /app
RUN SECRET_KEY=only-while-building DATABASE_URL=postgres:///none REDIS_URL=redis://none \
    STATIC_ROOT=/app/static-collected /opt/venv/bin/python manage.py collectstatic --noinput \
    && /opt/venv/bin/python -m compileall -q /app

FROM python:3.13-slim
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin mastery
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    STATIC_ROOT=/app/static-collected
USER mastery
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000", "--worker-class=gthread", \
     "--workers=2", "--threads=8", "--preload", "--worker-tmp-dir=/dev/shm", \
     "--logger-class=config.access_log.AccessLog", "--access-logfile=-", \
     "--access-logformat=%(m)s %(U)s %(s)s %(M)sms"]
