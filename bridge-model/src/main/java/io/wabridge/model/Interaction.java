package io.wabridge.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person can do with an {@link Content.Interactive} message, besides reading it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Interaction {

  /** A button opens this address. */
  @JsonTypeName("link")
  record Link(String label, String url) implements Interaction {}

  /**
   * A button sends the person's location.
   *
   * @param asked true
   */
  @JsonTypeName("location-request")
  record AskLocation(boolean asked) implements Interaction {}

  /** One product of a catalog, by the provider's ids of both. */
  @JsonTypeName("product")
  record Product(String catalog, String product) implements Interaction {}

  /** Products of a catalog, under headings. */
  @JsonTypeName("products")
  record Products(String catalog, List<Section> sections) implements Interaction {

    public Products {
      sections = List.copyOf(sections);
    }
  }

  /**
   * Products under one heading.
   *
   * @param title null: no heading
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Section(@Nullable String title, List<String> products) {

    public Section {
      products = List.copyOf(products);
    }
  }

  /**
   * The whole catalog.
   *
   * @param thumbnail the product whose picture is shown; null: the first one
   */
  @JsonTypeName("catalog")
  record Catalog(@Nullable String thumbnail) implements Interaction {}

  /** Cards beside each other. */
  @JsonTypeName("carousel")
  record Carousel(List<Card> cards) implements Interaction {

    public Carousel {
      cards = List.copyOf(cards);
    }
  }

  /**
   * One card: a picture or video, and a button that opens an address, or answers to choose from.
   *
   * @param kind IMAGE or VIDEO
   * @param url the public address of the picture or video
   * @param link null: the card has answers
   * @param answers empty: the card has a link
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Card(
      MediaKind kind,
      String url,
      @Nullable String text,
      @Nullable Link link,
      List<Content.Choice.Option> answers) {

    public Card {
      answers = answers == null ? List.of() : List.copyOf(answers);
    }
  }
}
