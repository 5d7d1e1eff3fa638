export default {
  en: {
    'health.up': 'works', 'health.down': 'down', 'health.database': 'Database', 'health.kafka': 'Kafka', 'health.oldest_batch_seconds': 'Oldest work, seconds', 'health.lag': 'Behind', 'health.spill': 'Kept aside',
    'health.dead': 'Dead letters', 'health.deadHint': 'Records a service could not take. Mend the cause, then send them again: nothing counts twice.', 'health.noDead': 'none', 'health.record': 'Record', 'health.when': 'When', 'health.topic': 'Topic',
    'health.redrive': 'Send again', 'health.redriven': 'Sent again', 'health.redriveQuestion': 'Send this record to its topic again?', 'health.tooLarge': 'Its data was too large for a dead letter.',
    'health.failed': 'Failed notifications', 'health.someFailed': 'There are some', 'health.faults': 'Clocks set aside', 'health.again': 'tried again {time}', 'health.letters': 'Refused letters', 'health.retried': 'Taken once more', 'health.none': 'None.',
  },
  ru: {
    'health.up': 'работает', 'health.down': 'не работает', 'health.database': 'База данных', 'health.kafka': 'Kafka', 'health.oldest_batch_seconds': 'Старейшая работа, секунд', 'health.lag': 'Отставание', 'health.spill': 'Отложено',
    'health.dead': 'Непринятые записи', 'health.deadHint': 'Записи, которые служба не смогла принять. Устраните причину и отправьте снова: дважды ничего не посчитается.', 'health.noDead': 'нет', 'health.record': 'Запись', 'health.when': 'Когда', 'health.topic': 'Топик',
    'health.redrive': 'Отправить снова', 'health.redriven': 'Отправлено снова', 'health.redriveQuestion': 'Отправить эту запись в её топик снова?', 'health.tooLarge': 'Данные были слишком велики.',
    'health.failed': 'Неудачные уведомления', 'health.someFailed': 'Есть неудачные', 'health.faults': 'Отложенные сроки', 'health.again': 'повтор {time}', 'health.letters': 'Отвергнутые письма', 'health.retried': 'Принято ещё раз', 'health.none': 'Нет.',
  },
};
