# What the two commands need on a machine, and how to get it. Sourced by ./run and ./test.

fail() { printf '%s\n' "$@" >&2; exit 1; }

need_dotnet() {
  command -v dotnet >/dev/null 2>&1 || fail \
    "Expected the .NET 10 SDK on PATH, but found no 'dotnet'." \
    "Install it from your distribution's .NET feed (package dotnet-sdk-10.0), then run this again."
  dotnet --list-sdks | grep -q '^10\.' || fail \
    "Expected a .NET 10 SDK, but found: $(dotnet --list-sdks | cut -d' ' -f1 | tr '\n' ' ')"
}

need_node() {
  command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 || fail \
    "Expected Node 20 or newer with npm on PATH (it bundles the web client), but found none."
  local major
  major=$(node -p 'process.versions.node.split(".")[0]')
  [ "$major" -ge 20 ] || fail "Expected Node 20 or newer, but found $(node --version)."
}

# need_debian COMMAND-OR-PATH-GLOB PACKAGE...: installs the packages when the thing is not there and this user may.
need_debian() {
  local thing=$1; shift
  if command -v "$thing" >/dev/null 2>&1 || compgen -G "$thing" >/dev/null; then return 0; fi
  missing_packages+=("$@")
}

install_missing() {
  [ "${#missing_packages[@]}" -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    fail "Missing for the tests: ${missing_packages[*]}." \
         "Install them and run this again:  sudo apt-get install -y --no-install-recommends ${missing_packages[*]}"
  fi
  echo "Installing for the tests: ${missing_packages[*]} ..." >&2
  local log; log=$(mktemp)
  if ! { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing_packages[@]}"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    rm -f "$log"
    fail "Could not install: ${missing_packages[*]}. The package manager's words stand above."
  fi
  rm -f "$log"
}
