"""Everyday English that the matcher knows before it reads any FAQ: words that say little, and words that say the same.

Written by hand and kept general on purpose: what belongs to one domain comes in through `synonyms`.
"""

from __future__ import annotations

_FUNCTION_WORDS = """
a an the this that these those some any each every all both no not nor and or but if then than so as of at by for
from in into on onto to with without about over under up down out off i you he she it we they me him her us them my
your his its our their mine yours myself yourself am is are was were be been being do does did done doing have has
had having will would shall should can could may might must what which who whom whose when where why how there here
just very too also please thanks thank hi hello hey ok okay get got go going want need like know tell let make way
thing something anything someone anyone one ones now still really
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""Words that nearly every question holds. They tell entries apart only once there are many phrases to learn it from."""

_FOREIGN_FUNCTION_WORDS = """
el la los las un una unos unas lo al del de que qué y e o u en con sin por para sobre entre hasta
desde como cómo cuando cuándo donde dónde cual cuál quien quién cuanto cuánto cuanta cuánta
cuantos cuántos porque es son está están ser estar fue hay ha han he tengo tiene tienen tener
puedo puede pueden podemos se me te le les nos mi mis tu tus su sus yo él ella ellos ustedes si sí
ya muy más menos también pero esto este esta estos ese esa eso hacer hago hace quiero quiere debo
os um uma uns umas ao dos das no na nas em com sem não quando onde qual quem quanto quanta porquê
são estou ter tenho tem têm posso pode podem meu minha seu sua você vocês eu ele ela eles mais
também mas isto esse essa une des du au aux et ou où dans sur avec sans pour par ce cet cette ces
est sont être avoir ai as ont été je il elle nous vous ils elles mon ma mes ton ta tes votre vos
notre leur leurs qui quoi quand comment combien pourquoi quel quelle quels ne pas plus moins très
aussi puis peux peut peuvent dois doit faut faire fait der dem den ein eine einen einem einer
eines und oder aber wenn als wie wo was wer wen wem wann warum wieso welche welcher welches ich er
sie wir ihr mich mir dich dir euch sich mein meine meinen dein deine euer eure unser sein seine
ist sind bin bist wird werden werde wurde haben hat habe hatte kann kannst können muss müssen darf
dürfen soll will möchte nicht kein keine keinen auch nur noch schon sehr mehr in im am an auf aus
bei beim mit nach von vom vor zu zum zur für über unter durch gegen ohne bis hier dort man gibt
gli i uno di della dei delle da dal dalla nel nella per tra fra ed che chi cosa come dove quale
quali perché sono sei è siamo essere ho hai abbiamo hanno avere può possono devo ti ci vi mio mia
tuo tua suo io lui lei noi voi loro non più meno anche questo questa questi het een of maar hoe
waar wat wanneer waarom welke ik jij hij zij ze wij we jullie mijn jouw zijn haar ons onze is ben
bent wordt worden heb hebt heeft hebben kan kun kunnen moet moeten mag wil niet geen ook nog zeer
meer op aan uit bij met naar van voor tot om door zonder dit deze dat и в во не что он на я с со
как а то все она так его но да ты к у же вы за бы по только ее мне было вот от меня еще нет о из
ему когда где кто какой какая какие сколько почему это эта этот есть быть можно нужно ли мой моя
для
"""
_ALSO_ENGLISH = """
an as at bin come data do has hat he i in is me no of on or over per sale sin so son was we
"""
FOREIGN_FUNCTION_WORDS = frozenset(_FOREIGN_FUNCTION_WORDS.split()) - FUNCTION_WORDS - frozenset(_ALSO_ENGLISH.split())
"""The same in Spanish, Portuguese, French, German, Italian, Dutch and Russian, less what English has too."""

_SAME_MEANING = """
buy, purchase, order
cost, costs, price, pricing, fee, fees, charge, expensive, cheap, how much
pay, payment
money, cash, funds
salary, wage, pay, income, earnings, earn, compensation
job, work, position, employment, occupation
job, career, profession
boss, manager, supervisor
employee, worker, staff
company, employer, firm, business, organization
hire, recruit, recruiter
fired, laid off, layoff, dismissed
resume, cv
degree, diploma, bachelor, university, college
doctorate, phd, doctoral
school, class, course
study, learn
teach, tutor, instructor, teacher, mentor
exam, test, quiz
beginner, newbie, novice, new to
expert, advanced, professional, pro, senior
start, begin, beginning, get started
stop, quit, end, cease
finish, complete, done
cancel, annul, call off
change, alter, modify, update, edit, switch
fix, repair, solve, resolve
broken, not working, does not work, failed, fail
error, problem, issue, trouble, bug, wrong
help, assist, assistance, support
find, locate, search, look for
where, location, located, place, whereabouts
show, display, view, see
tell, inform, say
explain, describe, clarify, definition, define
mean, meaning, definition
information, info, details
ask, inquire, request
answer, reply, respond, response
need, require, requirement, necessary, must, mandatory, have to
want, wish, desire
allowed, permitted, can i, may i, possible, able
forbidden, banned, not allowed, prohibited
fast, quick, rapid, soon
slow, delayed, delay, late, pending
wait, waiting, pending
how long, duration, take
when, what time, what date, what day
hours, open, opening, closing
close, shut, closed
big, large, huge
small, little, tiny
good, great, best, nice, top
bad, poor, worst, terrible
better, improve, enhance, boost
more, additional, extra, further, another
less, fewer, reduce, lower, decrease
increase, raise, higher, grow
limit, maximum, max, cap, most, restriction
minimum, min, least
compare, comparison, difference, versus, vs, differ, different
same, identical, equal, similar
choose, pick, select, decide
recommend, suggest, advice, advise, recommendation, suggestion, tips
use, utilize, usage
make, create, build, produce
set up, setup, configure, install, activate, enable
disable, deactivate, turn off, switch off
enable, activate, turn on, switch on
delete, remove, erase, terminate, close
add, include, insert, attach
send, transfer, mail, ship
receive, get, arrive
deliver, delivery, shipping
return, refund, money back
give, provide, offer
keep, stay, remain, hold
leave, exit, depart
join, enter, sign up, register, enroll, subscribe
login, log in, sign in, logon
logout, log out, sign out
password, passcode, pin
user, member, person
identity, id, identification, verify
check, verify, confirm, validate, make sure
lost, missing, misplaced, cannot find
stolen, theft, robbed
forgot, forget, not remember
remember, recall, remind, reminder
phone, mobile, telephone, smartphone
call, ring, phone, dial
message, text, sms
email, mail
computer, laptop, pc
application, app, program, software
website, site, web, page
internet, online, web
picture, photo, image
movie, film
song, music, track
book, reserve, reservation
schedule, calendar, appointment, meeting
holiday, vacation, time off, leave
trip, travel, journey
country, nation, abroad, international, overseas, foreign
road, street, traffic
car, vehicle, automobile
plane, flight, airplane
food, meal, eat, dish, dinner, lunch
restaurant, diner
recipe, cook
doctor, physician
sick, ill, illness
medicine, drug, medication
weather, forecast, temperature
child, kid
friend, buddy, pal
credit, loan, lend, borrow
debt, owe, bill
save, savings
spend, spent, expense
total, sum, amount
exchange, convert, conversion
rate, percentage, percent
insurance, coverage, insured
rule, policy, guidelines, terms
safe, secure, safety, security
danger, risk
reason, why, cause, how come
method, way, approach, technique
step, process, procedure
plan, roadmap, path
goal, target, aim
year, annual, yearly
month, monthly
week, weekly
day, daily
today, now, currently, current, at the moment
new, recent, latest
old, former, previous, past, earlier
often, frequently, how many times
always, every time
hard, difficult, tough, challenging
easy, simple
important, essential, crucial, matter, worth
worth, worthwhile, useful
useless, pointless, obsolete
true, correct, right, accurate
free, no cost, for nothing, without paying
remote, remotely, from home, wfh
part time, evenings, weekends
self taught, teach myself, on my own, by myself
replace, replaced, automate, take over
ai, artificial intelligence
programming, coding, code
developer, programmer, coder
math, maths, mathematics
project, portfolio
group, team
server, guild, community
channel, room, chat
post, posting, submit, share
invite, invitation
ban, kick, mute
name, called
birthday, born, birth
speak, talk, say
hello, hi, hey, greetings
bye, goodbye, see you
funny, joke, laugh
love, like, enjoy
hate, dislike
happy, glad
sad, unhappy, depressed
tired, burnout, exhausted, burned out
worried, afraid, scared, anxious, nervous
number, figure, amount, count
declined, rejected, denied, refused, not accepted
automatic, automatically, auto
real, physical
copy, duplicate, twice, double
"""
SAME_MEANING = tuple(tuple(name.strip() for name in line.split(",")) for line in _SAME_MEANING.strip().splitlines())
"""Groups of words or short phrases of one meaning; a word may stand in several."""
