cat commit rest >payload
{ cat commit; printf gpgsig; while IFS= read -r line; do printf ' %s\n' "$line"; done <signature.txt; cat rest; } >object
echo "commit $(id commit object)"
