# The package has a Java run-time of its own, and an archive of loaded classes that Java leaves alone
# where it does not fit.
root=${root%/bin}
jdk=$root/lib/runtime
run=$root/lib/siren
cache=-XX:SharedArchiveFile=$run/siren.jsa

# What ends at once has no use for the slower of the two compilers, and starts a quarter sooner without it.
case ${1:-} in
  info | help | -h | --help | -V | --version) SIREN_JAVA_OPTS="-XX:TieredStopAtLevel=1 ${SIREN_JAVA_OPTS:-}" ;;
esac

