package io.wabridge.connectors.aws;

import io.wabridge.model.connector.Field;
import java.util.List;

/**
 * The regions of AWS. The list is closed: a region becomes a part of the addresses to which
 * requests and files are sent (AWS's list of regions and zones, read in November 2026).
 */
public final class AwsRegions {

  private static final List<String> ALL =
      List.of(
          "af-south-1",
          "ap-east-1",
          "ap-east-2",
          "ap-northeast-1",
          "ap-northeast-2",
          "ap-northeast-3",
          "ap-south-1",
          "ap-south-2",
          "ap-southeast-1",
          "ap-southeast-2",
          "ap-southeast-3",
          "ap-southeast-4",
          "ap-southeast-5",
          "ap-southeast-6",
          "ap-southeast-7",
          "ca-central-1",
          "ca-west-1",
          "cn-north-1",
          "cn-northwest-1",
          "eu-central-1",
          "eu-central-2",
          "eu-north-1",
          "eu-south-1",
          "eu-south-2",
          "eu-west-1",
          "eu-west-2",
          "eu-west-3",
          "il-central-1",
          "me-central-1",
          "me-south-1",
          "mx-central-1",
          "sa-east-1",
          "us-east-1",
          "us-east-2",
          "us-gov-east-1",
          "us-gov-west-1",
          "us-west-1",
          "us-west-2");

  private AwsRegions() {}

  /** The field of a form with which one of them is chosen. */
  public static Field field(String name, String help) {
    return Field.region(
        name, "Region", help, ALL.stream().map(one -> new Field.Option(one, one)).toList());
  }
}
