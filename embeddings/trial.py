"""Sentences on which an exported graph must agree with the model it came from."""

SENTENCES = (
    "What was said about the training of police officers?",
    "The mayor opened the new bridge on a cold morning in March.",
    "Paragraph 37 (b) requires each member to report by 30 June 2024.",
    "Early warning depends on people who are heard before a conflict begins.",
    "No refund is due when the ticket was bought less than 24 hours before departure.",
    "minutes of the meeting",
    "Water",
    "The committee noted with concern that minorities remain under-represented in public "
    "office, in the courts and in the police, and recommended that recruitment, training and "
    "promotion be reviewed every two years, with the results published in all the languages "
    "in which the population is served, and that complaints be heard by a body which is "
    "independent of those complained about.",
    "def area(width, height): return width * height",
    "https://example.org/report?year=2023&page=14",
    "Total: 1,204.50 EUR (incl. 19 % VAT), payable within 14 days",
    "Wie viele Beamte wurden im Umgang mit Minderheiten geschult?",
    "Der Ausschuss tagt zweimal im Jahr in Genf.",
    "La police a reçu une formation aux droits de l'homme.",
    "Les délégués ont débattu du rapport pendant trois heures.",
    "La policía recibió formación sobre los derechos de las minorías.",
    "El informe anual se publica en marzo.",
    "A reunião foi adiada por falta de quórum.",
    "La relazione è stata approvata senza modifiche.",
    "De commissie heeft het voorstel verworpen.",
    "Komisja przyjęła sprawozdanie większością głosów.",
    "Rapporten behandlades vid mötet i september.",
    "Полиция прошла обучение по правам человека.",
    "Засідання комітету відбудеться у вівторок.",
    "Η επιτροπή ενέκρινε την έκθεση.",
    "تلقت الشرطة تدريبا في مجال حقوق الإنسان.",
    "הוועדה אישרה את הדוח.",
    "पुलिस को मानवाधिकारों का प्रशिक्षण दिया गया।",
    "警察接受了人权培训。",
    "警察は人権に関する研修を受けた。",
    "경찰은 인권 교육을 받았다.",
    "Polis memurlarına insan hakları eğitimi verildi.",
)
"""Short and long, questions and statements, code, numbers and twenty languages."""
