#!/usr/bin/env bash
# Called in mount and process namespaces of its own: lays an overlay over this machine, so that nothing that is
# installed or removed there outlives the call, and runs a script in it.
#   in-overlay.sh DEB SCRIPT          as it is
#   in-overlay.sh DEB SCRIPT systemd  with systemd as the first process, which runs the script as a unit
set -euo pipefail
deb=$(readlink -f "$1")
script=$(readlink -f "$2")

mount --make-rprivate /
base=$(mktemp -d /tmp/overlay.XXXXXX)
mount -t tmpfs tmpfs "$base"
mkdir "$base/upper" "$base/work" "$base/root"
root=$base/root
mount -t overlay overlay -o "lowerdir=/,upperdir=$base/upper,workdir=$base/work" "$root"
mount --rbind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/run"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mkdir -p "$root/var/tmp/t"
cp "$deb" "$root/var/tmp/t/vip-router.deb"
cp "$script" "$root/var/tmp/t/script"
ip link set lo up

cat >"$root/var/tmp/t/run" <<'END'
cd /var/tmp/t
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive
bash ./script >output 2>&1
echo "exit status $?" >>output
touch done
END

# The kernel's own settings are everybody's; nobody here may change them.
cat >"$base/enter" <<'END'
set -e
root=$1
mount -t proc proc "$root/proc"
mount --bind "$root/proc/sys" "$root/proc/sys"
mount -o remount,bind,ro "$root/proc/sys"
mount -t sysfs -o ro sysfs "$root/sys"
if [ "$2" = systemd ]; then
  mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
  exec env -i container=vip-router-test PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot "$root" \
    /lib/systemd/systemd --system --unit=t.target --log-target=null --show-status=0
fi
exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot "$root" bash /var/tmp/t/run
END

if [ "${3:-}" != systemd ]; then
  bash "$base/enter" "$root" plain
  cat "$root/var/tmp/t/output"
  exit
fi

cat >"$root/etc/systemd/system/t.target" <<'END'
[Unit]
DefaultDependencies=no
Wants=t.service
END
cat >"$root/etc/systemd/system/t.service" <<END
[Unit]
DefaultDependencies=no
[Service]
Environment=TEST_CLASSES=${TEST_CLASSES:-}
StandardOutput=null
StandardError=null
ExecStart=/bin/bash /var/tmp/t/run
END

# A control group of its own, so that the tree of this systemd can be taken away afterwards.
groups=$(awk '$3 == "cgroup2" { print $2; exit }' /proc/mounts)
group=$groups/vip-router-test-$(basename "$base")
mkdir "$group"
(
  echo 0 >"$group/cgroup.procs"
  exec unshare --fork --pid --mount --uts --ipc --cgroup --kill-child=KILL bash "$base/enter" "$root" systemd
) </dev/null >"$base/systemd.log" 2>&1 &
for ((i = 0; i < 3000; i++)); do
  [ -e "$root/var/tmp/t/done" ] && break
  kill -0 $! 2>/dev/null || break
  sleep 0.1
done
cat "$base/systemd.log" "$root/var/tmp/t/output"
disown
kill -KILL $! 2>/dev/null || true
for ((i = 0; i < 100; i++)); do
  find "$group" -depth -type d -exec rmdir {} \; 2>/dev/null
  [ -d "$group" ] || break
  sleep 0.1
done
