package io.wabridge.kit;

import io.wabridge.model.Secret;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** Lets a setting be a secret from the moment it is read. */
@Component
@ConfigurationPropertiesBinding
class SecretConverter implements Converter<String, Secret> {

  @Override
  public Secret convert(String source) {
    return Secret.of(source);
  }
}
