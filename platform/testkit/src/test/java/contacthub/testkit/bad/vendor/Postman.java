package contacthub.testkit.bad.vendor;

import jakarta.mail.internet.MimeMessage;

/** Knows a vendor's type outside of a channel. */
record Postman(MimeMessage bag) {}
