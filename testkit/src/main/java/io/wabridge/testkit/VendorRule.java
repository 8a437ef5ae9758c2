package io.wabridge.testkit;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * General code contains no vendor's name: neither in a type, a field or a method, nor in a string,
 * SQL included. Exceptions are the services, columns and keys that were named before a second desk
 * was supported.
 */
final class VendorRule extends ArchCondition<JavaClass> {

  private static final Pattern VENDOR =
      Pattern.compile(
          "genesys|purecloud|chatwoot|amazon|twilio|360dialog|dialog360|facebook"
              + "|\\bmeta\\b|\\bmeta(?=[A-Z_])|\\bgraph(?!ql)\\b|waba(?!r)",
          Pattern.CASE_INSENSITIVE);

  /** Fixed names: services with their packages, and columns and keys of the first installation. */
  private static final Pattern FIXED =
      Pattern.compile(
          "genesys-(api|webhook)-service|io[./]wabridge[./]genesys[\\w./-]*"
              + "|Genesys(Api|Webhook)ServiceApplication|GENESYS_(API|WEBHOOK)_SERVICE"
              + "|genesys_(integration|message)_id|meta_message_id|genesys-spool");

  VendorRule() {
    super("name no vendor");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    for (var name : names(type)) {
      var rest = FIXED.matcher(name).replaceAll("");
      var found = VENDOR.matcher(rest);
      if (found.find()) {
        events.add(
            SimpleConditionEvent.violated(
                type, type.getName() + " names " + found.group() + " in: " + shortened(name)));
      }
    }
  }

  private static List<String> names(JavaClass type) {
    var names = new ArrayList<String>();
    names.add(type.getSimpleName());
    type.getFields().forEach(field -> names.add(field.getName()));
    type.getMethods().forEach(method -> names.add(method.getName()));
    names.addAll(strings(type));
    return names;
  }

  private static List<String> strings(JavaClass type) {
    var source = type.getSource();
    if (source.isEmpty()) {
      return List.of();
    }
    var pool = ClassFile.of().parse(bytes(source.get().getUri())).constantPool();
    return StreamSupport.stream(pool.spliterator(), false)
        .filter(StringEntry.class::isInstance)
        .map((PoolEntry entry) -> ((StringEntry) entry).stringValue())
        .toList();
  }

  private static byte[] bytes(URI uri) {
    try (InputStream in = uri.toURL().openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String shortened(String name) {
    var line = name.replaceAll("\\s+", " ");
    return line.length() <= 120 ? line : line.substring(0, 120) + "…";
  }
}
