# shellcheck shell=sh
# Processes archived raw webhooks again, after the broker lost its data.

replay_archive() {
  class_path || die "There is no build." "Build and start: ./bridge up"
  need_jdk
  exec "$JDK/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Xmx128m \
    -cp "$CLASSPATH_OF_SUITE" io.wabridge.suite.ReplayArchive "$@"
}
