# shellcheck shell=sh
# Builds the class path when sources changed, and copies it, so that a later build does not affect
# a running JVM.

# A checksum over all source files: also correct after a checkout, a move or a branch switch.
fingerprint() {
  (cd "$ROOT" && find . \( -name target -o -name node_modules -o -name dist -o -name .git -o -name .bridge \) -prune -o \
    -type f \( -name pom.xml -o -path '*/src/*' -o -path './agent-portal/*' \) -exec cksum {} + | LC_ALL=C sort | cksum)
}

# The value of the metric bridge_build_info.
commit() { git -C "$ROOT" rev-parse --short=12 HEAD 2>/dev/null || echo unknown; }

suite_jar() {
  for jar in "$1"/suite-*.jar; do
    case "$jar" in *-sources.jar | *-tests.jar | *-javadoc.jar) continue ;; esac
    [ ! -f "$jar" ] || { printf '%s\n' "$jar" && return 0; }
  done
  return 1
}

# Sets CLASSPATH_OF_SUITE, from the copy in use or (before the first start) from the build.
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
  jar=$(suite_jar "$ROOT/suite/target") || die "There is no build (suite/target has no jar)." "Build it: ./bridge up"
  # the same build is not copied again: the AOT cache is valid for exactly these files
  if [ -s "$BRIDGE_HOME/app/built" ] && cmp -s "$BRIDGE_HOME/app/built" "$ROOT/.bridge/built"; then return 0; fi
  rm -rf "$BRIDGE_HOME/app"
  mkdir -p "$BRIDGE_HOME/app/lib"
  cp "$jar" "$BRIDGE_HOME/app/" || die "The build could not be copied to $(short "$BRIDGE_HOME")."
  [ ! -d "$ROOT/suite/target/lib" ] || cp -R "$ROOT/suite/target/lib/." "$BRIDGE_HOME/app/lib/" ||
    die "The build could not be copied to $(short "$BRIDGE_HOME")."
  [ ! -f "$ROOT/.bridge/built" ] || cp "$ROOT/.bridge/built" "$BRIDGE_HOME/app/built"
}

# Starts the ten services once, without stores, so that Java records loaded and linked classes in an
# AOT cache; with it every service starts in half the time.
rehearse() {
  note=$BRIDGE_HOME/app/bridge.aot
  [ ! -s "$note" ] || return 0
  begun=$(now)
  rehearsal=$BRIDGE_HOME/rehearsal.log
  spare=$((BRIDGE_PORT + 40))
  # the gateway, the services, and the ports of absent stores
  (
    port=$spare
    for name in BRIDGE TENANT_SERVICE AUTH_SERVICE STATE_MANAGER WHATSAPP_WEBHOOK_SERVICE INBOUND_TRANSFORMER \
      GENESYS_API_SERVICE GENESYS_WEBHOOK_SERVICE OUTBOUND_TRANSFORMER WHATSAPP_API_SERVICE; do
      export "${name}_PORT=$port"
      port=$((port + 1))
    done
    export SPRING_RABBITMQ_PORT=$port SPRING_DATA_REDIS_PORT=$port \
      SPRING_DATASOURCE_URL="jdbc:postgresql://127.0.0.1:$port/rehearsal" BRIDGE_STORE_ENDPOINT="http://127.0.0.1:$port"
    export SPRING_FLYWAY_ENABLED=false SPRING_JPA_PROPERTIES_HIBERNATE_BOOT_ALLOW_JDBC_METADATA_ACCESS=false \
      SPRING_JPA_DATABASE_PLATFORM=org.hibernate.dialect.PostgreSQLDialect BRIDGE_SPOOL_DIRECTORY="$BRIDGE_HOME/rehearsal"
    exec "$JDK/bin/java" -XX:+UseSerialGC -Xss512k -Xmx512m -Xlog:aot=error -XX:AOTCacheOutput="$note" \
      -cp "$CLASSPATH_OF_SUITE" io.wabridge.suite.Suite --no-sandbox
  ) >"$rehearsal" 2>&1 </dev/null &
  helpers=$!
  while [ -n "$(birth "$helpers")" ]; do
    if grep -q 'services started in' "$rehearsal"; then
      for path in /actuator/health /actuator/prometheus; do
        port=$spare
        while [ "$port" -lt $((spare + 10)) ]; do
          http_status "http://127.0.0.1:$port$path" >/dev/null
          port=$((port + 1))
        done
      done
      kill -TERM "$helpers"
      break
    fi
    progress "Creating the AOT cache: $(since "$begun")"
    sleep 0.5
  done
  wait "$helpers"
  helpers=''
  rm -rf "$BRIDGE_HOME/rehearsal"
  if [ -s "$note" ]; then
    ok "AOT cache created in $(since "$begun"): services start faster with it."
  else
    warn "The AOT cache could not be created; services start without it (log: $(short "$rehearsal"))."
  fi
}

# The Java options for the AOT cache, if there is one.
rehearsed() {
  [ ! -s "$BRIDGE_HOME/app/bridge.aot" ] || printf '%s' "-Xlog:aot=error -Xlog:cds=error -XX:AOTCache=$BRIDGE_HOME/app/bridge.aot"
}
