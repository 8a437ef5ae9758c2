package io.wabridge.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.AnonymousQueue;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.FanoutExchange;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.beans.factory.annotation.Autowired;

/** A service that reads at once after an announcement gets the changed data. */
class AnnouncementTests extends TenantServiceTest {

  @Autowired ConnectionFactory connections;

  private final List<String> read = Collections.synchronizedList(new ArrayList<>());
  private SimpleMessageListenerContainer listener;

  /** Reads the announced tenant from tenant-service at once. */
  @BeforeEach
  void listen() {
    var admin = new RabbitAdmin(connections);
    var queue = new AnonymousQueue();
    admin.declareQueue(queue);
    admin.declareBinding(BindingBuilder.bind(queue).to(new FanoutExchange("bridge.changes")));
    listener = new SimpleMessageListenerContainer(connections);
    listener.setQueues(queue);
    listener.setMessageListener(
        message -> read.add(get(TENANTS + "/" + new String(message.getBody())).text("name")));
    listener.start();
  }

  /** Commits of tenants with such a name take half a second. */
  @BeforeEach
  void commitSlowly() {
    db.sql(
            """
            create or replace function commit_slowly() returns trigger language plpgsql as
            $$ begin perform pg_sleep(0.5); return null; end $$
            """)
        .update();
    db.sql("drop trigger if exists commit_slowly on tenants").update();
    db.sql(
            """
            create constraint trigger commit_slowly after update on tenants
            deferrable initially deferred for each row
            when (new.name like 'Slow %') execute function commit_slowly()
            """)
        .update();
  }

  @AfterEach
  void stop() {
    listener.stop();
    db.sql("drop trigger commit_slowly on tenants").update();
  }

  @Test
  void announcesAChangeAfterItsCommit() {
    var tenant = tenant();
    var name = "Slow " + unique;

    assertThat(send("PATCH", TENANTS + "/" + tenant, "{\"name\":\"%s\"}".formatted(name)).status())
        .isEqualTo(200);

    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !read.isEmpty());
    assertThat(read).containsExactly(name);
  }

  @Test
  void doesNotAnnounceARefusedChange() {
    var taken = "Taken " + unique;
    post(TENANTS, "{\"name\":\"%s\"}".formatted(taken));
    var tenant = tenant();

    assertThat(send("PATCH", TENANTS + "/" + tenant, "{\"name\":\"%s\"}".formatted(taken)).status())
        .isEqualTo(409);
    send("PATCH", TENANTS + "/" + tenant, "{\"name\":\"Last %s\"}".formatted(unique));

    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !read.isEmpty());
    assertThat(read).containsExactly("Last " + unique);
  }
}
