echo "commit $(id commit commit)"
