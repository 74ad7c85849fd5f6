"""Everyday English: words that are never a typo."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """A long set of words, written as running text."""
    return frozenset(text.split())


def phrases(text: str) -> tuple[str, ...]:
    """A long list of phrases, written with `|` between them."""
    return tuple(" ".join(phrase.split()) for phrase in text.split("|"))


ORDINARY = word_set(
    """
abc abi ability able abort about above abs absolute abstract accept accepted accepts access accessed accesses
accessible accessing accessor according account accounting accuracy accurate acknowledge across act action actions
activate active actively actual actually adapted add added adding addition additional additionally address addresses
adds adjust administrative administrators advance advanced advances advertising advised affect affected after again
against agent ago agree agreed agreement ah aim air algebraic algol algorithm algorithms alias aliases align all
allocate allocated allocation allow allowed allowing allows almost alone along alot alpha already alright also alt
alter altered alternate alternative alternatively although always am amazing among amount an analyse analyses analysis
analytic analytical anchor and andreas angle animal annotations annoying another answer any anybody anymore anyone
anything anyway anyways apart api apis app apparently appear appears append appended applicable application
applications applied applies apply applying approach appropriate arbitrary architects architectural architecture
architectures archive archives are area aren arg args argument arguments argv arising around arr array arrays arrow
art article as ask asked asking assert assertion assign assigned assignment associated assume assumed assumes assuming
async asynchronous at ate attach attached attempt attempting attempts attr attribute attributeerror attributes attrs
authentication author authorization authorized authors auto automate automatic automatically available avoid await
aware away awesome awful axes axis baby bachelor bachelors back backed backend backends background backward backwards
bad bag bakery baking ball band bank bar bare base based bases basic basically basics basis bath bc be beach bear beat
beautiful became because become becomes bed been beer before began begin beginner beginning begun behave behavior
behaviour behind being believe below ben besides best bet beta better between beyond biased big bike bin binaries
binary bind binding bindings biology bird birthday bit bits black blank blob block blocks blue board boat body bold
bonjour book books bool boolean bootcamp bootcamps bored boring born boss boston both bottom bound boundary bounds box
boy boyfriend bracket brain branch branches bread break breakfast breaks bring bro broadcast broke broken brother
brought btw buddy budget buf buffer buffered bug bugs build building builds built builtin builtins bus business busy
but button buy by bye bygroups byte bytes cache cached caches caching cake calculate calculated calculation california
call callable callback callbacks called caller calling calls came camera can cancel candidate candidates cannot
canonical cant car card care career careful case cases cast casts cat catalogs catch catching category caught cause
caused causes causing center certain certainly certificate certificates certification certifications chain chains
chair change changed changelog changes changing channel char character characters charge chars chart chat cheap check
checked checking checkout checks cheers chemistry chess chicken child children choice choose chose chosen chunk church
cipher city claim class classes classmethod clause clean cleans cleanup clear clearing clearly cli client clients
clone close closed closing clothes club clue cluster code codec codecs codes coffee col cold collaborate collaboration
colleague collect collection collections college colon color column columns combination combine combined come comes
comfortable comfy coming comma command commands comment comments commercial commit commits common communicating
communications communicator company compare compared comparing comparison compat compatibility compatible competent
compilation compile compiled compiler compilers compiles compiling complete completed completely completing completion
complex compliance compliant complies complying component components composed composer composing composite compress
compressed compression computation computations compute computed computer computers computes computing concept
concerns concurrent concurrently condition conditions confident config configs configuration configurations configure
configured conflict confused connect connected connection connects consents consequential consider considered
consistency consistent console const constant constants constraint constraints construct constructed construction
constructor constructors contact contacts contain contained container containing contains content contents context
contextlib contiguous continue continues continuous continuously contract contrib contributed contributions
contributor contributors control controlled controls convenience convention conversion convert converted converting
converts convey convolution cook cooking cool copied copies copy copying copyright core corporation correct correctly
correspond corresponding corresponds cos cost costa could couldnt count counter country counts couple course coursera
courses cousin cover covered coworker coz cpu cpython crap crash crashing crazy create created creates creating
creation crops cross crypt crypto cryptographic current currently custom cut cute cuz cve cycle cycling dad daily
damages damn dance dancing dang daniel dark data database databases date datetime daughter david day days dead deal
dealing dealings dear debug debugger debugging dec decent decide decimal declaration declare decode decoding
decoration decorator deduction deep def default defaults defer define defined defines defining definition definitions
degree del delay delete deleted deletion deliver delivered delta deltas depend dependencies dependency dependent
depending depends deprecated deprecation depth der derivative derivatives derived descend describe described describes
describing description descriptor design designed designs desired destination detail detailed details detect detected
detecting detection detector determine determined determines dev developed developer developers development
developments device diagnostic diagnostics dict dictionary did didn didnt die diff differ difference differences
different differentiable differentiate difficult digit digital digits dim dimension dimensional dimensions dinner
diploma dir direct direction directive directly director directories directors directory disable disabled disclaimer
disclaims discussion dish disk display dist distinct distribute distributed distributes distribution distributions
distributor distutils div divide division do doc docs docstring doctor doctorate doctype document documentation
documentations documented documents does doesn doesnt dog doi doing domain domains don done dont door dot double doubt
down download downloaded draft drawing dream dress drink drive driver drives driving drop dtype dtypes dual dude due
dumb dump dunno duplicate duration during dynamic dynamically each earlier early easier easily east easy eat eating
echo economics edge edit effect effective efficient eigenvalue either element elements elif else email embedded
embedding emit emitted employer employers empty enable enabled enables encode encoded encoding encodings encountered
encrypting end endif ending endorse ends enforce engine engineering english enjoy enough ensure ensures enterprises
entire entirely entity entries entry enum env environment eof eps equal equality equals equivalent eric err error
errors escape escaped especially essentially estimate etc eval evaluate evaluated evaluating evaluation evaluations
even evening event events ever every everybody everyone everything everywhere evolution exact exactly exam example
examples exc excellent except exception exceptions excited exclude excluded excluding exclusive exec executable
execute executed execution exemplary exist existing exists exit exp expand expanded expat expect expectation expected
expects experience experienced experimental expert expiration explain explanation explanatory explicit explicitly
export exposed expressed expressing expression expressions expressly ext extend extended extends extension extensions
extent external extra extract extracting eye face fact factor factory fail failed failing fails failure failures fair
fall fallback false familiar family faq far fast faster father favorite fear feature featured features fee feed feel
feeling feels feet fell felt fetch few field fields fifth fight figure file filename filenames files filesystem fill
filled film filter final finally finance find finding fine finish finished finite fire firewall first fish fishing fit
fitness five fix fixed fixes flag flags flash flat float floating floats floor flow fluent flush fly fod follow
followed following follows font foo food foot football for force foreach forensic forget forgot form format formats
formatted formatting formerly forms forward found foundation foundations four fraction fractional fractions frame
framework frameworks franklin free freelance freelancing freely french friday friend friends from front frontends full
fully fun func function functionality functionally functions fundamental fundamentally funny furnished further
furthermore future fyi gambling game games gaming garbage garden gardening gave gee general generalize generally
generate generated generates generating generation generator generic german get gets getting gf gimme girl girlfriend
git give given gives giving glad global globals gnu go god goes going gone gonna good goods got goto gotta gotten
grade grant granted grants graph graphs great greater green greet grep ground group groups grow guaranteed guard guess
guide guitar gun guy guys gym hackathon hackathons had hadnt haha hahaha hair half hand handle handled handler
handlers handles handling hands hang happen happened happens happy hard hardly has hash hasnt hat hate hates have
havent having he head header headers heading hear heard heart heavy heck hehe height held hell hello help helper helps
hence her here hereby hex hey hi hidden hide high higher highlight hiking him himself hire hired hiring his history
hit hmm hobby hola hold holder holders holds home homework honest honestly hook hooks hope hopefully horse hospital
host hot hour hours house how however hr huge human hundred hungry hurt husband ibm icon id idea identical identified
identifier identifiers identify identity idk ids idx if ignore ignored ignoring ill illustrate illustrated illustrates
illustration im image images imagine img imho immediately imo implement implementation implemented implementing
implements implicit implicitly implied implies import important imported importerror importing imports improve
improved in inc incidental include included includes including incompatible incomplete inconsistent incorrect
incorrectly increase indent independent index indexerror indexes indexing indicate indicated indicates indicating
indices indie indirect individual inf infinite infinity influence info informatics information informational
informative inherit init initial initialization initialize initialized injection inline inner input inputs insensitive
insert insertion inside insight inspect install installation installed installing instance instances instead
instruction instructions int integer integers integral integrals integrand integrate integrating integration
integrations integrator intel intended intention interact interacting interaction interactions interactive interested
interesting interface interfaces interfere interior intermediary intermediate intern internal internally internals
internet internship interpret interpreted interpreter interruption intersection interval interview into introduced
introduction ints invalid inverse invoke invoked irl is isn isnt iso issue issues it italic item items iterable
iterate iteration iterations iterator itertools its itself ive james jan job jobs john join joke joking judged judges
just kaggle keep keeping kept kernel key keyerror keys keyword keywords kid kidding kids kind kinda knew knitting know
knowing knowledge known knows kwargs label labels lady lambda lambdas language languages laptop large larger last late
lately later latest latin latter laugh law layout lazy lead leading learn learned learning learns learnt least leave
leaving left leg legacy legal lemme len length less lesser let lets letter level levels lexer lexers liability liable
lib libraries library license licensed licenses licensing life light lighting like liked likely likes limit limitation
limitations limited limits line linear linearly lines linguistic link linkage linked linkedin linking links list
listed listen lists literal literally literals literary little live lived lives living lmao lmfao load loaded loading
loc local locale locally located location locations lock locker log logger logging logic logical lol long longer look
looked looking looks lookup loop lose loss lost lot lots loud love loved lovely loves low lower luck lucky lunch mac
machine machinery macro macros mad made magic mail mailing main mainly maintain maintained maintainers maintenance
major make makefile makes making man manage managed management manager managers manages managing manual manually
manuals many map mapped mapping maps march margin mark marked marker marketing marks marriage married martin mask
master masters match matched matches matching material materials math mathematical matrices matrix matter matters max
maximum may maybe me mean meaning means meant meat mechanism media medicine mediocre medium meet meeting meh member
members memory men mention mentioned mentioning menu merge merges message messages met meta metadata meth method
methods metric michael micro middle might mile milk million mimetypes min mind mine minecraft minimal minimize minimum
minor minus minute misc mismatch miss missing mit mix mixed mixing mod modal mode model modern modes modification
modifications modified modify modifying module modules moment monday money month months mood moon more moreover
morning most mostly mother mountain mouth move moved movie much multi multiple mum music must my myself nah naive name
named namedtuple names namespace namespaces nan native natively naturally nature nav navigation ndarray near nearly
necessarily necessary need needed needs negation negative negligence neither nerd nervous nested net netflix network
neutral never new newbie newer newline newly news next nice night nine no nobody nodes noise non none noob nope noqa
nor norm normal normalize normalized normally north nose not notation note notes nothing notice notices notimplemented
novice now null num number numbers numeric numerical numerically nursing nvm obj object objects obtain obtained
obtaining obvious obviously occasionally occur occurred occurs odd of off offer office official offset often oh ok
okay okayish old older omg omit omitted on once one ones online only onto open opened opening openssl operating
operation operational operations operator operators opinion opt optimisation optimization optimizations optimize
optimized option optional optionally options or orange order ordered organization organizations origin original
originally oserror other others otherwise ought our out outer outliers outlined output outputs outside over overflow
overridden override overrides overwrite own owned owner owners pack package packages packaging pad padding page pager
pages paid pain paint painting pair pairs paper paragraph parallel param parameter parameters params parent parents
paris park parking parse parsed parser parsing part partial partially particular particularly parts party pass passed
passes passing password past patch patches path pathlib paths pattern patterns paul pay paying payload pending people
pep per percent perfect perform performance performances performant performed performing performs perhaps period
permission permissions permit permitted person persons pertaining peter phone photo photography physics piano pick
picked picture piece pieces pilot pipe pipeline pizza place placed places plain plan plane planing planning plans
planting platform platforms play played playing please pleased plenty pls plus plz point pointer pointing points
police policy pool poor pop port portability portable portfolio portfolios portion portions pos position positional
positive possibility possible possibly post posting potential potentially power powers practical practice pragma pre
precision prediction prefer preferred prefix prepare prepared prepending present presentations preservation preserve
preserved preserving president pressing pretty prev prevent preventing previous previously price primarily primary
principle print printed printf printing prints prior priority private probably problem problems procedure proceeding
process processed processes processing processor processors procurement produce produced producer produces product
production products professional proficient profile profits program programming programs progress progresses project
projected projects promise promote promotes promoting prompt proof propagation proper properly properties property
protect protected protection protects protocol proud provide provided provides providing proxy psychology pub public
publicity publicly publish published pull punctuation pure purpose purposes push put pygments qualify quantity query
question questions queue quick quickly quiet quit quite quote quoted quotes rain raise raised raises ran random
randomize range rank rapptz rarely rate rather rational raw reach reached reaching react read readability readable
reading readme reads ready real reality realize really reason reasonable reasons rebase rebasing receive received
receiving recent recently recommend recommended recommends record records recruiter recursion recursive recursively
red redistribute redistribution reduce ref refer reference references refers reflect refs regard regarding regardless
regen regents regex regexlexer regexp regexps region register registered regression regressions regret regular
regularly reject rejected related relating relation relations relationship relative release released releases relevant
rely remain remainder remaining remains remember remote removal remove removed removes removing rename renaming render
repeat repeated repl replace replaced replacement replaces report reported reporting reports repository represent
representation represented representing represents reproduce req request requested requests require required
requirement requirements requires res research reserved reset resolution resolve resolved resource resources respect
responded responder responds response responses responsibility responsible rest restarts restore restrict restriction
restrictions result resulting results resume ret retain retained retrieve retrieved retrieves return returned
returning returns reuse rev reverse reversed reverted reviewed reviews revision rich richard ride right rights ring
risk river road rock rofl role roles room root round routine routines row rows royalty rsa rule rules run runner
running runs runtime runtimewarning rusty sad safe safely said salaries salary sale sales same sample samples sat
satisfy saturday save saved saw say saying says scalar scalars scale scaled scales scan scared scary schemas school
schools science sciences scope score scores scrap script scripted scripts scrub sea search searched searches season
seat sec second seconds section sections securely security see seed seem seems seen segment select selected selecting
selection selective selector self sell semantics semver send sending sense sensitive sensor sent sentence sep separate
separated separately separator seq sequence sequencer sequences series seriously served server servers serves service
services servicing session set sets setting settings setup setuptools seven several severity sex shaky shall shape
shapes shard share shared she sheet shelf shell shells shift ship shirt shit shoes shop short should shouldn shouldnt
show shower showing shown shows shut sick side sig sign signal signature signed significant silently similar similarly
simple simplify simply sin since sing singing single sister sit site six size sizes skill skills skip skipped skipping
sleep slice slightly slow slowly small smaller smart smh smile smoke snow so soccer social socket soft software
solaris solid solution solutions solve some somebody somehow someone something sometimes somewhere son song soon sorry
sort sorted soul sound sounds source sourced sources south space spaces span spanish spare sparse speak spec special
specific specifically specification specified specifier specifies specify specifying speed speeding speeds spell
spelling spend spending spent split spoke spoken sport sports spot spotify spraying springer square stability stable
stabs stack stacks staff stale stand standard start started starting starts startup startups stat state statement
statements states static staticmethod statistic statistics stats status stay stays stderr stdin stdout steam step
steps stick still stock stone stop storage store stored storm story straight strange strategic strategy stream
streamed streamline streams street stress strict strictly string strings strip stripping strong strongest struct
structural structure structures struggle struggling stuck student students studied studies study studying stuff stupid
style styled styles stylesheet sub subclass subclasses subject sublicense submit submodule subprocess subsequent
subset substantial substitute success successful successfully such suck sucks sudden sufficient suffix sugar suggest
suitable suite sum summary summer sun sunday sup super supervisor supplied supply support supported supporting
supports suppose supposed suppress sure surprise sweet swim swimming switch symbol symbolic symbols symmetric sync
synchronous synopsis syntax sys system systems tab table tables tag tags take taken takes taking talk talking tall tan
target targets task tbh tea teach teacher teaching team tech technical technically technologies tell telling temp
template temporary ten tennis term terminal terminals terminate terminated termination terms terrible test tested
testing tests text texts than thank thanks that thats the their them theme themselves then theories theory there
therefore thereof these thesis they theyre thing things think thinking third this tho thomas those though thought
thousand thread threaded threading threads three threw through throw thrown throws thru thursday thus thx till tim
time timeout times timestamp tired title to toc today todo together token tokens tol told tolerance tomorrow tonight
too took tool tools top tort tortious total totally touch tough toward town trace traceback tracing track tracker
tracking trading tragic trailing train transfer transform transformation transformed transforms transitional translate
translated translation transport travel treat treated treating tree trial tried tries trigger triggered trim trip
trivial trouble truck true trumpet trust truth try trying tty tuesday tuple tuples turn turning turns tutorial
tutorials tv twice twisting two type typeerror types typevar typical typically typing tyvm udemy ugh ugly uh
ultimately unable undefined under underline underlying understand understood unexpected unfortunately union unique
unit university unix unknown unless unlike unnecessary unsafe unsigned unsupported until unused up update updated
updates updating upgrade upon upper upstream ur uri url urls us usa usable usage use used useful user username users
uses using usr usual usually util utilities utility utils vacancy vacation val valid validate validating validation
validations validator valorant valuable valuation value valued valueerror values valve van var variable variables
variance variant variation various vector vectors verbatim verbose verify version versionadded versioned versions
vertical very via victor video view violin virtual visible visit visual visually vital voice void wage wages wait
waiting wake walk wall wanna want wanted wants war warm warn warning warnings warranties warranty was wash wasnt watch
watching water way ways we weak weaker weakest wear weather web website wednesday week weekend weekly weeks weight
weighted weird welcome well went were werent west wet what whatever whats whatsoever when whenever where wherever
whether which while white whitespace who whoever whole whom whose why wide width wife wiki wild will willing win wind
window wine winter wish with within without woman women won wonder wont words work workaround worked worker working
works world worried worry worse worst worth would wouldnt wow wrap wrapped wrapper wrapping wraps write writes writing
written wrong wrote wtf xor yall yeah year years yellow yep yes yesterday yet yield yields yo yoga york you young your
youre yours yourself youtube zero zeros zip zlib
"""
)
"""Neither corrected into a name nor named back to a member as an unknown skill."""
