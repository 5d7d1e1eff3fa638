package contacthub.notification.channel.sms.smpp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;

import contacthub.notification.channel.sms.IncomingMessages;
import contacthub.notification.channel.sms.IncomingPart;
import contacthub.notification.channel.sms.ReceiptText;
import contacthub.notification.channel.sms.SentParts;
import contacthub.notification.channel.sms.Status;

/** What the SMSC delivers to us: receipts and messages of customers. It is answered only once it is durable. */
@ApplicationScoped
class Deliveries implements MessageReceiverListener {

    private static final Logger LOG = Logger.getLogger(Deliveries.class);
    private static final int INTERNATIONAL = 1;
    private static final int UNKNOWN = 0;
    /** National ones begin with 0, or 8 in Russia. */
    private static final Pattern UNTYPED = Pattern.compile("[1-79][0-9]{10,14}");

    private final SmppSettings settings;
    private final SentParts sent;
    private final IncomingMessages incoming;
    private final Set<String> unknownSubscriberErrors;

    Deliveries(SmppSettings settings, SentParts sent, IncomingMessages incoming,
            @ConfigProperty(name = Status.UNKNOWN_SUBSCRIBER_ERRORS) Set<String> unknownSubscriberErrors) {
        this.settings = settings;
        this.sent = sent;
        this.incoming = incoming;
        this.unknownSubscriberErrors = unknownSubscriberErrors;
    }

    @Override
    public void onAcceptDeliverSm(DeliverSm delivered) throws ProcessRequestException {
        try {
            take(delivered);
        } catch (RuntimeException e) {
            // The failure may quote the message, and logs keep nothing of customers.
            LOG.warnf("what the SMSC delivered could not be kept, it will come again: %s", e.getClass().getName());
            LOG.debug("why", e);
            throw new ProcessRequestException("not kept", SMPPConstant.STAT_ESME_RX_T_APPN, e);
        }
    }

    private void take(DeliverSm delivered) {
        if (delivered.isSmscDeliveryReceipt()) {
            report(delivered).ifPresent(sent::report);
        } else if (!delivered.isIntermediateDeliveryNotification()) {
            incoming.take(part(delivered));
        }
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alert) {
        LOG.debug("a handset is back");
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
        throw new ProcessRequestException("data_sm is not for us", SMPPConstant.STAT_ESME_RX_P_APPN);
    }

    /** Parameters are preferred to the text, which has no fixed form; only the end is reported. */
    private Optional<SentParts.Report> report(DeliverSm delivered) {
        ReceiptText text = ReceiptText.of(new String(octets(delivered), ISO_8859_1));
        var named = delivered.getOptionalParameter(OptionalParameter.Receipted_message_id.class);
        var state = delivered.getOptionalParameter(OptionalParameter.Message_state.class);
        Status status = state == null ? text.status() : Status.of(state.getValue());
        String id = named != null
                ? settings.messageIds().answered(named.getValueAsString())
                : text.id() == null ? null : settings.messageIds().reported(text.id());
        if (id == null || !status.isFinal()) {
            return Optional.empty();
        }
        return Optional.of(new SentParts.Report(id, status.reason(error(delivered, text), unknownSubscriberErrors),
                text.stat().isEmpty() ? status.name() : text.detail()));
    }

    private static String error(DeliverSm delivered, ReceiptText text) {
        var network = delivered.getOptionalParameter(OptionalParameter.Network_error_code.class);
        return network == null || network.getValue().length != 3
                ? text.error()
                : Integer.toString(network.getErrorCode() & 0xffff);
    }

    private static IncomingPart part(DeliverSm delivered) {
        String from = number(delivered.getSourceAddrTon(), delivered.getSourceAddr());
        String to = number(delivered.getDestAddrTon(), delivered.getDestAddress());
        int coding = delivered.getDataCoding() & 0xff;
        if (delivered.isUdhi()) {
            return IncomingPart.withHeader(from, to, coding, octets(delivered));
        }
        return new IncomingPart(from, to, place(delivered), coding, octets(delivered));
    }

    /** Some SMSCs give the place as parameters instead of a header. */
    private static Optional<IncomingPart.Place> place(DeliverSm delivered) {
        var reference = delivered.getOptionalParameter(OptionalParameter.Sar_msg_ref_num.class);
        var total = delivered.getOptionalParameter(OptionalParameter.Sar_total_segments.class);
        var number = delivered.getOptionalParameter(OptionalParameter.Sar_segment_seqnum.class);
        return reference == null || total == null || number == null
                ? Optional.empty()
                : IncomingPart.place(reference.getValue() & 0xffff, total.getValue() & 0xff, number.getValue() & 0xff);
    }

    private static byte[] octets(DeliverSm delivered) {
        var payload = delivered.getOptionalParameter(OptionalParameter.Message_payload.class);
        byte[] octets = delivered.getShortMessage();
        return payload != null && (octets == null || octets.length == 0)
                ? payload.getValue()
                : octets == null ? new byte[0] : octets;
    }

    /** SMSCs that do not say the type of a number give most in the international form, without the plus. */
    private static String number(byte ton, String address) {
        String plain = address == null ? "" : address;
        boolean international = ton == INTERNATIONAL || ton == UNKNOWN && UNTYPED.matcher(plain).matches();
        return international && !plain.startsWith("+") ? "+" + plain : plain;
    }
}
