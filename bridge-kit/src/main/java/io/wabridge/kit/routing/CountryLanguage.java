package io.wabridge.kit.routing;

import io.wabridge.model.Person;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The language that nearly everyone in a person's country speaks. Countries with several languages
 * have none here.
 */
final class CountryLanguage {

  /** Language: countries with their calling codes. */
  private static final String[] TABLE = {
    "ar: EG20 IQ964 JO962 KW965 LY218 OM968 SA966 SY963 YE967",
    "bg: BG359",
    "cs: CZ420",
    "da: DK45",
    "de: AT43 DE49",
    "el: GR30",
    "en: AU61 GB44 IE353 NZ64 US1",
    "es: AR54 BO591 CL56 CO57 CR506 CU53 DO1809 DO1829 DO1849 EC593 ES34 GT502 HN504 MX52 NI505"
        + " PA507 PE51 PR1787 PR1939 PY595 SV503 UY598 VE58",
    "fa: IR98",
    "fi: FI358",
    "fr: FR33",
    "he: IL972",
    "hr: HR385",
    "hu: HU36",
    "id: ID62",
    "it: IT39",
    "ja: JP81",
    "ko: KR82",
    "nl: NL31",
    "no: NO47",
    "pl: PL48",
    "pt: AO244 BR55 CV238 MZ258 PT351",
    "ro: RO40",
    "ru: RU7",
    "sk: SK421",
    "sl: SI386",
    "sr: RS381",
    "sv: SE46",
    "th: TH66",
    "tr: TR90",
    "uk: UA380",
    "vi: VN84",
    "zh: CN86 TW886",
    // of the numbers that begin with 7, these are not Russian
    ": KZ76 KZ77"
  };

  private static final int LONGEST_CODE = 4;

  private static final Map<String, String> BY_COUNTRY = new HashMap<>();
  private static final Map<String, String> BY_CODE = new HashMap<>();

  static {
    for (var line : TABLE) {
      var language = line.substring(0, line.indexOf(':'));
      for (var country : line.substring(line.indexOf(':') + 2).split(" ")) {
        BY_COUNTRY.put(country.substring(0, 2), language);
        BY_CODE.put(country.substring(2), language);
      }
    }
  }

  private CountryLanguage() {}

  static Optional<String> of(Person person) {
    return ofNumber(person).or(() -> ofUserId(person)).filter(language -> !language.isEmpty());
  }

  /** The longest calling code decides. */
  private static Optional<String> ofNumber(Person person) {
    var number = person.waId() == null ? "" : person.waId();
    for (var length = Math.min(LONGEST_CODE, number.length()); length > 0; length--) {
      var language = BY_CODE.get(number.substring(0, length));
      if (language != null) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }

  /** A business-scoped user id begins with the country, as "GB.4402938475610293". */
  private static Optional<String> ofUserId(Person person) {
    var id = person.bsuid();
    return id != null && id.indexOf('.') == 2
        ? Optional.ofNullable(BY_COUNTRY.get(id.substring(0, 2)))
        : Optional.empty();
  }
}
