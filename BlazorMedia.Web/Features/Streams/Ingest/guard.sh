# Ends the FFmpeg processes of an app that died and did not come back. $1 = ring folder; its file "patience" holds seconds.
# One guard per ring folder: the lock decides. The app writes its uptime into "heartbeat"; without that file it has stopped in order.
# It counts its own rounds without a new beat: neither a step of the clock nor a suspended machine must end anybody.
cd "$1" || exit 1
exec 9>guard.lock
flock -n 9 || exit 0
ours() { [ -r "/proc/$1/cmdline" ] && tr '\0' ' ' < "/proc/$1/cmdline" | grep -qF "$2"; }
living() { for f in */*/pid; do [ -r "$f" ] || continue; read -r pid _ < "$f"; ours "$pid" "$(pwd)/${f%/pid}/" && echo "$pid"; done; }
signal() { for pid in $(living); do kill "-$1" "-$pid" 2>/dev/null; done; }
last= silent=0
while sleep 2; do
  if [ -e heartbeat ]; then
    read -r beat < heartbeat || continue
    [ "$beat" = "$last" ] || silent=0
    last=$beat
  elif [ -z "$(living)" ]; then
    exit 0
  fi
  silent=$((silent + 2))
  read -r patience < patience || continue
  [ "$silent" -le "$patience" ] && continue
  signal TERM; sleep 1; signal TERM; sleep 1; signal KILL
  exit 0
done
