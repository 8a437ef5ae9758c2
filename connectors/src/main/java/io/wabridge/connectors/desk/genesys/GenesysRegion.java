package io.wabridge.connectors.desk.genesys;

import io.wabridge.model.connector.Field;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The region of a Genesys Cloud organization, by its AWS name. */
enum GenesysRegion {
  US_EAST_1("us-east-1", "US East (N. Virginia)", "mypurecloud.com"),
  US_EAST_2("us-east-2", "US East (Ohio, FedRAMP)", "use2.us-gov-pure.cloud"),
  US_WEST_2("us-west-2", "US West (Oregon)", "usw2.pure.cloud"),
  CA_CENTRAL_1("ca-central-1", "Canada (Central)", "cac1.pure.cloud"),
  MX_CENTRAL_1("mx-central-1", "Mexico (Central)", "mxc1.pure.cloud"),
  SA_EAST_1("sa-east-1", "South America (São Paulo)", "sae1.pure.cloud"),
  EU_WEST_1("eu-west-1", "Europe (Ireland)", "mypurecloud.ie"),
  EU_WEST_2("eu-west-2", "Europe (London)", "euw2.pure.cloud"),
  EU_CENTRAL_1("eu-central-1", "Europe (Frankfurt)", "mypurecloud.de"),
  EU_CENTRAL_2("eu-central-2", "Europe (Zurich)", "euc2.pure.cloud"),
  EUSC_DE_EAST_1("eusc-de-east-1", "European Sovereign Cloud (Germany)", "edee1.eusc-pure.cloud"),
  ME_CENTRAL_1("me-central-1", "Middle East (UAE)", "mec1.pure.cloud"),
  AP_SOUTH_1("ap-south-1", "Asia Pacific (Mumbai)", "aps1.pure.cloud"),
  AP_SOUTHEAST_1("ap-southeast-1", "Asia Pacific (Singapore)", "apse1.pure.cloud"),
  AP_SOUTHEAST_2("ap-southeast-2", "Asia Pacific (Sydney)", "mypurecloud.com.au"),
  AP_NORTHEAST_1("ap-northeast-1", "Asia Pacific (Tokyo)", "mypurecloud.jp"),
  AP_NORTHEAST_2("ap-northeast-2", "Asia Pacific (Seoul)", "apne2.pure.cloud"),
  AP_NORTHEAST_3("ap-northeast-3", "Asia Pacific (Osaka)", "apne3.pure.cloud");

  private final String region;
  private final String place;
  private final String domain;

  GenesysRegion(String region, String place, String domain) {
    this.region = region;
    this.place = place;
    this.domain = domain;
  }

  static Optional<GenesysRegion> of(String region) {
    return Arrays.stream(values()).filter(one -> one.region.equals(region)).findFirst();
  }

  static List<Field.Option> options() {
    return Arrays.stream(values())
        .map(one -> new Field.Option(one.region, one.place + " – " + one.domain))
        .toList();
  }

  URI loginUrl() {
    return URI.create("https://login." + domain);
  }

  URI apiUrl() {
    return URI.create("https://api." + domain);
  }
}
