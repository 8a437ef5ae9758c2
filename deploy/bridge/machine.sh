# shellcheck shell=sh
# Prerequisites: JDK 25, Maven, curl; found, otherwise installed if that is permitted.

jdk_version() { sed -n 's/^JAVA_VERSION="\([^"]*\)".*/\1/p' "$1/release" 2>/dev/null; }

is_jdk25() {
  [ -x "$1/bin/javac" ] || return 1
  case "$(jdk_version "$1")" in 25 | 25.* | 25-* | 25+*) return 0 ;; *) return 1 ;; esac
}

# Sets JDK to the directory of a JDK 25.
find_jdk() {
  JDK=''
  on_path=$(command -v javac 2>/dev/null) && on_path=$(readlink -f "$on_path" 2>/dev/null)
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /usr/java/* /opt/java/* "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home "${on_path%/bin/javac}"; do
    if [ -n "$home" ] && is_jdk25 "$home"; then
      JDK=$home
      return 0
    fi
  done
  return 1
}

need_jdk() {
  if ! find_jdk; then
    if package_exists openjdk-25-jdk-headless && may_install; then
      install_packages openjdk-25-jdk-headless
    fi
    find_jdk || die "No JDK 25 was found (JAVA_HOME, /usr/lib/jvm, PATH)." \
      "Install one, for example Temurin 25, then: export JAVA_HOME=/path/to/jdk-25"
  fi
  export JAVA_HOME="$JDK"
  # suppresses an older Maven's warnings about itself on JDK 25
  export MAVEN_OPTS="${MAVEN_OPTS:---sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED}"
}

need_tool() {
  command -v "$1" >/dev/null 2>&1 && return 0
  if package_exists "$2" && may_install; then
    install_packages "$2"
  fi
  command -v "$1" >/dev/null 2>&1 || die "The command $1 was not found." "Install it: $(install_hint "$2")"
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
  command -v apt-get >/dev/null 2>&1 || return 1
  [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null
}

package_exists() {
  command -v apt-cache >/dev/null 2>&1 && apt-cache show "$1" >/dev/null 2>&1
}

install_hint() {
  if command -v apt-get >/dev/null 2>&1; then
    printf 'sudo apt-get install -y %s' "$*"
  elif command -v brew >/dev/null 2>&1; then
    printf 'brew install %s' "$(printf '%s' "$*" | sed 's/rabbitmq-server/rabbitmq/; s/redis-server/redis/')"
  else
    printf 'install %s with the package manager of this system' "$*"
  fi
}

# Installs packages without starting their system services.
install_packages() {
  say "  Installing $* (log: $(short "$BRIDGE_HOME/install.log"))."
  policy=/usr/sbin/policy-rc.d
  placed=''
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null && as_root chmod 755 "$policy" && placed=yes
  fi
  apt "$@" || { as_root apt-get -o DPkg::Lock::Timeout=300 update >>"$BRIDGE_HOME/install.log" 2>&1 && apt "$@"; }
  outcome=$?
  [ -z "$placed" ] || as_root rm -f "$policy"
  if [ -d /run/systemd/system ]; then
    for package in "$@"; do
      case "$package" in
        rabbitmq-server) as_root systemctl disable --now rabbitmq-server epmd.socket epmd ;;
        redis-server | postgresql | prometheus | prometheus-alertmanager) as_root systemctl disable --now "$package" ;;
      esac >>"$BRIDGE_HOME/install.log" 2>&1
    done
  fi
  if [ "$outcome" -ne 0 ]; then
    show_log "$BRIDGE_HOME/install.log"
    die "The installation of $* failed." "Install them manually: $(install_hint "$*")"
  fi
}

apt() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y \
    --no-install-recommends "$@" >>"$BRIDGE_HOME/install.log" 2>&1
}

docker_answers() { command -v docker >/dev/null 2>&1 && docker info >/dev/null 2>&1; }

# The HTTP status; 000 without an answer. More curl options may follow the address.
http_status() {
  curl -s -o /dev/null -m 3 -w '%{http_code}' "$@" 2>/dev/null
}

healthy() { [ "$(http_status "http://127.0.0.1:$1/actuator/health")" = 200 ]; }
