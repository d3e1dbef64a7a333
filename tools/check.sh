#!/bin/sh
# Everything that is checked without running tests. Goes on after a fault; exits 1 if there was one.
set -u
unset DATABASE_URL DATABASE_URL_FILE DEBUG HTTPS

status=0
check() {
    name=$1
    shift
    if output=$("$@" 2>&1); then
        echo "ok      $name"
    else
        status=1
        echo "FAILED  $name"
        echo "$output"
    fi
}

python=.venv/bin/python
templates() {
    find templates -name '*.html' -exec .venv/bin/djade --target-version 6.1 --check {} +
}

check "style" $python -m ruff check --quiet
check "format" $python -m ruff format --check --quiet
check "types" $python -m mypy --no-error-summary
check "migrations" $python manage.py makemigrations --check --dry-run
check "settings for production" env HTTPS=yes $python manage.py check --deploy --fail-level WARNING
check "templates" templates
check "translations" $python -m newsroom.translations check
exit $status
