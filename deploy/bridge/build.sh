# shellcheck shell=sh
# Building the class path when sources changed, and keeping a copy that a later build cannot
# pull from under a running JVM.

# One number over every source file: right after a checkout, a move or a change of branch too.
fingerprint() {
  (cd "$ROOT" && find . \( -name target -o -name node_modules -o -name dist -o -name .git -o -name .bridge \) -prune -o \
    -type f \( -name pom.xml -o -path '*/src/*' -o -path './agent-portal/*' \) -exec cksum {} + | LC_ALL=C sort | cksum)
}

# What the metric bridge_build_info says.
commit() { git -C "$ROOT" rev-parse --short=12 HEAD 2>/dev/null || echo unknown; }

suite_jar() {
  for jar in "$1"/suite-*.jar; do
    case "$jar" in *-sources.jar | *-tests.jar | *-javadoc.jar) continue ;; esac
    [ ! -f "$jar" ] || { printf '%s\n' "$jar" && return 0; }
  done
  return 1
}

# Sets CLASSPATH_OF_SUITE; from the copy in use, or (before any start) from the build.
class_path() {
  for place in "$BRIDGE_HOME/app" "$ROOT/suite/target"; do
    if jar=$(suite_jar "$place"); then
      CLASSPATH_OF_SUITE="$jar:$place/lib/*"
      return 0
    fi
  done
  return 1
}

build() {
  built=$ROOT/.bridge/built
  print=$(fingerprint)
  if [ "$print" = "$(cat "$built" 2>/dev/null)" ] && suite_jar "$ROOT/suite/target" >/dev/null; then
    ok "The build is up to date."
    return 0
  fi
  need_tool mvn maven
  begun=$(now)
  log=$BRIDGE_HOME/build.log
  say "  Building with JDK $(jdk_version "$JDK") (log: $(short "$log"))."
  (cd "$ROOT" && exec mvn -B -DskipTests -Dbridge.commit="$(commit)" package) >"$log" 2>&1 </dev/null &
  maven=$!
  helpers=$maven
  while [ -n "$(birth "$maven")" ]; do
    counted=$(sed -n 's/^\[INFO\] Building .*\[\([0-9]*\)\/\([0-9]*\)\]$/module \1 of \2, /p' "$log" | tail -n 1)
    progress "Building: $counted$(since "$begun")"
    sleep 0.5
  done
  helpers=''
  if ! wait "$maven"; then
    wipe
    grep -E '^\[ERROR\]' "$log" | head -n 12 | cut -c1-240 | sed 's/^/      /' >&2
    die "The build failed." "Read $(short "$log")"
  fi
  mkdir -p "$ROOT/.bridge"
  printf '%s\n' "$print" >"$built"
  ok "Built in $(since "$begun")."
}

keep_copy() {
  jar=$(suite_jar "$ROOT/suite/target") || die "Nothing is built yet (suite/target has no jar)." "Build it: ./bridge up"
  rm -rf "$BRIDGE_HOME/app"
  mkdir -p "$BRIDGE_HOME/app/lib"
  cp "$jar" "$BRIDGE_HOME/app/" || die "The build could not be copied to $(short "$BRIDGE_HOME")."
  [ ! -d "$ROOT/suite/target/lib" ] || cp -R "$ROOT/suite/target/lib/." "$BRIDGE_HOME/app/lib/" ||
    die "The build could not be copied to $(short "$BRIDGE_HOME")."
}
