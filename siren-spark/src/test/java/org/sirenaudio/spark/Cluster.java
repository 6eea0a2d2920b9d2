package org.sirenaudio.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * A Spark cluster of one Master and two Workers of one core each, as processes of their own on the
 * loopback address. Spark's home is a folder of links to the jars on this JVM's class path.
 */
final class Cluster implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int WORKERS = 2;
  private static final int PATIENCE = 60_000;
  private static final Predicate<String> CODECS =
      Pattern.compile("^(siren-codecs|ffmpeg|javacpp)-.*").asMatchPredicate();

  private final Path folder;
  private final Path home;
  private final List<Process> processes = new ArrayList<>();
  private final int port;

  Cluster(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    home = Files.createDirectories(folder.resolve("spark"));
    linkJars(Files.createDirectories(home.resolve("jars")));
    port = freePort();
    try {
      start("master", "org.apache.spark.deploy.master.Master", "--port", "" + port);
      await("master.log", "I have been elected leader");
      for (int i = 0; i < WORKERS; i++) {
        start(
            "worker" + i,
            "org.apache.spark.deploy.worker.Worker",
            "--port",
            "0",
            "--cores",
            "1",
            "--memory",
            "1g",
            "--work-dir",
            folder.resolve("work" + i).toString(),
            master());
      }
      for (int i = 0; i < WORKERS; i++) {
        await("worker" + i + ".log", "Successfully registered with master");
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private String master() {
    return "spark://" + LOOPBACK + ":" + port;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** On this JVM's class path. */
  private static List<Path> jars() {
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(System.getProperty("java.class.path"))
        .filter(entry -> entry.endsWith(".jar"))
        .map(entry -> Path.of(entry).toAbsolutePath())
        .toList();
  }

  /** What {@code --jars} names for a corpus that is not of WAV alone. */
  static String codecJars() {
    return jars().stream()
        .filter(jar -> CODECS.test(jar.getFileName().toString()))
        .map(Path::toString)
        .collect(Collectors.joining(","));
  }

  private static void linkJars(Path jars) throws IOException {
    for (Path jar : jars()) {
      String name = jar.getFileName().toString();
      if (!name.startsWith("siren-") && !name.startsWith("picocli") && !CODECS.test(name)) {
        Files.createSymbolicLink(jars.resolve(name), jar);
      }
    }
    String flaky = FlakyFileSystem.class.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(jars.resolve("flaky.jar"));
        JarOutputStream jar = new JarOutputStream(file);
        var classFile = FlakyFileSystem.class.getClassLoader().getResourceAsStream(flaky)) {
      jar.putNextEntry(new JarEntry(flaky));
      jar.write(classFile.readAllBytes());
    }
  }

  private Process start(String name, String main, String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    command.addAll(List.of("-Xmx512m", "-cp", home.resolve("jars") + "/*", main));
    if (!main.endsWith("SparkSubmit")) {
      command.addAll(List.of("--host", LOOPBACK, "--webui-port", "0"));
    }
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", LOOPBACK);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(folder.resolve(name + ".log").toFile());
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  /** Waits until a process has written something. */
  private void await(String log, String text) throws IOException, InterruptedException {
    long end = System.currentTimeMillis() + PATIENCE;
    while (!log(log).contains(text)) {
      if (System.currentTimeMillis() > end) {
        throw new IllegalStateException(text + " never came:\n" + log(log));
      }
      Thread.sleep(100);
    }
  }

  String log(String log) throws IOException {
    return Files.readString(folder.resolve(log), UTF_8);
  }

  /** Starts a job by spark-submit; its output is in {@code NAME.log}. */
  Process submit(String name, Class<?> job, List<String> conf, String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of("--master", master()));
    all.addAll(List.of("--class", job.getName()));
    all.addAll(List.of("--conf", "spark.driver.host=" + LOOPBACK));
    all.addAll(List.of("--conf", "spark.driver.bindAddress=" + LOOPBACK));
    all.addAll(List.of("--conf", "spark.ui.enabled=false"));
    all.addAll(List.of("--conf", "spark.executor.memory=512m"));
    for (String entry : conf) {
      all.addAll(List.of("--conf", entry));
    }
    all.add(System.getProperty("siren.spark.jar"));
    all.addAll(List.of(words));
    return start(name, "org.apache.spark.deploy.SparkSubmit", all.toArray(String[]::new));
  }

  /** Kills a Worker and its executor with SIGKILL. */
  void killWorker(int index) throws InterruptedException {
    Process worker = processes.get(1 + index);
    List<ProcessHandle> all =
        Stream.concat(worker.descendants(), Stream.of(worker.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    worker.waitFor();
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    for (Process process : processes) {
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    deleteLinks();
  }

  /** Before the test's folder is deleted, with a warning for each link. */
  private void deleteLinks() {
    try (Stream<Path> jars = Files.list(home.resolve("jars"))) {
      for (Path jar : jars.toList()) {
        Files.delete(jar);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
