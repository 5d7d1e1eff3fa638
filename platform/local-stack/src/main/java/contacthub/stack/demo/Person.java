package contacthub.stack.demo;

import java.util.List;
import java.util.Map;

import contacthub.contracts.Address;
import contacthub.contracts.Profile;

/** A made-up customer: who it is, under which addresses it writes, and how it buys. */
record Person(int number, String language, Profile profile, Map<String, Address> addresses, Buying buying) {

    /** How often and how recently somebody buys; what segment-service makes of it is the group of that name. */
    enum Buying {
        NOTHING, NEWCOMER, ONE_TIME, GROWING, VIP, LOST
    }

    String name() {
        return profile.first() + " " + profile.last();
    }

    boolean speaksRussian() {
        return language.equals("ru");
    }

    /** The number the shop knows this customer by. */
    Address shopNumber() {
        return addresses.get("external");
    }

    /** All addresses, the shop's number first: under it the hub keeps the customer's events in order. */
    List<Address> all() {
        return List.copyOf(addresses.values());
    }

    /** Where this customer is when writing over a channel; null where it never does. */
    Address on(String channel) {
        return switch (channel) {
            case "web" -> addresses.get("email");
            case "chat" -> addresses.get("web");
            case "sms", "call" -> addresses.get("phone");
            case "paper" -> addresses.get("postal");
            case "review", "visit" -> addresses.get("external");
            default -> addresses.get(channel);
        };
    }
}
