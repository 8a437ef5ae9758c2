package io.wabridge.kit.client;

import io.wabridge.model.ChannelId;
import io.wabridge.model.DeskId;
import io.wabridge.model.connector.ChannelEvent;
import java.util.Optional;

/** The tenants' channels and desks, as tenant-service stores them. */
public final class Tenants {

  private final TenantApi api;
  private final Endpoints<Channel> channels;
  private final Endpoints<Desk> desks;

  Tenants(TenantApi api, RedisCache redis) {
    this.api = api;
    channels = new Endpoints<>(new Channels(api), redis, "phone:");
    desks = new Endpoints<>(new Desks(api), redis, "integration:");
  }

  public Endpoints<Channel> channels() {
    return channels;
  }

  public Endpoints<Desk> desks() {
    return desks;
  }

  public Optional<Channel> channel(ChannelId id) {
    return channels.find(id.value());
  }

  public Optional<Desk> desk(DeskId id) {
    return desks.find(id.value());
  }

  /** Records what a provider reported at the address of this channel. */
  public void reportConditions(ChannelId receiver, ChannelEvent.ConditionsChanged changed) {
    api.channelConditions(receiver.value(), changed);
  }

  /** Configuration was changed. */
  void invalidate() {
    channels.invalidate();
    desks.invalidate();
  }

  private record Channels(TenantApi api) implements Endpoints.Api<Channel> {
    @Override
    public Channel find(String id) {
      return api.channel(id);
    }

    @Override
    public Channel byExternalId(String kind, String externalId) {
      return api.channelByExternalId(kind, externalId);
    }

    @Override
    public TenantApi.EnteredToken token(String id, String credential) {
      return api.channelToken(id, credential);
    }

    @Override
    public void report(String id, TenantApi.ConnectionState state) {
      api.channelStatus(id, state);
    }

    @Override
    public void reportCredentials(String id, TenantApi.CredentialState state) {
      api.channelCredentials(id, state);
    }
  }

  private record Desks(TenantApi api) implements Endpoints.Api<Desk> {
    @Override
    public Desk find(String id) {
      return api.desk(id);
    }

    @Override
    public Desk byExternalId(String kind, String externalId) {
      return api.deskByExternalId(kind, externalId);
    }

    @Override
    public TenantApi.EnteredToken token(String id, String credential) {
      return api.deskToken(id, credential);
    }

    @Override
    public void report(String id, TenantApi.ConnectionState state) {
      api.deskStatus(id, state);
    }

    @Override
    public void reportCredentials(String id, TenantApi.CredentialState state) {
      api.deskCredentials(id, state);
    }
  }
}
