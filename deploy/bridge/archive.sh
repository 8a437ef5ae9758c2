# shellcheck shell=sh
# What a broker lost is taken in again from the archive of raw webhooks.

replay_archive() {
  class_path || die "Nothing is built yet." "Build and start: ./bridge up"
  need_jdk
  exec "$JDK/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Xmx128m \
    -cp "$CLASSPATH_OF_SUITE" io.wabridge.suite.ReplayArchive "$@"
}
