package io.wabridge.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The person on WhatsApp, or a group of persons, which is one partner of a conversation. The
 * identity of a person is a set of ids: any of them may be missing, and a phone number is never the
 * only key.
 *
 * @param bsuid business-scoped user id, as "GB.4402938475610293"
 * @param parentBsuid the same over linked portfolios, as "GB.ENT.7783920011"
 * @param waId the phone number as WhatsApp writes it, digits only
 * @param username the name the person chose, without a leading "@"
 * @param name the name shown in the profile, or the name of the group
 * @param group the provider's id of the group; a group has no other id
 * @param marketingAllowed whether the person wants marketing messages; null: the person never said
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Person(
    @Nullable String bsuid,
    @Nullable String parentBsuid,
    @Nullable String waId,
    @Nullable String username,
    @Nullable String name,
    @Nullable String group,
    @Nullable Boolean marketingAllowed) {

  /** A single person. */
  public Person(
      @Nullable String bsuid,
      @Nullable String parentBsuid,
      @Nullable String waId,
      @Nullable String username,
      @Nullable String name) {
    this(bsuid, parentBsuid, waId, username, name, null, null);
  }

  public static Person ofGroup(String group, @Nullable String name) {
    return new Person(null, null, null, null, name, group, null);
  }

  /** The same person, with their wish about marketing messages. */
  public Person withMarketing(@Nullable Boolean allowed) {
    return new Person(bsuid, parentBsuid, waId, username, name, group, allowed);
  }

  public static Person ofWaId(String waId) {
    return new Person(null, null, waId, null, null);
  }

  public static Person ofBsuid(String bsuid) {
    return new Person(bsuid, null, null, null, null);
  }

  /** The id that is always present in current webhooks, or the phone number of older ones. */
  public String key() {
    if (group != null) {
      return group;
    }
    if (bsuid != null) {
      return bsuid;
    }
    if (waId != null) {
      return waId;
    }
    return parentBsuid == null ? "" : parentBsuid;
  }

  public boolean known() {
    return !key().isEmpty();
  }

  /** Ids of a person are personal data: they do not appear in logs. */
  @Override
  public String toString() {
    return "Person[***]";
  }
}
