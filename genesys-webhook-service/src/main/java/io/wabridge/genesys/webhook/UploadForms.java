package io.wabridge.genesys.webhook;

import jakarta.servlet.MultipartConfigElement;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Lets the server read forms when a part is asked for, through temporary files. Nothing reads a
 * form before that: Spring's resolver, which would read each one, is turned off.
 */
@Configuration(proxyBeanMethods = false)
class UploadForms {

  /** The form around the file. */
  static final long FORM = 64 * 1024;

  @Bean
  MultipartConfigElement multipartConfig(UploadLimits limits) {
    return new MultipartConfigElement("", limits.most(), limits.most() + FORM, 0);
  }
}
