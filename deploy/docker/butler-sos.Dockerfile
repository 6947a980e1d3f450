# The monitor of a Qlik Sense site.
#
#   docker build -f deploy/docker/butler-sos.Dockerfile -t butler-sos .
#   docker run --read-only --cap-drop ALL --security-opt no-new-privileges -p 9842:9842 \
#       -p 9996:9996/udp -p 9997:9997/udp \
#       -v "$PWD/production.yaml:/etc/butler-sos/production.yaml:ro" -v "$PWD/certificate:/etc/butler-sos/certificate:ro" \
#       -v butler-sos:/var/lib/butler-sos butler-sos
#
# Whether the container is healthy is asked on the port of dockerHealthCheck, which has to be switched on in the
# configuration; else say --no-healthcheck.

FROM swift:6.3-bookworm AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends libmosquitto-dev libpq-dev libsqlite3-dev zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN swift build -c release --static-swift-stdlib --product butler-sos \
    && install -m 0755 "$(swift build -c release --static-swift-stdlib --show-bin-path)/butler-sos" /butler-sos

FROM debian:12-slim
LABEL org.opencontainers.image.title="butler-sos" \
      org.opencontainers.image.description="Watches a Qlik Sense site and forwards what it sees." \
      org.opencontainers.image.licenses="MIT"
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates libmosquitto1 libpq5 libstdc++6 zlib1g \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --system --gid 10002 butler-sos \
    && useradd --system --uid 10002 --gid 10002 --no-create-home --home-dir /var/lib/butler-sos \
        --shell /usr/sbin/nologin butler-sos \
    && install -d -o 10002 -g 10002 -m 0700 /var/lib/butler-sos
COPY --from=build /butler-sos /usr/local/bin/butler-sos

# By number, so that an orchestrator can see that it is not root.
USER 10002:10002
WORKDIR /var/lib/butler-sos
# What must be remembered: the install secret, from which the ID is made, and what waits for a database that is down.
VOLUME /var/lib/butler-sos
ENV STATE_DIRECTORY=/var/lib/butler-sos
# Prometheus; log events; user events.
EXPOSE 9842 9996/udp 9997/udp
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=12s --timeout=12s --start-period=30s --retries=3 \
    CMD ["/usr/local/bin/butler-sos", "healthcheck", "-c", "/etc/butler-sos/production.yaml"]
ENTRYPOINT ["/usr/local/bin/butler-sos"]
CMD ["-c", "/etc/butler-sos/production.yaml"]
