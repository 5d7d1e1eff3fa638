package contacthub.notification.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A template can say things and leave things out; nothing else. */
class RestrictedEngineTest {

    private static final Map<String, String> TEXTS = Map.of("name", "Ольга", "subject", "", "evil", "{name.getClass}");

    private final RestrictedEngine engine = new RestrictedEngine();

    @ParameterizedTest
    @ValueSource(strings = { "{#for i in 1000000000}x{/for}", "{#each name}{it}{/each}", "{#include secrets /}",
            "{#include secrets}{/include}", "{#eval name /}", "{#let x=name}{x}{/let}", "{#set x=name}{x}{/set}",
            "{#with name}{length}{/with}", "{#insert a}{/insert}", "{#fragment id=a}x{/fragment}",
            "{#switch name}{/switch}",
            "{name.getClass}", "{name.class}", "{name.getClass().getClassLoader()}", "{name.length}", "{name.length()}",
            "{name.bytes}", "{name.repeat(1000000000)}", "{this.getClass}", "{getClass}", "{inject:vertx}",
            "{cdi:mailer}", "{config:['quarkus.datasource.password']}", "{config:property('hub.telegram.token')}",
            "{str:fmt('%s', name)}", "{java.lang.Runtime}", "{T(java.lang.Runtime)}", "{name.getClass.forName('a')}",
            "{nobody}", "{nobody.at.all}", "{#if name.getClass}x{/if}", "{#if nobody}x{/if}",
            "{#unless name}x{/unless}",
            "{#if name}open"})
    void refuses(String template) {
        assertThatThrownBy(() -> engine.render(template, TEXTS)).isInstanceOf(RestrictedEngine.Refused.class);
    }

    @Test
    void refusesOversizedTemplate() {
        assertThatThrownBy(() -> engine.render("x".repeat(100_001), TEXTS))
                .isInstanceOf(RestrictedEngine.Refused.class).hasMessageContaining("too long");
    }

    @Test
    void rendersNames() {
        assertThat(engine.render("Здравствуйте, {name}!", TEXTS)).isEqualTo("Здравствуйте, Ольга!");
    }

    @Test
    void leavesOutWhatIsEmpty() {
        assertThat(engine.render("{#if subject}«{subject}»{#else}без темы{/if}", TEXTS)).isEqualTo("без темы");
    }

    @Test
    void offersAnotherWordForMissingOne() {
        assertThat(engine.render("{nickname ?: 'друг'}", TEXTS)).isEqualTo("друг");
    }

    @Test
    void neverReadsTextsAsTemplates() {
        assertThat(engine.render("{evil}", TEXTS)).isEqualTo("{name.getClass}");
    }
}
