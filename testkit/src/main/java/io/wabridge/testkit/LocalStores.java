package io.wabridge.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.ContextConfiguration;

/**
 * Gives a Spring test the real RabbitMQ, PostgreSQL, Redis and S3 store, and secrets of its own:
 *
 * <pre>
 * &#64;SpringBootTest(webEnvironment = RANDOM_PORT, properties = "spring.config.name=bridge,state-manager")
 * &#64;LocalStores
 * class LedgerTests { … }
 * </pre>
 *
 * The test's own {@code properties} override these.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ContextConfiguration(initializers = StoresInitializer.class)
public @interface LocalStores {}
