# $1 = run folder; the rest = FFmpeg and its arguments. Becomes FFmpeg, in a session of its own, so that it outlives the app.
# pid and start time are on disk before FFmpeg begins; stdin is a named pipe that is open on both sides, so that it never ends
# and a restarted app can still say "q"; messages go to a file, because a pipe would block or break with the app.
cd "$1" || exit 1
shift
umask 077
start=$(sed 's/.*) //' "/proc/$$/stat" | cut -d ' ' -f 20)
echo "$$ $start" > pid.new && mv pid.new pid || exit 1
[ -p stdin ] || mkfifo stdin || exit 1
exec setsid "$@" <>stdin >/dev/null 2>>log
