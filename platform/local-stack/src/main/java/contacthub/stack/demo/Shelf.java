package contacthub.stack.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contracts.Json;

/** The words and goods of the made-up company, read from the files beside this class. */
final class Shelf {

    static final List<String> LANGUAGES = List.of("ru", "en");

    private final Map<String, List<Story>> stories = Map.of("ru", read("stories.ru.json", Story[].class), "en",
            read("stories.en.json", Story[].class));
    private final JsonNode goods = read("goods.json");
    private final JsonNode people = read("people.json");

    /** Something the shop sells. */
    record Good(String category, String sku, BigDecimal price) {}

    List<Story> stories(String language) {
        return stories.get(language);
    }

    List<Good> goods(String language) {
        return Arrays.asList(Json.MAPPER.convertValue(goods.path(language), Good[].class));
    }

    /** A list of words by its path, such as {@code ru/women/last}. */
    List<String> words(String path) {
        return Arrays.asList(Json.MAPPER.convertValue(people.at("/" + path), String[].class));
    }

    private static <T> List<T> read(String file, Class<T[]> type) {
        return Arrays.asList(Json.MAPPER.convertValue(read(file), type));
    }

    private static JsonNode read(String file) {
        try (InputStream in = Shelf.class.getResourceAsStream(file)) {
            return Json.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
