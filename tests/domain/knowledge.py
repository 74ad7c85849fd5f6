"""A small knowledge base in plain code: enough roles, skills and places to find names in text."""

from __future__ import annotations

from pathlib import Path

from bot.domain.core.assessment import ReadinessFile
from bot.domain.core.community import Community
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.levels import LevelsFile, RoleLevelWords
from bot.domain.core.locations import Employer, Location
from bot.domain.core.phrases import WordLists
from bot.domain.core.roles import Role
from bot.domain.core.skills import AmbiguousWord, Skill
from bot.storage.yaml_reader import read_document

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
WORDS = read_document(KNOWLEDGE / "words.yaml", WordLists).value or WordLists()
LEVELS = read_document(KNOWLEDGE / "levels.yaml", LevelsFile).value
SKILL_LEVELS = LEVELS.skill_levels if LEVELS else ()
"""Closed lists of English words: no knowledge base goes without them."""

ROLES = (
    ("machine-learning-engineer", "Machine Learning Engineer", ("ml engineer", "mle"), ("ml", "machine learning")),
    ("data-scientist", "Data Scientist", ("ds",), ("data science",)),
    ("data-engineer", "Data Engineer", ("de",), ("data engineering",)),
    ("ai-ml-research-scientist", "AI/ML Research Scientist", ("research scientist", "ai researcher"), ("ai research",)),
    (
        "software-engineer-backend", "Software Engineer (Backend)", ("backend developer", "swe"),
        ("backend", "developer", "devs", "programmer", "coder"),
    ),
    ("devops-engineer-sre", "DevOps Engineer / SRE", (), ("devops",)),
    ("cloud-engineer-architect", "Cloud Engineer / Architect", (), ("cloud engineering",)),
    ("qa-test-engineer", "QA / Test Engineer", ("tester",), ()),
    ("data-analyst", "Data Analyst", ("da",), ("data analytics",)),
)  # fmt: skip
SKILLS = (
    ("python", "Python", "programming language", "py python3", ""),
    ("java", "Java", "programming language", "jdk", ""),
    ("javascript", "JavaScript", "programming language", "js", ""),
    ("typescript", "TypeScript", "programming language", "ts", "javascript"),
    ("c", "C", "programming language", "c_language", ""),
    ("cpp", "C++", "programming language", "cpp", ""),
    ("csharp", "C#", "programming language", "csharp c_sharp", ""),
    ("dotnet", ".NET", "web", "dotnet asp.net", "csharp"),
    ("r", "R", "programming language", "rstats r_language", ""),
    ("go", "Go", "programming language", "golang", ""),
    ("rust", "Rust", "programming language", "rustlang", ""),
    ("scala", "Scala", "programming language", "", ""),
    ("swift", "Swift", "programming language", "", ""),
    ("php", "PHP", "programming language", "", ""),
    ("ruby", "Ruby", "programming language", "", ""),
    ("bash", "Bash", "programming language", "shell", ""),
    ("sql", "SQL", "data", "sequel t-sql pl/sql", ""),
    ("mysql", "MySQL", "data", "my_sql", "sql"),
    ("nosql", "NoSQL", "data", "no_sql", ""),
    ("mongodb", "MongoDB", "data", "mongo", "nosql"),
    ("postgresql", "PostgreSQL", "data", "postgres psql", "sql"),
    ("etl", "ETL", "data", "data_pipelines", "sql python"),
    ("apache-spark", "Apache Spark", "data", "spark pyspark", "python sql"),
    ("excel", "Excel", "data", "spreadsheets", ""),
    ("power-bi", "Power BI", "data", "powerbi", ""),
    ("numpy", "NumPy", "data library", "np", "python"),
    ("pandas", "pandas", "data library", "pd", "python numpy"),
    ("statistics", "Statistics", "mathematics", "stats", ""),
    ("linear-algebra", "Linear algebra", "mathematics", "linalg", ""),
    ("calculus", "Calculus", "mathematics", "calc", ""),
    ("experimental-design", "Experimental design", "mathematics", "a/b_testing ab_testing", "statistics"),
    ("data-structures", "Data structures", "computer science", "dsa", ""),
    ("data-science", "Data science", "machine learning", "", "python statistics"),
    ("data-engineering", "Data engineering", "data", "", "etl"),
    ("machine-learning", "Machine learning", "machine learning", "ml", "python statistics"),
    ("scikit-learn", "scikit-learn", "machine learning", "sklearn scikit_learn", "machine-learning"),
    ("xgboost", "XGBoost", "machine learning", "xgb gradient_boosting", "machine-learning"),
    ("deep-learning", "Deep learning", "machine learning", "neural_networks", "machine-learning"),
    ("pytorch", "PyTorch", "machine learning", "torch", "deep-learning"),
    ("tensorflow", "TensorFlow", "machine learning", "tf2", "deep-learning"),
    ("keras", "Keras", "machine learning", "", "deep-learning"),
    ("natural-language-processing", "Natural language processing", "machine learning", "nlp", "machine-learning"),
    ("computer-vision", "Computer vision", "machine learning", "opencv", "deep-learning"),
    ("reinforcement-learning", "Reinforcement learning", "machine learning", "rl", "deep-learning"),
    ("docker", "Docker", "devops", "containers", "linux"),
    ("kubernetes", "Kubernetes", "devops", "k8s", "docker"),
    ("terraform", "Terraform", "devops", "iac", "cloud-computing"),
    ("linux", "Linux", "devops", "unix", ""),
    ("ci-cd", "CI/CD", "devops", "cicd continuous_integration", "git"),
    ("unit-testing", "Unit testing", "software engineering", "testing unit_tests", ""),
    ("git", "Git", "software engineering", "version_control", ""),
    ("rest-apis", "REST APIs", "software engineering", "rest restful", ""),
    ("node-js", "Node.js", "web", "node nodejs express", "javascript"),
    ("next-js", "Next.js", "web", "nextjs next", "react"),
    ("react", "React", "web", "reactjs", "javascript"),
    ("flask", "Flask", "web", "", "python"),
    ("aws", "AWS", "cloud", "amazon_web_services", "cloud-computing"),
    ("azure", "Azure", "cloud", "", "cloud-computing"),
    ("google-cloud", "Google Cloud", "cloud", "gcp", "cloud-computing"),
    ("cloud-computing", "Cloud computing", "cloud", "", ""),
    ("communication", "Communication", "professional", "public_speaking", ""),
)
AMBIGUOUS = (
    AmbiguousWord(
        "tf",
        ("tensorflow", "terraform"),
        rule="ask",
        context={"tensorflow": ("keras", "model", "deep learning"), "terraform": ("aws", "infrastructure", "docker")},
    ),
    AmbiguousWord("cv", ("computer-vision",), "resume", "ask", {"resume": ("apply", "recruiter", "job")}),
    AmbiguousWord(
        "ds",
        ("data-science", "data-structures"),
        "the job title data scientist",
        "ask",
        {"data-structures": ("algorithms", "leetcode"), "the job title data scientist": ("salary", "job", "mle")},
    ),
    AmbiguousWord("math", ("linear-algebra", "calculus", "statistics"), rule="ask"),
    AmbiguousWord("cloud", ("cloud-computing", "aws", "azure", "google-cloud"), rule="ask"),
    *(AmbiguousWord(word, (skill,), rule="list") for word, skill in (
        ("r", "r"), ("c", "c"), ("go", "go"), ("swift", "swift"), ("spark", "apache-spark"), ("node", "node-js"),
        ("next", "next-js"), ("express", "node-js"), ("rest", "rest-apis"), ("flask", "flask"), ("np", "numpy"),
        ("pd", "pandas"), ("ts", "typescript"), ("excel", "excel"), ("testing", "unit-testing"),
    )),
)  # fmt: skip
PLACES = (
    ("new-york", "New York", "metro", ("nyc", "new york city", "ny")),
    ("san-francisco", "San Francisco", "metro", ("bay area", "sf", "silicon valley")),
    ("seattle", "Seattle", "metro", ()),
    ("austin", "Austin", "metro", ()),
    ("los-angeles", "Los Angeles", "metro", ("la",)),
    ("kansas", "Kansas", "state", ()),
    ("oregon", "Oregon", "state", ("or",)),
    ("mobile", "Mobile", "city", ()),
    ("reading", "Reading", "city", ()),
    ("united-states", "United States", "country", ("us", "usa")),
    ("germany", "Germany", "country", ()),
    ("midwest", "Midwest", "region", ()),
)
EMPLOYERS = (
    Employer("big-tech", "Big tech", ("faang", "google", "amazon", "meta")),
    Employer("startup", "Startup", ("start-up", "scaleup")),
    Employer("bank", "Bank", ("investment bank",)),
)
SITUATIONS = ("fresh out of school", "straight out of college", "just graduated", "senior in high school")
ROLE_LEVELS = (
    RoleLevelWords("junior", "Junior", ("jr", "entry level", "entry", "new grad", "intern"), {}, SITUATIONS),
    RoleLevelWords("mid", "Mid-level", ("mid", "mid level", "intermediate"), {}),
    RoleLevelWords("senior", "Senior", ("sr", "lead"), {}),
    RoleLevelWords("staff", "Staff", ("principal",), {}),
)
TITLES = ("engineer", "developer", "dev", "analyst", "scientist", "writer", "programmer", "coder")
PROFESSIONS = ("nurse", "pastry chef", "solicitor", "dentist", "attorney", "teacher", "civil engineer")


def small_knowledge() -> KnowledgeBase:
    skills = (
        Skill(key, name, category, tuple(a.replace("_", " ") for a in aliases.split()), tuple(needs.split()))
        for key, name, category, aliases, needs in SKILLS
    )
    roles = (Role(key, name, f"{name}.", "editors", aliases, fields) for key, name, aliases, fields in ROLES)
    places = (Location(key, name, kind, aliases) for key, name, kind, aliases in PLACES)  # type: ignore[arg-type]
    return KnowledgeBase(
        roles={role.id: role for role in roles},
        skills={skill.id: skill for skill in skills},
        ambiguous=AMBIGUOUS,
        renamed={},
        locations={place.id: place for place in places},
        locations_source="editors",
        employers={employer.id: employer for employer in EMPLOYERS},
        occupations={},
        sources={},
        role_levels={level.id: level for level in ROLE_LEVELS},
        skill_levels={level.id: level for level in SKILL_LEVELS},
        projects=(),
        readiness=ReadinessFile((), ()),
        intents={},
        off_topic=(),
        synonyms=(),
        community=Community(
            "machine-learning-engineer", "Tech careers.", (), "", role_titles=TITLES, professions=PROFESSIONS
        ),
        faq={},
        year=2026,
        words=WORDS,
    )
