#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The call form of the short motives: service, offer, follow-up, other, no content.
. "${TOP_SRCDIR:-.}/tests/screen/lib.sh"

screen 'a new call asks for its motive and nothing else' \
	rosa 24x80 es '<F2>' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [ ]

 1 Servicio  2 Reporte  3 Oferta de trabajo o estudio
 4 Seguimiento o caso existente  5 Peligro, o ayuda para sí  6 Otra ayuda
 0 Sin contenido

 Una tecla. Se puede cambiar en cualquier momento; no se pierde lo escrito.














F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 3,17
SCREEN

screen 'a question about the service, where and how heard are told' \
	rosa 24x80 es '<F2>1lo3' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [1] Servicio
 Llama desde   [LO] Loreto               Provincia   [  ]
 Se enteró por [3] Radio                 Quién llama [ ]
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
-- cursor 5,55
SCREEN

screen 'whoever types the whole name of a place names one place' \
	rosa 24x80 es '<F2>1junín3' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [1] Servicio
 Llama desde   [JU] Junín                Provincia   [  ]
 Se enteró por [3] Radio                 Quién llama [ ]
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
-- cursor 5,55
SCREEN

screen 'two letters of an offer from Junin to Chile, in English' \
	rosa 24x80 en '<F2>3juchile1' <<'SCREEN'
 AMPARO  Call L 26-00008-6   since 14:36                           rosa  14:36

 Motive*       [3] Offer of work or study
 Calls from        [JU] Junín            To          [CH] Chile
 Kind of offer     [1] Domestic work     Written contract seen [ ]
 Met in person     [ ]                   They pay the fare     [ ]
 Advice given      [ ]
 Heard of us       [ ]                   Who calls   [ ]
 Offered by        [                  ]  telephone     [              ]
 Age               [     ]               Result*     [2] Guidance
 Call back to  [              ] whose    [          ] safe time   [           ]
 Advertised in     [                  ]  on  [          ]  Pay  [             ]
 What it says      [                                                          ]
 Notes  (free text; it saves itself)     Said        [ ]

 .
 .
 .
 .
 Ten questions (Ctrl-O). Bad signs: 0. Answered: 0 of 10.


 Draft saved 14:36.
F9 Save  F4 Options  F3 Home (draft)  F5 Search  F6 Refer  F2 New  F1 Help
-- cursor 5,65
SCREEN

screen 'the same in English' \
	rosa 24x80 en '<F2>1lo3' <<'SCREEN'
 AMPARO  Call L 26-00008-6   since 14:36                           rosa  14:36

 Motive*       [1] About the service
 Calls from    [LO] Loreto               Province    [  ]
 Heard of us   [3] Radio                 Who calls   [ ]
 Result*       [1] Information           Language    [ ]
 Call back to  [              ] whose    [          ] safe time   [           ]

 Notes  (free text; it saves itself)     Said        [1] Asks what the line

 .
 .
 .
 .
 .


 1 About the service  2 Report about somebody  3 Offer of work or study
 4 Follow-up or existing case  5 Danger, or help for herself  6 Other help
 0 No content


 Draft saved 14:36.
F9 Save  F4 Options  F3 Home (draft)  F5 Search  F6 Refer  F2 New  F1 Help
-- cursor 5,55
SCREEN

screen 'it is saved with its number' \
	rosa 24x80 es '<F2>1lo3<F9>' <<'SCREEN'
 AMPARO  Inicio                                                    rosa  14:36
 Hoy: cerradas 6  con contenido 5  abiertas 0  Borradores 0
 Registrando desde 14:36: d lista
 > Sin señal de la central. Enter abre una llamada nueva.




 Hoy (mis llamadas)
   14:36 26-00008-6  Servicio             Loreto         Información
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

screen 'letters show what they would pick' \
	rosa 24x80 es '<F2>1la' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [1] Servicio
 Llama desde   [la] La Libertad          Provincia   [  ]
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
-- cursor 4,19
SCREEN

screen 'what nothing begins with is said' \
	rosa 24x80 es '<F2>1lx' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [1] Servicio
 Llama desde   [l] La Libertad           Provincia   [  ]
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


 ! Nada empieza con «lx». F4 muestra la lista.
F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 4,18
SCREEN

screen 'F4 opens the list of the field, the form stays in sight' \
	rosa 24x80 es '<F2>1lo<F4><Down><Down>' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [1] Servicio
 Llama desde   [LO] Loreto               Provincia   [  ]
 Se enteró por [ ]                       Quién llama [ ]
 Resultado*    [1] Información           Idioma      [ ]
 Devolver a    [              ] es de    [          ] hora segura [           ]

 Notas  (libre; se guarda sola)          Lo que dijo [1] Pregunta por

 .
 .
 .
 .
 .


 Se enteró por:
   1 Volante o díptico    5 Periódico           9 Internet
   2 Afiche               6 Charla o taller       Policía
 > 3 Radio                7 Feria o festival      Otra institución
   4 Televisión           8 Otra persona          Ya había llamado
 Borrador guardado 14:36.
Enter Elegir  F3 Volver
-- cursor 21,2
SCREEN

screen 'an offer of work' \
	rosa 24x80 es '<F2>3loch' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [3] Oferta de trabajo o estudio
 Llama desde       [LO] Loreto           Hacia       [ch] Chile
 Tipo de oferta    [ ]                   Vio contrato escrito  [ ]
 Trato en persona  [ ]                   Le pagan el pasaje    [ ]
 Consejo dado      [ ]
 Se enteró por     [ ]                   Quién llama [ ]
 Quién la ofrece   [                  ]  su teléfono   [              ]
 Edad              [     ]               Resultado*  [2] Orientación
 Devolver a    [              ] es de    [          ] hora segura [           ]
 Salió en          [                  ]  el  [          ]  Paga [             ]
 Qué dice          [                                                          ]
 Notas  (libre; se guarda sola)          Lo que dijo [ ]

 .
 .
 .
 .
 Diez preguntas (Ctrl-O). Malas señales: 0. Respondidas: 0 de 10.


 Borrador guardado 14:36.
F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 4,57
SCREEN

screen 'an offer of work in English' \
	rosa 24x80 en '<F2>3lo' <<'SCREEN'
 AMPARO  Call L 26-00008-6   since 14:36                           rosa  14:36

 Motive*       [3] Offer of work or study
 Calls from        [LO] Loreto           To          [  ]
 Kind of offer     [ ]                   Written contract seen [ ]
 Met in person     [ ]                   They pay the fare     [ ]
 Advice given      [ ]
 Heard of us       [ ]                   Who calls   [ ]
 Offered by        [                  ]  telephone     [              ]
 Age               [     ]               Result*     [2] Guidance
 Call back to  [              ] whose    [          ] safe time   [           ]
 Advertised in     [                  ]  on  [          ]  Pay  [             ]
 What it says      [                                                          ]
 Notes  (free text; it saves itself)     Said        [ ]

 .
 .
 .
 .
 Ten questions (Ctrl-O). Bad signs: 0. Answered: 0 of 10.


 Draft saved 14:36.
F9 Save  F4 Options  F3 Home (draft)  F5 Search  F6 Refer  F2 New  F1 Help
-- cursor 4,55
SCREEN

screen 'a follow-up' \
	rosa 24x80 es '<F2>4' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [4] Seguimiento o caso    ¿Puede hablar sin peligro?    [ ]
 Acerca de     [                ]        Quién llama [ ]
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




 Borrador guardado 14:36.
F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 4,17
SCREEN

screen 'other help' \
	rosa 24x80 en '<F2>6' <<'SCREEN'
 AMPARO  Call L 26-00008-6   since 14:36                           rosa  14:36

 Motive*       [6] Other help            Can she speak without danger? [ ]
 Call back to  [              ] whose    [          ] safe time   [           ]
 What was said [ ]
 Calls from    [  ]                      Is now in   [  ]
 Who calls     [ ]                       Language    [ ]
 Heard of us   [ ]                       Age         [     ]
 Result*       [2] Guidance              Risk        [9] Unassessed
 Notes  (free text; it saves itself)

 .
 .
 .
 .
 .
 .
 .




 Draft saved 14:36.
F9 Save  F4 Options  F3 Home (draft)  F5 Search  F6 Refer  F2 New  F1 Help
-- cursor 3,73
SCREEN

screen 'no content: the digit of the result closes' \
	rosa 24x80 es '<F2>0' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [0] Sin contenido
 Resultado*    [ ]

 1 Silencio  2 Cuelga  3 Broma  4 Número equivocado  5 Insulta o acosa
 6 Se corta la comunicación  7 Llamada de contenido sexual  8 Agradecimiento
 9 Amenaza  Fuera del tema  Prueba técnica

 Devolver a    [              ] es de    [          ] hora segura [           ]
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

screen 'a result that was typed by its name closes, and no letter of it is a key' \
	rosa 24x80 es '<F2>0fuera del tema' <<'SCREEN'
 AMPARO  Inicio                                                    rosa  14:36
 Hoy: cerradas 6  con contenido 4  abiertas 0  Borradores 0
 Disponible desde 14:36
 > Sin señal de la central. Enter abre una llamada nueva.




 Hoy (mis llamadas)
   14:36 26-00008-6  Sin contenido                       Fuera del tema
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

screen 'a result that keeps nothing asks before it forgets' \
	rosa 24x80 es '<F2>0<Down>961555877<Up>4' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [0] Sin contenido
 Resultado*    [4] Número equivocado

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





 Con este resultado no se guarda lo escrito. ¿Guardar? s/n
s Sí  n No
-- cursor 23,60
SCREEN

screen 'a parked call says that it stays open' \
	rosa 24x80 es '<F2>1lo<F3>' <<'SCREEN'
 AMPARO  Inicio                                                    rosa  14:36
 Hoy: cerradas 5  con contenido 4  abiertas 1  Borradores 1
 Registrando desde 14:36: d lista
 > Sin señal de la central. Enter abre una llamada nueva.




 Hoy (mis llamadas)
   14:36 26-00008-6                                      abierta
   14:21 26-00007-8  Servicio             Lima           Información
   13:07 26-00006-4  Reporte              Puno           Derivación
   11:58 26-00004-1  Oferta de trabajo    Tacna          Orientación
   10:50 26-00003-2  Sin contenido                       Broma
   09:41 26-00002-9  Servicio             Cusco          Información



 Pendientes (míos y del turno)
   No hay nada pendiente.
 Mis borradores
   14:36        26-00008-6  Servicio                     Loreto
 L 26-00008-6 queda abierta como borrador.
Enter Atender  l Llamadas  a Agenda  g Borradores  F4 Opciones  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'help begins with the field' \
	rosa 24x80 es '<F2>1?' <<'SCREEN'
 AMPARO  Ayuda  Llamada                                            rosa  14:36
 Llama desde: Departamento desde el que llama.
 Un lugar: escriba sus primeras letras; F4 los muestra.
 Enter o Tab: campo siguiente. Arriba y abajo: todos los campos, también los
 que Enter omite. - no dijo, = como en la llamada anterior, Ctrl-U borra.

 En esta pantalla
 F9            Guardar la llamada
 F4            Mostrar la lista del campo
 F3            Dejar la llamada como borrador; nada se pierde
 F5            Qué puede coincidir, y buscar
 F6            Derivar

 En todas partes
 F2            Llamada nueva
 F10           Menú: escriba lo que quiere hacer
 F1            Ayuda sobre esta pantalla y este campo
 F12 Ctrl-X    Ocultar la pantalla ya
 Ctrl-L        Redibujar la pantalla

 Sin teclas F: Esc y luego el número (Esc 0 es F10, tres veces Esc oculta).
 En un campo: Enter o Tab siguiente, flechas arriba y abajo mueven, Ctrl-U

F3 Volver  F8 Más  F7 Página anterior  F2 Nueva  F5 Buscar  F10 Menú
-- cursor 2,2
SCREEN

finish
