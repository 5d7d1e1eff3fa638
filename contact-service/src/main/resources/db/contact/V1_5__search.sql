-- What operators look for; ADR 0022 says what each index costs and why there is no other.

-- Names by the beginnings of their parts; one key a word, where trigrams made one of every three letters.
DROP INDEX customer_name;
CREATE INDEX customer_name ON customer USING gin (to_tsvector('simple', translate(
        lower(coalesce(last_name, '') || ' ' || coalesce(first_name, '') || ' ' || coalesce(patronymic, '') || ' '
            || coalesce(company, '')), 'ё-''’.,"«»()/@_+&', 'е               ')))
    WHERE last_name IS NOT NULL OR first_name IS NOT NULL OR company IS NOT NULL;
CREATE INDEX address_name ON address USING gin (
    to_tsvector('simple', translate(lower(name), 'ё-''’.,"«»()/@_+&', 'е               ')))
    WHERE name IS NOT NULL;

-- The end of a number or mail domain, and the beginning of a name on the net, as people remember them.
CREATE INDEX address_end ON address ((reverse(value) COLLATE "C")) WHERE type IN ('phone', 'whatsapp', 'email');
CREATE INDEX address_start ON address ((value COLLATE "C")) WHERE type IN ('email', 'telegram', 'instagram');

-- The words of contacts, by stem: the Russian configuration stems Latin letters as English, and takes ё for е.
CREATE INDEX timeline_entry_words ON timeline_entry USING gin (
        to_tsvector('russian', left(detail ->> 'text', 10000)))
    WHERE type IN ('contacthub.contact.received.v1', 'contacthub.contact.sent.v1');
