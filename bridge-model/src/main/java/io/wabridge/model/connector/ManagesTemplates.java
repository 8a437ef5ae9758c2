package io.wabridge.model.connector;

import io.wabridge.model.Content;
import io.wabridge.model.MediaRef;
import io.wabridge.model.template.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ability: the provider keeps message templates, which are read, and perhaps changed, through it.
 */
public interface ManagesTemplates {

  /**
   * The account whose templates the channel uses. Channels of one kind with the same account have
   * the same templates. No network.
   *
   * @return null: the channel has templates of its own
   */
  @Nullable String templateAccount(Settings settings);

  /**
   * One page of the account's templates.
   *
   * @param cursor where the page begins; null: the first page
   */
  TemplatePage templates(@Nullable String cursor, Context context) throws TemplatesRefused;

  /** What the provider would refuse about a draft; empty: nothing. No network. */
  List<FieldProblem> problemsOf(TemplateDraft draft);

  /** Creates a template and submits it for approval. */
  Template create(TemplateDraft draft, Context context) throws TemplatesRefused;

  /** Replaces the content of a template; its name and language stay. */
  void edit(String id, TemplateDraft draft, Context context) throws TemplatesRefused;

  /**
   * Deletes a template in one language.
   *
   * @param id the provider's id of it
   */
  void delete(String id, String name, Context context) throws TemplatesRefused;

  /**
   * Uploads a sample of a header's file, for the review.
   *
   * @return the provider's handle of it, for the draft's example
   */
  String uploadSample(Content.Media file, MediaRef.Stored stored, Context context)
      throws TemplatesRefused;
}
