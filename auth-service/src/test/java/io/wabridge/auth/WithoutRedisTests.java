package io.wabridge.auth;

import org.springframework.test.context.TestPropertySource;

/** The same tests with Redis down. */
@TestPropertySource(properties = "spring.data.redis.port=1")
class WithoutRedisTests extends SignInTests {}
