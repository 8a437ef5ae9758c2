package io.wabridge.kit.handover;

import io.wabridge.kit.client.ConversationRegistry;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.lane.LanePublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of a handover that several stages use. */
@Configuration(proxyBeanMethods = false)
public class HandoverConfiguration {

  @Bean
  DeskHandover deskHandover(
      ConversationRegistry conversationRegistry, Tenants tenants, LanePublisher publisher) {
    return new DeskHandover(conversationRegistry, tenants, publisher);
  }

  @Bean
  MirrorCopies mirrorCopies(ConversationRegistry conversationRegistry, Tenants tenants) {
    return new MirrorCopies(conversationRegistry, tenants);
  }
}
