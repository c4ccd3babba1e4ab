#!/bin/bash
# SPDX-License-Identifier: MIT
# Installs into an empty folder, builds a program against what stands there, runs it, and takes everything away again.
# usage: check-install.sh BUILD
set -u
build=$(realpath "${1:?usage: check-install.sh BUILD}")
cd "$(dirname "$0")/.." || exit 2
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
test -e "$build/libdragoman.so" || { echo "skip install: there is no shared library"; exit 0; }
case $(cat "$build/flags" 2>/dev/null) in
*-fsanitize*) echo "skip install: sanitizers are not installed"; exit 0 ;;
esac

tell() { # NAME STATUS REASON
    if [ "$2" = 0 ]; then echo "ok install/$1"; else echo "not ok install/$1: $3"; fi
}

make -s BUILD="$build" PREFIX=/usr DESTDIR="$root" install >"$root/log" 2>&1
tell "make install" $? "$(tail -n 2 "$root/log" | tr '\n' ' ')"

for file in bin/dragoman lib/libdragoman.a lib/libdragoman.so include/dragoman.h lib/pkgconfig/dragoman.pc \
    share/man/man1/dragoman.1 share/bash-completion/completions/dragoman share/dragoman/data share/dragoman/LICENSE; do
    test -e "$root/usr/$file"
    tell "$file" $? "was not installed"
done

cp examples/count.c "$root/count.c"
export PKG_CONFIG_PATH=$root/usr/lib/pkgconfig PKG_CONFIG_SYSROOT_DIR=$root
# shellcheck disable=SC2046  # flags are split on purpose
${CC:-cc} -o "$root/count" "$root/count.c" $(pkg-config --cflags --libs dragoman) >"$root/log" 2>&1
tell "a program builds with pkg-config" $? "$(head -n 2 "$root/log" | tr '\n' ' ')"

told=$(cd / && LD_LIBRARY_PATH=$root/usr/lib DRAGOMAN_DATA=$root/usr/share/dragoman/data \
    DRAGOMAN_MODELS=$root/usr/share/dragoman/models "$root/count" "$OLDPWD/examples/talks/0218-meridian-riyadh.txt" 2>&1)
case $told in *CONSULT*) true ;; *) false ;; esac
tell "and reads a report" $? "$(printf '%s' "$told" | tail -n 2)"

(cd / && env -u DRAGOMAN_DATA -u DRAGOMAN_MODELS "$root/usr/bin/dragoman" code -f tsv "$OLDPWD/examples/talks/0218-meridian-riyadh.txt") >"$root/out" 2>"$root/log"
tell "the program finds its data" $? "$(head -n 1 "$root/log")"

make -s BUILD="$build" PREFIX=/usr DESTDIR="$root" uninstall >"$root/log" 2>&1
left=$(find "$root/usr" -type f -o -type l | head -n 3 | tr '\n' ' ')
[ -z "$left" ]
tell "make uninstall leaves nothing" $? "$left"
