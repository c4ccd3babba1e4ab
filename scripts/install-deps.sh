#!/bin/sh
# SPDX-License-Identifier: MIT
# Installs the Debian packages that Dragoman needs and that are missing, saying which. Does nothing when all are there.
# Where it may not install, it prints the command to give and fails.
# usage: install-deps.sh [page]      page: what the tests of the page need instead (node, npm, chromium), wherever they come from
set -u

packages="build-essential pkg-config libjson-c-dev libutf8proc-dev libsqlite3-dev libcurl4-openssl-dev libxml2-dev libevent-dev zlib1g-dev libzstd-dev libcmocka-dev curl"

# A system without dpkg: trust a compiler that finds the headers.
if [ "${1:-}" != page ] && ! command -v dpkg-query >/dev/null 2>&1; then
    printf '#include <json-c/json.h>\n#include <utf8proc.h>\n#include <sqlite3.h>\n#include <zstd.h>\n' | ${CC:-cc} -E - >/dev/null 2>&1 && exit 0
    echo "install-deps: this is no Debian; please install a C compiler, make, json-c, SQLite, zstd, utf8proc and cmocka" >&2
    exit 1
fi

missing=
if [ "${1:-}" = page ]; then
    command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
    command -v node >/dev/null 2>&1 || missing="$missing nodejs"
    command -v npm >/dev/null 2>&1 || missing="$missing npm"
else
    for package in $packages; do
        case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) in
        *"ok installed"*) ;;
        *) missing="$missing $package" ;;
        esac
    done
fi
[ -z "$missing" ] && exit 0

if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    echo "install-deps: missing:$missing" >&2
    echo "install-deps: may not install them from here; please run:" >&2
    echo "    sudo apt-get install --no-install-recommends$missing" >&2
    exit 1
fi

echo "install-deps: installing$missing"
install() {
    # shellcheck disable=SC2086  # the lists are meant to be split
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing </dev/null >/dev/null
}
install 2>/dev/null || { $as_root apt-get update -qq </dev/null && install; } || {
    echo "install-deps: apt-get failed; please run: sudo apt-get update && sudo apt-get install$missing" >&2
    exit 1
}
