# Functions that the commands in this folder share: a cache folder, a JDK, a lock. To be sourced; POSIX sh.
# shellcheck shell=sh

home_cache=${HOME:+$HOME/.cache}
HOME=${HOME:-/nonexistent}

# Java decodes file names with the locale's encoding and cannot open files whose names have another encoding.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
  *[Uu][Tt][Ff]8 | *[Uu][Tt][Ff]-8) ;;
  *)
    LC_ALL=C.UTF-8
    export LC_ALL
    ;;
esac

# Sets `cache`, the folder for downloads and builds. If the user's own cannot be used, it is one in the temporary
# directory. (A path with a colon is no use, because Java ends a path there.)
find_cache() {
  cache=${XDG_CACHE_HOME:-$home_cache}/gossip-glomers
  case $cache in
    *:* | /gossip-glomers) ;;
    *) if mkdir -p "$cache" 2>/dev/null && [ -w "$cache" ]; then return; fi ;;
  esac
  cache=${TMPDIR:-/tmp}/gossip-glomers-$(id -u)
  mkdir -m 700 "$cache" 2>/dev/null || true
  # Anybody can make a folder of that name. Files in a folder that is not ours must not be run.
  [ -n "$(find "$cache" -prune -type d -user "$(id -u)" -perm 700 2>/dev/null)" ] && [ -w "$cache" ] && return
  echo "gossip-glomers: cannot write to a cache folder; set XDG_CACHE_HOME to a writable folder" >&2
  return 1
}

# Is there room for $1 MB in the cache folder? A clear message is better than the many errors of half-written files.
has_room() {
  free=$(df -Pk "$cache" | awk 'NR == 2 { print int($4 / 1024) }')
  [ "$free" -ge "$1" ] && return
  echo "gossip-glomers: $cache needs $1 MB, but $free MB are free; set XDG_CACHE_HOME to a folder with more room" >&2
  return 1
}

# Is $1 the home of a JDK 25 or newer? Asks its release file, because starting a JVM takes too long.
is_jdk() {
  [ -x "$1/bin/javac" ] && [ -f "$1/lib/modules" ] || return
  feature=
  if [ -r "$1/release" ]; then
    while IFS= read -r line; do
      case $line in JAVA_VERSION=*) feature=${line#*=} ;; esac
    done <"$1/release"
  else
    feature=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version //p')
  fi
  feature=${feature#\"}
  feature=${feature%%[!0-9]*}
  [ "${feature:-0}" -ge 25 ]
}

# Follows symbolic links to the file behind $1 and sets `file`. (readlink -f is not everywhere.)
follow() {
  file=$1
  while [ -L "$file" ]; do
    link=$(readlink "$file")
    case $link in
      /*) file=$link ;;
      *) file=${file%/*}/$link ;;
    esac
  done
}

# Exports JAVA_HOME for a JDK 25 or newer. It looks in the usual places, and fails if there is none.
find_jdk() {
  if is_jdk "${JAVA_HOME:-}"; then
    export JAVA_HOME
    return
  fi
  # An entry with bin/java is a link to a JDK; Nix has several.
  for home in "$(command -v java)" "$HOME"/.nix-profile/bin/java /run/current-system/sw/bin/java \
    /nix/var/nix/profiles/default/bin/java \
    /usr/lib/jvm/* "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "${JBANG_CACHE_DIR:-${JBANG_DIR:-$HOME/.jbang}/cache}"/jdks/* "${JBANG_DIR:-$HOME/.jbang}"/currentjdk \
    "$HOME"/.asdf/installs/java/* "$HOME"/.local/share/mise/installs/java/* "$HOME"/.jdks/* "$HOME"/.gradle/jdks/* \
    /nix/store/*jdk-2[5-9]*/lib/openjdk; do
    case $home in
      */bin/java) follow "$home" && home=${file%/bin/java} ;;
    esac
    if is_jdk "$home"; then
      export JAVA_HOME="$home"
      return
    fi
  done
  return 1
}

# Prints the start time of the process $1, in some unit. Number and start time together identify a process for ever; the
# number alone may be reused.
started() {
  if [ -r "/proc/$1/stat" ]; then
    sed 's/.*) //' "/proc/$1/stat" | cut -d ' ' -f 20
  else
    ps -o lstart= -p "$1" | tr ' ' _
  fi 2>/dev/null
}

# Takes the lock $1, and waits while another process holds it. The lock is a link whose target names the holder's
# process, so it is made in one step, and a dead holder is recognized. The lock only avoids double work; results are
# safe without it.
lock() {
  tries=0
  waited=
  until ln -s "$$-$(started $$)" "$1" 2>/dev/null; do
    if ! holder=$(readlink "$1"); then
      tries=$((tries + 1))
      [ "$tries" -lt 3 ] || return 0
    elif [ "${holder%%-*}" != $$ ] && [ "$holder" = "${holder%%-*}-$(started "${holder%%-*}")" ]; then
      sleep 1
      [ -n "$waited" ] || echo "gossip-glomers: waiting for process ${holder%%-*}, which is preparing ${1%.lock}" >&2
      waited=true
    else
      rm -f "$1"
    fi
  done
}
