# SPDX-License-Identifier: GPL-3.0-or-later
"""One shift of one operator, 40 calls: at its end the database holds what she meant,
field by field, and nothing else."""
import datetime
import re
import time

import steps
from harness import Server
from stories import helper

LIMA = datetime.timezone(datetime.timedelta(hours=-5))  # no summer time
AUNT, HERS, DRIVER = "961555877", "961555343", "961555120"


class Words(str):
    """Words of a note: the next key waits until they stand there."""


class Until(str):
    """The next key waits for this text."""


@helper
def play(desk, *keys):
    for key in keys:
        if not isinstance(key, Until):
            desk.console.press(key)
        if isinstance(key, (Until, Words)):
            desk.console.wait(key[-20:])
        desk.words += len(key) if isinstance(key, Words) else 0


# --- calls from home on: (keys, what the call then holds); all else is empty ---

@helper
def nothing(key, dispo):
    return ["F2", "0", key], {"motive": "motive.none", "dispo": f"dispo.{dispo}"}


@helper
def service(*keys, **values):
    return ["F2", "1", *keys, "F9"], {"motive": "motive.service", "dispo": "dispo.info",
                                      "topic": "topic.service", **values}


# Herself, 22, of Loreto, in Ucayali, through somebody in the street; she agrees to all.
HERSELF = ["lo", "u", "lo", "1", "f", "22", "Enter", "1", "3", "s", "s"]
SHE = {"place_from": "PE16", "place_now": "PE25", "place_left": "PE16", "sex": "gender.f",
       "relation": "relation.self", "age": "22", "situation": "situation.risk",
       "recruit": "recruit.broker", "consent_record": "y", "consent_refer": "y"}
# Her mother, who knows nothing else.
MOTHER = ["li", "-", "Enter", "3"]
OF_MOTHER = {"place_from": "PE15", "place_now": "-", "relation": "relation.mother"}


@helper
def report(words, fields, values, before=("Enter", "Enter")):
    """A report by somebody who may speak; before: telephone and place, fields: the rest."""
    return (["F2", "2", "s", *before, Words(words), "Tab", *fields, "F9"],
            {"motive": "motive.report", "speak": "y", "notes": words, "risk": "risk.9",
             "assess": "assess.pending", **values})


@helper
def danger(words, key="6", **values):
    return (["F2", "5", Words(words), "Tab", "s", "F9", key, "F9"],
            {"motive": "motive.danger", "speak": "y", "notes": words, "risk": "risk.1",
             "topic": "topic.selfhelp", "dispo": "dispo.urgent",
             "assess": "assess.pending", **values})


@helper
def offer(*keys, **values):
    return (["F2", "3", "lo", "ch", "Enter", "1", "1", "1", "1", "1", *keys, "F9"],
            {"motive": "motive.offer", "place_from": "PE16", "offer_country": "CL",
             "offer_kind": "offerkind.domestic", "offer_contract": "answer.yes",
             "offer_met": "answer.yes", "offer_fare": "answer.yes",
             "advice": "advice.verify", "dispo": "dispo.guide", **values})


@helper
def about_a_case(words):
    return (["F2", "4", "Enter", "Enter", "Enter", Words(words), "F9"],
            {"motive": "motive.follow", "dispo": "dispo.follow", "risk": "risk.9",
             "notes": words})


@helper
def other(words):
    return (["F2", "6", *["Enter"] * 8, Words(words), "F9"],
            {"motive": "motive.other", "dispo": "dispo.guide", "risk": "risk.9",
             "notes": words, "assess": "assess.pending"})


PLAIN = [
    nothing("3", "prank"), nothing("2", "hangup"), nothing("4", "wrong"),
    nothing("5", "abusive"), nothing("7", "sexual"), nothing("8", "thanks"),
    service(), service("lo", "3", place_from="PE16", heard="heard.radio"),
    service("li", "1", "1", place_from="PE15", heard="heard.leaflet",
            relation="relation.self"),
    report("La retienen en un bar", [*HERSELF, "3", "3"],
           {**SHE, "heard": "heard.radio", "dispo": "dispo.referral", "risk": "risk.3"}),
    report("Su hija no vuelve", [*MOTHER, "F9", "2"], {**OF_MOTHER, "dispo": "dispo.guide"}),
    report("Vio el aviso en la plaza", ["F9", "2"],
           {"phone": "51" + AUNT, "phone_of": "la tía", "safe_hours": "17:00-18:00",
            "where_is": "jr. Sol 4", "dispo": "dispo.guide"},
           before=(AUNT, "Enter", "la tía", "Enter", "17-18", "Enter", "jr. Sol 4", "Enter")),
    nothing("f", "offtopic"), nothing("pru", "test"),
    service("cu", "2", place_from="PE08", heard="heard.poster"),
    danger("la golpean", "4", dispo="dispo.callback"), about_a_case("y su denuncia"),
    offer(), about_a_case("pregunta por su caso"), danger("gritos al fondo"),
    other("busca a su hermano"),
    (["F2", "0", "1", "s", "n", "F9"],
     {"motive": "motive.none", "dispo": "dispo.listened", "risk": "risk.1",
      "listen_danger": "y", "listen_someone": "n"}),
    (["F2", "0", "9", Words("los vamos a buscar"), "F9"],
     {"motive": "motive.none", "dispo": "dispo.threat", "risk": "risk.1",
      "notes": "los vamos a buscar"}),
    (["P", "ayer 22:30", "Enter", "1", Until("Se enteró por"), "F9"],
     {**service()[1], "entered_late": 1}),
]

# --- what else happens: each returns what its calls hold, in their order ---

@helper
def log(desk, keys, values):
    play(desk, *keys)
    steps.saved(desk.console)
    return values


@helper
def three_referrals_and_a_copy(desk):
    return [log(desk, *report(
        "Quiere irse a su tierra",
        [*HERSELF, "F6", " ", "Down", " ", "Down", " ", "Down", "c", "Enter",
         Until("Preparadas: 3"), Until("Quiere irse a su tierra"), "F9", "3"],
        {**SHE, "dispo": "dispo.referral", "risk": "risk.3"}))]


@helper
def a_follow_up_tomorrow(desk):
    values = log(desk, *report("Que la llamen mañana", [*MOTHER, "F9", "4"],
                               {**OF_MOTHER, "dispo": "dispo.callback"}))
    play(desk, "s", "mañana 9", "Enter", Until("Seguimiento: mañana 09:00, Rosa"))
    return [values]


@helper
def two_calls_of_one_case(desk):
    keys, values = report("Mi hermana está en el bar", ["F9", "3"],
                          {"dispo": "dispo.referral"})
    log(desk, keys, values)
    play(desk, "j", "+", Until("Caso nuevo abierto"), "F3", Until("Casos"), "F3",
         Until("Hoy (mis"))
    log(desk, keys, values)
    play(desk, "j", Until("Enter vincula la llamada"), "Enter",
         Until("Vincular la llamada"), "1", Until("Vinculada con C"), "F3",
         Until("Hoy (mis"))
    return [values, values]


@helper
def an_offer_that_turns_up_again(desk):
    keys, values = offer("3", "1", "Agencia Lucero", "Enter", DRIVER, "Enter",
                         heard="heard.radio", relation="relation.self",
                         offer_by="Agencia Lucero", offer_phone="51" + DRIVER)
    return [log(desk, keys, values), log(desk, keys, values)]


@helper
def a_line_that_drops_in_the_middle_of_a_note(desk):
    """The client is killed; she goes on at a terminal of another kind."""
    play(desk, "F2", "5", Words("no la dejan salir"))
    desk.console.kill()
    desk.sit_down(desk.server.console("rosa", term="vt100", charset="latin-1").resume())
    play(desk, Until("no la dejan salir"), Words(" y hay más"), "Tab", "s", "F9",
         "6", "F9")
    steps.saved(desk.console)
    return [danger("no la dejan salir y hay más")[1]]


@helper
def a_redial(desk):
    """She is cut off and calls again: one contact, two calls."""
    desk.push(AUNT)
    play(desk, Until("***-877"), "Enter", "2", "s", Until("Dónde está"), "Enter",
         "la tía", "Enter", "Enter", "Enter", Words("en el grifo del cruce"), "F9", "4", "F9")
    steps.saved(desk.console)
    desk.push(AUNT)
    play(desk, Until("***-877"), "Enter", Until("Ctrl-R la continúa"), "Ctrl-R",
         Until("un contacto, dos llamadas"), "2", "s", Until("Dónde está"), "F9", "3", "F9")
    steps.saved(desk.console)
    both = {"motive": "motive.report", "speak": "y", "phone": "51" + AUNT, "trunk": "1",
            "risk": "risk.9", "assess": "assess.pending"}
    return [{**both, "phone_of": "la tía", "notes": "en el grifo del cruce",
             "dispo": "dispo.callback"},
            {**both, "dispo": "dispo.referral", "continues_call_id": "the one before"}]


@helper
def who_waits_is_answered(desk):
    desk.push(HERS)
    play(desk, Until("***-343"), "Enter", "1", Until("Se enteró por"), "lo", "3",
         "F9")
    steps.saved(desk.console)
    return [service("lo", "3", place_from="PE16", heard="heard.radio", trunk="1",
                    phone="51" + HERS)[1]]


@helper
def who_hung_up_is_called_back(desk):
    row = desk.push(DRIVER)
    desk.console.wait("***-120")
    desk.server.command("queue", "leave", row)
    play(desk, Until("por devolver"), "f", Until("Cola"), "Enter",
         Until("Llamada saliente"), "Enter", Until("961 555 120"), "1", "F9")
    steps.saved(desk.console)
    return [service(direction="out", trunk="1", phone="51" + DRIVER)[1]]


@helper
def a_correction(desk):
    values = log(desk, *service())
    play(desk, "l", "Enter", "e", Until("corrección"), "Tab", "lo", "F9",
         Until("Corregida"), "F3", Until("Hoy (mis"))
    return [{**values, "place_from": "PE16"}]


@helper
def taken_back_and_saved_again(desk):
    values = log(desk, *service())
    play(desk, "u", Until("Deshecho: Guardada"), "Tab", "lo", "3", "F9")
    steps.saved(desk.console, again=True)
    return [{**values, "place_from": "PE16", "heard": "heard.radio"}]


@helper
def put_aside_for_another_one(desk):
    play(desk, "F2", "6", *["Enter"] * 8, Words("espera, le llama otra"), "F3",
         Until("Hoy (mis"))
    values = log(desk, *nothing("2", "hangup"))
    play(desk, "g", Until("Retomar"), "Enter", Until("espera, le llama otra"), "F9")
    steps.saved(desk.console)
    return [other("espera, le llama otra")[1], values]


@helper
def assessed_and_marked_as_hard(desk):
    values = log(desk, *report("Lo vio todo", ["F9", "2"], {"dispo": "dispo.guide"}))
    play(desk, "E", Until("Lo que decide la línea"), "4", Until("Quién decidió"),
         "1", Until("Posible trata"), "l", "Enter", Until("Lo vio todo"), "F10", "difícil",
         "Enter", Until("Con calma"), "F3", "F3", Until("Hoy (mis"))
    return [{**values, "assess": "assess.possible", "assess_org": "decidedby.ngo", "hard": 1}]


# Each with the keys it takes, beside the words of notes, and the most bytes it may cost:
# all of it painted; where she waits for nothing on the screen, much of it never is.
BESIDE = [
    (three_referrals_and_a_copy, 32, 7000), (a_follow_up_tomorrow, 24, 8000),
    (two_calls_of_one_case, 26, 15000), (an_offer_that_turns_up_again, 80, 12000),
    (a_line_that_drops_in_the_middle_of_a_note, 8, 7000), (a_redial, 23, 11000),
    (who_waits_is_answered, 6, 4500), (who_hung_up_is_called_back, 5, 5500),
    (a_correction, 11, 11000), (taken_back_and_saved_again, 9, 7000),
    (put_aside_for_another_one, 17, 9000), (assessed_and_marked_as_hard, 25, 12000),
]

# --- the comparison ---

# What the program fills in by itself: looked at one by one.
OWN = {"id", "number", "version", "session_id", "operator_id", "started_at", "ended_at",
       "ring_at", "answered_at", "taken_at", "entered_at", "corrected_at", "corrected_by",
       "assess_by", "assessed_at", "line_id"}


class Desk:
    """Rosa's place: her console is another one after her line dropped."""

    def __init__(self, server):
        self.server = server
        self.console = server.console("rosa").home()
        self.consoles = [self.console]
        self.words = 0

    def sit_down(self, console):
        """Go on at another terminal."""
        self.console = console
        self.consoles.append(console)

    def spent(self):
        """(keys beside the words of notes, bytes that came) so far."""
        self.console.quiet()
        return (sum(c.pressed for c in self.consoles) - self.words,
                sum(c.received for c in self.consoles))

    def push(self, phone):
        return self.server.command("queue", "push", phone, "--line", "1").strip()


@helper
def meant(row):
    """What a call holds beside what every call has and what the program fills in."""
    usual = {"status": "closed", "channel": "channel.phone", "direction": "in", "hard": 0,
             "entered_late": 0}
    held = {k: v for k, v in row.items()
            if k not in OWN and v not in (None, "") and usual.get(k) != v}
    for field in [k for k in held if k.startswith("listen_")]:
        assert re.fullmatch(r"[yn] \d\d:\d\d", held[field]), held
        held[field] = held[field][0]
    if "continues_call_id" in held:
        held["continues_call_id"] = {row["id"] - 1: "the one before"}.get(
            held["continues_call_id"])
    return held


@helper
def faults_of_its_own(server, row, me, began):
    """What is wrong with what the program filled in."""
    now = time.time()
    late, phone = row["entered_late"], row["phone"]
    line = server.ask("SELECT phone FROM line WHERE id = ?", row["line_id"])
    checks = {
        "operator": row["operator_id"] == me,
        "session": server.ask("SELECT operator_id FROM session WHERE id = ?",
                              row["session_id"]) == me,
        "times": (row["entered_at"] if late else row["started_at"]) >= began - 1 and
        row["started_at"] <= row["ended_at"] <= now,
        "paper": (row["taken_at"], row["entered_at"]) == (None, None) if not late else
        row["taken_at"] == row["started_at"],
        "telephone": (line or None) == (phone or None),
        "assessed": (row["assess_by"] == me) == (row["assess"] == "assess.possible"),
        "corrected": row["corrected_at"] is None or row["corrected_by"] == me,
    }
    return [f"{row['number']}: {name}: {row}" for name, right in checks.items() if not right]


@helper
def calls_must_be(server, first, want, began):
    me = server.ask("SELECT id FROM operator WHERE login = 'rosa'")
    rows = server.rows("SELECT * FROM call WHERE id > ? ORDER BY id", first)
    assert len(rows) == len(want) == 40, (len(rows), len(want))
    numbers = [row["number"] for row in rows]
    assert numbers == list(range(numbers[0], numbers[0] + 40)), numbers
    wrong = [f"{row['number']}: {meant(row)}, not {wanted}"
             for row, wanted in zip(rows, want) if meant(row) != wanted]
    for row in rows:
        wrong += faults_of_its_own(server, row, me, began)
    assert not wrong, "\n".join(wrong)
    return {row["id"]: i for i, row in enumerate(rows)}


# What stands in the other tables: (its query, the rows); a call is its place in the shift.
@helper
def beside(place):
    """place: where in the shift what happened beside the plain calls began."""
    report_, later, case, offers = place, place + 1, place + 2, place + 4
    return [
        ("SELECT call_id, case_id, person_id, kind, status, basis, sent_at, detail"
         " FROM referral WHERE made_at >= ?",
         [(report_, None, None, "referral", "draft", "consent", None, "")] * 3),
        ("SELECT r.call_id, c.shows FROM referral_copy c JOIN referral r"
         " ON r.id = c.referral_id WHERE r.made_at >= ?", [(report_, "facts")]),
        ("SELECT call_id, due_at, operator_id, kind, note, done_at, void_at FROM followup"
         " WHERE made_at >= ?", [(later, "tomorrow", "rosa", "check", "", None, None)]),
        ("SELECT k.call_id, k.certainty, f.title, f.status FROM call_case k JOIN casefile f"
         " ON f.id = k.case_id WHERE k.ended_at IS NULL AND f.opened_at >= ?",
         [(case, "confirmed", "", "casestatus.new"),
          (case + 1, "possible", "", "casestatus.new")]),
        ("SELECT from_call_id, kind, by_name, phone, place_from, place_to FROM offer"
         " WHERE made_at >= ? AND by_name <> ''",
         [(offers, "offerkind.domestic", "Agencia Lucero", "51" + DRIVER, "PE16", "CL")]),
    ]


@helper
def named(server, row, places):
    """A row with its call as a place in the shift, its day and its person by name."""
    tomorrow = datetime.datetime.now(LIMA).date() + datetime.timedelta(days=1)
    at = datetime.datetime.combine(tomorrow, datetime.time(9), LIMA).timestamp()
    told = {"due_at": {at: "tomorrow"}, "call_id": places, "from_call_id": places,
            "operator_id": {server.ask("SELECT id FROM operator WHERE login = 'rosa'"): "rosa"}}
    return tuple(told.get(k, {}).get(v, v) for k, v in row.items())


def a_shift_of_forty_calls_is_in_the_database_as_it_was_meant():
    with Server("--calls", "50") as server:
        first, began = server.ask("SELECT max(id) FROM call"), int(time.time())
        desk, dear = Desk(server), []
        want = [log(desk, *call) for call in PLAIN]
        for happening, keys, most in BESIDE:
            before = desk.spent()
            want += happening(desk)
            spent = [now - then for now, then in zip(desk.spent(), before)]
            name = happening.__name__.replace("_", " ")
            dear += [f"{name}: {spent[0]} keys, not {keys}"] * (spent[0] != keys)
            dear += [f"{name}: {spent[1]} bytes, not {most}"] * (spent[1] > most)
        assert not dear, "\n".join(dear)
        places = calls_must_be(server, first, want, began)
        for sql, rows in beside(len(PLAIN)):
            found = [named(server, row, places) for row in server.rows(sql, began)]
            assert found == rows, f"{sql}\n{found}\nnot {rows}"
        for table in ("draft WHERE discarded_at IS NULL", "queue WHERE taken_at IS NULL"
                      " AND called_back_by IS NULL"):
            assert not server.rows(f"SELECT * FROM {table}"), table
        closed = server.ask("SELECT count(*) FROM audit WHERE action = 'close' AND"
                            " entity = 'call' AND entity_id > ?", first)
        assert closed == 41, closed  # one was taken back and closed again
        server.command("audit", "verify")
