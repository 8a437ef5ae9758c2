package io.wabridge.connectors.meta;

import io.wabridge.model.Content;
import io.wabridge.model.MediaRef;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.FieldProblem;
import io.wabridge.model.connector.ManagesTemplates;
import io.wabridge.model.connector.TemplateDraft;
import io.wabridge.model.connector.TemplatePage;
import io.wabridge.model.connector.TemplatesRefused;
import io.wabridge.model.template.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shared part of connectors whose carrier has Meta's calls about templates. */
public abstract class MetaTemplateChannel extends MetaChannel implements ManagesTemplates {

  private final MetaTemplates templates;

  /** The carrier of messages, which carries templates, too. */
  protected <C extends MetaCarrier & MetaTemplateCarrier> MetaTemplateChannel(C carrier) {
    super(carrier);
    this.templates = new MetaTemplates(carrier);
  }

  @Override
  public final TemplatePage templates(@Nullable String cursor, Context context)
      throws TemplatesRefused {
    return templates.page(cursor, context);
  }

  @Override
  public final List<FieldProblem> problemsOf(TemplateDraft draft) {
    return templates.problemsOf(draft);
  }

  @Override
  public final Template create(TemplateDraft draft, Context context) throws TemplatesRefused {
    return templates.create(draft, context);
  }

  @Override
  public final void edit(String id, TemplateDraft draft, Context context) throws TemplatesRefused {
    templates.edit(id, draft, context);
  }

  @Override
  public final void delete(String id, String name, Context context) throws TemplatesRefused {
    templates.delete(id, name, context);
  }

  @Override
  public final String uploadSample(Content.Media file, MediaRef.Stored stored, Context context)
      throws TemplatesRefused {
    return templates.sample(file, stored, context);
  }
}
