# shellcheck shell=sh
# The first person: a one-time link with which it becomes an operator.

# The gateway's answer; the admin token is passed on standard input, never in a command line.
as_admin() {
  printf 'header = "Authorization: Bearer %s"\n' "$BRIDGE_ADMIN_TOKEN" |
    curl -s --max-time 10 -K - "$@" 2>/dev/null
}

# Prints a new link, at the address of this machine; nothing if the gateway gives none.
operator_link() {
  code=$(as_admin -X POST "http://127.0.0.1:$BRIDGE_PORT/api/v1/operator-codes" |
    sed -n 's/.*"code":"\([0-9A-Z-]*\)".*/\1/p')
  [ -z "$code" ] || printf 'http://localhost:%s/#/welcome/%s\n' "$BRIDGE_PORT" "$code"
}

without_operator() {
  curl -s --max-time 10 "http://127.0.0.1:$BRIDGE_PORT/api/v1/session" 2>/dev/null | grep -q '"firstOperator":true'
}

# How to sign in, for the summary of "up".
say_sign_in() {
  if without_operator; then
    link=$(operator_link)
    if [ -n "$link" ]; then
      say "  Sign in         $link"
      say "                  creates the first operator: works once, for 4 hours; another: ./bridge operator-code"
      return
    fi
  fi
  say "  Sign in         with your e-mail address and password; a new operator: ./bridge operator-code"
}

operator_code() {
  link=$(operator_link)
  [ -n "$link" ] || die "The gateway gave no code." "Start it: ./bridge up   Checks: ./bridge doctor"
  ok "This link creates an operator. It works once, for 4 hours:"
  say "    $link"
}
