package io.wabridge.model.connector;

import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import java.io.IOException;

/** Ability: files of the product can be opened. */
public interface OpensMedia {

  /**
   * Opens a file.
   *
   * @throws MediaUnavailable it cannot be fetched
   * @throws IOException a later try may succeed
   */
  MediaBytes.Opened open(MediaRef.Remote file, Context context)
      throws MediaUnavailable, IOException;
}
