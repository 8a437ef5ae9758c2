#!/bin/sh
# The keys come from the same variables that SeaweedFS reads.
set -eu
: "${AWS_ACCESS_KEY_ID:?}" "${AWS_SECRET_ACCESS_KEY:?}"
mkdir -p /data/objects
umask 077
cat >/tmp/s3proxy.conf <<CONF
s3proxy.endpoint=http://0.0.0.0:8333
s3proxy.authorization=aws-v2-or-v4
s3proxy.identity=$AWS_ACCESS_KEY_ID
s3proxy.credential=$AWS_SECRET_ACCESS_KEY
jclouds.provider=filesystem-nio2
jclouds.filesystem.basedir=/data/objects
CONF
unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY
exec java -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar /opt/s3proxy.jar --properties /tmp/s3proxy.conf
