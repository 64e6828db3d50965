# secret: as shown once; signature: the header X-Webhook-Signature; body.json: the body, byte for byte
case $secret in
  whsec_*) key=$(printf %s "${secret#whsec_}" | base64 -d | od -An -tx1 -v | tr -d ' \n') ;;
  *)       key=$(printf %s "$secret" | od -An -tx1 -v | tr -d ' \n') ;;
esac
expected="sha256=$(openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -hex < body.json | sed 's/.* //')"
[ "$signature" = "$expected" ]
