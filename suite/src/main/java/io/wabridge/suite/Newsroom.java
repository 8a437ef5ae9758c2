package io.wabridge.suite;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** An endless conversation: a few people write from time to time and receive answers. */
final class Newsroom {

  private static final List<String> QUESTIONS =
      List.of(
          "Is the red tandem free on Saturday?",
          "What does a day with the cargo bike cost?",
          "Can I bring the bike back on Sunday evening?",
          "Do you have helmets for children?",
          "My chain fell off, what now?",
          "Where exactly are you?");

  private static final List<String> ANSWERS =
      List.of(
          "Yes, it is. Shall I book it for you?",
          "Thirty pounds, helmets included.",
          "Of course; the yard is open until eight.",
          "We do, from age three.",
          "We are at 1 Quay Street. Come by, we will look at it.");

  private final Addresses addresses;
  private final DemoDesk desk;
  private final RandomGenerator random = RandomGenerator.getDefault();

  Newsroom(Addresses addresses, DemoDesk desk) {
    this.addresses = addresses;
    this.desk = desk;
  }

  private record Place(Onboarding.Tenant tenant, Desktop agent) {}

  private Place place() {
    var onboarding = new Onboarding(addresses);
    return switch (desk) {
      case GENESYS -> {
        var tenant = onboarding.seeded("Harbour Bikes", "ON_REPLY");
        yield new Place(tenant, new AgentDesktop(addresses, onboarding.integration(tenant)));
      }
      case CHATWOOT ->
          new Place(
              onboarding.seededAtChatwoot("Harbour Bikes at Chatwoot", "ON_REPLY"),
              new ChatwootDesktop(addresses, Onboarding.CHATWOOT_ACCOUNT));
      case CONNECT ->
          new Place(
              onboarding.seededAtConnect("Harbour Bikes at Amazon Connect", "ON_REPLY"),
              new ConnectDesktop(addresses, Onboarding.CONNECT_INSTANCE));
      case API -> {
        var bot = new BotDesktop(BotDesktop.port(System.getenv()));
        var tenant = onboarding.seededWithBot("Harbour Bikes with a bot", bot.system().eventsUrl());
        bot.system().answerWith(BotDesktop.api(addresses, tenant.deskId()));
        yield new Place(tenant, bot);
      }
    };
  }

  void run() throws InterruptedException {
    var place = place();
    var tenant = place.tenant();
    var people =
        List.of("Rosa Whitfield", "Tom Ferris", "Ana Tester", "Jo Bright").stream()
            .map(name ->
                Phone.withNumber(
                    addresses, tenant.phoneNumberId(), "4477009001" + (20 + name.length()), name))
            .toList();
    System.out.println("The conversation continues. The tenant is " + tenant.id() + ".");
    while (!Thread.interrupted()) {
      var person = people.get(random.nextInt(people.size()));
      try {
        exchange(person, place.agent());
      } catch (RuntimeException e) {
        System.out.println("Skipped a turn: " + e.getMessage());
      }
      Thread.sleep(3000);
    }
  }

  private void exchange(Phone person, Desktop agent) throws InterruptedException {
    var before = agent.inbound(person.address()).size();
    if (random.nextInt(5) == 0) {
      person.file("image", 60_000 + random.nextInt(60_000), Map.of("caption", "Look at this"));
    } else {
      person.text(QUESTIONS.get(random.nextInt(QUESTIONS.size())));
    }
    for (var i = 0; i < 200 && agent.inbound(person.address()).size() == before; i++) {
      Thread.sleep(50);
    }
    Thread.sleep(1000);
    if (!agent.answersByItself()) {
      agent.reply(person.address(), ANSWERS.get(random.nextInt(ANSWERS.size())));
    }
    Thread.sleep(500);
    person.open();
  }
}
