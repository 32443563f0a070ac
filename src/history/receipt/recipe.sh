set -eu
csplit -s -z -f part- "$1" '/^== /' '{*}'
id() { { printf '%s %s\0' "$1" "$(wc -c <"$2")"; cat "$2"; } | sha1sum | cut -c -40; }
hex() { od -An -v -tx1 | tr -d ' \n'; }
link='' path='' last=begin
for part in part-*; do
  read -r mark kind mode name <"$part" || continue
  [ "$mark" = '==' ] || continue
  case $last-$kind in
    begin-record|record-tree|tree-tree|tree-commit|commit-signature|signature-rest) last=$kind ;;
    *) echo "WRONG: $part"; exit 1 ;;
  esac
  tail -n +2 "$part" >"$kind.txt"
  [ "$kind" = signature ] || base64 -d "$kind.txt" >"$kind"
  case $kind in
    record) link=$(printf '%s %s\0' "$mode" "$name" | hex)$(id blob record) path=$name ;;
    tree)
      case $(hex <tree) in *"$link"*) ;; *) echo "WRONG: $part"; exit 1 ;; esac
      link=$(printf '%s %s\0' "$mode" "$name" | hex)$(id tree tree) path=$name/$path ;;
  esac
done
[ "$(head -n 1 commit)" = "tree $(id tree tree)" ] || { echo "WRONG: commit"; exit 1; }
