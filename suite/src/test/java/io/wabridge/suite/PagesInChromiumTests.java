package io.wabridge.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Uses the pages with keyboard and mouse in a real browser. */
@ExtendWith(RunningBridge.class)
class PagesInChromiumTests {

  private static ChromeDriver browser;
  private static Addresses addresses;
  private static Onboarding.Tenant tenant;

  @BeforeAll
  static void open() {
    addresses = RunningBridge.addresses();
    tenant = new Onboarding(addresses).seeded("Harbour Bikes", "ON_REPLY");
    var options = new ChromeOptions();
    options.setBinary("/usr/bin/chromium");
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1280,900");
    browser =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
                .build(),
            options);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.quit();
    }
  }

  @Test
  void messagesAppearOnPhoneAndDesktop() throws Exception {
    var rosa =
        Phone.withNumber(addresses, tenant.phoneNumberId(), "447700900777", "Rosa in Chromium");
    openPhone();
    choose("persons", "Rosa in Chromium");
    write("hello from the phone");
    see("hello from the phone");
    new WebDriverWait(browser, Duration.ofSeconds(15))
        .until(_ -> !new AgentDesktop(addresses, integration()).inbound(rosa.address()).isEmpty());

    browser.get(addresses.genesys());
    choose("list", "Rosa in Chromium");
    see("hello from the phone");
    write("hello from the desktop");
    see("hello from the desktop");
    picture("desktop");

    openPhone();
    choose("persons", "Rosa in Chromium");
    see("hello from the desktop");
    picture("phone");
  }

  @Test
  void messagesAppearOnTheDesktopOfChatwoot() throws Exception {
    var atChatwoot =
        new Onboarding(addresses).seededAtChatwoot("Harbour Bikes at Chatwoot", "ON_REPLY");
    var rosa =
        Phone.withNumber(addresses, atChatwoot.phoneNumberId(), "447700900778", "Rosa at Chatwoot");
    rosa.text("hello from the phone");
    browser.get(addresses.chatwoot());
    choose("list", "Rosa at Chatwoot");
    see("hello from the phone");
    write("hello from the desktop");
    see("hello from the desktop");
    see("delivered");
    browser.findElement(By.id("note")).click();
    write("hello to the colleagues");
    see("Private note");
    picture("chatwoot");
    assertThat(rosa.received().toString())
        .contains("hello from the desktop")
        .doesNotContain("colleagues");
  }

  @Test
  void messagesAppearOnTheDesktopOfAmazonConnect() throws Exception {
    var atConnect =
        new Onboarding(addresses).seededAtConnect("Harbour Bikes at Amazon Connect", "ON_REPLY");
    var rosa =
        Phone.withNumber(addresses, atConnect.phoneNumberId(), "447700900779", "Rosa at Connect");
    rosa.text("hello from the phone");
    browser.get(addresses.connect());
    choose("list", "Rosa at Connect");
    see("hello from the phone");
    write("hello from the desktop");
    see("hello from the desktop");
    see("delivered");
    browser.findElement(By.id("note")).click();
    write("hello to the colleagues");
    see("For agents only");
    picture("connect");
    assertThat(rosa.received().toString())
        .contains("hello from the desktop")
        .doesNotContain("colleagues");
  }

  /** Opens the phone page with this tenant's number; other tests have created numbers, too. */
  private static void openPhone() {
    browser.get(addresses.whatsapp());
    var number = By.cssSelector("#number option[value='" + tenant.phoneNumberId() + "']");
    new WebDriverWait(browser, Duration.ofSeconds(15))
        .until(ExpectedConditions.presenceOfElementLocated(number))
        .click();
  }

  private static String integration() {
    return new Onboarding(addresses).integration(tenant);
  }

  private static void choose(String list, String name) {
    var entry = By.xpath("//ul[@id='" + list + "']//*[contains(text(),'" + name + "')]");
    new WebDriverWait(browser, Duration.ofSeconds(15))
        .until(ExpectedConditions.elementToBeClickable(entry))
        .click();
  }

  private static void write(String text) {
    browser.findElement(By.id("write")).sendKeys(text, Keys.ENTER);
  }

  @Test
  void aFirstOperatorSignsInAndSeesTenantsAndNumbers() throws Exception {
    browser.get(OperatorCode.link(addresses).replaceAll("^https?://[^/]+", addresses.gateway()));
    field("username").sendKeys("rosa-" + System.nanoTime() + "@example.org");
    field("name").sendKeys("Rosa");
    field("new-password").sendKeys("correct horse battery", Keys.ENTER);
    see("Harbour Bikes");
    see("900800700600500");
    picture("portal");
    assertThat((String) browser.executeScript("return document.cookie")).isEmpty();
    assertThat((Long) browser.executeScript("return sessionStorage.length")).isZero();

    browser.get(addresses.gateway() + "/#/people");
    see("Rosa");
    picture("people");
    browser.findElement(By.xpath("//button[text()='Sign out']|//button[.='Sign out']")).click();
    see("Forgot your password?");
  }

  @Test
  void portalRejectsAWrongPassword() {
    // an installation without an operator asks for the first one
    var link = OperatorCode.link(addresses).replaceAll(".*/welcome/", "");
    new Browser(addresses.gateway())
        .post(
            "/api/v1/session/link",
            Map.of(
                "link",
                link,
                "email",
                "first-" + System.nanoTime() + "@example.org",
                "name",
                "First",
                "password",
                "correct horse battery"));
    browser.manage().deleteAllCookies();
    browser.get(addresses.gateway() + "/#/");
    browser.navigate().refresh();
    field("username").sendKeys("missing@example.org");
    field("current-password").sendKeys("wrong", Keys.ENTER);
    see("The e-mail address or the password is wrong.");
    assertThat(text()).doesNotContain("Harbour Bikes number");
  }

  private static WebElement field(String purpose) {
    return new WebDriverWait(browser, Duration.ofSeconds(15))
        .until(
            ExpectedConditions.elementToBeClickable(
                By.cssSelector("input[autocomplete=" + purpose + "]:not([readonly])")));
  }

  private static void see(String words) {
    new WebDriverWait(browser, Duration.ofSeconds(15))
        .withMessage(() -> "the page does not show: " + words)
        .until(_ -> text().contains(words));
  }

  private static String text() {
    return browser.findElement(By.tagName("body")).getText();
  }

  private static void picture(String name) throws Exception {
    var target = Path.of("target", "pictures", name + ".png");
    Files.createDirectories(target.getParent());
    Files.write(target, browser.getScreenshotAs(OutputType.BYTES));
  }
}
