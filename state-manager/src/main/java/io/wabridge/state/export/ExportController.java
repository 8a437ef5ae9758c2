package io.wabridge.state.export;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.NotFoundException;
import io.wabridge.model.TenantId;
import io.wabridge.state.erasure.PersonSearch;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Everything that is kept of one person, as a zip file that is written while it is read. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/persons/{personId}/export")
@Tag(name = "Privacy")
class ExportController {

  private final PersonSearch search;
  private final PersonExport export;

  ExportController(PersonSearch search, PersonExport export) {
    this.search = search;
    this.export = export;
  }

  @GetMapping
  @Operation(
      summary = "Everything that is kept of a person or group, as a zip file",
      description =
          "personId is the number (waId), the user id (bsuid) or the group's id. The zip has"
              + " person.json, a transcript for each conversation, the files, and index.json, which"
              + " names the files that could not be read. Without index.json at its end the file is"
              + " incomplete.")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/zip",
              schema = @Schema(type = "string", format = "binary")))
  void export(
      @PathVariable String tenantId, @PathVariable String personId, HttpServletResponse response)
      throws IOException {
    var tenant = new TenantId(tenantId);
    var found = search.find(tenant, personId);
    if (found.isEmpty()) {
      throw new NotFoundException("There is no such person.");
    }
    response.setContentType("application/zip");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename("person.zip").build().toString());
    export.write(tenant, found, response.getOutputStream());
  }
}
