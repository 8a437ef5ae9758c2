package io.wabridge.sandbox.twilio;

import io.wabridge.sandbox.OwnAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Files that people sent: the API redirects to a store that refuses credentials. */
@RestController
class TwilioMediaEndpoint {
  private final TwilioAccounts accounts;
  private final MetaCalls meta;
  private final OwnAddress address;
  private final String key = UUID.randomUUID().toString();

  TwilioMediaEndpoint(TwilioAccounts accounts, MetaCalls meta, OwnAddress address) {
    this.accounts = accounts;
    this.meta = meta;
    this.address = address;
  }

  @GetMapping(TwilioFacade.ACCOUNT + "/Messages/{message}/Media/ME{media}")
  void redirect(
      @PathVariable String account,
      @PathVariable String media,
      HttpServletRequest request,
      HttpServletResponse response) {
    TwilioAccount owner = accounts.caller(request, account);
    response.setStatus(307);
    response.setHeader(
        "Location",
        "%s%s/files/%s/%s/%s"
            .formatted(address.base(), TwilioFacade.BASE, key, owner.phoneNumberId(), media));
  }

  @GetMapping(TwilioFacade.BASE + "/files/{shown}/{number}/{media}")
  void file(
      @PathVariable String shown,
      @PathVariable String number,
      @PathVariable String media,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    if (!shown.equals(key) || request.getHeader("Authorization") != null) {
      response.setStatus(400);
      return;
    }
    HttpResponse<InputStream> found = meta.file(number, media);
    response.setStatus(found.statusCode());
    found.headers().firstValue("Content-Type").ifPresent(response::setContentType);
    found.headers().firstValueAsLong("Content-Length").ifPresent(response::setContentLengthLong);
    try (InputStream body = found.body()) {
      body.transferTo(response.getOutputStream());
    }
  }
}
