# The dashboard as a server for others: pages, data API and health, without a shell user's rights and with a root that
# cannot be written. What it keeps is in object storage (UPTAKE_STORE); its local copy may be lost at any time.
#
#     docker build -t uptake . && docker run --read-only --tmpfs /tmp -v cache:/cache -p 8501:8501 -e UPTAKE_STORE=… uptake

FROM python:3.13-slim AS packages
WORKDIR /build
COPY requirements.lock .
RUN python -m venv /opt/uptake \
    && /opt/uptake/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin uptake \
    && install -d -o uptake -g uptake -m 700 /cache
COPY --from=packages /opt/uptake /opt/uptake
WORKDIR /srv/uptake
COPY dashboard.py ./
COPY .streamlit/config.toml .streamlit/config.toml
COPY charts charts
COPY data/examples data/examples
COPY data/reference data/reference
COPY decks decks
COPY disclosure disclosure
COPY frame frame
COPY loaders loaders
COPY measures measures
COPY packs packs
COPY pages pages
COPY service service
COPY store store
COPY terminal terminal
ENV PATH=/opt/uptake/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/tmp \
    UPTAKE_CACHE=/cache \
    UPTAKE_LOG=json
USER 10001
VOLUME /cache
EXPOSE 8501
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8501/readyz', timeout=2)"]
# allowedHosts and who may see what are set where it is run: docs/operations.md.
CMD ["streamlit", "run", "frame/serving.py", "--server.address=0.0.0.0", "--server.port=8501", "--server.headless=true"]
