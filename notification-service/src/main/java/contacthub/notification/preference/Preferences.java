package contacthub.notification.preference;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

import contacthub.runtime.redirect.Redirects.Whole;
import contacthub.runtime.sql.Query;

/**
 * What one customer likes: an order of channels in general and per category, when to be left in peace, on which phone
 * and messenger to be reached, in which language and how to be addressed.
 */
@Entity
@Table(name = "preference")
public class Preferences extends PanacheEntityBase {

    /** The key of the order that holds for every category without one of its own. */
    static final String GENERAL = "*";

    private static final String STANDING = """
            SELECT p.*, o.category, o.channels FROM (SELECT * FROM preference WHERE customer = ANY (?) AND version > 0
                ORDER BY changed_at DESC, customer LIMIT 1) p
            LEFT JOIN channel_order o ON o.customer = p.customer""";

    @Id
    UUID customer;
    String language;
    String zone;
    String quietHours;
    String phone;
    String messenger;
    String formOfAddress;
    long version;
    Instant changedAt;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "channel_order", joinColumns = @JoinColumn(name = "customer"))
    @MapKeyColumn(name = "category")
    @Column(name = "channels")
    Map<String, String[]> orders = new LinkedHashMap<>();

    /**
     * The preferences of a customer; empty ones where nothing has been said. Of several who are one, those changed last
     * hold (spec 25, rule 5).
     */
    public static Preferences of(Whole customer) {
        List<Preferences> said = Preferences
                .<Preferences>find("customer IN ?1 ORDER BY changedAt DESC, customer", customer.parts()).list();
        if (said.size() == 1 && said.get(0).customer.equals(customer.root())) {
            return said.get(0);
        }
        Preferences whole = unsaid(customer.root());
        said.stream().filter(one -> one.version > 0).findFirst().ifPresent(whole::take);
        whole.version = said.stream().mapToLong(one -> one.version).max().orElse(0);
        return whole;
    }

    /** The same by plain SQL, for decisions, which are many; not to be changed. */
    public static Query<Preferences> standing(Whole customer) {
        return new Query<>(STANDING, List.of(customer.parts()), row -> {
            Preferences standing = unsaid(customer.root());
            while (row.next()) {
                standing.language = row.getString("language");
                standing.zone = row.getString("zone");
                standing.quietHours = row.getString("quiet_hours");
                standing.phone = row.getString("phone");
                standing.messenger = row.getString("messenger");
                standing.formOfAddress = row.getString("form_of_address");
                if (row.getString("category") != null) {
                    standing.orders.put(row.getString("category"), (String[]) row.getArray("channels").getArray());
                }
            }
            return standing;
        });
    }

    /** Says the same as another. */
    void take(Preferences newest) {
        for (Wish wish : Wish.values()) {
            wish.set(this, wish.of(newest));
        }
        orders.keySet().retainAll(newest.orders.keySet());
        orders.putAll(newest.orders);
        changedAt = newest.changedAt;
    }

    static Preferences unsaid(UUID customer) {
        Preferences none = new Preferences();
        none.customer = customer;
        return none;
    }

    /** The language the customer asked for. */
    public Optional<String> language() {
        return Optional.ofNullable(language);
    }

    /** Where the customer says to live. */
    public Optional<ZoneId> zone() {
        return Optional.ofNullable(zone).map(ZoneId::of);
    }

    /** When the customer wants to be left in peace. */
    public Optional<QuietHours> quietHours() {
        return Optional.ofNullable(quietHours).map(QuietHours::parse);
    }

    /** The phone, in E.164, on which the customer wants to be reached. */
    public Optional<String> phone() {
        return Optional.ofNullable(phone);
    }

    /** The messenger the customer means by messenger, as a type of addresses. */
    public Optional<String> messenger() {
        return Optional.ofNullable(messenger);
    }

    /** Whether the customer wishes to be addressed by the first name. */
    public boolean isInformal() {
        return "informal".equals(formOfAddress);
    }

    /** The channels the customer wants in general, most wanted first. */
    public List<PreferenceChannel> general() {
        return order(GENERAL);
    }

    /** The channels the customer wants for a category, most wanted first. */
    public List<PreferenceChannel> forCategory(Category category) {
        return order(category.word());
    }

    private List<PreferenceChannel> order(String key) {
        return Stream.ofNullable(orders.get(key)).flatMap(Arrays::stream).map(PreferenceChannel::named)
                .flatMap(Optional::stream).toList();
    }
}
