package io.wabridge.sandbox.connect;

/**
 * A role with all permissions in an instance, and the one user that may assume it.
 *
 * @param externalId what its trust policy demands
 * @param accessKeyId of the user, who has no other permission
 */
record Role(
    String arn, String externalId, String accessKeyId, String secretAccessKey, Instance instance) {}
