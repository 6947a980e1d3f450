# The collector of anonymous telemetry.
#
#   docker build -f deploy/docker/butler-telemetry.Dockerfile -t butler-telemetry .
#   docker run --read-only --cap-drop ALL --security-opt no-new-privileges -p 127.0.0.1:8340:8340 \
#       -v butler-telemetry:/var/lib/butler-telemetry butler-telemetry

FROM swift:6.3-bookworm AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends libmosquitto-dev libpq-dev libsqlite3-dev zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN swift build -c release --static-swift-stdlib --product butler-telemetry \
    && install -m 0755 "$(swift build -c release --static-swift-stdlib --show-bin-path)/butler-telemetry" /butler-telemetry

FROM debian:12-slim
LABEL org.opencontainers.image.title="butler-telemetry" \
      org.opencontainers.image.description="Collects anonymous telemetry and shows what it says." \
      org.opencontainers.image.licenses="MIT"
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates libpq5 libsqlite3-0 libstdc++6 \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --system --gid 10001 butler-telemetry \
    && useradd --system --uid 10001 --gid 10001 --no-create-home --home-dir /var/lib/butler-telemetry \
        --shell /usr/sbin/nologin butler-telemetry \
    && install -d -o 10001 -g 10001 -m 0700 /var/lib/butler-telemetry
COPY --from=build /butler-telemetry /usr/local/bin/butler-telemetry

# By number, so that an orchestrator can see that it is not root.
USER 10001:10001
WORKDIR /var/lib/butler-telemetry
# The database, the tombstones and the secrets. Losing the pepper orphans all that is stored.
VOLUME /var/lib/butler-telemetry
ENV BUTLER_TELEMETRY_DATA=/var/lib/butler-telemetry \
    BUTLER_TELEMETRY_LISTEN=0.0.0.0:8340
EXPOSE 8340
STOPSIGNAL SIGTERM
# Ready means that it can store a report, not only that it is alive.
HEALTHCHECK --interval=30s --timeout=10s --start-period=15s --retries=3 \
    CMD ["/usr/local/bin/butler-telemetry", "healthcheck", "--url", "http://127.0.0.1:8340"]
ENTRYPOINT ["/usr/local/bin/butler-telemetry"]
CMD ["serve"]
