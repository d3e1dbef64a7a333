#!/bin/sh
# All tests, or those named; the environment is there already.
set -eu

found=
for name in ${CHROMIUM:-chromium chromium-browser google-chrome google-chrome-stable}; do
    found=${found:-$(command -v "$name" || true)}
done
if [ -z "$found" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the browser tests …"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } \
        >/dev/null || echo "Chromium could not be installed." >&2
fi

# A real newsroom's settings have no place in its tests.
exec env -u DATABASE_URL -u DEBUG -u HTTPS -u ALLOWED_HOSTS -u SECRET_KEY -u TIME_ZONE \
    .venv/bin/python -m pytest -n auto "$@"
