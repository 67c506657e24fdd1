-- SPDX-License-Identifier: GPL-3.0-or-later
-- The data of a hotline.  SQLite 3.40 or newer (STRICT tables, FTS5 with trigrams).
--
-- Conventions: singular names; *_at = Unix seconds UTC; *_on = ISO date, partial allowed ('2004',
-- '2004-03', '2004-03-17'); money in minor units (centimos, cents) beside its currency; telephones are
-- digits only (E.164 without '+'); what nobody asked is NULL, what somebody did not say is '-' (a code
-- 'list.-', the place '-', the number -1).  Fixed state machines are CHECK lists (short ones with OR: of an
-- IN of more than two values SQLite makes a table anew with each row that is written); lists that an admin may
-- edit live in table code.  Nothing is deleted: calls are voided, cases closed, people merged, codes
-- retired.  Notes, referral events and the audit are append-only; triggers at the end guard that.
-- No generated columns: they break VACUUM INTO on a read-only connection (3.40.1).
--
-- Erasure (the legal kind, in an append-only world): what identifies a person may be stored as text under
-- a key of that person's own, kept in table person_key; destroying the key erases it in notes and in the
-- old values of the audit while every hash still fits, since a hash covers what is stored.

-- === settings, lists, places ===

CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  set_at INTEGER NOT NULL DEFAULT 0,
  set_by INTEGER REFERENCES operator(id)
) STRICT, WITHOUT ROWID;

-- id = list || '.' || short code, so that an export can be read.  'list.-' (did not say) is made for every list.
CREATE TABLE code (
  id     TEXT PRIMARY KEY,
  list   TEXT NOT NULL,
  sort   INTEGER NOT NULL DEFAULT 0,
  grp    TEXT NOT NULL DEFAULT '',
  flags  TEXT NOT NULL DEFAULT '',              -- one letter, one meaning: head of codes.tsv
  key    TEXT NOT NULL DEFAULT '',              -- keys that pick it, the one shown first
  es     TEXT NOT NULL,
  en     TEXT NOT NULL,
  htcds  TEXT NOT NULL DEFAULT '',              -- IOM Human Trafficking Case Data Standard 2.0
  ctdc   TEXT NOT NULL DEFAULT '',              -- Counter Trafficking Data Collaborative
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0,1)),
  CHECK (id GLOB list || '.?*')
) STRICT, WITHOUT ROWID;
CREATE INDEX code_list ON code(list, sort);

-- 'PE' country (ISO 3166-1), 'PE16' department, 'PE1601' province, 'PE160101' district (INEI ubigeo); '-' did not say
CREATE TABLE place (
  id     TEXT PRIMARY KEY,
  kind   TEXT NOT NULL CHECK (kind = 'none' OR kind = 'country' OR kind = 'region' OR kind = 'province' OR kind = 'district'),
  parent TEXT REFERENCES place(id),
  sort   INTEGER NOT NULL DEFAULT 0,            -- lower is offered first
  zone   TEXT REFERENCES code(id) CHECK (zone GLOB 'zone.*'),
  flags  TEXT NOT NULL DEFAULT '',              -- head of places.tsv
  name   TEXT NOT NULL,
  en     TEXT NOT NULL DEFAULT '',              -- '' : as in Spanish
  fold   TEXT NOT NULL                          -- name in lower case, no diacritics
) STRICT, WITHOUT ROWID;
CREATE INDEX place_kind ON place(kind, sort, fold);
CREATE INDEX place_parent ON place(parent);
CREATE INDEX place_fold   ON place(fold);

-- === people who log in ===

CREATE TABLE operator (
  id         INTEGER PRIMARY KEY,
  login      TEXT NOT NULL UNIQUE CHECK (login NOT GLOB '*[^a-z0-9._-]*' AND length(login) BETWEEN 2 AND 32),
  name       TEXT NOT NULL,                     -- work name, what others see
  role       TEXT NOT NULL CHECK (role = 'operator' OR role = 'supervisor' OR role = 'admin' OR role = 'auditor'),
  lang       TEXT NOT NULL DEFAULT 'es' CHECK (lang IN ('es','en')),
  colour     INTEGER NOT NULL DEFAULT 1 CHECK (colour IN (0,1)),
  bell       INTEGER NOT NULL DEFAULT 1 CHECK (bell IN (0,1)),
  active     INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0,1)),
  pin_hash   TEXT,                              -- argon2id
  epoch      INTEGER NOT NULL DEFAULT 1,        -- rises when rights change: live sessions look at it
  created_at INTEGER NOT NULL,
  last_login_at INTEGER
) STRICT;
CREATE TABLE operator_key (
  fingerprint  TEXT PRIMARY KEY,                -- SHA256:...
  operator_id  INTEGER NOT NULL REFERENCES operator(id),
  algorithm    TEXT NOT NULL,
  pubkey       TEXT NOT NULL,                   -- base64 of the blob (RFC 4253, 6.6)
  label        TEXT NOT NULL DEFAULT '',
  added_at     INTEGER NOT NULL,
  added_by     INTEGER REFERENCES operator(id),
  last_used_at INTEGER,
  expires_at   INTEGER,
  revoked_at   INTEGER,
  revoked_by   INTEGER REFERENCES operator(id)
) STRICT, WITHOUT ROWID;
CREATE INDEX operator_key_op ON operator_key(operator_id);
CREATE TABLE operator_charset (
  operator_id INTEGER NOT NULL REFERENCES operator(id),
  term        TEXT NOT NULL,
  charset     TEXT NOT NULL CHECK (charset = '' OR charset = 'utf-8' OR charset = 'latin-1' OR charset = 'cp850' OR charset = 'ascii'),
  PRIMARY KEY (operator_id, term)
) STRICT, WITHOUT ROWID;
CREATE TABLE session (
  id          INTEGER PRIMARY KEY,
  operator_id INTEGER NOT NULL REFERENCES operator(id),
  fingerprint TEXT,
  peer        TEXT NOT NULL,                    -- address:port
  term        TEXT NOT NULL DEFAULT '',
  started_at  INTEGER NOT NULL,
  attached_at INTEGER,                          -- the latest connection
  detached_at INTEGER,                          -- NULL while a connection holds it
  ended_at    INTEGER,
  end_reason  TEXT CHECK (end_reason IN
    ('logout','idle','lost','taken','kicked','disabled','crashed','restart')),
  CHECK ((ended_at IS NULL) = (end_reason IS NULL))
) STRICT;
CREATE INDEX session_open ON session(operator_id) WHERE ended_at IS NULL;
CREATE INDEX session_op   ON session(operator_id, id);
CREATE TABLE login_try (                        -- refused; also for logins that do not exist
  id    INTEGER PRIMARY KEY,
  login TEXT NOT NULL,
  peer  TEXT NOT NULL,
  at    INTEGER NOT NULL
) STRICT;
CREATE INDEX login_try_login ON login_try(login, at);
CREATE TABLE agent_state (                      -- what each operator was doing, with times
  id          INTEGER PRIMARY KEY,
  operator_id INTEGER NOT NULL REFERENCES operator(id),
  session_id  INTEGER REFERENCES session(id),
  state       TEXT NOT NULL REFERENCES code(id) CHECK (state GLOB 'state.*'),
  from_at     INTEGER NOT NULL,
  to_at       INTEGER                           -- NULL: now
) STRICT;
CREATE INDEX agent_state_op ON agent_state(operator_id, from_at);
CREATE INDEX agent_state_now ON agent_state(operator_id) WHERE to_at IS NULL;

-- Forms while they are filled in: working text, unchecked, not audited
CREATE TABLE draft (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,  -- an id is never used again
  operator_id  INTEGER NOT NULL REFERENCES operator(id),
  form         TEXT NOT NULL,
  ref          INTEGER NOT NULL DEFAULT 0,      -- row that is edited, 0 none yet
  call_id      INTEGER NOT NULL DEFAULT 0,      -- what a new row will belong to
  case_id      INTEGER NOT NULL DEFAULT 0,
  base         INTEGER NOT NULL DEFAULT 0,      -- its version when editing began
  saved_at     INTEGER NOT NULL,
  focus        INTEGER NOT NULL DEFAULT 0,      -- index of the field with the cursor
  caret        INTEGER NOT NULL DEFAULT 0,      -- byte in it
  body         TEXT NOT NULL,                   -- JSON object: field -> text
  discarded_at INTEGER                          -- can be brought back for 24 hours
) STRICT;
CREATE INDEX draft_op ON draft(operator_id, saved_at);

-- === money and plans ===

CREATE TABLE donor (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE project (
  id        INTEGER PRIMARY KEY,
  name      TEXT NOT NULL UNIQUE,
  starts_on TEXT NOT NULL,
  ends_on   TEXT,
  launched_at INTEGER,                          -- of the line: "calls a month after the launch month"
  invented  INTEGER NOT NULL DEFAULT 0 CHECK (invented IN (0,1)),
  note      TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE funding (                          -- what a donor gave to a project
  id         INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL REFERENCES project(id),
  donor_id   INTEGER NOT NULL REFERENCES donor(id),
  amount     INTEGER NOT NULL CHECK (amount >= 0),
  currency   TEXT NOT NULL CHECK (length(currency) = 3),
  given_on   TEXT,
  note       TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE budget (                           -- a line of the plan
  id         INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL REFERENCES project(id),
  name       TEXT NOT NULL,
  component  TEXT REFERENCES code(id) CHECK (component GLOB 'component.*'),
  amount     INTEGER NOT NULL CHECK (amount >= 0),
  currency   TEXT NOT NULL CHECK (length(currency) = 3),
  qty        INTEGER,                           -- planned units (sessions, nights, journeys)
  unit       TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX budget_project ON budget(project_id);
CREATE TABLE expense (
  id         INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL REFERENCES project(id),
  budget_id  INTEGER REFERENCES budget(id),
  spent_on   TEXT NOT NULL,
  amount     INTEGER NOT NULL CHECK (amount >= 0),
  currency   TEXT NOT NULL CHECK (length(currency) = 3),
  payee      TEXT NOT NULL DEFAULT '',
  note       TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX expense_project ON expense(project_id, spent_on);
CREATE TABLE objective (
  id         INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL REFERENCES project(id),
  sort       INTEGER NOT NULL DEFAULT 0,
  es TEXT NOT NULL, en TEXT NOT NULL
) STRICT;
CREATE TABLE indicator (                        -- of achievement; the actual is a saved query of schema/report.c
  id           INTEGER PRIMARY KEY,
  objective_id INTEGER NOT NULL REFERENCES objective(id),
  es TEXT NOT NULL, en TEXT NOT NULL,
  query        TEXT NOT NULL DEFAULT '',        -- name of the query, '' : counted by hand
  unit         TEXT NOT NULL DEFAULT '',
  baseline     INTEGER, baseline_on TEXT,
  target       INTEGER, target_on TEXT,
  actual       INTEGER, actual_on TEXT,         -- only where counted by hand
  source       TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE responsibility (                   -- who leads, supports, is informed
  id          INTEGER PRIMARY KEY,
  project_id  INTEGER NOT NULL REFERENCES project(id),
  task        TEXT NOT NULL,
  institution_id INTEGER REFERENCES institution(id),
  operator_id INTEGER REFERENCES operator(id),
  part        TEXT NOT NULL CHECK (part = 'lead' OR part = 'support' OR part = 'informed'),
  due_on      TEXT,
  done_on     TEXT,
  CHECK (institution_id IS NOT NULL OR operator_id IS NOT NULL)
) STRICT;

CREATE TABLE campaign (                         -- a wave of about three months
  id         INTEGER PRIMARY KEY,
  project_id INTEGER REFERENCES project(id),
  name       TEXT NOT NULL,
  starts_on  TEXT NOT NULL,
  ends_on    TEXT,
  note       TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE output (                           -- of a campaign, planned and done, with its unit
  id          INTEGER PRIMARY KEY,
  campaign_id INTEGER NOT NULL REFERENCES campaign(id),
  medium      TEXT NOT NULL REFERENCES code(id) CHECK (medium GLOB 'medium.*'),
  unit        TEXT NOT NULL REFERENCES code(id) CHECK (unit GLOB 'unit.*'),
  planned     INTEGER CHECK (planned >= 0),
  done        INTEGER CHECK (done >= 0),
  about       INTEGER NOT NULL DEFAULT 0 CHECK (about IN (0,1)),  -- 1: "around", an estimate
  place       TEXT REFERENCES place(id),
  from_on     TEXT NOT NULL,
  to_on       TEXT,
  cost        INTEGER CHECK (cost >= 0), currency TEXT CHECK (length(currency) = 3),
  note        TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX output_campaign ON output(campaign_id);
CREATE TABLE activity (                         -- talks, fairs, workshops
  id          INTEGER PRIMARY KEY,
  campaign_id INTEGER REFERENCES campaign(id),
  project_id  INTEGER REFERENCES project(id),
  kind        TEXT NOT NULL REFERENCES code(id) CHECK (kind GLOB 'medium.*'),
  topic       TEXT NOT NULL DEFAULT '',
  place       TEXT REFERENCES place(id),
  held_on     TEXT NOT NULL,
  hours       INTEGER,
  by_id       INTEGER REFERENCES institution(id),
  note        TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE participants (
  activity_id INTEGER NOT NULL REFERENCES activity(id),
  audience    TEXT NOT NULL REFERENCES code(id) CHECK (audience GLOB 'audience.*'),
  women       INTEGER NOT NULL DEFAULT 0 CHECK (women >= 0),
  men         INTEGER NOT NULL DEFAULT 0 CHECK (men >= 0),
  unsaid      INTEGER NOT NULL DEFAULT 0 CHECK (unsaid >= 0),  -- sex was not counted
  PRIMARY KEY (activity_id, audience)
) STRICT, WITHOUT ROWID;

-- === contacts ===

-- A line (telephone number), not a person.  A number is never refused by the system.
CREATE TABLE line (
  id        INTEGER PRIMARY KEY,
  phone     TEXT NOT NULL UNIQUE CHECK (phone NOT GLOB '*[^0-9]*'),
  owner     TEXT NOT NULL DEFAULT '',           -- whose telephone it is
  shared    TEXT CHECK (shared = 'own' OR shared = 'shared' OR shared = 'public'),
  person_id INTEGER REFERENCES person(id),
  safe_note TEXT NOT NULL DEFAULT '',
  version   INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX line_last4 ON line(substr(phone,-4));
CREATE TABLE line_flag (
  id         INTEGER PRIMARY KEY,
  line_id    INTEGER NOT NULL REFERENCES line(id),
  flag       TEXT NOT NULL REFERENCES code(id) CHECK (flag GLOB 'numflag.*'),
  set_at     INTEGER NOT NULL,
  set_by     INTEGER NOT NULL REFERENCES operator(id),
  expires_at INTEGER,
  reason     TEXT NOT NULL DEFAULT '',
  cleared_at INTEGER,
  cleared_by INTEGER REFERENCES operator(id)
) STRICT;
CREATE INDEX line_flag_line ON line_flag(line_id) WHERE cleared_at IS NULL;

-- One contact with the line.  Ids grow in order of entry: newest first is ORDER BY id DESC.
CREATE TABLE call (
  id           INTEGER PRIMARY KEY,
  number       INTEGER NOT NULL UNIQUE,         -- yy*10^7 + sequence; the check digit is computed
  version      INTEGER NOT NULL DEFAULT 1,
  status       TEXT NOT NULL DEFAULT 'open' CHECK (status = 'open' OR status = 'closed' OR status = 'void'),
  channel      TEXT NOT NULL DEFAULT 'channel.phone' REFERENCES code(id) CHECK (channel GLOB 'channel.*'),
  direction    TEXT NOT NULL DEFAULT 'in' CHECK (direction IN ('in','out')),
  trunk        TEXT NOT NULL DEFAULT '',        -- which of the line's numbers rang
  operator_id  INTEGER NOT NULL REFERENCES operator(id),
  session_id   INTEGER REFERENCES session(id),
  started_at   INTEGER NOT NULL,                -- of the contact itself, also when entered late
  ended_at     INTEGER,
  ring_at      INTEGER,                         -- the exchange rang
  answered_at  INTEGER,
  taken_at     INTEGER,                         -- entered late: when it was taken on paper
  entered_at   INTEGER,                         -- entered late: when it was typed in
  entered_late INTEGER NOT NULL DEFAULT 0 CHECK (entered_late IN (0,1)),
  mark         TEXT NOT NULL DEFAULT '' CHECK (mark = '' OR mark = 'demo' OR mark = 'training'),
  line_id      INTEGER REFERENCES line(id),
  campaign_id  INTEGER REFERENCES campaign(id),
  continues_call_id INTEGER REFERENCES call(id),  -- cut off and called again: the first call of the contact
  hard         INTEGER NOT NULL DEFAULT 0 CHECK (hard IN (0,1)),  -- a hard call: supervisor is told quietly
  -- what the line decided, apart from what the caller said
  assess       TEXT REFERENCES code(id) CHECK (assess GLOB 'assess.*'),
  assess_by    INTEGER REFERENCES operator(id),
  assess_org   TEXT REFERENCES code(id) CHECK (assess_org GLOB 'decidedby.*'),
  assessed_at  INTEGER,
  corrected_at INTEGER, corrected_by INTEGER REFERENCES operator(id),
  voided_at    INTEGER,
  -- the fields of the form, by their ids (form_call.c)
  motive       TEXT REFERENCES code(id) CHECK (motive GLOB 'motive.*'),
  speak        TEXT CHECK (speak = 'y' OR speak = 'n' OR speak = '-'),
  phone        TEXT,
  phone_of     TEXT,
  safe_hours   TEXT,
  where_is     TEXT,
  notes        TEXT,
  place_from   TEXT REFERENCES place(id),
  province     TEXT REFERENCES place(id),
  place_now    TEXT REFERENCES place(id),
  place_left   TEXT REFERENCES place(id),
  relation     TEXT REFERENCES code(id) CHECK (relation GLOB 'relation.*'),
  lang         TEXT REFERENCES code(id) CHECK (lang GLOB 'lang.*'),
  interpreter  TEXT CHECK (interpreter = 'y' OR interpreter = 'n' OR interpreter = '-'),
  victims      INTEGER CHECK (victims >= -1),
  minors       INTEGER CHECK (minors >= -1),
  sex          TEXT REFERENCES code(id) CHECK (sex GLOB 'gender.*'),
  age          TEXT,
  venue        TEXT REFERENCES code(id) CHECK (venue GLOB 'venue.*'),
  recruit      TEXT REFERENCES code(id) CHECK (recruit GLOB 'recruit.*'),
  recruiter    TEXT REFERENCES code(id) CHECK (recruiter GLOB 'trafrel.*'),
  promise      TEXT REFERENCES code(id) CHECK (promise GLOB 'promise.*'),
  consent_record   TEXT CHECK (consent_record = 'y' OR consent_record = 'n' OR consent_record = '-'),
  consent_refer    TEXT CHECK (consent_refer = 'y' OR consent_refer = 'n' OR consent_refer = '-'),
  consent_callback TEXT CHECK (consent_callback = 'y' OR consent_callback = 'n' OR consent_callback = '-'),
  consent_research TEXT CHECK (consent_research = 'y' OR consent_research = 'n' OR consent_research = '-'),
  consent_by   TEXT,
  heard        TEXT REFERENCES code(id) CHECK (heard GLOB 'heard.*'),
  topic        TEXT REFERENCES code(id) CHECK (topic GLOB 'topic.*'),
  situation    TEXT REFERENCES code(id) CHECK (situation GLOB 'situation.*'),
  dispo        TEXT REFERENCES code(id) CHECK (dispo GLOB 'dispo.*'),
  risk         TEXT REFERENCES code(id) CHECK (risk GLOB 'risk.*'),
  about        TEXT,
  offer_country  TEXT REFERENCES place(id),
  offer_kind     TEXT REFERENCES code(id) CHECK (offer_kind GLOB 'offerkind.*'),
  offer_by       TEXT,
  offer_phone    TEXT,
  offer_paper    TEXT,
  offer_seen     TEXT,
  offer_pay      TEXT,
  offer_text     TEXT,
  offer_contract TEXT REFERENCES code(id) CHECK (offer_contract GLOB 'answer.*'),
  offer_met      TEXT REFERENCES code(id) CHECK (offer_met GLOB 'answer.*'),
  offer_fare     TEXT REFERENCES code(id) CHECK (offer_fare GLOB 'answer.*'),
  advice         TEXT REFERENCES code(id) CHECK (advice GLOB 'advice.*'),
  listen_danger  TEXT,
  listen_someone TEXT,
  listen_held    TEXT,
  listen_police  TEXT,
  listen_again   TEXT,
  listen_callus  TEXT,
  listen_minor   TEXT,
  listen_write   TEXT,
  hears          TEXT,
  CHECK (entered_late = 0 OR entered_at IS NOT NULL),
  CHECK (status <> 'closed' OR ended_at IS NOT NULL)
) STRICT;
CREATE INDEX call_started ON call(started_at);
CREATE INDEX call_op      ON call(operator_id, id);
CREATE INDEX call_open    ON call(id) WHERE status = 'open';
-- The number and the status besides: many calls are looked at for the few that fit, and their rows are large.
CREATE INDEX call_phone4  ON call(substr(phone,-4), id, phone, status) WHERE phone IS NOT NULL;
CREATE INDEX call_line    ON call(line_id, id) WHERE line_id IS NOT NULL;
CREATE INDEX call_before  ON call(continues_call_id) WHERE continues_call_id IS NOT NULL;
CREATE INDEX call_assess  ON call(assess, started_at) WHERE assess NOT IN ('assess.none','assess.pending');
CREATE INDEX call_offer4  ON call(substr(offer_phone,-4), id, offer_phone, status) WHERE offer_phone IS NOT NULL;
CREATE INDEX call_late    ON call(started_at) WHERE entered_late = 1;
CREATE INDEX call_entered ON call(entered_at) WHERE entered_late = 1;
CREATE INDEX call_pending ON call(id) WHERE assess = 'assess.pending';
CREATE INDEX call_number_about ON call(about) WHERE about IS NOT NULL;

CREATE TABLE queue (                            -- contacts waiting to be answered
  id        INTEGER PRIMARY KEY,
  at        INTEGER NOT NULL,
  channel   TEXT NOT NULL DEFAULT 'channel.phone' REFERENCES code(id) CHECK (channel GLOB 'channel.*'),
  trunk     TEXT NOT NULL DEFAULT '',           -- which of the line's numbers
  phone     TEXT,                               -- NULL: hidden, or may not be kept
  place     TEXT REFERENCES place(id),          -- region, where the exchange can tell it
  line_id   INTEGER REFERENCES line(id),
  priority  INTEGER NOT NULL DEFAULT 2 CHECK (priority BETWEEN 1 AND 3),
  note      TEXT NOT NULL DEFAULT '',
  taken_by  INTEGER REFERENCES operator(id), taken_at INTEGER,
  call_id   INTEGER REFERENCES call(id),
  left_at   INTEGER,                            -- hung up before an answer
  called_back_by INTEGER REFERENCES call(id)    -- the outgoing call that settled it
) STRICT;
CREATE INDEX queue_waiting ON queue(priority, at) WHERE taken_at IS NULL AND left_at IS NULL;
CREATE INDEX queue_lost    ON queue(left_at) WHERE left_at IS NOT NULL;
CREATE INDEX queue_taken   ON queue(phone, taken_at) WHERE taken_at IS NOT NULL;
CREATE INDEX queue_call    ON queue(call_id) WHERE call_id IS NOT NULL;
CREATE INDEX queue_back    ON queue(called_back_by) WHERE called_back_by IS NOT NULL;
CREATE TABLE exchange (                         -- signals of the exchange: no row or an old one is "no signal"
  id      INTEGER PRIMARY KEY CHECK (id = 1),
  seen_at INTEGER NOT NULL,
  state   TEXT NOT NULL CHECK (state IN ('up','down'))
) STRICT;

-- === people and cases ===

-- Anyone a case is about: victims, relatives, witnesses, suspects.  A person exists only once a case needs one.
CREATE TABLE person (
  id        INTEGER PRIMARY KEY,
  names     TEXT NOT NULL DEFAULT '',
  surnames  TEXT NOT NULL DEFAULT '',
  alias     TEXT NOT NULL DEFAULT '',
  fold      TEXT NOT NULL,                      -- 'maria elena quispe mamani flaca': txt_fold() of the three
  phon      TEXT NOT NULL,                      -- txt_phon() of the same words
  doc_kind  TEXT CHECK (doc_kind = 'dni' OR doc_kind = 'passport' OR doc_kind = 'ce' OR doc_kind = 'other'),
  doc_no    TEXT,
  born_on   TEXT,                               -- minors are computed, never stored
  age_said  TEXT, age_on TEXT,                  -- as in FIELD_AGE, and when it was said
  gender    TEXT REFERENCES code(id) CHECK (gender GLOB 'gender.*'),
  country   TEXT REFERENCES place(id),
  home      TEXT REFERENCES place(id),
  lang      TEXT REFERENCES code(id) CHECK (lang GLOB 'lang.*'),
  educ      TEXT REFERENCES code(id) CHECK (educ GLOB 'educ.*'),
  marital   TEXT REFERENCES code(id) CHECK (marital GLOB 'marital.*'),
  phone     TEXT,
  safe_note TEXT NOT NULL DEFAULT '',           -- how and when it is safe to make contact
  merged_into INTEGER REFERENCES person(id),    -- duplicate resolved; reversible
  version   INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX person_doc   ON person(doc_no) WHERE doc_no IS NOT NULL;
CREATE INDEX person_phone ON person(substr(phone,-4)) WHERE phone IS NOT NULL;
CREATE INDEX person_merged ON person(merged_into) WHERE merged_into IS NOT NULL;
CREATE TABLE person_merge (                     -- two entries of one person; person.merged_into mirrors it
  id        INTEGER PRIMARY KEY,
  from_id   INTEGER NOT NULL REFERENCES person(id),
  into_id   INTEGER NOT NULL REFERENCES person(id),
  at        INTEGER NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operator(id),
  taken     TEXT NOT NULL DEFAULT '{}',         -- JSON: what the one that stays lacked and got
  undone_at INTEGER, undone_by INTEGER REFERENCES operator(id)
) STRICT;
CREATE INDEX person_merge_from ON person_merge(from_id) WHERE undone_at IS NULL;
CREATE TABLE person_key (                       -- see "Erasure" above; NULL once destroyed
  person_id    INTEGER PRIMARY KEY REFERENCES person(id),
  key          BLOB CHECK (length(key) = 32),
  made_at      INTEGER NOT NULL,
  destroyed_at INTEGER, destroyed_by INTEGER REFERENCES operator(id),
  CHECK ((key IS NULL) = (destroyed_at IS NOT NULL))
) STRICT;

CREATE TABLE casefile (
  id          INTEGER PRIMARY KEY,
  number      INTEGER NOT NULL UNIQUE,
  title       TEXT NOT NULL,
  status      TEXT NOT NULL DEFAULT 'casestatus.new' REFERENCES code(id) CHECK (status GLOB 'casestatus.*'),
  risk        TEXT NOT NULL DEFAULT 'risk.9' REFERENCES code(id) CHECK (risk GLOB 'risk.*'),
  risk_by     INTEGER REFERENCES operator(id), risk_at INTEGER,
  source      TEXT NOT NULL REFERENCES code(id) CHECK (source GLOB 'source.*'),
  scope       TEXT REFERENCES code(id) CHECK (scope GLOB 'scope.*'),
  exploit     TEXT REFERENCES code(id) CHECK (exploit GLOB 'exploit.*'),
  place_now   TEXT REFERENCES place(id),        -- where the victim is now
  origin      TEXT REFERENCES place(id),
  destination TEXT REFERENCES place(id),
  victims     INTEGER CHECK (victims >= -1), minors INTEGER CHECK (minors >= -1),
  safety_plan INTEGER NOT NULL DEFAULT 0 CHECK (safety_plan IN (0,1)),  -- does not accept; ends the alert
  restricted  INTEGER NOT NULL DEFAULT 0 CHECK (restricted IN (0,1)),
  in_study    INTEGER NOT NULL DEFAULT 0 CHECK (in_study IN (0,1)),
  mark        TEXT NOT NULL DEFAULT '' CHECK (mark = '' OR mark = 'demo' OR mark = 'training'),
  opened_at   INTEGER NOT NULL,
  opened_by   INTEGER NOT NULL REFERENCES operator(id),
  assigned_to INTEGER REFERENCES operator(id),
  closed_at   INTEGER,
  outcome       TEXT REFERENCES code(id) CHECK (outcome GLOB 'outcome.*'),              -- the person's
  outcome_legal TEXT REFERENCES code(id) CHECK (outcome_legal GLOB 'outlegal.*'),
  outcome_admin TEXT REFERENCES code(id) CHECK (outcome_admin GLOB 'outadmin.*'),
  merged_into INTEGER REFERENCES casefile(id),
  retention   TEXT REFERENCES code(id) CHECK (retention GLOB 'retention.*'),
  retain_until_on TEXT,
  touched_at  INTEGER NOT NULL,
  version     INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX casefile_status ON casefile(status, id);
CREATE INDEX casefile_mine   ON casefile(assigned_to, touched_at);
CREATE INDEX casefile_dept   ON casefile(substr(place_now,1,4), id);
CREATE INDEX casefile_source ON casefile(source, opened_at);
CREATE INDEX casefile_touched ON casefile(touched_at, id) WHERE merged_into IS NULL;
CREATE INDEX casefile_opener ON casefile(opened_by, touched_at);
CREATE INDEX casefile_merged ON casefile(merged_into) WHERE merged_into IS NOT NULL;

-- Who has a case on her screen now: a hint for the others, no lock.
CREATE TABLE case_reader (
  operator_id INTEGER NOT NULL REFERENCES operator(id),
  case_id     INTEGER NOT NULL REFERENCES casefile(id),
  session_id  INTEGER REFERENCES session(id),
  since_at    INTEGER NOT NULL,
  PRIMARY KEY (operator_id, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_reader_case ON case_reader(case_id);
CREATE INDEX casefile_opened ON casefile(opened_at);
CREATE INDEX casefile_restricted ON casefile(id) WHERE restricted = 1;

-- Many to many, never narrowed by region.  A wrong link is taken back, not deleted.
CREATE TABLE call_case (
  id        INTEGER PRIMARY KEY,
  call_id   INTEGER NOT NULL REFERENCES call(id),
  case_id   INTEGER NOT NULL REFERENCES casefile(id),
  certainty TEXT NOT NULL CHECK (certainty IN ('possible','confirmed')),
  linked_at INTEGER NOT NULL,
  linked_by INTEGER NOT NULL REFERENCES operator(id),
  why       TEXT NOT NULL DEFAULT '',
  ended_at  INTEGER, ended_by INTEGER REFERENCES operator(id),
  ended_why TEXT
) STRICT;
CREATE UNIQUE INDEX call_case_now ON call_case(call_id, case_id) WHERE ended_at IS NULL;
CREATE INDEX call_case_case ON call_case(case_id);

CREATE TABLE case_person (
  id          INTEGER PRIMARY KEY,
  case_id     INTEGER NOT NULL REFERENCES casefile(id),
  person_id   INTEGER NOT NULL REFERENCES person(id),
  role        TEXT NOT NULL CHECK (role = 'victim' OR role = 'relative' OR role = 'witness' OR role = 'reporter' OR role = 'suspect'),
  relation    TEXT REFERENCES code(id) CHECK (relation GLOB 'relation.*'),
  perprole    TEXT REFERENCES code(id) CHECK (perprole GLOB 'perprole.*'),   -- of a suspect
  -- of a victim:
  vicstatus   TEXT REFERENCES code(id) CHECK (vicstatus GLOB 'vicstatus.*'),
  vicstatus_org TEXT REFERENCES code(id) CHECK (vicstatus_org GLOB 'decidedby.*'),
  vicstatus_who TEXT NOT NULL DEFAULT '', vicstatus_on TEXT,           -- which person or office decided, and when
  vicstatus_by INTEGER REFERENCES operator(id), vicstatus_at INTEGER,  -- who wrote it down
  age_then    TEXT,                             -- when trafficked
  recruiter   TEXT REFERENCES code(id) CHECK (recruiter GLOB 'trafrel.*'),
  note        TEXT NOT NULL DEFAULT '',
  added_at    INTEGER, added_by INTEGER REFERENCES operator(id),
  ended_at    INTEGER, ended_by INTEGER REFERENCES operator(id),  -- taken off the case again
  ended_why   TEXT,
  version     INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX case_person_now ON case_person(case_id, person_id, role) WHERE ended_at IS NULL;
CREATE INDEX case_person_p ON case_person(person_id);
CREATE INDEX case_person_case ON case_person(case_id);

-- Several values of one question: recruitment, control, exploitation, vulnerability, act, means, safe contact,
-- what was shared.  entity is a table of this schema, and the code's list is the question.
CREATE TABLE pick (
  entity    TEXT NOT NULL CHECK (entity IN ('call','casefile','case_person','person','referral','line','institution')),
  entity_id INTEGER NOT NULL,
  code      TEXT NOT NULL REFERENCES code(id),
  PRIMARY KEY (entity, entity_id, code)
) STRICT, WITHOUT ROWID;
CREATE INDEX pick_code ON pick(code, entity);

-- Consent is per purpose, says who gave it, and is never overwritten: the newest row counts.  What a call's
-- form says (call.consent_*) is the consent given in that call.  Whether it stands: consent.h.
CREATE TABLE consent (
  id        INTEGER PRIMARY KEY,
  call_id   INTEGER REFERENCES call(id),
  case_id   INTEGER REFERENCES casefile(id),
  person_id INTEGER REFERENCES person(id),
  purpose   TEXT NOT NULL CHECK (purpose = 'record' OR purpose = 'refer' OR purpose = 'callback' OR purpose = 'research'),
  consent   TEXT NOT NULL REFERENCES code(id) CHECK (consent GLOB 'consent.*'),
  given_by  TEXT NOT NULL DEFAULT '',
  relation  TEXT REFERENCES code(id) CHECK (relation GLOB 'relation.*'),
  words     TEXT NOT NULL DEFAULT '',           -- how it was asked
  reason    TEXT NOT NULL DEFAULT '',           -- required for an override
  at        INTEGER NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operator(id),
  by_person_id INTEGER REFERENCES person(id),   -- who gave it, if she is of the case
  exception TEXT CHECK (exception IN ('minor','danger')),  -- which one an override used
  void_why  TEXT,                               -- declared void by a person
  taken_back_at INTEGER, taken_back_by INTEGER REFERENCES operator(id),  -- typed by mistake
  CHECK (call_id IS NOT NULL OR case_id IS NOT NULL),
  CHECK ((exception IS NOT NULL) = (consent = 'consent.override')),
  CHECK (consent <> 'consent.override' OR length(reason) >= 10)
) STRICT;
CREATE INDEX consent_call ON consent(call_id, purpose, id) WHERE call_id IS NOT NULL;
CREATE INDEX consent_case ON consent(case_id, person_id, purpose, id) WHERE case_id IS NOT NULL;

CREATE TABLE note (                             -- of a case; append-only
  id      INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES casefile(id),
  at      INTEGER NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operator(id),
  body    TEXT NOT NULL,
  retracts INTEGER REFERENCES note(id)          -- taken back, not deleted: the note it withdraws
) STRICT;
CREATE INDEX note_case ON note(case_id, id);
CREATE UNIQUE INDEX note_retracts ON note(retracts) WHERE retracts IS NOT NULL;

-- What happened, where, in order: the route is the incidents of a case by seq
CREATE TABLE incident (
  id      INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES casefile(id),
  person_id INTEGER REFERENCES person(id),
  seq     INTEGER NOT NULL,
  stage   TEXT NOT NULL CHECK (stage = 'origin' OR stage = 'transit' OR stage = 'destination' OR stage = 'escape' OR stage = 'return'),
  act     TEXT REFERENCES code(id) CHECK (act GLOB 'act.*'),
  place   TEXT REFERENCES place(id),
  place_said TEXT NOT NULL DEFAULT '',
  happened_on TEXT,
  transp  TEXT REFERENCES code(id) CHECK (transp GLOB 'transp.*'),
  route   TEXT REFERENCES code(id) CHECK (route GLOB 'route.*'),
  venue   TEXT REFERENCES code(id) CHECK (venue GLOB 'venue.*'),
  detail  TEXT NOT NULL DEFAULT '',
  ended_at INTEGER, ended_by INTEGER REFERENCES operator(id),  -- taken out of the route again
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX incident_case  ON incident(case_id, seq);
CREATE INDEX incident_place ON incident(place, stage);

-- Answers to the ILO indicators.  Scored only where the strengths of the profile are known.
CREATE TABLE screening (
  id        INTEGER PRIMARY KEY,
  case_id   INTEGER NOT NULL REFERENCES casefile(id),
  person_id INTEGER REFERENCES person(id),
  indic     TEXT NOT NULL REFERENCES code(id) CHECK (indic GLOB 'indic.*'),
  answer    TEXT NOT NULL CHECK (answer = 'y' OR answer = 'n' OR answer = '-' OR answer = ''),  -- the newest counts; '' : taken back
  at        INTEGER NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operator(id)
) STRICT;
CREATE INDEX screening_case ON screening(case_id, indic, id);

CREATE TABLE record_flag (                      -- a flag on a call or case: date, message, resolution
  id        INTEGER PRIMARY KEY,
  entity    TEXT NOT NULL CHECK (entity = 'call' OR entity = 'casefile' OR entity = 'person' OR entity = 'offer' OR entity = 'institution'),
  entity_id INTEGER NOT NULL,
  flag      TEXT NOT NULL REFERENCES code(id) CHECK (flag GLOB 'flag.*'),
  due_on    TEXT,
  message   TEXT NOT NULL DEFAULT '',
  set_at    INTEGER NOT NULL,
  set_by    INTEGER NOT NULL REFERENCES operator(id),
  solved_at INTEGER, solved_by INTEGER REFERENCES operator(id),
  solution  TEXT
) STRICT;
CREATE INDEX record_flag_of ON record_flag(entity, entity_id) WHERE solved_at IS NULL;

-- === bodies and referrals ===

CREATE TABLE institution (
  id        INTEGER PRIMARY KEY,
  name      TEXT NOT NULL,
  fold      TEXT NOT NULL,
  kind      TEXT NOT NULL REFERENCES code(id) CHECK (kind GLOB 'inst.*'),
  parent_id INTEGER REFERENCES institution(id),
  place     TEXT REFERENCES place(id),
  address   TEXT NOT NULL DEFAULT '',
  confidential INTEGER NOT NULL DEFAULT 0 CHECK (confidential IN (0,1)),  -- shown by kind until revealed
  phones    TEXT NOT NULL DEFAULT '',
  hours     TEXT NOT NULL DEFAULT '',           -- as in hours.h; '' : nobody knows
  age_from  INTEGER, age_to INTEGER,            -- whom it takes; languages and genders are rows of pick
  contact   TEXT NOT NULL DEFAULT '',
  must_be_told_of_minors INTEGER NOT NULL DEFAULT 0 CHECK (must_be_told_of_minors IN (0,1)),
  note      TEXT NOT NULL DEFAULT '',
  active    INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0,1)),
  verified_at INTEGER, verified_by INTEGER REFERENCES operator(id),       -- NULL: not verified, and says so
  version   INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX institution_kind ON institution(kind, place);
CREATE TABLE service (
  id        INTEGER PRIMARY KEY,
  institution_id INTEGER NOT NULL REFERENCES institution(id),
  service   TEXT NOT NULL REFERENCES code(id) CHECK (service GLOB 'service.*'),
  place     TEXT REFERENCES place(id),          -- where it is given; NULL: the body's own place, 'PE' everywhere
  note      TEXT NOT NULL DEFAULT '',
  ended_at  INTEGER,                            -- it gives it no longer
  version   INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX service_find ON service(service, place);
CREATE INDEX service_inst ON service(institution_id);
CREATE TABLE implicated (                       -- never suggested, referred to or copied about this case or call
  id      INTEGER PRIMARY KEY,
  case_id INTEGER REFERENCES casefile(id),
  call_id INTEGER REFERENCES call(id),          -- a call that is in no case yet; it goes with it into one
  institution_id INTEGER NOT NULL REFERENCES institution(id),
  why     TEXT NOT NULL,
  set_at  INTEGER NOT NULL,
  set_by  INTEGER NOT NULL REFERENCES operator(id),
  ended_at INTEGER, ended_by INTEGER REFERENCES operator(id),             -- it was a mistake
  CHECK ((case_id IS NULL) <> (call_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX implicated_case ON implicated(case_id, institution_id)
  WHERE ended_at IS NULL AND case_id IS NOT NULL;
CREATE UNIQUE INDEX implicated_call ON implicated(call_id, institution_id)
  WHERE ended_at IS NULL AND call_id IS NOT NULL;

CREATE TABLE referral (
  id        INTEGER PRIMARY KEY,
  case_id   INTEGER REFERENCES casefile(id),
  call_id   INTEGER REFERENCES call(id),        -- an information call may be referred without a case
  person_id INTEGER REFERENCES person(id),
  institution_id INTEGER NOT NULL REFERENCES institution(id),             -- main addressee
  kind      TEXT NOT NULL DEFAULT 'referral' CHECK (kind IN ('referral','consult')),  -- consult: without identity
  service   TEXT REFERENCES code(id) CHECK (service GLOB 'service.*'),
  status    TEXT NOT NULL DEFAULT 'draft' CHECK (status IN ('draft','sent','received','accepted','inprog','done',
    'partial','declinst','declpers','unavail','noreply','cancel')),
  reason    TEXT REFERENCES code(id) CHECK (reason GLOB 'refreason.*'),
  consent_id INTEGER REFERENCES consent(id),    -- on what basis
  basis     TEXT CHECK (basis = 'consent' OR basis = 'minor' OR basis = 'danger'),
  made_at   INTEGER NOT NULL,
  made_by   INTEGER NOT NULL REFERENCES operator(id),
  responsible INTEGER REFERENCES operator(id),  -- who sees to it that it is answered
  sent_at   INTEGER, sent_by INTEGER REFERENCES operator(id),
  sent_means TEXT REFERENCES code(id) CHECK (sent_means GLOB 'refmeans.*'),
  sent_to   TEXT,                               -- to whom, by name
  ack_hours INTEGER NOT NULL DEFAULT 24 CHECK (ack_hours > 0),            -- in which receipt is to be confirmed
  due_at    INTEGER,                            -- to be seen to by then; NULL once nothing is open
  answered_at INTEGER,                          -- when the body first said something
  declined_why TEXT,
  detail    TEXT NOT NULL DEFAULT '',           -- what is asked for; what is shared are rows of pick
  version   INTEGER NOT NULL DEFAULT 1,
  CHECK (case_id IS NOT NULL OR call_id IS NOT NULL),
  CHECK (sent_at IS NULL OR (sent_by IS NOT NULL AND sent_means IS NOT NULL))
) STRICT;
CREATE INDEX referral_case ON referral(case_id);
CREATE INDEX referral_call ON referral(call_id) WHERE call_id IS NOT NULL;
CREATE INDEX referral_due  ON referral(due_at) WHERE due_at IS NOT NULL;
CREATE INDEX referral_mine ON referral(responsible, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX referral_inst ON referral(institution_id, sent_at, answered_at, status)
  WHERE sent_at IS NOT NULL;                    -- covers the answer times
CREATE TABLE referral_copy (                    -- copies see only what they need; never a shelter
  id        INTEGER PRIMARY KEY,
  referral_id INTEGER NOT NULL REFERENCES referral(id),
  institution_id INTEGER NOT NULL REFERENCES institution(id),
  shows     TEXT NOT NULL DEFAULT 'facts' CHECK (shows IN ('facts','identity')),
  sent_at   INTEGER, sent_by INTEGER REFERENCES operator(id),
  sent_means TEXT REFERENCES code(id) CHECK (sent_means GLOB 'refmeans.*'),
  sent_to   TEXT,
  received_at INTEGER,
  dropped_at INTEGER, dropped_by INTEGER REFERENCES operator(id),  -- given up: it will not be sent
  UNIQUE (referral_id, institution_id)
) STRICT;
CREATE INDEX referral_copy_unsent ON referral_copy(referral_id) WHERE sent_at IS NULL AND dropped_at IS NULL;
CREATE INDEX referral_copy_inst ON referral_copy(institution_id);
CREATE TABLE referral_event (                   -- append-only; referral.status mirrors the last row
  id      INTEGER PRIMARY KEY,
  referral_id INTEGER NOT NULL REFERENCES referral(id),
  at      INTEGER NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operator(id),
  status  TEXT NOT NULL CHECK (status IN ('draft','sent','received','accepted','inprog','done','partial',
    'declinst','declpers','unavail','noreply','cancel')),
  due_at  INTEGER,                              -- what is owed from then on; NULL: as before
  closes  INTEGER NOT NULL DEFAULT 0 CHECK (closes IN (0,1)),             -- a supervisor's "no reply" that ends it
  undoes  INTEGER REFERENCES referral_event(id),                          -- written by mistake
  note    TEXT NOT NULL DEFAULT '',
  CHECK (closes = 0 OR status = 'noreply')
) STRICT;
CREATE INDEX referral_event_r ON referral_event(referral_id, id);
CREATE TRIGGER referral_event_ai AFTER INSERT ON referral_event BEGIN
  UPDATE referral SET status = new.status, version = version + 1,
    due_at = CASE WHEN new.status IN ('done','partial','declinst','declpers','unavail','cancel') OR new.closes = 1
                  THEN NULL             -- no reply stays open until a supervisor closes it
                  ELSE coalesce(new.due_at, due_at) END,
    answered_at = CASE WHEN new.status IN ('draft','sent') THEN NULL
                       WHEN new.status IN ('received','accepted','inprog','done','partial','declinst','unavail')
                       THEN coalesce(answered_at, new.at) ELSE answered_at END
  WHERE id = new.referral_id;
END;

CREATE TABLE assistance (
  id        INTEGER PRIMARY KEY,
  case_id   INTEGER NOT NULL REFERENCES casefile(id),
  person_id INTEGER REFERENCES person(id),
  kind      TEXT NOT NULL REFERENCES code(id) CHECK (kind GLOB 'assist.*'),
  plan      TEXT NOT NULL DEFAULT 'done' CHECK (plan = 'planned' OR plan = 'done' OR plan = 'cancelled'),
  institution_id INTEGER REFERENCES institution(id),   -- who gave it
  payer     TEXT NOT NULL REFERENCES code(id) CHECK (payer GLOB 'payer.*'),
  payer_id  INTEGER REFERENCES institution(id),        -- which one
  in_budget INTEGER NOT NULL CHECK (in_budget IN (0,1)),  -- of the project: apart from who paid
  budget_id INTEGER REFERENCES budget(id),
  from_on   TEXT NOT NULL, to_on TEXT,
  qty       INTEGER NOT NULL DEFAULT 1 CHECK (qty > 0),
  unit      TEXT NOT NULL REFERENCES code(id) CHECK (unit GLOB 'unit.*'),
  cost      INTEGER CHECK (cost >= 0), currency TEXT CHECK (length(currency) = 3),
  operator_id INTEGER NOT NULL REFERENCES operator(id),
  note      TEXT NOT NULL DEFAULT '',
  CHECK ((cost IS NULL) = (currency IS NULL))
) STRICT;
CREATE INDEX assistance_case ON assistance(case_id);

CREATE TABLE followup (
  id      INTEGER PRIMARY KEY,
  case_id INTEGER REFERENCES casefile(id),
  call_id INTEGER REFERENCES call(id),
  due_at  INTEGER NOT NULL, until_at INTEGER,   -- safe hours of that day
  operator_id INTEGER REFERENCES operator(id),  -- NULL: whoever is on shift
  kind    TEXT NOT NULL CHECK (kind = 'callback' OR kind = 'check' OR kind = 'hearing' OR kind = 'other'),
  phone   TEXT,
  note    TEXT NOT NULL DEFAULT '',
  made_at INTEGER NOT NULL, made_by INTEGER NOT NULL REFERENCES operator(id),
  tries   INTEGER NOT NULL DEFAULT 0,
  rings_call_id INTEGER REFERENCES call(id),    -- the last call that was made for it
  done_at INTEGER, done_by INTEGER REFERENCES operator(id),
  done_call_id INTEGER REFERENCES call(id),
  result  TEXT NOT NULL DEFAULT '',
  void_at INTEGER,                              -- made by mistake and taken back
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (case_id IS NOT NULL OR call_id IS NOT NULL)
) STRICT;
CREATE INDEX followup_due  ON followup(due_at) WHERE done_at IS NULL AND void_at IS NULL;
CREATE INDEX followup_case ON followup(case_id) WHERE case_id IS NOT NULL;
CREATE INDEX followup_call ON followup(call_id) WHERE call_id IS NOT NULL;
CREATE INDEX followup_ring ON followup(rings_call_id) WHERE rings_call_id IS NOT NULL;

CREATE TABLE proceeding (                       -- the legal track
  id      INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES casefile(id),
  person_id INTEGER REFERENCES person(id),
  stage   TEXT NOT NULL REFERENCES code(id) CHECK (stage GLOB 'proc.*'),
  happened_on TEXT NOT NULL,
  institution_id INTEGER REFERENCES institution(id),
  file_no TEXT NOT NULL DEFAULT '',
  next_on TEXT,                                 -- hearing
  note    TEXT NOT NULL DEFAULT '',
  at      INTEGER NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operator(id)
) STRICT;
CREATE INDEX proceeding_case ON proceeding(case_id, id);
CREATE INDEX proceeding_next ON proceeding(next_on) WHERE next_on IS NOT NULL;

CREATE TABLE evidence (                         -- interviews, visits, consultations, press notes, adverts, documents
  id      INTEGER PRIMARY KEY,
  kind    TEXT NOT NULL REFERENCES code(id) CHECK (kind GLOB 'evid.*'),
  taken_on TEXT NOT NULL,
  title   TEXT NOT NULL,
  place   TEXT REFERENCES place(id),
  institution_id INTEGER REFERENCES institution(id),
  call_id INTEGER REFERENCES call(id),
  case_id INTEGER REFERENCES casefile(id),
  in_study INTEGER NOT NULL DEFAULT 0 CHECK (in_study IN (0,1)),
  ref     TEXT NOT NULL DEFAULT '',             -- newspaper and page, file, archive
  note    TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX evidence_kind ON evidence(kind, taken_on);
CREATE INDEX evidence_case ON evidence(case_id) WHERE case_id IS NOT NULL;

-- === offers of work and study, matched across calls ===

-- A row is one advert, agency or number, however many callers ask about it.
CREATE TABLE offer (
  id      INTEGER PRIMARY KEY,
  kind    TEXT REFERENCES code(id) CHECK (kind GLOB 'offerkind.*'),
  by_name TEXT NOT NULL DEFAULT '',
  fold    TEXT NOT NULL DEFAULT '',             -- by_name without the words that every offer has
  also    TEXT NOT NULL DEFAULT '',             -- the names of those that were merged into it
  phone   TEXT,
  paper   TEXT NOT NULL DEFAULT '',             -- newspaper or site of the advert
  seen_on TEXT,
  place_from TEXT REFERENCES place(id),
  place_to   TEXT REFERENCES place(id),
  pay     TEXT NOT NULL DEFAULT '',
  text    TEXT NOT NULL DEFAULT '',
  made_at INTEGER NOT NULL,
  made_by INTEGER NOT NULL REFERENCES operator(id),
  from_call_id INTEGER UNIQUE REFERENCES call(id),  -- made of this call; NULL: entered by hand
  last_at INTEGER NOT NULL DEFAULT 0,           -- the latest call about it, or when it was entered
  merged_into INTEGER REFERENCES offer(id),     -- the same offer; reversible
  withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0,1)),  -- no call is about it any more
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX offer_phone ON offer(substr(phone,-4), id) WHERE phone IS NOT NULL;
CREATE INDEX offer_fold  ON offer(fold) WHERE fold <> '';
CREATE INDEX offer_last  ON offer(last_at, id) WHERE merged_into IS NULL AND withdrawn = 0;
CREATE INDEX offer_into  ON offer(merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX offer_paper ON offer(seen_on) WHERE seen_on IS NOT NULL AND paper <> '';
CREATE INDEX offer_made  ON offer(made_at);
-- Who asked about it, and what it has to do with a case.  'no': a person has looked, it is not the same.
CREATE TABLE offer_call (
  offer_id INTEGER NOT NULL REFERENCES offer(id),
  call_id  INTEGER NOT NULL REFERENCES call(id),
  certainty TEXT NOT NULL CHECK (certainty = 'possible' OR certainty = 'confirmed' OR certainty = 'no'),
  PRIMARY KEY (offer_id, call_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX offer_call_call ON offer_call(call_id);
CREATE TABLE offer_case (
  offer_id INTEGER NOT NULL REFERENCES offer(id),
  case_id  INTEGER NOT NULL REFERENCES casefile(id),
  certainty TEXT NOT NULL CHECK (certainty = 'possible' OR certainty = 'confirmed' OR certainty = 'no'),
  PRIMARY KEY (offer_id, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX offer_case_case ON offer_case(case_id);
CREATE TABLE offer_answer (                     -- the ten questions of list proof: answers are a caller's
  call_id  INTEGER NOT NULL REFERENCES call(id),
  proof    TEXT NOT NULL REFERENCES code(id) CHECK (proof GLOB 'proof.*'),
  answer   TEXT REFERENCES code(id) CHECK (answer GLOB 'answer.*'),  -- NULL: taken back
  was      TEXT REFERENCES code(id) CHECK (was GLOB 'answer.*'),     -- before the last change
  PRIMARY KEY (call_id, proof)
) STRICT, WITHOUT ROWID;

-- === rescue, shift, supervision ===

CREATE TABLE rescue (                           -- in progress: a lead, a timer, alerts
  id        INTEGER PRIMARY KEY,
  case_id   INTEGER NOT NULL REFERENCES casefile(id),
  lead_id   INTEGER NOT NULL REFERENCES operator(id),
  next_lead_id INTEGER REFERENCES operator(id), -- asked to take over; it passes when she accepts
  every_s   INTEGER NOT NULL DEFAULT 900 CHECK (every_s > 0),
  started_at INTEGER NOT NULL,
  check_at  INTEGER,                            -- next check-in owed; NULL when ended
  ended_at  INTEGER,
  result    TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX rescue_check ON rescue(check_at) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX rescue_now ON rescue(case_id) WHERE ended_at IS NULL;
CREATE TABLE rescue_event (
  id        INTEGER PRIMARY KEY,
  rescue_id INTEGER NOT NULL REFERENCES rescue(id),
  at        INTEGER NOT NULL,
  operator_id INTEGER REFERENCES operator(id),
  kind      TEXT NOT NULL CHECK (kind IN ('start','checkin','missed','offered','accepted','declined','every','note','undone','end')),
  note      TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX rescue_event_r ON rescue_event(rescue_id, id);
CREATE TABLE handover (                         -- the system fills it, both sign
  id        INTEGER PRIMARY KEY,
  from_id   INTEGER NOT NULL REFERENCES operator(id),
  to_id     INTEGER REFERENCES operator(id),
  made_at   INTEGER NOT NULL,
  body      TEXT NOT NULL,                      -- JSON: ids of what is open
  note      TEXT NOT NULL DEFAULT '',
  signed_from_at INTEGER, signed_to_at INTEGER
) STRICT;
CREATE TABLE message (                          -- between people of the line; whispers
  id      INTEGER PRIMARY KEY,
  from_id INTEGER REFERENCES operator(id),
  to_id   INTEGER REFERENCES operator(id),      -- NULL: every supervisor
  at      INTEGER NOT NULL,
  body    TEXT NOT NULL,
  entity  TEXT NOT NULL DEFAULT '', entity_id INTEGER,
  read_at INTEGER
) STRICT;
CREATE INDEX message_to ON message(to_id, id) WHERE read_at IS NULL;
CREATE TABLE alert (                            -- urgent, threat, minor, override, break-glass, panic
  id      INTEGER PRIMARY KEY,
  kind    TEXT NOT NULL,
  entity  TEXT NOT NULL DEFAULT '', entity_id INTEGER,
  at      INTEGER NOT NULL,
  by_id   INTEGER REFERENCES operator(id),
  seen_at INTEGER, seen_by INTEGER REFERENCES operator(id),
  note    TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX alert_open ON alert(at) WHERE seen_at IS NULL;
CREATE INDEX alert_of   ON alert(entity, entity_id, kind) WHERE entity_id IS NOT NULL;
CREATE TABLE case_grant (                       -- need to know
  id      INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES casefile(id),
  operator_id INTEGER NOT NULL REFERENCES operator(id),
  why     TEXT NOT NULL,
  kind    TEXT NOT NULL DEFAULT 'granted' CHECK (kind = 'granted' OR kind = 'reason' OR kind = 'breakglass'),
  from_at INTEGER NOT NULL,
  until_at INTEGER,
  granted_by INTEGER REFERENCES operator(id),
  reviewed_at INTEGER, reviewed_by INTEGER REFERENCES operator(id)
) STRICT;
CREATE INDEX case_grant_op ON case_grant(operator_id, case_id);
CREATE INDEX case_grant_case ON case_grant(case_id);
CREATE TABLE approval (                         -- four eyes
  id      INTEGER PRIMARY KEY,
  kind    TEXT NOT NULL CHECK (kind IN ('export','erase','role','key','retention','data_request')),
  entity  TEXT NOT NULL DEFAULT '', entity_id INTEGER,
  detail  TEXT NOT NULL DEFAULT '',
  asked_at INTEGER NOT NULL,
  asked_by INTEGER NOT NULL REFERENCES operator(id),
  expires_at INTEGER NOT NULL,
  decided_at INTEGER,
  decided_by INTEGER REFERENCES operator(id) CHECK (decided_by <> asked_by),
  decision TEXT CHECK (decision IN ('yes','no')),
  used_at INTEGER,                              -- executed once
  CHECK ((decided_at IS NULL) = (decision IS NULL))
) STRICT;
CREATE INDEX approval_open ON approval(expires_at) WHERE decided_at IS NULL;
CREATE TABLE data_request (                     -- of police, prosecutors, courts
  id      INTEGER PRIMARY KEY,
  institution_id INTEGER REFERENCES institution(id),
  who     TEXT NOT NULL,
  paper   TEXT NOT NULL,
  asked_on TEXT NOT NULL,
  at      INTEGER NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operator(id),
  what    TEXT NOT NULL,
  given   TEXT,
  approval_id INTEGER REFERENCES approval(id),
  answered_at INTEGER
) STRICT;
CREATE TABLE legal_hold (                       -- what it concerns is neither erased nor retired
  id      INTEGER PRIMARY KEY,
  entity  TEXT NOT NULL CHECK (entity = 'call' OR entity = 'casefile' OR entity = 'person' OR entity = 'line'),
  entity_id INTEGER NOT NULL,
  data_request_id INTEGER REFERENCES data_request(id),
  from_at INTEGER NOT NULL,
  until_at INTEGER,
  why     TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX legal_hold_of ON legal_hold(entity, entity_id);
CREATE TABLE retention (                        -- class -> how long
  class   TEXT PRIMARY KEY REFERENCES code(id) CHECK (class GLOB 'retention.*'),
  months  INTEGER CHECK (months > 0),           -- NULL: kept
  at_end  TEXT NOT NULL CHECK (at_end = 'erase' OR at_end = 'anonymise' OR at_end = 'keep')
) STRICT, WITHOUT ROWID;

-- Protocol cards: what an operator says and does, one key away in the call.  A version is never changed: a new one
-- stands beside it.  The highest that a person has made counts, else the highest that was shipped (guide.h).
CREATE TABLE guide (
  id      INTEGER PRIMARY KEY,
  card    TEXT NOT NULL CHECK (card GLOB '[a-z]*' AND card NOT GLOB '*[^a-z]*'),
  lang    TEXT NOT NULL CHECK (lang IN ('es','en')),
  version INTEGER NOT NULL,
  sort    INTEGER NOT NULL DEFAULT 0,
  title   TEXT NOT NULL,
  body    TEXT NOT NULL,
  source  TEXT NOT NULL DEFAULT '',
  dated_on TEXT NOT NULL,
  made_at INTEGER,                              -- NULL: shipped with the program
  made_by INTEGER REFERENCES operator(id),      -- NULL: shipped, or brought in by the admin
  UNIQUE (card, lang, version)
) STRICT;
CREATE TRIGGER guide_bu BEFORE UPDATE ON guide BEGIN SELECT RAISE(ABORT,'a version of a card stands'); END;
CREATE TRIGGER guide_bd BEFORE DELETE ON guide BEGIN SELECT RAISE(ABORT,'a version of a card stands'); END;

CREATE TABLE report_run (                       -- frozen: a re-run prints what changed
  id      INTEGER PRIMARY KEY,
  report  TEXT NOT NULL,
  period  TEXT NOT NULL,
  cutoff_at INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  made_by INTEGER REFERENCES operator(id),
  outside INTEGER NOT NULL CHECK (outside IN (0,1)),  -- 1: small numbers suppressed
  body    TEXT NOT NULL,                        -- JSON
  hash    BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX report_run_of ON report_run(report, period, id);

-- === the audit (audit.h) ===

CREATE TABLE audit (
  id          INTEGER PRIMARY KEY,              -- 1, 2, 3 ... no gaps
  at          INTEGER NOT NULL,
  operator_id INTEGER,                          -- NULL: the server or a local command
  session_id  INTEGER,
  who         TEXT NOT NULL DEFAULT '',         -- login, or 'local:root'
  action      TEXT NOT NULL,
  entity      TEXT NOT NULL DEFAULT '',
  entity_id   INTEGER,
  detail      TEXT NOT NULL DEFAULT '',         -- JSON: changed fields with old values; the query of a search
  hash        BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX audit_entity ON audit(entity, entity_id) WHERE entity_id IS NOT NULL;
CREATE INDEX audit_op     ON audit(operator_id, id);
CREATE INDEX audit_opened ON audit(operator_id, at) WHERE action = 'view' AND entity = 'casefile';
CREATE TABLE audit_anchor (                     -- signed heads; they leave the machine as well
  audit_id INTEGER PRIMARY KEY,
  at       INTEGER NOT NULL,
  hash     BLOB NOT NULL CHECK (length(hash) = 32),
  sig      BLOB NOT NULL CHECK (length(sig) = 64)
) STRICT;

-- === search: everything here can be dropped and rebuilt from the tables above ===

-- Words are indexed as they sound, so that Kispi finds Quispe: as they are spelled they would be found no better,
-- and the index would be twice as large.
-- facet: 'xdpe16 xo12 xmreport', so that a filter is one more word of the query, not a join: d calls from (a case:
-- all its places), n is now in, p province, c country abroad, o operator, m motive, t topic, r result, a assessment,
-- k risk, y age, s status of a case, e exploitation, f kind of offer
-- txt_phon() is Amparo's own function (store.c): only Amparo writes calls.  index_now() is another: false while a
-- large set is written that is indexed at once after it.
CREATE VIEW call_doc AS SELECT id,
  txt_phon(coalesce(notes,'') || ' ' || coalesce(where_is,'') || ' ' || coalesce(hears,'') || ' ' ||
    coalesce(offer_by,'') || ' ' || coalesce(phone_of,'')) AS said,
  'xo' || operator_id || coalesce(' xd' || substr(place_from,1,4), '') ||
    coalesce(' xn' || substr(place_now,1,4), '') || coalesce(' xm' || substr(motive,8), '') ||
    coalesce(' xt' || substr(topic,7), '') || coalesce(' xr' || substr(dispo,7), '') ||
    coalesce(' xa' || substr(assess,8), '') || coalesce(' xk' || substr(risk,6), '') ||
    coalesce(' xp' || province, '') || coalesce(' xc' || offer_country, '') || coalesce(' xy' || age, '') AS facet
  FROM call WHERE status = 'closed';
CREATE VIRTUAL TABLE call_fts USING fts5(said, facet, content='call_doc', content_rowid='id',
  tokenize="unicode61 remove_diacritics 2", prefix='2 3 4', detail=full, columnsize=0);

-- A case is one text: its people, its title, its notes and what happened.  The index keeps a copy of the text,
-- because it comes from several tables.
CREATE VIEW case_doc AS SELECT k.id,
  coalesce((SELECT group_concat(p.phon || ' ' || coalesce(p.age_said,''), ' ') FROM case_person l
    JOIN person p ON p.id = l.person_id WHERE l.case_id = k.id AND l.ended_at IS NULL), '') AS names,
  txt_phon(k.title || ' ' ||
    coalesce((SELECT group_concat(n.body, ' ') FROM note n WHERE n.case_id = k.id
      AND NOT EXISTS (SELECT 1 FROM note r WHERE r.retracts = n.id)), '') || ' ' ||
    coalesce((SELECT group_concat(i.place_said || ' ' || i.detail, ' ') FROM incident i WHERE i.case_id = k.id
      AND i.ended_at IS NULL), ''))
    AS said,
  'xo' || coalesce(k.assigned_to, k.opened_by) || ' xs' || substr(k.status,12) || ' xk' || substr(k.risk,6) ||
    coalesce(' xe' || substr(k.exploit,9), '') || coalesce(' xn' || substr(k.place_now,1,4), '') ||
    coalesce((SELECT group_concat(' xd' || substr(place,1,4) || ' xp' || substr(place,1,6) || ' xc' || place, '')
      FROM (SELECT k.origin AS place UNION SELECT k.destination UNION SELECT k.place_now
        UNION SELECT i.place FROM incident i WHERE i.case_id = k.id AND i.ended_at IS NULL)), '') ||
    coalesce((SELECT group_concat(' xy' || p.age_said, '') FROM case_person l
      JOIN person p ON p.id = l.person_id WHERE l.case_id = k.id AND l.ended_at IS NULL), '') AS facet
  FROM casefile k;
CREATE VIRTUAL TABLE case_fts USING fts5(names, said, facet,
  tokenize="unicode61 remove_diacritics 2", prefix='2 3 4', detail=full, columnsize=0);
CREATE VIEW case_again AS SELECT 0 AS id;         -- a case whose id is written here is indexed again
CREATE TRIGGER case_again_ii INSTEAD OF INSERT ON case_again WHEN index_now() BEGIN
  DELETE FROM case_fts WHERE rowid = new.id;
  INSERT INTO case_fts(rowid, names, said, facet) SELECT id, names, said, facet FROM case_doc WHERE id = new.id;
END;

CREATE VIEW offer_doc AS SELECT id, by_name || ' ' || also AS names, paper || ' ' || pay || ' ' || text AS said,
  'xo' || made_by || coalesce(' xf' || substr(kind,11), '') || coalesce(' xd' || substr(place_from,1,4), '') ||
    coalesce(' xn' || substr(place_to,1,4) || ' xc' || place_to, '') AS facet,
  txt_phon(by_name || ' ' || also || ' ' || paper || ' ' || text) AS phon
  FROM offer WHERE merged_into IS NULL AND withdrawn = 0;
CREATE VIRTUAL TABLE offer_fts USING fts5(names, said, facet, phon,
  tokenize="unicode61 remove_diacritics 2", prefix='2 3 4', detail=full, columnsize=0);

CREATE VIRTUAL TABLE offer_tri USING fts5(fold, content='offer', content_rowid='id',
  tokenize='trigram', detail=full, columnsize=0);
CREATE VIRTUAL TABLE person_fts USING fts5(fold, content='person', content_rowid='id',
  tokenize='trigram', detail=full, columnsize=0);
CREATE VIRTUAL TABLE person_phon USING fts5(phon, content='person', content_rowid='id', prefix='2 3', columnsize=0);

-- Every word of a name that somebody bears or bore, as it sounds: what was heard wrong is first looked for here.
CREATE TABLE name_word (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE VIEW person_word AS SELECT p.id, j.value AS word FROM person p,
  json_each('[' || replace(json_quote(p.phon), ' ', '","') || ']') j WHERE j.value <> '';

CREATE TRIGGER call_ai AFTER INSERT ON call WHEN new.status = 'closed' AND index_now() BEGIN
  INSERT INTO call_fts(rowid, said, facet) SELECT id, said, facet FROM call_doc WHERE id = new.id;
END;
CREATE TRIGGER call_bu BEFORE UPDATE OF status, notes, where_is, hears, offer_by, phone_of, operator_id,
  place_from, place_now, province, offer_country, motive, topic, dispo, assess, risk, age ON call
  WHEN old.status = 'closed' AND index_now() BEGIN
  INSERT INTO call_fts(call_fts, rowid, said, facet)
    SELECT 'delete', id, said, facet FROM call_doc WHERE id = old.id;
END;
CREATE TRIGGER call_au AFTER UPDATE OF status, notes, where_is, hears, offer_by, phone_of, operator_id,
  place_from, place_now, province, offer_country, motive, topic, dispo, assess, risk, age ON call
  WHEN new.status = 'closed' AND index_now() BEGIN
  INSERT INTO call_fts(rowid, said, facet) SELECT id, said, facet FROM call_doc WHERE id = new.id;
END;
CREATE TRIGGER casefile_ai AFTER INSERT ON casefile BEGIN INSERT INTO case_again VALUES (new.id); END;
CREATE TRIGGER casefile_au AFTER UPDATE OF title, status, risk, exploit, place_now, origin, destination, opened_by,
  assigned_to ON casefile BEGIN INSERT INTO case_again VALUES (new.id); END;
CREATE TRIGGER note_ai AFTER INSERT ON note BEGIN INSERT INTO case_again VALUES (new.case_id); END;
CREATE TRIGGER case_person_ai AFTER INSERT ON case_person BEGIN INSERT INTO case_again VALUES (new.case_id); END;
CREATE TRIGGER case_person_ad AFTER DELETE ON case_person BEGIN INSERT INTO case_again VALUES (old.case_id); END;
CREATE TRIGGER case_person_au AFTER UPDATE OF case_id, person_id, ended_at ON case_person BEGIN
  INSERT INTO case_again VALUES (old.case_id);
  INSERT INTO case_again VALUES (new.case_id);
END;
CREATE TRIGGER incident_ai AFTER INSERT ON incident BEGIN INSERT INTO case_again VALUES (new.case_id); END;
CREATE TRIGGER incident_ad AFTER DELETE ON incident BEGIN INSERT INTO case_again VALUES (old.case_id); END;
CREATE TRIGGER incident_au AFTER UPDATE OF place, place_said, detail, ended_at ON incident BEGIN
  INSERT INTO case_again VALUES (new.case_id);
END;
CREATE TRIGGER person_ai AFTER INSERT ON person WHEN index_now() BEGIN
  INSERT INTO person_fts(rowid, fold) VALUES (new.id, new.fold);
  INSERT INTO person_phon(rowid, phon) VALUES (new.id, new.phon);
  INSERT OR IGNORE INTO name_word SELECT word FROM person_word WHERE id = new.id;
END;
CREATE TRIGGER person_au AFTER UPDATE OF fold, phon, age_said ON person WHEN index_now() BEGIN
  INSERT INTO person_fts(person_fts, rowid, fold) VALUES ('delete', old.id, old.fold);
  INSERT INTO person_fts(rowid, fold) VALUES (new.id, new.fold);
  INSERT INTO person_phon(person_phon, rowid, phon) VALUES ('delete', old.id, old.phon);
  INSERT INTO person_phon(rowid, phon) VALUES (new.id, new.phon);
  INSERT OR IGNORE INTO name_word SELECT word FROM person_word WHERE id = new.id;
  INSERT INTO case_again SELECT case_id FROM case_person WHERE person_id = new.id;
END;
CREATE TRIGGER offer_ai AFTER INSERT ON offer WHEN index_now() BEGIN
  INSERT INTO offer_fts(rowid, names, said, facet, phon)
    SELECT id, names, said, facet, phon FROM offer_doc WHERE id = new.id;
  INSERT INTO offer_tri(rowid, fold) VALUES (new.id, new.fold);
END;
CREATE TRIGGER offer_au AFTER UPDATE OF by_name, also, paper, pay, text, kind, place_from, place_to, made_by,
  merged_into, withdrawn ON offer WHEN index_now() BEGIN
  DELETE FROM offer_fts WHERE rowid = new.id;
  INSERT INTO offer_fts(rowid, names, said, facet, phon)
    SELECT id, names, said, facet, phon FROM offer_doc WHERE id = new.id;
END;
CREATE TRIGGER offer_fold_au AFTER UPDATE OF fold ON offer WHEN index_now() BEGIN
  INSERT INTO offer_tri(offer_tri, rowid, fold) VALUES ('delete', old.id, old.fold);
  INSERT INTO offer_tri(rowid, fold) VALUES (new.id, new.fold);
END;

-- === guards: nothing is deleted or rewritten ===

CREATE TRIGGER call_bd        BEFORE DELETE ON call           BEGIN SELECT RAISE(ABORT,'calls are voided, not deleted'); END;
CREATE TRIGGER call_number_bu BEFORE UPDATE OF id, number ON call WHEN new.number <> old.number OR new.id <> old.id
  BEGIN SELECT RAISE(ABORT,'a number is given once'); END;
CREATE TRIGGER call_void_bu   BEFORE UPDATE OF status ON call WHEN old.status = 'void' AND new.status = 'closed'
  BEGIN SELECT RAISE(ABORT,'a number given up is void; it may be opened again, not closed'); END;
CREATE TRIGGER casefile_bd    BEFORE DELETE ON casefile       BEGIN SELECT RAISE(ABORT,'cases are closed, not deleted'); END;
CREATE TRIGGER casefile_number_bu BEFORE UPDATE OF id, number ON casefile
  WHEN new.number <> old.number OR new.id <> old.id BEGIN SELECT RAISE(ABORT,'a number is given once'); END;
CREATE TRIGGER person_bd      BEFORE DELETE ON person         BEGIN SELECT RAISE(ABORT,'people are merged, not deleted'); END;
CREATE TRIGGER operator_bd    BEFORE DELETE ON operator       BEGIN SELECT RAISE(ABORT,'accounts are disabled, not deleted'); END;
CREATE TRIGGER operator_key_bd BEFORE DELETE ON operator_key  BEGIN SELECT RAISE(ABORT,'keys are revoked, not deleted'); END;
CREATE TRIGGER code_bd        BEFORE DELETE ON code           BEGIN SELECT RAISE(ABORT,'codes are retired, not deleted'); END;
CREATE TRIGGER institution_bd BEFORE DELETE ON institution    BEGIN SELECT RAISE(ABORT,'bodies are retired, not deleted'); END;
CREATE TRIGGER consent_bd     BEFORE DELETE ON consent        BEGIN SELECT RAISE(ABORT,'consent is kept'); END;
CREATE TRIGGER consent_bu     BEFORE UPDATE OF call_id, case_id, person_id, purpose, consent, given_by, relation,
  words, reason, at, operator_id, by_person_id, exception ON consent BEGIN SELECT RAISE(ABORT,'consent is kept as it was given'); END;
CREATE TRIGGER note_bu        BEFORE UPDATE ON note           BEGIN SELECT RAISE(ABORT,'notes are append-only'); END;
CREATE TRIGGER note_bd        BEFORE DELETE ON note           BEGIN SELECT RAISE(ABORT,'notes are append-only'); END;
CREATE TRIGGER refev_bu       BEFORE UPDATE ON referral_event BEGIN SELECT RAISE(ABORT,'referral events are append-only'); END;
CREATE TRIGGER refev_bd       BEFORE DELETE ON referral_event BEGIN SELECT RAISE(ABORT,'referral events are append-only'); END;
CREATE TRIGGER resev_bu       BEFORE UPDATE ON rescue_event   BEGIN SELECT RAISE(ABORT,'rescue events are append-only'); END;
CREATE TRIGGER resev_bd       BEFORE DELETE ON rescue_event   BEGIN SELECT RAISE(ABORT,'rescue events are append-only'); END;
CREATE TRIGGER refcopy_bi     BEFORE INSERT ON referral_copy
  WHEN (SELECT kind FROM institution WHERE id = new.institution_id) = 'inst.shelter'
  BEGIN SELECT RAISE(ABORT,'a shelter is never sent a copy'); END;
CREATE TRIGGER refcopy_impl   BEFORE INSERT ON referral_copy
  WHEN EXISTS (SELECT 1 FROM referral r JOIN implicated i ON i.case_id = r.case_id OR i.call_id = r.call_id
               WHERE r.id = new.referral_id AND i.institution_id = new.institution_id AND i.ended_at IS NULL)
  BEGIN SELECT RAISE(ABORT,'this body is implicated in the case'); END;
CREATE TRIGGER ref_impl       BEFORE INSERT ON referral
  WHEN EXISTS (SELECT 1 FROM implicated i WHERE i.institution_id = new.institution_id AND i.ended_at IS NULL
               AND (i.case_id = new.case_id OR i.call_id = new.call_id))
  BEGIN SELECT RAISE(ABORT,'this body is implicated in the case'); END;
CREATE TRIGGER implicated_bd  BEFORE DELETE ON implicated     BEGIN SELECT RAISE(ABORT,'a mark is ended, not deleted'); END;
CREATE TRIGGER service_bd     BEFORE DELETE ON service        BEGIN SELECT RAISE(ABORT,'services are ended, not deleted'); END;
CREATE TRIGGER referral_bd    BEFORE DELETE ON referral       BEGIN SELECT RAISE(ABORT,'referrals are cancelled, not deleted'); END;
CREATE TRIGGER approval_bu    BEFORE UPDATE OF decided_at, decision, decided_by ON approval
  WHEN old.decided_at IS NOT NULL
  BEGIN SELECT RAISE(ABORT,'a decision stands'); END;
CREATE TRIGGER report_bu      BEFORE UPDATE ON report_run     BEGIN SELECT RAISE(ABORT,'a report that was made is frozen'); END;
CREATE TRIGGER report_bd      BEFORE DELETE ON report_run     BEGIN SELECT RAISE(ABORT,'a report that was made is frozen'); END;
CREATE TRIGGER audit_bu       BEFORE UPDATE ON audit          BEGIN SELECT RAISE(ABORT,'the audit is append-only'); END;
CREATE TRIGGER audit_bd       BEFORE DELETE ON audit          BEGIN SELECT RAISE(ABORT,'the audit is append-only'); END;
CREATE TRIGGER audit_bi       BEFORE INSERT ON audit
  WHEN new.id IS NULL OR new.id <> (SELECT coalesce(max(id),0)+1 FROM audit)
  BEGIN SELECT RAISE(ABORT,'audit ids have no gaps and are given'); END;
CREATE TRIGGER anchor_bu      BEFORE UPDATE ON audit_anchor   BEGIN SELECT RAISE(ABORT,'the audit is append-only'); END;
CREATE TRIGGER anchor_bd      BEFORE DELETE ON audit_anchor   BEGIN SELECT RAISE(ABORT,'the audit is append-only'); END;
