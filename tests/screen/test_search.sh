#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Search: a line that is typed, and what it finds with every character.
. "${TOP_SRCDIR:-.}/tests/screen/lib.sh"

screen 'an empty line asks nothing' \
	marta 24x80 es '<F5>' <<'SCREEN'
 AMPARO  Buscar                                                   marta  14:36
 Buscar:
 número, teléfono, nombre, lugar, motivo, @operadora, fecha; sin tildes




















Enter Abrir  Esc Borrar  F2 Nueva  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 2,10
SCREEN

screen 'a supervisor sees all of what is found' \
	marta 24x80 es '<F5>lore' <<'SCREEN'
 AMPARO  Buscar                                                   marta  14:36
 Buscar: lore
 número, teléfono, nombre, lugar, motivo, @operadora, fecha; sin tildes

   Cuándo       Número        Qué             Lugar     Quién        Coincide
 > 12:30        L 26-00005-5  Peligro         Loreto    @Luz         lugar
















 1 de 1
Enter Abrir  Esc Borrar  F2 Nueva  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 2,14
SCREEN

screen 'an operator sees of the calls of others the number and what fits' \
	rosa 24x80 es '<F5>servicio' <<'SCREEN'
 AMPARO  Buscar                                                    rosa  14:36
 Buscar: servicio
 número, teléfono, nombre, lugar, motivo, @operadora, fecha; sin tildes

   Cuándo       Número        Qué             Lugar     Quién        Coincide
 > 14:21        L 26-00007-8  Servicio        Lima      @Rosa        motivo
   09:41        L 26-00002-9  Servicio        Cusco     @Rosa        motivo
                L 26-00001-0                                         motivo














 3 de 3
Enter Abrir  Esc Borrar  F2 Nueva  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 2,18
SCREEN

screen 'she is told why such a call does not open' \
	rosa 24x80 en '/loreto<Enter>' <<'SCREEN'
 AMPARO  Search                                                    rosa  14:36
 Search: loreto
 number, telephone, name, place, motive, @operator, date; no accents needed

   When         Number        What            Place     Who          Fits
 >              L 26-00005-5                                         place
















 ! Only who took a call, and supervisors, may open it.
Enter Open  Esc Clear  F2 New  F3 Back  F10 Menu  F1 Help
-- cursor 2,16
SCREEN

screen 'spellings of one sound are one word, the last one unfinished' \
	marta 24x80 en '<F5>lesia adolesc<Ctrl-U>salio de nawt' <<'SCREEN'
 AMPARO  Search                                                   marta  14:36
 Search: salio de nawt
 number, telephone, name, place, motive, @operator, date; no accents needed

   When         Number        What            Place     Who          Fits
 > 13:07        L 26-00006-4  Report about    Puno      @Rosa        text
















 1 of 1
Enter Open  Esc Clear  F2 New  F3 Back  F10 Menu  F1 Help
-- cursor 2,23
SCREEN

screen 'a number that was written down wrong' \
	rosa 24x80 es '<F5>L 26-00007-1' <<'SCREEN'
 AMPARO  Buscar                                                    rosa  14:36
 Buscar: L 26-00007-1
 número, teléfono, nombre, lugar, motivo, @operadora, fecha; sin tildes



















 ! El dígito de control no coincide: revise el número.
Enter Abrir  Esc Borrar  F2 Nueva  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 2,22
SCREEN

screen 'a number and Enter open the call' \
	rosa 24x80 es '<F5>26-00006-4<Enter>' <<'SCREEN'
 AMPARO  Llamada L 26-00006-4   guardada 13:10                     rosa  14:36
 Evaluación: Por evaluar.
 Motivo*       [2] Reporte               ¿Puede hablar sin peligro?    [ ]
 Devolver a    [              ] es de    [          ] hora segura [           ]
 Dónde está    [                                                              ]
 Notas  (libre; se guarda sola)          Lo que dijo [ ]
 La tía refiere que la adolescente salió de Nauta.
 .
 .
 .
 .
 Llama desde   [PU] Puno        Está en   [  ]            Salió de  [  ]
 Quién llama   [ ]                    Idioma   [ ]            Intérprete  [ ]
 Víctimas      [   ] menores [   ] Sexo [ ]          Edad [     ]
 Local         [ ]                  Situación [ ]
 Captación: medio [ ]                  relación [ ]          promesa [ ]
 Acepta: registro [ ] derivación [ ] devolver llamada [ ] lo dio   [          ]
 Se enteró por [ ]            Resultado* [3] Derivación  Riesgo [2] Alto





F5 Buscar  e Corregir  F6 Derivar  E Evaluar  h Historial  F2 Nueva  F1 Ayuda
-- cursor 3,17
SCREEN

screen 'F3 leads back to what was found, with the marker where it was' \
	rosa 24x80 es '<F5>hoy<Down><Enter><F3>' <<'SCREEN'
 AMPARO  Buscar                                                    rosa  14:36
 Buscar: hoy
 número, teléfono, nombre, lugar, motivo, @operadora, fecha; sin tildes

   Cuándo       Número        Qué             Lugar     Quién        Coincide
   14:21        L 26-00007-8  Servicio        Lima      @Rosa        fecha
 > 13:07        L 26-00006-4  Reporte         Puno      @Rosa        fecha
                L 26-00005-5                                         fecha
   11:58        L 26-00004-1  Oferta de traba Tacna     @Rosa        fecha
   10:50        L 26-00003-2  Sin contenido             @Rosa        fecha
   09:41        L 26-00002-9  Servicio        Cusco     @Rosa        fecha
                L 26-00001-0                                         fecha










 7 de 7
Enter Abrir  Esc Borrar  F2 Nueva  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 2,13
SCREEN

screen 'Esc clears the text' \
	marta 24x80 es '<F5>lore<Esc>' <<'SCREEN'
 AMPARO  Buscar                                                   marta  14:36
 Buscar:
 número, teléfono, nombre, lugar, motivo, @operadora, fecha; sin tildes




















Enter Abrir  Esc Borrar  F2 Nueva  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 2,10
SCREEN

screen 'nothing fits' \
	marta 24x80 en '<F5>zapallo<wait 1>' <<'SCREEN'
 AMPARO  Search                                                   marta  14:36
 Search: zapallo
 number, telephone, name, place, motive, @operator, date; no accents needed


   Nothing found.

















Enter Open  Esc Clear  F2 New  F3 Back  F10 Menu  F1 Help
-- cursor 2,17
SCREEN

screen 'from the form with the telephone that is typed there' \
	rosa 24x80 es '<F2>2s961555877<F5><wait 1>' <<'SCREEN'
 AMPARO  Buscar                                                    rosa  14:36
 Buscar: 961555877
 número, teléfono, nombre, lugar, motivo, @operadora, fecha; sin tildes


   No se encontró nada.

















Enter Abrir  Esc Borrar  F2 Nueva  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 2,19
SCREEN

screen 'and back in the form everything is as it was' \
	rosa 24x80 es '<F2>2s961555877<F5>hoy<Ctrl-U>hoy<Enter><F3><F3>' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [2] Reporte               ¿Puede hablar sin peligro?    [s]
 Devolver a    [961555877     ] es de    [          ] hora segura [           ]
 Dónde está    [                                                              ]
 Notas  (libre; se guarda sola)          Lo que dijo [ ]

 .
 .
 .
 .
 Llama desde   [  ]             Está en   [  ]            Salió de  [  ]
 Quién llama   [ ]                    Idioma   [ ]            Intérprete  [ ]
 Víctimas      [   ] menores [   ] Sexo [ ]          Edad [     ]
 Local         [ ]                  Situación [ ]
 Captación: medio [ ]                  relación [ ]          promesa [ ]
 Acepta: registro [ ] derivación [ ] devolver llamada [ ] lo dio   [          ]
 Se enteró por [ ]            Resultado* [ ]             Riesgo [9] Sin evaluar
 Falta preguntar: quién la controla, si puede salir, si hay otras personas

 Riesgo propuesto: Sin evaluar (falta edad, falta situación)

 Borrador guardado 14:36.
F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 4,26
SCREEN

screen 'a wide screen' \
	marta 24x132 en '<F5>reporte puno' <<'SCREEN'
 AMPARO  Search                                                                                                       marta  14:36
 Search: reporte puno
 number, telephone, name, place, motive, @operator, date; no accents needed

   When               Number        What                 Place          Who                      Age   Fits
 > 13:07              L 26-00006-4  Report about         Puno           @Rosa                          place motive
















 1 of 1
Enter Open  Esc Clear  F2 New  F3 Back  F10 Menu  F1 Help
-- cursor 2,22
SCREEN

screen 'help says what can be typed' \
	rosa 24x80 en '<F5><F1>' <<'SCREEN'
 AMPARO  Help  Search                                              rosa  14:36
 Every word has to be there; the last may be unfinished. Spellings of one
 sound are one word: Quispe, Quishpe, Kispi. Where a case is not found,
 similar names are.
 Filters are words: loreto, reporte, alto, cerrado, @luz, mine, today,
 yesterday, 22 nov, in november, nov 2026, 22/11/2026; open alone: what is
 open.
 casos, llamadas, ofertas as the first word: nothing else is looked for.
 Of the calls and cases of others an operator sees the number and what fits.

 On this screen
 Enter         Open it to read it
 Esc           Clear what was typed
 F5            Search for something else

 Everywhere
 F2            New call
 F3            Back; nothing is lost
 F10           Menu: type what you want to do
 F1            Help on this screen and field
 F12 Ctrl-X    Hide the screen now
 Ctrl-L        Draw the screen again

F3 Back  F8 More  F2 New  F5 Search  F10 Menu
-- cursor 2,2
SCREEN

finish
