package contacthub.contact.calendar;

import java.util.List;

/** Says what counts on a calendar, so that it is not deleted under it; asked of every bean of this type. */
public interface CalendarUse {

    /** What counts on it, each to be read by a person, such as "policy vip"; empty where nothing does. */
    List<String> of(String calendar);
}
