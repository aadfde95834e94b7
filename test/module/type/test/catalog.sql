-- after: (typname IN (
'span',
