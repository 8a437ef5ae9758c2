#!/bin/bash
# Fails if a secret is empty, short, common, or used twice; then nothing starts.
wrong=0
refuse() {
  echo "Refused: $1 $2. Write a new .env: mv .env .env.old && ./bridge env" >&2
  wrong=1
}
seen=' '
for name in $SECRETS; do
  value=${!name:-}
  if [ -z "$value" ]; then
    refuse "$name" "is empty"
  elif [ "${#value}" -lt 24 ]; then
    refuse "$name" "has fewer than 24 characters"
  elif [ "$(fold -w1 <<<"$value" | sort -u | wc -l)" -lt 8 ]; then
    refuse "$name" "repeats a few characters"
  elif [[ ${value,,} =~ (password|changeme|change-me|secret|example|guest|default|admin|12345678) ]]; then
    refuse "$name" "contains a common word"
  elif [[ $seen == *" $value "* ]]; then
    refuse "$name" "is the same as another secret"
  fi
  seen="$seen$value "
done
for name in $KEYS; do
  value=${!name:-}
  for key in ${value//,/ }; do
    bytes=$(base64 -d <<<"$key" 2>/dev/null | wc -c)
    [ "$bytes" -eq 32 ] || refuse "$name" "is not 32 bytes in Base64"
    different=$(base64 -d <<<"$key" 2>/dev/null | od -An -v -tx1 -w1 | sort -u | wc -l)
    [ "$different" -ge 8 ] || refuse "$name" "repeats a few bytes"
  done
  [ -n "$value" ] || refuse "$name" "is empty"
  [[ $seen != *" $value "* ]] || refuse "$name" "is the same as another secret"
  seen="$seen$value "
done
[ "$wrong" -eq 0 ] && echo "The secrets are valid."
exit "$wrong"
