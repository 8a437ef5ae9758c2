package io.wabridge.testkit;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.rabbitmq.RabbitMQContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * The four stores as Testcontainers, with the images and the set-up of docker-compose.yml. They end
 * with the JVM.
 */
final class ContainerStores {

  private static final String USER = "wabridge";
  private static final int REDIS_PORT = 6379;
  private static final int S3_PORT = 8333;

  private final Path root;
  private final ComposeFile compose;
  private final String password = UUID.randomUUID().toString().replace("-", "");

  ContainerStores(Path root) {
    this.root = root;
    this.compose = ComposeFile.read(root.resolve("docker-compose.yml"));
  }

  /** Starts them and returns the settings by their names in the environment. */
  Map<String, String> start() {
    var rabbitmq = rabbitmq();
    var postgres = postgres();
    var redis = redis();
    var s3 = s3();
    Startables.deepStart(Stream.of(rabbitmq, postgres, redis, s3)).join();
    return Map.ofEntries(
        Map.entry("SPRING_RABBITMQ_HOST", rabbitmq.getHost()),
        Map.entry("SPRING_RABBITMQ_PORT", String.valueOf(rabbitmq.getAmqpPort())),
        Map.entry("SPRING_RABBITMQ_USERNAME", USER),
        Map.entry("SPRING_RABBITMQ_PASSWORD", password),
        Map.entry(
            "SPRING_DATASOURCE_URL",
            "jdbc:postgresql://%s:%d/%s"
                .formatted(
                    postgres.getHost(),
                    postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                    USER)),
        Map.entry("SPRING_DATASOURCE_USERNAME", USER),
        Map.entry("SPRING_DATASOURCE_PASSWORD", password),
        Map.entry("SPRING_DATA_REDIS_HOST", redis.getHost()),
        Map.entry("SPRING_DATA_REDIS_PORT", String.valueOf(redis.getMappedPort(REDIS_PORT))),
        Map.entry("SPRING_DATA_REDIS_PASSWORD", password),
        Map.entry(
            "BRIDGE_STORE_ENDPOINT",
            "http://%s:%d".formatted(s3.getHost(), s3.getMappedPort(S3_PORT))),
        Map.entry("BRIDGE_STORE_ACCESS_KEY", USER),
        Map.entry("BRIDGE_STORE_SECRET_KEY", password));
  }

  private RabbitMQContainer rabbitmq() {
    return new RabbitMQContainer(DockerImageName.parse(compose.image("rabbitmq")))
        .withAdminUser(USER)
        .withAdminPassword(password)
        .withCopyFileToContainer(
            file("deploy/compose/rabbitmq.conf"), "/etc/rabbitmq/conf.d/20-wabridge.conf")
        .withCopyFileToContainer(
            file("deploy/compose/rabbitmq-plugins"), "/etc/rabbitmq/enabled_plugins");
  }

  /** The script of compose creates the services' user, which is no superuser. */
  private PostgreSQLContainer postgres() {
    return new PostgreSQLContainer(DockerImageName.parse(compose.image("postgres")))
        .withUsername("postgres")
        .withPassword(password)
        .withDatabaseName("postgres")
        .withEnv("WABRIDGE_PASSWORD", password)
        .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200")
        .withCopyFileToContainer(
            file("deploy/compose/postgres-init.sh"), "/docker-entrypoint-initdb.d/10-wabridge.sh");
  }

  private GenericContainer<?> redis() {
    return asInCompose("redis")
        .withEnv("REDISCLI_AUTH", password)
        .withExposedPorts(REDIS_PORT)
        .waitingFor(Wait.forListeningPort());
  }

  private GenericContainer<?> s3() {
    return asInCompose("store")
        .withEnv("AWS_ACCESS_KEY_ID", USER)
        .withEnv("AWS_SECRET_ACCESS_KEY", password)
        .withExposedPorts(S3_PORT)
        .waitingFor(Wait.forHttp("/healthz").forPort(S3_PORT));
  }

  private GenericContainer<?> asInCompose(String service) {
    return new GenericContainer<>(DockerImageName.parse(compose.image(service)))
        .withCreateContainerCmdModifier(
            create -> create.withEntrypoint(compose.entrypoint(service)))
        .withCommand(compose.command(service));
  }

  private MountableFile file(String path) {
    return MountableFile.forHostPath(root.resolve(path));
  }
}
