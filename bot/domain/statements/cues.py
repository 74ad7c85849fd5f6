"""The words and phrases that decide what is said of a skill."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from bot.domain.language.ordinary_words import phrases, word_set

SignKind = Literal[
    "skill", "level", "zero", "know", "add", "deny", "not", "want", "remove", "lost", "mine", "other", "if", "reset",
    "yes", "comma", "and", "is", "open", "close", "word",
]  # fmt: skip

LIKES = frozenset(
    phrases(
        """
    like | love | hate | heard | think | prefer | enjoy | saw | read | see | watched | says | said | say | believe |
    know what | knows what | know how hard | know that | feel | degree | masters | master | phd | bachelor |
    bachelors | bootcamp | ms | bsc | msc | course | job | jobs | role | salary | hearing | not a fan of | not a big
    fan of | not a huge fan of | no fan of | not into | not interested in | no interest in | dont like | do not like
    | cant stand | tired of | sick of | looking for | looking for a | searching for | unlike | dont want to learn |
    dont want to | dont want | do not want to | dont wanna learn | dont wanna | dont plan to | no plans to learn |
    failed | flunked | got a d in | got an f in | cant tell | no clue which | no clue what | no clue if | no idea
    which | no idea what | no idea if
        """
    )
)
"""After these words a skill is talked about, not reported."""

CUES: Mapping[SignKind, tuple[str, ...]] = {
    "deny": phrases(
        """
        dont know | do not know | dont really know | dont know any | dont have | do not have | dont understand |
        dont get | never | havent | have not | hasnt | didnt | did not | cant | cannot | can not | couldnt | couldnt
        code | neither | nor | no | zero | none of | none with | none in | zero in | lack | lacking | missing | im
        missing | except | except for | but not | apart from | excluding | minus | no idea about | no idea | no clue
        about | no clue | clueless about | clueless | unfamiliar with | not familiar with | nothing about | know
        nothing about | know nothing of | dunno | dont do | dont use | do not use | do not do | dont code | yet to
        learn | yet to touch | yet to try | only heard of | heard of | just heard of | hardly any | anything but |
        without any | aint got | dont got | doesnt include | not yet | skipped | avoid | avoided | still dont know |
        0 | everything but | dont know the first thing about | never said i know | not knowing | am not knowing
        """
    ),
    "not": phrases(
        """
        not | isnt | aint | arent | wasnt | am not | im not | is not | are not | wouldnt say | wouldnt call | dont
        feel | not feeling
        """
    ),
    "want": phrases(
        """
        want | wanna | would like | id like | would love | id love | planning | plan to | plan on | plan is | hope
        to | hoping to | hoping | gonna | going to | will | interested in | looking to | looking into | thinking of
        | thinking about | considering | should learn | need to learn | have to learn | must learn | to learn |
        learn | wish | curious about | aim to | aiming | keen on | keen to | eager to | excited to | excited about |
        trying to learn | trying to get into | trying to break into | goal is | my goal | pick up | picking up |
        next up | todo | to do list | should i learn | shall i learn | should i study | should i pick up | should i
        start | should i also learn | should i go for | need to study | need to pick up | dream of | about to start
        | about to learn | get into | getting into | dive into | start learning | wishlist | wish list | bucket list
        | on my list is | to study | want to start learning | want to be learning | would be learning | signed up
        for | signing up for | enrolled in | enrolling in | registered for | next on my list | is next | is on my
        list | on my list | on my todo list | get better at | getting better at | improve my | improve in
        """
    ),
    "add": phrases(
        """
        add | record | note | save | store | put down | put | update | set | mark | change | log | write down | you
        can add | list me as | bump | raise
        """
    ),
    "remove": phrases(
        """
        forget that i know | forget i know | remove | delete | drop | dropped | dropping | erase | forget | forget
        about | forget my | get rid of | scrap | unlist | cross out | cross off | strike | take out | take off |
        take | kick out | wipe | no longer do | no longer use | no longer know | no longer work with | stopped using
        | stopped doing | quit using | dont do | dont use | dont code | do not use | do not do | dont work with |
        gave up on | gave up
        """
    ),
    "lost": phrases(
        """
        used to know | used to do | used to be good at | used to be fluent in | used to be advanced in | once knew |
        forgot | forgotten | have forgotten | forgot all my | forgot all | forgot everything about | forgot how to |
        lost my | cant remember | dont remember | used to be | was good at | was great at | was fluent in | was
        pretty good at | was decent at | was really good at | havent in years | havent in a while | havent since |
        not anymore | not any more | all gone | long gone | gone now | is gone
        """
    ),
    "know": phrases(
        """
        done | done with | i study | know | knew | known | use | using | used | used to use | used to work with |
        used to code in | used to write | working with | work with | worked with | worked on | worked in | work in |
        experience | experienced | experience with | experience in | exp | studied | studying | learned | learnt |
        took | did | do | doing | built | build | building | wrote | write | writing | code in | code | coded in |
        coding in | coded | program in | programming in | program | programmed in | programmed | have | got | had |
        skills | skill | skillset | skill set | stack | tech stack | background | background in | toolbox | include
        | includes | finished | completed | certified | certified in | taught myself | teach | taught | can | speak
        | knowledge | knowledge of | understand | dont forget | dont forget about | forgot to mention | forgot to
        say | forgot to add | also know | been using | been doing | been coding in | been writing | hands on with |
        trained in | passed | passed the | started with | started out with | started off with | lots of | a lot of |
        tons of | plenty of | loads of | switched to | moved to | now its | these days its | nowadays its | trained
        | deployed | deploy | ship | shipped | run | maintain | maintained | automated | debug | debugged | handle |
        implemented | train | bring | self taught | self taught in | do know | practiced | practice
        """
    ),
    "mine": phrases(
        """
        i | im | ive | id | my | mine | myself | ill | me is | about me | for me | we | iam | i am
        """
    ),
    "other": phrases(
        """
        he | she | they | theyre | theyve | theyd | him | her | his | their | them | the job | job | jobs | posting
        | postings | listing | listings | ad | ads | company | companies | recruiter | recruiters | employer |
        employers | team | people | everyone | everybody | someone | somebody | nobody | friend | friends | brother
        | sister | boss | colleague | colleagues | coworker | coworkers | teacher | mentor | mom | dad | mother |
        father | wife | husband | girlfriend | boyfriend | gf | bf | roommate | flatmate | cousin | son | daughter |
        guy | dude | buddy | mate | professor | prof | manager | position | description | jd | requirement |
        requirements | required | requires | require | you | u | candidates | applicants | devs | engineers |
        developers | most | students | your | my learning | vacancy | vacancies | offer | ppl | kids | uncle | aunt
        | neighbor | interviewer | hr | client | clients | seniors | juniors | job post | job ad | job listing |
        must have | must haves | nice to have | friend of mine | friends of mine | mate of mine | colleague of mine
        | should know | must know | need to know | needs to know | have to know | has to know | unlike
        """
    ),
    "if": phrases(
        """
        if | unless | suppose | assuming | imagine | whether | once i know | when i know | after i learn | after
        learning | before learning | lets say | let us say | pretend | what if | even if | have to be | has to be |
        need to be | needs to be | must be | gotta be | would have | would know | would use | say i know | in case
        """
    ),
    "reset": phrases(
        """
        but | just | only | however | although | though | instead | whereas | while | mostly | mainly | on the other
        hand | rather
        """
    ),
    "yes": phrases(
        """
        yes | yep | yeah | sure | of course | definitely | no problem | check
        """
    ),
    "zero": phrases(
        """
        none | nope | nah | hell no | no way | no thanks | nada | nil | hell nah | not really | zero | not yet | no
        | never | nothing | not at all | n a | no clue | no idea | not really
        """
    ),
    "and": phrases(
        """
        and | or | n | plus | as well as | and also | along with | together with | and then | nor | and even
        """
    ),
    "word": (
        *(phrase for phrase in LIKES if " " in phrase),
        *phrases("not gonna lie | not going to lie | drag and drop | no code | low code"),
    ),
    "is": phrases(
        """
        is | are | was | were | equals | to | at | as | all | both | be
        """
    ),
}
"""Kind of sign → the phrases that give it; a phrase listed twice counts where it stands first."""

AT_A_START_ONLY = word_set(
    """
    remove drop delete dropping forget take scrap strike set put mark note change save store log update raise bump
    wipe erase
    """
)

ASKING_WORDS = word_set(
    """
    please pls plz can could would you u just actually ok okay and also now i want to wanna lets let so hey bot then
    but oh wait oops whoops ah hmm nah yeah yep thanks no sorry yes should need id like kindly well yo hi
    """
)

ENDING_DENIALS = frozenset(
    phrases(
        """
        no | never | none | not yet | no idea | no clue | zero | nothing | nope
        """
    )
)

KIN = word_set(
    """
    bootcamp school uni university college course mentor recruiter friend friends brother sister boss colleague
    colleagues coworker coworkers teacher mentor mom dad mother father wife husband girlfriend boyfriend gf bf
    roommate flatmate cousin son daughter buddy mate professor prof manager team company uncle aunt neighbor
    employer job client clients kids bestie partner bf's best old ex little big older younger
    """
)

LINKS = word_set(
    """
    the my also even a an with both some then maybe stuff things like of all too etc obviously course bit mostly
    mainly as well core either in programming language
    """
)
"""Words that may stand inside a list of skills."""
BETWEEN = word_set(
    """
    really at an a the level about around pretty my here now say maybe probably guess think like currently still
    just only very super quite so kinda i im id would am it one been has have for that too also even by far with
    skills skill knowledge experience exp of and already rated rate myself self is definitely honestly tbh actually
    fairly since up on some lot kind sort bit professional using feel feeling consider me getting coding over get
    more than almost nearly professionally these those all both they which else total complete absolute totally
    completely should lowkey ngl fr imo knowledges dev developer programmer coder with
    """
)
"""Words that may stand between a skill and its level."""
AHEAD = word_set(
    """
    w in at with of on using the my level knowledge skills skill experience exp user coding programming to a an both
    also professional work working writing doing some practical hands stuff like understanding when it comes over
    knowledges solid real world production commercial as industry basic general for about around bit only very
    really tiny
    """
)
AHEAD_ENDINGS = ("in", "at", "with", "of", "on", "to")
