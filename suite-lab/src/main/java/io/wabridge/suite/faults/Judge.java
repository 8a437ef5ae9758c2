package io.wabridge.suite.faults;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The checker in a separate process: the fault suite can query it but not influence it. */
final class Judge implements AutoCloseable {

  private final Process process;
  private final BufferedWriter in;
  private final BufferedReader out;

  Judge(Place place, Path plan, List<DeskStandIn> desks) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                place.get("JAVA_HOME") + "/bin/java",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-cp",
                place.get("CLASSPATH_OF_LAB"),
                "io.wabridge.suite.faults.check.Check",
                plan.toString(),
                place.whatsapp()));
    desks.forEach(desk -> command.add(place.sandbox(desk.portName())));
    process =
        new ProcessBuilder(command)
            .redirectError(
                ProcessBuilder.Redirect.appendTo(place.home().resolve("check.log").toFile()))
            .start();
    in = process.outputWriter(StandardCharsets.UTF_8);
    out = process.inputReader(StandardCharsets.UTF_8);
  }

  synchronized JsonNode ask(String word) throws IOException {
    in.write(word);
    in.newLine();
    in.flush();
    var line = out.readLine();
    if (line == null) {
      throw new IOException("the checker ended; see check.log");
    }
    return JsonMapper.shared().readTree(line);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
