# The package has a Java run-time of its own, and an archive of loaded classes that Java leaves alone
# where it does not fit.
root=${root%/bin}
jdk=$root/lib/runtime
run=$root/lib/siren
cache=-XX:SharedArchiveFile=$run/siren.jsa
