#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The call form beside its fields: redial, telephone, paper, calling out, wrap-up.
. "${TOP_SRCDIR:-.}/tests/screen/lib.sh"

screen 'who was cut off is offered above the form' \
	rosa 24x80 es '<F2>0<Down>961555877<Up>6<queue 961555877><Enter>' <<'SCREEN'
 AMPARO  Llamada L 26-00009-3   línea 2 desde 14:36                rosa  14:36
 ¿Se cortó? L 26-00008-6, Rosa 14:36. Ctrl-R la continúa. 1 llamada antes.
 Motivo*       [ ]

 1 Servicio  2 Reporte  3 Oferta de trabajo o estudio
 4 Seguimiento o caso existente  5 Peligro, o ayuda para sí  6 Otra ayuda
 0 Sin contenido

 Una tecla. Se puede cambiar en cualquier momento; no se pierde lo escrito.














F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 3,17
SCREEN

screen 'one key goes on with it; what was written stands below, and the cursor stays' \
	rosa 24x80 es '<F2>2s961555877<Enter>la tía<Enter>17<Enter>Pucallpa<Enter>La tía refiere que la adolescente salió de Nauta.<F3><queue 961555877><Enter><Ctrl-R>' <<'SCREEN'
 AMPARO  Llamada L 26-00009-3   línea 2 desde 14:36                rosa  14:36
 Continúa L 26-00008-6, Rosa 14:36. Ctrl-R la muestra.
 Motivo*       [ ]

 1 Servicio  2 Reporte  3 Oferta de trabajo o estudio
 4 Seguimiento o caso existente  5 Peligro, o ayuda para sí  6 Otra ayuda
 0 Sin contenido

 Una tecla. Se puede cambiar en cualquier momento; no se pierde lo escrito.

 Rosa escribió, L 26-00008-6, 14:36:
 Motivo: [2] Reporte  ¿Puede hablar sin peligro? [s]  es de: la tía  hora
 segura: 17:00  Dónde está: Pucallpa
 La tía refiere que la adolescente salió de Nauta.








 Continúa L 26-00008-6 de Rosa: un contacto, dos llamadas. F10: deshacer.
F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 3,17
SCREEN

screen 'the same in English' \
	rosa 24x80 en '<F2>2s961555877<Enter>the aunt<Enter>17<Enter>Pucallpa<Enter>She left Nauta three weeks ago.<F3><queue 961555877><Enter><Ctrl-R>' <<'SCREEN'
 AMPARO  Call L 26-00009-3   line 2 since 14:36                    rosa  14:36
 Goes on with L 26-00008-6, Rosa 14:36. Ctrl-R shows it.
 Motive*       [ ]

 1 About the service  2 Report about somebody  3 Offer of work or study
 4 Follow-up or existing case  5 Danger, or help for herself  6 Other help
 0 No content

 One key. It may be changed at any time; nothing that was typed is lost.

 Rosa wrote, L 26-00008-6, 14:36:
 Motive: [2] Report about somebody  Can she speak without danger? [y]  whose:
 the aunt  safe time: 17:00  Where she is: Pucallpa
 She left Nauta three weeks ago.








 Goes on with L 26-00008-6 of Rosa: one contact, two calls. F10 has undo.
F9 Save  F4 Options  F3 Home (draft)  F5 Search  F6 Refer  F2 New  F1 Help
-- cursor 3,17
SCREEN

screen 'a second time it shows the call before' \
	rosa 24x80 es '<F2>0<Down>961555877<Up>6<queue 961555877><Enter><Ctrl-R><Ctrl-R>' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   guardada 14:36                     rosa  14:36

 Motivo*       [0] Sin contenido
 Resultado*    [6] Se corta la comunicación

 1 Silencio  2 Cuelga  3 Broma  4 Número equivocado  5 Insulta o acosa
 6 Se corta la comunicación  7 Llamada de contenido sexual  8 Agradecimiento
 9 Amenaza  Fuera del tema  Prueba técnica

 Devolver a    [961 555 877   ] es de    [          ] hora segura [           ]
 Notas  (libre; se guarda sola)

 .
 .
 .
 .
 .






F5 Buscar  e Corregir  F6 Derivar  E Evaluar  h Historial  L Llamar  F1 Ayuda
-- cursor 3,17
SCREEN

screen 'the queue tells from whom she was cut off' \
	rosa 24x80 es '<F2>0<Down>961555877<Up>6<queue 961555877>f' <<'SCREEN'
 AMPARO  Cola                                                      rosa  14:36

 > 14:36 línea 2  ***-877               antes 1   se cortó 14:36 (Rosa)




















Enter Atender  F4 Marcar  v Teléfono  F2 Nueva  F5 Buscar  F3 Volver  F1 Ayuda
-- cursor 3,2
SCREEN

screen 'a call taken on paper asks for its day and time' \
	rosa 24x80 es 'P' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   en papel                           rosa  14:36

 Tomada en papel*  [                    ]
 Motivo*           [ ]

 1 Servicio  2 Reporte  3 Oferta de trabajo o estudio
 4 Seguimiento o caso existente  5 Peligro, o ayuda para sí  6 Otra ayuda
 0 Sin contenido

 Día y hora como en el papel: 23 11 22:30, o ayer 22:30. La hora sola quiere
 decir hoy. La llamada queda marcada y cuenta en su propio día.












F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 3,21
SCREEN

screen 'and in English' \
	rosa 24x80 en 'P' <<'SCREEN'
 AMPARO  Call L 26-00008-6   on paper                              rosa  14:36

 Taken on paper*   [                    ]
 Motive*           [ ]

 1 About the service  2 Report about somebody  3 Offer of work or study
 4 Follow-up or existing case  5 Danger, or help for herself  6 Other help
 0 No content

 Day and time as on the paper: 23 11 22:30, yesterday 22:30. The time alone
 means today.  The call is marked as entered late and counts on its own day.












F9 Save  F4 Options  F3 Home (draft)  F5 Search  F6 Refer  F2 New  F1 Help
-- cursor 3,21
SCREEN

screen 'a time to come is refused when its field is left' \
	rosa 24x80 es 'P25 11 10:00<Enter>' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   en papel                           rosa  14:36

 Tomada en papel*  [2026-11-25 10:00    ]
 Motivo*           [ ]

 1 Servicio  2 Reporte  3 Oferta de trabajo o estudio
 4 Seguimiento o caso existente  5 Peligro, o ayuda para sí  6 Otra ayuda
 0 Sin contenido

 Día y hora como en el papel: 23 11 22:30, o ayer 22:30. La hora sola quiere
 decir hoy. La llamada queda marcada y cuenta en su propio día.











 ! Una llamada no puede haberse tomado en el futuro.
F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 4,21
SCREEN

screen 'its time stays in sight above the form' \
	rosa 24x80 es 'P23 11 22:30<Enter>1' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   en papel                           rosa  14:36
 Tomada en papel 23 nov 22:30.
 Motivo*       [1] Servicio
 Llama desde   [  ]                      Provincia   [  ]
 Se enteró por [ ]                       Quién llama [ ]
 Resultado*    [1] Información           Idioma      [ ]
 Devolver a    [              ] es de    [          ] hora segura [           ]

 Notas  (libre; se guarda sola)          Lo que dijo [1] Pregunta por

 .
 .
 .
 .
 .


 1 Servicio  2 Reporte  3 Oferta de trabajo o estudio
 4 Seguimiento o caso existente  5 Peligro, o ayuda para sí  6 Otra ayuda
 0 Sin contenido


 Borrador guardado 14:36.
F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 7,17
SCREEN

screen 'its questions come in the order of the paper, all of them' \
	rosa 24x80 es 'P23 11 22:30<Enter>2s961555877<Enter>la tia<Enter><Enter>un bar<Enter>Llora.<Tab><Enter>lo<Enter><Enter>' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   en papel                           rosa  14:36
 Tomada en papel 23 nov 22:30.
 Motivo*       [2] Reporte               ¿Puede hablar sin peligro?    [s]
 Devolver a    [961 555 877   ] es de    [la tia    ] hora segura [           ]
 Dónde está    [un bar                                                        ]
 Notas  (libre; se guarda sola)          Lo que dijo [ ]
 Llora.
 .
 .
 .
 .
 Llama desde   [LO] Loreto      Está en   [  ]            Salió de  [  ]
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
-- cursor 13,17
SCREEN

screen 'without a time it is not saved' \
	rosa 24x80 es 'P<Enter>1<F9>' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   en papel                           rosa  14:36

 Tomada en papel*  [                    ]
 Motivo*           [1] Servicio

 1 Servicio  2 Reporte  3 Oferta de trabajo o estudio
 4 Seguimiento o caso existente  5 Peligro, o ayuda para sí  6 Otra ayuda
 0 Sin contenido

 Día y hora como en el papel: 23 11 22:30, o ayer 22:30. La hora sola quiere
 decir hoy. La llamada queda marcada y cuenta en su propio día.











 ! ¿Cuándo se tomó? Como 23 11 22:30.
F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 3,21
SCREEN

screen 'the list marks what was entered late' \
	rosa 24x80 es 'P23 11 22:30<Enter>1<F9>l' <<'SCREEN'
 AMPARO  Llamadas de hoy  de todas                                 rosa  14:36

   Hora  Llamada    Motivo             Lugar      Resultado        Riesgo
 > 23/11 26-00008-6 Servicio                      Información P
   14:21 26-00007-8 Servicio           Lima       Información
   13:07 26-00006-4 Reporte            Puno       Derivación       !! Alto
   12:30 26-00005-5 Peligro            Loreto     Emergencia       !! Peligro
   11:58 26-00004-1 Oferta de trabajo  Tacna      Orientación
   10:50 26-00003-2 Sin contenido                 Broma
   09:41 26-00002-9 Servicio           Cusco      Información
   08:05 26-00001-0 Servicio           Lima       Información












Enter Abrir  F4 Mías/todas  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'what was saved offers what its result asks for' \
	rosa 24x80 es '<F2>2s<Enter><F9>3<F9>' <<'SCREEN'
 AMPARO  Inicio                                                    rosa  14:36
 Hoy: cerradas 6  con contenido 5  abiertas 0  Borradores 0
 Registrando desde 14:36: s seguimiento  j caso  F6 derivar  E evaluar  d lista
 > Sin señal de la central. Enter abre una llamada nueva.




 Hoy (mis llamadas)
   14:36 26-00008-6  Reporte                             Derivación
   14:21 26-00007-8  Servicio             Lima           Información
   13:07 26-00006-4  Reporte              Puno           Derivación
   11:58 26-00004-1  Oferta de trabajo    Tacna          Orientación
   10:50 26-00003-2  Sin contenido                       Broma
   09:41 26-00002-9  Servicio             Cusco          Información



 Pendientes (míos y del turno)
   No hay nada pendiente.
 Mis borradores
   No hay borradores.
 Guardada L 26-00008-6. u deshacer.
Enter Atender  l Llamadas  a Agenda  g Borradores  F4 Opciones  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'ready ends it with one key' \
	rosa 24x80 es '<F2>2s<Enter><F9>3<F9>d' <<'SCREEN'
 AMPARO  Inicio                                                    rosa  14:36
 Hoy: cerradas 6  con contenido 5  abiertas 0  Borradores 0
 Disponible desde 14:36
 > Sin señal de la central. Enter abre una llamada nueva.




 Hoy (mis llamadas)
   14:36 26-00008-6  Reporte                             Derivación
   14:21 26-00007-8  Servicio             Lima           Información
   13:07 26-00006-4  Reporte              Puno           Derivación
   11:58 26-00004-1  Oferta de trabajo    Tacna          Orientación
   10:50 26-00003-2  Sin contenido                       Broma
   09:41 26-00002-9  Servicio             Cusco          Información



 Pendientes (míos y del turno)
   No hay nada pendiente.
 Mis borradores
   No hay borradores.

Enter Atender  l Llamadas  a Agenda  g Borradores  F4 Opciones  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'of its follow-up Tab goes from the time on to the note' \
	rosa 24x80 es '<F2>2s<Enter><F9>3<F9>s17<Tab>por la tía' <<'SCREEN'
 AMPARO  Seguimiento L 26-00008-6                                  rosa  14:36

 Qué*          [2] Verificar               Quién    [RO] Rosa

 Cuándo*       [2026-11-24 17:00        ]  hoy 17:00
 Teléfono      [                ]
 Nota          [por la tía                                                   ]















 Borrador guardado 14:36.
F9 Guardar  F4 Opciones  F3 Volver (borrador)  F2 Nueva  F5 Buscar  F1 Ayuda
-- cursor 7,27
SCREEN

screen 'Enter in the note saves it, too' \
	rosa 24x80 es '<F2>2s<Enter><F9>3<F9>s17<Tab>por la tía<Enter>' <<'SCREEN'
 AMPARO  Inicio                                                    rosa  14:36
 Hoy: cerradas 6  con contenido 5  abiertas 0  Borradores 0  Vencen hoy 1 !
 Registrando desde 14:36: j caso  F6 derivar  E evaluar  d lista
 > Sin señal de la central. Enter abre una llamada nueva.




 Hoy (mis llamadas)
   14:36 26-00008-6  Reporte                             Derivación
   14:21 26-00007-8  Servicio             Lima           Información
   13:07 26-00006-4  Reporte              Puno           Derivación
   11:58 26-00004-1  Oferta de trabajo    Tacna          Orientación
   10:50 26-00003-2  Sin contenido                       Broma
   09:41 26-00002-9  Servicio             Cusco          Información



 Pendientes (míos y del turno)
     hoy    17:00       L 26-00008-6 Verificar: por la tía
 Mis borradores
   No hay borradores.
 Seguimiento: hoy 17:00, Rosa. u deshacer.
Enter Atender  l Llamadas  a Agenda  g Borradores  F4 Opciones  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'Enter in its time saves it' \
	rosa 24x80 en '<F2>2y<Enter><F9>3<F9>s17<Enter>' <<'SCREEN'
 AMPARO  Home                                                      rosa  14:36
 Today: closed 6  with content 5  open 0  Drafts 0  Due today 1 !
 Wrap-up since 14:36: j case  F6 refer  E assess  d ready
 > No signal from the exchange. Enter opens a new call.




 Today (my calls)
   14:36 26-00008-6  Report about                        Referral
   14:21 26-00007-8  About the service    Lima           Information
   13:07 26-00006-4  Report about         Puno           Referral
   11:58 26-00004-1  Offer of work        Tacna          Guidance
   10:50 26-00003-2  No content                          Prank
   09:41 26-00002-9  About the service    Cusco          Information



 Pending (mine and the shift's)
     today  17:00       L 26-00008-6 Check
 My drafts
   No parked drafts.
 Follow-up: today 17:00, Rosa. u takes it back.
Enter Answer  l Calls  a Agenda  g Drafts  F4 Options  F3 Log out  F1 Help
-- cursor 4,2
SCREEN

screen 'E assesses: what, and then whose decision' \
	rosa 24x80 es '<F2>2s<Enter><F9>3<F9>E' <<'SCREEN'
 AMPARO  Inicio                                                    rosa  14:36
 Hoy: cerradas 6  con contenido 5  abiertas 0  Borradores 0
 Registrando desde 14:36: s seguimiento  j caso  F6 derivar  E evaluar  d lista
 > Sin señal de la central. Enter abre una llamada nueva.




 Hoy (mis llamadas)
   14:36 26-00008-6  Reporte                             Derivación
   14:21 26-00007-8  Servicio             Lima           Información
   13:07 26-00006-4  Reporte              Puno           Derivación
   11:58 26-00004-1  Oferta de trabajo    Tacna          Orientación
   10:50 26-00003-2  Sin contenido                       Broma
   09:41 26-00002-9  Servicio             Cusco          Información


 Lo que decide la línea:
 > 0 Por evaluar
   1 No relacionada
   2 En riesgo: aún no hubo traslado
   3 Afín: explotación sin los tres elementos

Enter Elegir  F8 Más  F3 Volver
-- cursor 19,2
SCREEN

screen 'whose decision it was' \
	rosa 24x80 es '<F2>2s<Enter><F9>3<F9>E4' <<'SCREEN'
 AMPARO  Inicio                                                    rosa  14:36
 Hoy: cerradas 6  con contenido 5  abiertas 0  Borradores 0
 Registrando desde 14:36: s seguimiento  j caso  F6 derivar  E evaluar  d lista
 > Sin señal de la central. Enter abre una llamada nueva.




 Hoy (mis llamadas)
   14:36 26-00008-6  Reporte                             Derivación
   14:21 26-00007-8  Servicio             Lima           Información
   13:07 26-00006-4  Reporte              Puno           Derivación
   11:58 26-00004-1  Oferta de trabajo    Tacna          Orientación
   10:50 26-00003-2  Sin contenido                       Broma
   09:41 26-00002-9  Servicio             Cusco          Información


 Quién decidió:
 > 1 ONG                        5 Otro
   2 Policía
   3 Fiscalía o juzgado
   4 Otra entidad del Estado

Enter Elegir  F3 Volver
-- cursor 19,2
SCREEN

screen 'the call that is shown tells what was decided and by whom' \
	rosa 24x80 es '<F2>2s<Enter><F9>3<F9>E41l<Enter>' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   guardada 14:36                     rosa  14:36
 Evaluación: Posible trata (ONG, Rosa, 14:36).
 Motivo*       [2] Reporte               ¿Puede hablar sin peligro?    [s]
 Devolver a    [              ] es de    [          ] hora segura [           ]
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
 Se enteró por [ ]            Resultado* [3] Derivación  Riesgo [9] Sin evaluar





F5 Buscar  e Corregir  F6 Derivar  E Evaluar  h Historial  F2 Nueva  F1 Ayuda
-- cursor 3,17
SCREEN

screen 'its history has it too' \
	rosa 24x80 es '<F2>2s<Enter><F9>3<F9>E41E51ul<Enter>E21h' <<'SCREEN'
 AMPARO  Historial L 26-00008-6                                    rosa  14:36

   Cuándo       Operadora Acción     Detalle
 > 14:36        Rosa      evaluó
   14:36        Rosa      evaluó     Evaluación (antes: Por evaluar)
   14:36        Rosa      evaluó     Quién decidió (antes: vacío)
   14:36        Rosa      deshizo
   14:36        Rosa      evaluó
   14:36        Rosa      evaluó     Evaluación (antes: Por evaluar)
   14:36        Rosa      evaluó     Quién decidió (antes: vacío)
   14:36        Rosa      guardó
   14:36        Rosa      abrió











F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'the telephone: whose, marks, calls' \
	rosa 24x80 es '<F2>0<Down>961555877<Up>6<F2>2s961555877<Enter><Ctrl-T>' <<'SCREEN'
 AMPARO  Teléfono   ***-877                                        rosa  14:36

 > De quién es                     no se sabe
   Quién lo usa                    no se sabe
   Cuidado                         no se sabe
   Llamada            24 nov       L 26-00008-6  Sin contenido  Se corta















 Un número es de una línea, no de una persona. No mencione llamadas previas.

Enter Cambiar, abrir  F4 Marcar  F2 Nueva  F5 Buscar  F3 Volver  F1 Ayuda
-- cursor 3,2
SCREEN

screen 'the telephone in English' \
	rosa 24x80 en '<F2>0<Down>961555877<Up>6<F2>2s961555877<Enter><Ctrl-T>' <<'SCREEN'
 AMPARO  Telephone   ***-877                                       rosa  14:36

 > Whose telephone                 not known
   Who uses it                     not known
   Take care                       not known
   Call               24 Nov       L 26-00008-6  No content  Line dropped  Rosa















 A number is a line's, not a person's. Do not mention earlier calls.

Enter Change, open  F4 Mark  F2 New  F5 Search  F3 Back  F10 Menu  F1 Help
-- cursor 3,2
SCREEN

screen 'a mark has its end, and another one if somebody says so' \
	rosa 24x80 es '<queue 961555341>fv<F4>3<Down><Down><Down>p30 11<Enter>' <<'SCREEN'
 AMPARO  Teléfono   ***-341                                        rosa  14:36

   De quién es                     no se sabe
   Quién lo usa                    no se sabe
   Cuidado                         no se sabe
 > Marca del número   14:36        Bromista (Rosa) hasta 30 nov 23:59















 Un número es de una línea, no de una persona. No mencione llamadas previas.
 Número marcado hasta 30 nov 23:59. u deshacer.
F4 Marcar  p Otro fin  d Quitar la marca  F2 Nueva  F5 Buscar  F1 Ayuda
-- cursor 6,2
SCREEN

screen 'the mark stands above the form of whoever answers' \
	rosa 24x80 es '<queue 961555341>f<F4>1<Enter>' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   línea 2 desde 14:36                rosa  14:36
 !! Persona en riesgo.
 Motivo*       [ ]

 1 Servicio  2 Reporte  3 Oferta de trabajo o estudio
 4 Seguimiento o caso existente  5 Peligro, o ayuda para sí  6 Otra ayuda
 0 Sin contenido

 Una tecla. Se puede cambiar en cualquier momento; no se pierde lo escrito.














F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 3,17
SCREEN

screen 'a call is called back: first what makes it safe' \
	rosa 24x80 es '<F2>2n961555877<Enter>la tía<Enter>17-18<Enter><F9>4<F9>l<Enter>L' <<'SCREEN'
 AMPARO  Llamada saliente                                          rosa  14:36

 > ***-877  la tía                   L 26-00008-6 de 14:36

   De quién es el teléfono       la tía
 ! Hora segura                   17:00-18:00   ahora no
 ! ¿Puede hablar sin peligro?    no
 ! Acepta que se le llame        no se preguntó
   Cuidado                       no se sabe
   Si contesta otra persona: no diga quién llama ni de dónde.













Enter Llamar (muestra el número)  F2 Nueva  F5 Buscar  F3 Volver  F1 Ayuda
-- cursor 3,2
SCREEN

screen 'outside the safe time it asks' \
	rosa 24x80 es '<F2>2n961555877<Enter>la tía<Enter>17-18<Enter><F9>4<F9>l<Enter>L<Enter>' <<'SCREEN'
 AMPARO  Llamada saliente                                          rosa  14:36

   ***-877  la tía                   L 26-00008-6 de 14:36

   De quién es el teléfono       la tía
 ! Hora segura                   17:00-18:00   ahora no
 ! ¿Puede hablar sin peligro?    no
 ! Acepta que se le llame        no se preguntó
   Cuidado                       no se sabe
   Si contesta otra persona: no diga quién llama ni de dónde.












 Está fuera de la hora segura. ¿Llamar igual? s/n
s Sí  n No
-- cursor 23,51
SCREEN

screen 'then the number is there, and the rules stay in sight' \
	rosa 24x80 es '<F2>2n961555877<Enter>la tía<Enter>17-18<Enter><F9>4<F9>l<Enter>L<Enter>s' <<'SCREEN'
 AMPARO  Llamada L 26-00009-3   se llamó 14:36                     rosa  14:36
 1 llamada antes. No mencione llamadas previas.
 Motivo*       [ ]
 Devolver a    [961 555 877   ] es de    [la tía    ] hora segura [17:00-18:00]

 1 Servicio  2 Reporte  3 Oferta de trabajo o estudio
 4 Seguimiento o caso existente  5 Peligro, o ayuda para sí  6 Otra ayuda
 0 Sin contenido

 Nadie contesta, o no es seguro hablar: 0, y luego 1 o 2.

   De quién es el teléfono       la tía
 ! Hora segura                   17:00-18:00   ahora no
 ! ¿Puede hablar sin peligro?    no
 ! Acepta que se le llame        no se preguntó
   Cuidado                       no se sabe
   Si contesta otra persona: no diga quién llama ni de dónde.






F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 3,17
SCREEN

screen 'the same in English' \
	rosa 24x80 en '<F2>2n961555877<Enter>the aunt<Enter>17-18<Enter><F9>4<F9>l<Enter>L<Enter>y' <<'SCREEN'
 AMPARO  Call L 26-00009-3   called at 14:36                       rosa  14:36
 1 earlier call. Do not mention earlier calls.
 Motive*       [ ]
 Call back to  [961 555 877   ] whose    [the aunt  ] safe time   [17:00-18:00]

 1 About the service  2 Report about somebody  3 Offer of work or study
 4 Follow-up or existing case  5 Danger, or help for herself  6 Other help
 0 No content

 Nobody answers, or it is not safe to talk: 0, and then 1 or 2.

   Whose telephone               the aunt
 ! Safe time                     17:00-18:00   not now
 ! Can she speak without danger? no
 ! Accepts to be called back     nobody asked her
   Take care                     not known
   If somebody else answers: do not say who calls, or from where.






F9 Save  F4 Options  F3 Home (draft)  F5 Search  F6 Refer  F2 New  F1 Help
-- cursor 3,17
SCREEN

screen 'nobody answers: one key more saves it' \
	rosa 24x80 es '<F2>2s961555877<Enter><F9>4<F9>l<Enter>L<Enter>0' <<'SCREEN'
 AMPARO  Llamada L 26-00009-3   se llamó 14:36                     rosa  14:36
 1 llamada antes. No mencione llamadas previas.
 Motivo*       [0] Sin contenido
 Resultado*    [ ]

 1 Saliente: no contesta  2 Saliente: no era seguro hablar

 Devolver a    [961 555 877   ] es de    [          ] hora segura [           ]
 Notas  (libre; se guarda sola)

 .
 .
 .
 .
 .







 Borrador guardado 14:36.
F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 4,17
SCREEN

screen 'a hard call is told quietly' \
	rosa 24x80 es '<F2>2s<F10>dif<Enter>' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [2] Reporte               ¿Puede hablar sin peligro?    [s]
 Devolver a    [              ] es de    [          ] hora segura [           ]
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

 Llamada difícil: supervisión lo sabe, sin ruido. Con calma. F10: deshacer.
F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 4,17
SCREEN

screen 'a supervisor has a list of alerts' \
	marta 24x80 es '<F2>5grita<F9>6<F9>!' <<'SCREEN'
 AMPARO  Alertas                                                  marta  14:36

   Cuándo       Alerta                      Acerca de     Operadora Motivo
 > 14:36        Peligro                     L 26-00008-6  Marta
   12:33        Peligro                     L 26-00005-5  Luz


















Enter Abrir  d Vista  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'of a call on paper it says when, and of one that was given up that' \
	marta 24x80 es 'P23 11 22:30<Enter>5grita<F9>6<F9><F2>5x<F3>gDs<F3>!' <<'SCREEN'
 AMPARO  Alertas                                                  marta  14:36

   Cuándo       Alerta                      Acerca de     Operadora Motivo
 > 14:36        Peligro                     L 26-00009-3  Marta     anulada
   14:36        Peligro                     L 26-00008-6  Marta     en papel
   12:33        Peligro                     L 26-00005-5  Luz

















Enter Abrir  d Vista  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'a follow-up call says whose case it is about while it is typed' \
	rosa 24x80 es '<case luz 5 Mujer, 22><F2>4C 26-00001-0<Enter>' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [4] Seguimiento o caso    ¿Puede hablar sin peligro?    [ ]
 Acerca de     [C 26-00001-0    ]        Quién llama [ ]
 Devolver a    [              ] es de    [          ] hora segura [           ]
 Llama desde   [  ]                      Está en     [  ]
 Resultado*    [5] Seguimiento           Riesgo      [9] Sin evaluar

 Notas  (libre; se guarda sola)

 .
 .
 .
 .
 .
 .
 .
 .




 ! No es suyo: después de guardar, j lo vincula con un motivo.
F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 4,55
SCREEN

screen 'the case of somebody else is linked after saving, with its reason' \
	rosa 24x80 es '<case luz 5 Mujer, 22><F2>4C 26-00001-0<F9>' <<'SCREEN'
 AMPARO  Inicio                                                    rosa  14:36
 Hoy: cerradas 6  con contenido 5  abiertas 0  Borradores 0
 Registrando desde 14:36: s seguimiento  j caso  d lista
 > Sin señal de la central. Enter abre una llamada nueva.




 Hoy (mis llamadas)
   14:36 26-00008-6  Seguimiento o caso                  Seguimiento
   14:21 26-00007-8  Servicio             Lima           Información
   13:07 26-00006-4  Reporte              Puno           Derivación
   11:58 26-00004-1  Oferta de trabajo    Tacna          Orientación
   10:50 26-00003-2  Sin contenido                       Broma
   09:41 26-00002-9  Servicio             Cusco          Información



 Pendientes (míos y del turno)
   No hay nada pendiente.
 Mis borradores
   No hay borradores.
 Guardada L 26-00008-6. u deshacer.
Enter Atender  l Llamadas  a Agenda  g Borradores  F4 Opciones  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'her own is linked with the save' \
	rosa 24x80 es '<case rosa 6 Mujer, 22><F2>4C 26-00001-0<F9>' <<'SCREEN'
 AMPARO  Inicio                                                    rosa  14:36
 Hoy: cerradas 6  con contenido 5  abiertas 0  Borradores 0
 Registrando desde 14:36: s seguimiento  d lista
 > Sin señal de la central. Enter abre una llamada nueva.




 Hoy (mis llamadas)
   14:36 26-00008-6  Seguimiento o caso                  Seguimiento
   14:21 26-00007-8  Servicio             Lima           Información
   13:07 26-00006-4  Reporte              Puno           Derivación
   11:58 26-00004-1  Oferta de trabajo    Tacna          Orientación
   10:50 26-00003-2  Sin contenido                       Broma
   09:41 26-00002-9  Servicio             Cusco          Información



 Pendientes (míos y del turno)
   No hay nada pendiente.
 Mis borradores
   No hay borradores.
 Guardada L 26-00008-6, vinculada con C 26-00001-0. u deshacer.
Enter Atender  l Llamadas  a Agenda  g Borradores  F4 Opciones  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'a wrong number is said at its field and kept' \
	rosa 24x80 es '<F2>4C 26-00001-1<Enter>' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [4] Seguimiento o caso    ¿Puede hablar sin peligro?    [ ]
 Acerca de     [C 26-00001-1    ]        Quién llama [ ]
 Devolver a    [              ] es de    [          ] hora segura [           ]
 Llama desde   [  ]                      Está en     [  ]
 Resultado*    [5] Seguimiento           Riesgo      [9] Sin evaluar

 Notas  (libre; se guarda sola)

 .
 .
 .
 .
 .
 .
 .
 .




 ! No es número de caso ni de llamada: revise el último dígito.
F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 4,55
SCREEN

screen 'also where F9 is pressed in it; once more saves it as it is' \
	rosa 24x80 es '<F2>4C 26-00001-1<F9>' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [4] Seguimiento o caso    ¿Puede hablar sin peligro?    [ ]
 Acerca de     [C 26-00001-1    ]        Quién llama [ ]
 Devolver a    [              ] es de    [          ] hora segura [           ]
 Llama desde   [  ]                      Está en     [  ]
 Resultado*    [5] Seguimiento           Riesgo      [9] Sin evaluar

 Notas  (libre; se guarda sola)

 .
 .
 .
 .
 .
 .
 .
 .




 ! No es número de caso ni de llamada: revise el último dígito.
F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 4,29
SCREEN

screen 'and u takes the link back with the call' \
	rosa 24x80 es '<case rosa 6 Mujer, 22><F2>4C 26-00001-0<F9>u' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [4] Seguimiento o caso    ¿Puede hablar sin peligro?    [ ]
 Acerca de     [C 26-00001-0    ]        Quién llama [ ]
 Devolver a    [              ] es de    [          ] hora segura [           ]
 Llama desde   [  ]                      Está en     [  ]
 Resultado*    [5] Seguimiento           Riesgo      [9] Sin evaluar

 Notas  (libre; se guarda sola)

 .
 .
 .
 .
 .
 .
 .
 .




 Deshecho: Guardada L 26-00008-6, vinculada con C 26-00001-0.
F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 10,2
SCREEN

screen 'the menu opens a case from the call in hand' \
	rosa 24x80 es '<F2>2s961555877<Enter>la tia<Enter><F10>abrir un caso<Enter>' <<'SCREEN'
 AMPARO  Caso C 26-00001-0   Nuevo   riesgo sin evaluar            rosa  14:36
 Persona   (sin nombre aún)
 Lugar                                        Responsable: Rosa
 Acepta    derivación sin preguntar
 Acto ?, medios ?, fin ?.  Falta preguntar: dónde está, si puede salir

   Fecha        Quién   Qué
   24 nov 14:36 Rosa    C 26-00001-0 abierto: Línea telefónica
 > 24 nov 14:36 Rosa    L 26-00008-6: abierta







 Detalle
 L 26-00008-6: abierta




 Caso nuevo abierto. u deshacer.
F6 Derivar  + Nota  s Seguimiento  e Editar  F4 Partes  j Vincular  F1 Ayuda
-- cursor 9,2
SCREEN

screen 'and F3 leads back to the field of the form' \
	rosa 24x80 es '<F2>2s961555877<Enter>la tia<Enter><F10>abrir un caso<Enter><F3>' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [2] Reporte               ¿Puede hablar sin peligro?    [s]
 Devolver a    [961 555 877   ] es de    [la tia    ] hora segura [           ]
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
-- cursor 4,68
SCREEN

screen 'the menu lists the cases that the call may be linked with' \
	rosa 24x80 es '<F2>1<F10>vincular con un caso<Enter>' <<'SCREEN'
 AMPARO  Casos  De todas, abiertos                                 rosa  14:36


   Ninguno. F4 muestra otros, + abre uno nuevo.

















 Enter vincula la llamada de la que viene; v abre el caso para verlo antes.

Enter Vincular  v Ver  + Nueva  # Número  F4 Cuáles  F2 Nueva  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'a list has columns as wide as its longest choices: none is cut' \
	rosa 24x80 es '<F2>2<Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><F4>' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [2] Reporte               ¿Puede hablar sin peligro?    [ ]
 Devolver a    [              ] es de    [          ] hora segura [           ]
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
 Situación:
 > 1 En riesgo: aún no viajó          5 En explotación: puede salir
   2 En camino                        6 Escapó
   3 Retenida: no puede salir         7 No se sabe dónde está
   4 En explotación: sale vigilada    8 Ya volvió
 Borrador guardado 14:36.
Enter Elegir  F8 Más  F3 Volver
-- cursor 19,2
SCREEN

screen 'what does not fit beside them is on the next page' \
	rosa 24x80 en '<F2>2<Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><Down><F4><F8>' <<'SCREEN'
 AMPARO  Call L 26-00008-6   since 14:36                           rosa  14:36

 Motive*       [2] Report about somebody Can she speak without danger? [ ]
 Call back to  [              ] whose    [          ] safe time   [           ]
 Where she is  [                                                              ]
 Notes  (free text; it saves itself)     Said        [ ]

 .
 .
 .
 .
 Calls from    [  ]             Is now in [  ]            Left from [  ]
 Who calls     [ ]                    Language [ ]            Interpreter [ ]
 Victims       [   ] minors  [   ] Sex  [ ]          Age  [     ]
 Venue         [ ]                  Situation [ ]
 Recruited: by    [ ]                  relation [ ]          promise [ ]
 Accepts: record  [ ] referral   [ ] call back        [ ] given by [          ]
 Situation:
 > 9 Receives threats
   0 Unknown


 Draft saved 14:36.
Enter Choose  F8 More  F3 Back
-- cursor 19,2
SCREEN

screen 'F7 leads back to the page before' \
	rosa 24x80 es '<F2>2s<Enter><F9>3<F9>E<F8><Down><F7>' <<'SCREEN'
 AMPARO  Inicio                                                    rosa  14:36
 Hoy: cerradas 6  con contenido 5  abiertas 0  Borradores 0
 Registrando desde 14:36: s seguimiento  j caso  F6 derivar  E evaluar  d lista
 > Sin señal de la central. Enter abre una llamada nueva.




 Hoy (mis llamadas)
   14:36 26-00008-6  Reporte                             Derivación
   14:21 26-00007-8  Servicio             Lima           Información
   13:07 26-00006-4  Reporte              Puno           Derivación
   11:58 26-00004-1  Oferta de trabajo    Tacna          Orientación
   10:50 26-00003-2  Sin contenido                       Broma
   09:41 26-00002-9  Servicio             Cusco          Información


 Lo que decide la línea:
 > 0 Por evaluar
   1 No relacionada
   2 En riesgo: aún no hubo traslado
   3 Afín: explotación sin los tres elementos

Enter Elegir  F8 Más  F3 Volver
-- cursor 19,2
SCREEN

finish
