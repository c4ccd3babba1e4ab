# Completion of dragoman's commands and options for bash.
_dragoman() {
  local word=${COMP_WORDS[COMP_CWORD]} last=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]} words
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "read code parse explain ingest watch ask timeline dyad calendar talks stories contradictions sql export serve eval check bench help version --help --version" -- "$word"))
    return
  fi
  case $command:$last in
    read:--format) COMPREPLY=($(compgen -W "jsonl tsv brief claims geojson ics" -- "$word")); return ;;
    read:--from) COMPREPLY=($(compgen -W "text jsonl" -- "$word")); return ;;
    read:--color) COMPREPLY=($(compgen -W "auto always never" -- "$word")); return ;;
    code:--from) COMPREPLY=($(compgen -W "text jsonl" -- "$word")); return ;;
    code:--format) COMPREPLY=($(compgen -W "jsonl tsv brief claims geojson ics" -- "$word")); return ;;
    code:--color) COMPREPLY=($(compgen -W "auto always never" -- "$word")); return ;;
    parse:--from) COMPREPLY=($(compgen -W "text jsonl" -- "$word")); return ;;
    explain:--color) COMPREPLY=($(compgen -W "auto always never" -- "$word")); return ;;
    ingest:--from) COMPREPLY=($(compgen -W "text jsonl" -- "$word")); return ;;
    ask:--format) COMPREPLY=($(compgen -W "table jsonl csv" -- "$word")); return ;;
    timeline:--format) COMPREPLY=($(compgen -W "table jsonl csv" -- "$word")); return ;;
    dyad:--format) COMPREPLY=($(compgen -W "table jsonl csv" -- "$word")); return ;;
    calendar:--format) COMPREPLY=($(compgen -W "table jsonl csv" -- "$word")); return ;;
    talks:--format) COMPREPLY=($(compgen -W "table jsonl csv" -- "$word")); return ;;
    stories:--format) COMPREPLY=($(compgen -W "table jsonl csv" -- "$word")); return ;;
    contradictions:--format) COMPREPLY=($(compgen -W "table jsonl csv" -- "$word")); return ;;
    sql:--format) COMPREPLY=($(compgen -W "table jsonl csv" -- "$word")); return ;;
    export:--format) COMPREPLY=($(compgen -W "gdelt-events gdelt-mentions icews polecat phoenix petrarch2 plover geojson ics graphml" -- "$word")); return ;;
    eval:--format) COMPREPLY=($(compgen -W "table jsonl csv" -- "$word")); return ;;
  esac
  case $command in
    read) words="--format --claims --date --source --from --with-text --with-predicates --actors --data --models --memory --color --help" ;;
    code) words="--from --format --threads --date --source --with-text --with-predicates --actors --data --models --memory --color --no-progress --help" ;;
    parse) words="--tokens --from --threads --data --models --memory --no-progress --help" ;;
    explain) words="--date --source --actors --data --models --memory --color --help" ;;
    ingest) words="--db --from --threads --date --source --actors --data --models --memory --no-progress --help" ;;
    watch) words="--db --every --once --articles --threads --source --actors --data --models --help" ;;
    ask) words="--db --between --with --actor --recipient --type --mode --about --status --place --said-by --outlet --words --least-reports --disputed --storyline --since --until --event --reports --limit --skip --format --help" ;;
    timeline) words="--db --between --with --actor --recipient --type --mode --about --status --place --said-by --outlet --words --least-reports --disputed --storyline --since --until --limit --skip --format --help" ;;
    dyad) words="--db --since --until --monthly --format --help" ;;
    calendar) words="--db --between --with --actor --recipient --type --mode --about --status --place --said-by --outlet --words --least-reports --disputed --storyline --since --until --limit --skip --format --help" ;;
    talks) words="--db --between --with --since --until --reports --agenda --limit --skip --format --help" ;;
    stories) words="--db --between --with --actor --recipient --type --mode --about --status --place --said-by --outlet --words --least-reports --disputed --storyline --since --until --limit --skip --format --help" ;;
    contradictions) words="--db --between --with --actor --recipient --type --mode --about --status --place --said-by --outlet --words --least-reports --disputed --storyline --since --until --limit --skip --format --help" ;;
    sql) words="--db --format --help" ;;
    export) words="--db --format --output --between --with --actor --recipient --type --mode --about --status --place --said-by --outlet --words --least-reports --disputed --storyline --since --until --event --limit --skip --data --help" ;;
    serve) words="--db --port --listen --token --threads --data --models --help" ;;
    eval) words="--db --corrections --format --help" ;;
    check) words="--data --models --help" ;;
    bench) words="--threads --actors --data --models --help" ;;
    help) words=" --help" ;;
    version) words="--help" ;;
  esac
  case $word in
    -*) COMPREPLY=($(compgen -W "$words" -- "$word")) ;;
    *) COMPREPLY=($(compgen -f -- "$word")) ;;
  esac
}
complete -o filenames -F _dragoman dragoman
