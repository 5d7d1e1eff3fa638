export default {
  en: {
    'templates.hint': 'A text is found by name, category, channel and language; the most particular one that is published is taken.', 'templates.name': 'Name', 'templates.category': 'Category', 'templates.channel': 'Channel',
    'templates.language': 'Language', 'templates.state': 'State', 'templates.text': 'Text', 'templates.subject': 'Subject', 'templates.any': 'any',
    'templates.published': 'version {n}', 'templates.draft': 'draft', 'templates.withdrawn': 'withdrawn', 'templates.new': 'New template', 'templates.add': 'Add as a draft',
    'templates.save': 'Save the draft', 'templates.saved': 'Draft saved', 'templates.publish': 'Publish', 'templates.out': 'Published', 'templates.withdraw': 'Withdraw',
    'templates.withdrawQuestion': 'Withdraw it? Then a more general one is taken.', 'templates.preview': 'Preview', 'templates.data': 'Example data (JSON)', 'templates.placeholders': 'Placeholders',
    'templates.parts': {one: '{n} SMS', other: '{n} SMS parts'}, 'templates.versions': 'Versions', 'templates.version': 'Version {n}', 'templates.again': 'Publish again', 'templates.difference': 'What changed',
    'templates.uses': 'In use', 'templates.noUses': 'As delivered.', 'templates.since': 'since {time}',
    'template.acknowledgement': 'Acknowledgement', 'template.reply': 'Operator’s answer', 'template.apology': 'Apology', 'template.question': 'Is it solved?', 'template.promise': 'Promise', 'template.stopped': 'Stop confirmed', 'template.started': 'Start confirmed',
  },
  ru: {
    'templates.hint': 'Текст ищется по названию, теме, каналу и языку; берётся самый частный из опубликованных.', 'templates.name': 'Название', 'templates.category': 'О чём', 'templates.channel': 'Канал',
    'templates.language': 'Язык', 'templates.state': 'Состояние', 'templates.text': 'Текст', 'templates.subject': 'Тема', 'templates.any': 'любой',
    'templates.published': 'версия {n}', 'templates.draft': 'черновик', 'templates.withdrawn': 'снят', 'templates.new': 'Новый шаблон', 'templates.add': 'Добавить черновиком',
    'templates.save': 'Сохранить черновик', 'templates.saved': 'Черновик сохранён', 'templates.publish': 'Опубликовать', 'templates.out': 'Опубликовано', 'templates.withdraw': 'Снять',
    'templates.withdrawQuestion': 'Снять? Тогда берётся более общий.', 'templates.preview': 'Как получится', 'templates.data': 'Данные для примера (JSON)', 'templates.placeholders': 'Подстановки',
    'templates.parts': {one: '{n} SMS', few: '{n} части SMS', many: '{n} частей SMS', other: '{n} части SMS'}, 'templates.versions': 'Версии', 'templates.version': 'Версия {n}', 'templates.again': 'Опубликовать снова', 'templates.difference': 'Что изменилось',
    'templates.uses': 'Что действовало', 'templates.noUses': 'Как поставлено.', 'templates.since': 'с {time}',
    'template.acknowledgement': 'Подтверждение', 'template.reply': 'Ответ оператора', 'template.apology': 'Извинение', 'template.question': 'Решён ли вопрос?', 'template.promise': 'Обещание', 'template.stopped': 'Отписка подтверждена', 'template.started': 'Подписка подтверждена',
  },
};
