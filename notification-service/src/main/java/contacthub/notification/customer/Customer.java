package contacthub.notification.customer;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import contacthub.contracts.Address;

/** A customer as far as writing to them needs it; language and name may be unknown. */
public record Customer(UUID id, String language, String name, List<Address> addresses, Set<String> segments) {}
