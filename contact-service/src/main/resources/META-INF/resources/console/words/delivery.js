export default {
  en: {
    'delivery.requested': 'requested', 'delivery.queued': 'queued', 'delivery.sending': 'sending', 'delivery.sent': 'sent',
    'delivery.delivered': 'delivered', 'delivery.read': 'read', 'delivery.failed': 'failed', 'delivery.suppressed': 'not sent',
    'delivery.held': 'held', 'delivery.expired': 'expired', 'delivery.cancelled': 'cancelled',
  },
  ru: {
    'delivery.requested': 'запрошено', 'delivery.queued': 'в очереди', 'delivery.sending': 'отправляется', 'delivery.sent': 'отправлено',
    'delivery.delivered': 'доставлено', 'delivery.read': 'прочитано', 'delivery.failed': 'не вышло', 'delivery.suppressed': 'не отправлено',
    'delivery.held': 'отложено', 'delivery.expired': 'просрочено', 'delivery.cancelled': 'отменено',
  },
};
