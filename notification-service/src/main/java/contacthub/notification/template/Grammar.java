package contacthub.notification.template;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All that a template can say: {@code {name}}, {@code {name ?: 'friend'}}, {@code {#if name && channel == 'sms'}} with
 * {@code {#else if}}, {@code {#else}} and {@code {/if}}, and braces as text by <code>\{</code> or <code>{|…|}</code>.
 * Everything else between braces is refused before any engine sees it, in one pass over the text.
 */
final class Grammar {

    /** Characters of a template; far more than any message needs. */
    static final int LONGEST = 20_000;
    /** Placeholders, conditions and their ends. */
    static final int MOST_TAGS = 200;
    /** Conditions in conditions. */
    static final int DEEPEST = 5;
    /** Characters between two braces. */
    static final int LONGEST_TAG = 200;

    /** Words that mean something of their own to the engine cannot be names. */
    private static final String NAME = "(?!(?:true|false|null|this|if|else|in|and|or|eq|ne|is|gt|ge|lt|le)\\b)"
            + "[a-zA-Zа-яА-ЯёЁ][a-zA-Zа-яА-ЯёЁ0-9_]{0,39}";
    private static final String TEXT = "(?:'[^'\"{}\\\\|\\p{Cntrl}]*'|\"[^'\"{}\\\\|\\p{Cntrl}]*\")";
    private static final String TERM = "(?:" + NAME + " +(?:==|!=) +" + TEXT + "|!?" + NAME + ")";
    private static final Pattern NAMED = Pattern.compile(NAME);
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(" + NAME + ")(?: +(\\?:) +(?:(" + NAME + ")|" + TEXT + "))?");
    private static final Pattern CONDITION = Pattern.compile("#(?:else )?if +(" + TERM + "(?: +(?:&&|\\|\\|) +" + TERM
            + ")*+)");
    private static final Pattern QUOTED = Pattern.compile(TEXT);
    private static final Pattern WORD = Pattern.compile("[#/@!:]?[\\p{L}\\p{N}_.:-]{0,30}");

    private static final String ALLOWED = "a template has placeholders such as {name}, {#if name}, {#else if …}, {#else}"
            + " and {/if}; write \\{ for a brace";

    private final String template;
    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final Set<String> spared = new TreeSet<>();
    private final Deque<Condition> open = new ArrayDeque<>();
    private int tags;

    private Grammar(String template) {
        this.template = template;
    }

    /** A condition that is not ended yet, and whether its {@code else} has come. */
    private record Condition(int at, boolean hasElse) {}

    /** Reads a template, or throws {@link Refused} with the line and column of what is wrong. */
    static Grammar read(String template) {
        if (template.length() > LONGEST) {
            throw new Refused("the template is too long: at most %,d characters".formatted(LONGEST));
        }
        Grammar grammar = new Grammar(template);
        grammar.read();
        return grammar;
    }

    /** Whether a placeholder can be called so. */
    static boolean isName(String name) {
        return NAMED.matcher(name).matches();
    }

    /** The placeholders, also those that only conditions ask for. */
    Set<String> names() {
        return Collections.unmodifiableSet(names.keySet());
    }

    /** Refuses every placeholder that is not one of these; one with a word in its stead may be missing if that is all right. */
    void require(Set<String> known, boolean spare) {
        names.forEach((name, at) -> {
            if (!known.contains(name) && !(spare && spared.contains(name))) {
                throw Refused.at(template, at, "there is no {" + name + "} here; there is "
                        + (known.isEmpty() ? "none at all" : String.join(", ", new TreeSet<>(known))));
            }
        });
    }

    private void read() {
        int i = 0;
        while (i < template.length()) {
            char c = template.charAt(i);
            if (c == '\\') {
                i += 2;
            } else if (c == '{') {
                i = template.startsWith("{|", i) ? afterText(i) : afterTag(i);
            } else {
                i++;
            }
        }
        if (!open.isEmpty()) {
            throw refused(open.peek().at, "{#if} without {/if}");
        }
    }

    private int afterText(int start) {
        int end = template.indexOf("|}", start + 2);
        if (end < 0) {
            throw refused(start, "{| without |}");
        }
        return end + 2;
    }

    private int afterTag(int start) {
        if (++tags > MOST_TAGS) {
            throw refused(start, "more than %d placeholders and conditions".formatted(MOST_TAGS));
        }
        int end = template.indexOf('}', start);
        if (end < 0 || end - start > LONGEST_TAG) {
            throw refused(start, "{ without } in the next %d characters".formatted(LONGEST_TAG));
        }
        tag(start, template.substring(start + 1, end));
        return end + 1;
    }

    private void tag(int start, String tag) {
        Matcher placeholder = PLACEHOLDER.matcher(tag);
        Matcher condition = CONDITION.matcher(tag);
        if (placeholder.matches()) {
            placeholder(start, placeholder);
        } else if (condition.matches()) {
            condition(start, tag, condition.group(1));
        } else if (tag.equals("#else")) {
            otherwise(start, true);
        } else if (tag.equals("/if")) {
            close(start);
        } else {
            Matcher word = WORD.matcher(tag);
            throw refused(start, "{" + (word.lookingAt() ? word.group() : "") + "…} is not known: " + ALLOWED);
        }
    }

    private void placeholder(int start, Matcher placeholder) {
        names.putIfAbsent(placeholder.group(1), start);
        if (placeholder.group(2) != null) {
            spared.add(placeholder.group(1));
        }
        if (placeholder.group(3) != null) {
            names.putIfAbsent(placeholder.group(3), start);
        }
    }

    private void condition(int start, String tag, String terms) {
        if (tag.startsWith("#else")) {
            otherwise(start, false);
        } else {
            open.push(new Condition(start, false));
        }
        if (open.size() > DEEPEST) {
            throw refused(start, "more than %d conditions in each other".formatted(DEEPEST));
        }
        Matcher name = NAMED.matcher(QUOTED.matcher(terms).replaceAll("''"));
        while (name.find()) {
            names.putIfAbsent(name.group(), start);
        }
    }

    private void otherwise(int start, boolean last) {
        if (open.isEmpty() || open.peek().hasElse) {
            throw refused(start, "{#else} without {#if}");
        }
        open.push(new Condition(open.pop().at, last));
    }

    private void close(int start) {
        if (open.isEmpty()) {
            throw refused(start, "{/if} without {#if}");
        }
        open.pop();
    }

    private Refused refused(int index, String reason) {
        return Refused.at(template, index, reason);
    }
}
