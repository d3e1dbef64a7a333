#!/bin/sh
# All tests, or those named; the environment is there already.
set -eu

found=
for name in ${CHROMIUM:-chromium chromium-browser google-chrome google-chrome-stable}; do
    found=${found:-$(command -v "$name" || true)}
done
missing=
[ -n "$found" ] || missing="$missing chromium"
[ -x /usr/sbin/nginx ] || command -v nginx >/dev/null || missing="$missing nginx"
[ -e /usr/lib/nginx/modules/ngx_http_brotli_static_module.so ] ||
    missing="$missing libnginx-mod-http-brotli-static"
command -v openssl >/dev/null || missing="$missing openssl"
if [ -n "$missing" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing for the tests:$missing …"
    # Offline, systemd is not asked to start nginx: the tests start their own.
    { apt-get update -qq && SYSTEMD_OFFLINE=1 DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq $missing; } \
        >/dev/null || echo "They could not be installed:$missing." >&2
fi

# The Nu Html Checker needs Java; where there is none, its test says so and is skipped.
pinned=requirements/nu/package-lock.json
if command -v java >/dev/null && command -v npm >/dev/null && ! cmp -s $pinned var/nu/package-lock.json; then
    mkdir -p var/nu
    cp requirements/nu/package*.json var/nu/
    npm ci --prefix var/nu --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null || {
        rm var/nu/package-lock.json
        echo "The Nu Html Checker could not be installed." >&2
    }
fi

# A real newsroom's settings have no place in its tests.
exec env -u DATABASE_URL -u DATABASE_URL_FILE -u DEBUG -u HTTPS -u ALLOWED_HOSTS -u SECRET_KEY \
    -u SECRET_KEY_FILE -u TIME_ZONE -u EMAIL_URL -u EMAIL_URL_FILE \
    .venv/bin/python -m pytest -n auto "$@"
