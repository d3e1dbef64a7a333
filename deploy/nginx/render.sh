#!/bin/sh
# Writes the nginx configuration: sh deploy/nginx/render.sh VALUES [FOLDER], by default /etc/nginx.
set -eu

values=$1
folder=${2:-/etc/nginx}

set -a
. "$(realpath "$values")"
set +a
script=$(env | sed -n 's/[&|\\]/\\&/g; s/^\(NEWSROOM_[A-Z0-9_]*\)=\(.*\)/s|${\1}|\2|g/p')

mkdir -p "$folder/conf.d" "$folder/newsroom"
folder=$(realpath "$folder")
rm -f "$folder/newsroom/brotli.conf"
cd "$(dirname "$0")"
for file in newsroom.conf newsroom/*.conf; do
    case $file in
        newsroom.conf) target=$folder/conf.d/newsroom.conf ;;
        newsroom/brotli.conf) [ "$NEWSROOM_BROTLI" = yes ] || continue; target=$folder/$file ;;
        *) target=$folder/$file ;;
    esac
    sed "$script" "$file" >"$target"
    if grep -n '\${NEWSROOM_' "$target"; then
        echo "$values has no such value." >&2
        exit 1
    fi
done
