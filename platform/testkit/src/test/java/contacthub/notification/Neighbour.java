package contacthub.notification;

/** Stands for a type of another service. */
public record Neighbour() {}
