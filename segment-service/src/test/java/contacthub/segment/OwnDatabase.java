package contacthub.segment;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

import contacthub.testkit.HubStack;

/** For tests about all customers at once: a database in which there are no customers of other tests. */
public class OwnDatabase implements QuarkusTestProfile {

    /** One of the databases of the stack that no other test of this service uses. */
    private static final String NAME = "notification";

    /** What service costs: two a minute, a half an e-mail. */
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("hub.value.minute-rate", "2", "hub.value.channel-price.email", "0.5");
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(HubStack.class, Map.of("database", NAME)));
    }
}
