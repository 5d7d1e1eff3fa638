package contacthub.contact.channel.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.ObjectNode;

import contacthub.contact.intake.Posted;
import contacthub.contracts.Address;
import contacthub.contracts.ChatWidget;
import contacthub.contracts.ContactFact;
import contacthub.contracts.FactTypes;
import contacthub.contracts.Json;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Problem.FieldError;
import contacthub.runtime.web.Storable;

/** A visitor's message as the contact it is: from the visitor, and from the addresses the visitor gave besides. */
record Said(String account, UUID visitor, String language, Frame.FromPage message) {

    static final int LONGEST_TEXT = 4_000;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{8,64}");
    private static final Pattern PAGE = Pattern.compile("https?://[!-~]{1,2000}");
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_PHONE = 40;

    /** The event, identified for ever by the visitor and the page's id of the message; a problem where it is none. */
    Posted posted() {
        check();
        var received = new ContactFact.Received("chat", addresses().size() == 1 ? addresses().get(0) : null,
                addresses().size() == 1 ? null : addresses(), message.text(), null, ChatWidget.thread(account), null,
                language, null, null);
        ObjectNode data = Json.MAPPER.valueToTree(received);
        if (message.page() != null && PAGE.matcher(message.page()).matches()) {
            data.put("page", message.page());
        }
        return new Posted(message.id(), "/widget/" + account + "/" + visitor,
                FactTypes.name(ContactFact.Received.class), null, Map.of(), Json.bytes(data));
    }

    private List<Address> addresses() {
        String name = isBlank(message.name()) ? null : message.name().strip();
        List<Address> addresses = new ArrayList<>(List.of(new Address("web", visitor.toString(), name)));
        if (!isBlank(message.email())) {
            addresses.add(new Address("email", message.email().strip(), name));
        }
        if (!isBlank(message.phone())) {
            addresses.add(new Address("phone", message.phone().strip(), name));
        }
        return addresses;
    }

    private void check() {
        List<FieldError> errors = new ArrayList<>();
        if (message.id() == null || !ID.matcher(message.id()).matches()) {
            errors.add(new FieldError("id", "must be 8 to 64 letters, digits, - or _"));
        }
        if (isBlank(message.text())) {
            errors.add(new FieldError("text", "is missing"));
        }
        limit("text", message.text(), LONGEST_TEXT, errors);
        limit("name", message.name(), LONGEST_NAME, errors);
        limit("email", message.email(), LONGEST_EMAIL, errors);
        limit("phone", message.phone(), LONGEST_PHONE, errors);
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    private static boolean isBlank(String value) {
        return value == null || value.isBlank();
    }

    private static void limit(String field, String value, int longest, List<FieldError> errors) {
        Storable.Check.flaw(value).ifPresent(flaw -> errors.add(new FieldError(field, flaw)));
        if (value != null && value.length() > longest) {
            errors.add(new FieldError(field, "must have at most " + longest + " characters"));
        }
    }
}
