#!/bin/sh
# All tests, or those named; the environment is there already.
set -eu

has() {
    for name in "$@"; do
        ! command -v "$name" >/dev/null || return 0
    done
    return 1
}

install() {
    # Offline, systemd is not asked to start nginx: the tests start their own.
    SYSTEMD_OFFLINE=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$1" >/dev/null
}

missing=
# Any Chromium does; this one, without windows to draw, takes half the processor's time.
has ${CHROMIUM:-chromium-headless-shell} || missing="$missing chromium-headless-shell"
has php || missing="$missing php-cli"
[ -x /usr/sbin/nginx ] || command -v nginx >/dev/null || missing="$missing nginx"
[ -e /usr/lib/nginx/modules/ngx_http_brotli_static_module.so ] ||
    missing="$missing libnginx-mod-http-brotli-static"
command -v openssl >/dev/null || missing="$missing openssl"
if [ -n "$missing" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing for the tests:$missing …"
    apt-get update -qq >/dev/null || true
    for package in $missing; do
        install "$package" ||
            { [ "$package" = chromium-headless-shell ] && { has chromium || install chromium; }; } ||
            echo "It could not be installed: $package." >&2
    done
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
