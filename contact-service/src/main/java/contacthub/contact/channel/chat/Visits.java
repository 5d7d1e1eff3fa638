package contacthub.contact.channel.chat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;

/** The open pages of this instance, by connection. */
@ApplicationScoped
class Visits {

    private final Map<String, Visit> open = new ConcurrentHashMap<>();

    Visits(MeterRegistry meters) {
        meters.gauge("hub.chat.connections", open, Map::size);
    }

    void begin(String connection, Visit visit) {
        open.put(connection, visit);
    }

    void end(String connection) {
        open.remove(connection);
    }

    Visit of(String connection) {
        return open.get(connection);
    }

    int count() {
        return open.size();
    }

    Collection<Visit> all() {
        return open.values();
    }

    List<Visit> greeted() {
        return open.values().stream().filter(Visit::isGreeted).toList();
    }
}
