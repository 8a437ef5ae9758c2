#!/bin/sh
# Builds stand-ins of the public images from Debian packages, for a machine without access to an
# image registry: RabbitMQ 4.3, PostgreSQL 18, Redis 8 and Java 25 from Debian 14, and s3proxy.
# They are named local/…; deploy/compose/local-images.yaml selects them. Needs root (debootstrap
# creates a file system), docker and debootstrap.
#
#   deploy/images/local.sh            builds what is missing
#   deploy/images/local.sh --again    rebuilds all
#   deploy/images/local.sh --compose  only installs Debian's Docker Compose, if Docker has none
set -eu
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
ROOT=$(CDPATH='' cd -- "$HERE/../.." && pwd -P)
RELEASE=forky

say() { printf '  %s\n' "$*"; }
die() {
  printf '  %s\n' "$@" >&2
  exit 1
}

# this machine's own mirror
mirror() {
  cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | awk '
    /^deb / { for (i = 2; i <= NF; i++) if ($i ~ /^http/) { print $i; exit } }
    /^URIs:/ { print $2; exit }'
}

exists() { [ -z "$again" ] && docker image inspect "$1" >/dev/null 2>&1; }

# The file system of Debian 14 and nothing else.
base() {
  ! exists local/debian:14 || return 0
  command -v debootstrap >/dev/null || die "debootstrap is missing." "sudo apt-get install -y debootstrap"
  [ "$(id -u)" -eq 0 ] || die "debootstrap needs root." "sudo $0"
  say "local/debian:14 (debootstrap $RELEASE)"
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  # newer Debian releases use the same debootstrap script
  script=/usr/share/debootstrap/scripts/$RELEASE
  [ -e "$script" ] || script=/usr/share/debootstrap/scripts/sid
  debootstrap --variant=minbase "$RELEASE" "$work/root" "$(mirror)" "$script" >"$work/log" 2>&1 || {
    tail -n 5 "$work/log" >&2
    die "debootstrap failed."
  }
  rm -rf "$work"/root/var/cache/apt/archives/*.deb
  tar -C "$work/root" -c . | docker import --change 'CMD ["bash"]' - local/debian:14 >/dev/null
  rm -rf "$work"
  trap - EXIT
}

# image NAME FOLDER [FILE...]: builds the folder's Dockerfile, with additional files.
image() {
  ! exists "$1" || return 0
  say "$1"
  name=$1
  work=$(mktemp -d)
  mkdir "$work/context"
  cp "$HERE/$2"/* "$work/context/"
  shift 2
  for file in "$@"; do cp "$file" "$work/context/"; done
  if ! docker build -t "$name" "$work/context" >"$work/log" 2>&1; then
    tail -n 20 "$work/log" >&2
    rm -rf "$work"
    die "The image $name could not be built."
  fi
  rm -rf "$work"
}

s3proxy() {
  jar=$ROOT/.bridge/lib/s3proxy.jar
  [ -s "$jar" ] || die "s3proxy has not been downloaded yet." "./bridge stores up && ./bridge stores down"
  echo "$jar"
}

# Debian's Docker Compose 2, unpacked, not installed.
compose() {
  ! docker compose version >/dev/null 2>&1 || return 0
  plugins=${DOCKER_CONFIG:-$HOME/.docker}/cli-plugins
  say "docker compose, from Debian 13, in $plugins"
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  mkdir -p "$work/lists/partial" "$work/archives/partial" "$plugins"
  printf 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s trixie main\n' "$(mirror)" >"$work/sources.list"
  set -- -o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts=- \
    -o Dir::State::Lists="$work/lists" -o Dir::Cache="$work" -o APT::Sandbox::User=root
  apt-get "$@" -qq update
  (cd "$work" && apt-get "$@" -qq download docker-compose)
  dpkg-deb -x "$work"/docker-compose_*.deb "$work/unpacked"
  cp "$(find "$work/unpacked" -type f -name docker-compose -size +1M | head -n 1)" "$plugins/docker-compose"
  rm -rf "$work"
  trap - EXIT
}

again=''
case "${1:-}" in
  '') ;;
  --again) again=yes ;;
  --compose)
    compose
    exit
    ;;
  *) die "Unknown option: $1. See the first lines of $0." ;;
esac
docker info >/dev/null 2>&1 || die "Docker does not answer."
compose
base
image local/java:25 java
image local/rabbitmq:4.3 rabbitmq
image local/postgres:18 postgres
image local/redis:8 redis
image local/s3proxy:4 s3proxy "$(s3proxy)"
image local/observe:1 observe
docker image ls --format '  {{.Repository}}:{{.Tag}}  {{.Size}}' --filter reference='local/*' | sort
