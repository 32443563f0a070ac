mkdir -m 700 keys
gpg --homedir keys --quiet --import "$2"
gpg --homedir keys --verify signature.txt payload
