# The service under a real systemd. Each "ok" is looked for by the test.
set -euo pipefail
ok() { echo "ok: $*"; }
unit=vip-router.service
drop_ins=/etc/systemd/system/$unit.d
show() { systemctl show -P "$1" "$unit"; }
# Bounded: a command is asked until it agrees.
await() {
  for ((i = 0; i < 600; i++)); do
    "$@" && return
    sleep 0.1
  done
  echo "waited in vain for: $*"
  return 1
}
trap 'echo "failed in line $LINENO"; systemctl status --no-pager $unit || true; cat /var/tmp/t/log || true' ERR

dpkg -i vip-router.deb >/dev/null
mkdir -p "$drop_ins"
cat >"$drop_ins/log.conf" <<'END'
[Unit]
# The little systemd here has no targets.
DefaultDependencies=no
Wants=
After=
[Service]
StandardOutput=append:/var/tmp/t/log
StandardError=append:/var/tmp/t/log
END
sed 's/:700[12]"/:0"/' /etc/vip-router/router.conf >conf
cat conf >/etc/vip-router/router.conf
systemctl daemon-reload

systemctl start $unit
[ "$(show ActiveState)" = active ]
await grep -q '\[routing:read-only] started: listening' log
! grep -i warning log
ok "starts, without a warning"
main=$(show MainPID)
[ "$(stat -c %U "/proc/$main")" = vip-router ]
grep -q '^CapEff:.*0000000000000000$' "/proc/$main/status"
grep -q '^CapBnd:.*0000000000000000$' "/proc/$main/status"
grep -q '^NoNewPrivs:.*1$' "/proc/$main/status"
ok "as its own user, without any right"
grep -qa -- "-XX:SharedArchiveFile=/var/cache/vip-router/classes-" "/proc/$main/cmdline"
ok "with a class archive from the first start on"

if [ "$(show Type)" = notify ]; then
  [ -n "$(show StatusText)" ]
  ok "tells its status"
fi

echo 'router.io-threads = many' >>/etc/vip-router/router.conf
! systemctl reload $unit 2>/dev/null
grep -q "router.io-threads: 'many' is not a whole number" log
[ "$(show MainPID)" = "$main" ] && [ "$(show ActiveState)" = active ]
ok "a reload with a faulty file fails and changes nothing"
cat conf >/etc/vip-router/router.conf
systemctl reload $unit
await grep -q SIGHUP log
[ "$(show MainPID)" = "$main" ]
ok "reloads"

: >log
kill -KILL "$main"
is() { [ "$(show "$1")" = "$2" ]; }
await is NRestarts 1
await is ActiveState active
[ "$(show MainPID)" != "$main" ]
await grep -q '\[routing:read-only\] started: listening' log
ok "is started again after a crash"

systemctl stop $unit
[ "$(show Result)" = success ] && [ "$(show ActiveState)" = inactive ]
grep -q 'stopped' log
ok "stops in order"

echo 'router.io-threads = many' >>/etc/vip-router/router.conf
: >log
! systemctl start $unit 2>/dev/null
await is ActiveState failed
is ExecMainStatus 2
is NRestarts 0
ok "is not started with a faulty file, and not tried again"
cat conf >/etc/vip-router/router.conf
systemctl reset-failed $unit

# The same rules around a program that becomes the owner of an address.
ip link add probe0 type veth peer name probe1
ip link set probe0 up
ip link set probe1 up
ip addr add 192.0.2.1/24 dev probe0
# Where the service may look.
mkdir -p /usr/share/probe/io/viprouter/launcher/packaging
cp "$TEST_CLASSES"/io/viprouter/launcher/packaging/OwnerProbe*.class /usr/share/probe/io/viprouter/launcher/packaging
chmod -R a+rX /usr/share/probe
cat >"$drop_ins/probe.conf" <<END
[Service]
Type=oneshot
Restart=no
ExecStartPre=
ExecReload=
ExecStart=
ExecStart=/usr/bin/java -Djna.tmpdir=/var/cache/vip-router -cp /usr/share/vip-router/router-launcher.jar:/usr/share/probe io.viprouter.launcher.packaging.OwnerProbe probe0 192.0.2.20/24
END
systemctl daemon-reload
! systemctl start $unit 2>/dev/null
grep -q 'probe: .*CAP_NET_RAW.*CAP_NET_ADMIN' log
ok "an address needs rights that the unit does not grant by itself"
ln -s /usr/share/vip-router/vrrp.conf "$drop_ins/"
systemctl daemon-reload
systemctl start $unit
grep -q 'probe: 192.0.2.20 is here' log
ok "and that the drop-in grants"
