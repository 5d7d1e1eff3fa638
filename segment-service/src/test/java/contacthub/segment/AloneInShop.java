package contacthub.segment;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import contacthub.runtime.event.Ids;

/** A test in {@link OwnDatabase} that begins without customers and tells of purchases. */
public abstract class AloneInShop {

    @Inject
    protected Ids ids;

    protected final Shop shop = new Shop();

    @BeforeEach
    protected final void forget() {
        Everybody.forget();
    }

    @AfterEach
    protected final void close() {
        shop.close();
    }
}
