# docker build -t career-bot . && docker run -d --name career-bot --restart unless-stopped --env-file .env -v career-data:/data career-bot
# /data holds what changes: the moderators' faq.yaml and the members' career.db. Mount the folder, never a single file
# of it: a save puts a new file in the place of the old one.
FROM python:3.12-slim

ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY bot bot
RUN pip install --constraint constraints.txt . && useradd --create-home bot

COPY knowledge knowledge
COPY --chown=bot faq.yaml /data/
RUN chown bot /data

USER bot
VOLUME /data
ENV BOT_FAQ=/data/faq.yaml BOT_KNOWLEDGE=/app/knowledge BOT_DATABASE=/data/career.db
# SIGTERM, which `docker stop` sends, ends it cleanly.
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
