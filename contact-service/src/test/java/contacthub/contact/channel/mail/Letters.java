package contacthub.contact.channel.mail;

/** Letters that tests have delivered. */
final class Letters {

    private Letters() {
    }

    /** A letter of a person, with these further header lines. */
    static String of(String from, String subject, String id, String text, String... headers) {
        return "From: " + from + "\nTo: shop@example.org\nSubject: " + subject + "\nMessage-ID: " + id + "\n"
                + String.join("\n", headers) + (headers.length == 0 ? "" : "\n")
                + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + text + "\n";
    }

    /** What a mail server says of a notification it could not deliver (RFC 3464). */
    static String bounce(String notification, String to, String status) {
        return """
                From: Mail Delivery System <MAILER-DAEMON@example.org>
                To: shop@example.org
                Subject: Undelivered Mail Returned to Sender
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b

                I could not deliver it.
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; example.org

                Final-Recipient: rfc822; %s
                Action: failed
                Status: %s
                Diagnostic-Code: smtp; 550 %s User unknown
                --b
                Content-Type: text/rfc822-headers

                Message-ID: <%s@example.org>
                Subject: Re: order
                --b--
                """.formatted(to, status, status, notification);
    }
}
