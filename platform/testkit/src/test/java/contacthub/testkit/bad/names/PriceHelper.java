package contacthub.testkit.bad.names;

/** Has a name that says nothing. */
record PriceHelper() {}
