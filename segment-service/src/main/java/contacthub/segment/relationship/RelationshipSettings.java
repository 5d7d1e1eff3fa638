package contacthub.segment.relationship;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What counts as long and as close: {@code hub.relationship.…}. */
@ConfigMapping(prefix = "hub.relationship")
interface RelationshipSettings {

    /** Days between the first and the latest purchase from which a relationship is long. */
    @WithDefault("365")
    int longDays();

    /** Purchase days and contacts of a year from which it is close. */
    @WithDefault("4")
    int closeDealings();
}
