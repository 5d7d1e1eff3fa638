// The values that the services know, in the order in which people are shown them.
export const MESSENGERS = ['telegram', 'vk', 'whatsapp', 'viber', 'facebook', 'instagram', 'slack', 'line'];
/** Where a contact may come from or go to. */
export const CHANNELS = ['email', 'web', 'chat', 'sms', 'call', ...MESSENGERS, 'review', 'visit', 'paper'];
/** What the hub sends by itself. */
export const SENT_BY = ['email', 'sms', 'telegram', 'vk', 'whatsapp', 'viber', 'chat'];
/** What a customer may want and allow. */
export const WANTED = ['sms', 'call', 'messenger', 'paper', 'email', 'chat'];
export const CATEGORIES = ['service', 'complaint', 'reminder', 'offer', 'event_invitation'];
export const LANGUAGES = ['ru', 'en'];
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'];
/** The clocks that a policy sets; the others follow from what operators promise and plan. */
export const POLICY_CLOCKS = ['first-reply', 'next-reply', 'update', 'resolution'];
export const CLOCKS = [...POLICY_CLOCKS, 'promise', 'step'];
export const ROLES = ['operator', 'supervisor', 'administrator'];
export const DELIVERY_STATES = ['queued', 'held', 'sending', 'sent', 'delivered', 'read', 'failed', 'suppressed', 'expired', 'cancelled'];
