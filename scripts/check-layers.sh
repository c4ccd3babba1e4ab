#!/bin/bash
# SPDX-License-Identifier: MIT
# The house rules that a machine can check. One line a rule: "ok NAME" or "not ok NAME: reason".
# usage: check-layers.sh [BUILD]   (BUILD: where the libraries stand; without it their symbols are not looked at)
set -u
cd "$(dirname "$0")/.." || exit 2
build=${1:-}
cc=${CC:-cc}
stages="read token syntax actor time place event claim talks"

# report NAME FINDINGS: no findings is good.
report() {
    if [ -z "$2" ]; then
        echo "ok $1"
    else
        printf '%s\n' "$2" | head -n 12 | sed "s|^|not ok $1: |"
    fi
}

# Source text without comments and string literals, each line headed by file:line.
code() {
    awk '
        FNR == 1 { inside = 0 }
        {
            line = $0; out = ""
            while (length(line)) {
                if (inside) {
                    end = index(line, "*/")
                    if (!end) { line = ""; break }
                    line = substr(line, end + 2); inside = 0
                } else if (match(line, /"([^"\\]|\\.)*"|\047([^\047\\]|\\.)+\047|\/\*|\/\//)) {
                    out = out substr(line, 1, RSTART - 1)
                    found = substr(line, RSTART, RLENGTH)
                    line = substr(line, RSTART + RLENGTH)
                    if (found == "/*") inside = 1
                    else if (found == "//") line = ""
                    else out = out "\"\""
                } else { out = out line; line = "" }
            }
            if (out ~ /[^ \t]/) print FILENAME ":" FNR ": " out
        }' "$@"
}

# "from to" for every include of another folder of src/.
includes() {
    grep -HoE '^#include "[a-z_]+/' src/*/*.[ch] 2>/dev/null |
        sed -E 's|^src/([a-z_]+)/[^:]*:#include "([a-z_]+)/|\1 \2|' | awk '$1 != $2' | sort -u
}

edges=$(includes)

# allow FOLDER...: what a folder may include beside itself; prints the edges that are not allowed.
against() {
    folder=$1
    shift
    for to in $(printf '%s\n' "$edges" | awk -v f="$folder" '$1 == f { print $2 }'); do
        case " $* " in *" $to "*) ;; *) echo "$folder includes $to" ;; esac
    done
}

found=$(
    against base
    against record base
    against model base record
    against net base model
    for stage in $stages; do against "$stage" base record model net; done
    against write base record
    against store base record write story
    against story base record
    against source base record
    against export base record store
    against fetch base record source
    against serve base record store pipeline export write
    # shellcheck disable=SC2086
    against pipeline base record model write source $stages
)
report "layers: no stage includes another" "$found"

found=$(printf '%s\n' "$edges" | tsort 2>&1 >/dev/null | tr '\n' ' ')
report "layers: no cycle between folders" "$found"

found=$(
    for header in include/*.h src/*/*.h; do
        printf '#include "%s"\n' "${header#src/}" | sed 's|"include/|"|' |
            $cc -std=c17 -D_GNU_SOURCE -Iinclude -Isrc -fsyntax-only -x c - >/dev/null 2>&1 ||
            echo "$header does not compile alone"
    done
)
report "headers compile alone" "$found"

printf '#include <dragoman.h>\nint main() { return DGM_OK; }\n' |
    $cc -Iinclude -fsyntax-only -x c++ - >/dev/null 2>&1 || cxx="include/dragoman.h is no C++"
report "the public header is C++ too" "${cxx:-}"

banned='strcpy|strcat|sprintf|vsprintf|strtok|strtok_r|atoi|atol|atof|gets|gmtime|localtime|ctime|asctime|rand|alloca'
report "banned functions are absent" "$(code src/*/*.[ch] | grep -E "\b($banned) *\(")"

library=$(find src -name '*.[ch]' -not -path 'src/cli/*' | sort)
# shellcheck disable=SC2086
report "the library never prints or exits" \
    "$(code $library | grep -E '\b(printf|puts|putchar|perror|exit|_exit|quick_exit|abort|setlocale)\b *\(')"
# shellcheck disable=SC2086,SC2046
report "the library allocates in base/ only" \
    "$(code $(printf '%s\n' $library | grep -v '^src/base/') | grep -E '\b(malloc|calloc|realloc|strdup|strndup|asprintf)\b *\(')"

report "every source file names its licence" \
    "$(for f in src/*/*.[ch] include/*.h tests/*.c tests/*/*.c train/*.[ch] scripts/*.sh; do
        [ -e "$f" ] && { head -n 3 "$f" | grep -q 'SPDX-License-Identifier: MIT' || echo "$f"; }
    done)"

# The digest is that of web/build.mjs.
sources=$(cd web && { find src style -type f; printf '%s\n' build.mjs codes.tsv favicon.svg index.html package-lock.json tsconfig.json; } | LC_ALL=C sort)
# shellcheck disable=SC2086
report "web/dist is made from web/src" \
    "$(cd web && cat $sources | sha256sum | cut -d' ' -f1 | cmp -s - dist.sha256 || echo "it is older: run make web")"
packed=$(for f in web/dist/*; do gzip -9 -n -c "$f" | wc -c; done | awk '{ sum += $1 } END { print sum }')
report "the page is under 150 KiB packed" "$([ "$packed" -gt 0 ] && [ "$packed" -lt 153600 ] || echo "$packed bytes")"

if [ -n "$build" ] && [ -e "$build/libdragoman.so" ]; then
    symbols=$(nm -D --defined-only "$build/libdragoman.so" | awk 'NF == 3 { print $3 }')
    case $symbols in *__asan*) symbols=$(printf '%s\n' "$symbols" | grep -vE '^(__|_init|_fini)') ;; esac
    report "exported symbols begin with dgm_" "$(printf '%s\n' "$symbols" | grep -v '^dgm_')"
    declared=$(code include/dragoman.h | grep DGM_API | grep -oE '\bdgm_[a-z_0-9]+ *\(' | tr -d ' (' | sort -u)
    report "every declared function is exported" "$(comm -13 <(printf '%s\n' "$symbols" | sort -u) <(printf '%s\n' "$declared" | grep .))"
    # The one exception is the switch by which tests make an allocation fail.
    report "the library has no mutable globals" \
        "$(objdump -t "$build/libdragoman.a" 2>/dev/null |
            awk '$3 == "O" && $4 ~ /^\.(data|bss|tdata|tbss)/ && $4 !~ /rel\.ro/ { print $NF } $4 == "*COM*" { print $NF }' |
            grep -vE '^(__|fail_countdown$)')"
fi
