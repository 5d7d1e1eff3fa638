-- The worst deadline of a conversation: the earliest that counts down or has passed with nothing done. The inbox is read
-- in its order, those that nobody waits in at the end.
ALTER TABLE conversation ADD COLUMN due_at timestamptz;
UPDATE conversation c SET due_at = k.due_at
FROM (SELECT conversation_id, min(due_at) AS due_at FROM sla_clock
      WHERE state IN ('running', 'breached') AND stopped_at IS NULL GROUP BY conversation_id) k
WHERE c.id = k.conversation_id AND c.status = 'open';
CREATE INDEX conversation_urgency ON conversation (coalesce(due_at, '9999-01-01T00:00:00Z'::timestamptz), id)
    WHERE status = 'open';
