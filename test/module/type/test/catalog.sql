-- after: (typname IN (
'span',
        