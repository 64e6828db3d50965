# Shared by ./run and ./test: finds out what is missing and installs it.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }

give_up() {
  printf '\n%s\n' "$*" >&2
  exit 1
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    give_up "Root rights are needed for: $*
Run this once as root, then start the script again."
  fi
}

has_package() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }

# need PACKAGE CHECK...: remembers the package when the check fails, so that all of them are installed at once.
missing=()
need() {
  local package=$1
  shift
  "$@" >/dev/null 2>&1 || missing+=("$package")
}

install_missing() {
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v apt-get >/dev/null || give_up "Missing: ${missing[*]} (names as in Debian).
This system has no apt-get. Install them with its own package manager, then start the script again."
  say "Installing: ${missing[*]}"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" ||
    { as_root apt-get update -q && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"; } ||
    give_up "The packages could not be installed: ${missing[*]}
Check the network and the lines of apt-get above, then start the script again."
  missing=()
}

need_to_run() {
  need ffmpeg sh -c 'command -v ffmpeg && command -v ffprobe'
  # The system's SQLite: the one that NuGet brings is too old for JSON queries.
  need libsqlite3-0 sh -c 'ldconfig -p | grep -F libsqlite3.so.0'
  # The test picture writes the time into itself.
  need fonts-dejavu-core sh -c 'test -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf || fc-list | grep -i dejavu'
  need nodejs command -v node
  need npm command -v npm
}

need_to_test() {
  need chromium command -v chromium
  need_postgresql
  # A real RTSP server that a test can stop with a signal.
  local package
  for package in python3-gi gir1.2-gst-rtsp-server-1.0 gstreamer1.0-plugins-base gstreamer1.0-plugins-good gstreamer1.0-plugins-bad gstreamer1.0-plugins-ugly; do
    need "$package" has_package "$package"
  done
}

# The tests start a cluster of their own; the one that Debian would make at the installation would only hold a port.
need_postgresql() {
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && return 0
  as_root sh -c 'mkdir -p /etc/postgresql-common/createcluster.d && echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.d/no-main.conf' || true
  missing+=(postgresql)
}

# Asks in this folder, so that global.json has its say: any SDK of 10.0 will do.
check_dotnet() {
  case $(dotnet --version 2>/dev/null) in
    10.0.*) return 0 ;;
  esac
  local found
  found=$(dotnet --list-sdks 2>/dev/null | cut -d ' ' -f 1 | paste -sd ' ')
  give_up "BlazorMedia is built with the .NET 10 SDK (any 10.0.x), which is missing here. Found: ${found:-no dotnet at all}.
Get it from https://dotnet.microsoft.com/download/dotnet/10.0 (or: dotnet-install.sh --channel 10.0),
make sure that 'dotnet --list-sdks' shows a line that begins with 10.0, then start the script again."
}

# Styles and scripts: built again only when their sources changed.
build_assets() {
  local stamp=wwwroot-assets/node_modules/.built now
  now=$(find wwwroot-assets -type f -not -path '*/node_modules/*' -print0 | sort -z | xargs -0 sha256sum | sha256sum)
  if [ -e "$stamp" ] && [ "$(cat "$stamp")" = "$now" ] && [ -n "$(find BlazorMedia.Web/wwwroot -name '*.js' -print -quit)" ]; then return 0; fi
  say "Building styles and scripts"
  (cd wwwroot-assets && npm ci --no-audit --no-fund --loglevel=error && npm run --silent build) ||
    give_up "The front-end files could not be built. Check that 'npm ci' works in wwwroot-assets, then start the script again."
  echo "$now" >"$stamp"
}
