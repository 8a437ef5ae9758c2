package io.wabridge.kit.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.kit.encryption.TenantKeys;
import io.wabridge.model.TenantId;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;

/** Fetches the keysets from state-manager and caches them, decrypted, for a minute. */
final class FetchedTenantKeys implements TenantKeys {

  /** A deleted keyset is used no longer than this. */
  private static final Duration CACHED_FOR = Duration.ofMinutes(1);

  private static final int MAXIMUM_SIZE = 10_000;

  private final KeysetApi api;
  private final FieldEncryption platform;
  private final Cache<TenantId, FieldEncryption> known =
      Caffeine.newBuilder().maximumSize(MAXIMUM_SIZE).expireAfterWrite(CACHED_FOR).build();

  FetchedTenantKeys(KeysetApi api, FieldEncryption platform) {
    this.api = api;
    this.platform = platform;
  }

  @Override
  public FieldEncryption toEncrypt(TenantId tenant) throws IOException {
    var cached = known.getIfPresent(tenant);
    return cached == null ? fetched(tenant, api::create) : cached;
  }

  @Override
  public Optional<FieldEncryption> toDecrypt(TenantId tenant) throws IOException {
    var cached = known.getIfPresent(tenant);
    if (cached != null) {
      return Optional.of(cached);
    }
    try {
      return Optional.of(fetched(tenant, api::keyset));
    } catch (HttpClientErrorException.NotFound e) {
      return Optional.empty();
    }
  }

  private FieldEncryption fetched(TenantId tenant, Function<String, KeysetApi.Wrapped> ask)
      throws IOException {
    try {
      var keys = ask.apply(tenant.value()).open(tenant, platform);
      known.put(tenant, keys);
      return keys;
    } catch (HttpClientErrorException.NotFound e) {
      throw e;
    } catch (RestClientException e) {
      throw new IOException("the tenant's keys cannot be fetched: " + e.getMessage(), e);
    }
  }
}
