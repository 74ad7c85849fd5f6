"""Names and descriptions of the members' commands in the languages that a member's Discord may be set to.

What the bot says stays English; moderators' commands do, too.
"""

from __future__ import annotations

from collections.abc import Mapping

LOCALES = ("de", "es-ES", "fr", "pt-BR")
"""The order of the translations below; Discord's own codes. `es-419` (Latin America) takes the Spanish ones."""

NAMES: Mapping[str, tuple[str, str, str, str]] = {
    "ask": ("frage", "pregunta", "question", "pergunta"),
    "role": ("rolle", "rol", "métier", "cargo"),
    "salary": ("gehalt", "salario", "salaire", "salário"),
    "roadmap": ("lernweg", "ruta", "parcours", "trilha"),
    "compare": ("vergleich", "comparar", "comparer", "comparar"),
    "skills": ("kenntnisse", "habilidades", "compétences", "habilidades"),
    "add": ("hinzufügen", "añadir", "ajouter", "adicionar"),
    "remove": ("entfernen", "quitar", "retirer", "remover"),
    "list": ("liste", "lista", "liste", "lista"),
    "goal": ("ziel", "meta", "objectif", "objetivo"),
    "gap": ("lücke", "brecha", "écart", "lacuna"),
    "next": ("weiter", "siguiente", "suite", "próximo"),
    "match": ("passend", "afines", "affinités", "afinidade"),
    "progress": ("fortschritt", "progreso", "progrès", "progresso"),
    "readiness": ("ki-bereitschaft", "preparación-ia", "préparation-ia", "preparo-ia"),
    "privacy": ("datenschutz", "privacidad", "confidentialité", "privacidade"),
    "show": ("zeigen", "mostrar", "afficher", "mostrar"),
    "export": ("exportieren", "exportar", "exporter", "exportar"),
    "delete": ("löschen", "borrar", "supprimer", "apagar"),
    "help": ("hilfe", "ayuda", "aide", "ajuda"),
    "start": ("start", "empezar", "démarrer", "começar"),
    "plan": ("plan", "plan", "plan", "plano"),
    "reminders": ("erinnerungen", "recordatorios", "rappels", "lembretes"),
    "question": ("frage", "pregunta", "question", "pergunta"),
    "topic": ("thema", "tema", "sujet", "tema"),
    "level": ("stufe", "nivel", "niveau", "nível"),
    "location": ("ort", "lugar", "lieu", "local"),
    "company": ("firma", "empresa", "entreprise", "empresa"),
    "specialization": ("spezialisierung", "especialización", "spécialisation", "especialização"),
    "first": ("erste", "primero", "premier", "primeiro"),
    "second": ("zweite", "segundo", "second", "segundo"),
    "skill": ("kenntnis", "habilidad", "compétence", "habilidade"),
    "hours": ("stunden", "horas", "heures", "horas"),
}  # fmt: skip

DESCRIPTIONS: Mapping[str, tuple[str, str, str, str]] = {
    "Ask about a tech career in your own words; only you see the answer": (
        "Frag in eigenen Worten nach einem Tech-Beruf (englisch); nur du siehst die Antwort",
        "Pregunta con tus palabras (en inglés) sobre una carrera tecnológica; solo tú ves la respuesta",
        "Pose ta question (en anglais) sur un métier de la tech ; toi seul vois la réponse",
        "Pergunte com suas palavras (em inglês) sobre carreira em tecnologia; só você vê a resposta",
    ),
    "What a role does, the skills it asks for, its levels, outlook and more": (
        "Was eine Rolle tut, welche Kenntnisse sie verlangt, Stufen, Aussichten und mehr",
        "Qué hace un rol, qué habilidades pide, sus niveles, perspectivas y más",
        "Ce que fait un métier, les compétences demandées, les niveaux, les perspectives",
        "O que um cargo faz, as habilidades que pede, níveis, perspectivas e mais",
    ),
    "What a role pays, with source and date": (
        "Was eine Rolle zahlt, mit Quelle und Datum",
        "Cuánto paga un rol, con fuente y fecha",
        "Ce que paie un métier, avec source et date",
        "Quanto um cargo paga, com fonte e data",
    ),
    "The way to a role, stage by stage": (
        "Der Weg zu einer Rolle, Abschnitt für Abschnitt",
        "El camino a un rol, etapa por etapa",
        "Le chemin vers un métier, étape par étape",
        "O caminho até um cargo, etapa por etapa",
    ),
    "Two roles side by side: work, pay, outlook and skills": (
        "Zwei Rollen nebeneinander: Arbeit, Gehalt, Aussichten und Kenntnisse",
        "Dos roles lado a lado: trabajo, salario, perspectivas y habilidades",
        "Deux métiers côte à côte : travail, salaire, perspectives, compétences",
        "Dois cargos lado a lado: trabalho, salário, perspectivas e habilidades",
    ),
    "What you can do; only you see it": (
        "Was du kannst; nur du siehst es",
        "Lo que sabes hacer; solo tú lo ves",
        "Ce que tu sais faire ; toi seul le vois",
        "O que você sabe fazer; só você vê",
    ),
    "Tell me what you can do, in your own words or by a form": (
        "Sag mir, was du kannst, in eigenen Worten (englisch) oder per Formular",
        "Dime qué sabes hacer, con tus palabras (en inglés) o con un formulario",
        "Dis-moi ce que tu sais faire, en anglais ou par un formulaire",
        "Diga o que você sabe fazer, em inglês ou por um formulário",
    ),
    "Take a skill off your record": (
        "Eine Kenntnis von deiner Liste nehmen",
        "Quitar una habilidad de tu lista",
        "Retirer une compétence de ta liste",
        "Remover uma habilidade da sua lista",
    ),
    "The skills on your record": (
        "Die Kenntnisse auf deiner Liste",
        "Las habilidades de tu lista",
        "Les compétences de ta liste",
        "As habilidades da sua lista",
    ),
    "Set the role you aim for; only you see it": (
        "Die Rolle festlegen, die du anstrebst; nur du siehst es",
        "Fija el rol al que aspiras; solo tú lo ves",
        "Choisis le métier que tu vises ; toi seul le vois",
        "Defina o cargo que você busca; só você vê",
    ),
    "What your skills still lack for a role; only you see it": (
        "Was deinen Kenntnissen für eine Rolle noch fehlt; nur du siehst es",
        "Lo que aún te falta para un rol; solo tú lo ves",
        "Ce qui te manque encore pour un métier ; toi seul le vois",
        "O que ainda falta para um cargo; só você vê",
    ),
    "What to learn next, with hours and resources; only you see it": (
        "Was du als Nächstes lernst, mit Stunden und Quellen; nur du siehst es",
        "Qué aprender ahora, con horas y recursos; solo tú lo ves",
        "Quoi apprendre ensuite, avec heures et ressources ; toi seul le vois",
        "O que aprender a seguir, com horas e recursos; só você vê",
    ),
    "Which roles your skills fit best; only you see it": (
        "Zu welchen Rollen deine Kenntnisse passen; nur du siehst es",
        "Qué roles encajan con tus habilidades; solo tú lo ves",
        "Quels métiers vont avec tes compétences ; toi seul le vois",
        "Quais cargos combinam com suas habilidades; só você vê",
    ),
    "How ready you are for your goal, and how that changed; only you see it": (
        "Wie nah du deinem Ziel bist und wie sich das ändert; nur du siehst es",
        "Qué tan cerca estás de tu meta y cómo cambió; solo tú lo ves",
        "Où tu en es de ton objectif et comment cela évolue ; toi seul le vois",
        "Quão perto você está do objetivo e como isso mudou; só você vê",
    ),
    "How ready you are for work with AI: ten statements to rate, for your eyes only": (
        "Wie bereit du für Arbeit mit KI bist: zehn Aussagen, nur für dich",
        "Tu preparación para trabajar con IA: diez frases, solo para ti",
        "Ta préparation au travail avec l'IA : dix affirmations, pour toi seul",
        "Seu preparo para trabalhar com IA: dez frases, só para você",
    ),
    "What I keep about you": (
        "Was ich über dich speichere",
        "Lo que guardo sobre ti",
        "Ce que je garde sur toi",
        "O que guardo sobre você",
    ),
    "What I keep about you, counted": (
        "Was ich über dich speichere, gezählt",
        "Lo que guardo sobre ti, en números",
        "Ce que je garde sur toi, en nombres",
        "O que guardo sobre você, em números",
    ),
    "All I keep about you, as a file": (
        "Alles, was ich über dich speichere, als Datei",
        "Todo lo que guardo sobre ti, en un archivo",
        "Tout ce que je garde sur toi, dans un fichier",
        "Tudo o que guardo sobre você, em um arquivo",
    ),
    "Delete all I keep about you; I ask once before": (
        "Alles über dich löschen; ich frage einmal nach",
        "Borrar todo lo que guardo sobre ti; pregunto una vez antes",
        "Supprimer tout ce que je garde sur toi ; je demande une fois",
        "Apagar tudo o que guardo sobre você; pergunto uma vez antes",
    ),
    "What you can ask me, and the commands": (
        "Was du mich fragen kannst, und die Befehle",
        "Qué puedes preguntarme, y los comandos",
        "Ce que tu peux me demander, et les commandes",
        "O que você pode me perguntar, e os comandos",
    ),
    "For example: do I need a PhD to become a machine learning engineer?": (
        "Zum Beispiel: do I need a PhD to become a machine learning engineer?",
        "Por ejemplo: do I need a PhD to become a machine learning engineer?",
        "Par exemple : do I need a PhD to become a machine learning engineer?",
        "Por exemplo: do I need a PhD to become a machine learning engineer?",
    ),
    "The role, for example Data Engineer": (
        "Die Rolle, zum Beispiel Data Engineer",
        "El rol, por ejemplo Data Engineer",
        "Le métier, par exemple Data Engineer",
        "O cargo, por exemplo Data Engineer",
    ),
    "The role; without, your goal": (
        "Die Rolle; ohne Angabe dein Ziel",
        "El rol; si lo omites, tu meta",
        "Le métier ; sans réponse, ton objectif",
        "O cargo; sem ele, seu objetivo",
    ),
    "One side of it; without, an overview": (
        "Ein Thema davon; ohne Angabe ein Überblick",
        "Un tema; si lo omites, un resumen",
        "Un aspect ; sans réponse, un aperçu",
        "Um tema; sem ele, um resumo",
    ),
    "How senior": ("Welche Stufe", "Qué nivel", "Quel niveau", "Qual nível"),
    "How senior you want to start": (
        "Auf welcher Stufe du anfangen willst",
        "En qué nivel quieres empezar",
        "À quel niveau tu veux commencer",
        "Em que nível você quer começar",
    ),
    "A city, state or country, or remote": (
        "Eine Stadt, ein Bundesstaat oder Land, oder remote",
        "Una ciudad, un estado o país, o remote",
        "Une ville, un État ou un pays, ou remote",
        "Uma cidade, estado ou país, ou remote",
    ),
    "The kind of company, or a well-known one": (
        "Die Art der Firma, oder eine bekannte",
        "El tipo de empresa, o una conocida",
        "Le type d'entreprise, ou une entreprise connue",
        "O tipo de empresa, ou uma conhecida",
    ),
    "For example natural language processing": (
        "Zum Beispiel natural language processing",
        "Por ejemplo natural language processing",
        "Par exemple natural language processing",
        "Por exemplo natural language processing",
    ),
    "One role": ("Eine Rolle", "Un rol", "Un métier", "Um cargo"),
    "The other role": ("Die andere Rolle", "El otro rol", "L'autre métier", "O outro cargo"),
    "One of your skills": (
        "Eine deiner Kenntnisse",
        "Una de tus habilidades",
        "Une de tes compétences",
        "Uma das suas habilidades",
    ),
    "Hours a week that you can learn": (
        "Stunden in der Woche, die du lernen kannst",
        "Horas por semana que puedes estudiar",
        "Heures par semaine que tu peux étudier",
        "Horas por semana que você pode estudar",
    ),
}
