# SPDX-License-Identifier: GPL-3.0-or-later
"""People, route, screening and consent of a case, at real ssh clients."""
import re

from harness import shared
from stories import helper

NUMBER = re.compile(r"C (\d\d)-(\d{5,7})-\d")


@helper
def new_case(console):
    """From home: open a case; returns its number as the database has it."""
    console.press("c", "+")
    console.wait(re.compile(r"Caso nuevo abierto|New case opened"))
    found = NUMBER.search(console.row(1))
    return int(found.group(1)) * 10_000_000 + int(found.group(2))


@helper
def part(console, digit, shows):
    """From the case: open one of its parts."""
    console.press("F4", digit)
    console.wait(shows)


@helper
def back(console):
    """From a part to the case."""
    console.press("F3")
    console.wait(re.compile("Detalle|Detail"))


@helper
def one(server, sql, *values):
    """The only row of sql."""
    rows = server.rows(sql, *values)
    assert len(rows) == 1, f"{len(rows)} rows: {sql}"
    return rows[0]


@helper
def add_person(console, *keys):
    """From the people of the case: a new one."""
    console.press("+")
    console.wait("Rol*")
    console.press(*keys)
    console.wait(re.compile(r"guardad[oa]\. u deshacer\."))


@helper
def adds_mari(rosa, surname="Quispe Huaman"):
    """A girl of about 16, three keys besides her names."""
    add_person(rosa, "1", "Enter", "Mari", "Enter", surname, "Enter", "Enter", "f",
               "16?", "Enter", "F9")


# --- a case from end to end ---

def a_report_gets_its_people_route_screening_and_consents():
    with shared().console("rosa").home() as rosa:
        number = new_case(rosa)
        words = 0
        start = rosa.pressed
        part(rosa, "1", "Nadie todav")
        adds_mari(rosa)
        back(rosa)
        part(rosa, "2", "Sin tramos")
        for stage, place, transport in (("1", "mayn", "3"), ("3", "corone", "1")):
            rosa.press("+")
            rosa.wait("en palabras")
            rosa.press(stage, place, "Enter", "Enter", transport, "F9")
            rosa.wait(re.compile(r"guardad[oa]\. u deshacer\."))
            words += len(place)
        back(rosa)
        part(rosa, "3", "[ ] Jornada excesiva")
        rosa.press("s", "n", "-")
        rosa.wait(re.compile(r"\[-\] Manipulación"))
        back(rosa)
        part(rosa, "4", "Por qué")
        rosa.press("+")
        rosa.wait("Quién respondió")
        rosa.press("Enter", "1", "3", "F9")  # referral: verbal, her mother
        rosa.wait("Acepta su madre, padre o tutor")
        keys = rosa.pressed - start - words - len("Mari" "Quispe Huaman")
        assert keys <= 58, f"{keys} keys"
        rosa.press("F3", "F3", "F3")
    server = shared()
    case = one(server, "SELECT * FROM casefile WHERE number = ?", number)
    assert (case["origin"], case["destination"]) == ("PE1601", "PE2501"), dict(case)
    person = one(server, "SELECT p.* FROM person p JOIN case_person c ON c.person_id = p.id"
                         " WHERE c.case_id = ? AND c.role = 'victim'", case["id"])
    assert (person["names"], person["surnames"]) == ("Mari", "Quispe Huaman")
    assert (person["age_said"], person["gender"]) == ("16?", "gender.f")
    assert person["fold"] == "mari quispe huaman" and person["phon"]
    legs = server.rows("SELECT * FROM incident WHERE case_id = ? ORDER BY seq", case["id"])
    assert [(leg["stage"], leg["place"], leg["transp"]) for leg in legs] == \
        [("origin", "PE1601", "transp.boat"), ("destination", "PE2501", "transp.bus")]
    answers = server.rows("SELECT indic, answer FROM screening WHERE case_id = ?"
                          " ORDER BY id", case["id"])
    assert [(a["indic"], a["answer"]) for a in answers] == \
        [("indic.D4.01", "y"), ("indic.D4.02", "n"), ("indic.D4.03", "-")]
    said = one(server, "SELECT * FROM consent WHERE case_id = ?", case["id"])
    assert (said["purpose"], said["consent"], said["relation"]) == \
        ("refer", "consent.verbal", "relation.mother")


# --- the register ---

def a_name_heard_wrong_is_offered_and_one_key_takes_her():
    with shared().console("rosa").home() as rosa:
        first = new_case(rosa)
        part(rosa, "1", "Nadie todav")
        add_person(rosa, "1", "Enter", "Zoraida", "Enter", "Tuanama Pacaya", "Enter",
                   "Enter", "f", "17", "Enter", "F9")
        rosa.press("F3", "F3", "F3")
        second = new_case(rosa)
        part(rosa, "1", "Nadie todav")
        rosa.press("+")
        rosa.wait("Rol*")
        rosa.press("1", "Enter", "Soraida", "Enter", "Tuanama", "Enter")
        rosa.wait(re.compile(r"1  Tuanama Pacaya, Zoraida  17  C .* nombre"))
        rosa.press("Enter", "1")
        rosa.wait("Es ella")
        rosa.press("F9")
        rosa.wait(re.compile(r"guardad[oa]\. u deshacer\."))
        assert "Tuanama Pacaya, Zoraida" in rosa.screen()
        rosa.press("F3", "F3", "F3")
    rows = shared().rows(
        "SELECT f.number, c.person_id FROM case_person c JOIN casefile f ON f.id = c.case_id"
        " WHERE f.number IN (?, ?) ORDER BY f.number", first, second)
    assert len(rows) == 2 and rows[0]["person_id"] == rows[1]["person_id"]


def of_somebody_elses_case_only_its_number_is_told():
    with shared().console("luz").home() as luz:
        new_case(luz)
        part(luz, "1", "Nadie todav")
        add_person(luz, "1", "Enter", "Casimira", "Enter", "Pumahuanca", "Enter", "F9")
        luz.press("F3", "F3", "F3")
    with shared().console("rosa").home() as rosa:
        new_case(rosa)
        part(rosa, "1", "Nadie todav")
        rosa.press("+")
        rosa.wait("Rol*")
        rosa.press("1", "Enter", "Casimira", "Enter", "Pumawanca", "Enter")
        rosa.wait(re.compile(r"1  C \d\d-\d+-\d  nombre parecido  \((no es suyo|ajeno)\)"))
        assert "Pumahuanca" not in rosa.screen()
        rosa.press("Enter", "1")
        rosa.wait("ábralo antes, con un motivo")
        rosa.press("F3", "F3", "F3", "F3")


def duplicates_are_joined_parted_and_joined_again():
    with shared().console("rosa").home() as rosa:
        number = new_case(rosa)
        part(rosa, "1", "Nadie todav")
        adds_mari(rosa)
        add_person(rosa, "3", "Enter", "Maruja", "Enter", "Enter", "F9")
        rosa.press("Down", "j", "1")
        rosa.wait("Ahora son una sola")
        rosa.wait("= Maruja")
        rosa.press("j")
        rosa.wait("Son dos otra vez")
        rosa.press("j", "1")
        rosa.wait("Ahora son una sola")
        rosa.press("u")
        rosa.wait("Deshecho: Ahora son una sola, C")
        rosa.press("F3", "F3", "F3")
    told = shared().rows(
        "SELECT action FROM audit WHERE entity = 'person' AND action LIKE '%merge'"
        " ORDER BY id DESC LIMIT 4")
    assert [row["action"] for row in told] == ["unmerge", "merge", "unmerge", "merge"]
    left = shared().rows(
        "SELECT p.merged_into FROM person p JOIN case_person c ON c.person_id = p.id"
        " JOIN casefile f ON f.id = c.case_id WHERE f.number = ?", number)
    assert [row["merged_into"] for row in left] == [None, None]


# --- undo ---

def whatever_was_saved_is_taken_back():
    with shared().console("rosa").home() as rosa:
        number = new_case(rosa)
        part(rosa, "1", "Nadie todav")
        adds_mari(rosa)
        rosa.press("u")
        rosa.wait("Nadie todav")
        adds_mari(rosa, "Otra")
        rosa.press("Enter")
        rosa.wait("Rol*")
        rosa.press("Tab", "Tab", "Ctrl-U", "Ríos", "F9")
        rosa.wait("Ríos, Mari")
        rosa.press("u")
        rosa.wait("Otra, Mari")
        rosa.press("-", "no es de aquí", "Enter")
        rosa.wait("Nadie todav")
        rosa.press("u")
        rosa.wait("Otra, Mari")
        back(rosa)
        part(rosa, "2", "Sin tramos")
        rosa.press("+")
        rosa.wait("en palabras")
        rosa.press("1", "mayn", "Enter", "F9")
        rosa.wait(re.compile(r"guardad[oa]\. u deshacer\."))
        rosa.press("u")
        rosa.wait("Sin tramos")
        back(rosa)
        part(rosa, "4", "Por qué")
        rosa.press("+")
        rosa.wait("Quién respondió")
        rosa.press("Enter", "4", "1", "F9")
        rosa.wait("Ella no acepta")
        rosa.press("u")
        rosa.wait("Deshecho: Respuesta de consentimiento")
        rosa.wait("(deshecho)")
        rosa.press("F3", "F3", "F3")
    case = one(shared(), "SELECT * FROM casefile WHERE number = ?", number)
    assert (case["origin"], case["safety_plan"]) == (None, 0), dict(case)
    assert shared().command("audit", "verify")


# --- the exceptions ---

def an_adult_who_refuses_has_a_safety_plan_and_no_exception():
    with shared().console("rosa").home() as rosa:
        number = new_case(rosa)
        part(rosa, "1", "Nadie todav")
        add_person(rosa, "1", "Enter", "Elena", "Enter", "Enter", "Enter", "f", "25",
                   "Enter", "F9")
        back(rosa)
        part(rosa, "4", "Por qué")
        rosa.press("+")
        rosa.wait("Quién respondió")
        rosa.press("Enter", "4", "1", "F9")
        rosa.wait("No acepta; plan de seguridad")
        rosa.press("+")
        rosa.wait("Quién respondió")
        rosa.press("Enter", "5", "F9")
        rosa.wait(re.compile(r"(?i)no (puede|tiene)|no está permitid"))
        rosa.press("F3", "F3", "F3", "F3")
    case = one(shared(), "SELECT * FROM casefile WHERE number = ?", number)
    assert case["safety_plan"] == 1
    assert not shared().rows("SELECT 1 FROM consent WHERE case_id = ? AND consent ="
                             " 'consent.override'", case["id"])


def an_exception_for_a_minor_takes_a_reason_and_tells_supervision():
    with shared().console("rosa").home() as rosa:
        number = new_case(rosa)
        part(rosa, "1", "Nadie todav")
        adds_mari(rosa)
        back(rosa)
        part(rosa, "4", "Por qué")
        rosa.press("+")
        rosa.wait("Quién respondió")
        rosa.press("Enter", "5", "F9")
        rosa.wait("Motivo:")
        rosa.press("corto", "Enter")
        rosa.wait("Motivo:")
        rosa.press("sola en el terminal de noche", "Enter")
        rosa.wait("Menor de 18: prima el interés superior.")
        rosa.press("F3", "F3", "F3")
    case = one(shared(), "SELECT * FROM casefile WHERE number = ?", number)
    said = one(shared(), "SELECT * FROM consent WHERE case_id = ?", case["id"])
    assert (said["exception"], said["reason"]) == ("minor", "sola en el terminal de noche")
    assert shared().rows("SELECT 1 FROM alert WHERE entity = 'casefile' AND entity_id = ?"
                         " AND seen_at IS NULL", case["id"])


# --- bytes ---

def each_screen_stays_within_its_bytes():
    faults = []
    for term in ("xterm-256color", "vt100", "putty"):
        with shared().console("rosa", term=term).home() as rosa:
            new_case(rosa)
            part(rosa, "1", "Nadie todav")
            adds_mari(rosa)
            add_person(rosa, "3", "Enter", "Maruja", "Enter", "Enter", "F9")
            for what, keys, shows, most in (
                    ("move", ["Down"], None, 30),
                    ("person", ["Enter"], "Rol*", 1350),
                    ("next field", ["Tab"], None, 16),
                    ("second page", ["F8"], "tipo sexual", 1350),
                    ("and back", ["F8"], "Apellidos", 1350)):
                size, frames = rosa.cost(*keys, shows=shows)
                faults += [f"{term}: {what}: {size} bytes in {frames}"] * \
                    (size > most or frames > 1)
            rosa.press("F3")
            rosa.wait("Maruja")
            back(rosa)
            for what, keys, shows, most in (
                    ("screening", ["F4", "3"], "Jornada excesiva", 1700),
                    ("an answer", ["s"], "[s] Jornada", 400)):
                size, frames = rosa.cost(*keys, shows=shows)
                faults += [f"{term}: {what}: {size} bytes"] * (size > most)
            rosa.press("F3", "F3", "F3")
    assert not faults, "\n".join(faults)


def a_line_that_drops_keeps_a_person_half_typed():
    with shared().console("rosa").home() as rosa:
        new_case(rosa)
        part(rosa, "1", "Nadie todav")
        rosa.press("+")
        rosa.wait("Rol*")
        rosa.press("1", "Enter", "Hipólito", "Enter", "Ñahui", "Tab")
        rosa.wait("Borrador guardado")
        rosa.kill()
    with shared().console("rosa").resume() as rosa:
        rosa.wait("Ñahui")
        assert "Hipólito" in rosa.screen()
        rosa.press("F9")
        rosa.wait("Ñahui, Hipólito")
        rosa.press("F3", "F3", "F3")
