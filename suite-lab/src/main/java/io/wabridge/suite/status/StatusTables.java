package io.wabridge.suite.status;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Shows the ledger: tenants, conversations, messages and parked messages. */
final class StatusTables implements StatusSection {

  private static final List<StatusTable> TABLES =
      List.of(
          new StatusTable(
              "tenant.tenants",
              List.of("id", "name", "phone_number_id", "genesys_integration_id", "status"),
              List.of("created_at", "id"),
              4),
          new StatusTable(
              "state.conversation_mappings",
              List.of(
                  "tenant_id",
                  "wa_id",
                  "conversation_id",
                  "contact_name",
                  "created_at",
                  "last_activity_at"),
              List.of("last_activity_at", "created_at"),
              5),
          new StatusTable(
              "state.message_tracking",
              List.of(
                  "accepted_at",
                  "tenant_id",
                  "direction",
                  "kind",
                  "status",
                  "meta_message_id",
                  "genesys_message_id"),
              List.of("accepted_at", "created_at", "id"),
              5),
          new StatusTable(
              "state.message_tracking",
              "media_url is not null",
              List.of(
                  "accepted_at",
                  "direction",
                  "status",
                  "media_type",
                  "media_url",
                  "media_bytes",
                  "meta_message_id"),
              List.of("accepted_at", "id"),
              4),
          new StatusTable(
              "state.parked",
              List.of("parked_at", "created_at", "tenant_id", "stage", "queue", "reason"),
              List.of("parked_at", "created_at", "id"),
              3));

  private final StatusSettings settings;

  StatusTables(StatusSettings settings) {
    this.settings = settings;
  }

  @Override
  public String title() {
    return "PostgreSQL (port %s)".formatted(settings.get("POSTGRES_PORT"));
  }

  @Override
  public List<String> lines() throws SQLException {
    var login = new Properties();
    login.setProperty("user", settings.get("SPRING_DATASOURCE_USERNAME"));
    login.setProperty("password", settings.get("SPRING_DATASOURCE_PASSWORD"));
    login.setProperty("connectTimeout", "3");
    login.setProperty("socketTimeout", "6");
    try (Connection connection =
        DriverManager.getConnection(settings.get("SPRING_DATASOURCE_URL"), login)) {
      var lines = new ArrayList<String>();
      for (StatusTable table : TABLES) {
        lines.addAll(table.lines(connection));
      }
      return lines;
    }
  }
}
