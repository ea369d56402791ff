# The image of the web, the worker and the sweep alike; docker-compose.yml says what each of them runs.
FROM python:3.13-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PATH=/opt/desk/bin:$PATH TRACKER_DATA_DIR=/data

# An account without a password or a shell; its number is fixed so that the volume's owner stays the same.
RUN useradd --no-create-home --uid 10001 --home-dir /srv/desk --shell /usr/sbin/nologin desk \
    && install --directory --owner desk --group desk /data

WORKDIR /srv/desk
# The lock first: as long as it stays the same, so does this layer.
COPY requirements.lock ./
RUN python -m venv /opt/desk \
    && /opt/desk/bin/pip install --no-cache-dir --require-hashes --only-binary :all: --requirement requirements.lock
COPY manage.py LICENSE ./
COPY seeds ./seeds
COPY static ./static
COPY templates ./templates
COPY tracker ./tracker
RUN /opt/desk/bin/python -m compileall -q tracker

USER desk
VOLUME /data
EXPOSE 8000
CMD ["waitress-serve", "--listen=0.0.0.0:8000", "--threads=8", "--ident=", "tracker.wsgi:application"]
