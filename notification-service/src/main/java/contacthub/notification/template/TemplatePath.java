package contacthub.notification.template;

import jakarta.ws.rs.PathParam;

/** What the path of a request says a template is for. */
class TemplatePath {

    /** Below the list of all. */
    static final String PATTERN = "{name}/{category}/{channel}/{language}";

    @PathParam("name")
    String name;
    @PathParam("category")
    String category;
    @PathParam("channel")
    String channel;
    @PathParam("language")
    String language;

    /** A 400 problem names every word that means nothing. */
    TemplateKey key() {
        return TemplateKey.of(name, category, channel, language);
    }
}
