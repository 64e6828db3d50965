# secret: as shown once; id, timestamp, signature: the three headers; body.json: the body, byte for byte
[ $(( $(date +%s) - timestamp )) -le 300 ] || exit 1   # older than 5 minutes: a repetition by somebody else
case $secret in
  whsec_*) key=$(printf %s "${secret#whsec_}" | base64 -d | od -An -tx1 -v | tr -d ' \n') ;;
  *)       key=$(printf %s "$secret" | od -An -tx1 -v | tr -d ' \n') ;;
esac
expected="v1,$({ printf '%s.%s.' "$id" "$timestamp"; cat body.json; } |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | base64 -w0)"
case " $signature " in *" $expected "*) exit 0 ;; *) exit 1 ;; esac
