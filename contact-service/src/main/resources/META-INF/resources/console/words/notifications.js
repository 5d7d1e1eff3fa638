export default {
  en: {
    'notifications.state': 'State', 'notifications.channel': 'Channel', 'notifications.reason': 'Reason', 'notifications.any': 'any', 'notifications.what': 'Notification', 'notifications.to': 'To', 'notifications.when': 'When',
    'notifications.channels': 'Channels', 'notifications.works': 'ready', 'notifications.allAgain': 'Send all failed again', 'notifications.again': 'Send again',
    'notifications.againQuestion': 'Send up to 500 failed notifications again, the oldest first?', 'notifications.againUnknown': 'Nobody knows whether it arrived. Sending again may reach the customer twice. Send?',
    'notifications.redriven': '{n} are sent again', 'notifications.sentAgain': 'Sent again as a new one', 'notifications.cancel': 'Call off', 'notifications.cancelled': 'Called off',
    'notifications.customer': 'Customer', 'notifications.conversation': 'Conversation', 'notifications.text': 'Text', 'notifications.outcome': 'What became of it', 'notifications.decidedBy': 'Decided by', 'notifications.category': 'Category',
    'notifications.template': 'Template', 'notifications.detail': 'In words', 'notifications.next': 'Next attempt', 'notifications.sentAt': 'Sent', 'notifications.attempts': 'Attempts', 'notifications.noAttempts': 'There was none.',
    'reason.unknown': 'nobody knows whether it was sent', 'reason.not-configured': 'channel not configured', 'reason.no-adapter': 'nothing to send it with', 'reason.gave-up': 'given up', 'reason.address-unknown': 'no such address', 'reason.rejected': 'rejected', 'reason.opted-out': 'refused by the customer', 'reason.retrying': 'tried again', 'reason.held': 'held', 'reason.expired': 'too late',
    'attempt.accepted': 'taken', 'attempt.transient': 'not now', 'attempt.permanent': 'refused', 'attempt.unclear': 'unclear', 'attempt.open': 'under way',
  },
  ru: {
    'notifications.state': 'Состояние', 'notifications.channel': 'Канал', 'notifications.reason': 'Причина', 'notifications.any': 'любое', 'notifications.what': 'Уведомление', 'notifications.to': 'Кому', 'notifications.when': 'Когда',
    'notifications.channels': 'Каналы', 'notifications.works': 'готов', 'notifications.allAgain': 'Отправить все неудачные снова', 'notifications.again': 'Отправить снова',
    'notifications.againQuestion': 'Отправить снова до 500 неудачных, начиная со старых?', 'notifications.againUnknown': 'Неизвестно, дошло ли оно. Клиент может получить его дважды. Отправить?',
    'notifications.redriven': 'Отправляются снова: {n}', 'notifications.sentAgain': 'Отправлено снова, как новое', 'notifications.cancel': 'Отозвать', 'notifications.cancelled': 'Отозвано',
    'notifications.customer': 'Клиент', 'notifications.conversation': 'Диалог', 'notifications.text': 'Текст', 'notifications.outcome': 'Что с ним стало', 'notifications.decidedBy': 'Решил уровень', 'notifications.category': 'О чём',
    'notifications.template': 'Шаблон', 'notifications.detail': 'Словами', 'notifications.next': 'Следующая попытка', 'notifications.sentAt': 'Отправлено', 'notifications.attempts': 'Попытки', 'notifications.noAttempts': 'Не было.',
    'reason.unknown': 'неизвестно, отправлено ли', 'reason.not-configured': 'канал не настроен', 'reason.no-adapter': 'отправить нечем', 'reason.gave-up': 'попытки исчерпаны', 'reason.address-unknown': 'нет такого адреса', 'reason.rejected': 'отвергнуто', 'reason.opted-out': 'клиент отказался', 'reason.retrying': 'будет повтор', 'reason.held': 'отложено', 'reason.expired': 'слишком поздно',
    'attempt.accepted': 'принято', 'attempt.transient': 'не сейчас', 'attempt.permanent': 'отказ', 'attempt.unclear': 'неясно', 'attempt.open': 'идёт',
  },
};
