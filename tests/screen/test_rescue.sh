#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A rescue in progress: check-ins, a missed one, handing over, the end.
. "${TOP_SRCDIR:-.}/tests/screen/lib.sh"

screen 'who leads it, when the next check-in is owed, what happened' \
	rosa 24x80 es '<rescue rosa 900>R' <<'SCREEN'
 AMPARO  Rescate C 26-00001-0                                      rosa  14:36
 Dirige: Rosa   desde 14:36   contacto cada 15 min
 próximo contacto 14:51


   Hora         Quién        Qué
 > 14:36        Rosa         Inicio
















d Contacto  + Nota  r Entregar  e Intervalo  F9 Terminar  F2 Nueva  F1 Ayuda
-- cursor 7,2
SCREEN

screen 'one key checks in' \
	rosa 24x80 es '<rescue rosa 900><wait 300>Rd' <<'SCREEN'
 AMPARO  Rescate C 26-00001-0                                      rosa  14:41
 Dirige: Rosa   desde 14:36   contacto cada 15 min
 próximo contacto 14:56


   Hora         Quién        Qué
 > 14:41        Rosa         Contacto
   14:36        Rosa         Inicio














 Contacto registrado. u deshacer.
d Contacto  + Nota  r Entregar  e Intervalo  F9 Terminar  F2 Nueva  F1 Ayuda
-- cursor 7,2
SCREEN

screen 'u takes it back, and both stay written' \
	rosa 24x80 en '<rescue rosa 900><wait 300>Rdu' <<'SCREEN'
 AMPARO  Rescue C 26-00001-0                                       rosa  14:41
 Lead: Rosa   since 14:36   check-in every 15 min
 check in by 14:51


   Time         Who          What
 > 14:41        Rosa         The check-in was a mistake
   14:41        Rosa         Check-in
   14:36        Rosa         Start













 Taken back: Checked in, C 26-00001-0.
d Check in  + Note  r Hand over  e Interval  F9 End  F2 New  F5 Search  F1 Help
-- cursor 7,2
SCREEN

screen 'a missed check-in alarms its lead wherever she is' \
	rosa 24x80 es '<rescue rosa 900>l<wait 901><due>' <<'SCREEN'
 AMPARO  Llamadas de hoy  de todas                                 rosa  14:51

   Hora  Llamada    Motivo             Lugar      Resultado        Riesgo
 > 14:21 26-00007-8 Servicio           Lima       Información
   13:07 26-00006-4 Reporte            Puno       Derivación       !! Alto
   12:30 26-00005-5 Peligro            Loreto     Emergencia       !! Peligro
   11:58 26-00004-1 Oferta de trabajo  Tacna      Orientación
   10:50 26-00003-2 Sin contenido                 Broma
   09:41 26-00002-9 Servicio           Cusco      Información
   08:05 26-00001-0 Servicio           Lima       Información












 !! Rescate C 26-00001-0: sin contacto desde 14:51. En Inicio, R lo abre.
Enter Abrir  F4 Mías/todas  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 4,2
-- bell
SCREEN

screen 'and supervision' \
	marta 24x80 en '<rescue rosa 900><wait 901><due>' <<'SCREEN'
 AMPARO  Home                                                     marta  14:51
 Today: closed 0  with content 0  open 0  Drafts 0

 > No signal from the exchange. Enter opens a new call.



 !! 2 alerts that nobody has seen. ! shows them.
 Today (my calls)
   No calls yet today.








 Pending (mine and the shift's)
   Rescue C 26-00001-0, Rosa: !! no check-in since 14:51. R opens it.
 My drafts
   No parked drafts.
 !! Rescue C 26-00001-0: no check-in since 14:51. Home, R opens it.
Enter Answer  l Calls  a Agenda  g Drafts  F4 Options  F3 Log out  F1 Help
-- cursor 4,2
-- bell
SCREEN

screen 'but nobody else' \
	luz 24x80 es '<rescue rosa 900><wait 901><due>' <<'SCREEN'
 AMPARO  Inicio                                                     luz  14:51
 Hoy: cerradas 2  con contenido 2  abiertas 0  Borradores 0
 Disponible desde 12:33
 > Sin señal de la central. Enter abre una llamada nueva.




 Hoy (mis llamadas)
   12:30 26-00005-5  Peligro              Loreto         Emergencia
   08:05 26-00001-0  Servicio             Lima           Información







 Pendientes (míos y del turno)
   No hay nada pendiente.
 Mis borradores
   No hay borradores.

Enter Atender  l Llamadas  a Agenda  g Borradores  F4 Opciones  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'its screen says since when, and how many' \
	marta 24x80 es '<rescue rosa 900><wait 901><due><wait 900><due>R' <<'SCREEN'
 AMPARO  Rescate C 26-00001-0                                     marta  15:06
 Dirige: Rosa   desde 14:36   contacto cada 15 min
 !! sin contacto desde 14:51, 2 perdidos


   Hora         Quién        Qué
 > 15:06        el servidor  !! Contacto perdido
   14:51        el servidor  !! Contacto perdido
   14:36        Rosa         Inicio














d Contacto  + Nota  r Entregar  e Intervalo  F9 Terminar  F2 Nueva  F1 Ayuda
-- cursor 7,2
-- bell
SCREEN

screen 'who is asked to take over reads it' \
	luz 24x80 es '<rescue rosa 900><handover 1 luz>' <<'SCREEN'
 AMPARO  Inicio                                                     luz  14:36
 Hoy: cerradas 2  con contenido 2  abiertas 0  Borradores 0
 Disponible desde 12:33
 > Sin señal de la central. Enter abre una llamada nueva.




 Hoy (mis llamadas)
   12:30 26-00005-5  Peligro              Loreto         Emergencia
   08:05 26-00001-0  Servicio             Lima           Información







 Pendientes (míos y del turno)
   Rescate C 26-00001-0, Rosa: próximo contacto 14:51. R lo abre.
 Mis borradores
   No hay borradores.
 ! Rosa le pide dirigir el rescate C 26-00001-0. En Inicio, R: responder.
Enter Atender  l Llamadas  a Agenda  g Borradores  F4 Opciones  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'and answers in its screen' \
	luz 24x80 es '<rescue rosa 900><handover 1 luz>R' <<'SCREEN'
 AMPARO  Rescate C 26-00001-0                                       luz  14:36
 Dirige: Rosa   desde 14:36   contacto cada 15 min
 próximo contacto 14:51
 ! Rosa le pide dirigirlo: Enter acepta, D no.

   Hora         Quién        Qué
 > 14:36        Marta        Se pide que lo tome: Luz
   14:36        Rosa         Inicio















Enter Aceptar  D No aceptar  + Nota  F2 Nueva  F5 Buscar  F3 Volver  F1 Ayuda
-- cursor 7,2
SCREEN

screen 'only when she accepts does it pass' \
	luz 24x80 es '<rescue rosa 900><handover 1 luz>R<Enter>' <<'SCREEN'
 AMPARO  Rescate C 26-00001-0                                       luz  14:36
 Dirige: Luz   desde 14:36   contacto cada 15 min
 próximo contacto 14:51


   Hora         Quién        Qué
 > 14:36        Luz          Acepta y dirige
   14:36        Marta        Se pide que lo tome: Luz
   14:36        Rosa         Inicio













 Ahora usted dirige el rescate.
d Contacto  + Nota  r Entregar  e Intervalo  F9 Terminar  F2 Nueva  F1 Ayuda
-- cursor 7,2
SCREEN

screen 'the lead goes on until then' \
	rosa 24x80 en '<rescue rosa 900>Rrl<Enter>' <<'SCREEN'
 AMPARO  Rescue C 26-00001-0                                       rosa  14:36
 Lead: Rosa   since 14:36   check-in every 15 min
 check in by 14:51
 Luz was asked to take over and has not answered.

   Time         Who          What
 > 14:36        Rosa         Asked to take over: Luz
   14:36        Rosa         Start














 Asked. You lead it until it is accepted.
d Check in  + Note  r Hand over  e Interval  F9 End  F2 New  F5 Search  F1 Help
-- cursor 7,2
SCREEN

screen 'it does not end without a result' \
	rosa 24x80 es '<rescue rosa 900>R<F9><Enter>' <<'SCREEN'
 AMPARO  Rescate C 26-00001-0                                      rosa  14:36
 Dirige: Rosa   desde 14:36   contacto cada 15 min
 próximo contacto 14:51


   Hora         Quién        Qué
 > 14:36        Rosa         Inicio















 ! Sigue en curso: ¿cómo terminó?
d Contacto  + Nota  r Entregar  e Intervalo  F9 Terminar  F2 Nueva  F1 Ayuda
-- cursor 7,2
SCREEN

screen 'with one it does' \
	rosa 24x80 es '<rescue rosa 900>R+en el puerto<Enter><F9>A salvo con la tía<Enter>' <<'SCREEN'
 AMPARO  Rescate C 26-00001-0                                      rosa  14:36
 Dirige: Rosa   desde 14:36   contacto cada 15 min
 terminó 14:36
 Resultado: A salvo con la tía

   Hora         Quién        Qué
 > 14:36        Rosa         Fin: A salvo con la tía
   14:36        Rosa         en el puerto
   14:36        Rosa         Inicio













 El rescate terminó.
F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 7,2
SCREEN

screen 'another interval' \
	rosa 24x80 es '<rescue rosa 900>Re<Ctrl-U>5<Enter>' <<'SCREEN'
 AMPARO  Rescate C 26-00001-0                                      rosa  14:36
 Dirige: Rosa   desde 14:36   contacto cada 5 min
 próximo contacto 14:41


   Hora         Quién        Qué
 > 14:36        Rosa         Contacto cada 5 min
   14:36        Rosa         Inicio














 El intervalo cambia desde ahora.
d Contacto  + Nota  r Entregar  e Intervalo  F9 Terminar  F2 Nueva  F1 Ayuda
-- cursor 7,2
SCREEN

screen 'of several one picks' \
	marta 24x80 es '<rescue rosa 900><rescue luz 600>R' <<'SCREEN'
 AMPARO  Inicio                                                   marta  14:36
 Hoy: cerradas 0  con contenido 0  abiertas 0  Borradores 0

 > Sin señal de la central. Enter abre una llamada nueva.



 !! 1 alerta sin ver. ! la muestra.
 Hoy (mis llamadas)
   Hoy todavía no hay llamadas.







 Rescate:
 > 1 C 26-00002-9  Luz
   2 C 26-00001-0  Rosa



Enter Elegir  F3 Volver
-- cursor 19,2
SCREEN

screen 'a wide screen' \
	rosa 40x132 es '<rescue rosa 900>R' <<'SCREEN'
 AMPARO  Rescate C 26-00001-0                                                                                          rosa  14:36
 Dirige: Rosa   desde 14:36   contacto cada 15 min
 próximo contacto 14:51


   Hora         Quién        Qué
 > 14:36        Rosa         Inicio
































d Contacto  + Nota  r Entregar  e Intervalo  F9 Terminar  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 7,2
SCREEN

screen 'none' \
	rosa 24x80 es 'R' <<'SCREEN'
 AMPARO  Inicio                                                    rosa  14:36
 Hoy: cerradas 5  con contenido 4  abiertas 0  Borradores 0
 Disponible desde 14:24
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
 No hay ningún rescate en curso.
Enter Atender  l Llamadas  a Agenda  g Borradores  F4 Opciones  F1 Ayuda
-- cursor 4,2
SCREEN

finish
