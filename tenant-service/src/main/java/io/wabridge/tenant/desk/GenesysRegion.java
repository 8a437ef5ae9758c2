package io.wabridge.tenant.desk;

import java.util.Map;

/**
 * Where a Genesys Cloud region lives. New regions appear: a domain we do not know by its AWS name
 * can be given itself.
 */
record GenesysRegion(String loginUrl, String apiUrl) {

  private static final Map<String, String> DOMAINS =
      Map.ofEntries(
          Map.entry("us-east-1", "mypurecloud.com"),
          Map.entry("us-east-2", "use2.us-gov-pure.cloud"),
          Map.entry("us-west-2", "usw2.pure.cloud"),
          Map.entry("ca-central-1", "cac1.pure.cloud"),
          Map.entry("mx-central-1", "mxc1.pure.cloud"),
          Map.entry("sa-east-1", "sae1.pure.cloud"),
          Map.entry("eu-west-1", "mypurecloud.ie"),
          Map.entry("eu-west-2", "euw2.pure.cloud"),
          Map.entry("eu-central-1", "mypurecloud.de"),
          Map.entry("eu-central-2", "euc2.pure.cloud"),
          Map.entry("eusc-de-east-1", "edee1.eusc-pure.cloud"),
          Map.entry("me-central-1", "mec1.pure.cloud"),
          Map.entry("ap-south-1", "aps1.pure.cloud"),
          Map.entry("ap-southeast-1", "apse1.pure.cloud"),
          Map.entry("ap-southeast-2", "mypurecloud.com.au"),
          Map.entry("ap-northeast-1", "mypurecloud.jp"),
          Map.entry("ap-northeast-2", "apne2.pure.cloud"),
          Map.entry("ap-northeast-3", "apne3.pure.cloud"));

  static GenesysRegion of(String region) {
    var domain = DOMAINS.getOrDefault(region, region);
    if (!domain.matches("([a-z0-9-]+\\.)*([a-z0-9-]*pure\\.cloud|mypurecloud\\.[a-z.]+)")) {
      throw new IllegalArgumentException(
          "There is no Genesys region "
              + region
              + "; give its AWS name (eu-west-1) or its domain.");
    }
    return new GenesysRegion("https://login." + domain, "https://api." + domain);
  }
}
