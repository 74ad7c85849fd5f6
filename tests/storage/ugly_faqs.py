"""FAQ files that are valid and ugly: each way of writing YAML that an editor of a file has to live with.

Every comment carries a number (`#~1`), so that a test can tell whether one was lost.
"""

from __future__ import annotations

PLAIN = """\
# Questions and answers #~1
#
#   - id: example   #~2

version: 1
entries:
  # --- Learning ---------- #~3

  - id: first
    question: Do I need a degree?
    alternates:
      - is a degree needed  #~4
      # wordings from the chat #~5
      - "degree? really?"
      - 'it''s a must, isn''t it'
    answer: |
      No. Projects count.

      ## Not a comment
      - and a list
    tags: [education, time]
    source: Editors, 2026  #~6

  # about the second one #~7
  - id: second
    question: "Which language: Python or R?"
    answer: Python.   #~8
    links:
      - {label: Tutorial, url: "https://docs.python.org/3/"}
      - label: R
        url: https://cran.r-project.org
    # still the second #~9
    verified: 2026-11-01

  # --- Jobs ------ #~10
  # mind the pay #~11
  - id: third
    question: >-
      Can I work
      from home?
    answer: |-
      Often.
      Not at first.
      # deeper than the dash, but text
    #~13

# the end #~14
"""

TIGHT = """\
version: 1
entries:
- id: a
  question: Why?
  answer: Because.
- id: b
  question: How?
  alternates: [in what way, "by what: means", 'how on earth']
  answer: "Like\\tthis \\u2713"
  roles: []
- id: c
  question: When?
  answer: 'It''s soon'
  source: ""
"""

WIDE = """\
%YAML 1.1
--- #~1
entries:   #~2

    -   id:   a
        question:   Why?
        tags:
            -   one
            -   two   #~3

        answer:   >
            Folded text
            over lines

            and a paragraph


    -
        # inside #~4
        question: 'How
          come?'
        id: b
        answer: plain text
          over two lines   #~5
        expires:


    - alternates:
        - odd place for the first key
      id: c
      question: When?
      answer: |2
          indented first line
        second line
      verified: ~

version: 1 #~6
... #~7
"""

JSON = """\
{
  "version": 1,
  "entries": [
    {"id": "a", "question": "Why?", "answer": "Because.", "tags": ["x", "y"]},
    {
      "id": "b",
      "question": "How? \\u00e9 \\u2713",
      "answer": "Line one\\nline two\\n",
      "links": [{"label": "L", "url": "https://x.org"}]
    }
  ]
}
"""

FLOW = """\
version: 1
entries: [ {id: a, question: Why?, answer: Because},  #~1
           {id: b, question: How?, alternates: [one,  #~2
              two, three   #~3
              ,], answer: 'So', },   #~4
           # last #~5
           {id: c, tags: [], question: "When?", answer: Now, verified: 2026-01-31}, ]  #~6
"""

MIXED = """\
version: 1
entries:
  - {id: a, question: Why?, answer: Because}   #~1
  #~2
  - {id: b, question: How?,
     answer: So, tags: [x]}
  - &whole
    "id": c
    'question' : When?
    ? answer
    : now   #~3
    ? "tags"
    :
    - x
    - y
"""

ANCHORS = """\
version: 1
entries:
  - id: a
    question: &q Why?   #~1
    alternates: &alts
      - one   #~2
      - &two two
    answer: &text |   #~3
      Because.
      It is so.
    tags: &tags [x, &y y]
    links: [&link {label: L, url: &url "https://x.org"}]
  - id: b
    question: How?
    alternates: [*q, *two]
    answer: *text
    tags: *tags
    source: *y
  - id: c   #~4
    question: &unused When?
    alternates: *alts
    answer: *q   #~5
    roles: [*y, z]
    links:
      - *link
      - label: M
        url: *url
"""

BLOCKS = """\
version: 1
entries:
  - id: a
    question: Why?
    answer: |+   #~1
      Kept.


  - id: b
    question: |-
      How?
    answer: >2-   #~2

       Folded.

         more
    #~3

  #~4

  - id: c
    question: When?
    answer: |


      Late first line.
      trailing spaces  \n      \tand a tab
    source: |+
      Last, and kept.

"""

UNICODE = """\
version: 1
entries:
  - id: a
    question: Déjà vu \U0001f600 ?
    answer: "日本語 — and more: \U0001f680"   #~1 é \U0001f600
  - id: b
    question: "two\\
      \\ halves"
    answer: 'first

      second'
    tags: [日本, x]
"""

EMPTY = "# nothing yet #~1\nversion: 1\nentries: []   #~2\n# below #~3\n"
ONE = """\
version: 1
entries:
  # of the list #~1
  - id: a
    question: Why?
    answer: Because.
    # its own #~2
"""

NO_END = """\
version: 1
entries:
- id: a
  question: Why?
  answer: |
    Because.

- id: b
  question: How?
  answer: |
    So it is"""

FILES = {name.lower(): text for name, text in globals().items() if name.isupper() and isinstance(text, str)}


def corpus() -> dict[str, bytes]:
    """Name → bytes; each file with the line ends of each system, and with a byte-order mark."""
    found = {}
    for name, text in FILES.items():
        found[name] = text.encode()
        found[f"{name}-crlf"] = text.replace("\n", "\r\n").encode()
        found[f"{name}-cr"] = text.replace("\n", "\r").encode()
        found[f"{name}-bom"] = b"\xef\xbb\xbf" + text.encode()
        found[f"{name}-unended"] = text.rstrip("\n").encode()
    return found
