"""Everyday English that the matcher knows before it reads any FAQ: words that say little, and words that say the same.

Written by hand and kept general on purpose: what belongs to one domain comes in through `synonyms`.
"""

from __future__ import annotations

FUNCTION_WORDS = frozenset(
    """
    a an the this that these those some any each every all both no not nor and or but if then than so as of at by for from
    in into on onto to with without about over under up down out off i you he she it we they me him her us them my your
    his its our their mine yours myself yourself am is are was were be been being do does did done doing have has had
    having will would shall should can could may might must what which who whom whose when where why how there here just
    very too also please thanks thank hi hello hey ok okay get got go going want need like know tell let make way thing
    something anything someone anyone one ones now still really
    """.split()
)
"""Words that nearly every question holds. They tell entries apart only once there are many phrases to learn it from."""

_SAME = """
buy purchase order shop
cost costs price pricing fee fees charge charges expensive cheap how much
pay payment paying paid
money cash funds
salary wage wages pay income earnings earn compensation
job work position employment occupation
job career profession
boss manager supervisor
employee worker staff
company employer firm business organization
hire hired hiring recruit recruiter recruiting
fired laid off layoff layoffs dismissed
interview interviews interviewer
resume cv
degree diploma bachelor bachelors university college
doctorate phd doctoral
school class course classes courses
study learn learning studying
teach teaching tutor instructor teacher mentor
exam test quiz
beginner newbie novice starter new to
expert advanced professional pro senior
start begin starting beginning get started
stop quit end cease
finish complete done completed
cancel annul call off revoke
change alter modify update edit switch
fix repair solve resolve
broken not working does not work failed fails failing malfunction
error problem issue trouble bug wrong
help assist assistance support aid
find locate search look for
where location located place whereabouts
show display view see
tell inform say let me know
explain describe clarify meaning definition define
mean meaning means definition
information info details
ask question inquire request
answer reply respond response
need require required requirement requirements necessary must have to mandatory
want would like wish desire
allowed permitted can i may i permission possible able
forbidden banned not allowed prohibited
fast quick quickly rapid rapidly speedy soon
slow slowly delayed delay late pending
wait waiting pending
how long duration take time
when what time what date what day
hours open opening closing
begin open opening
close shut closed closing
big large huge
small little tiny
good great best nice top
bad poor worst terrible
better improve improving improvement enhance boost
more additional extra further another
less fewer reduce lower decrease
increase raise higher grow
limit maximum max cap most restriction
minimum min least
compare comparison difference versus vs differ different
same identical equal alike similar
choose pick select decide selecting
recommend suggest advice advise recommendation recommended suggestion tips
try attempt
use utilize using usage
make create build set up produce
set up setup configure install activate enable
disable deactivate turn off switch off
enable activate turn on switch on
delete remove erase terminate close
add include insert attach
send transfer mail ship
receive get arrive arrived come
deliver delivery shipping shipment
return refund money back reimburse
give provide offer
take bring
put place
keep stay remain hold
leave exit depart go out
join enter sign up register enroll subscribe registration
login log in sign in logging in
log out sign out logout
password passcode pin
account profile
user member person people
identity id identification verify verification
check verify confirm validate make sure
lost missing misplaced lose cannot find
stolen theft robbed
forgot forget forgotten do not remember
remember recall remind reminder
phone mobile cell telephone smartphone
call ring phone dial
message text sms
email mail e-mail
computer laptop pc
application app program software
website site web page webpage
internet online web
picture photo image pictures photos
movie film
song music track
book reserve reservation booking
schedule calendar appointment meeting agenda
holiday vacation time off leave
trip travel journey
country nation abroad international overseas foreign
city town
road street traffic
car vehicle auto automobile
plane flight airplane
food meal eat dish dinner lunch
restaurant diner place to eat
recipe cook make
drink beverage
doctor physician
sick ill illness
medicine drug medication
weather forecast temperature rain
child kid children kids
friend buddy pal
bank banking
credit loan lend borrow
debt owe bill bills
savings save saving
spend spent spending expenses expense
total sum amount
balance how much do i have
exchange convert conversion
currency foreign money
rate percentage percent
tax taxes
insurance coverage insured
rules policy policies guidelines guideline terms
legal law allowed
safe secure safety security
danger risk dangerous risky
reason why cause how come
method way how to technique approach
step steps process procedure
plan roadmap path
goal target aim
age old young
years year annual annually yearly
month monthly months
week weekly
day daily
today now currently current at the moment
tomorrow next day
new recent latest
old former previous past earlier
first initial
last final latest
often frequently how many times
always every time
hard difficult tough challenging
easy simple
important essential crucial key matter matters worth
worth worthwhile pointless useless
useful helpful
useless pointless obsolete dead
true correct right accurate
false wrong incorrect
free no cost for nothing without paying
remote from home work from home wfh remotely
part time evenings weekends
self taught teach myself on my own by myself
replace replaced automate automated take over
ai artificial intelligence
programming coding code program
developer programmer coder software engineer
language languages
math maths mathematics
project projects portfolio
group team
server guild community
channel room chat
rule rules
post posting submit share
invite invitation add someone
ban banned kick kicked mute muted
role rank
name called title
address street
birthday born birth
speak talk say
hello hi hey greetings
bye goodbye see you
thanks thank you appreciate
funny joke laugh
love like enjoy
hate dislike
happy glad pleased
sad unhappy depressed
tired burnout exhausted burned out
worried afraid scared anxious nervous
number figure amount count
card debit card credit card
declined rejected denied refused not accepted
accept accepted take
automatic automatically auto
physical real plastic
copy duplicate twice double two
"""
SAME_MEANING: tuple[tuple[str, ...], ...] = tuple(tuple(line.split()) for line in ())
