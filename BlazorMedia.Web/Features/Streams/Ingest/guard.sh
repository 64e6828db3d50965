# Ends the FFmpeg processes of an app that died and did not come back. $1 = ring folder, $2 = seconds of patience.
# One guard per ring folder: the lock decides. The app writes its uptime into "heartbeat"; without that file it has stopped in order.
# Uptime, not the wall clock: a step of the clock must not end anybody.
cd "$1" || exit 1
exec 9>guard.lock
flock -n 9 || exit 0
ours() { [ -r "/proc/$1/cmdline" ] && tr '\0' ' ' < "/proc/$1/cmdline" | grep -qF "$2"; }
living() { for f in */*/pid; do [ -r "$f" ] || continue; read -r pid _ < "$f"; ours "$pid" "$(pwd)/${f%/pid}/" && echo "$pid"; done; }
signal() { for pid in $(living); do kill "-$1" "-$pid" 2>/dev/null; done; }
silent=0
while sleep 2; do
  if [ -e heartbeat ]; then
    read -r beat < heartbeat || continue
    now=$(cut -d . -f 1 /proc/uptime)
    silent=$((now - beat))
  else
    [ -n "$(living)" ] || exit 0
    silent=$((silent + 2))
  fi
  [ "$silent" -lt "$2" ] && continue
  signal TERM; sleep 1; signal TERM; sleep 1; signal KILL
  exit 0
done
