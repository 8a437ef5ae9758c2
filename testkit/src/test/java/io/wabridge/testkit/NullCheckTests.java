package io.wabridge.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The build's null check is active: a wrong order of its flags disables it silently. The flags are
 * those of the root pom.
 */
class NullCheckTests {

  private static final Pattern FLAG = Pattern.compile("<arg>(.*?)</arg>");

  @TempDir Path directory;

  @Test
  void nullBreaksTheBuild() throws Exception {
    var said = compile("return null;");

    assertThat(said).contains("[NullAway]").contains("Planted.java:6");
  }

  @Test
  void classWithoutNullCompiles() throws Exception {
    assertThat(compile("return \"something\";")).doesNotContain("error");
  }

  private String compile(String body) throws Exception {
    var source = directory.resolve("Planted.java");
    Files.writeString(
        source,
        """
        package planted;

        @org.jspecify.annotations.NullMarked
        class Planted {
          String answer() {
            %s
          }
        }
        """
            .formatted(body));
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    command.addAll(flags());
    command.addAll(
        List.of(
            "-d",
            directory.toString(),
            "-classpath",
            System.getProperty("java.class.path"),
            "-processorpath",
            System.getProperty("java.class.path"),
            source.toString()));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return said;
  }

  private static List<String> flags() throws Exception {
    var pom = Files.readString(StoreSettings.root().resolve("pom.xml"));
    var flags = FLAG.matcher(pom).results().map(match -> match.group(1)).toList();
    assertThat(flags).anyMatch(flag -> flag.startsWith("-Xplugin:ErrorProne"));
    return flags;
  }
}
