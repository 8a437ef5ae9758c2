package io.wabridge.kit.rotation;

import java.util.List;
import java.util.function.LongConsumer;

/** Values of a table that the platform's key encrypted. */
public interface EncryptedValues {

  /**
   * How many there are.
   *
   * @param rows with a value
   * @param older of them, encrypted with one of these keys
   * @param unknown of them, encrypted with a key that is not configured
   */
  record Count(long rows, long older, long unknown) {}

  /** The table and column, as "tenant_keysets.keyset". */
  String name();

  /**
   * Counts them.
   *
   * @param older the ids of the keys that are being replaced, in hex
   * @param known the ids of all configured keys, in hex
   */
  Count count(List<String> older, List<String> known);

  /**
   * Encrypts again what these keys encrypted, some rows in each transaction. Rows that others lock
   * are left for another pass.
   *
   * @param renewed told how many rows were encrypted again, after each transaction
   * @return how many could not be decrypted, and stay as they are
   */
  long renew(List<String> older, LongConsumer renewed);
}
