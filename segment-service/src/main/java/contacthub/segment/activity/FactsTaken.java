package contacthub.segment.activity;

import java.util.List;

import contacthub.runtime.event.Received;

/** Facts about customers are being taken, each once, in the transaction at hand; purchases and merges are kept already. */
public record FactsTaken(List<Received> facts) {}
