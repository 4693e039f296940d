# The image of app, workers and one-shot services; `docker compose build` makes it (see compose.yaml).
# By itself it runs with its embedded records: docker run -p 127.0.0.1:3000:3000 -v langnghe:/data langnghe:0.1.0

FROM node:20.20.2-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No package needs its install script, so none gets to run.
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY scripts ./scripts
COPY src ./src
COPY console ./console
COPY widget ./widget
RUN node scripts/build.mjs

FROM node:20.20.2-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts

FROM node:20.20.2-bookworm-slim
LABEL org.opencontainers.image.title="Lắng nghe" \
      org.opencontainers.image.description="Self-hosted social listening and customer care, Vietnamese first" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.base.name="docker.io/library/node:20.20.2-bookworm-slim"

# Chromium and its fonts more than double the image, and only pages that need a browser and PDF reports use them.
ARG CHROMIUM=no
RUN case "$CHROMIUM" in \
      no) ;; \
      yes) apt-get update \
        && apt-get install --yes --no-install-recommends chromium fonts-noto-core \
        && rm -rf /var/lib/apt/lists/* ;; \
      *) echo "CHROMIUM is yes or no, not $CHROMIUM" >&2; exit 1 ;; \
    esac

# A new volume on /data takes over this owner.
RUN install --directory --owner=node --group=node --mode=0700 /data
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
COPY package.json ./
COPY --from=packages /app/node_modules ./node_modules
# Without src/ the launcher knows that there is nothing to install or build.
COPY bin ./bin
COPY dashboards ./dashboards
COPY deploy ./deploy
COPY --from=build /app/dist ./dist

# The user "node", by number, so that orchestrators can see that it isn't root. It may write to /data only.
USER 1000:1000
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=8s --start-period=60s --retries=3 \
  CMD ["node", "deploy/health.mjs"]
# Exec form: the program itself gets SIGTERM, finishes the running jobs and ends.
ENTRYPOINT ["node", "bin/langnghe.mjs"]
CMD ["start"]
