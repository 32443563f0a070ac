printf 'signer %s\n' "$(cat "$2")" >signers
ssh-keygen -Y verify -f signers -I signer -n git -s signature.txt <payload
