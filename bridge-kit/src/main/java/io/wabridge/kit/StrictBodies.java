package io.wabridge.kit;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads the bodies of the public API; a field it does not know is an error. */
class StrictBodies extends JacksonJsonHttpMessageConverter {

  StrictBodies(JsonMapper json) {
    super(
        json.rebuild()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .build());
  }

  @Override
  public boolean canRead(ResolvableType type, @Nullable MediaType mediaType) {
    return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current
        && StrictApi.isPublic(current.getRequest().getServletPath())
        && super.canRead(type, mediaType);
  }

  @Override
  public boolean canWrite(ResolvableType type, Class<?> value, @Nullable MediaType mediaType) {
    return false;
  }
}
