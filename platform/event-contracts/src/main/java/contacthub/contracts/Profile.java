package contacthub.contracts;

/** What a sender says of themselves along with a contact; every field may be absent. */
public record Profile(String last, String first, String patronymic, Integer birthYear, String company, String town) {}
