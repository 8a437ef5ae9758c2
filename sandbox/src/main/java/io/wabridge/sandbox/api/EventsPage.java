package io.wabridge.sandbox.api;

import io.wabridge.sandbox.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** The page that shows the newest events; it reloads itself. */
final class EventsPage {
  private static final int SHOWN = 100;

  private EventsPage() {}

  static String of(List<ReceivedEvent> events, List<String> violations) {
    String rows =
        events.reversed().stream().limit(SHOWN).map(EventsPage::row).collect(Collectors.joining());
    String problems =
        violations.stream()
            .map(one -> "<li>" + HtmlUtils.htmlEscape(one) + "</li>")
            .collect(Collectors.joining());
    return """
    <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Connected system</title>
    <meta http-equiv="refresh" content="2"><style>
    body { font: 15px/1.4 system-ui, sans-serif; margin: 2rem; } table { border-collapse: collapse; }
    td, th { border-bottom: 1px solid #ccc; padding: .3rem .8rem; text-align: left; vertical-align: top; }
    li { color: #a00; }
    </style></head><body><h1>A system that is connected by API</h1>
    <p>%d events with a valid signature. A bot answers each message.</p><ul>%s</ul>
    <table><tr><th>at</th><th>event</th><th>text or status</th><th>data</th></tr>%s</table>
    </body></html>
    """
        .formatted(events.size(), problems, rows);
  }

  private static String row(ReceivedEvent event) {
    String said =
        event
            .data()
            .path("message")
            .path("text")
            .asString(event.data().path("status").asString(""));
    return "<tr><td>%s</td><td>%s</td><td>%s</td><td><details><summary>JSON</summary>%s</details></td></tr>"
        .formatted(
            event.at().toString().substring(11, 19),
            HtmlUtils.htmlEscape(event.type()),
            HtmlUtils.htmlEscape(said),
            HtmlUtils.htmlEscape(new String(Json.bytes(event.data()), StandardCharsets.UTF_8)));
  }
}
