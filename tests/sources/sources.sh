#!/bin/bash
# SPDX-License-Identifier: MIT
# Malformed inputs of every kind: each is told of in a line of its own (or read as far as it goes), the run goes on to the good
# report behind it, nothing crashes, and the exit code tells. Files are made here, in WORK.
# usage: sources.sh PROGRAM WORK
set -u
program=$(realpath "${1:?usage: sources.sh PROGRAM WORK}")
mkdir -p "${2:?usage: sources.sh PROGRAM WORK}" && cd "$2" && rm -rf bad && mkdir bad || exit 2
good='The foreign ministers of Kenya and Uganda met in Nairobi on Monday and agreed to hold a second round of talks in March.'
page="<html><head><title>Talks</title></head><body><article><p>$good</p><p>$good It was told twice.</p></article></body></html>"
printf '{"id":"good","date":"2025-02-18","text":"%s"}\n' "$good" >good.jsonl
n=0

# told NAME: the bytes on stdin are a file that must bring a message that names it, and exit code 1.
# quiet NAME: they are read as far as they go; no message is asked for.
told() { cat >"bad/$1"; echo told >"bad/.$1"; }
quiet() { cat >"bad/$1"; echo quiet >"bad/.$1"; }
file() { local kind=$1 name=$2; shift 2; printf "$@" | $kind "$name"; }

# JSON lines
file told json-open.jsonl '{"text":"abc\n'
file told json-array.jsonl '[1,2,3]\n'
file told json-string.jsonl '"only words"\n'
file told json-number.jsonl '42\n'
file told json-null.jsonl 'null\n'
file told json-no-text.jsonl '{"id":"x"}\n'
file told json-text-number.jsonl '{"text":7}\n'
file told json-text-null.jsonl '{"text":null}\n'
file told json-text-list.jsonl '{"text":["a"]}\n'
file told json-two.jsonl '{"text":"a"}{"text":"b"}\n'
file told json-single-quotes.jsonl "{'text':'a'}\n"
file told json-comma.jsonl '{"text":"a",}\n'
file told json-bare.jsonl '{text:"a"}\n'
file told json-control.jsonl '{"text":"a\x01b"\n'
file told json-nul.jsonl '{"te\0xt":"a"}\n'
file told json-cut-escape.jsonl '{"text":"a\\u12"}\n'
file told json-rubbish.jsonl 'this is no JSON at all\n'
{ printf '%0.s[' $(seq 5000); echo; } | told json-deep.jsonl
{ printf '{"a":%.0s' $(seq 5000); echo; } | told json-deep-objects.jsonl
file quiet json-bad-date.jsonl '{"text":"Kenya met Uganda.","date":"the 40th"}\n'
file quiet json-empty-text.jsonl '{"text":""}\n'
file quiet json-lone-surrogate.jsonl '{"text":"a \\ud800 b"}\n'
file quiet json-same-key.jsonl '{"text":"a","text":"b"}\n'
# text
file quiet text-empty.txt ''
file quiet text-spaces.txt '  \n \t \n'
file quiet text-nul.txt 'Kenya\0met\0Uganda.\n'
file quiet text-latin1.txt 'The mayor of Besan\xe7on met the guests.\n'
file quiet text-bad-utf8.txt '\xff\xfe\xfd\xc0\xaf\xed\xa0\x80\xf5\x80\x80\x80\n'
file quiet text-utf16.txt '\xff\xfeK\0e\0n\0y\0a\0'
file quiet text-binary.txt '\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0'
file quiet text-controls.txt '\x1b[31mKenya\x1b[0m met \x07Uganda.\n'
head -c 200000 /dev/zero | tr '\0' 'a' | quiet text-one-word.txt
head -c 100000 /dev/zero | tr '\0' '(' | quiet text-brackets.txt
# packed
printf '%s' "$page" | gzip -c | head -c 60 | told gzip-cut.html.gz
printf '%s' "$good" | gzip -c | head -c 11 | told gzip-header-only.gz
file told gzip-rubbish.gz '\x1f\x8b\x08\x00rubbish that is no stream at all, and more of it'
printf '%s' "$page" | gzip -c | sed 's/^\(.\{30\}\)./\1\x00/' | head -c 90 | told gzip-damaged.gz
{ printf '%s' "$good" | gzip -c; printf 'rubbish behind'; } | quiet gzip-tail.gz
file told zstd-cut.zst '\x28\xb5\x2f\xfd\x24\x05'
file told zstd-rubbish.zst '\x28\xb5\x2f\xfd\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff'
printf '' | gzip -c | quiet gzip-empty.gz
# pages
file quiet page-empty.html '<html></html>'
file quiet page-cut.html '<html><head><title>Talks</title></head><body><article><p>The ministers of Ken'
file quiet page-no-article.html '<html><body><nav><a href="/">Home</a> <a href="/x">X</a></nav></body></html>'
file quiet page-script.html '<html><body><script>while(1){}</script><style>p{}</style></body></html>'
file quiet page-open-tag.html '<html><body><p class="a'
file quiet page-comment.html '<html><body><!-- never closed <p>Kenya met Uganda.</p>'
{ printf '<html><body>'; printf '<div>%.0s' $(seq 30000); printf '<p>%s</p>' "$good"; } | quiet page-deep.html
file quiet page-entities.html '<html><body><p>&#xFFFFFFFF; &#0; &nosuch; &amp Kenya met Uganda.</p></body></html>'
file quiet page-charset.html '<html><head><meta charset="utf-7"></head><body><p>+ADw-script+AD4- Kenya met Uganda.</p></body></html>'
file quiet page-nul.html '<html><body><p>Kenya\0 met Uganda.</p></body></html>'
# feeds
file quiet feed-cut.xml '<?xml version="1.0"?><rss version="2.0"><channel><item><title>Talks</title><descr'
file quiet feed-empty.xml '<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>'
file quiet feed-no-text.xml '<rss version="2.0"><channel><item></item><item><title></title></item></channel></rss>'
file quiet feed-bad-date.xml '<rss version="2.0"><channel><item><title>T</title><pubDate>never</pubDate><description>Kenya met Uganda.</description></item></channel></rss>'
file quiet feed-mixed-tags.xml '<rss version="2.0"><channel><item><title>T</description></title></item></channel></rss>'
file quiet feed-entity-bomb.xml '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;">]><rss version="2.0"><channel><item><title>&d;</title><description>&d;</description></item></channel></rss>'
file quiet feed-outer-entity.xml '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><title>T</title><description>&f;</description></item></channel></rss>'
# tables
file told table-short-row.csv 'id,date,source,text\n1\n'
file quiet table-open-quote.csv 'id,date,text\n1,2025-02-18,"Kenya met Uganda\n2,2025-02-19,x\n'
file quiet table-header-only.csv 'id,date,source,title,text\n'
file quiet table-many-columns.csv 'id,text\n1,a,b,c,d,e,f,g,h,i,j\n'
file quiet table-nul.csv 'id,text\n1,Kenya\0met\n'
file told table-no-text.csv 'id,date,source,title,text\n1,2025-02-18,The Lantern,Talks,\n'
# WARC
file told warc-length.warc 'WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999999999\r\n\r\nx'
file told warc-negative.warc 'WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -1\r\n\r\nx'
file told warc-no-length.warc 'WARC/1.0\r\nWARC-Type: response\r\n\r\nx'
file told warc-cut.warc 'WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 5000\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<html>'
file told warc-no-header.warc 'WARC/1.0\r\nnonsense without a colon\r\n'
file quiet warc-only-header.warc 'WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n'

tell() { # NAME STATUS REASON
    if [ "$2" = 0 ]; then echo "ok sources/$1"; else echo "not ok sources/$1: $3"; fi
}

for path in bad/*; do
    name=$(basename "$path")
    want=$(cat "bad/.$name")
    n=$((n + 1))
    timeout 60 "$program" code --no-progress "$path" good.jsonl >out 2>err
    code=$?
    grep -q '"id":"good"' out
    went_on=$?
    if [ $code -gt 3 ]; then tell "$name" 1 "ended with status $code"
    elif [ $went_on != 0 ]; then tell "$name" 1 "the run did not go on: $(head -n 1 err)"
    elif [ "$want" = told ] && [ $code != 1 ]; then tell "$name" 1 "exit code $code, not 1; $(head -n 1 err)"
    elif [ "$want" = told ] && ! grep -q "$name" err; then tell "$name" 1 "no message names it: $(head -n 1 err)"
    elif [ "$want" = quiet ] && [ $code != 0 ] && ! grep -q "$name" err; then tell "$name" 1 "exit code $code without a message"
    else tell "$name" 0
    fi
done
[ $n -ge 60 ]
tell "there are at least 60 of them" $? "only $n"

# All at once: as many files told of as one by one, and the good report at the end.
timeout 120 "$program" code --no-progress bad good.jsonl >out 2>err
[ $? = 1 ] && grep -q '"id":"good"' out && for path in bad/*; do
    name=$(basename "$path")
    [ "$(cat "bad/.$name")" = quiet ] || grep -q "$name" err || exit 9
done
tell "a folder of them" $? "$(tail -n 1 err)"

# And into a ledger.
rm -f s.db s.db-wal s.db-shm
timeout 120 "$program" ingest --db s.db bad good.jsonl >/dev/null 2>err
code=$?
[ $code = 1 ] && "$program" sql --db s.db -f csv "SELECT count(*) FROM document WHERE name = 'good'" | grep -q '^1'
tell "into a ledger" $? "exit code $code: $(tail -n 1 err)"
