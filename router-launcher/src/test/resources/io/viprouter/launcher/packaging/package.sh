# Installation, upgrade, removal and purge, as apt does them. Each "ok" is looked for by the test.
set -euo pipefail
trap 'echo "failed in line $LINENO: $BASH_COMMAND"' ERR
ok() { echo "ok: $*"; }
apt() { apt-get -y -qq --no-install-recommends "$@" </dev/null >apt.log 2>&1 || { cat apt.log; return 1; }; }

# Its index takes long and nobody reads it.
rm -f /var/lib/man-db/auto-update

apt install ./vip-router.deb
getent passwd vip-router | grep -q ':/var/lib/vip-router:/usr/sbin/nologin$'
ok user
[ "$(stat -c '%U:%G %a' /etc/vip-router/router.conf)" = "root:vip-router 640" ]
ok "configuration is not for everybody"
setpriv --reuid=vip-router --regid=vip-router --clear-groups \
  vip-router -c /etc/vip-router/router.conf --check >check 2>&1
[ ! -s check ]
ok "example is fine, and its check is silent"
vip-router --version | grep -q '^VIP Router '
ok program
[ "$(systemctl is-enabled vip-router 2>/dev/null || true)" = disabled ]
ok "not enabled"
systemd-analyze verify --man=yes /lib/systemd/system/vip-router.service >verify 2>&1
[ ! -s verify ]
ok "unit is fine"
mkdir -p /etc/systemd/system/vip-router.service.d
ln -s /usr/share/vip-router/vrrp.conf /etc/systemd/system/vip-router.service.d/
systemd-analyze verify --man=yes vip-router.service >verify 2>&1
[ ! -s verify ]
ok "unit with virtual addresses is fine"

JAVA_HOME=/nowhere vip-router --version 2>error && exit 1
grep -q "JAVA_HOME=/nowhere: no Java 17 or later is there" error
ok "a wrong JVM is told"

# A class archive by hand, and a start that uses it.
mkdir -p /var/cache/vip-router
/usr/lib/vip-router/make-class-archive
[ -s "$(vip-router --class-archive)" ]
ok archive
before=$(stat -c '%i' "$(vip-router --class-archive)")
/usr/lib/vip-router/make-class-archive
[ "$before" = "$(stat -c '%i' "$(vip-router --class-archive)")" ]
[ "$(ls /var/cache/vip-router)" = "$(basename "$(vip-router --class-archive)")" ]
ok "archive is made once, and nothing else is left"
vip-router -c /etc/vip-router/router.conf --check >check 2>&1
[ ! -s check ]
ok "silent with the archive"
: >"$(vip-router --class-archive)"
vip-router --version >check 2>&1
[ "$(wc -l <check)" = 1 ]
ok "silent with a broken archive"
touch /usr/share/vip-router/router-launcher.jar
/usr/lib/vip-router/make-class-archive
[ "$(ls /var/cache/vip-router)" = "$(basename "$(vip-router --class-archive)")" ]
ok "archive of the old jar is replaced"

# An upgrade to a version with other files.
dpkg-deb -R vip-router.deb new
sed -i 's/^Version: .*/Version: 99/' new/DEBIAN/control
echo '# new' >>new/etc/vip-router/router.conf
echo '# new' >>new/etc/default/vip-router
echo '# new' >>new/usr/share/vip-router/vrrp.conf
dpkg-deb -Znone --root-owner-group -b new new.deb >/dev/null
echo '# mine' >>/etc/vip-router/router.conf
chmod 0600 /etc/vip-router/router.conf
apt -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold install ./new.deb
grep -q '# mine' /etc/vip-router/router.conf
! grep -q '# new' /etc/vip-router/router.conf
ok "upgrade keeps the edited file"
[ "$(stat -c %a /etc/vip-router/router.conf)" = 600 ]
ok "upgrade keeps its rights"
grep -q '# new' /etc/default/vip-router
ok "upgrade replaces what was not edited"

apt remove vip-router
[ -e /etc/vip-router/router.conf ] && [ ! -e /usr/bin/vip-router ]
ok "removal keeps the configuration"
apt -o Dpkg::Options::=--force-confold install ./vip-router.deb
grep -q '# mine' /etc/vip-router/router.conf
ok "and it is there again afterwards"
apt purge vip-router
left=$(find /etc /usr /var /lib -xdev -name '*vip-router*' -not -path '/var/tmp/t/*' -not -path '/var/log/*' \
  -not -path '/var/lib/apt/*' -not -path '/var/cache/man/*' 2>/dev/null || true)
[ -z "$left" ] || { echo "left: $left"; exit 1; }
! getent passwd vip-router
! getent group vip-router
ok "purge leaves nothing"
