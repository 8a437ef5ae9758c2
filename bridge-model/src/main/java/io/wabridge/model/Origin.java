package io.wabridge.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the origin of a message, besides its content.
 *
 * @param forwarded whether the person forwarded it; null: the person's own words
 * @param referral the advertisement or post that the person came from
 * @param author who wrote it in a group, or for the business in another system; otherwise null
 * @param businessApp whether the business wrote it outside the bridge: in the WhatsApp Business app
 *     on a phone, or, with an author, in another system that the number is connected to
 * @param desk the name of the desk whose agent wrote it, in the copy for another desk; null: it is
 *     no agent's message
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Origin(
    @Nullable Forwarded forwarded,
    @Nullable Referral referral,
    @Nullable String author,
    boolean businessApp,
    @Nullable String desk) {

  /** A message that no agent wrote. */
  public Origin(
      @Nullable Forwarded forwarded,
      @Nullable Referral referral,
      @Nullable String author,
      boolean businessApp) {
    this(forwarded, referral, author, businessApp, null);
  }

  /** A message that the person wrote. */
  public static final Origin PERSON = new Origin(null, null, null, false);

  /** A message that the business wrote in the WhatsApp Business app. */
  public static final Origin BUSINESS_APP = new Origin(null, null, null, true);

  /**
   * A message that the business wrote in another system, which the number is connected to.
   *
   * @param author its agent or bot, or the name of the system
   */
  public static Origin businessElsewhere(String author) {
    return new Origin(null, null, author, true);
  }

  /** Who wrote it for the business in another system; otherwise null. */
  public @Nullable String businessAuthor() {
    return businessApp ? author : null;
  }

  /** A message that an agent of another desk wrote. */
  public static Origin agentAt(String desk) {
    return new Origin(null, null, null, false, desk);
  }

  /** How often a message was forwarded. */
  public enum Forwarded {
    ONCE,
    OFTEN
  }

  /**
   * The advertisement, post or product that the person came from.
   *
   * @param type as the provider names it: "ad", "post", "product"
   * @param id of the advertisement or product
   * @param url its address
   * @param headline its title
   * @param body its text
   * @param clickId identifies the click, for conversion reports
   * @param mediaUrl its picture or video
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Referral(
      @Nullable String type,
      @Nullable String id,
      @Nullable String url,
      @Nullable String headline,
      @Nullable String body,
      @Nullable String clickId,
      @Nullable String mediaUrl) {

    /**
     * Whether the person clicked on an advertisement. A boosted post is one, too: only a click on
     * one has an id.
     */
    public boolean advertised() {
      return type == null || type.equalsIgnoreCase("ad") || clickId != null;
    }
  }

  /** Equals the usual origin, which is not written to JSON. */
  static final class Usual {
    @Override
    public boolean equals(@Nullable Object other) {
      return PERSON.equals(other);
    }

    @Override
    public int hashCode() {
      return PERSON.hashCode();
    }
  }

  /** Contains personal data: it does not appear in logs. */
  @Override
  public String toString() {
    return "Origin[***]";
  }
}
