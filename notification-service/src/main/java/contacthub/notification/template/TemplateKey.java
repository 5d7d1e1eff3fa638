package contacthub.notification.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import contacthub.contracts.Channel;
import contacthub.notification.preference.Category;
import contacthub.notification.preference.PreferenceChannel;

/**
 * What a template is for.
 *
 * @param name acknowledgement, promise, apology, question, reply, stopped, started or one of one's own
 * @param category a category, or any
 * @param channel a channel of contacts such as telegram, one of preferences such as messenger, or any
 * @param language ru or en
 */
public record TemplateKey(String name, String category, String channel, String language) {

    /** In place of a category or channel. */
    public static final String ANY = "any";

    private static final Pattern NAME = Pattern.compile("(?!try$)[a-z0-9][a-z0-9-]{0,59}");
    private static final Set<String> CATEGORIES = orAny(Category.names());
    private static final Set<String> CHANNELS = orAny(Channel.names(), PreferenceChannel.names());

    /** As callers write it; a 400 problem that names every wrong field. */
    static TemplateKey of(String name, String category, String channel, String language) {
        Flaws flaws = new Flaws();
        flaws.unless(name != null && NAME.matcher(name).matches(), "name",
                "must be 1 to 60 small letters, digits and dashes, and not 'try'");
        flaws.unless(category == null || CATEGORIES.contains(category), "category", "must be one of " + CATEGORIES);
        flaws.unless(channel == null || CHANNELS.contains(channel), "channel", "must be one of " + CHANNELS);
        flaws.unless(language != null && Texts.LANGUAGES.contains(language), "language",
                "must be one of " + Texts.LANGUAGES);
        flaws.refuse();
        return new TemplateKey(name, category == null ? ANY : category, channel == null ? ANY : channel, language);
    }

    /** The one a path tells. */
    static TemplateKey parse(String path) {
        String[] parts = path.split("/", 4);
        return new TemplateKey(parts[0], parts[1], parts[2], parts[3]);
    }

    /** Its place below {@code /templates}, which is also what it is stored by. */
    String path() {
        return String.join("/", name, category, channel, language);
    }

    /** Whose texts may be used for it, the most specific first: the category weighs more than the channel. */
    List<TemplateKey> fitting() {
        List<TemplateKey> fitting = new ArrayList<>();
        for (String category : distinct(category, ANY)) {
            for (String channel : distinct(channel, group(), ANY)) {
                fitting.add(new TemplateKey(name, category, channel, language));
            }
        }
        return fitting;
    }

    private String group() {
        return channel.equals(ANY) ? ANY : PreferenceChannel.ofContact(channel).word();
    }

    private static List<String> distinct(String... words) {
        return List.of(words).stream().distinct().toList();
    }

    @SafeVarargs
    private static Set<String> orAny(Set<String>... words) {
        Set<String> all = new TreeSet<>(Set.of(ANY));
        for (Set<String> some : words) {
            all.addAll(some);
        }
        return all;
    }
}
