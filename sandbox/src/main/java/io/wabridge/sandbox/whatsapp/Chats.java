package io.wabridge.sandbox.whatsapp;

import org.springframework.stereotype.Component;

/** Finds the chat of a control call. */
@Component
class Chats {
  private final Persons persons;
  private final Accounts accounts;

  Chats(Persons persons, Accounts accounts) {
    this.persons = persons;
    this.accounts = accounts;
  }

  Chat of(String personId, String numberId) {
    BusinessNumber number = accounts.number(numberId);
    if (number == null) {
      throw new NotFoundException("number " + numberId);
    }
    return persons.chat(persons.require(personId), number);
  }
}
