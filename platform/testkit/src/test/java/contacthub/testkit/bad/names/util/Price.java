package contacthub.testkit.bad.names.util;

/** Lives in a package that says nothing. */
record Price() {}
