# docker build -t career-bot . && docker run -d --name career-bot --restart unless-stopped --env-file .env \
#   -v career-data:/data --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges career-bot
# /data holds what changes: the moderators' faq.yaml and the members' career.db. Mount the folder, never a single file
# of it: a save puts a new file in the place of the old one.
#
# A tag may mean another image tomorrow. `docker buildx imagetools inspect python:3.12-slim` prints the digest of today's:
# build with --build-arg PYTHON=python@sha256:… to get that one and no other.
ARG PYTHON=python:3.12-slim
FROM ${PYTHON}

ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app
COPY requirements.txt ./
RUN pip install --require-hashes --only-binary :all: --requirement requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
RUN pip install --no-deps --no-build-isolation . && useradd --uid 10001 --create-home bot

COPY knowledge knowledge
COPY --chown=bot faq.yaml /data/
RUN chown bot /data && chmod 700 /data

USER bot
VOLUME /data
ENV BOT_FAQ=/data/faq.yaml BOT_KNOWLEDGE=/app/knowledge BOT_DATABASE=/data/career.db \
    BOT_METRICS_PORT=9464 XDG_CACHE_HOME=/data/.cache
# It is well while it answers, its database does, and Discord was there in the last five minutes.
HEALTHCHECK --interval=60s --timeout=15s --start-period=60s CMD ["python", "-m", "bot", "health"]
# SIGTERM, which `docker stop` sends, ends it cleanly.
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
