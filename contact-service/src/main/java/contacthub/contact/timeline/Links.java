package contacthub.contact.timeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contracts.Json;

/** Where to go from a timeline entry (spec 20). */
final class Links {

    private static final String ATTACHMENTS = "attachments";

    private static final Pattern FOLLOWED = Pattern.compile("https?://|/api/v1/attachments/[0-9a-f-]{36}$");

    private Links() {
    }

    static Map<String, Object> of(UUID customer, UUID conversation, String detail) {
        Map<String, Object> links = new LinkedHashMap<>();
        links.put("customer", "/api/v1/customers/" + customer);
        if (conversation != null) {
            links.put("conversation", "/api/v1/conversations/" + conversation);
        }
        List<String> files = attachments(detail);
        if (!files.isEmpty()) {
            links.put(ATTACHMENTS, files);
        }
        return links;
    }

    /** Where attached files are, here or on the web; anything else is no link to follow. Few details are read. */
    private static List<String> attachments(String detail) {
        if (detail == null || !detail.contains('"' + ATTACHMENTS + '"')) {
            return List.of();
        }
        try {
            JsonNode files = Json.MAPPER.readTree(detail).path(ATTACHMENTS);
            return StreamSupport.stream(files.spliterator(), false).map(file -> file.path("url").asText())
                    .filter(url -> FOLLOWED.matcher(url).lookingAt()).toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the detail of an entry is no JSON", e);
        }
    }
}
