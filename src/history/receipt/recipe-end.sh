echo "path ${path#./}"
sha256sum record
