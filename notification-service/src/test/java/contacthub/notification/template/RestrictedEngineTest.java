package contacthub.notification.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A template can say things and leave things out; nothing else (spec 80, "Security facts of this version"). */
class RestrictedEngineTest {

    private static final Map<String, String> TEXTS = Map.of("name", "Ольга", "subject", "", "channel", "sms", "evil",
            "{name.getClass} {#if name}x{/if} {|", "html", "<b onclick='x'>&\"</b>");

    private final RestrictedEngine engine = new RestrictedEngine();

    private String render(String template) {
        return engine.read(template).render(TEXTS);
    }

    /** Everything templates of other engines can be attacked by, and every other feature of this one. */
    @ParameterizedTest
    @ValueSource(strings = { "{#for i in 1000000000}x{/for}", "{#each name}{it}{/each}", "{#each}{/each}",
            "{#include secrets /}", "{#include secrets}{/include}", "{#include $fragment /}", "{#insert a}{/insert}",
            "{#insert /}", "{#let x=name}{x}{/let}", "{#set x=name}{x}{/set}", "{#with name}{length}{/with}",
            "{#eval name /}", "{#eval '{name}'}{/eval}", "{#switch name}{#case 'x'}{/switch}",
            "{#when name}{#is 'x'}y{/when}", "{#fragment id=a}x{/fragment}", "{#fragment a rendered=false}x{/fragment}",
            "{#capture a}x{/capture}", "{#cache}x{/cache}", "{#dialect}x{/dialect}", "{#raw}x{/raw}", "{#user.tag /}",
            "{#unless name}x{/unless}", "{#}", "{#/}", "{#if}x{/if}", "{#if name}open", "{#if name}x{/}",
            "{#if name /}", "{#if name}a{#else}b{#else}c{/if}", "{#else}", "{#else if name}x", "{/if}", "{/}",
            "{#if name}{/each}", "{#if name}{#each name}x{/each}{/if}",
            "{cdi:mailer}", "{cdi:mailer.send}", "{inject:vertx}", "{config:['quarkus.datasource.password']}",
            "{config:property('hub.telegram.token')}", "{config:a.b}", "{msg:hello}", "{msg:message('x')}",
            "{data:name}", "{str:eval('{name}')}", "{str:fmt('%s', name)}", "{str:builder('x')}", "{time:now}",
            "{java.lang.Runtime}", "{T(java.lang.Runtime)}", "{@java.lang.Runtime r}", "{@java.lang.String name}",
            "{@Runtime r = name}",
            "{name.getClass}", "{name.class}", "{name.class.name}", "{name.getClass().getClassLoader()}",
            "{name.getClass.forName('a')}", "{name.length}", "{name.length()}", "{name.bytes}",
            "{name.repeat(1000000000)}", "{name.concat('x')}", "{name.or('x')}", "{name.or(name.getClass)}",
            "{this}", "{this.getClass}", "{getClass}", "{hashCode}", "{it}", "{item_index}", "{_isNested}", "{size}",
            "{keys}", "{entrySet}", "{data.getClass}", "{name[0]}", "{name['class']}", "{name.['class']}", "{[0]}",
            "{name + 1}", "{name - name}", "{1 / 0}", "{name ? 'a' : 'b'}", "{name ?: 'a' ?: 'b'}", "{name || evil}",
            "{name && evil}", "{name eq 'x'}", "{name??}", "{nobody??}", "{name.ifTruthy('x')}", "{name.raw}",
            "{name.safe}", "{name:raw}", "{raw:name}", "{!name}", "{true}", "{null}", "{1}", "{1.5d}", "{'x'}",
            "{\"x\"}",
            "{nobody}", "{nobody.at.all}", "{name ?: nobody}", "{Name}", "{имя}", "{na-me}", "{name }", "{ name}",
            "{name\n}", "{{name}}", "{}", "{", "{name", "x {", "{{", "{#if name}{", "{|", "{| {name} ", "{!", "{! x",
            "{! a comment !}", "{[ a ]}", "{<a>}", "{%for%}", "{$name}", "{&name}", "{*}", "{?name}", "{~}",
            "{\u0000}", "{name\u0000}", "{\ud800}", "{\u202e}", "{😀}",
            "{#if name.getClass}x{/if}", "{#if a.b.c.d.e.f.g}x{/if}", "{#if nobody}x{/if}", "{#if cdi:x}x{/if}",
            "{#if name cdi:x}x{/if}", "{#if name == cdi:x}x{/if}", "{#if name == evil}x{/if}", "{#if name > 1}x{/if}",
            "{#if name gt 1e999999999}x{/if}", "{#if 1 == 1}x{/if}", "{#if 'a'}x{/if}", "{#if (name)}x{/if}",
            "{#if ((((((((name))))))))}x{/if}", "{#if name and subject}x{/if}", "{#if name is 'x'}x{/if}",
            "{#if name in subject}x{/if}", "{#if name.or(evil)}x{/if}", "{#if name ?: evil}x{/if}",
            "{#if !!name}x{/if}",
            "{#if name &&}x{/if}", "{#if && name}x{/if}", "{#if name == 'it's'}x{/if}", "{#if name == '}'}x{/if}",
            "{#if name}x{#else if name.length}y{/if}", "{#if name}x{#elseif name}y{/if}", "{#IF name}x{/IF}"})
    void refuses(String template) {
        assertThatThrownBy(() -> render(template)).isInstanceOf(Refused.class)
                .satisfies(refused -> assertThat(refused.getMessage()).matches("(?s)line \\d+, column \\d+: .{5,300}"));
    }

    static Stream<String> tooMuch() {
        return Stream.of("x".repeat(Grammar.LONGEST + 1), "{".repeat(1_000_000), "}".repeat(1_000_000),
                "{|".repeat(500_000), "{#if name}".repeat(10_000) + "{/if}".repeat(10_000),
                "{#if name}".repeat(Grammar.DEEPEST + 1) + "{/if}".repeat(Grammar.DEEPEST + 1),
                "{name}".repeat(Grammar.MOST_TAGS + 1), "{#if name}{/if}".repeat(Grammar.MOST_TAGS),
                "{" + "x".repeat(5_000) + "}", "{#if " + "name && ".repeat(1_000) + "name}x{/if}",
                "{" + "a.".repeat(1_000) + "b}", "{name ?: '" + "x".repeat(1_000) + "'}",
                "{#if " + "(".repeat(1_000) + "name" + ")".repeat(1_000) + "}x{/if}", "\\{".repeat(1_000_000));
    }

    @ParameterizedTest
    @MethodSource("tooMuch")
    void refusesWhatIsTooMuch(String template) {
        assertThatThrownBy(() -> render(template)).isInstanceOf(Refused.class)
                .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(400));
    }

    @Test
    void refusesTextsThatGrowTooLong() {
        Map<String, String> huge = Map.of("name", "x".repeat(RestrictedEngine.LONGEST_TEXT));
        assertThat(engine.read("{name}").render(huge)).hasSize(RestrictedEngine.LONGEST_TEXT);
        assertThatThrownBy(() -> engine.read("{name}".repeat(Grammar.MOST_TAGS)).render(huge))
                .isInstanceOf(Refused.class).hasMessageContaining("the text is too long: at most");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '`', textBlock = """
            Здравствуйте, {name}!                                  → Здравствуйте, Ольга!
            {#if subject}«{subject}»{#else}без темы{/if}           → без темы
            {#if name}a{#else if subject}b{#else}c{/if}            → a
            {#if !name}a{#else if subject}b{#else}c{/if}           → c
            {#if name && !subject}both{/if}                        → both
            {#if channel == 'sms'}кратко{/if}                      → кратко
            {#if channel != "sms" || name == 'Ольга'}длинно{/if}   → длинно
            {#if name && channel == 'sms' && name}все{/if}         → все
            {#if name}{#if subject}a{#else}b{/if}{/if}             → b
            {nickname ?: 'наш друг'}                               → наш друг
            {subject ?: 'без темы'}                                → без темы
            {name ?: 'друг'}                                       → Ольга
            {subject ?: name}                                      → Ольга
            [{subject}]                                            → []
            \\{name} a \\ b }                                      → {name} a \\ b }
            {evil}                                                 → {name.getClass} {#if name}x{/if} {|
            {html}                                                 → <b onclick='x'>&"</b>
            """)
    void renders(String template, String text) {
        assertThat(render(template.replace("\\\\", "\\"))).isEqualTo(text.replace("\\\\", "\\"));
    }

    @Test
    void takesNamesOfLettersAsPeopleWriteThem() {
        assertThat(engine.read("{имя} {firstName}{#if Имя && имя}!{/if}")
                .render(Map.of("имя", "Ольга", "firstName", "Olga", "Имя", "x"))).isEqualTo("Ольга Olga!");
    }

    @Test
    void takesBracesThatAreMarkedAsText() {
        assertThat(render("{|{name} {#each}|}, {name}")).isEqualTo("{name} {#each}, Ольга");
    }

    @Test
    void readsNoTextTwice() {
        String nested = "{evil}{#if name}{evil}{/if}";
        assertThat(render(nested)).isEqualTo(TEXTS.get("evil").repeat(2));
        assertThat(engine.read("{a}").render(Map.of("a", "\u0000\ud800{b}\uffff"))).isEqualTo("\u0000\ud800{b}\uffff");
    }

    @Test
    void escapesTextsInHtml() {
        assertThat(engine.readHtml("<p>{html}</p>{name}").render(TEXTS))
                .isEqualTo("<p>&lt;b onclick=&#39;x&#39;&gt;&amp;&quot;&lt;/b&gt;</p>Ольга");
        assertThat(engine.readHtml("{subject ?: html}{#if name}{html}{/if}").render(TEXTS)).doesNotContain("<");
    }

    @Test
    void saysWhereItIsWrong() {
        assertThatThrownBy(() -> render("Здравствуйте!\n  {nmae}")).hasMessage("line 2, column 3: there is no {nmae}"
                + " here; there is channel, evil, html, name, subject");
        assertThatThrownBy(() -> render("{#if name}\n{#if subject}\n{/if}"))
                .hasMessage("line 1, column 1: {#if} without {/if}");
        assertThatThrownBy(() -> render("a\nb{#each x}")).hasMessageStartingWith("line 2, column 2: {#each…} is not");
    }
}
