package contacthub.stack;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.List;
import java.util.Properties;

import contacthub.stack.demo.HubApi;

/** The hub's REST interface as the administrator of its first start. What a service refuses is said in one line. */
final class Administrator {

    static final List<String> SERVICES = List.of("contact", "segment", "notification");

    private Administrator() {
    }

    /** What is done with the interface. */
    interface Work {

        void with(HubApi hub) throws IOException;
    }

    /** Does it; answers the exit code of a command that did what it says. */
    static int does(Settings settings, Work work) throws IOException {
        try {
            work.with(new HubApi(settings::url, credentials(settings)));
            return 0;
        } catch (HubApi.Refused e) {
            throw new StackFailure(e.getMessage(), e);
        }
    }

    private static Properties credentials(Settings settings) throws IOException {
        if (!Files.exists(settings.credentials())) {
            throw new StackFailure("there is no " + settings.credentials() + ": ./hub up makes it at its first start");
        }
        Properties read = new Properties();
        try (Reader file = Files.newBufferedReader(settings.credentials())) {
            read.load(file);
        }
        return read;
    }
}
