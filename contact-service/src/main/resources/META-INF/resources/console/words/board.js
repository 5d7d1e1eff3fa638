export default {
  en: {
    'board.overdue': 'Overdue', 'board.quarter': 'Within 15 minutes', 'board.hour': 'Within the hour', 'board.later': 'Later',
    'board.live': 'live', 'board.whose': 'Whose', 'board.everybody': 'Everybody', 'board.nobody': 'Nobody',
    'board.owner': 'Owner of the conversation with {name}', 'board.assigned': 'Given to {name}', 'board.more': 'and {n} more', 'board.first': 'The worst {n} are shown.',
    'board.promises': 'Promises running', 'board.noPromises': 'Nothing is promised.', 'board.broken': 'Promises broken', 'board.noBroken': 'Every promise was kept.',
    'board.paused': 'Clocks paused', 'board.noPaused': 'No clock is paused.',
  },
  ru: {
    'board.overdue': 'Просрочено', 'board.quarter': 'В ближайшие 15 минут', 'board.hour': 'В течение часа', 'board.later': 'Позже',
    'board.live': 'обновляется', 'board.whose': 'Чьи', 'board.everybody': 'Все', 'board.nobody': 'Никто',
    'board.owner': 'Ответственный за диалог: {name}', 'board.assigned': 'Передано: {name}', 'board.more': 'и ещё {n}', 'board.first': 'Показаны худшие {n}.',
    'board.promises': 'Действующие обещания', 'board.noPromises': 'Обещаний нет.', 'board.broken': 'Нарушенные обещания', 'board.noBroken': 'Все обещания сдержаны.',
    'board.paused': 'Сроки на паузе', 'board.noPaused': 'На паузе ничего нет.',
  },
};
