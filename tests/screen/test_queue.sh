#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Who waits, who hung up, what the operator is doing.
. "${TOP_SRCDIR:-.}/tests/screen/lib.sh"

screen 'who waits is on home with a masked number, who hung up behind her' \
	rosa 24x80 es '<queue 961555341 llama llorando><queue><queue 065231234><left 3>' <<'SCREEN'
 AMPARO  Inicio                                                    rosa  14:36
 Hoy: cerradas 5  con contenido 4  abiertas 0  Borradores 0
 Disponible desde 14:24
 > 14:36 línea 2  ***-341                         llama llorando
   14:36 línea 2  oculto
   14:36 línea 2  ***-234 Loreto                  por devolver, colgó 14:36


 Hoy (mis llamadas)
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

screen 'the same in English' \
	rosa 24x80 en '<queue 961555341 cries><queue><queue 065231234><left 3>' <<'SCREEN'
 AMPARO  Home                                                      rosa  14:36
 Today: closed 5  with content 4  open 0  Drafts 0
 Ready since 14:24
 > 14:36 line 2   ***-341                         cries
   14:36 line 2   hidden
   14:36 line 2   ***-234 Loreto                  call back, left 14:36


 Today (my calls)
   14:21 26-00007-8  About the service    Lima           Information
   13:07 26-00006-4  Report about         Puno           Referral
   11:58 26-00004-1  Offer of work        Tacna          Guidance
   10:50 26-00003-2  No content                          Prank
   09:41 26-00002-9  About the service    Cusco          Information




 Pending (mine and the shift's)
   Nothing is to be done.
 My drafts
   No parked drafts.

Enter Answer  l Calls  a Agenda  g Drafts  F4 Options  F3 Log out  F1 Help
-- cursor 4,2
SCREEN

screen 'a wide and tall screen shows more of the queue' \
	rosa 43x132 es '<queue 961555341><queue><queue 065231234><queue 014412345><queue 054221234><queue 961555342>' <<'SCREEN'
 AMPARO  Inicio                                                                                                        rosa  14:36
 Hoy: cerradas 5  con contenido 4  abiertas 0  Borradores 0
 Disponible desde 14:24
 > 14:36 línea 2  ***-341
   14:36 línea 2  oculto
   14:36 línea 2  ***-234 Loreto
   14:36 línea 2  ***-345 Lima
   14:36 línea 2  ***-234 Arequipa
   14:36 línea 2  ***-342





 Hoy (mis llamadas)
   14:21 26-00007-8  Servicio                     Lima                 Información
   13:07 26-00006-4  Reporte                      Puno                 Derivación
   11:58 26-00004-1  Oferta de trabajo o estudio  Tacna                Orientación
   10:50 26-00003-2  Sin contenido                                     Broma
   09:41 26-00002-9  Servicio                     Cusco                Información

















 Pendientes (míos y del turno)
   No hay nada pendiente.
 Mis borradores
   No hay borradores.

Enter Atender  l Llamadas  a Agenda  g Borradores  F4 Opciones  F3 Salir  F2 Nueva  F5 Buscar  F10 Menú  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'with a signal and nobody waiting it says so' \
	rosa 24x80 es '<signal>' <<'SCREEN'
 AMPARO  Inicio                                                    rosa  14:36
 Hoy: cerradas 5  con contenido 4  abiertas 0  Borradores 0
 Disponible desde 14:24
 > Nadie espera. Enter abre una llamada nueva.




 Hoy (mis llamadas)
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

screen 'a signal that stops is no signal five minutes later, without any event' \
	rosa 24x80 en '<attach><Enter><queue 961555341><left 1><wait 299><F2><wait 3><F3>' <<'SCREEN'
 AMPARO  Home                                                      rosa  14:41
 Today: closed 5  with content 4  open 1  Drafts 1
 Wrap-up since 14:41: d ready
 > No signal from the exchange. Enter opens a new call.
   14:36 line 2   ***-341                         call back, left 14:36



 Today (my calls)
   14:40 26-00008-6                                      open
   14:21 26-00007-8  About the service    Lima           Information
   13:07 26-00006-4  Report about         Puno           Referral
   11:58 26-00004-1  Offer of work        Tacna          Guidance
   10:50 26-00003-2  No content                          Prank
   09:41 26-00002-9  About the service    Cusco          Information



 Pending (mine and the shift's)
   Nothing is to be done.
 My drafts
   14:41        26-00008-6  (no motive yet)
 L 26-00008-6 stays open as a draft.
Enter Answer  l Calls  a Agenda  g Drafts  F4 Options  F3 Log out  F1 Help
-- cursor 4,2
SCREEN

screen 'Enter takes the first: the form has her number and her line' \
	rosa 24x80 es '<queue 961555341><queue 961555342><Enter>2' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   línea 2 desde 14:36                rosa  14:36

 Motivo*       [2] Reporte               ¿Puede hablar sin peligro?    [ ]
 Devolver a    [961 555 341   ] es de    [          ] hora segura [           ]
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
-- cursor 3,73
SCREEN

screen 'back on home she has gone from the queue and the call is to be written up' \
	rosa 24x80 es '<queue 961555341><queue 961555342><Enter>2<F3>' <<'SCREEN'
 AMPARO  Inicio                                                    rosa  14:36
 Hoy: cerradas 5  con contenido 4  abiertas 1  Borradores 1
 Registrando desde 14:36: d lista
 > 14:36 línea 2  ***-342




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
   14:36        26-00008-6  Reporte
 L 26-00008-6 queda abierta como borrador.
Enter Atender  l Llamadas  a Agenda  g Borradores  F4 Opciones  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'F2 opens a new call although somebody waits' \
	rosa 24x80 es '<queue 961555341><F2>2' <<'SCREEN'
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
 Se enteró por [ ]            Resultado* [ ]             Riesgo [9] Sin evaluar
 Falta preguntar: quién la controla, si puede salir, si hay otras personas

 Riesgo propuesto: Sin evaluar (falta edad, falta situación)

 Borrador guardado 14:36.
F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 3,73
SCREEN

screen 'who calls does not move the form that is being filled in' \
	rosa 24x80 es '<F2>1<queue 961555341>lo' <<'SCREEN'
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


 1 Servicio  2 Reporte  3 Oferta de trabajo o estudio
 4 Seguimiento o caso existente  5 Peligro, o ayuda para sí  6 Otra ayuda
 0 Sin contenido


 Borrador guardado 14:36.
F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 5,17
SCREEN

screen 'a number that called before shows how often and from where' \
	rosa 24x80 es '<queue 961555341><Enter>1lo3<F9><queue 961555341>' <<'SCREEN'
 AMPARO  Inicio                                                    rosa  14:36
 Hoy: cerradas 6  con contenido 5  abiertas 0  Borradores 0
 Registrando desde 14:36: d lista
 > 14:36 línea 2  ***-341 Loreto        antes 1




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

screen 'a wrong number is closed by its key and leaves no number to show' \
	rosa 24x80 es '<queue 961555341><Enter>04' <<'SCREEN'
 AMPARO  Inicio                                                    rosa  14:36
 Hoy: cerradas 6  con contenido 4  abiertas 0  Borradores 0
 Disponible desde 14:36
 > Nadie espera. Enter abre una llamada nueva.




 Hoy (mis llamadas)
   14:36 26-00008-6  Sin contenido                       Número equivocado
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

screen 'the whole queue has its own screen, and the focus stays on its caller' \
	rosa 24x80 es '<queue 961555341><queue 961555342>f<Down><queue 961555343><left 1>' <<'SCREEN'
 AMPARO  Cola                                                      rosa  14:36

 > 14:36 línea 2  ***-342
   14:36 línea 2  ***-343
   14:36 línea 2  ***-341                         por devolver, colgó 14:36


















Enter Atender  F4 Marcar  v Teléfono  F2 Nueva  F5 Buscar  F3 Volver  F1 Ayuda
-- cursor 3,2
SCREEN

screen 'from there who hung up is called back' \
	rosa 24x80 es '<queue 961555341><left 1>f<Enter>' <<'SCREEN'
 AMPARO  Llamada saliente                                          rosa  14:36

 > ***-341                           colgó, sonó 14:36

   De quién es el teléfono       no se sabe
   Hora segura                   no se sabe
   Cuidado                       no se sabe
   Si contesta otra persona: no diga quién llama ni de dónde.















Enter Llamar (muestra el número)  F2 Nueva  F5 Buscar  F3 Volver  F1 Ayuda
-- cursor 3,2
SCREEN

screen 'Enter shows the number and opens the form of a call that goes out' \
	rosa 24x80 es '<queue 961555341><left 1>f<Enter><Enter>' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   línea 2 se llamó 14:36             rosa  14:36

 Motivo*       [ ]
 Devolver a    [961 555 341   ] es de    [          ] hora segura [           ]

 1 Servicio  2 Reporte  3 Oferta de trabajo o estudio
 4 Seguimiento o caso existente  5 Peligro, o ayuda para sí  6 Otra ayuda
 0 Sin contenido

 Nadie contesta, o no es seguro hablar: 0, y luego 1 o 2.

   De quién es el teléfono       no se sabe
   Hora segura                   no se sabe
   Cuidado                       no se sabe
   Si contesta otra persona: no diga quién llama ni de dónde.








F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 3,17
SCREEN

screen 'which is filled in as every other' \
	rosa 24x80 es '<queue 961555341><left 1>f<Enter><Enter>2' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   línea 2 se llamó 14:36             rosa  14:36

 Motivo*       [2] Reporte               ¿Puede hablar sin peligro?    [ ]
 Devolver a    [961 555 341   ] es de    [          ] hora segura [           ]
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
-- cursor 3,73
SCREEN

screen 'a number is marked, and the mark has its end' \
	rosa 24x80 es '<queue 961555341><queue 961555342>f<F4>3<Down><F4>1<F3>' <<'SCREEN'
 AMPARO  Inicio                                                    rosa  14:36
 Hoy: cerradas 5  con contenido 4  abiertas 0  Borradores 0
 Disponible desde 14:24
 > 14:36 línea 2  ***-341                         Bromista hasta 24 dic 14:36
   14:36 línea 2  ***-342                         !! Persona en riesgo



 Hoy (mis llamadas)
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

screen 'what an operator does is chosen by its name and costs no bytes later' \
	rosa 24x80 es '<attach><Enter>orefr<Enter><wait 200><event>' <<'SCREEN'
 AMPARO  Inicio                                                    rosa  14:39
 Hoy: cerradas 5  con contenido 4  abiertas 0  Borradores 0
 Refrigerio desde 14:36
 > Sin señal de la central. Enter abre una llamada nueva.




 Hoy (mis llamadas)
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

screen 'an auditor sees nobody who waits' \
	julia 24x80 es '<queue 961555341>' <<'SCREEN'
 AMPARO  Inicio                                                   julia  14:36

 Esta cuenta lee qué se hizo y quién lo hizo; no cambia nada.

 El trabajo se hace con la orden «amparo» en el servidor:
 amparo audit verify

















F4 Opciones  F3 Salir  F10 Menú  F1 Ayuda
-- cursor 3,2
SCREEN

finish
