export default {
  en: {
    'imports.new': 'Hand over a file', 'imports.hint': 'NDJSON or CSV of any size, UTF-8. A file posted again adds nothing.', 'imports.file': 'File', 'imports.type': 'What its lines are', 'imports.source': 'Source', 'imports.sourceHint': 'Where it comes from; with an id it makes a line unique.',
    'imports.send': 'Hand over', 'imports.sending': 'Sending', 'imports.handed': 'The file is safe and is being taken in', 'imports.progress': 'Taken in', 'imports.none': 'No imports yet.',
    'imports.questionnaire': 'Questionnaires', 'imports.questionnaireHint': 'CSV with a line per customer: which phone, SMS or calls, when, and what is allowed.', 'imports.take': 'Take', 'imports.taken': '{n} lines taken',
    'imports.errors': 'Refused lines', 'imports.line': 'Line {n}', 'imports.lineNumber': 'Line', 'imports.field': 'Field', 'imports.when': 'When', 'imports.state': 'State', 'imports.accepted': 'Accepted', 'imports.refused': 'Refused', 'imports.rate': 'Lines/s',
    'imports.type.contact.received': 'Contacts of customers', 'imports.type.contact.sent': 'Answers given elsewhere', 'imports.type.call.recorded': 'Calls', 'imports.type.purchase.recorded': 'Purchases', 'imports.type.visit.recorded': 'Visits', 'imports.type.review.recorded': 'Reviews', 'imports.type.survey.answered': 'Survey answers',
    'imports.state.receiving': 'arriving', 'imports.state.running': 'being taken in', 'imports.state.finished': 'done', 'imports.state.cancelled': 'cancelled', 'imports.state.broken': 'cut off',
  },
  ru: {
    'imports.new': 'Передать файл', 'imports.hint': 'NDJSON или CSV любого размера, UTF-8. Повторный файл ничего не добавит.', 'imports.file': 'Файл', 'imports.type': 'Что в строках', 'imports.source': 'Источник', 'imports.sourceHint': 'Откуда он; вместе с id делает строку единственной.',
    'imports.send': 'Передать', 'imports.sending': 'Передаётся', 'imports.handed': 'Файл сохранён и принимается', 'imports.progress': 'Принято', 'imports.none': 'Загрузок пока нет.',
    'imports.questionnaire': 'Анкеты', 'imports.questionnaireHint': 'CSV, строка на клиента: какой телефон, SMS или звонки, когда и что разрешено.', 'imports.take': 'Принять', 'imports.taken': 'Принято строк: {n}',
    'imports.errors': 'Отвергнутые строки', 'imports.line': 'Строка {n}', 'imports.lineNumber': 'Строка', 'imports.field': 'Поле', 'imports.when': 'Когда', 'imports.state': 'Состояние', 'imports.accepted': 'Принято', 'imports.refused': 'Отвергнуто', 'imports.rate': 'Строк/с',
    'imports.type.contact.received': 'Обращения клиентов', 'imports.type.contact.sent': 'Ответы из других систем', 'imports.type.call.recorded': 'Звонки', 'imports.type.purchase.recorded': 'Покупки', 'imports.type.visit.recorded': 'Посещения', 'imports.type.review.recorded': 'Отзывы', 'imports.type.survey.answered': 'Ответы на опросы',
    'imports.state.receiving': 'передаётся', 'imports.state.running': 'принимается', 'imports.state.finished': 'готово', 'imports.state.cancelled': 'отменено', 'imports.state.broken': 'оборвано',
  },
};
