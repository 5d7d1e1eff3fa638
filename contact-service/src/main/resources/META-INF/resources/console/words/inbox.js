export default {
  en: {
    'inbox.title': 'Inbox', 'inbox.filter': 'Which conversations', 'inbox.all': 'All open', 'inbox.mine': 'Mine',
    'inbox.queue': 'Nobody’s', 'inbox.overdue': 'Overdue', 'inbox.resolved': 'Resolved',
    'inbox.channel': 'Channel', 'inbox.anyChannel': 'All channels',
    'inbox.empty': 'No conversations here.', 'inbox.emptyHint': 'New contacts appear by themselves.',
    'inbox.choose': 'Choose a conversation', 'inbox.chooseHint': 'j and k move through the list, r answers.',
    'inbox.open': 'Open the customer',
    'inbox.back': 'Back to the list', 'inbox.waiting': 'customer’s turn',
    'inbox.answered': 'nothing due', 'inbox.list': 'Conversations',
  },
  ru: {
    'inbox.title': 'Входящие', 'inbox.filter': 'Какие диалоги', 'inbox.all': 'Все открытые', 'inbox.mine': 'Мои',
    'inbox.queue': 'Ничьи', 'inbox.overdue': 'Просроченные', 'inbox.resolved': 'Решённые',
    'inbox.channel': 'Канал', 'inbox.anyChannel': 'Все каналы',
    'inbox.empty': 'Диалогов нет.', 'inbox.emptyHint': 'Новые обращения появятся сами.',
    'inbox.choose': 'Выберите диалог', 'inbox.chooseHint': 'j и k — по списку, r — ответить.',
    'inbox.open': 'Открыть клиента',
    'inbox.back': 'К списку', 'inbox.waiting': 'ждём клиента',
    'inbox.answered': 'сроков нет', 'inbox.list': 'Диалоги',
  },
};
